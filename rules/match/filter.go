package match

import "encoding/binary"

// The filter is a q-gram filter: it loads a few bytes, folds their case, and
// looks the four of them up in a small table, at every third byte only. Every
// needle has its first three grams in the table, so wherever it stands, one of
// the three falls on a probe. A table hit is then verified byte by byte.
const (
	gram   = 4 // bytes a probe looks at
	stride = 3 // bytes from probe to probe

	// minNeedle is the shortest needle of which every position is probed.
	minNeedle = gram + stride - 1

	tableBits = 13
	fold4     = 0x20202020
	fold8     = 0x2020202020202020
)

// filter finds needles in bytes. It is immutable once built.
type filter struct {
	table   [1 << tableBits]uint16 // folded gram -> index in buckets, 0: none
	buckets [][]probe
	needles []needle
	longest int // bytes of the longest needle
}

// probe says: the gram stands in needle at offset.
type probe struct {
	needle int
	offset int
}

// hit is a needle found at an index of the searched bytes.
type hit struct {
	at     int
	needle *needle
}

// slot is the place of a folded gram in the table (multiplicative hashing,
// Knuth, TAOCP 6.4).
func slot(folded uint32) uint32 { return (folded * 0x9E3779B1) >> (32 - tableBits) }

func newFilter(needles []needle) *filter {
	f := &filter{needles: needles, buckets: make([][]probe, 1)}
	for i := range needles {
		n := &needles[i]
		f.longest = max(f.longest, len(n.bytes))
		for k := range stride {
			at := n.window + k
			s := slot(binary.LittleEndian.Uint32(n.bytes[at:]) | fold4)
			if f.table[s] == 0 {
				f.table[s] = uint16(len(f.buckets))
				f.buckets = append(f.buckets, nil)
			}
			b := f.table[s]
			f.buckets[b] = append(f.buckets[b], probe{i, at})
		}
	}
	return f
}

// each calls visit for every needle that starts at or after from and is whole
// in b, in order of the probe that found it. A needle is found once.
func (f *filter) each(b []byte, from int, visit func(hit)) {
	i := from
	table := &f.table
	for ; i+16 <= len(b); i += 4 * stride {
		x := binary.LittleEndian.Uint64(b[i:]) | fold8
		y := binary.LittleEndian.Uint64(b[i+2*stride:]) | fold8
		s0 := table[slot(uint32(x))]
		s1 := table[slot(uint32(x>>(8*stride)))]
		s2 := table[slot(uint32(y))]
		s3 := table[slot(uint32(y>>(8*stride)))]
		if s0|s1|s2|s3 == 0 {
			continue
		}
		f.verify(b, from, i, s0, visit)
		f.verify(b, from, i+stride, s1, visit)
		f.verify(b, from, i+2*stride, s2, visit)
		f.verify(b, from, i+3*stride, s3, visit)
	}
	for ; i+gram <= len(b); i += stride {
		f.verify(b, from, i, table[slot(binary.LittleEndian.Uint32(b[i:])|fold4)], visit)
	}
}

// any reports whether a needle in b holds a byte of b[from:to], or crosses the
// edge at from.
func (f *filter) any(b []byte, from, to int) bool {
	for i := 0; i+gram <= len(b); i += stride {
		for _, p := range f.buckets[f.table[slot(binary.LittleEndian.Uint32(b[i:])|fold4)]] {
			n := &f.needles[p.needle]
			at := i - p.offset
			if at >= 0 && at < max(to, from) && at+len(n.bytes) > from && n.standsAt(b, at) {
				return true
			}
		}
	}
	return false
}

// verify visits the needles of bucket that really stand round the gram at i.
func (f *filter) verify(b []byte, from, i int, bucket uint16, visit func(hit)) {
	for _, p := range f.buckets[bucket] {
		n := &f.needles[p.needle]
		at := i - p.offset
		if at >= from && n.standsAt(b, at) {
			visit(hit{at, n})
		}
	}
}
