// Package metrics counts.
package metrics

import (
	"expvar"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/rs/zerolog"

	"example.test/notify/internal/config"
	"example.test/notify/internal/secrets"
)

// Names of the counters that the dashboards know.
const (
	RequestsTotal = "msgine_live_requests_total"           // SAFE: a metric's name
	LatencyBucket = "msgine_live_request_duration_seconds" // SAFE: a metric's name
	prefix        = "msgine_live_"                         // SAFE: the prefix alone
)

var keyPattern = regexp.MustCompile(`^msgine_live_[A-Za-z0-9]{20,}$`) // SAFE: a pattern

// Set holds the counters of one instance.
type Set struct {
	sent   atomic.Int64
	failed atomic.Int64
	last   atomic.Pointer[config.Config]
	log    zerolog.Logger
}

// New returns counters that log to l once in a while.
func New(cfg *config.Config, l zerolog.Logger) *Set {
	s := &Set{log: l}
	s.last.Store(cfg)
	expvar.NewString("msgine_sender").Set(cfg.SenderName()) // SAFE: a sibling field
	expvar.NewString("msgine_key").Set(cfg.APIKey())        // OPTIN: loggedkey: expvar
	return s
}

// Sent counts a message.
func (s *Set) Sent() { s.sent.Add(1) }

// SeriesOf is the series of one key.
func SeriesOf(cfg *config.Config) string {
	return prefix + secrets.Key(cfg.APIKey()).Fingerprint() // SAFE: a digest
}

// Flush logs the counters.
func (s *Set) Flush() {
	cfg := s.last.Load()
	s.log.Info().Int64(RequestsTotal, s.sent.Load()).Msg("metrics")                          // SAFE: a metric's name
	s.log.Info().Str("series", SeriesOf(cfg)).Msg("metrics")                                 // SAFE: a digest
	s.log.Info().Bool("well_formed", keyPattern.MatchString(cfg.APIKey())).Msg("metrics")    // SAFE: a boolean
	s.log.Info().Bool("live", strings.HasPrefix(cfg.APIKey(), prefix)).Msg("metrics")        // SAFE: a boolean
	s.log.Info().Int("underscores", strings.Count(cfg.APIKey(), "_")).Msg("metrics")         // SAFE: a number
	s.log.Info().Dict("cfg", zerolog.Dict().Str("sender", cfg.MsGine.Sender)).Msg("metrics") // SAFE: a sibling field
	s.log.Info().Dict("cfg", zerolog.Dict().Str("key", cfg.MsGine.APIKey)).Msg("metrics")    // LEAK: loggedkey: a dictionary, the field through an atomic pointer
	s.log.Info().Fields(map[string]any{"key": cfg.MsGine.APIKey}).Msg("metrics")             // LEAK: loggedkey: zerolog's Fields
	s.log.Info().Fields([]any{"sender", cfg.MsGine.Sender}).Msg("metrics")                   // SAFE: a sibling field
	s.log.Info().Interface("token", secrets.Token(cfg.MsGine.APIKey)).Msg("metrics")         // LEAK: loggedkey: zerolog's JSON does not call String
	s.log.Info().Interface("key", secrets.Key(cfg.MsGine.APIKey)).Msg("metrics")             // SAFE: MarshalText redacts
	s.log.Info().MsgFunc(func() string { return "flushed for " + cfg.APIKey() })             // LEAK: loggedkey: a message made by a function
	s.log.Info().Msg("flushed " + strconv.Itoa(len(cfg.APIKey())))                           // SAFE: a length
	if sampled := s.log.With().Str("key", cfg.APIKey()).Logger(); s.failed.Load() > 0 {      // LEAK: loggedkey: in the context of a logger
		sampled.Warn().Int64("failed", s.failed.Load()).Msg("metrics")
	}
}
