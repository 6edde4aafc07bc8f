package keyflow

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// The bounds of the work on one function.
const (
	maxInstrs = 30_000 // functions beyond are generated tables and are not followed
	maxVisits = 6      // of one block
	maxMarks  = 3      // passes over one function
)

// analyze follows the keys through f's function.
func (f *frame) analyze() {
	for range maxMarks {
		f.env = make(map[ssa.Value]*node)
		f.objs = make(map[ssa.Value]*object)
		f.bound = make(map[boundKey]*object)
		f.params, f.seen, f.defers = nil, nil, nil
		f.results, f.exits, f.same = nil, nil, 0
		f.sum, f.again, f.mem = &summary{}, false, make(memory)
		f.bindParams()
		f.solve()
		if !f.again {
			break
		}
	}
	f.conclude()
}

// solve runs the blocks until nothing changes.
func (f *frame) solve() {
	n := len(f.fn.Blocks)
	f.visits, f.pending = make([]int, n), make([]bool, n)
	in := make([]memory, n)
	order := blockOrder(f.fn)
	in[0], f.pending[0] = make(memory), true
	if r := f.fn.Recover; r != nil {
		in[r.Index], f.pending[r.Index] = make(memory), true
	}
	for again := true; again; {
		again = false
		for _, b := range order {
			i := b.Index
			if !f.pending[i] || f.visits[i] >= maxVisits || f.p.steps > maxSteps {
				continue
			}
			f.pending[i], again = false, true
			f.visits[i]++
			f.mem = in[i].clone()
			f.p.steps += len(f.mem)
			f.block(b)
			for _, next := range b.Succs {
				j := next.Index
				if in[j] == nil {
					in[j], f.pending[j] = f.mem.clone(), true
				} else if in[j].merge(f.mem) {
					f.pending[j] = true
				}
			}
		}
	}
}

// blockOrder lists the blocks in reverse postorder.
func blockOrder(fn *ssa.Function) []*ssa.BasicBlock {
	seen := make([]bool, len(fn.Blocks))
	var post []*ssa.BasicBlock
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		seen[b.Index] = true
		for _, s := range b.Succs {
			if !seen[s.Index] {
				visit(s)
			}
		}
		post = append(post, b)
	}
	if fn.Recover != nil && !seen[fn.Recover.Index] {
		visit(fn.Recover)
	}
	visit(fn.Blocks[0])
	for i, j := 0, len(post)-1; i < j; i, j = i+1, j-1 {
		post[i], post[j] = post[j], post[i]
	}
	return post
}

// block runs b. Blocks that were run before and use a register that grew are
// to be run again.
func (f *frame) block(b *ssa.BasicBlock) {
	f.block_ = b
	f.p.steps += len(b.Instrs)
	for _, instr := range b.Instrs {
		v, isValue := instr.(ssa.Value)
		if !isValue {
			f.effect(instr)
			continue
		}
		n := f.value(instr, v)
		if o := f.marked[v]; o != nil {
			n = join(n, &node{labels: []label{{kind: isKey, origin: o}}})
		}
		old, ok := f.env[v]
		n = n.prune(maxTree)
		if ok {
			n = join(old, n)
		}
		f.env[v] = n
		if n.equal(old) || v.Referrers() == nil {
			continue
		}
		for _, use := range *v.Referrers() {
			i := use.Block().Index
			_, isPhi := use.(*ssa.Phi)
			if f.visits[i] > 0 && (i != b.Index || isPhi) {
				f.pending[i] = true
			}
		}
	}
}

// effect runs an instruction that has no value.
func (f *frame) effect(instr ssa.Instruction) {
	switch i := instr.(type) {
	case *ssa.Store:
		f.assign(i)
	case *ssa.MapUpdate:
		m, key := f.get(i.Map), f.get(i.Key)
		elem := "[]"
		if k, ok := constElem(i.Key); ok {
			elem = k
		}
		f.headerEntry(i)
		f.store(&node{refs: f.address(m, elem)}, f.get(i.Value), elem == "[]")
		f.store(&node{refs: f.address(m, "{}")}, key, true)
	case *ssa.Send:
		f.store(&node{refs: f.address(f.get(i.Chan), "[]")}, f.get(i.X), true)
		if load, ok := i.Chan.(*ssa.UnOp); ok {
			if addr, ok := load.X.(*ssa.FieldAddr); ok {
				f.p.setField(addr, f.get(i.X))
			}
		}
	case *ssa.Panic:
		f.panics(i.X, i.Pos())
	case *ssa.Return:
		f.returns(i)
	case *ssa.Defer:
		f.defers = append(f.defers, i)
		f.call(i, nil)
	case *ssa.Go:
		f.call(i, nil)
	case *ssa.RunDefers:
		for k := len(f.defers) - 1; k >= 0; k-- {
			f.call(f.defers[k], nil)
		}
	}
}

// assign runs a store through a pointer.
func (f *frame) assign(i *ssa.Store) {
	part := f.get(i.Val)
	weak := false
	switch addr := i.Addr.(type) {
	case *ssa.FieldAddr:
		f.p.setField(addr, part)
		f.intoKeyField(i, addr, part)
	case *ssa.IndexAddr:
		weak = isByte(elemOf(addr.X.Type()))
	}
	f.sendsURL(i)
	f.store(f.get(i.Addr), part, weak)
}

// intoKeyField notes a value that is stored in a field for keys alone: it is a
// key, too, and must not be a constant.
func (f *frame) intoKeyField(i *ssa.Store, addr *ssa.FieldAddr, part *node) {
	field := fieldOf(addr).Origin()
	if part == nil || !f.p.isCertain(field) {
		return
	}
	s := &site{f: f, place: i.Pos(), sig: f.fn.Signature}
	where := place{provider: f.p.cfg.providers[0].Name, name: fieldName(addr)}
	f.take(s, arg{i.Val, part, i.Val.Type()}, taking{place: where})
}

// isEmptyHere reports whether the block that is being run is one where v is
// known to be the empty text: the branch of v == "".
func (f *frame) isEmptyHere(v ssa.Value) bool {
	if f.block_ == nil || !isText(v.Type()) || v.Referrers() == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		cond, ok := use.(*ssa.BinOp)
		if !ok || cond.Op != token.EQL && cond.Op != token.NEQ || cond.Referrers() == nil {
			continue
		}
		c, ok := cond.Y.(*ssa.Const)
		if !ok || c.Value == nil || c.Value.Kind() != constant.String || constant.StringVal(c.Value) != "" {
			continue
		}
		for _, branch := range *cond.Referrers() {
			jump, ok := branch.(*ssa.If)
			if !ok {
				continue
			}
			side := jump.Block().Succs[0]
			if cond.Op == token.NEQ {
				side = jump.Block().Succs[1]
			}
			if len(side.Preds) == 1 && side.Dominates(f.block_) {
				return true
			}
		}
	}
	return false
}
