package keyflow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// fieldOf returns the field that addr is the address of.
func fieldOf(addr *ssa.FieldAddr) *types.Var {
	return fieldOfType(deref(addr.X.Type()), addr.Field)
}

// fieldOfType returns field i of the struct type t.
func fieldOfType(t types.Type, i int) *types.Var {
	s := structOf(t)
	if s == nil || i >= s.NumFields() {
		return types.NewVar(0, nil, "?", types.Typ[types.Invalid])
	}
	return s.Field(i)
}

// structOf returns the struct that t or its core type is.
func structOf(t types.Type) *types.Struct {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return u
	case *types.Interface: // a type parameter's constraint
		if u.NumEmbeddeds() == 1 {
			if n := u.NumEmbeddeds(); n == 1 {
				s, _ := u.EmbeddedType(0).Underlying().(*types.Struct)
				return s
			}
		}
	}
	return nil
}

// deref returns what t points to, or t.
func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// elemOf returns the element type of t, or t.
func elemOf(t types.Type) types.Type {
	switch u := deref(t).Underlying().(type) {
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	case *types.Chan:
		return u.Elem()
	}
	return t
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// holdsText reports whether t is a string, bytes or runes.
func holdsText(t types.Type) bool {
	if isText(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return isByte(u.Elem())
	case *types.Array:
		return isByte(u.Elem())
	}
	return false
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsBoolean) != 0
}

func isError(t types.Type) bool {
	i, ok := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	return ok && types.Implements(t, i)
}

// named returns t's name, through a pointer.
func named(t types.Type) *types.TypeName {
	switch t := types.Unalias(deref(t)).(type) {
	case *types.Named:
		return t.Obj()
	}
	return nil
}

// isNamed reports whether t, or what it points to, is path.name.
func isNamedType(t types.Type, path, name string) bool {
	n := named(t)
	return n != nil && n.Name() == name && n.Pkg() != nil && n.Pkg().Path() == path
}

// isResponseWriter reports whether t is http.ResponseWriter, or an interface with
// all its methods.
func isResponseWriter(t types.Type) bool {
	if isNamedType(t, "net/http", "ResponseWriter") {
		return true
	}
	i, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	found := 0
	for m := range i.Methods() {
		switch m.Name() {
		case "WriteHeader", "Write":
			found++
		case "Header":
			if m.Signature().Results().Len() == 1 && isHeader(m.Signature().Results().At(0).Type()) {
				found++
			}
		}
	}
	return found == 3
}

func isHeader(t types.Type) bool {
	return isNamedType(t, "net/http", "Header") || isNamedType(t, "net/textproto", "MIMEHeader")
}

// origin of a generic function, or fn.
func generic(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

// funcObject returns the declared function behind fn, through wrappers.
func funcObject(fn *ssa.Function) *types.Func {
	obj, _ := generic(fn).Object().(*types.Func)
	if obj == nil {
		return nil
	}
	return obj.Origin()
}
