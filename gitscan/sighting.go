package gitscan

import (
	"slices"

	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/allow"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// maxAlso bounds how many further places of one key in one object are kept.
const maxAlso = 15

// sighting is one key in one object, or in one other text of the repository.
type sighting struct {
	key      key.Key
	provider *provider.Provider
	encoding match.Encoding
	where    finding.Where
	at       []finding.Location // lines and columns only; the first and up to maxAlso more
	// allowed is set where every place of the key carries a directive.
	allowed *finding.Allowed
}

// mark is a key in a part of git.
type mark struct {
	id    string // of the key
	where finding.Where
}

// mark says what s is a sighting of.
func (s *sighting) mark() mark { return mark{s.key.ID(), s.where} }

// sightings collects the live keys of one text, each once.
type sightings struct {
	list []sighting
	at   map[mark]int // in list
}

// add notes m, which lies in the part of git called where.
func (s *sightings) add(m match.Match, where finding.Where) {
	if m.Kind != match.Live {
		return
	}
	at := finding.Location{Line: m.Start.Line, Column: m.Start.Column, EndLine: m.End.Line, EndColumn: m.End.Column}
	allowed := inlineAllow(m)
	i, ok := s.at[mark{m.Key.ID(), where}]
	if !ok {
		if s.at == nil {
			s.at = map[mark]int{}
		}
		s.at[mark{m.Key.ID(), where}] = len(s.list)
		s.list = append(s.list, sighting{key: m.Key, provider: m.Provider, encoding: m.Encoding,
			where: where, at: []finding.Location{at}, allowed: allowed})
		return
	}
	x := &s.list[i]
	if allowed == nil {
		x.allowed = nil
	}
	if len(x.at) <= maxAlso {
		x.at = append(x.at, at)
	}
}

// inlineAllow returns the directive that lets m through, if its own line or
// the line above holds one with a reason.
func inlineAllow(m match.Match) *finding.Allowed {
	line := slices.Concat(m.Before, m.After)
	for _, rule := range [...]string{rules.CommittedKey, rules.HardcodedKey} {
		if d, ok := allow.For(rule, line, allow.Above(m.Above)); ok && d.Reason != "" {
			return &finding.Allowed{By: "inline", Reason: d.Reason}
		}
	}
	return nil
}

// redactor takes keys out of text that is about to be shown.
type redactor struct{ matcher *match.Matcher }

// text returns s with every live key in it replaced by what may be shown of it.
func (r redactor) text(s string) string {
	out, _ := r.search(s, "")
	return out
}

// search is text that also returns the keys it found.
func (r redactor) search(s string, where finding.Where) (string, []sighting) {
	var found sightings
	var out []byte
	end := 0
	r.matcher.Bytes([]byte(s), func(m match.Match) {
		from, to := int(m.Start.Offset), int(m.End.Offset)
		if m.Kind != match.Live || from < end || to > len(s) {
			return
		}
		found.add(m, where)
		out = append(append(out, s[end:from]...), m.Key.Shown()...)
		end = to
	})
	if found.list == nil {
		return s, nil
	}
	return string(append(out, s[end:]...)), found.list
}
