package keyflow

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/rules/allow"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
)

// Reporter reports the leaks of a package under one rule.
type Reporter struct {
	Pass    *analysis.Pass
	Rule    string
	URL     string
	Related bool // also list the steps apart: golangci-lint makes an issue of each
	Fixes   bool // propose a text in the place of the key
	calls   map[token.Pos]*ast.CallExpr
	lines   map[string]map[int][]string
	uses    map[types.Object]int
}

// Report reports leaks, each with the advice what to do.
func (r *Reporter) Report(leaks []Leak, advice string) {
	if len(leaks) == 0 {
		return
	}
	r.index()
	for _, l := range leaks {
		call := r.calls[l.Pos]
		from, to := r.span(l.Pos, call)
		message := l.Flow()
		if advice != "" {
			message += ": " + advice
		}
		if d, found := r.directive(from, to); found {
			if d.Reason != "" {
				continue
			}
			message += "; the allow directive here has no reason and does not count"
		}
		d := analysis.Diagnostic{
			Pos: from, End: to, URL: r.URL, Message: message,
			Category: diagnostic.Encode(diagnostic.Details{
				Severity: finding.Error, Kind: match.Live, Provider: l.Provider,
				Evidence: diagnostic.ByFlow, Place: diagnostic.InFlow, Way: l.Way(),
			}),
		}
		if r.Related && l.From.IsValid() {
			d.Related = []analysis.RelatedInformation{{Pos: l.From, Message: l.Source}}
		}
		if r.Fixes && call != nil {
			d.SuggestedFixes = r.fixes(call)
		}
		r.Pass.Report(d)
	}
}

// index finds the calls, the comments and the uses of the package.
func (r *Reporter) index() {
	r.calls = make(map[token.Pos]*ast.CallExpr)
	r.lines = make(map[string]map[int][]string)
	r.uses = make(map[types.Object]int)
	for _, file := range r.Pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok {
				r.calls[c.Lparen] = c
			}
			return true
		})
		name := r.Pass.Fset.PositionFor(file.Pos(), false).Filename
		lines := make(map[int][]string)
		for _, group := range file.Comments {
			for _, c := range group.List {
				first := r.Pass.Fset.PositionFor(c.Pos(), false).Line
				for i, text := range strings.Split(c.Text, "\n") {
					lines[first+i] = append(lines[first+i], text)
				}
			}
		}
		r.lines[name] = lines
	}
	for _, obj := range r.Pass.TypesInfo.Uses {
		r.uses[obj]++
	}
}

// span is what a report marks: a call from its function's last name on, so
// that a long chain is marked where it leaks.
func (r *Reporter) span(pos token.Pos, call *ast.CallExpr) (from, to token.Pos) {
	if call == nil {
		return pos, pos
	}
	from = call.Pos()
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		line := func(p token.Pos) int { return r.Pass.Fset.PositionFor(p, false).Line }
		if line(sel.Pos()) != line(sel.Sel.Pos()) {
			from = sel.Sel.Pos()
		}
	}
	return from, call.End()
}

// directive returns the allow directive on the lines of a report, or above.
func (r *Reporter) directive(from, to token.Pos) (allow.Directive, bool) {
	first := r.Pass.Fset.PositionFor(from, false)
	last := r.Pass.Fset.PositionFor(to, false)
	lines := r.lines[first.Filename]
	var texts [][]byte
	for _, line := range [...]int{first.Line, last.Line, first.Line - 1} {
		for _, text := range lines[line] {
			texts = append(texts, []byte(text))
		}
	}
	return allow.For(r.Rule, texts...)
}

// redactedText stands where a key stood.
const redactedText = `"[redacted]"`

// fixes proposes a text in the place of the one argument that can be the key:
// a variable that is used elsewhere, too, so that the program still compiles.
func (r *Reporter) fixes(call *ast.CallExpr) []analysis.SuggestedFix {
	var only *ast.Ident
	for _, a := range call.Args {
		if r.Pass.TypesInfo.Types[a].Value != nil {
			continue
		}
		id, ok := ast.Unparen(a).(*ast.Ident)
		if !ok || only != nil {
			return nil
		}
		only = id
	}
	if only == nil || call.Ellipsis.IsValid() || ast.IsGenerated(r.fileOf(call)) {
		return nil
	}
	v, ok := r.Pass.TypesInfo.Uses[only].(*types.Var)
	if !ok || r.uses[v] < 2 || !types.Identical(types.Unalias(v.Type()), types.Typ[types.String]) {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message:   "Replace the key by " + redactedText,
		TextEdits: []analysis.TextEdit{{Pos: only.Pos(), End: only.End(), NewText: []byte(redactedText)}},
	}}
}

func (r *Reporter) fileOf(n ast.Node) *ast.File {
	i := slices.IndexFunc(r.Pass.Files, func(f *ast.File) bool { return f.FileStart <= n.Pos() && n.Pos() < f.FileEnd })
	return r.Pass.Files[cmp.Or(max(i, 0), 0)]
}
