package pack

import (
	"math/bits"

	"github.com/msgine/msginelint/gitscan/internal/inflate"
)

// buffers hands out buffers within a budget, and keeps those that came back
// to hand them out again.
type buffers struct {
	left int64 // of the budget, for buffers that are out and spare ones
	free [32][][]byte
	idle int64 // bytes in free
}

// maxIdle is how many bytes of spare buffers are kept.
const maxIdle = 24 << 20

// smallest is the size class of the smallest buffers, as a power of two.
const smallest = 10

// class returns the size class of n bytes and how many bytes its buffers have.
// Classes are powers of two.
func class(n int64) (c int, size int64) {
	c = max(bits.Len64(uint64(n-1)), smallest)
	return c, 1 << c
}

// get returns a buffer of n bytes, with the decoder's slack behind them; nil
// where the budget does not allow for it.
func (b *buffers) get(n int64) []byte {
	if n < 0 || n > budget {
		return nil
	}
	c, size := class(n + inflate.Slack)
	if list := b.free[c]; len(list) > 0 {
		buf := list[len(list)-1]
		b.free[c] = list[:len(list)-1]
		b.idle -= size
		return buf[:n]
	}
	if size > b.left {
		b.drop()
	}
	if size > b.left {
		return nil
	}
	b.left -= size
	return make([]byte, n, size)
}

// put takes a buffer back.
func (b *buffers) put(buf []byte) {
	c, size := class(int64(cap(buf)))
	if b.idle+size > maxIdle {
		b.left += size
		return
	}
	b.idle += size
	b.free[c] = append(b.free[c], buf)
}

// drop gives up the spare buffers.
func (b *buffers) drop() {
	for c, list := range b.free {
		b.left += int64(len(list)) << c
		clear(list)
		b.free[c] = list[:0]
	}
	b.idle = 0
}
