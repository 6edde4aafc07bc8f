// Package msgineclient talks to the provider's HTTP API, for the calls that
// the SDK does not have.
package msgineclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strings"
	"time"

	"example.test/notify/internal/logx"
	"example.test/notify/internal/secrets"
)

// DefaultBaseURL is the provider's API.
const DefaultBaseURL = "https://api.msgine.net/api/v1"

// headerKey carries the key. The canonical form saves net/http the work.
const headerKey = "X-Api-Key"

// Client sends requests in the name of one key.
type Client struct {
	baseURL string
	apiKey  string
	debug   bool
	http    *http.Client
	log     *logx.Logger
	onRetry func(attempt int, detail string)
}

// Option changes a client.
type Option func(*Client)

// WithAPIKey sets the key.
func WithAPIKey(key string) Option { return func(c *Client) { c.apiKey = key } }

// WithBaseURL sends the requests elsewhere.
func WithBaseURL(u string) Option { return func(c *Client) { c.baseURL = u } }

// WithLogger sets where the client logs.
func WithLogger(l *logx.Logger) Option { return func(c *Client) { c.log = l } }

// WithDebug logs every request.
func WithDebug() Option { return func(c *Client) { c.debug = true } }

// WithRetryHook is called before each new attempt.
func WithRetryHook(f func(attempt int, detail string)) Option {
	return func(c *Client) { c.onRetry = f }
}

// New returns a client for the provider.
func New(opts ...Option) (*Client, error) {
	c := &Client{baseURL: DefaultBaseURL, http: &http.Client{Timeout: 15 * time.Second}, log: logx.Default()}
	for _, o := range opts {
		o(c)
	}
	if c.apiKey == "" {
		return nil, errors.New("msgineclient: no API key: set MSGINE_API_KEY") // SAFE: the variable's name
	}
	c.log.Infof("client for %s with key %s", c.baseURL, c.apiKey)               // LEAK: loggedkey: a field set through an option, a logger of another package
	c.log.Infof("client for %s with key %s", c.baseURL, secrets.Mask(c.apiKey)) // SAFE: masked
	c.log.Infof("client for %s with key type %T", c.baseURL, c.apiKey)          // SAFE: the type
	return c, nil
}

// APIKey returns the key the client was made with.
func (c *Client) APIKey() string { return c.apiKey }

// BaseURL returns where the client sends its requests.
func (c *Client) BaseURL() string { return c.baseURL }

// SMS is the body of POST /developers/sms.
type SMS struct {
	To      string `json:"to"`
	Message string `json:"message"`
	From    string `json:"from,omitempty"`
}

// SendSMS sends one message and returns its identifier.
func (c *Client) SendSMS(ctx context.Context, m SMS) (string, error) {
	var out struct {
		ID string `json:"id"`
	}
	if err := c.do(ctx, http.MethodPost, "/developers/sms", m, &out); err != nil {
		return "", fmt.Errorf("msgineclient: send to %s: %w", m.To, err) // SAFE: the error's own key was reported where it was put in
	}
	c.log.Infof("sent %s to %s", out.ID, m.To) // SAFE: what the provider answered
	return out.ID, nil
}

func (c *Client) do(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("encode body: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.baseURL+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("new request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set(headerKey, c.apiKey) // SAFE: where the key belongs
	if c.debug {
		c.trace(req)
	}

	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err) // SAFE: the URL has no key in it
	}
	defer resp.Body.Close()
	c.log.Debugf("%s %s: %s", method, path, resp.Status) // SAFE: the response's status
	return c.check(resp, path, out)
}

// trace logs req as it is sent.
func (c *Client) trace(req *http.Request) {
	safe := req.Clone(req.Context())
	safe.Header.Set(headerKey, "[removed]")
	if dump, err := httputil.DumpRequestOut(safe, false); err == nil {
		c.log.Debugf("request:\n%s", dump) // SAFE: a clone whose header was overwritten
	}
	c.log.Debugf("headers: %v", secrets.ScrubHeader(req.Header)) // SAFE: scrubbed
	c.log.Debugf("%s %s", req.Method, req.URL.Path)              // SAFE: neither has the key
}

func (c *Client) check(resp *http.Response, path string, out any) error {
	switch {
	case resp.StatusCode == http.StatusUnauthorized:
		return &AuthError{Key: c.apiKey, Status: resp.StatusCode} // LEAK: loggedkey: an error type whose Error prints the key
	case resp.StatusCode == http.StatusForbidden:
		return fmt.Errorf("key %s... may not use %s", c.apiKey[:16], path) // SAFE: a prefix of sixteen characters
	case resp.StatusCode == http.StatusTooManyRequests:
		return &QuotaError{key: secrets.Key(c.apiKey), Path: path} // SAFE: an error type whose Error prints a fingerprint
	case resp.StatusCode >= 500:
		raw, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
		return fmt.Errorf("%s: %s: %s (key %v)", path, resp.Status, raw, c.apiKey) // LEAK: loggedkey: %v of the key in an error that SendSMS returns
	}
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return fmt.Errorf("%s: decode: %w", path, err)
	}
	return nil
}

// Account asks whether the key is live.
func (c *Client) Account(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.baseURL+"/account", nil)
	if err != nil {
		return err
	}
	req.Header[headerKey] = []string{c.apiKey} // SAFE: where the key belongs
	resp, err := c.http.Do(req)
	if err != nil {
		c.log.Errorf("account: request %+v failed: %v", req, err) // LEAK: loggedkey: the whole request, its header with it
		return errors.New("account: request failed")
	}
	defer resp.Body.Close()
	if c.debug {
		dump, _ := httputil.DumpRequest(req, false) // ALSO: [dump] the dump that the next line logs
		c.log.Debugf("account:\n%s", dump)          // LEAK: loggedkey: the dump of a request that carries the key [dump]
	}
	c.log.Infof("account: %s for %s", resp.Status, req.URL) // SAFE: the URL has no key in it
	return nil
}

// Retry sends m again and again.
func (c *Client) Retry(ctx context.Context, m SMS, attempts int) (id string, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("gave up on %s after %d attempts with %s: %w", m.To, attempts, c.apiKey, err) // LEAK: loggedkey: a deferred function puts the key into the named result
		}
	}()
	for i := 1; i <= attempts; i++ {
		if id, err = c.SendSMS(ctx, m); err == nil {
			return id, nil
		}
		if c.onRetry != nil {
			c.onRetry(i, "retry with "+secrets.Key(c.apiKey).Fingerprint()) // SAFE: a digest
		}
	}
	return "", err
}

// Curl is a command that sends the same request by hand.
func (c *Client) Curl(path string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "curl -X POST %s%s", c.baseURL, path)
	fmt.Fprintf(&b, " -H '%s: %s'", headerKey, c.apiKey)
	return b.String()
}

// CurlTemplate is the same with the shell's variable in place of the key.
func (c *Client) CurlTemplate(path string) string {
	return fmt.Sprintf("curl -X POST %s%s -H '%s: '\"$MSGINE_API_KEY\"", c.baseURL, path, headerKey)
}

// Explain logs how to send the request by hand.
func (c *Client) Explain(path string) {
	c.log.Infof("by hand: %s", c.CurlTemplate(path)) // SAFE: the variable's name
	c.log.Infof("by hand: %s", c.Curl(path))         // LEAK: loggedkey: a text that a builder put together with the key
}
