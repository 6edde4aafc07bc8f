package keyflow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// builtin runs a call of a builtin function.
func (f *frame) builtin(b *ssa.Builtin, s *site) *node {
	switch b.Name() {
	case "append":
		return f.appended(s)
	case "copy":
		f.copyInto(s)
	case "print", "println":
		var labels []label
		for _, a := range s.args {
			if isText(a.t) {
				labels = union(labels, f.rendered(a.n, a.t, raw))
			}
		}
		f.leak(labels, sink{kind: table.Print, desc: "printed by " + b.Name()}, s.pos(), token.NoPos)
	case "panic":
		if len(s.args) == 1 {
			labels := keep(f.rendered(s.args[0].n, s.args[0].t, asText), carriesKey)
			f.leak(labels, sink{kind: table.Panic, desc: "shown by panic"}, s.pos(), token.NoPos)
		}
	case "clear":
		f.store(s.args[0].n, &node{}, false)
	case "min", "max":
		var n *node
		for _, a := range s.args {
			n = join(n, a.n)
		}
		return n
	case "ssa:wrapnilchk", "String", "SliceData", "StringData", "Slice":
		return s.args[0].n
	case "recover":
		return &node{opaque: true}
	}
	return nil
}

// appended is the slice that append returns.
func (f *frame) appended(s *site) *node {
	if s.result == nil || len(s.args) < 2 {
		return nil
	}
	to, more := s.args[0], s.args[1]
	if isByte(elemOf(to.t)) {
		return text(union(f.p.rawLabels(f, orEmpty(to.n)), f.p.rawLabels(f, orEmpty(more.n))))
	}
	o := f.object(s.result)
	elem := join(f.part(to.n, "[]", nil, 0), f.part(more.n, "[]", nil, 0))
	content := (*node)(nil).with([]string{"[]"}, elem, true)
	f.mem[o] = join(f.mem[o], content)
	return &node{refs: []ref{{obj: o}}}
}

// copyInto runs copy.
func (f *frame) copyInto(s *site) {
	to, from := s.args[0], s.args[1]
	if isByte(elemOf(to.t)) {
		f.putDeep(to.n, keep(f.p.rawLabels(f, orEmpty(from.n)), carriesKey), "")
		return
	}
	f.store(&node{refs: f.address(to.n, "[]")}, f.part(from.n, "[]", nil, 0), true)
}
