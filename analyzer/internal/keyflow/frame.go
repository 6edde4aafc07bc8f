package keyflow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// memory maps objects to what they hold at one point of a function; an object
// that is absent holds what it held in the beginning.
type memory map[*object]*node

// frame is the analysis of one function.
type frame struct {
	p       *program
	fn      *ssa.Function
	env     map[ssa.Value]*node
	objs    map[ssa.Value]*object
	params  []*object
	mem     memory
	sum     *summary
	marked  map[ssa.Value]*origin // values that turn out to be keys, by where they go
	again   bool                  // a mark was added behind the analysis
	seen    []*object             // closures made here
	defers  []*ssa.Defer
	visits  []int
	takings []taking        // of all passes over the function
	block_  *ssa.BasicBlock // that is being run
	copies  int             // how many nodes a snapshot may still hold
	pending []bool
	bound   map[boundKey]*object
	results []*node // of all returns
	exits   []*node // what parameters point to in the end
	same    int     // 1: a parameter is returned as it is
}

// boundKey names a closure of a callee at one call.
type boundKey struct {
	call ssa.Value
	obj  *object
}

// newFrame prepares the analysis of fn.
func newFrame(p *program, fn *ssa.Function) *frame {
	f := &frame{
		p: p, fn: fn, env: make(map[ssa.Value]*node), objs: make(map[ssa.Value]*object),
		sum: &summary{}, marked: make(map[ssa.Value]*origin), mem: make(memory),
	}
	return f
}

// object returns the memory that v makes or stands for.
func (f *frame) object(v ssa.Value) *object {
	if o := f.objs[v]; o != nil {
		return o
	}
	o := &object{id: len(f.objs) + 1, single: true}
	f.objs[v] = o
	return o
}

// bindParams gives parameters and free variables their symbolic values.
func (f *frame) bindParams() {
	var all []ssa.Value
	for _, v := range f.fn.Params {
		all = append(all, v)
	}
	for _, v := range f.fn.FreeVars {
		all = append(all, v)
	}
	for i, v := range all {
		symbol := &node{labels: []label{{kind: isParam, param: i, render: unrendered}}, opaque: true}
		symbol = f.p.declared(v.Type(), symbol)
		if m := f.marked[v]; m != nil { // known to be a key: reported here, not at the callers
			symbol = &node{labels: []label{{kind: isKey, origin: m}}, opaque: true}
		}
		o := f.object(v)
		o.isParam, o.param, o.init = true, i, symbol
		f.params = append(f.params, o)
		f.env[v] = f.typed(v.Type(), symbol, o)
	}
}

// typed is the value of type t whose content is n: a reference to o for what
// points to something, else n itself.
func (f *frame) typed(t types.Type, n *node, o *object) *node {
	if _, isParam := types.Unalias(t).(*types.TypeParam); pointsTo(t) || types.IsInterface(t) && !isParam {
		return &node{refs: []ref{{obj: o}}}
	}
	return n
}

// pointsTo reports whether values of type t share what they hold.
func pointsTo(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Chan:
		return true
	case *types.Slice:
		return !isByte(t.Elem())
	}
	return false
}

func isByte(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Uint8 || b.Kind() == types.Int32)
}

// root is what o holds now.
func (f *frame) root(o *object) *node {
	if n, ok := f.mem[o]; ok {
		return n
	}
	return o.init
}

// content is what r points to now.
func (f *frame) content(r ref) *node {
	n := f.root(r.obj)
	for _, e := range elems(r.path) {
		n = n.own(e)
	}
	return n
}

// maxDeref bounds how many pointers are followed into one another.
const maxDeref = 6

// part returns the part elem of what n is or points to; field is the field that
// elem names, nil for no field.
func (f *frame) part(n *node, elem string, field *types.Var, depth int) *node {
	if n == nil || depth > maxDeref {
		return nil
	}
	_, known := n.kids[elem]
	res := n.own(elem)
	if !known && n.opaque && field != nil {
		if o := f.p.keyField(field); o != nil {
			res = &node{labels: []label{{kind: isKey, origin: o}}, opaque: true}
			if isHeader(field.Type()) { // the names are no secret
				res = (&node{opaque: true}).with([]string{"{}"}, nil, false).with([]string{"[]"}, text(res.labels), true)
			}
		}
	}
	for _, r := range n.refs {
		res = join(res, f.part(f.content(r), elem, field, depth+1))
	}
	return res
}

// deref returns what n points to, through one pointer.
func (f *frame) deref(n *node) *node {
	if n == nil || len(n.refs) == 0 {
		return n
	}
	res := &node{labels: n.labels, kids: n.kids, opaque: n.opaque}
	if res.clean() {
		res = nil
	}
	for _, r := range n.refs {
		res = join(res, f.content(r))
	}
	return res
}

// loaded makes a value of type t of the content c of at.
func (f *frame) loaded(t types.Type, c *node, at []ref) *node {
	if c == nil || !c.opaque || len(c.refs) > 0 || len(at) == 0 || !pointsTo(t) {
		return c
	}
	keys := keep(c.labels, func(l label) bool { return l.kind == isKey || l.kind == isWriter })
	if slices.ContainsFunc(keys, isKeyLabel) {
		return &node{labels: keys, opaque: true, dyn: c.dyn} // known here: nothing of it is left to the callers
	}
	return &node{labels: keys, refs: at, dyn: c.dyn, kids: c.kids}
}

// address returns the references to the part elem of what n points to.
func (f *frame) address(n *node, elem string) []ref {
	if n == nil {
		return nil
	}
	var all []ref
	for _, r := range n.refs {
		all = append(all, ref{obj: r.obj, path: extend(r.path, elem)})
	}
	return all
}

// store puts part into what n points to.
func (f *frame) store(n, part *node, weak bool) {
	if n == nil {
		return
	}
	strong := len(n.refs) == 1 && n.refs[0].obj.single && !weak
	for _, r := range n.refs {
		f.put(r, part, !strong)
	}
}

// put changes what r points to.
func (f *frame) put(r ref, part *node, weak bool) {
	old := f.root(r.obj)
	if weak && part.clean() {
		return
	}
	if r.obj.isParam || old != nil || !part.clean() {
		f.mem[r.obj] = old.with(elems(r.path), part, weak).prune(maxTree)
	}
}

// putDeep adds labels to everything that n is known to point to: what a
// function may have written there.
func (f *frame) putDeep(n *node, labels []label, elem string) {
	if n == nil || len(labels) == 0 {
		return
	}
	for _, r := range n.refs {
		path := r.path
		if elem != "" {
			path = extend(path, elem)
		}
		f.put(ref{obj: r.obj, path: path}, text(labels), true)
		inner := f.content(r)
		if inner != nil && elem == "" {
			for _, q := range inner.refs {
				f.put(q, text(labels), true)
			}
		}
	}
}

// clone copies m.
func (m memory) clone() memory {
	c := make(memory, len(m)+4)
	for o, n := range m {
		c[o] = n
	}
	return c
}

// merge joins b into m and reports whether m grew.
func (m memory) merge(b memory) bool {
	grew := false
	for o, n := range b {
		old, ok := m[o]
		if !ok {
			old = o.init
		}
		next := join(old, n)
		if !ok || !next.equal(old) {
			m[o] = next
			grew = grew || !ok || !next.equal(old)
		}
	}
	for o, n := range m {
		if _, ok := b[o]; !ok && o.init != nil {
			if next := join(n, o.init); !next.equal(n) {
				m[o], grew = next, true
			}
		}
	}
	return grew
}
