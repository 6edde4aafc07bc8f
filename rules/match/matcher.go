package match

import (
	"fmt"
	"slices"
	"strings"

	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/provider"
)

// Matcher finds the keys of a set of providers. It is immutable and safe for
// concurrent use.
type Matcher struct {
	providers []provider.Provider
	filter    *filter
	pairs     *pairs
	windows   windows
	look      int // characters that tell whether a text starts with a prefix or a name
}

// New compiles a Matcher. It fails on a provider whose prefixes or environment
// names are too short or too long to search for.
func New(providers ...provider.Provider) (*Matcher, error) {
	needles, err := needlesFor(providers)
	if err != nil {
		return nil, fmt.Errorf("compile matcher: %w", err)
	}
	m := &Matcher{providers: providers, filter: newFilter(needles), pairs: newPairs(needles)}
	for i := range providers {
		for _, name := range slices.Concat(providers[i].Prefixes, providers[i].Env) {
			m.look = max(m.look, len(name)+1)
		}
	}
	return m, nil
}

// Providers lists what New was given.
func (m *Matcher) Providers() []provider.Provider { return m.providers }

// Bytes yields every match in b, in order, and reports whether b mentions a
// provider at all (its prefix, an environment name, host or SDK, in any case).
// Matches of every Kind are yielded; the caller filters.
func (m *Matcher) Bytes(b []byte, yield func(Match)) (mentions bool) {
	p := pass{m: m, b: b, yield: yield, line: 1}
	p.readMark()
	p.search(0, len(b))
	return p.mentions
}

// Placed judges value, which stands where a key of p belongs (assigned to its
// environment name, sent in its header, handed to its SDK), prefix or not. Only
// Live and Placeholder are about a key; the Key of other kinds is zero.
func (m *Matcher) Placed(p *provider.Provider, value string) (key.Key, Kind) {
	value = strings.TrimPrefix(strings.TrimSpace(value), "Bearer ")
	prefix := 0
	for _, known := range p.Prefixes {
		if strings.HasPrefix(value, known) {
			prefix = len(known)
		}
	}
	kind := placedKind(value)
	if prefix > 0 {
		kind = tailKind([]byte(value[prefix:]), nil)
	}
	if kind < Placeholder {
		return key.Key{}, kind
	}
	return key.New([]byte(value), prefix), kind
}
