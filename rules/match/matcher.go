package match

import (
	"bytes"
	"io"

	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/provider"
)

// Matcher finds the keys of a set of providers. It is immutable and safe for
// concurrent use.
type Matcher struct {
	providers []provider.Provider
}

// New compiles a Matcher. It fails on a provider whose prefixes or names are
// too short to search for.
func New(providers ...provider.Provider) (*Matcher, error) {
	return &Matcher{providers: providers}, nil
}

// Providers lists what New was given.
func (m *Matcher) Providers() []provider.Provider { return m.providers }

// Bytes yields every match in b, in order of position, and reports whether b
// mentions a provider at all (its prefix, an environment name, host or SDK, in
// any case). Matches of every Kind are yielded; the caller filters.
func (m *Matcher) Bytes(b []byte, yield func(Match)) (mentions bool) {
	for i := range m.providers {
		p := &m.providers[i]
		for _, prefix := range p.Prefixes {
			for from := 0; ; {
				at := bytes.Index(b[from:], []byte(prefix))
				if at < 0 {
					break
				}
				start := from + at
				end := start + len(prefix)
				for end < len(b) && provider.IsKeyByte(b[end]) {
					end++
				}
				kind := Placeholder
				if end-start-len(prefix) >= provider.MinTail {
					kind = Live
				}
				yield(Match{Provider: p, Kind: kind, Encoding: Plain, Key: key.New(b[start:end], len(prefix)),
					Start: Position{int64(start), 1 + bytes.Count(b[:start], []byte("\n")), start - bytes.LastIndexByte(b[:start], '\n')},
					End:   Position{int64(end), 1 + bytes.Count(b[:end], []byte("\n")), end - bytes.LastIndexByte(b[:end], '\n')}})
				from = end
				mentions = true
			}
		}
	}
	return mentions || bytes.Contains(bytes.ToLower(b), []byte("msgine"))
}

// Reader is Bytes over a stream, in bounded memory. It returns how many bytes
// it read; a read error other than io.EOF ends the scan and is returned, after
// the matches found so far were yielded.
func (m *Matcher) Reader(r io.Reader, yield func(Match)) (n int64, mentions bool, err error) {
	b, err := io.ReadAll(r)
	return int64(len(b)), m.Bytes(b, yield), err
}

// Placed judges value, which stands where a key of p belongs (assigned to its
// environment name, sent in its header, handed to its SDK), prefix or not. Only
// Live and Placeholder are about a key; the Key of other kinds is zero.
func (m *Matcher) Placed(p *provider.Provider, value string) (key.Key, Kind) {
	if len(value) < provider.MinTail {
		return key.Key{}, Placeholder
	}
	return key.New([]byte(value), 0), Live
}
