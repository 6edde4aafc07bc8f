// Package secrets holds the types and helpers that keep keys out of logs.
package secrets

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
)

// shown is how much of a key may be printed: the public prefix "msgine_live_".
const shown = 12

// Key is a provider key. However it is printed, only its public prefix shows.
type Key string

func (k Key) String() string               { return k.redacted() }
func (k Key) GoString() string             { return "secrets.Key(" + k.redacted() + ")" }
func (k Key) LogValue() slog.Value         { return slog.StringValue(k.redacted()) }
func (k Key) MarshalText() ([]byte, error) { return []byte(k.redacted()), nil }

// Reveal returns the key itself, for the request that needs it.
func (k Key) Reveal() string { return string(k) }

// Fingerprint identifies the key in tickets and dashboards.
func (k Key) Fingerprint() string {
	sum := sha256.Sum256([]byte(k))
	return hex.EncodeToString(sum[:6])
}

func (k Key) redacted() string {
	switch {
	case k == "":
		return "(unset)"
	case len(k) <= shown:
		return "****"
	}
	return string(k[:shown]) + "****"
}

// Token is the older type. It was written when all logs were text and knows
// only fmt's plain verbs.
type Token string

func (t Token) String() string { return "token(****)" }

// Credential pairs a tenant with its key.
type Credential struct {
	Tenant string
	Secret string
}

// NewCredential pairs tenant with its key.
func NewCredential(tenant, key string) *Credential {
	return &Credential{Tenant: tenant, Secret: key}
}

func (c *Credential) String() string { return c.Tenant + ":****" }

// Quiet prints as nothing, in slog only.
type Quiet struct{ Value string }

func (Quiet) LogValue() slog.Value { return slog.StringValue("(hidden)") }

// Mask keeps the public prefix and the last four characters.
func Mask(key string) string {
	if len(key) < shown+4 {
		return strings.Repeat("*", len(key))
	}
	return key[:shown] + "****" + key[len(key)-4:]
}

// MaskInProduction masks where it matters; developers want to see the value.
func MaskInProduction(env, key string) string {
	if env == "production" {
		return Mask(key)
	}
	return key
}

// Obfuscate makes a key unreadable at a glance.
func Obfuscate(key string) string {
	return base64.StdEncoding.EncodeToString([]byte(key))
}

// Redact takes key out of text.
func Redact(text, key string) string {
	if key == "" {
		return text
	}
	return strings.ReplaceAll(text, key, "****")
}

// ScrubHeader returns a copy of h that may be printed.
func ScrubHeader(h http.Header) http.Header {
	c := h.Clone()
	for _, name := range []string{"X-Api-Key", "Authorization", "Cookie"} {
		if c.Get(name) != "" {
			c.Set(name, "[removed]")
		}
	}
	return c
}

// FromEnv reads a key from the environment variable name.
func FromEnv(name string) (Key, error) {
	v, ok := os.LookupEnv(name)
	if !ok {
		return "", fmt.Errorf("secrets: %s is not set", name)
	}
	if strings.TrimSpace(v) != v {
		return "", fmt.Errorf("secrets: %s has white space around it (%d characters)", name, len(v))
	}
	return Key(v), nil
}

// ReadMounted reads the key that the orchestrator mounts as a file.
//
//msginelint:key
func ReadMounted(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("secrets: read %s: %w", path, err)
	}
	if len(b) == 0 {
		return "", fmt.Errorf("secrets: %s is empty", path)
	}
	return string(bytes.TrimSpace(b)), nil
}
