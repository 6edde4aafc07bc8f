package hardcodedkey

import (
	"go/ast"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/rules/match"
)

// flowed adds the constants that reach a key's place through a helper, a field
// or another package, as far as no other look at the package found them.
func (s *scan) flowed(constants []keyflow.Constant) {
	known := make(map[string]bool)
	for _, h := range s.hits {
		known[h.details.Key.ID()] = true
	}
	for _, c := range constants {
		k, kind := c.Key(s.search.all)
		if kind != match.Live || known[k.ID()] || !c.Pos.IsValid() {
			continue
		}
		known[k.ID()] = true
		for i := range s.search.all.Providers() {
			p := &s.search.all.Providers()[i]
			if p.Name != c.Provider {
				continue
			}
			h := hit{span: s.written(c), name: c.Place,
				details: s.detailsOf(match.Match{Provider: p, Kind: kind, Encoding: match.Plain, Key: k}, diagnostic.InLiteral)}
			h.details.Evidence = diagnostic.BySDK
			if c.Header {
				h.details.Evidence = diagnostic.ByHeader
			}
			s.hits = append(s.hits, h)
		}
	}
}

// written returns where the constant c is written in this package, or else
// where it is named, or else where it reaches a key's place.
func (s *scan) written(c keyflow.Constant) span {
	var literal, use ast.Expr
	for _, file := range s.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok || literal != nil {
				return literal == nil
			}
			if text, ok := s.fold.constant(e); ok && c.Is(text) {
				if _, isLit := e.(*ast.BasicLit); isLit {
					literal = e
				} else if use == nil {
					use = e
				}
			}
			return true
		})
	}
	for _, e := range [...]ast.Expr{literal, use} {
		if e != nil {
			return span{e.Pos(), e.End()}
		}
	}
	return span{c.Pos, c.Pos}
}
