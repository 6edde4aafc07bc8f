package attribution

import "math/bits"

// set is a set of spots. Sets are shared between commits: they are never
// changed once they are in use.
type set []uint64

// has reports whether s holds n.
func (s set) has(n uint32) bool {
	return int(n>>6) < len(s) && s[n>>6]&(1<<(n&63)) != 0
}

// covers reports whether s holds all of t.
func (s set) covers(t set) bool {
	for i, word := range t {
		if word == 0 {
			continue
		}
		if i >= len(s) || word&^s[i] != 0 {
			return false
		}
	}
	return true
}

// union returns a set that holds s and t, one of them where it holds the other.
func union(s, t set) set {
	if s.covers(t) {
		return s
	}
	if t.covers(s) {
		return t
	}
	u := make(set, max(len(s), len(t)))
	copy(u, s)
	for i, word := range t {
		u[i] |= word
	}
	return u
}

// with returns a set of size n that holds s and members.
func with(s set, members []uint32, n int) set {
	missing := false
	for _, m := range members {
		missing = missing || !s.has(m)
	}
	if !missing {
		return s
	}
	u := make(set, (n+63)/64)
	copy(u, s)
	for _, m := range members {
		u[m>>6] |= 1 << (m & 63)
	}
	return u
}

// each calls yield with every member, in order.
func (s set) each(yield func(n uint32)) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			yield(uint32(i<<6 + bits.TrailingZeros64(word)))
		}
	}
}
