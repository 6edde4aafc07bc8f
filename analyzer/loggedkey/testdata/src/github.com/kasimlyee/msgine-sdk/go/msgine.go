// Package msgine stands for the provider's SDK.
package msgine

// Config is a client's configuration.
type Config struct{ BaseURL string }

// Client is a client.
type Client struct{}

// NewClient returns a client.
func NewClient(apiKey string) *Client { return &Client{} }

// NewClientWithConfig returns a client.
func NewClientWithConfig(apiKey string, c Config) *Client { return &Client{} }
