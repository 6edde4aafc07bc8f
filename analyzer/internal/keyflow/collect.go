package keyflow

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// collector gathers the labels that a value shows when it is rendered.
type collector struct {
	f      *frame
	labels []label
	budget int
	refs   map[ref]int
}

// spot is where a value stands in what is rendered.
type spot struct {
	depth       int
	hidden      bool // inside an unexported field: fmt calls no methods there
	addressable bool // JSON: methods of the pointer count
}

// maxParts bounds the parts of one value that are looked at.
const maxParts = 400

// rendered returns the labels that n, of type t, shows as r.
func (f *frame) rendered(n *node, t types.Type, r render) []label {
	if n == nil {
		return nil
	}
	c := &collector{f: f, budget: maxParts, refs: make(map[ref]int)}
	c.value(n, t, r, spot{})
	return c.labels
}

// rawLabels returns every label in n and below.
func (p *program) rawLabels(f *frame, n *node) []label {
	c := &collector{f: f, budget: maxParts, refs: make(map[ref]int)}
	c.gather(n, raw)
	return c.labels
}

// add adds labels; parameters become text by r, unless they are text already.
func (c *collector) add(labels []label, r render) {
	for _, l := range labels {
		if l.kind == isConst {
			continue
		}
		if l.kind == isParam && l.render == unrendered {
			l.render = r
		}
		c.labels = union(c.labels, []label{l})
	}
}

// gather adds all labels of n and its parts, whatever their types.
func (c *collector) gather(n *node, r render) {
	if n == nil || c.budget <= 0 {
		return
	}
	c.budget--
	c.f.p.steps += 1 + len(n.labels)
	c.add(n.labels, r)
	for _, k := range n.order() {
		c.gather(n.kids[k], r)
	}
	c.follow(n, func(inner *node) { c.gather(inner, r) })
}

// follow calls visit with what n points to.
func (c *collector) follow(n *node, visit func(*node)) {
	for _, r := range n.refs {
		if c.refs[r] > 0 {
			continue
		}
		c.refs[r]++
		visit(c.f.content(r))
		c.refs[r]--
	}
}

// value adds what n, a value of type t, shows as r at sp.
func (c *collector) value(n *node, t types.Type, r render, sp spot) {
	if n == nil || c.budget <= 0 || sp.depth > maxPath+2 {
		return
	}
	c.budget--
	c.f.p.steps += 1 + len(n.labels)
	if len(n.dyn) > 0 {
		inner := *n
		inner.dyn = nil
		for _, d := range n.dyn {
			c.typed(&inner, d, r, sp)
		}
		return
	}
	c.typed(n, t, r, sp)
}

// typed is value for a value whose dynamic type is t.
func (c *collector) typed(n *node, t types.Type, r render, sp spot) {
	if r == raw || t == nil {
		c.gather(n, r)
		return
	}
	if _, isParam := types.Unalias(t).(*types.TypeParam); isParam {
		c.gather(n, r)
		return
	}
	if types.IsInterface(t) {
		c.boxed(n, r)
		return
	}
	if c.attribute(n, t, r, sp) || c.method(n, t, r, sp) {
		return
	}
	switch r {
	case asEvent:
		c.typed(n, t, asJSON, sp)
	case asSlog, asEither:
		c.typed(n, t, asJSON, sp)
		c.typed(n, t, asText, sp)
	case asSlogJSON, asObject:
		c.typed(n, t, asJSON, sp)
	case asSlogText:
		c.typed(n, t, asText, sp)
	case asField:
		if _, isStruct := deref(t).Underlying().(*types.Struct); isStruct {
			c.typed(n, t, asJSON, sp)
		}
		c.typed(n, t, asText, sp)
	default:
		c.plain(n, t, r, sp)
	}
}

// boxed adds what an interface of unknown type shows.
func (c *collector) boxed(n *node, r render) {
	c.add(n.labels, r)
	for _, k := range n.order() {
		c.value(n.kids[k], nil, r, spot{depth: 1})
	}
	c.follow(n, func(inner *node) {
		if inner != nil && len(inner.dyn) > 0 {
			c.value(inner, nil, r, spot{})
			return
		}
		c.gather(inner, r)
	})
}

// plain adds what a value of type t shows where no method is called.
func (c *collector) plain(n *node, t types.Type, r render, sp spot) {
	if holdsText(t) {
		c.gather(n, raw)
		return
	}
	next := sp
	next.depth++
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		c.pointer(n, u, r, sp)
	case *types.Struct:
		c.structure(n, t, u, r, sp)
	case *types.Slice:
		c.sequence(n, u.Elem(), r, next)
	case *types.Array:
		c.sequence(n, u.Elem(), r, next)
	case *types.Map:
		c.value(c.f.part(n, "{}", nil, 0), u.Key(), r, next)
		c.sequence(n, u.Elem(), r, next)
	}
}

// pointer adds what a pointer shows: fmt prints an address except at the top,
// where it prints &{…} for what has parts; JSON follows it.
func (c *collector) pointer(n *node, u *types.Pointer, r render, sp spot) {
	if r != asJSON {
		switch u.Elem().Underlying().(type) {
		case *types.Struct, *types.Slice, *types.Array, *types.Map:
		default:
			return
		}
		if sp.depth > 0 {
			return
		}
	}
	sp.depth++
	sp.addressable = true
	visit := func(inner *node) {
		if r == asJSON {
			c.value(inner, u.Elem(), r, sp)
		} else {
			c.plain(inner, u.Elem(), r, sp)
		}
	}
	if len(n.labels) > 0 || n.opaque || len(n.kids) > 0 {
		own := *n
		own.refs = nil
		visit(&own)
	}
	c.follow(n, func(inner *node) {
		if inner != nil {
			visit(inner)
		}
	})
}

// sequence adds what the elements of n show.
func (c *collector) sequence(n *node, elem types.Type, r render, sp spot) {
	seen := make(map[string]bool)
	visit := func(m *node) {
		for _, k := range m.order() {
			if isIndexed(k) && !seen[k] {
				seen[k] = true
				c.value(c.f.part(n, k, nil, 0), elem, r, sp)
			}
		}
	}
	visit(orEmpty(n))
	c.follow(n, func(inner *node) { visit(orEmpty(inner)) })
	c.value(c.f.part(n, "[]", nil, 0), elem, r, sp)
}

func orEmpty(n *node) *node {
	if n == nil {
		return &node{}
	}
	return n
}

// structure adds what the fields of n show. A parameter's struct is judged as
// a whole at the caller, unless its fields are known to hold keys here.
func (c *collector) structure(n *node, t types.Type, u *types.Struct, r render, sp spot) {
	if len(n.kids) == 0 && len(n.refs) == 0 && !(n.opaque && c.f.p.mayHoldKeys(t)) {
		c.add(n.labels, r)
		return
	}
	for i := range u.NumFields() {
		field := u.Field(i)
		next := sp
		next.depth++
		if r == asJSON {
			tag := reflect.StructTag(u.Tag(i)).Get("json")
			if tag == "-" || !field.Exported() && !field.Embedded() {
				continue
			}
		} else if !field.Exported() {
			next.hidden = true
		}
		c.value(c.f.part(n, "."+field.Name(), field, 0), field.Type(), r, next)
	}
}

// renderers lists the methods that decide what a type shows as r, in the order
// in which they are asked.
func renderers(r render, sp spot) []string {
	switch {
	case r == asJSON:
		return []string{"MarshalJSON", "MarshalText"}
	case (r == asSlog || r == asSlogJSON) && sp.depth == 0:
		return []string{"LogValue", "Error"}
	case r == asSlogText && sp.depth == 0:
		return []string{"LogValue", "MarshalText"}
	case r == asObject && sp.depth == 0:
		return []string{"MarshalLogObject", "MarshalZerologObject", "MarshalLogArray", "Error", "String"}
	case r == asEvent && sp.depth == 0:
		return []string{"MarshalZerologObject", "Error"}
	case r == asEither && sp.depth == 0:
		return []string{"Error"}
	case r == asField && sp.depth == 0:
		return []string{"MarshalLog", "Error", "String"}
	case sp.hidden:
		return nil
	case r == asText:
		return []string{"Format", "Error", "String"}
	case r == asGo:
		return []string{"Format", "GoString"}
	case r == asVerb:
		return []string{"Format"}
	}
	return nil
}

// method adds what the method that renders t as r writes, and reports whether
// there is one.
func (c *collector) method(n *node, t types.Type, r render, sp spot) bool {
	for _, name := range renderers(r, sp) {
		obj, index, _ := types.LookupFieldOrMethod(t, sp.addressable && r == asJSON, nil, name)
		fn, ok := obj.(*types.Func)
		if !ok || !rendersByName(fn) {
			continue
		}
		recv := n
		at := t
		for _, i := range index[:len(index)-1] {
			field := fieldOfType(deref(at), i)
			recv, at = c.f.part(recv, "."+field.Name(), field, 0), field.Type()
		}
		c.written(fn.Origin(), recv)
		return true
	}
	return false
}

// rendersByName reports whether fn has the shape of the method it is called.
func rendersByName(fn *types.Func) bool {
	sig := fn.Signature()
	switch fn.Name() {
	case "Format":
		return sig.Params().Len() == 2 && sig.Results().Len() == 0
	case "MarshalJSON", "MarshalText":
		return sig.Params().Len() == 0 && sig.Results().Len() == 2
	case "MarshalLogObject", "MarshalZerologObject", "MarshalLogArray":
		return sig.Params().Len() == 1
	}
	return sig.Params().Len() == 0 && sig.Results().Len() == 1
}

// written adds what fn shows of its receiver: in its result, or in what it
// writes to its first parameter. Code that is not seen is taken to redact.
func (c *collector) written(fn *types.Func, recv *node) {
	p := c.f.p
	if path := fn.Pkg().Path(); isStandard(path) || p.cfg.catalog.packages[path] {
		c.gather(recv, raw) // what carries a key there was put in as text
		return
	}
	var target *ssa.Function
	if fn.Pkg() == p.pass.Pkg {
		target = p.ssa.Prog.FuncValue(fn)
	}
	sum, _ := p.summaryOf(target, fn)
	if sum == nil {
		return
	}
	s := &site{f: c.f, fn: fn, sig: fn.Signature()}
	args := []arg{{nil, recv, recvType(fn)}}
	for i := range fn.Signature().Params().Len() {
		args = append(args, arg{nil, nil, fn.Signature().Params().At(i).Type()})
	}
	for _, piece := range sum.results {
		if piece.index == 0 {
			c.substituted(s, args, piece.labels)
		}
	}
	for _, piece := range sum.stores {
		if piece.index == 1 {
			c.substituted(s, args, piece.labels)
		}
	}
}

func (c *collector) substituted(s *site, args []arg, labels []label) {
	if strings.HasPrefix(s.fn.Name(), "Marshal") && c.budget < 10 {
		return
	}
	c.add(s.substitute(labels, args), raw)
}
