package keyflow

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// panics lets what a panic shows out.
func (f *frame) panics(v ssa.Value, pos token.Pos) {
	labels := keep(f.rendered(f.get(v), v.Type(), asText), carriesKey)
	f.leak(labels, sink{kind: table.Panic, desc: "shown by panic"}, pos, token.NoPos)
}

// snapshot is n with everything it points to in it, for use elsewhere.
func (f *frame) snapshot(n *node) *node {
	f.copies = maxParts
	return f.copied(n, 0, make(map[ref]bool))
}

func (f *frame) copied(n *node, depth int, within map[ref]bool) *node {
	if n == nil || depth > maxPath+2 || f.copies <= 0 {
		return nil
	}
	f.copies--
	res := &node{labels: n.labels, opaque: n.opaque, dyn: n.dyn}
	for _, k := range n.order() {
		kid := f.copied(n.kids[k], depth+1, within)
		res = res.with([]string{k}, kid, false)
	}
	first := res.clean()
	for _, r := range n.refs {
		if r.obj.fn != nil {
			res = join(res, &node{refs: []ref{{obj: f.frozen(r.obj, depth)}}})
			continue
		}
		if within[r] {
			continue
		}
		within[r] = true
		inner := f.copied(f.content(r), depth+1, within)
		delete(within, r)
		if first {
			dyn := res.dyn
			res, first = inner, false
			if len(dyn) > 0 {
				c := node{}
				if inner != nil {
					c = *inner
				}
				c.dyn = dyn
				res = &c
			}
			continue
		}
		res = join(res, inner)
	}
	return res
}

// frozen is closure o with what it captured as it is now.
func (f *frame) frozen(o *object, depth int) *object {
	o.used = true
	if len(o.bindings) == 0 || depth > 2 {
		return o
	}
	key := boundKey{nil, o}
	n := f.bound[key]
	if n == nil {
		n = &object{id: o.id + 500_000, fn: o.fn, used: true}
		f.bound[key] = n
	}
	n.bindings = make([]*node, len(o.bindings))
	for i, b := range o.bindings {
		n.bindings[i] = f.copied(b, depth+2, make(map[ref]bool))
	}
	n.given = f.iterator(n)
	return n
}

// iterator returns what the iterator o gives to its loop, argument by argument.
func (f *frame) iterator(o *object) [][]label {
	sum := f.p.sums[generic(o.fn)]
	if sum == nil || len(sum.calls) == 0 {
		return nil
	}
	args := []arg{{}}
	for i, b := range o.bindings {
		args = append(args, arg{nil, b, o.fn.FreeVars[i].Type()})
	}
	s := &site{f: f, sig: o.fn.Signature}
	var all [][]label
	for _, n := range s.yields(sum, args) {
		c := &collector{f: f, budget: maxParts, refs: make(map[ref]int)}
		c.gather(n, unrendered)
		all = append(all, c.labels)
	}
	return all
}

// returns runs a return.
func (f *frame) returns(i *ssa.Return) {
	f.leftClosures(i)
	escapes := f.fn.Parent() != nil || f.p.isExported(f.fn)
	for len(f.results) < len(i.Results) {
		f.results = append(f.results, nil)
	}
	guard := slices.ContainsFunc(f.fn.Params, func(p *ssa.Parameter) bool { return f.isEmptyHere(p) })
	if obj := funcObject(f.fn); guard && obj != nil && f.p.redacts(obj) {
		return // a mask that has nothing to hide
	}
	for k, v := range i.Results {
		n := f.snapshot(f.get(v))
		if isError(v.Type()) {
			n = f.errorValue(n, v, i.Pos())
		}
		if escapes && isError(v.Type()) {
			n = f.escaped(n, v, i.Pos())
		}
		f.results[k] = join(f.results[k], n)
	}
	if len(i.Results) > 0 {
		if isParameter(i.Results[0]) && !guard {
			f.same = 1
		}
	}
	for k, o := range f.params {
		if n, ok := f.mem[o]; ok {
			for len(f.exits) <= k {
				f.exits = append(f.exits, nil)
			}
			f.exits[k] = join(f.exits[k], f.snapshot(n))
		}
	}
	f.globals()
}

// globals hands what package variables hold now to the package.
func (f *frame) globals() {
	var all []*ssa.Global
	for v, o := range f.objs {
		if g, ok := v.(*ssa.Global); ok {
			if _, changed := f.mem[o]; changed {
				all = append(all, g)
			}
		}
	}
	slices.SortFunc(all, func(a, b *ssa.Global) int { return int(a.Pos() - b.Pos()) })
	for _, g := range all {
		f.p.setGlobal(g, f.snapshot(f.mem[f.objs[g]]))
	}
}

// isParameter reports whether v is a parameter as it came.
func isParameter(v ssa.Value) bool {
	for range 4 {
		switch i := v.(type) {
		case *ssa.Parameter:
			return true
		case *ssa.Convert:
			v = i.X
		case *ssa.ChangeType:
			v = i.X
		default:
			return false
		}
	}
	return false
}

// escaped reports the keys in an error that leaves the package, once.
func (f *frame) escaped(n *node, v ssa.Value, pos token.Pos) *node {
	shown := f.rendered(n, v.Type(), asText)
	for _, l := range shown {
		if l.kind != isKey {
			continue
		}
		desc := l.errIn
		at := l.errAt
		if at == token.NoPos {
			at, desc = pos, "put into an error that is returned"
		}
		f.p.report(at, l, sink{kind: table.ErrorText, desc: desc})
	}
	return n.mapLabels(func(labels []label) []label {
		return keep(labels, func(l label) bool { return l.kind != isKey || l.errAt == token.NoPos })
	})
}

// errorValue notes where a key was put into an error that is no text but a
// value whose Error method shows it.
func (f *frame) errorValue(n *node, v ssa.Value, pos token.Pos) *node {
	if n == nil || len(n.dyn) == 0 {
		return n
	}
	shown := f.rendered(n, v.Type(), asText)
	if !slices.ContainsFunc(shown, isKeyLabel) {
		return n
	}
	return text(f.inError(shown, pos, "put into an error that is returned"))
}

// leftClosures runs the closures that nobody calls here: they may be called
// from anywhere, later.
func (f *frame) leftClosures(i *ssa.Return) {
	for _, o := range f.seen {
		if !o.used || o.escaped {
			s := &site{f: f, sig: o.fn.Signature}
			for k := range o.fn.Signature.Params().Len() {
				s.args = append(s.args, arg{nil, &node{opaque: true}, o.fn.Signature.Params().At(k).Type()})
			}
			used := o.used
			s.closureCall(o)
			o.used = used
		}
	}
}

// conclude makes the summary of what was seen.
func (f *frame) conclude() {
	if obj := funcObject(f.fn); obj != nil {
		for _, p := range f.p.keyResults[obj] {
			for len(f.results) <= p.index {
				f.results = append(f.results, nil)
			}
			f.results[p.index] = join(f.results[p.index], text(p.labels))
		}
	}
	for k, n := range f.results {
		f.sum.results = append(f.sum.results, flatten(k, "", n)...)
	}
	for k, n := range f.exits {
		own := label{kind: isParam, param: k, render: unrendered}
		for _, p := range flatten(k, "", n) {
			p.labels = keep(p.labels, func(l label) bool {
				own.path = p.path
				return l != own
			})
			p.opaque = false
			if len(p.labels)+len(p.closures) > 0 {
				f.sum.stores = append(f.sum.stores, p)
			}
		}
	}
	f.sum.takes = append(f.sum.takes, f.takings...)
	f.sum.unchanged = f.same == 1
	f.sum.sort()
}

// isExported reports whether fn can be called from other packages.
func (p *program) isExported(fn *ssa.Function) bool {
	obj := funcObject(fn)
	return obj != nil && obj.Exported() && !types.IsInterface(recvType(obj)) && p.pass.Pkg.Name() != "main"
}
