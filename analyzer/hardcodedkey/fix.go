package hardcodedkey

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// replaceable returns root if it consists of literals only: a name that it used
// would be left unused.
func replaceable(root ast.Expr, parts []part) ast.Expr {
	if _, ok := root.(*ast.CallExpr); ok {
		return nil
	}
	for _, p := range parts {
		switch p.node.(type) {
		case *ast.BasicLit, *ast.CompositeLit:
		default:
			return nil
		}
	}
	return root
}

// fixes returns the replacement of h's expression by a read of the environment,
// where that compiles and means the same.
func (s *scan) fixes(in *inspector.Inspector, h hit) []analysis.SuggestedFix {
	env := h.details.provider.Env
	if h.replace == nil || len(env) == 0 {
		return nil
	}
	src := s.sourceOf(h.replace.Pos())
	cur, ok := in.Root().FindNode(h.replace)
	if !ok || src.test || src.generated || !s.ownText(src) || !s.mayVary(cur) {
		return nil
	}
	scope := s.pass.Pkg.Scope().Innermost(h.replace.Pos())
	if scope == nil {
		return nil
	}
	before, after, ok := s.conversion(cur, scope, src.file)
	if !ok {
		return nil
	}
	os, edits := s.importOS(src, scope, h.replace.Pos())
	read := fmt.Sprintf("%s%s.Getenv(%s)%s", before, os, strconv.Quote(env[0]), after)
	return []analysis.SuggestedFix{{
		Message: "Read the key from the environment variable " + env[0],
		TextEdits: append(edits, analysis.TextEdit{
			Pos: h.replace.Pos(), End: h.replace.End(), NewText: []byte(read),
		}),
	}}
}

// ownText reports whether src's positions are those of the file a person edits:
// not of cgo's or another generator's output with //line directives.
func (s *scan) ownText(src *source) bool {
	for _, pos := range []token.Pos{src.file.Package, src.file.FileEnd} {
		if s.pass.Fset.PositionFor(pos, true) != s.pass.Fset.PositionFor(pos, false) {
			return false
		}
	}
	return true
}

// mayVary reports whether cur's expression may become one that is not constant,
// and its value one that may be empty: a comparison with an unset variable
// would accept no key at all, and a flag's default is printed with its usage.
func (s *scan) mayVary(cur inspector.Cursor) bool {
	for up := range cur.Enclosing((*ast.GenDecl)(nil), (*ast.ArrayType)(nil), (*ast.ImportSpec)(nil)) {
		if decl, ok := up.Node().(*ast.GenDecl); !ok || decl.Tok == token.CONST {
			return false
		}
	}
	for {
		up := cur.Parent()
		switch n := up.Node().(type) {
		case *ast.ParenExpr:
			cur = up
			continue
		case *ast.CallExpr:
			tv := s.pass.TypesInfo.Types[n.Fun]
			if tv.IsType() {
				cur = up
				continue
			}
			pkg, _ := s.fold.callee(n)
			return !tv.IsBuiltin() && path.Base(pkg) != "flag" && path.Base(pkg) != "pflag"
		case *ast.BinaryExpr, *ast.UnaryExpr, *ast.IndexExpr, *ast.SliceExpr, *ast.CaseClause, *ast.SwitchStmt, *ast.Field:
			return false
		}
		return true
	}
}

// conversion returns what to write round a string to give it the type of cur's
// expression.
func (s *scan) conversion(cur inspector.Cursor, scope *types.Scope, file *ast.File) (before, after string, ok bool) {
	expr := cur.Node().(ast.Expr)
	if lit, ok := expr.(*ast.CompositeLit); ok {
		return s.sliceConversion(lit)
	}
	up := cur.Parent()
	for up.ParentEdgeKind() != edge.Invalid {
		if _, paren := up.Node().(*ast.ParenExpr); !paren {
			break
		}
		up = up.Parent()
	}
	if call, ok := up.Node().(*ast.CallExpr); ok && s.pass.TypesInfo.Types[call.Fun].IsType() {
		return "", "", true // T("…"): T converts any string
	}
	switch t := types.Unalias(s.pass.TypesInfo.TypeOf(expr)).(type) {
	case *types.Basic:
		return "", "", true
	case *types.Named:
		name, ok := s.nameOf(t, scope, file, expr.Pos())
		return name + "(", ")", ok
	}
	return "", "", false
}

// sliceConversion is conversion for a literal of single bytes or runes.
func (s *scan) sliceConversion(lit *ast.CompositeLit) (before, after string, ok bool) {
	t := s.pass.TypesInfo.TypeOf(lit)
	if _, slice := t.Underlying().(*types.Slice); !slice || unitOf(t).Kind() == types.Uint16 {
		return "", "", false
	}
	if lit.Type == nil { // the element of another literal
		t, basic := t.(*types.Slice)
		if !basic {
			return "", "", false
		}
		return types.TypeString(t, nil) + "(", ")", types.Identical(t.Elem(), types.Typ[unitOf(t).Kind()])
	}
	return types.ExprString(lit.Type) + "(", ")", true
}

// nameOf returns how a package-level type is written at pos.
func (s *scan) nameOf(t *types.Named, scope *types.Scope, file *ast.File, pos token.Pos) (string, bool) {
	obj := t.Obj()
	if t.TypeArgs().Len() > 0 || obj.Pkg() == nil {
		return "", false
	}
	if obj.Pkg() == s.pass.Pkg {
		_, seen := scope.LookupParent(obj.Name(), pos)
		return obj.Name(), seen == obj
	}
	for _, spec := range file.Imports {
		name := s.pass.TypesInfo.PkgNameOf(spec)
		if name == nil || name.Imported() != obj.Pkg() {
			continue
		}
		if _, seen := scope.LookupParent(name.Name(), pos); seen == name {
			return name.Name() + "." + obj.Name(), true
		}
	}
	return "", false
}

// importOS returns the name of package os at pos, and the edit that imports it
// if it has none.
func (s *scan) importOS(src *source, scope *types.Scope, pos token.Pos) (string, []analysis.TextEdit) {
	for _, spec := range src.file.Imports {
		name := s.pass.TypesInfo.PkgNameOf(spec)
		if name == nil || name.Imported().Path() != "os" {
			continue
		}
		if _, seen := scope.LookupParent(name.Name(), pos); seen == name {
			return name.Name(), nil
		}
	}
	name := "os"
	for i := 1; s.taken(src, scope, name, pos); i++ {
		name = "stdos"
		if i > 1 {
			name += strconv.Itoa(i)
		}
	}
	line := `"os"`
	if name != "os" {
		line = name + " " + line
	}
	return name, []analysis.TextEdit{importEdit(src, line)}
}

// taken reports whether name means something at pos or in the file.
func (s *scan) taken(src *source, scope *types.Scope, name string, pos token.Pos) bool {
	if _, obj := scope.LookupParent(name, pos); obj != nil {
		return true
	}
	return s.pass.TypesInfo.Scopes[src.file].Lookup(name) != nil || s.pass.Pkg.Scope().Lookup(name) != nil
}

// importEdit adds an import spec: to the file's first block of imports, or as a
// declaration of its own.
func importEdit(src *source, spec string) analysis.TextEdit {
	last, blank := src.file.Name.End(), "\n"
	for _, decl := range src.file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			break
		}
		if gen.Lparen.IsValid() {
			return insertion(gen.Lparen+1, "\n\t"+spec)
		}
		last, blank = gen.End(), ""
	}
	if line := src.tok.PositionFor(last, false).Line; line < src.tok.LineCount() { // keep the line's comment
		return insertion(src.tok.LineStart(line+1), blank+"import "+spec+"\n")
	}
	return insertion(last, "\n\nimport "+spec+"\n")
}

// insertion is the edit that adds text at pos.
func insertion(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}
