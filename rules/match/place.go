package match

import (
	"strings"

	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/provider"
)

// assignSpan bounds what may stand between a name and the value assigned to it.
const assignSpan = 24

// envName returns the environment name of prov that v starts with, in either
// case, and is not part of a longer name.
func (v *view) envName(prov *provider.Provider) (name string, ok bool) {
	for _, name := range prov.Env {
		if len(v.text) <= len(name) || !equalFold(v.text[:len(name)], name) {
			continue
		}
		if next := v.text[len(name)]; provider.IsKeyByte(next) && next != '-' {
			continue
		}
		return name, true
	}
	return "", false
}

// equalFold reports whether b is s, ASCII letters in either case.
func equalFold(b []byte, s string) bool {
	for i, c := range b {
		if lower(c) != lower(s[i]) {
			return false
		}
	}
	return true
}

// assigned yields the value that v, which starts with an environment name,
// assigns to it.
func (p *pass) assigned(v *view) {
	for i := range p.m.providers {
		prov := &p.m.providers[i]
		name, ok := v.envName(prov)
		if !ok {
			continue
		}
		start, quote, ok := valueStart(v.text, len(name))
		if !ok {
			return
		}
		end := start
		for end < len(v.text) && end-start < provider.MaxTail && provider.IsKeyByte(v.text[end]) {
			end++
		}
		value := v.text[start:end]
		if end == start || !valueEnds(v.text[end:], quote) || hasPrefix(prov, value) {
			return // with a prefix, it is a match of its own
		}
		kind := placedKind(string(value))
		if kind == Live && (len(value) < provider.MinTail || !random(value)) {
			// The place alone is no proof in text: the value must look like a key too.
			return
		}
		p.emit(v, start, end, Match{
			Provider: prov,
			Kind:     kind,
			Encoding: v.encoding,
			Evidence: ByEnvName,
			EnvName:  name,
			Key:      key.New(value, 0),
		})
		return
	}
}

func hasPrefix(prov *provider.Provider, value []byte) bool {
	for _, prefix := range prov.Prefixes {
		if strings.HasPrefix(string(value), prefix) {
			return true
		}
	}
	return false
}

// operators are what assigns a value, or a default, to the name before it:
// NAME=v, NAME: v, NAME := v, 'NAME' => v, getenv("NAME", v), NAME || v,
// NAME ?? v, getenv('NAME') ?: v, ${NAME:-v}. Longer ones first.
var operators = [...]string{"===", "==", ":=", "=>", ":-", "?:", "||", "??", "=", ":", ","}

// valueStart returns where the value assigned to the name that ends at text[at]
// starts, and the quote that opens it (0: none).
func valueStart(text []byte, at int) (start int, quote byte, ok bool) {
	limit := min(len(text), at+assignSpan)
	rest := string(text[at:limit])
	// What closes the name's own expression: a quote, an index, a call.
	i := skipAny(rest, 0, "\"'`\\])}! \t")
	operator := ""
	for _, op := range operators {
		if strings.HasPrefix(rest[i:], op) {
			operator = op
			break
		}
	}
	if operator == "" {
		return 0, 0, false
	}
	i = skipAny(rest, i+len(operator), " \t")
	j := skipAny(rest, i, "\\")
	if j < len(rest) && strings.IndexByte("\"'`", rest[j]) >= 0 {
		return at + j + 1, rest[j], true
	}
	return at + i, 0, i < len(rest)
}

// skipAny returns the first index from i on whose character is not in set.
func skipAny(s string, i int, set string) int {
	for i < len(s) && strings.IndexByte(set, s[i]) >= 0 {
		i++
	}
	return i
}

// valueEnds reports whether a value that quote opened can end before rest: an
// identifier goes on with a dot, a call or an index there.
func valueEnds(rest []byte, quote byte) bool {
	if len(rest) == 0 {
		return quote == 0
	}
	if quote != 0 {
		return rest[0] == quote || rest[0] == '\\' && len(rest) > 1 && rest[1] == quote
	}
	return strings.IndexByte(" \t\r\n;,\"'`}<\\&#|/:", rest[0]) >= 0
}
