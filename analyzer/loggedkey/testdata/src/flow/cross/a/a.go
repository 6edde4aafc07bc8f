// Package a is the library of the cases that cross packages.
package a

import (
	"fmt"
	"log"
	"os"
)

// EnvName is the name of the variable, never a key.
const EnvName = "MSGINE_API_KEY"

// Config holds a key and a clean field.
type Config struct {
	Key    string
	Region string
	Nested struct{ Token string }
}

// Load fills a Config.
func Load() *Config {
	c := &Config{Key: os.Getenv(EnvName), Region: "ug"}
	c.Nested.Token = os.Getenv("MSGINE_API_TOKEN")
	return c
}

// APIKey returns the key.
func APIKey() string { return os.Getenv("MSGINE_API_KEY") }

// Region returns no key.
func Region() string { return os.Getenv("REGION") }

// KeyOK returns the key, and whether it is set.
func KeyOK() (string, bool) { return os.LookupEnv("MSGINE_API_KEY") }

// GetKey returns the key of c.
func (c *Config) GetKey() string { return c.Key }

// GetRegion returns the region of c.
func (c *Config) GetRegion() string { return c.Region }

// Logf logs.
func Logf(format string, args ...any) { log.Printf(format, args...) }

// Log logs its second parameter only.
func Log(_ string, text string) { log.Print(text) }

// Drop does nothing.
func Drop(string) {}

// Describe returns a text with s in it.
func Describe(s string) string { return "key " + s }

// Mask hides s.
func Mask(s string) string {
	if s == "" {
		return ""
	}
	return "****"
}

// Box is a generic box.
type Box[T any] struct{ v T }

// Put stores v.
func (b *Box[T]) Put(v T) { b.v = v }

// Take returns the stored value.
func (b *Box[T]) Take() T { return b.v }

// Show prints v.
func Show[T any](v T) { fmt.Println(v) }

// Store keeps a key in an unexported field.
type Store struct{ secret string }

// NewStore returns a Store of key.
func NewStore(key string) *Store { return &Store{secret: key} }

// Secret returns the key of s.
func (s *Store) Secret() string { return s.secret }

// Global holds the key.
var Global = os.Getenv("MSGINE_API_KEY")

// Logger logs.
type Logger struct{ prefix string }

// Infof logs.
func (l *Logger) Infof(format string, args ...any) {
	log.Printf(l.prefix+format, args...)
}

// Secret hides the key it holds in every verb.
type Secret string

// String is a constant.
func (Secret) String() string { return "[redacted]" }

// GoString is a constant.
func (Secret) GoString() string { return "[redacted]" }
