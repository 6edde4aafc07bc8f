// Package msgine stands in for the provider's client, which no module proxy
// serves: the signatures that the tables name, and no more.
package msgine

// Client is the provider's client.
type Client struct{ key string }

// Config configures a [Client].
type Config struct{ BaseURL string }

// NewClient returns a client that sends apiKey with every request.
func NewClient(apiKey string) *Client { return &Client{apiKey} }

// NewClientWithConfig is NewClient with a configuration.
func NewClientWithConfig(apiKey string, cfg *Config) *Client { return &Client{apiKey} }
