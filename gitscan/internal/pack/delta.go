package pack

import (
	"encoding/binary"
	"math/bits"
)

// Segment is a part of an object that was built from a delta, up to the next
// one: bytes of its base, or new ones.
type Segment struct {
	At   int32 // where it starts in the object
	From int32 // where it was copied from in the base, or Inserted
}

// Inserted marks a Segment that the base does not have.
const Inserted = -1

// sizes reads the sizes of the base and of the object that delta starts with.
func sizes(delta []byte) (base, object uint64, rest []byte, ok bool) {
	base, n := binary.Uvarint(delta)
	if n <= 0 {
		return 0, 0, nil, false
	}
	object, m := binary.Uvarint(delta[n:])
	if m <= 0 {
		return 0, 0, nil, false
	}
	return base, object, delta[n+m:], true
}

// apply builds dst from base as the instructions of a delta say, and appends
// its segments: neighbours that go on where the last one ended are one. It is
// false where dst is not filled exactly.
func apply(dst, base, instructions []byte, segments []Segment) ([]Segment, bool) {
	at, last, end := 0, -2, 0 // last: kind of the last segment; end: where in base it ended
	d := instructions
	for len(d) > 0 {
		op := d[0]
		d = d[1:]
		if op&0x80 == 0 {
			n := int(op)
			if n == 0 || n > len(d) || n > len(dst)-at {
				return segments, false
			}
			copy(dst[at:at+n], d)
			d = d[n:]
			if last != Inserted {
				segments = append(segments, Segment{int32(at), Inserted})
				last = Inserted
			}
			at += n
			continue
		}
		var from, n int
		if from, n, d = copied(op, d); d == nil || n > len(dst)-at || from < 0 || from > len(base) || n > len(base)-from {
			return segments, false
		}
		copy(dst[at:at+n], base[from:])
		if last != 0 || from != end {
			segments = append(segments, Segment{int32(at), int32(from)})
		}
		last, end = 0, from+n
		at += n
	}
	return segments, at == len(dst)
}

// copied reads the operands of a copy instruction: bits of op say which bytes
// of offset and size follow. rest is nil where they are cut short.
func copied(op byte, d []byte) (from, n int, rest []byte) {
	if len(d) < bits.OnesCount8(op&0x7f) {
		return 0, 0, nil
	}
	i := 0
	for k := range 4 {
		if op&(1<<k) != 0 {
			from |= int(d[i]) << (8 * k)
			i++
		}
	}
	for k := range 3 {
		if op&(0x10<<k) != 0 {
			n |= int(d[i]) << (8 * k)
			i++
		}
	}
	if n == 0 {
		n = 0x10000
	}
	return from, n, d[i:]
}

// Build builds an object from base by the instructions of a delta, without its
// sizes, as [Pack.Walk] does.
func Build(base, instructions []byte) (n *Node, ok bool) {
	size, d := 0, instructions
	for len(d) > 0 {
		op := d[0]
		d = d[1:]
		if op&0x80 == 0 {
			size, d = size+int(op), d[min(int(op), len(d)):]
			continue
		}
		var k int
		if _, k, d = copied(op, d); d == nil || size+k > 1<<24 {
			return nil, false
		}
		size += k
	}
	n = &Node{Data: make([]byte, size)}
	n.Segments, ok = apply(n.Data, base, instructions, nil)
	return n, ok
}
