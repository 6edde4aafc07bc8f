package msgineclient

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
)

// The first version of the API took the key in the URL. Some installations
// still call these.

// PingV0 asks the first API whether key is live.
func PingV0(key string) error {
	resp, err := http.Get("https://api.msgine.net/v0/ping?api_key=" + key) // LEAK: transportkey: the key in a query [ping]
	if err != nil {
		return fmt.Errorf("msgineclient: ping: %w", err) // ALSO: [ping] the url.Error prints the URL
	}
	return resp.Body.Close()
}

// BalanceURLV0 is where the first API tells the balance.
func (c *Client) BalanceURLV0(account string) *url.URL {
	u := &url.URL{Scheme: "https", Host: "api.msgine.net", Path: "/v0/balance/" + account}
	u.RawQuery = url.Values{"key": {c.apiKey}}.Encode() // LEAK: transportkey: the key in a query, by url.Values
	return u
}

// PlainAccount is for the test network, whose proxy speaks no TLS.
func PlainAccount() (int, error) {
	key := os.Getenv("MSGINE_API_KEY")
	req, err := http.NewRequest(http.MethodGet, "http://api.msgine.net/api/v1/account", nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("X-Api-Key", key)        // LEAK: transportkey: in the clear [plain]
	resp, err := http.DefaultClient.Do(req) // ALSO: [plain] the request goes out here
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

// AccountWithUser logs in as the first API's documentation had it.
func AccountWithUser(c *Client) (*http.Request, error) {
	u, err := url.Parse(c.baseURL + "/account")
	if err != nil {
		return nil, err
	}
	u.User = url.UserPassword("api", c.apiKey)              // LEAK: transportkey: the key in a URL's userinfo [user]
	return http.NewRequest(http.MethodGet, u.String(), nil) // ALSO: [user] the URL is used here
}

// SecureAccount is PlainAccount done right.
func SecureAccount() (int, error) {
	req, err := http.NewRequest(http.MethodGet, "https://api.msgine.net/api/v1/account", nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("X-Api-Key", os.Getenv("MSGINE_API_KEY")) // SAFE: to the provider, over https
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, fmt.Errorf("msgineclient: account: %w", err) // SAFE: the URL has no key in it
	}
	return resp.StatusCode, resp.Body.Close()
}
