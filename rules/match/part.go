package match

// What follows lets a caller that builds one text out of pieces of another,
// as git's deltas do, search only what is new in it. If a text has no needle,
// a text made of its pieces can have one only across the edge of a piece.

// pairs tells which two bytes are neighbours in a needle, in either case.
type pairs [1 << 16 / 64]uint64

func newPairs(needles []needle) *pairs {
	var p pairs
	for i := range needles {
		b := needles[i].bytes
		for k := range len(b) - 1 {
			for _, x := range cases(b[k], needles[i].fold) {
				for _, y := range cases(b[k+1], needles[i].fold) {
					n := int(x)<<8 | int(y)
					p[n>>6] |= 1 << (n & 63)
				}
			}
		}
	}
	return &p
}

// cases lists the bytes that a needle's byte c stands for.
func cases(c byte, fold bool) []byte {
	if fold && 'a' <= c && c <= 'z' {
		return []byte{c, c - 0x20}
	}
	return []byte{c}
}

// Seam reports whether a and b, the last byte of one piece and the first of the
// next, can be neighbours in a needle: if not, no needle crosses that edge.
func (m *Matcher) Seam(a, b byte) bool {
	n := int(a)<<8 | int(b)
	return m.pairs[n>>6]&(1<<(n&63)) != 0
}

// Touches reports whether any needle stands in b that holds a byte of
// b[from:to] or crosses the edge at from (where from equals to: that edge). It
// looks at no bytes but those and their neighbours. Where it reports false for
// every part of b that is new or an edge, and the rest was copied from texts
// without a needle, [Matcher.Bytes] finds nothing in b.
func (m *Matcher) Touches(b []byte, from, to int) bool {
	low := max(0, from-m.filter.longest+1)
	high := min(len(b), to+m.filter.longest-1)
	return m.filter.any(b[low:high], from-low, to-low)
}
