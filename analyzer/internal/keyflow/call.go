package keyflow

import (
	"go/token"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// arg is one argument at a call.
type arg struct {
	v ssa.Value
	n *node
	t types.Type
}

// site is one call of a declared function, the receiver apart.
type site struct {
	f         *frame
	instr     ssa.CallInstruction
	result    ssa.Value // nil where it is dropped
	fn        *types.Func
	recv      *arg
	args      []arg
	sig       *types.Signature
	rebinding int                  // how deep in closures that capture closures
	place     token.Pos            // where there is no instruction
	yielded   map[yieldKey][]label // what functions given to the callee return
}

// pos is where the call stands.
func (s *site) pos() token.Pos {
	if s.instr == nil {
		return s.place
	}
	return s.instr.Pos()
}

// all returns the receiver, if any, and the arguments.
func (s *site) all() []arg {
	if s.recv == nil {
		return s.args
	}
	return append([]arg{*s.recv}, s.args...)
}

// call runs a call and returns what its results hold.
func (f *frame) call(instr ssa.CallInstruction, result ssa.Value) *node {
	c := instr.Common()
	args := make([]arg, len(c.Args))
	for i, v := range c.Args {
		args[i] = arg{v, f.get(v), v.Type()}
	}
	s := &site{f: f, instr: instr, result: result, args: args, sig: c.Signature()}
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return f.builtin(b, s)
	}
	defer s.forgetTexts()
	if c.IsInvoke() {
		s.fn = c.Method.Origin()
		s.recv = &arg{c.Value, f.get(c.Value), c.Value.Type()}
		return s.settle(s.invoked())
	}
	if fn := c.StaticCallee(); fn != nil && !isClosure(c.Value) {
		return s.settle(s.static(fn))
	}
	return s.settle(s.dynamic(c.Value))
}

func isClosure(v ssa.Value) bool { _, ok := v.(*ssa.MakeClosure); return ok }

// settle gives memory to results that point to something.
func (s *site) settle(results []*node) *node {
	if s.result == nil {
		return nil
	}
	n := s.sig.Results().Len()
	if n == 1 {
		var r *node
		if len(results) > 0 {
			r = results[0]
		}
		return s.f.placed(s.result, s.sig.Results().At(0).Type(), r, "")
	}
	var tuple *node
	for i := range n {
		var r *node
		if i < len(results) {
			r = results[i]
		}
		elem := "#" + strconv.Itoa(i)
		tuple = tuple.with([]string{elem}, s.f.placed(s.result, s.sig.Results().At(i).Type(), r, elem), false)
	}
	return tuple
}

// placed makes a value of type t of the result n: an object that v stands for
// where t points to something that is not known to be elsewhere.
func (f *frame) placed(v ssa.Value, t types.Type, n *node, elem string) *node {
	n = f.p.declared(t, n)
	if !pointsTo(t) || n != nil && len(n.refs) > 0 {
		return n
	}
	o := f.object(v)
	if o.init == nil {
		o.init = &node{}
	}
	if n == nil {
		n = &node{}
	}
	if elem == "" {
		o.init = n
	} else {
		o.init = o.init.with([]string{elem}, n, false)
	}
	delete(f.mem, o)
	return &node{refs: []ref{{obj: o, path: elem}}, dyn: n.dyn}
}

// unknown is the result of code that is not seen.
func (s *site) unknown() []*node {
	results := make([]*node, s.sig.Results().Len())
	for i := range results {
		results[i] = &node{opaque: true}
	}
	return results
}

// static runs a call whose callee is known.
func (s *site) static(fn *ssa.Function) []*node {
	s.fn = funcObject(fn)
	if s.fn == nil {
		return s.body(fn, s.args)
	}
	if fn.Synthetic != "" { // a wrapper of a method
		if target := s.f.p.ssa.Prog.FuncValue(s.fn); target != nil {
			fn = target
		}
	}
	if s.fn.Signature().Recv() != nil && len(s.args) > 0 {
		s.recv, s.args = &s.args[0], s.args[1:]
	}
	if results, ok := s.listed(); ok {
		return results
	}
	return s.summarized(fn)
}

// summarized runs a call by what is known of its callee's body.
func (s *site) summarized(fn *ssa.Function) []*node {
	p := s.f.p
	sum, seen := p.summaryOf(fn, s.fn)
	if p.cfg.isRedactor(s.fn) || p.redacts(s.fn) && !(sum != nil && sum.unchanged) {
		return s.redacted(sum)
	}
	if sum == nil {
		return s.foreign(seen)
	}
	return s.apply(sum, s.all(), nil)
}

// redacted runs a call of a function that makes keys safe: what it does besides counts.
func (s *site) redacted(sum *summary) []*node {
	if sum != nil {
		s.apply(&summary{outlets: sum.outlets, stores: sum.stores, takes: sum.takes}, s.all(), nil)
	}
	if sum == nil || s.f.p.cfg.isRedactor(s.fn) {
		return make([]*node, s.sig.Results().Len())
	}
	// What is only encoded is not safe, whatever the function is called.
	var whole []piece
	for _, p := range sum.results {
		if p.index >= s.sig.Results().Len() || !holdsText(s.sig.Results().At(p.index).Type()) {
			continue
		}
		p.labels = keep(p.labels, func(l label) bool { return !l.cut })
		whole = append(whole, p)
	}
	return s.pieces(whole, s.all())
}

// body runs a call of a function literal with args and its bindings.
func (s *site) body(fn *ssa.Function, args []arg) []*node {
	sum := s.f.p.sums[generic(fn)]
	if sum == nil {
		return s.unknown()
	}
	return s.apply(sum, args, nil)
}

func recvType(fn *types.Func) types.Type {
	if r := fn.Signature().Recv(); r != nil {
		return r.Type()
	}
	return types.Typ[types.Invalid]
}

// closure makes a function value.
func (f *frame) closure(i *ssa.MakeClosure) *node {
	o := f.object(i)
	o.fn = i.Fn.(*ssa.Function)
	o.bindings = make([]*node, len(i.Bindings))
	for k, b := range i.Bindings {
		o.bindings[k] = f.get(b)
	}
	f.seen = append(f.seen, o)
	if sum := f.p.sums[generic(o.fn)]; sum != nil {
		f.p.now.deps[generic(o.fn)] = f.p.stamps[generic(o.fn)]
		s := &site{f: f, place: i.Pos(), sig: o.fn.Signature}
		for _, t := range sum.takes { // what it captured goes to the provider when it is called
			if k := t.param - len(o.fn.Params); k >= 0 && k < len(i.Bindings) {
				b := i.Bindings[k]
				f.take(s, arg{nil, f.get(b), b.Type()}, taking{path: t.path, place: t.place})
			}
		}
	}
	return &node{refs: []ref{{obj: o}}}
}

// giveAway lets code that is not seen call the closures among the arguments.
func (s *site) giveAway() {
	for _, a := range s.args {
		for _, r := range a.n.references() {
			if r.obj.fn != nil {
				s.f.callUnseen(s.instr, r.obj)
				r.obj.escaped = true
			}
			inner := s.f.content(r)
			for _, q := range inner.references() {
				if q.obj.fn != nil && !q.obj.escaped {
					q.obj.escaped = true
					s.f.callUnseen(s.instr, q.obj)
				}
			}
		}
	}
}

// callUnseen runs closure o with arguments that are not known.
func (f *frame) callUnseen(instr ssa.CallInstruction, o *object) {
	sig := o.fn.Signature
	args := make([]arg, 0, sig.Params().Len())
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		args = append(args, arg{nil, &node{opaque: true}, t})
	}
	s := &site{f: f, instr: instr, args: args, sig: sig}
	s.closureCall(o)
}

// invoked runs a call of an interface's method.
func (s *site) invoked() []*node {
	if results, ok := s.listed(); ok {
		return results
	}
	if results, ok := s.logger(); ok {
		return results
	}
	if s.f.p.redacts(s.fn) {
		return make([]*node, s.sig.Results().Len())
	}
	if isTextMethod(s.fn) {
		return []*node{text(s.f.rendered(s.recv.n, s.recv.t, asText))}
	}
	impls := s.f.p.implementations(s)
	if len(impls) == 0 {
		return s.foreign(false)
	}
	results := make([]*node, s.sig.Results().Len())
	for _, impl := range impls {
		inner := *s
		inner.fn = impl
		inner.recv = &arg{s.recv.v, s.recv.n, recvType(impl)}
		target := s.f.p.ssa.Prog.FuncValue(impl)
		var part []*node
		if r, ok := inner.listed(); ok {
			part = r
		} else {
			part = inner.summarized(target)
		}
		for i := range results {
			if i < len(part) {
				results[i] = join(results[i], part[i])
			}
		}
	}
	return results
}

// isTextMethod reports whether fn is an Error or a String method.
func isTextMethod(fn *types.Func) bool {
	sig := fn.Signature()
	return (fn.Name() == "Error" || fn.Name() == "String") && sig.Params().Len() == 0 &&
		sig.Results().Len() == 1 && isText(sig.Results().At(0).Type())
}

// forgetTexts forgets which constants a variable holds whose address the callee
// was given.
func (s *site) forgetTexts() {
	for _, a := range s.args {
		p, ok := a.t.Underlying().(*types.Pointer)
		if !ok || !isText(p.Elem()) {
			continue
		}
		for _, r := range a.n.references() {
			n := s.f.content(r)
			if n == nil {
				continue
			}
			known := *n
			known.labels = keep(n.labels, func(l label) bool { return l.kind != isConst })
			s.f.put(r, &known, false)
		}
	}
}
