package keyflow

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// get returns what v is known to hold.
func (f *frame) get(v ssa.Value) *node {
	if f.isEmptyHere(v) {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil || v.Value.Kind() != constant.String {
			return nil
		}
		return f.p.constant(constant.StringVal(v.Value))
	case *ssa.Global:
		o := f.object(v)
		o.single = false
		if o.init == nil {
			o.init = f.p.global(v)
		}
		return &node{refs: []ref{{obj: o}}}
	case *ssa.Function:
		o := f.object(v)
		o.fn = v
		return &node{refs: []ref{{obj: o}}}
	}
	return f.env[v]
}

// value computes what instr's value holds.
func (f *frame) value(instr ssa.Instruction, v ssa.Value) *node {
	switch i := instr.(type) {
	case *ssa.Call:
		return f.call(i, i)
	case *ssa.UnOp:
		return f.unary(i)
	case *ssa.BinOp:
		return f.binary(i)
	case *ssa.Phi:
		return f.phi(i)
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		o := f.object(v)
		delete(f.mem, o)
		return &node{refs: []ref{{obj: o}}}
	case *ssa.FieldAddr, *ssa.IndexAddr:
		return f.addressed(instr)
	case *ssa.Field:
		field := fieldOfType(i.X.Type(), i.Field)
		return f.withFuncs(f.part(f.get(i.X), "."+field.Name(), field, 0), field, i.Type())
	case *ssa.Index, *ssa.Lookup, *ssa.Slice, *ssa.Next, *ssa.Range, *ssa.Select:
		return f.element(instr)
	case *ssa.Extract:
		return f.part(f.get(i.Tuple), "#"+strconv.Itoa(i.Index), nil, 0)
	case *ssa.Convert, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface,
		*ssa.TypeAssert, *ssa.SliceToArrayPointer, *ssa.MultiConvert:
		return f.converted(instr, v)
	case *ssa.MakeClosure:
		return f.closure(i)
	}
	return nil
}

// addressed is the address of a field or an element.
func (f *frame) addressed(instr ssa.Instruction) *node {
	switch i := instr.(type) {
	case *ssa.FieldAddr:
		return &node{refs: f.address(f.get(i.X), "."+fieldOf(i).Name())}
	case *ssa.IndexAddr:
		x := f.get(i.X)
		if x == nil {
			return nil
		}
		elem := "[]"
		if k, ok := constElem(i.Index); ok {
			elem = k
		}
		if isByte(elemOf(i.X.Type())) { // text is not taken apart
			return x
		}
		if len(x.refs) == 0 {
			return x.own(elem)
		}
		return &node{refs: f.address(x, elem)}
	}
	return nil
}

// unary is a load, a receive or arithmetic.
func (f *frame) unary(i *ssa.UnOp) *node {
	x := f.get(i.X)
	switch i.Op {
	case token.MUL:
		return f.load(i, x)
	case token.ARROW:
		part := f.part(x, "[]", nil, 0)
		if i.CommaOk {
			return (*node)(nil).with([]string{"#0"}, part, false)
		}
		return part
	}
	return nil
}

// load is what the pointer x points to.
func (f *frame) load(i *ssa.UnOp, x *node) *node {
	if addr, ok := i.X.(*ssa.FieldAddr); ok {
		field := fieldOf(addr)
		part := f.part(f.get(addr.X), "."+field.Name(), field, 0)
		return f.withFuncs(f.loaded(i.Type(), part, x.references()), field, i.Type())
	}
	if addr, ok := i.X.(*ssa.IndexAddr); ok {
		if isNumber(i.Type()) {
			return nil
		}
		if k, ok := constElem(addr.Index); ok {
			return f.loaded(i.Type(), f.part(f.get(addr.X), k, nil, 0), x.references())
		}
		return f.loaded(i.Type(), f.part(f.get(addr.X), "[]", nil, 0), x.references())
	}
	res := f.loaded(i.Type(), f.deref(x), x.references())
	if g, ok := i.X.(*ssa.Global); ok {
		res = f.withGlobal(res, g, i.Type())
	}
	return res
}

func (n *node) references() []ref {
	if n == nil {
		return nil
	}
	return n.refs
}

// binary is an operator: only + keeps a key in its result.
func (f *frame) binary(i *ssa.BinOp) *node {
	if i.Op != token.ADD || !isText(i.Type()) {
		return nil
	}
	x, y := f.textOf(i.X), f.textOf(i.Y)
	labels := union(keep(x, carriesKey), keep(y, carriesKey))
	for _, l := range keep(x, func(l label) bool { return l.kind == isConst }) {
		o := *l.origin
		o.open = true
		labels = union(labels, []label{{kind: isConst, origin: f.p.origins.get(o)}})
	}
	for _, l := range y {
		if l.kind == isConst && strings.HasSuffix(l.origin.text, logSuffix) {
			labels = union(labels, []label{{kind: isConst, origin: f.p.origins.get(origin{text: logSuffix, open: true})}})
		}
	}
	return text(labels)
}

// logSuffix ends the names of files that are read by people.
const logSuffix = ".log"

// textOf returns the labels of a value that is text.
func (f *frame) textOf(v ssa.Value) []label {
	if n := f.get(v); n != nil {
		return union(f.p.rawLabels(f, n), keep(n.labels, func(l label) bool { return l.kind == isConst }))
	}
	return nil
}

// phi joins what comes in from the predecessors that were seen.
func (f *frame) phi(i *ssa.Phi) *node {
	var n *node
	for _, e := range i.Edges {
		n = join(n, f.get(e))
	}
	return n
}

// element is what an index, a lookup, a slice or an iteration gives.
func (f *frame) element(instr ssa.Instruction) *node {
	switch i := instr.(type) {
	case *ssa.Index:
		if isText(i.X.Type()) || isByte(elemOf(i.X.Type())) {
			return nil // one byte
		}
		if k, ok := constElem(i.Index); ok {
			return f.part(f.get(i.X), k, nil, 0)
		}
		return f.part(f.get(i.X), "[]", nil, 0)
	case *ssa.Lookup:
		return f.lookup(i)
	case *ssa.Slice:
		return f.slice(i)
	case *ssa.Range:
		return f.get(i.X)
	case *ssa.Next:
		if i.IsString {
			return nil
		}
		x := f.get(i.Iter)
		n := (*node)(nil).with([]string{"#1"}, f.part(x, "{}", nil, 0), false)
		return n.with([]string{"#2"}, f.part(x, "[]", nil, 0), false)
	case *ssa.Select:
		return f.selected(i)
	}
	return nil
}

// selected is the result of a select: index, ok, then what each case received.
func (f *frame) selected(i *ssa.Select) *node {
	var n *node
	next := 2
	for _, s := range i.States {
		if s.Dir == types.SendOnly {
			f.store(&node{refs: f.address(f.get(s.Chan), "[]")}, f.get(s.Send), true)
			continue
		}
		n = n.with([]string{"#" + strconv.Itoa(next)}, f.part(f.get(s.Chan), "[]", nil, 0), false)
		next++
	}
	return n
}

// lookup is what a map holds under a key.
func (f *frame) lookup(i *ssa.Lookup) *node {
	if isText(i.X.Type()) {
		return nil
	}
	x := f.get(i.X)
	elem, known := constElem(i.Index)
	if !known {
		elem = "[]"
	}
	part, isHeader := f.headerLookup(i, x)
	if !isHeader {
		part = f.part(x, elem, nil, 0)
		part = join(part, f.p.namedIndex(f, i))
	}
	part = f.loaded(i.Type(), part, f.address(x, elem))
	if i.CommaOk {
		return (*node)(nil).with([]string{"#0"}, part, false)
	}
	return part
}

// The longest parts of a key that may be shown: its public prefix and a hint.
const (
	shownPrefix = 16
	shownSuffix = 4
)

// slice is part of a text or of a slice.
func (f *frame) slice(i *ssa.Slice) *node {
	x := f.get(i.X)
	if isText(i.X.Type()) || isByte(elemOf(i.X.Type())) {
		if high, ok := constInt(i.High); ok && high <= shownPrefix {
			return nil
		}
		if isSuffix(i) {
			return nil
		}
		if x != nil && isText(i.X.Type()) {
			return text(cutUp(keep(x.labels, carriesKey)))
		}
	}
	return x
}

// isSuffix reports whether i is x[len(x)-n:] for a small n.
func isSuffix(i *ssa.Slice) bool {
	low, ok := i.Low.(*ssa.BinOp)
	if !ok || i.High != nil || low.Op != token.SUB {
		return false
	}
	n, ok := constInt(low.Y)
	call, isCall := low.X.(*ssa.Call)
	if !ok || !isCall || n > shownSuffix {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "len"
}

// converted is a value as another type.
func (f *frame) converted(instr ssa.Instruction, v ssa.Value) *node {
	switch i := instr.(type) {
	case *ssa.Convert:
		return f.asTextType(i.X, v.Type())
	case *ssa.MultiConvert:
		return f.asTextType(i.X, v.Type())
	case *ssa.MakeInterface:
		n := &node{}
		if x := f.get(i.X); x != nil {
			*n = *x
		}
		if isResponseWriter(i.X.Type()) {
			n.labels = union(n.labels, f.p.writer("an HTTP response"))
		}
		n.dyn = []types.Type{i.X.Type()}
		return n
	case *ssa.TypeAssert:
		n := f.asserted(f.get(i.X), i.AssertedType)
		if i.CommaOk {
			return (*node)(nil).with([]string{"#0"}, n, false)
		}
		return n
	case *ssa.ChangeInterface:
		n := f.get(i.X)
		if isResponseWriter(i.X.Type()) {
			n = join(n, &node{labels: f.p.writer("an HTTP response")})
		}
		return n
	case *ssa.ChangeType:
		return f.p.declared(v.Type(), f.get(i.X))
	case *ssa.SliceToArrayPointer:
		return f.get(i.X)
	}
	return nil
}

// asTextType converts x; from bytes or runes to a string and back it stays a key.
func (f *frame) asTextType(x ssa.Value, t types.Type) *node {
	if isNumber(x.Type()) {
		return nil
	}
	if isText(t) || holdsText(t) {
		return f.p.declared(t, text(f.textOf(x)))
	}
	return f.get(x)
}

// asserted is an interface's value as type t.
func (f *frame) asserted(x *node, t types.Type) *node {
	if x == nil {
		return nil
	}
	n := *x
	if types.IsInterface(t) {
		return &n
	}
	if len(n.dyn) > 0 {
		same := false
		for _, d := range n.dyn {
			same = same || types.Identical(d, t)
		}
		if !same {
			return nil
		}
	}
	n.dyn = nil
	return &n
}

// constElem names the element that a constant index selects.
func constElem(v ssa.Value) (string, bool) {
	c, ok := v.(*ssa.Const)
	if !ok {
		if m, isBoxed := v.(*ssa.MakeInterface); isBoxed {
			return constElem(m.X)
		}
		return "", false
	}
	if c.Value == nil {
		return "", false
	}
	switch c.Value.Kind() {
	case constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok && 0 <= n && n < 64 {
			return "[" + strconv.FormatInt(n, 10) + "]", true
		}
	case constant.String:
		if s := constant.StringVal(c.Value); len(s) <= 64 {
			return "[" + strconv.Quote(s) + "]", true
		}
	}
	return "", false
}

func constInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}
