package inflate

import "math/bits"

// Sizes of the tables. A code of up to the first many bits is looked up
// at once; longer ones lead to a second table behind the first. The lengths
// are the most entries that 288 or 32 symbols of up to 15 bits can need, which
// zlib's "enough" program computes (2342 and 402), rounded up.
const (
	lengthBits = 11
	offsetBits = 8
	headBits   = 7 // the codes of code lengths, which are never longer

	tableLen   = 2400
	maxCodeLen = 15

	numLengths = 288
	numOffsets = 32
	numHeads   = 19
	endOfBlock = 256
)

// entry tells what a code stands for and how many bits that takes.
//
//	literal:  bit 31, the byte in bits 16-23, bits to take in 0-7
//	length or offset:  base in bits 16-30, bits of the code in 8-11, of code and extra in 0-7
//	second table:  bits 15 and 14, its index in 16-30, its bits in 8-11, bits of the code so far in 0-7
//	end of block:  bits 15 and 13, bits to take in 0-7
//	no code:  bit 15
type entry = uint32

const (
	isLiteral = 1 << 31
	isSpecial = 1 << 15
	isTable   = 1 << 14
	isEnd     = 1 << 13
	noCode    = isSpecial
)

// codes is the decoding table of one Huffman code.
type codes struct {
	bits  uint // of the first table, at most its limit
	table [tableLen]entry
}

// result is the entry of a symbol, all but its code's length.
type result = uint32

// lengthResult returns what the symbols of lengths and literals stand for
// (RFC 1951 §3.2.5).
func lengthResult(symbol int) result {
	switch {
	case symbol < endOfBlock:
		return isLiteral | result(symbol)<<16
	case symbol == endOfBlock:
		return isSpecial | isEnd
	case symbol < 265:
		return result(symbol-254) << 16
	case symbol < 285:
		extra := uint(symbol-261) / 4
		return result(3+(4+(symbol-261)%4)<<extra)<<16 | result(extra)
	case symbol == 285:
		return 258 << 16
	}
	return noCode
}

// offsetResult returns what the symbols of offsets stand for.
func offsetResult(symbol int) result {
	switch {
	case symbol < 2:
		return result(symbol+1) << 16
	case symbol < 30:
		extra := uint(symbol-2) / 2
		return result(1+(2+symbol%2)<<extra)<<16 | result(extra)
	}
	return noCode
}

// headResult is the symbol itself.
func headResult(symbol int) result { return result(symbol) << 16 }

// complete adds the length of a code to the entry of its symbol.
func complete(r result, length int) entry {
	if r&(isLiteral|isSpecial) != 0 {
		return r + entry(length)
	}
	return r + entry(length) + entry(length)<<8
}

// build makes the table for codes of the given lengths (RFC 1951 §3.2.2). It
// takes what compress/flate and zlib take: a complete code, a single code of
// one bit, or none at all.
func (c *codes) build(lengths []uint8, limit uint, results []result) bool {
	var count, next [maxCodeLen + 2]int
	for _, n := range lengths {
		count[n]++
	}
	longest := 0
	space := 1 // codes of the length looked at that are still free
	for n := 1; n <= maxCodeLen; n++ {
		next[n+1] = next[n] + count[n]
		space = space<<1 - count[n]
		if space < 0 {
			return false
		}
		if count[n] > 0 {
			longest = n
		}
	}
	c.bits = min(limit, uint(max(longest, 1)))
	if space > 0 {
		return c.buildIncomplete(lengths, longest, results)
	}
	var sorted [numLengths]uint16
	for symbol, n := range lengths {
		if n > 0 {
			sorted[next[n]] = uint16(symbol)
			next[n]++
		}
	}
	c.fill(sorted[:next[maxCodeLen]], &count, results)
	return true
}

// buildIncomplete makes the table of a single code of one bit, or none.
func (c *codes) buildIncomplete(lengths []uint8, longest int, results []result) bool {
	if longest > 1 {
		return false
	}
	c.table[0], c.table[1] = noCode, noCode
	for symbol, n := range lengths {
		if n == 1 {
			c.table[0] = complete(results[symbol], 1)
		}
	}
	return true
}

// fill makes the table of a complete code from its symbols in order of code.
// Codes count up from zero; in the table their bits stand in reverse, so that
// the next one is found by carrying from the top. As the codes grow longer the
// table is doubled by copying.
func (c *codes) fill(sorted []uint16, count *[maxCodeLen + 2]int, results []result) {
	code, size, length := 0, 1, 0
	left := 0 // codes of this length to come
	second := second{prefix: -1}
	for _, symbol := range sorted {
		for left == 0 {
			length++
			left = count[length]
			if length <= int(c.bits) {
				copy(c.table[size:2*size], c.table[:size])
				size *= 2
			}
		}
		if length <= int(c.bits) {
			c.table[code] = complete(results[symbol], length)
		} else {
			c.fillSecond(&second, code, length, left, count, results[symbol])
		}
		left--
		code = increment(code, length)
	}
	// The last codes may be shorter than the first table's.
	for ; size < 1<<c.bits; size *= 2 {
		copy(c.table[size:2*size], c.table[:size])
	}
}

// increment adds one to code, whose length bits stand in reverse.
func increment(code, length int) int {
	free := code ^ (1<<length - 1)
	if free == 0 {
		return 0
	}
	top := 1 << (bits.Len(uint(free)) - 1)
	return code&(top-1) | top
}

// second is the second table being filled.
type second struct{ prefix, start, end int }

// fillSecond enters a code that is longer than the first table's.
func (c *codes) fillSecond(s *second, code, length, left int, count *[maxCodeLen + 2]int, r result) {
	first := int(c.bits)
	if prefix := code & (1<<first - 1); prefix != s.prefix {
		size := length - first
		for used := left; used < 1<<size; {
			size++
			used = used<<1 + count[first+size]
		}
		s.prefix, s.start = prefix, max(s.end, 1<<first)
		s.end = s.start + 1<<size
		c.table[prefix] = isSpecial | isTable | entry(s.start)<<16 | entry(size)<<8 | entry(first)
	}
	e := complete(r, length-first)
	for i := s.start + code>>first; i < s.end; i += 1 << (length - first) {
		c.table[i] = e
	}
}
