package hardcodedkey

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/rules/match"
)

// scan is the state of one pass over one package.
type scan struct {
	pass   *analysis.Pass
	search *searcher
	fold   folder
	inits  func() map[types.Object]ast.Expr
	files  map[string]*source // by the name in the file set

	hits       []hit
	candidates []candidate
	folded     []string     // values that mention a provider and stand in no one file
	mentioned  map[int]bool // by provider, see packageMentions
	buf        []byte       // scratch for one value
}

// source is one parsed Go file.
type source struct {
	file      *ast.File
	tok       *token.File
	test      bool // of a test or its data
	generated bool
	lines     map[int][]string // see commentLines
}

// addSource registers file.
func (s *scan) addSource(file *ast.File) *source {
	tok := s.pass.Fset.File(file.FileStart)
	src := &source{
		file:      file,
		tok:       tok,
		test:      strings.HasSuffix(tok.Name(), "_test.go") || isTestData(s.pass.Pkg.Path()),
		generated: ast.IsGenerated(file),
	}
	s.files[tok.Name()] = src
	return src
}

// sourceOf returns the file that pos lies in, nil for a file that is no parsed
// Go source.
func (s *scan) sourceOf(pos token.Pos) *source {
	tok := s.pass.Fset.File(pos)
	if tok == nil {
		return nil
	}
	return s.files[tok.Name()]
}

// walk looks at every expression below root that can hold a key or put one in
// its place.
func (s *scan) walk(root inspector.Cursor) {
	for cur := range root.Preorder(
		(*ast.BasicLit)(nil), (*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil),
		(*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil),
	) {
		switch n := cur.Node().(type) {
		case *ast.BasicLit:
			s.literal(cur, n)
		case *ast.BinaryExpr:
			if n.Op == token.ADD && !inSum(cur) && s.fold.isText(n) {
				s.expr(n)
			}
		case *ast.CallExpr:
			if s.fold.builds(n) {
				s.expr(n)
			}
			s.placeCall(n)
		case *ast.CompositeLit:
			if s.fold.isUnits(n) {
				s.expr(n)
			}
			s.placeComposite(n)
		case *ast.AssignStmt:
			s.placeAssign(n)
		case *ast.ValueSpec:
			s.placeSpec(n)
		}
	}
}

// inSum reports whether cur is an operand of +: then the sum is looked at.
func inSum(cur inspector.Cursor) bool {
	parent := cur.Parent()
	for {
		switch n := parent.Node().(type) {
		case *ast.ParenExpr:
			parent = parent.Parent()
		case *ast.BinaryExpr:
			return n.Op == token.ADD
		default:
			return false
		}
	}
}

// literal looks at a string literal that is not part of a sum.
func (s *scan) literal(cur inspector.Cursor, lit *ast.BasicLit) {
	if lit.Kind != token.STRING || len(lit.Value) < s.search.least || inSum(cur) {
		return
	}
	place := diagnostic.InLiteral
	if _, ok := cur.Parent().Node().(*ast.Field); ok {
		place = diagnostic.InTag
	}
	if text, ok := unquote(lit); ok {
		s.run(lit, []part{{text: text, node: lit}}, false, place)
	}
}

// expr looks at an expression whose value is put together from parts.
func (s *scan) expr(e ast.Expr) {
	parts := s.fold.parts(e, 0)
	for from := 0; from < len(parts); {
		to := from
		for to < len(parts) && !parts[to].open {
			to++
		}
		s.run(e, parts[from:to], to < len(parts), diagnostic.InLiteral)
		from = to + 1
	}
}

// run matches the text of parts, which are constant and stand side by side in
// root's value; goesOn says that a text that is not constant follows them.
func (s *scan) run(root ast.Expr, parts []part, goesOn bool, place diagnostic.Place) {
	s.buf = s.buf[:0]
	for _, p := range parts {
		s.buf = append(s.buf, p.text...)
	}
	if len(s.buf) < s.search.least {
		return
	}
	mentions := s.search.all.Bytes(s.buf, func(m match.Match) {
		if m.Kind < match.Placeholder || !reportable(m, place, s.sourceOf(root.Pos()).test) {
			return
		}
		if m.Kind == match.Placeholder && goesOn && int(m.End.Offset) == len(s.buf) {
			return // "msgine_live_test" + id
		}
		span, ok := s.locate(parts, int(m.Start.Offset), int(m.End.Offset))
		if !ok {
			return // a constant's own literal, which is looked at where it is written
		}
		h := hit{span: span, root: root, details: s.detailsOf(m, place), envName: m.EnvName}
		if coversAll(s.buf, m) {
			h.replace = replaceable(root, parts)
		}
		s.hits = append(s.hits, h)
	})
	if _, alone := root.(*ast.BasicLit); mentions && !alone {
		s.folded = append(s.folded, string(s.buf))
	}
}

// reportable says which matches are findings: a live key everywhere, and a
// placeholder with the provider's prefix in the code of a program.
func reportable(m match.Match, place diagnostic.Place, test bool) bool {
	switch m.Kind {
	case match.Live:
		return true
	case match.Placeholder:
		return m.Evidence == match.ByPrefix && place == diagnostic.InLiteral && !test
	}
	return false
}

// coversAll reports whether nothing but space or an ellipsis stands round m.
func coversAll(value []byte, m match.Match) bool {
	rest := string(value[:m.Start.Offset]) + string(value[m.End.Offset:])
	return m.Evidence == match.ByPrefix && m.Encoding == match.Plain && strings.Trim(rest, " \t\r\n.…*") == ""
}

// isString reports whether t's values are strings.
func isString(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}
