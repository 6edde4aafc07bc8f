package match

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

// Sizes of the window through which a stream is searched, in bytes: what is
// searched at a time, and what is kept before and after it so that a key at
// the edge, and the text round it, are seen whole.
const (
	chunk     = 1 << 20
	lookBack  = 2*contextBefore + 2*wrapSpan + reach/2
	lookAhead = reach + contextAfter
)

// windows are buffers for streams, to be used again.
type windows struct{ pool sync.Pool }

func (w *windows) get() *[]byte {
	if b, ok := w.pool.Get().(*[]byte); ok {
		return b
	}
	b := make([]byte, lookBack+chunk+lookAhead)
	return &b
}

// Reader is [Matcher.Bytes] over a stream, in bounded memory: the same matches,
// except that the text shown round one ends where the window does. It returns
// how many bytes it read. A read error other than io.EOF ends the scan and is
// returned after the matches found so far were yielded.
func (m *Matcher) Reader(r io.Reader, yield func(Match)) (n int64, mentions bool, err error) {
	space := m.windows.get()
	defer m.windows.pool.Put(space)
	p := pass{m: m, yield: yield, line: 1}
	window := *space
	have, from := 0, 0 // bytes in the window, first index not searched yet
	for end := false; !end; {
		var got int
		got, err = io.ReadFull(r, window[have:])
		have += got
		n += int64(got)
		end = err != nil
		p.b = window[:have]
		if p.base == 0 && from == 0 {
			p.readMark()
		}
		to := have
		if !end {
			to = have - lookAhead
		}
		p.search(from, to)
		p.slide(max(0, to-lookBack))
		from = to - (have - len(p.b))
		have = copy(window, p.b)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	} else {
		err = fmt.Errorf("search stream: %w", err)
	}
	return n, p.mentions, err
}

// slide drops the first n bytes of the window.
func (p *pass) slide(n int) {
	p.count(n)
	p.b = p.b[n:]
	p.base += int64(n)
	p.counted -= n
}
