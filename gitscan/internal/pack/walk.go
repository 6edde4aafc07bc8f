package pack

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/inflate"
)

// Node is an object as it is visited. All of it is valid during the visit only.
type Node struct {
	Number uint32 // of the object; None: it only serves as a base
	Type   plumbing.ObjectType
	Data   []byte

	// Slot is a small number that no other object has while this one or one
	// of its children is being visited: visitors keep what they know of a base
	// by it. Base is the base's, or -1 for an object that is stored whole.
	Slot, Base int
	Segments   []Segment // of which Data is made up, if there is a base
	Parent     bool      // others build upon it
}

// budget is how many bytes of objects one worker keeps at a time. A family
// that needs more is left, from the object that does not fit downwards.
const budget = 64 << 20

// streamFrom is the size from which a blob that nothing builds upon is left:
// another reader streams it.
const streamFrom = 16 << 20

// unit is how many bytes of families a worker takes at a time.
const unit = 256 << 10

// Walk visits every object that it can, on as many goroutines as there are
// visitors, each of which is called by one. A base is visited before what
// builds upon it. Walk ends early when ctx does.
func (p *Pack) Walk(ctx context.Context, visitors []func(*Node)) {
	units := p.units()
	var next atomic.Int64
	var wg sync.WaitGroup
	for _, visit := range visitors {
		wg.Go(func() {
			w := &walker{pack: p, visit: visit, buffers: buffers{left: budget}}
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(units) {
					return
				}
				for _, root := range units[i] {
					// A fault in the mapping is an error of the disk, or a pack
					// that was cut short under us: the family is left.
					if !withoutFault(func() { w.family(root) }) {
						w.reset()
					}
					if ctx.Err() != nil {
						return
					}
				}
			}
		})
	}
	wg.Wait()
}

// units are the roots in runs of about the same work, in order of offset but
// for families larger than a run, which come first.
func (p *Pack) units() [][]uint32 {
	weight := make([]int64, len(p.entries)) // of the family below
	order := p.order()
	for _, i := range slices.Backward(order) {
		weight[i] += int64(len(p.bytes(int(i)))) + 100
		if b := p.base[i]; b != none {
			weight[b] += weight[i]
		}
	}
	var heavy, light [][]uint32
	var run []uint32
	var size int64
	for _, i := range order {
		if p.base[i] != none {
			continue
		}
		if weight[i] > unit {
			heavy = append(heavy, []uint32{i})
			continue
		}
		if size += weight[i]; size > unit {
			light, run, size = append(light, run), nil, weight[i]
		}
		run = append(run, i)
	}
	slices.SortStableFunc(heavy, func(a, b []uint32) int { return int(min(max(weight[b[0]]-weight[a[0]], -1), 1)) })
	return append(append(heavy, light...), run)
}

// order lists the entries that a root leads to, bases before what builds upon
// them.
func (p *Pack) order() []uint32 {
	order := make([]uint32, 0, len(p.entries))
	for i, t := range p.types {
		if p.base[i] == none && t != plumbing.InvalidObject {
			order = append(order, uint32(i))
		}
	}
	for k := 0; k < len(order); k++ {
		i := order[k]
		order = append(order, p.kids[p.first[i]:p.first[i+1]]...)
	}
	return order
}

// walker walks families, one at a time.
type walker struct {
	pack     *Pack
	visit    func(*Node)
	decoder  inflate.Decoder
	delta    []byte
	segments []Segment
	stack    []frame
	buffers  buffers
	slots    []int // free ones
	numSlots int
	node     Node
}

// frame is an object some of whose children have yet to be visited.
type frame struct {
	data []byte
	slot int
	next uint32 // index in Pack.kids of the next child
	end  uint32
}

// reset forgets a family that was given up.
func (w *walker) reset() {
	w.stack, w.slots, w.numSlots = w.stack[:0], w.slots[:0], 0
	w.buffers = buffers{left: budget}
}

// family visits root and everything that builds upon it.
func (w *walker) family(root uint32) {
	p := w.pack
	typ := p.types[root]
	f, ok := w.root(root)
	if !ok {
		return
	}
	w.node.Type = typ
	w.enter(root, f, -1)
	for len(w.stack) > 0 {
		top := &w.stack[len(w.stack)-1]
		if top.next == top.end {
			w.release(*top)
			w.stack = w.stack[:len(w.stack)-1]
			continue
		}
		kid := p.kids[top.next]
		top.next++
		f, ok := w.kid(kid, top.data)
		base := *top
		if base.next == base.end {
			w.stack = w.stack[:len(w.stack)-1] // make room before going down
		}
		if ok {
			w.enter(kid, f, base.slot)
		}
		if base.next == base.end {
			w.release(base)
		}
	}
}

// root decompresses an object that is stored whole.
func (w *walker) root(i uint32) (frame, bool) {
	p := w.pack
	h, ok := p.header(int(i))
	parent := p.first[i] != p.first[i+1]
	if !ok || h.size >= streamFrom && !parent && h.typ == plumbing.BlobObject {
		return frame{}, false
	}
	p.touch(int(i))
	data := w.buffers.get(h.size)
	if data == nil {
		return frame{}, false
	}
	if !w.inflate(i, h, data) {
		w.buffers.put(data)
		return frame{}, false
	}
	return frame{data: data}, true
}

// inflate decompresses the stream of entry i into dst.
func (w *walker) inflate(i uint32, h header, dst []byte) bool {
	p := w.pack
	b := p.bytes(int(i))
	if !p.intact(int(i)) {
		return false
	}
	// The decoder is fastest where it may read on beyond the stream.
	start := int(p.entries[i].Offset) + h.len
	src := p.data[start:min(start+len(b)-h.len+inflate.Slack, len(p.data))]
	used, err := w.decoder.Zlib(dst, src)
	return err == nil && used == len(b)-h.len
}

// kid builds the object of delta i upon base.
func (w *walker) kid(i uint32, base []byte) (frame, bool) {
	p := w.pack
	h, ok := p.header(int(i))
	if !ok || h.size > budget {
		return frame{}, false
	}
	p.touch(int(i))
	if n := int(h.size) + inflate.Slack; cap(w.delta) < n {
		w.delta = make([]byte, n+n/2)
	}
	delta := w.delta[:h.size]
	if !w.inflate(i, h, delta) {
		return frame{}, false
	}
	baseSize, size, instructions, ok := sizes(delta)
	if !ok || baseSize != uint64(len(base)) || size > budget {
		return frame{}, false
	}
	data := w.buffers.get(int64(size))
	if data == nil {
		return frame{}, false
	}
	if w.segments, ok = apply(data, base, instructions, w.segments[:0]); !ok {
		w.buffers.put(data)
		return frame{}, false
	}
	return frame{data: data}, true
}

// enter visits the object of entry i, whose data is in f, and puts it on the
// stack if it has children.
func (w *walker) enter(i uint32, f frame, base int) {
	p := w.pack
	f.slot = w.slot()
	f.next, f.end = p.first[i], p.first[i+1]
	n := &w.node
	n.Number, n.Data, n.Slot, n.Base, n.Segments, n.Parent = p.entries[i].Number, f.data, f.slot, base, w.segments, f.next != f.end
	if base < 0 {
		n.Segments = nil
	}
	w.visit(n)
	p.done[i] = true
	if n.Parent {
		w.stack = append(w.stack, f)
		return
	}
	w.release(f)
}

// slot takes a free slot.
func (w *walker) slot() int {
	if n := len(w.slots); n > 0 {
		s := w.slots[n-1]
		w.slots = w.slots[:n-1]
		return s
	}
	w.numSlots++
	return w.numSlots - 1
}

// release gives back what f holds.
func (w *walker) release(f frame) {
	w.buffers.put(f.data)
	w.slots = append(w.slots, f.slot)
}
