package match

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/msgine/msginelint/rules/provider"
)

// form says how the bytes round a needle are to be decoded.
type form int

const (
	inPlain form = iota // as they are, escapes included
	inUTF16
	inHex
	inBase64
)

// needle is one byte string whose occurrence may start or touch a key.
type needle struct {
	bytes    []byte
	window   int  // offset of the three grams that stand for it in the filter
	fold     bool // ASCII letters match in either case
	form     form
	mentions bool // an occurrence is a mention of a provider

	// For inBase64: how many base64 digits of the group that holds the
	// prefix's first byte precede the needle, and at which of the three
	// alignments the prefix stands.
	digits, align int
}

// standsAt reports whether the needle stands whole in b at index at.
func (n *needle) standsAt(b []byte, at int) bool {
	if at+len(n.bytes) > len(b) {
		return false
	}
	text := b[at : at+len(n.bytes)]
	if !n.fold {
		return bytes.Equal(text, n.bytes)
	}
	for i, c := range text {
		if lower(c) != n.bytes[i] {
			return false
		}
	}
	return true
}

// lower folds an ASCII letter.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// needleSet gathers needles without those that another one finds anyway.
type needleSet struct {
	list  []needle
	plain []string // folded plain needles
}

// needlesFor lists the needles of all providers.
func needlesFor(providers []provider.Provider) ([]needle, error) {
	var set needleSet
	for i := range providers {
		p := &providers[i]
		for _, prefix := range p.Prefixes {
			if err := searchable(p.Name, "prefix", prefix); err != nil {
				return nil, err
			}
			set.addPrefix(prefix)
		}
		for _, name := range p.Env {
			if err := searchable(p.Name, "environment name", name); err != nil {
				return nil, err
			}
			set.addPlain(name)
			set.addUTF16(name)
		}
	}
	// Last, since most hosts and SDK names hold a needle already.
	for i := range providers {
		for _, name := range slices.Concat(providers[i].Hosts, providers[i].SDKs) {
			if len(name) >= minNeedle {
				set.addMention(name)
			}
		}
	}
	return set.list, nil
}

// searchable fails on a text that is too short to search for, or too long.
func searchable(owner, what, text string) error {
	if len(text) < minNeedle || len(text) > provider.MaxPrefix {
		return fmt.Errorf("provider %s: %s %q: must have %d to %d characters", owner, what, text, minNeedle, provider.MaxPrefix)
	}
	return nil
}

// addPrefix adds the needles that find prefix in every encoding.
func (s *needleSet) addPrefix(prefix string) {
	head := stem(prefix)
	s.addPlain(head)
	if head == prefix {
		// Too short a stem to search alone: its escaped forms are needles of their own.
		for _, escaped := range escapedForms(prefix) {
			s.add(needle{bytes: []byte(strings.ToLower(escaped)), fold: true})
		}
	}
	for _, escaped := range fullyEscaped(prefix) {
		s.add(needle{bytes: []byte(escaped.text), window: escaped.window, fold: true})
	}
	s.addUTF16(head)
	s.add(needle{bytes: []byte(hex.EncodeToString([]byte(head))), fold: true, form: inHex})
	s.addBase64(prefix)
}

// stem is the part of prefix that no encoder of URLs, JSON or HTML escapes,
// where it is long enough to search; else prefix itself.
func stem(prefix string) string {
	end := strings.IndexFunc(prefix, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
	})
	if end >= minNeedle {
		return prefix[:end]
	}
	return prefix
}

// escapedForms spells prefix with every character that is no letter or digit
// escaped, in each usual way.
func escapedForms(prefix string) []string {
	var forms []string
	for _, format := range []string{"%%%02x", `\u%04x`, `\x%02x`, `\u{%x}`, `\%03o`, "&#%d;", "&#x%x;"} {
		var b strings.Builder
		for _, c := range []byte(prefix) {
			if c == '_' || c == '-' || c == '.' || c == ':' {
				fmt.Fprintf(&b, format, c)
			} else {
				b.WriteByte(c)
			}
		}
		forms = append(forms, b.String())
	}
	forms = append(forms, strings.ReplaceAll(prefix, "_", "&lowbar;"))
	return forms
}

// escapedHead is the start of a text with every character escaped, and the
// offset of its rarest grams: "\u00" alone is common in JSON.
type escapedHead struct {
	text   string
	window int
}

// fullyEscaped spells the first two or three characters of prefix in each way
// there is to escape them.
func fullyEscaped(prefix string) []escapedHead {
	a, b, c := prefix[0], prefix[1], prefix[2]
	return []escapedHead{
		{fmt.Sprintf("%%%02x%%%02x%%%02x", a, b, c), 1},
		{fmt.Sprintf(`\x%02x\x%02x`, a, b), 2},
		{fmt.Sprintf(`\u%04x\u%04x`, a, b), 3},
		{fmt.Sprintf(`\u{%x}\u{%x}`, a, b), 2},
		{fmt.Sprintf(`\%03o\%03o\%03o`, a, b, c), 1},
		{fmt.Sprintf("&#%d;&#%d;", a, b), 2},
		{fmt.Sprintf("&#x%x;&#x%x;", a, b), 2},
	}
}

// addPlain adds text as it is, in either case, unless a needle finds it already.
func (s *needleSet) addPlain(text string) {
	folded := strings.ToLower(text)
	for _, have := range s.plain {
		if strings.HasPrefix(folded, have) {
			return
		}
	}
	s.plain = append(s.plain, folded)
	s.add(needle{bytes: []byte(folded), fold: true, mentions: true})
}

// addMention adds text, whose occurrence alone is a mention.
func (s *needleSet) addMention(text string) {
	folded := strings.ToLower(text)
	for _, have := range s.plain {
		if strings.Contains(folded, have) {
			return
		}
	}
	s.addPlain(text)
}

// addUTF16 adds text with a NUL between its characters: the bytes that UTF-16
// of both byte orders have in common.
func (s *needleSet) addUTF16(text string) {
	text = strings.ToLower(text)
	wide := make([]byte, 0, 2*len(text))
	for _, c := range []byte(text) {
		wide = append(wide, c, 0)
	}
	wide = wide[:len(wide)-1]
	for i := range s.list {
		if n := &s.list[i]; n.form == inUTF16 && bytes.HasPrefix(wide, n.bytes) {
			return
		}
	}
	s.add(needle{bytes: wide, fold: true, form: inUTF16, mentions: true})
}

// base64Part is how many base64 digits a base64 needle has. The digits that
// prefix determines are searched as two halves, so that one of them is whole
// where a line break cuts through the other.
const base64Part = 8

// addBase64 adds the base64 digits that prefix determines at each of the
// three alignments (RFC 4648 §4: three bytes are four digits).
func (s *needleSet) addBase64(prefix string) {
	for align := range 3 {
		padded := append(make([]byte, align), prefix...)
		text := base64.RawStdEncoding.EncodeToString(padded)
		first := (align*8 + 5) / 6          // first digit with no bit of the padding
		text = text[:len(padded)*8/6]       // whole digits only
		known := text[first:]               // determined by prefix alone
		part := min(base64Part, len(known)) // a short prefix has one needle
		s.addBase64Part(known[:part], first, align)
		if len(known) > part {
			s.addBase64Part(known[len(known)-part:], first+len(known)-part, align)
		}
	}
}

func (s *needleSet) addBase64Part(text string, digits, align int) {
	if len(text) < minNeedle {
		return
	}
	s.add(needle{bytes: []byte(text), form: inBase64, digits: digits, align: align})
	if url := strings.NewReplacer("+", "-", "/", "_").Replace(text); url != text {
		s.add(needle{bytes: []byte(url), form: inBase64, digits: digits, align: align})
	}
}

func (s *needleSet) add(n needle) {
	for i := range s.list {
		if have := &s.list[i]; have.form == n.form && have.fold == n.fold && have.align == n.align && bytes.Equal(have.bytes, n.bytes) {
			return
		}
	}
	s.list = append(s.list, n)
}
