package keyflow

import (
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// dynamic runs a call of a function value.
func (s *site) dynamic(v ssa.Value) []*node {
	n := s.f.get(v)
	var results []*node
	known := false
	for _, r := range n.references() {
		if r.obj.fn == nil {
			continue
		}
		known = true
		for i, part := range s.closureCall(r.obj) {
			for len(results) <= i {
				results = append(results, nil)
			}
			results[i] = join(results[i], part)
		}
	}
	if known {
		return results
	}
	if results := s.callsParam(n); results != nil {
		return results
	}
	return s.carrying(n)
}

// closureCall runs a call of the closure o.
func (s *site) closureCall(o *object) []*node {
	o.used = true
	inner := *s
	fn := o.fn
	if obj := funcObject(fn); obj != nil {
		inner.fn = obj
		bound := make([]arg, 0, len(o.bindings))
		for i, b := range o.bindings {
			bound = append(bound, arg{nil, b, fn.FreeVars[i].Type()})
		}
		inner.args = slices.Concat(bound, s.args)
		target := s.f.p.ssa.Prog.FuncValue(obj)
		if len(o.bindings) > 0 || obj.Signature().Recv() != nil {
			if len(inner.args) == 0 {
				return s.unknown()
			}
			inner.recv, inner.args = &inner.args[0], inner.args[1:]
		}
		if results, ok := inner.listed(); ok {
			return results
		}
		if target == nil {
			target = fn
		}
		if types.IsInterface(recvType(obj)) {
			return inner.invoked()
		}
		return inner.summarized(target)
	}
	args := slices.Clone(s.args)
	for i, b := range o.bindings {
		if i < len(fn.FreeVars) {
			args = append(args, arg{nil, b, fn.FreeVars[i].Type()})
		}
	}
	return inner.body(fn, args)
}

// callsParam notes that a function which the caller gave is called.
func (s *site) callsParam(n *node) []*node {
	var results []*node
	for _, l := range orEmpty(n).labels {
		if l.kind != isParam || l.render != unrendered {
			continue
		}
		var args []*node
		for _, a := range s.args {
			args = append(args, a.n)
		}
		s.f.calls(l, args)
		if results == nil {
			results = s.unknown()
		}
		for i := range results {
			if !isNumber(s.sig.Results().At(i).Type()) {
				results[i] = join(results[i], text([]label{{kind: isYield, param: l.param, path: l.path}}))
			}
		}
	}
	if results != nil {
		s.giveAway()
		s.foreignWrites()
	}
	return results
}

// calls notes that the function that l stands for is called with args.
func (f *frame) calls(l label, args []*node) {
	c := callback{param: l.param, path: l.path}
	for _, n := range args {
		c.args = append(c.args, flatten(0, "", f.snapshot(n)))
	}
	if len(f.sum.calls) < maxFlows {
		f.sum.calls = append(f.sum.calls, c)
	}
}

// carrying runs a call of a function that is not seen but was made of what n
// holds: an iterator over keys gives keys to its loop.
func (s *site) carrying(n *node) []*node {
	labels := keep(s.f.p.rawLabels(s.f, orEmpty(n)), carriesKey)
	if len(labels) == 0 {
		s.foreignWrites()
		s.giveAway()
		return s.unknown()
	}
	for _, a := range s.args {
		for _, r := range a.n.references() {
			if r.obj.fn == nil {
				continue
			}
			inner := &site{f: s.f, instr: s.instr, place: s.place, sig: r.obj.fn.Signature}
			for v := range r.obj.fn.Signature.Params().Variables() {
				part := text(labels)
				if told, ok := orEmpty(s.f.deref(n)).kids[yieldElem(len(inner.args))]; ok {
					part = told
				} else if told, ok := orEmpty(n).kids[yieldElem(len(inner.args))]; ok {
					part = told
				}
				inner.args = append(inner.args, arg{nil, part, v.Type()})
			}
			inner.closureCall(r.obj)
		}
	}
	results := make([]*node, s.sig.Results().Len())
	for i := range results {
		if !isNumber(s.sig.Results().At(i).Type()) {
			results[i] = text(labels)
		}
	}
	return results
}

// iterated returns what the iterator o gives to its loop.
func (s *site) iterated(o *object) []label {
	sum := s.f.p.sums[generic(o.fn)]
	if sum == nil || o.fn.Signature.Params().Len() != 1 {
		return nil
	}
	args := []arg{{}}
	for i, b := range o.bindings {
		if i < len(o.fn.FreeVars) {
			args = append(args, arg{nil, b, o.fn.FreeVars[i].Type()})
		}
	}
	inner := &site{f: s.f, instr: s.instr, sig: o.fn.Signature}
	var labels []label
	for _, n := range inner.yields(sum, args) {
		labels = union(labels, s.f.p.rawLabels(s.f, n))
	}
	return labels
}

// yields is what a function with the summary sum gives to its first parameter.
func (s *site) yields(sum *summary, args []arg) []*node {
	var all []*node
	for _, c := range sum.calls {
		if c.param != 0 {
			continue
		}
		for i, n := range s.given(c, args) {
			for len(all) <= i {
				all = append(all, nil)
			}
			all[i] = join(all[i], n)
		}
	}
	return all
}

// yieldElem names what an iterator gives to its loop as argument i.
func yieldElem(i int) string { return "(" + strconv.Itoa(i) + ")" }
