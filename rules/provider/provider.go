// Package provider says what a key provider is: its key prefixes, environment
// names, headers, hosts, SDKs, rotation period and revoke steps.
//
// It is data, and the only place that names MsGine's facts. Their source is
// MsGine's public documentation, page "Authentication", unless said otherwise.
// Further providers come from the config file and are checked the same way.
package provider

import "time"

// Provider is one issuer of API keys.
type Provider struct {
	// Name is what reports call the provider, such as "MsGine".
	Name string
	// Prefixes start every key the provider issues today.
	Prefixes []string
	// Env lists the environment names that hold a key. The first is the one to use.
	Env []string
	// Headers lists the HTTP request headers that carry a key. The first is the one to use.
	Headers []string
	// Hosts lists the API's hosts, the only ones a key may be sent to.
	Hosts []string
	// SDKs lists the packages whose clients take a key, as they are imported.
	SDKs []string
	// AccountURL answers a GET with the key in its header: 200 for a live key.
	AccountURL string
	// Rotation is the longest age of a production key.
	Rotation time.Duration
	// Revoke lists the steps to take when a key has leaked, in order.
	Revoke []string
}

// MinTail is how many key characters must follow a prefix before a text can be
// a whole key. MsGine documents neither the length nor the alphabet of its keys;
// its examples elide them. Sixteen characters of base 36 are 82 bits, the least
// that any issuer would use.
const MinTail = 16

// MaxTail bounds how many characters after the prefix are read as the key.
const MaxTail = 512

// MaxPrefix bounds the length of a prefix.
const MaxPrefix = 64

// IsKeyByte reports whether c can stand in a key after its prefix.
func IsKeyByte(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
		return true
	}
	return false
}

// MsGine is the provider this linter exists for.
func MsGine() Provider {
	return Provider{
		Name:     "MsGine",
		Prefixes: []string{"msgine_live_"},
		// MSGINE_API_TOKEN is the older name, still in the public SDK's guides.
		Env: []string{"MSGINE_API_KEY", "MSGINE_API_TOKEN"},
		// The public SDK's older releases send the raw token in Authorization.
		Headers: []string{"X-Api-Key", "Authorization"},
		Hosts:   []string{"api.msgine.net"},
		SDKs: []string{
			"@msgine/sdk",
			"msgine",
			"github.com/kasimlyee/msgine-sdk/go",
		},
		AccountURL: "https://api.msgine.net/api/v1/account",
		Rotation:   90 * 24 * time.Hour,
		Revoke: []string{
			"open the MsGine Developer Dashboard and find the compromised key",
			"generate a new key and update your application with it",
			"click Revoke on the old key",
		},
	}
}
