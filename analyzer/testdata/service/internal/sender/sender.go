// Package sender sends messages through the provider's SDK.
package sender

import (
	"context"
	"errors"
	"fmt"
	"time"

	msgine "github.com/kasimlyee/msgine-sdk/go"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"example.test/notify/internal/secrets"
)

// Message is what the service sends, by whatever way.
type Message struct {
	Tenant  string
	To      string
	Text    string
	Subject string
}

// Sender sends in the name of one tenant.
type Sender struct {
	tenant string
	key    string
	client *msgine.Client
	log    *zap.Logger
}

// New returns a sender for tenant.
func New(tenant, key string, log *zap.Logger) (*Sender, error) {
	client, err := msgine.NewClient(key) // SAFE: where the key belongs
	if err != nil {
		return nil, fmt.Errorf("sender: client of %s with %q: %w", tenant, key, err) // LEAK: loggedkey: a parameter that is a key because the SDK takes it
	}
	log = log.With(zap.String("tenant", tenant))
	log.Info("sender ready", zap.Int("key_length", len(key)))      // SAFE: its length
	log.Info("sender ready", zap.String("key", secrets.Mask(key))) // SAFE: masked
	log.Info("sender ready", zap.String("key", key))               // LEAK: loggedkey: zap.String
	return &Sender{tenant: tenant, key: key, client: client, log: log}, nil
}

// NewPlain is New for the test network, whose proxy speaks no TLS.
func NewPlain(tenant, key string, log *zap.Logger) (*Sender, error) {
	cfg := msgine.ClientConfig{BaseURL: "http://api.msgine.net/api/v1", Timeout: 5 * time.Second}
	client, err := msgine.NewClientWithConfig(key, cfg) // LEAK: transportkey: the SDK told to send in the clear
	if err != nil {
		return nil, fmt.Errorf("sender: plain client of %s: %w", tenant, err) // SAFE: the error is about the key, without it
	}
	return &Sender{tenant: tenant, key: key, client: client, log: log}, nil
}

// Demo returns a sender that needs no configuration.
func Demo(log *zap.Logger) (*Sender, error) {
	return New("demo", "7GLp90Sy1Iz9mYTeuWXzjJlBqXVH6GJz3MZ8mCYq", log) // LEAK: hardcodedkey: an argument that New hands to the SDK
}

// Send sends m as an SMS.
func (s *Sender) Send(ctx context.Context, m Message) (string, error) {
	opts := msgine.SendSmsOptions{To: []string{m.To}, Message: m.Text, IdempotencyKey: "welcome-2024-09-14-7f3a"} // SAFE: a key of another kind
	rec, err := s.client.SMS.Send(ctx, opts)
	if err != nil {
		s.log.Error("send failed", zap.Error(err), zap.String("to", m.To)) // SAFE: the SDK's errors carry no key
		return "", errors.New("sender: send failed with key " + s.key)     // LEAK: loggedkey: errors.New of a concatenation
	}
	s.log.Info("sent", zap.String("id", rec.ID), zap.Float64("cost", rec.Cost)) // SAFE: what the provider answered
	return rec.ID, nil
}

// MarshalLogObject says who the sender is.
func (s *Sender) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("tenant", s.tenant)
	enc.AddString("key_id", secrets.Key(s.key).Fingerprint())
	return nil
}

// snapshot is a Sender for the debug log, as the last incident wanted it.
type snapshot struct {
	Tenant string
	Key    secrets.Token
}

// Describe logs who sends.
func (s *Sender) Describe() {
	s.log.Info("sender", zap.Object("sender", s))      // SAFE: MarshalLogObject writes a fingerprint
	s.log.Sugar().Infof("sender %s", s.tenant)         // SAFE: a sibling field
	s.log.Sugar().Infow("sender", "msgine_key", s.key) // LEAK: loggedkey: a sugared pair
	snap := snapshot{Tenant: s.tenant, Key: secrets.Token(s.key)}
	s.log.Sugar().Infof("snapshot %v", snap)                              // SAFE: fmt calls the exported field's String
	s.log.Info("snapshot", zap.Any("snapshot", snap))                     // LEAK: loggedkey: zap's JSON does not call String
	if ce := s.log.Check(zap.DebugLevel, "sender of "+s.key); ce != nil { // LEAK: loggedkey: a message given to Check
		ce.Write()
	}
}

// Logger returns a logger for the messages of this sender.
func (s *Sender) Logger() *zap.Logger {
	return s.log.With(zap.Stringer("key", secrets.Key(s.key)), zap.ByteString("raw", []byte(s.key))) // LEAK: loggedkey: zap.ByteString of the converted key, in With
}

// Pool holds the senders of all tenants.
type Pool struct {
	byTenant map[string]*Sender
	keys     map[string]string
	log      *zap.SugaredLogger
}

// NewPool makes a sender for each entry of keys, which maps tenants to keys.
func NewPool(keys map[string]string, log *zap.Logger) (*Pool, error) {
	p := &Pool{byTenant: map[string]*Sender{}, keys: keys, log: log.Sugar()}
	var failed []error
	for tenant, key := range keys {
		s, err := New(tenant, key, log)
		if err != nil {
			failed = append(failed, err)
			p.log.Warnf("no sender for %s", tenant)          // SAFE: the map's key is a tenant
			p.log.Warnf("no sender for %s: %s", tenant, key) // LEAK: loggedkey: the map's value is handed to the SDK by New
			continue
		}
		p.byTenant[tenant] = s
	}
	p.log.Infof("%d senders, %d failed", len(p.byTenant), len(failed)) // SAFE: numbers
	return p, errors.Join(failed...)
}
