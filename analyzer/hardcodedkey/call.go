package hardcodedkey

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// formats maps the functions of package fmt that take a format to its argument.
func formats(name string) (at int, ok bool) {
	switch name {
	case "Sprintf", "Printf", "Errorf":
		return 0, true
	case "Fprintf", "Appendf":
		return 1, true
	}
	return 0, false
}

// builds reports whether call puts a text together from constants: strings.Join
// or a format of package fmt.
func (f *folder) builds(call *ast.CallExpr) bool {
	name := calledName(call)
	if _, ok := formats(name); !ok && name != "Join" {
		return false
	}
	path, _ := f.callee(call)
	return path == "fmt" || path == "strings" && name == "Join"
}

// calledName is the last name in call's function expression.
func calledName(call *ast.CallExpr) string {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// callee returns the package path and name of the function that call names.
func (f *folder) callee(call *ast.CallExpr) (path, name string) {
	if f.info == nil {
		return "", ""
	}
	fn := typeutil.Callee(f.info, call)
	if fn == nil || fn.Pkg() == nil {
		return "", ""
	}
	return fn.Pkg().Path(), fn.Name()
}

// call takes apart the value of a call: a conversion between texts,
// strings.Join or a format.
func (f *folder) call(call *ast.CallExpr, depth int) ([]part, bool) {
	if f.info == nil || len(call.Args) == 0 {
		return nil, false
	}
	if f.info.Types[call.Fun].IsType() {
		arg := call.Args[0]
		if holdsText(f.info.TypeOf(call)) && holdsText(f.info.TypeOf(arg)) {
			return f.parts(arg, depth+1), true
		}
		return nil, false
	}
	if !f.builds(call) || call.Ellipsis.IsValid() {
		return nil, false
	}
	if at, ok := formats(calledName(call)); ok {
		return f.format(call.Args, at, depth)
	}
	return f.join(call.Args, depth)
}

// holdsText reports whether t is a string, a []byte or a []rune.
func holdsText(t types.Type) bool {
	if isString(t) {
		return true
	}
	b := unitOf(t)
	return b != nil && (b.Kind() == types.Uint8 || b.Kind() == types.Int32)
}

// join takes apart strings.Join(args...).
func (f *folder) join(args []ast.Expr, depth int) ([]part, bool) {
	if len(args) != 2 {
		return nil, false
	}
	list, ok := f.composite(args[0])
	if !ok {
		return nil, false
	}
	var parts []part
	for i, elt := range list.Elts {
		if _, keyed := elt.(*ast.KeyValueExpr); keyed {
			return nil, false
		}
		if i > 0 {
			parts = append(parts, f.parts(args[1], depth+1)...)
		}
		parts = append(parts, f.parts(elt, depth+1)...)
	}
	return parts, true
}

// composite returns the literal that e is, or that the variable e gets.
func (f *folder) composite(e ast.Expr) (*ast.CompositeLit, bool) {
	e = ast.Unparen(e)
	if id, ok := e.(*ast.Ident); ok && f.info != nil {
		e = f.inits()[f.info.ObjectOf(id)]
	}
	lit, ok := e.(*ast.CompositeLit)
	return lit, ok
}

// format takes apart what a format makes of args, the format itself at at. Only
// verbs without flags are followed; what the others print is open.
func (f *folder) format(args []ast.Expr, at, depth int) ([]part, bool) {
	if at >= len(args) {
		return nil, false
	}
	format, ok := join(f.parts(args[at], depth+1))
	if !ok {
		return nil, false
	}
	var parts []part
	next := at + 1
	for {
		text, rest, found := strings.Cut(format, "%")
		if text != "" {
			parts = append(parts, part{text: text, node: args[at]})
		}
		if !found {
			return parts, true
		}
		end := strings.IndexFunc(rest, isVerb)
		if end < 0 || strings.ContainsAny(rest[:end], "[*") {
			return nil, false // arguments out of order
		}
		verb := rest[end]
		format = rest[end+1:]
		switch {
		case verb == '%':
			parts = append(parts, part{text: "%", node: args[at]})
		case next >= len(args):
			return nil, false
		default:
			parts = append(parts, f.verb(verb, end == 0, args[next], depth)...)
			next++
		}
	}
}

// isVerb reports whether r ends a formatting directive.
func isVerb(r rune) bool {
	return r == '%' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// verb is what one directive makes of arg; plain says that it has no flags.
func (f *folder) verb(verb byte, plain bool, arg ast.Expr, depth int) []part {
	v := f.info.Types[arg].Value
	switch {
	case !plain:
	case (verb == 's' || verb == 'v') && holdsText(f.info.TypeOf(arg)) && (verb == 's' || isString(f.info.TypeOf(arg))):
		return f.parts(arg, depth+1)
	case (verb == 'd' || verb == 'v') && v != nil && v.Kind() == constant.Int:
		return []part{{text: v.ExactString(), node: arg}}
	case verb == 'c' && v != nil && v.Kind() == constant.Int:
		if r, ok := constant.Int64Val(v); ok {
			return []part{{text: string(rune(r)), node: arg}}
		}
	case verb == 'q' && v != nil && v.Kind() == constant.String:
		return []part{{text: strconv.Quote(constant.StringVal(v)), node: arg}}
	}
	return []part{{node: arg, open: true}}
}
