package keyflow

import (
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// at returns the part at path of parameter param, with its type where it is known.
func (s *site) at(args []arg, param int, path string) (*node, types.Type) {
	if param >= len(args) {
		return nil, nil
	}
	n, t := args[param].n, args[param].t
	for _, e := range elems(path) {
		if e == rest {
			break
		}
		if n != nil && len(n.dyn) == 1 {
			t = n.dyn[0]
		}
		field, next := within(t, e)
		n, t = s.f.part(n, e, field, 0), next
	}
	return n, t
}

// within returns the type of the part elem of t, and the field if it is one.
func within(t types.Type, elem string) (*types.Var, types.Type) {
	if t == nil {
		return nil, nil
	}
	t = deref(t)
	if strings.HasPrefix(elem, ".") {
		st := structOf(t)
		if st == nil {
			return nil, nil
		}
		for f := range st.Fields() {
			if f.Name() == elem[1:] {
				return f, f.Type()
			}
		}
		return nil, nil
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		if elem == "{}" {
			return nil, u.Key()
		}
		return nil, u.Elem()
	case *types.Slice, *types.Array, *types.Chan:
		return nil, elemOf(t)
	}
	return nil, nil
}

// substitute puts the arguments in the place of the parameters in labels.
func (s *site) substitute(labels []label, args []arg) []label {
	var all []label
	for _, l := range labels {
		switch l.kind {
		case isParam:
			all = union(all, s.inErr(s.argument(l, args), l))
		case isYield:
			all = union(all, s.inErr(s.yielded[yieldKey{l.param, l.path}], l))
		case isNamed:
			n, _ := s.at(args, l.param, "")
			all = union(all, s.f.p.sourceNamed(s.f, n, namingOf(l), s.pos()))
		default:
			all = union(all, []label{l})
		}
	}
	return all
}

// argument returns what the argument for the parameter l shows.
func (s *site) argument(l label, args []arg) []label {
	if l.format > 0 && l.format <= len(args) && strings.HasSuffix(l.path, "[]") {
		list, t := s.at(args, l.param, strings.TrimSuffix(l.path, "[]"))
		if list != nil && t != nil {
			return s.f.spread(arg{nil, list, t}, l.render, s.f.verbsOf(args[l.format-1].n))
		}
	}
	n, t := s.at(args, l.param, l.path)
	if n == nil {
		return nil
	}
	if l.render == unrendered {
		c := &collector{f: s.f, budget: maxParts, refs: make(map[ref]int)}
		c.gather(n, unrendered)
		return c.labels
	}
	return s.f.rendered(n, t, l.render)
}

// inErr marks labels as part of an error's message, where l was.
func (s *site) inErr(labels []label, l label) []label {
	if l.cut {
		labels = cutUp(labels)
	}
	if l.errAt == token.NoPos {
		return labels
	}
	pos := l.errAt
	if pos == inErrElsewhere {
		pos = s.pos()
	}
	return s.f.inError(labels, pos, l.errIn)
}

// inError marks labels as put into an error's message at pos.
func (f *frame) inError(labels []label, pos token.Pos, by string) []label {
	var all []label
	for _, l := range labels {
		if l.errAt == token.NoPos {
			l.errAt, l.errIn = pos, by
		}
		all = union(all, []label{l})
	}
	return all
}

// apply runs a call of a function with the summary sum.
func (s *site) apply(sum *summary, args []arg, via *types.Func) []*node {
	f := s.f
	for _, c := range sum.calls {
		s.callBack(c, args)
	}
	for _, o := range sum.outlets {
		f.leak(s.substitute([]label{o.from}, args), o.sink, s.pos(), o.inner)
	}
	for _, t := range sum.takes {
		if t.param < len(args) {
			f.take(s, args[t.param], t)
		}
	}
	for _, x := range sum.sends {
		s.sent(s.substituteURL(x.url, args))
	}
	results := s.pieces(sum.results, args)
	s.stored(sum.stores, args)
	return results
}

// pieces builds nodes from what a summary says, by index.
func (s *site) pieces(list []piece, args []arg) []*node {
	results := make([]*node, s.sig.Results().Len())
	for _, p := range list {
		if p.index >= len(results) {
			continue
		}
		part := s.piece(p, args)
		results[p.index] = results[p.index].with(elems(p.path), part, false)
	}
	for i := range results {
		results[i] = results[i].prune(maxTree)
	}
	return results
}

// piece builds the node for p.
func (s *site) piece(p piece, args []arg) *node {
	part := &node{opaque: p.opaque, dyn: p.dyn}
	for _, l := range p.labels {
		switch {
		case l.kind == isParam && l.render == unrendered && l.errAt == token.NoPos && !l.cut:
			n, _ := s.at(args, l.param, l.path)
			part = join(part, n)
		case l.kind == isKey && s.fn != nil:
			l.origin = s.f.p.origins.through(l.origin, display(s.fn))
			part = join(part, text([]label{l}))
		default:
			part = join(part, text(s.substitute([]label{l}, args)))
		}
	}
	for _, r := range p.closures {
		part = join(part, &node{refs: []ref{{obj: s.rebound(r, args)}}})
	}
	return part
}

// maxRebound bounds closures that capture closures.
const maxRebound = 1

// rebound is closure o of the callee, with what it captured seen from here.
func (s *site) rebound(o *object, args []arg) *object {
	if s.rebinding >= maxRebound { // a closure that captures itself
		return &object{id: o.id, fn: o.fn, used: true}
	}
	s.rebinding++
	defer func() { s.rebinding-- }()
	n := &object{id: o.id + 1000*(len(s.f.objs)+1), fn: o.fn, used: true}
	if s.result != nil {
		key := boundKey{s.result, o}
		if old := s.f.bound[key]; old != nil {
			n = old
		} else {
			s.f.bound[key] = n
		}
	}
	n.bindings = make([]*node, len(o.bindings))
	for i, b := range o.bindings {
		for _, p := range flatten(0, "", b) {
			n.bindings[i] = n.bindings[i].with(elems(p.path), s.piece(p, args), false)
		}
	}
	return n
}

// stored puts into the arguments what the callee puts there.
func (s *site) stored(list []piece, args []arg) {
	for _, p := range list {
		if p.index >= len(args) {
			continue
		}
		target := args[p.index]
		part := s.piece(p, args)
		if part.clean() {
			continue
		}
		if w := s.f.writerOf(target); w != nil && p.path == "" {
			s.f.leak(part.labels, sink{kind: w.kind, desc: w.desc}, s.pos(), token.NoPos)
			continue
		}
		for _, r := range target.n.references() {
			for _, e := range elems(p.path) {
				r.path = extend(r.path, e)
			}
			s.f.put(r, part, true)
		}
	}
}

// yieldKey names a function that a callee was given.
type yieldKey struct {
	param int
	path  string
}

// callBack runs the calls that the callee makes of a function it was given.
func (s *site) callBack(c callback, args []arg) {
	n, _ := s.at(args, c.param, c.path)
	given := s.given(c, args)
	for _, r := range n.references() {
		fn := r.obj.fn
		if fn == nil {
			continue
		}
		inner := &site{f: s.f, instr: s.instr, place: s.place, sig: fn.Signature}
		for i := range fn.Signature.Params().Len() {
			part := &node{opaque: true}
			if i < len(given) {
				part = given[i]
			}
			inner.args = append(inner.args, arg{nil, part, fn.Signature.Params().At(i).Type()})
		}
		for _, res := range inner.closureCall(r.obj) {
			s.yield(c, s.f.p.rawLabels(s.f, orEmpty(res)))
		}
	}
	for _, l := range orEmpty(n).labels {
		if l.kind == isParam && l.render == unrendered { // passed on from this function's caller
			s.f.calls(l, given)
			s.yield(c, []label{{kind: isYield, param: l.param, path: l.path}})
		}
	}
}

// given is what a callback is called with.
func (s *site) given(c callback, args []arg) []*node {
	var all []*node
	for _, pieces := range c.args {
		part := &node{opaque: true}
		for _, p := range pieces {
			part = part.with(elems(p.path), s.piece(p, args), false)
		}
		all = append(all, part)
	}
	return all
}

// yield notes what a callback returns.
func (s *site) yield(c callback, labels []label) {
	if s.yielded == nil {
		s.yielded = make(map[yieldKey][]label)
	}
	k := yieldKey{c.param, c.path}
	s.yielded[k] = union(s.yielded[k], labels)
}

// leak lets labels out at a sink: keys are reported, parameters become part of
// the summary. inner is the place to report if it is not pos.
func (f *frame) leak(labels []label, to sink, pos, inner token.Pos) {
	if to.optIn && !f.p.cfg.allSinks {
		return
	}
	if inner == token.NoPos && f.fn.Parent() != nil {
		inner = pos
	}
	for _, l := range labels {
		switch l.kind {
		case isKey:
			at := pos
			if inner != token.NoPos {
				at = inner
			}
			if l.errAt != token.NoPos {
				at = l.errAt
			}
			f.p.report(at, l, to)
		case isParam, isNamed, isYield:
			f.sum.outlets = append(f.sum.outlets, outlet{from: l, sink: to, inner: inner})
		}
	}
}

// display is fn as a message names it: (*slog.Logger).Info, os.Getenv.
func display(fn *types.Func) string {
	qualifier := func(p *types.Package) string { return p.Name() }
	if r := fn.Signature().Recv(); r != nil {
		t := types.TypeString(r.Type(), qualifier)
		if strings.HasPrefix(t, "interface{") {
			return fn.Name()
		}
		if strings.HasPrefix(t, "*") {
			t = "(" + t + ")"
		}
		return t + "." + fn.Name()
	}
	if fn.Pkg() == nil {
		return fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

// doing says what a sink of kind k does.
func doing(k table.Kind) string {
	switch k {
	case table.Log:
		return "logged by "
	case table.Print:
		return "printed by "
	case table.Panic:
		return "shown by "
	case table.ErrorText:
		return "put into an error by "
	case table.Response:
		return "sent in a response by "
	case table.URL:
		return "put into a URL by "
	case table.Tracker:
		return "sent to an error tracker by "
	}
	return "recorded by "
}

func index(elem string) int {
	n, err := strconv.Atoi(strings.Trim(elem, "[]#"))
	if err != nil {
		return -1
	}
	return n
}
