package hardcodedkey

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// candidate is a value that stands where a provider's key belongs.
type candidate struct {
	value    ast.Expr
	provider int
	name     string // the header, environment name or package
	evidence diagnostic.Evidence
}

// nameLimit bounds the length of a header's or variable's name.
const nameLimit = 100

// placeCall looks for a key among call's arguments.
func (s *scan) placeCall(call *ast.CallExpr) {
	name := strings.ToLower(calledName(call))
	env := strings.Contains(name, "env") || name == "setdefault"
	header := strings.Contains(name, "header") || name == "set" || name == "add"
	if env || header {
		for i := range len(call.Args) - 1 {
			s.placeNamed(call.Args[i], call.Args[i+1], env, header)
		}
	}
	takesKey := strings.HasPrefix(name, "new") || keyName(name)
	if !takesKey || len(call.Args) == 0 {
		return
	}
	path, _ := s.fold.callee(call)
	s.placeSDK(path, call.Args[0])
}

// keyName reports whether an SDK's lower-case name says that it takes a key.
func keyName(name string) bool {
	return strings.Contains(name, "apikey") || strings.Contains(name, "token")
}

// placeComposite looks for a key in a map's values and an SDK's struct fields.
func (s *scan) placeComposite(lit *ast.CompositeLit) {
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return
		}
		if field, ok := kv.Key.(*ast.Ident); ok && keyName(strings.ToLower(field.Name)) {
			s.placeSDK(s.packageOf(field), kv.Value)
			continue
		}
		s.placeNamed(kv.Key, kv.Value, true, true)
	}
}

// placeAssign looks for a key that is assigned to a name, an index or a field.
func (s *scan) placeAssign(n *ast.AssignStmt) {
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, left := range n.Lhs {
		switch left := ast.Unparen(left).(type) {
		case *ast.Ident:
			s.placeIdent(left, n.Rhs[i])
		case *ast.IndexExpr:
			s.placeNamed(left.Index, n.Rhs[i], true, true)
		case *ast.SelectorExpr:
			if keyName(strings.ToLower(left.Sel.Name)) {
				s.placeSDK(s.packageOf(left.Sel), n.Rhs[i])
			}
		}
	}
}

// placeSpec looks for a key that a declaration gives to an environment name.
func (s *scan) placeSpec(n *ast.ValueSpec) {
	for i, name := range n.Names {
		if value := pair(n.Values, i, len(n.Names)); value != nil {
			s.placeIdent(name, value)
		}
	}
}

// packageOf returns the path of the package that declares what id names.
func (s *scan) packageOf(id *ast.Ident) string {
	if s.fold.info == nil {
		return ""
	}
	if v, ok := s.fold.info.Uses[id].(*types.Var); ok && v.IsField() && v.Pkg() != nil {
		return v.Pkg().Path()
	}
	return ""
}

// placeIdent takes value as a key if id is an environment name.
func (s *scan) placeIdent(id *ast.Ident, value ast.Expr) {
	for i, p := range s.search.all.Providers() {
		if slices.Contains(p.Env, id.Name) {
			s.candidates = append(s.candidates, candidate{value, i, id.Name, diagnostic.ByEnv})
		}
	}
}

// placeNamed takes value as a key if name is an environment name or a header
// of a provider.
func (s *scan) placeNamed(name, value ast.Expr, env, header bool) {
	text, ok := s.fold.name(name)
	if !ok || text == "" || len(text) > nameLimit {
		return
	}
	for i, p := range s.search.all.Providers() {
		if env && slices.Contains(p.Env, text) {
			s.candidates = append(s.candidates, candidate{value, i, text, diagnostic.ByEnv})
		}
		same := func(h string) bool { return strings.EqualFold(h, text) }
		if header && slices.ContainsFunc(p.Headers, same) {
			s.candidates = append(s.candidates, candidate{value, i, text, diagnostic.ByHeader})
		}
	}
}

// name returns e's value if it is one literal or constant.
func (f *folder) name(e ast.Expr) (string, bool) {
	if lit, ok := ast.Unparen(e).(*ast.BasicLit); ok && lit.Kind == token.STRING {
		return unquote(lit)
	}
	return f.constant(e)
}

// placeSDK takes value as a key if path is a provider's SDK.
func (s *scan) placeSDK(path string, value ast.Expr) {
	if path == "" {
		return
	}
	for i, p := range s.search.all.Providers() {
		if isSDK(p, path) {
			s.candidates = append(s.candidates, candidate{value, i, path, diagnostic.BySDK})
		}
	}
}

// placed judges the candidates, now that the whole package is known.
func (s *scan) placed() {
	for _, c := range s.candidates {
		if c.evidence == diagnostic.ByHeader && !s.concerns(c) {
			continue
		}
		values := []ast.Expr{c.value}
		if list, ok := s.fold.composite(c.value); ok && !s.fold.isUnits(list) { // http.Header{"X-Api-Key": {"…"}}
			values = list.Elts
		}
		for _, value := range values {
			s.judge(c, value)
		}
	}
}

// judge adds a hit if value, which stands in c's place, is a key.
func (s *scan) judge(c candidate, value ast.Expr) {
	parts := s.fold.parts(value, 0)
	text, ok := join(parts)
	p := &s.search.all.Providers()[c.provider]
	if !ok || slices.Contains(p.Env, text) {
		return
	}
	for _, prefix := range p.Prefixes {
		if strings.Contains(text, prefix) {
			return // found by the prefix, which also knows its placeholders
		}
	}
	start := 0
	if c.evidence == diagnostic.ByHeader {
		start = schemeLen(text)
	}
	k, kind := s.search.all.Placed(p, text[start:])
	if kind != match.Live {
		return
	}
	sp, root := s.locatePlaced(parts, value, start, len(text))
	h := hit{
		span: sp, root: root, name: c.name,
		details: s.detailsOf(match.Match{Provider: p, Kind: kind, Encoding: match.Plain, Key: k}, diagnostic.InLiteral),
	}
	h.details.Evidence = c.evidence
	// Setting the variable from itself would be no fix.
	if start == 0 && c.evidence != diagnostic.ByEnv {
		h.replace = replaceable(root, []part{{node: root}})
	}
	s.hits = append(s.hits, h)
}

// schemeLen returns the length of the authentication scheme before a
// credential (RFC 9110, section 11.4), with its space.
func schemeLen(value string) int {
	for _, scheme := range []string{"bearer ", "token ", "apikey "} {
		if len(value) > len(scheme) && strings.EqualFold(value[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

// locatePlaced returns where the bytes [start, end) of a value in a key's place
// are written: the literal that a name of this package stands for.
func (s *scan) locatePlaced(parts []part, value ast.Expr, start, end int) (span, ast.Expr) {
	if len(parts) > 1 {
		return around(parts), value
	}
	root := s.origin(parts[0].node)
	if lit, ok := root.(*ast.BasicLit); ok {
		return s.inLiteral(lit, start, end), root
	}
	return span{root.Pos(), root.End()}, root
}

// concerns reports whether the header of c goes to its provider. A header of
// the provider's own needs a package that mentions the provider; one that every
// API uses needs a function that does.
func (s *scan) concerns(c candidate) bool {
	if strings.EqualFold(c.name, "Authorization") {
		return s.functionMentions(c)
	}
	return s.packageMentions(c.provider)
}

// ignore is a yield that wants no matches.
func ignore(match.Match) {}

// packageMentions reports whether the package mentions provider i in its path,
// its imports, its files or a constant of another package that it uses.
func (s *scan) packageMentions(i int) bool {
	if known, ok := s.mentioned[i]; ok {
		return known
	}
	m := s.search.each[i]
	texts := append([]string{s.pass.Pkg.Path()}, s.folded...)
	if s.pass.Module != nil {
		texts = append(texts, s.pass.Module.Path)
	}
	for _, imp := range s.pass.Pkg.Imports() {
		texts = append(texts, imp.Path())
	}
	says := func(text string) bool { return m.Bytes([]byte(text), ignore) || isSDK(m.Providers()[0], text) }
	found := slices.ContainsFunc(texts, says)
	for _, src := range s.files {
		if found {
			break
		}
		content, err := s.readFile(src.tok.Name())
		found = err == nil && m.Bytes(content, ignore)
	}
	s.mentioned[i] = found
	return found
}

// isSDK reports whether path is a package of one of p's SDKs.
func isSDK(p provider.Provider, path string) bool {
	return slices.ContainsFunc(p.SDKs, func(sdk string) bool { return path == sdk || strings.HasPrefix(path, sdk+"/") })
}

// functionMentions reports whether the function round c's value mentions its
// provider, in its text or in a constant or variable that it names.
func (s *scan) functionMentions(c candidate) bool {
	src := s.sourceOf(c.value.Pos())
	m := s.search.each[c.provider]
	for _, decl := range src.file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || c.value.Pos() < fn.Pos() || fn.End() <= c.value.Pos() {
			continue
		}
		content, err := s.readFile(src.tok.Name())
		from, to := src.tok.Offset(fn.Pos()), src.tok.Offset(fn.End())
		if err == nil && to <= len(content) && m.Bytes(content[from:to], ignore) {
			return true
		}
		found := false
		ast.Inspect(fn, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !found {
				text, constant := join(s.fold.leaf(id, 0))
				found = constant && m.Bytes([]byte(text), ignore)
			}
			return !found
		})
		return found
	}
	return false
}
