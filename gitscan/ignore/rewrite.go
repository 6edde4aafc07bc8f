package ignore

import (
	"strings"
	"unicode/utf8"
)

// The library below turns a line into a regular expression and leaves most
// metacharacters in it, matches runes, lets "." miss a newline, and adds a tail
// that also matches everything below. So no such byte ever reaches it: letters,
// digits, "_", "." and "/" stand for themselves, every other byte is one rune
// from byteRunes on, in pattern and subject alike, and both end with endRune,
// which no byte stands for.
const (
	byteRunes = 0x100
	endRune   = 0x200
)

// plain reports whether c means itself in the library's language.
func plain(c byte) bool {
	return 'a' <= c && c <= 'z' || isUpper(c) || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '/'
}

func runeOf(c byte) rune {
	if plain(c) {
		return rune(c)
	}
	return byteRunes + rune(c)
}

// subject rewrites a path or base name into what compiled lines match.
func subject(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		if c := s[i]; plain(c) {
			b = append(b, c)
		} else {
			b = utf8.AppendRune(b, byteRunes+rune(c))
		}
	}
	return string(utf8.AppendRune(b, endRune))
}

// line rewrites g into the library's language: from the start ("/"), with "*"
// and "/**/" the only wildcards, bracket expressions without metacharacters.
func (g glob) line() string {
	var b strings.Builder
	b.WriteByte('/')
	for _, t := range g {
		switch t.kind {
		case one:
			b.WriteRune(runeOf(t.c))
		case set:
			t.set.write(&b)
		case some:
			b.WriteString("[^/]")
		case star:
			b.WriteByte('*')
		case dirs:
			b.WriteString("**/")
		case rest:
			b.WriteString("**/*")
		}
	}
	b.WriteRune(endRune)
	return b.String()
}

// write adds the set as a bracket expression, in ranges of runes.
func (s *byteSet) write(b *strings.Builder) {
	var in [endRune]bool
	for c, member := range s {
		if member {
			in[runeOf(byte(c))] = true
		}
	}
	b.WriteByte('[')
	for lo := 0; lo < len(in); lo++ {
		if !in[lo] {
			continue
		}
		hi := lo
		for hi+1 < len(in) && in[hi+1] {
			hi++
		}
		b.WriteRune(rune(lo))
		if hi > lo {
			b.WriteByte('-')
			b.WriteRune(rune(hi))
		}
		lo = hi
	}
	b.WriteByte(']')
}

// filter is a cheap condition that every match fulfils: a minimum length, and
// the literal runs of a glob, in order. What fails it needs no expression.
type filter struct {
	least          int
	prefix, suffix string
	inner          []string
}

// filter derives the condition of g, which holds at least one wildcard.
func (g glob) filter() filter {
	var (
		f    filter
		runs []string
		run  []byte
	)
	for _, t := range g {
		if t.kind == one {
			run = append(run, t.c)
			f.least++
			continue
		}
		if t.kind == set || t.kind == some || t.kind == rest {
			f.least++
		}
		runs = append(runs, string(run))
		run = run[:0]
	}
	f.prefix, f.suffix = runs[0], string(run)
	for _, r := range runs[1:] {
		if r != "" {
			f.inner = append(f.inner, r)
		}
	}
	return f
}

// passes reports whether s may match.
func (f *filter) passes(s string) bool {
	if len(s) < f.least {
		return false
	}
	if n := len(f.suffix); n > 0 && (s[len(s)-1] != f.suffix[n-1] || s[len(s)-n:] != f.suffix) {
		return false
	}
	if n := len(f.prefix); n > 0 && (s[0] != f.prefix[0] || s[:n] != f.prefix) {
		return false
	}
	if len(f.inner) == 0 {
		return true
	}
	s = s[len(f.prefix) : len(s)-len(f.suffix)]
	for _, run := range f.inner {
		at := strings.Index(s, run)
		if at < 0 {
			return false
		}
		s = s[at+len(run):]
	}
	return true
}
