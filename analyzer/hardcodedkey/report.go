package hardcodedkey

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/allow"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// hit is one key that was found.
type hit struct {
	span    span
	root    ast.Expr // the expression that holds it; nil outside of expressions
	replace ast.Expr // the expression that is nothing but the key; nil if there is none
	details detail
	envName string // assigned to it inside of a text
	name    string // the header, environment name or SDK that makes it a key

	file    string // embedded file that holds it
	line    int    // in that file
	allowed *allow.Directive
}

// detail is what is known about a hit's key.
type detail struct {
	diagnostic.Details
	provider *provider.Provider
}

// detailsOf describes the match m, found in place.
func (s *scan) detailsOf(m match.Match, place diagnostic.Place) detail {
	d := detail{provider: m.Provider, Details: diagnostic.Details{
		Severity: finding.Error,
		Kind:     m.Kind,
		Encoding: m.Encoding,
		Provider: m.Provider.Name,
		Key:      m.Key,
		Evidence: diagnostic.ByPrefix,
		Place:    place,
	}}
	if m.Kind == match.Placeholder {
		d.Severity = finding.Warning
	}
	if m.Evidence == match.ByEnvName {
		d.Evidence = diagnostic.ByEnv
	}
	return d
}

// report reports the hits, once each, in the order of the source.
func (s *scan) report(in *inspector.Inspector) {
	for _, h := range distinct(s.hits) {
		d, found := s.directive(h)
		if found && d.Reason != "" {
			continue
		}
		message := h.message()
		if found {
			message += "; the allow directive here has no reason and does not count"
		}
		s.pass.Report(analysis.Diagnostic{
			Pos:            h.span.pos,
			End:            h.span.end,
			Category:       diagnostic.Encode(h.details.Details),
			URL:            url, // else drivers make one of the category
			Message:        message,
			SuggestedFixes: s.fixes(in, h),
		})
	}
}

// distinct returns hits without those that lie inside another: the parts of a
// key that becomes whole in a larger expression.
func distinct(hits []hit) []hit {
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(
			cmp.Compare(a.span.pos, b.span.pos),
			cmp.Compare(b.span.end, a.span.end),
			cmp.Compare(a.details.Key.ID(), b.details.Key.ID()),
			cmp.Compare(a.file, b.file),
		)
	})
	var kept []hit
	for _, h := range hits {
		if len(kept) > 0 {
			last := kept[len(kept)-1]
			same := h.span == last.span
			if same && h.details.Key == last.details.Key && h.file == last.file || !same && h.span.end <= last.span.end {
				continue
			}
		}
		kept = append(kept, h)
	}
	return kept
}

// message says what was found and what to do, without the key.
func (h hit) message() string {
	d := h.details
	shown := fmt.Sprintf("%s (%s", d.Key.Shown(), d.Key.ID())
	if d.Encoding != match.Plain {
		shown += ", " + string(d.Encoding)
	}
	shown += ")"
	if d.Kind == match.Placeholder {
		return fmt.Sprintf("placeholder %s stands where a %s key would be hardcoded: %s", shown, d.Provider, h.advice())
	}
	what := "hardcoded " + d.Provider + " key " + shown
	switch {
	case d.Place == diagnostic.InComment:
		what = d.Provider + " key " + shown + " in a comment"
	case d.Place == diagnostic.InTag:
		what = d.Provider + " key " + shown + " in a struct tag"
	case d.Place == diagnostic.InEmbed:
		what = fmt.Sprintf("%s key %s in the embedded file %s, line %d", d.Provider, shown, h.file, h.line)
	case d.Evidence == diagnostic.ByEnv:
		what += ", the value of " + cmp.Or(h.name, h.envName)
	case d.Evidence == diagnostic.ByHeader:
		what += ", sent in the header " + h.name
	case d.Evidence == diagnostic.BySDK:
		what += ", handed to " + h.name
	}
	return what + ": rotate it, since everyone with the source has it, and " + h.advice()
}

// advice says where a key belongs.
func (h hit) advice() string {
	if env := h.details.provider.Env; len(env) > 0 {
		return "read it from " + env[0]
	}
	return "read it from the environment"
}

// directive returns the allow directive for h: in a comment on its lines or on
// the line above.
func (s *scan) directive(h hit) (allow.Directive, bool) {
	if h.allowed != nil {
		return *h.allowed, true
	}
	src := s.sourceOf(h.span.pos)
	if src == nil {
		return allow.Directive{}, false
	}
	positions := []token.Pos{h.span.pos}
	if h.root != nil {
		positions = append(positions, h.root.Pos(), h.root.End())
	}
	var lines [][]byte
	for _, pos := range positions {
		line := src.tok.PositionFor(pos, false).Line
		for _, text := range slices.Concat(src.commentLines()[line], src.commentLines()[line-1]) {
			lines = append(lines, []byte(text))
		}
	}
	return allow.For(rules.HardcodedKey, lines...)
}

// commentLines maps the line numbers of src to the comments' text on them.
func (src *source) commentLines() map[int][]string {
	if src.lines == nil {
		src.lines = make(map[int][]string)
		for _, group := range src.file.Comments {
			for _, c := range group.List {
				first := src.tok.PositionFor(c.Pos(), false).Line
				for i, text := range strings.Split(c.Text, "\n") {
					src.lines[first+i] = append(src.lines[first+i], text)
				}
			}
		}
	}
	return src.lines
}
