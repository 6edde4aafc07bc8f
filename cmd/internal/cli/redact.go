package cli

import (
	"strings"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// redactor takes keys out of text that no scanner made: what the user typed,
// what the go command printed, what a path, a name or a reason holds.
type redactor struct{ matcher *match.Matcher }

// builtinRedactor knows the built-in provider: enough until a config was read.
func builtinRedactor() redactor {
	m, err := match.New(provider.MsGine())
	if err != nil {
		panic("the built-in provider does not compile") // a test would fail
	}
	return redactor{m}
}

// text is s with every key shown as reports show it.
func (r redactor) text(s string) string {
	var b strings.Builder
	kept := 0
	r.matcher.Bytes([]byte(s), func(m match.Match) {
		start, end := int(m.Start.Offset), int(m.End.Offset)
		if start < kept || !tells(m, end-start) {
			return
		}
		b.WriteString(s[kept:start])
		b.WriteString(m.Key.Shown())
		kept = end
	})
	if kept == 0 {
		return s
	}
	return b.String() + s[kept:]
}

// tells reports whether a match of length bytes tells more of a key than a
// report may. A placeholder can be a key that a compiler's message cut short.
func tells(m match.Match, length int) bool {
	if m.Kind != match.Placeholder {
		return m.Kind == match.Live
	}
	shown := key.ShownTail
	for _, p := range m.Provider.Prefixes {
		shown = max(shown, len(p)+key.ShownTail)
	}
	return length > shown
}

// result takes keys out of every text of r that others chose.
func (r redactor) result(res *finding.Result) {
	for i := range res.Findings {
		r.finding(&res.Findings[i])
	}
	for i := range res.Coverage.Skipped {
		s := &res.Coverage.Skipped[i]
		s.What, s.Reason = r.text(s.What), r.text(s.Reason)
	}
	for i := range res.Notes {
		n := &res.Notes[i]
		n.Path, n.Text = r.text(n.Path), r.text(n.Text)
	}
}

// finding takes keys out of f.
func (r redactor) finding(f *finding.Finding) {
	f.Message, f.Fix = r.text(f.Message), r.text(f.Fix)
	f.Location.Path = r.text(f.Location.Path)
	for i := range f.Also {
		f.Also[i].Path = r.text(f.Also[i].Path)
	}
	for i := range f.Flow {
		f.Flow[i].Message, f.Flow[i].Location.Path = r.text(f.Flow[i].Message), r.text(f.Flow[i].Location.Path)
	}
	if f.Allowed != nil {
		f.Allowed = &finding.Allowed{By: f.Allowed.By, Reason: r.text(f.Allowed.Reason)}
	}
	if f.History != nil {
		f.History = r.history(*f.History)
	}
}

// history is h with no key in names. It copies what it changes: h may be shared.
func (r redactor) history(h finding.History) *finding.History {
	commit := func(c *finding.Commit) *finding.Commit {
		if c == nil {
			return nil
		}
		return &finding.Commit{ID: c.ID, Author: r.text(c.Author), Date: c.Date}
	}
	h.Introduced, h.LastSeen = commit(h.Introduced), commit(h.LastSeen)
	refs := make([]string, len(h.Refs))
	for i, ref := range h.Refs {
		refs[i] = r.text(ref)
	}
	h.Refs = refs
	return &h
}
