// Package settings reads what a user may say to the Go passes, from an
// analyzer's flag and from golangci-lint's configuration alike: strictly, so
// that a misspelt key is an error and never a silent default.
package settings

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// Provider is one further key provider, in the words of the config file.
type Provider struct {
	Name     string   `json:"name"`
	Prefixes []string `json:"prefixes,omitempty"`
	Env      []string `json:"env,omitempty"`
	Headers  []string `json:"headers,omitempty"`
	Hosts    []string `json:"hosts,omitempty"`
	SDKs     []string `json:"sdks,omitempty"`
	// Rotation is accepted so that one block serves the config file and
	// golangci-lint; no Go pass looks at a key's age.
	Rotation any `json:"rotation,omitempty"`
}

// Settings is everything that may be set.
type Settings struct {
	Providers []Provider `json:"providers,omitempty"`
	Sinks     string     `json:"sinks,omitempty"`     // "certain" or "all"
	Loggers   []string   `json:"loggers,omitempty"`   // import/path.Name
	Redactors []string   `json:"redactors,omitempty"` // import/path.Name
}

// Build turns specs into providers, after checking that they can be searched for.
func Build(specs []Provider) ([]provider.Provider, error) {
	var all []provider.Provider
	for i, s := range specs {
		if s.Name == "" {
			return nil, fmt.Errorf("providers[%d]: name is missing", i)
		}
		if len(s.Prefixes)+len(s.Env)+len(s.Headers)+len(s.SDKs) == 0 {
			return nil, fmt.Errorf("providers[%d] %q: needs one of prefixes, env, headers, sdks", i, s.Name)
		}
		p := provider.Provider{
			Name: s.Name, Prefixes: s.Prefixes, Env: s.Env,
			Headers: s.Headers, Hosts: s.Hosts, SDKs: s.SDKs,
		}
		if _, err := match.New(p); err != nil {
			return nil, fmt.Errorf("providers[%d] %q: %w", i, s.Name, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// Encode writes ps in the form that [Decode] reads.
func Encode(ps []provider.Provider) (string, error) {
	specs := make([]Provider, len(ps))
	for i, p := range ps {
		specs[i] = Provider{
			Name: p.Name, Prefixes: p.Prefixes, Env: p.Env,
			Headers: p.Headers, Hosts: p.Hosts, SDKs: p.SDKs,
		}
	}
	text, err := json.Marshal(specs)
	if err != nil {
		return "", fmt.Errorf("encode providers: %w", err)
	}
	return string(text), nil
}

// Decode reads a JSON array of [Provider]; an empty text is an empty array.
func Decode(text string) ([]provider.Provider, error) {
	if text == "" {
		return nil, nil
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.DisallowUnknownFields()
	var specs []Provider
	if err := dec.Decode(&specs); err != nil {
		return nil, fmt.Errorf("decode providers: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("decode providers: text after the array")
	}
	return Build(specs)
}
