package hardcodedkey

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"unicode/utf8"

	"golang.org/x/tools/go/ast/inspector"
)

// maxDepth bounds how many variables, conversions and calls are followed into
// one another.
const maxDepth = 16

// part is a piece of an expression's value.
type part struct {
	text string
	node ast.Expr // where the text is written, or the name that stands for it
	open bool     // not constant: any text may stand here
}

// folder takes values apart. Without types (info nil) it knows literals only.
type folder struct {
	info  *types.Info
	inits func() map[types.Object]ast.Expr
}

// parts returns e's value as pieces, in order. Sums are walked with a stack of
// their own, since generated code holds sums of many thousand terms.
func (f *folder) parts(e ast.Expr, depth int) []part {
	var parts []part
	for stack := []ast.Expr{e}; len(stack) > 0; {
		top := ast.Unparen(stack[len(stack)-1])
		stack = stack[:len(stack)-1]
		if sum, ok := top.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
			stack = append(stack, sum.Y, sum.X)
			continue
		}
		parts = append(parts, f.leaf(top, depth)...)
	}
	return parts
}

// leaf is parts for anything but a sum.
func (f *folder) leaf(e ast.Expr, depth int) []part {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, ok := unquote(lit); ok {
			return []part{{text: text, node: lit}}
		}
	}
	if text, ok := f.constant(e); ok {
		return []part{{text: text, node: e}}
	}
	open := []part{{node: e, open: true}}
	if depth >= maxDepth {
		return open
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		if f.isUnits(e) {
			return units(f.info, e)
		}
	case *ast.Ident:
		if text, ok := f.variable(e, depth); ok {
			return []part{{text: text, node: e}}
		}
	case *ast.CallExpr:
		if parts, ok := f.call(e, depth); ok {
			return parts
		}
	}
	return open
}

// constant returns the string that e is known to be at compile time.
func (f *folder) constant(e ast.Expr) (string, bool) {
	if f.info == nil {
		return "", false
	}
	v := f.info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// variable returns the one value that the variable e ever gets.
func (f *folder) variable(e *ast.Ident, depth int) (string, bool) {
	if f.info == nil {
		return "", false
	}
	v, ok := f.info.Uses[e].(*types.Var)
	if !ok {
		return "", false
	}
	init := f.inits()[v]
	if init == nil {
		return "", false
	}
	return join(f.parts(init, depth+1))
}

// join puts parts together if all of them are constant.
func join(parts []part) (string, bool) {
	if len(parts) == 1 {
		return parts[0].text, !parts[0].open
	}
	var text []byte
	for _, p := range parts {
		if p.open {
			return "", false
		}
		text = append(text, p.text...)
	}
	return string(text), true
}

// isText reports whether the sum e is one of strings.
func (f *folder) isText(e *ast.BinaryExpr) bool {
	if f.info != nil {
		if t := f.info.TypeOf(e); t != nil && t != types.Typ[types.Invalid] {
			return isString(t)
		}
	}
	for x := ast.Expr(e); ; {
		sum, ok := ast.Unparen(x).(*ast.BinaryExpr)
		if !ok {
			return false
		}
		if lit, ok := ast.Unparen(sum.Y).(*ast.BasicLit); ok && lit.Kind == token.STRING {
			return true
		}
		if lit, ok := ast.Unparen(sum.X).(*ast.BasicLit); ok && lit.Kind == token.STRING {
			return true
		}
		x = sum.X
	}
}

// isUnits reports whether lit spells a text unit by unit: bytes, UTF-16 or runes.
func (f *folder) isUnits(lit *ast.CompositeLit) bool {
	if f.info == nil || len(lit.Elts) == 0 {
		return false
	}
	b := unitOf(f.info.TypeOf(lit))
	return b != nil && (b.Kind() == types.Uint8 || b.Kind() == types.Uint16 || b.Kind() == types.Int32)
}

// unitOf returns the basic element type of a slice or an array.
func unitOf(t types.Type) *types.Basic {
	if t == nil {
		return nil
	}
	var elem types.Type
	switch t := t.Underlying().(type) {
	case *types.Slice:
		elem = t.Elem()
	case *types.Array:
		elem = t.Elem()
	default:
		return nil
	}
	b, _ := elem.Underlying().(*types.Basic)
	return b
}

// units returns the text that lit spells; an element that is not constant, or
// has an index, opens it.
func units(info *types.Info, lit *ast.CompositeLit) []part {
	wide := unitOf(info.TypeOf(lit)).Kind() != types.Uint8
	var parts []part
	text := make([]byte, 0, len(lit.Elts))
	flush := func() {
		if len(text) > 0 {
			parts = append(parts, part{text: string(text), node: lit})
			text = text[:0]
		}
	}
	for _, elt := range lit.Elts {
		v := info.Types[elt].Value
		if v == nil {
			flush()
			parts = append(parts, part{node: elt, open: true})
			continue
		}
		unit, _ := constant.Int64Val(constant.ToInt(v))
		if wide {
			text = utf8.AppendRune(text, rune(unit))
		} else {
			text = append(text, byte(unit))
		}
	}
	flush()
	return parts
}

// unquote returns a string literal's value.
func unquote(lit *ast.BasicLit) (string, bool) {
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// initializers maps each variable that is given a value exactly once, and whose
// address is never taken, to that value's expression, and each constant to its own.
func initializers(in *inspector.Inspector, info *types.Info) map[types.Object]ast.Expr {
	inits := make(map[types.Object]ast.Expr)
	set := func(id ast.Expr, value ast.Expr) {
		name, ok := ast.Unparen(id).(*ast.Ident)
		if !ok {
			return
		}
		obj := info.ObjectOf(name)
		if obj == nil {
			return
		}
		if _, twice := inits[obj]; twice {
			value = nil
		}
		inits[obj] = value
	}
	for n := range in.PreorderSeq((*ast.ValueSpec)(nil), (*ast.AssignStmt)(nil), (*ast.RangeStmt)(nil), (*ast.UnaryExpr)(nil)) {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if len(n.Values) > 0 {
					set(name, pair(n.Values, i, len(n.Names)))
				}
			}
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				value := pair(n.Rhs, i, len(n.Lhs))
				if n.Tok != token.ASSIGN && n.Tok != token.DEFINE {
					value = nil // x += y
				}
				set(left, value)
			}
		case *ast.RangeStmt:
			set(n.Key, nil)
			set(n.Value, nil)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				set(n.X, nil)
			}
		}
	}
	return inits
}

// pair returns the value for name i of n, nil where one call gives several.
func pair(values []ast.Expr, i, n int) ast.Expr {
	if len(values) != n {
		return nil
	}
	return values[i]
}
