package hardcodedkey

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/msgine/msginelint/rules/match"
)

// span is a place in the source, of a key where it stands in one literal.
type span struct{ pos, end token.Pos }

// locate returns where the bytes [start, end) of the parts' joined text are
// written. It reports false if a constant or variable
// gives the whole key: that is looked at where it is declared.
func (s *scan) locate(parts []part, start, end int) (span, bool) {
	ends := make([]int, len(parts))
	total := 0
	for i, p := range parts {
		total += len(p.text)
		ends[i] = total
	}
	first := sort.SearchInts(ends, start+1)
	last := sort.SearchInts(ends, end)
	before := ends[first] - len(parts[first].text)
	if first == last {
		return s.within(parts[first].node, start-before, end-before)
	}
	if s.namesKey(parts[first], start-before) {
		return span{}, false
	}
	return around(parts[first : last+1]), true
}

// namesKey reports whether p is a name whose text holds a whole key from start
// on: what is added to it makes no other key of it.
func (s *scan) namesKey(p part, start int) bool {
	switch p.node.(type) {
	case *ast.BasicLit, *ast.CompositeLit:
		return false
	}
	whole := false
	s.search.all.Bytes([]byte(p.text[start:]), func(m match.Match) {
		whole = whole || m.Kind == match.Live && m.Start.Offset == 0
	})
	return whole
}

// within is locate for the bytes [start, end) of one part's text.
func (s *scan) within(node ast.Expr, start, end int) (span, bool) {
	switch node := node.(type) {
	case *ast.BasicLit:
		return s.inLiteral(node, start, end), true
	case *ast.CompositeLit:
		return span{node.Pos(), node.End()}, true
	}
	return span{}, false
}

// around returns the span from the first of parts in the source to the last.
func around(parts []part) span {
	sp := span{parts[0].node.Pos(), parts[0].node.End()}
	for _, p := range parts[1:] {
		sp.pos = min(sp.pos, p.node.Pos())
		sp.end = max(sp.end, p.node.End())
	}
	return sp
}

// inLiteral returns where the bytes [start, end) of a string literal's value
// are written.
func (s *scan) inLiteral(lit *ast.BasicLit, start, end int) span {
	if strings.HasPrefix(lit.Value, "`") {
		return span{s.inRaw(lit.Pos(), lit.Value, start+1), s.inRaw(lit.Pos(), lit.Value, end+1)}
	}
	body := lit.Value[1 : len(lit.Value)-1]
	return span{
		lit.Pos() + token.Pos(1+written(body, start)),
		lit.Pos() + token.Pos(1+written(body, end)),
	}
}

// written returns how many bytes of an interpreted literal's body spell the
// first n bytes of its value.
func written(body string, n int) int {
	if n <= len(body) && strings.IndexByte(body[:n], '\\') < 0 && utf8.ValidString(body[:n]) {
		return n
	}
	rest := body
	for n > 0 && rest != "" {
		r, multibyte, tail, err := strconv.UnquoteChar(rest, '"')
		if err != nil {
			break
		}
		if multibyte {
			n -= len(string(r))
		} else {
			n--
		}
		rest = tail
	}
	return len(body) - len(rest)
}

// inRaw returns the position of offset in text, which starts at pos and lacks
// the carriage returns that the source has before its newlines.
func (s *scan) inRaw(pos token.Pos, text string, offset int) token.Pos {
	newlines := strings.Count(text[:offset], "\n")
	tok := s.pass.Fset.File(pos)
	if newlines == 0 || tok == nil {
		return pos + token.Pos(offset)
	}
	line := tok.PositionFor(pos, false).Line + newlines
	if line > tok.LineCount() {
		return pos
	}
	column := offset - strings.LastIndexByte(text[:offset], '\n') - 1
	return tok.LineStart(line) + token.Pos(column)
}

// origin returns the expression that gives e its value: what a name of this
// package was declared with, e itself otherwise.
func (s *scan) origin(e ast.Expr) ast.Expr {
	for range maxDepth {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok || s.fold.info == nil {
			break
		}
		var obj types.Object = s.fold.info.Uses[id]
		init := s.inits()[obj]
		if init == nil {
			break
		}
		e = init
	}
	return ast.Unparen(e)
}
