// Package msgine stands in for MsGine's public Go SDK, which the module proxy
// does not serve: the same names and signatures, as little inside as compiles.
package msgine

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// ClientConfig holds what a client may be told besides its key.
type ClientConfig struct {
	BaseURL    string
	Timeout    time.Duration
	MaxRetries int
}

// Client is the way into the API.
type Client struct {
	SMS   *SMSService
	Email *EmailService
}

// NewClient returns a client with the default settings.
func NewClient(apiKey string) (*Client, error) {
	return NewClientWithConfig(apiKey, ClientConfig{})
}

// NewClientWithConfig returns a client with settings of the caller's.
func NewClientWithConfig(apiKey string, cfg ClientConfig) (*Client, error) {
	if apiKey == "" {
		return nil, errors.New("msgine: apiKey is required")
	}
	t := &transport{apiKey: apiKey, baseURL: cfg.BaseURL}
	return &Client{SMS: &SMSService{t: t}, Email: &EmailService{t: t}}, nil
}

// MessageRecord is what the API says about a message.
type MessageRecord struct {
	ID     string
	Status string
	Cost   float64
}

// SendSmsOptions are the parameters of an SMS.
type SendSmsOptions struct {
	To             []string
	Message        string
	From           string
	IdempotencyKey string
}

// SendEmailOptions are the parameters of an e-mail.
type SendEmailOptions struct {
	From           string
	To             []string
	Subject        string
	HTML           string
	IdempotencyKey string
}

// SMSService sends SMS.
type SMSService struct{ t *transport }

// Send sends one SMS.
func (s *SMSService) Send(ctx context.Context, opts SendSmsOptions) (*MessageRecord, error) {
	if len(opts.To) == 0 {
		return nil, errors.New("to: at least one recipient is required")
	}
	return s.t.do(ctx, "/developers/sms")
}

// EmailService sends e-mail.
type EmailService struct{ t *transport }

// Send sends one e-mail.
func (s *EmailService) Send(ctx context.Context, opts SendEmailOptions) (*MessageRecord, error) {
	return s.t.do(ctx, "/developers/email")
}

type transport struct {
	apiKey  string
	baseURL string
}

func (t *transport) do(ctx context.Context, path string) (*MessageRecord, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, t.baseURL+path, http.NoBody)
	if err != nil {
		return nil, err
	}
	req.Header.Set("X-Api-Key", t.apiKey)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	return &MessageRecord{Status: resp.Status}, resp.Body.Close()
}
