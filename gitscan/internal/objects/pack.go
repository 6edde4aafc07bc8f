package objects

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// maxChain bounds a delta chain: git's own limit on pack depth
// (git-pack-objects(1), --depth).
const maxChain = 4095

// pack is one open pack.
type pack struct {
	*packFile
	file *os.File
	scan *packfile.Scanner
}

// delta is one link of a delta chain.
type delta struct {
	at   place
	data []byte
}

// readPacked rebuilds the object at p.
//
// go-git's Packfile would do it by recursion, which a pack whose delta is its
// own base turns into a stack overflow, that nothing can recover from; so the
// chain is walked here, and go-git's Scanner and PatchDelta do the decoding.
func (r *Reader) readPacked(p place, stream int64) (Object, error) {
	var chain []delta
	budget := int64(maxResident) // for the deltas together
	for {
		if o, ok := r.cache.get(p); ok {
			return r.apply(o, chain)
		}
		if p.pack < 0 {
			return Object{}, errors.New("delta base is missing from its pack")
		}
		pk, err := r.pack(p.pack)
		if err != nil {
			return Object{}, err
		}
		h, err := pk.scan.SeekObjectHeader(p.offset)
		if err != nil {
			return Object{}, fmt.Errorf("damaged: %w", err)
		}
		isDelta := h.Type.IsDelta()
		if !isDelta && (h.Type < plumbing.CommitObject || h.Type > plumbing.TagObject) {
			return Object{}, errors.New("damaged: unknown object type")
		}
		if h.Type == plumbing.BlobObject && h.Length > stream && len(chain) == 0 {
			return streamed(pk, h)
		}
		data, err := inflate(pk, h, p, budget)
		if err != nil {
			return Object{}, err
		}
		if !isDelta {
			o := Object{Type: h.Type, Size: h.Length, Data: data}
			r.cache.put(p, o)
			return r.apply(o, chain)
		}
		if len(chain) >= maxChain {
			return Object{}, errors.New("damaged: delta chain without an end")
		}
		budget -= int64(len(data))
		chain = append(chain, delta{p, data})
		if p, err = r.base(p, h); err != nil {
			return Object{}, err
		}
	}
}

// apply builds the object at the head of chain upon base.
func (r *Reader) apply(base Object, chain []delta) (Object, error) {
	for i := len(chain) - 1; i >= 0; i-- {
		d := chain[i]
		size, err := deltaTarget(d.data)
		if err != nil {
			return Object{}, err
		}
		if size > maxResident {
			return Object{}, errTooLarge(int64(min(size, 1<<62)))
		}
		data, err := packfile.PatchDelta(base.Data, d.data)
		if err != nil {
			return Object{}, fmt.Errorf("damaged: %w", err)
		}
		base = Object{Type: base.Type, Size: int64(len(data)), Data: data}
		r.cache.put(d.at, base)
		chain[i].data = nil
	}
	return base, nil
}

// base returns the place of the object that the delta h at p builds upon.
func (r *Reader) base(p place, h *packfile.ObjectHeader) (place, error) {
	if h.Type == plumbing.OFSDeltaObject {
		return place{pack: p.pack, offset: h.OffsetReference}, nil
	}
	n, ok := r.store.Find(h.Reference)
	if !ok {
		return place{}, errors.New("delta base is missing")
	}
	if at := r.store.at[n]; at.pack == p.pack {
		return at, nil
	}
	for _, at := range r.store.more[n] {
		if at.pack == p.pack {
			return at, nil
		}
	}
	return place{}, errors.New("delta base is missing from its pack")
}

// inflate reads the content or delta that stands at p, header h just read.
func inflate(pk *pack, h *packfile.ObjectHeader, p place, limit int64) ([]byte, error) {
	if h.Length > limit || h.Length < 0 {
		return nil, errTooLarge(h.Length)
	}
	sum, ok := pk.sum(p.offset)
	if !ok {
		return nil, errors.New("damaged: delta base is no object of the index")
	}
	// The declared length is not to be trusted with an allocation.
	buf := bytes.NewBuffer(make([]byte, 0, min(h.Length, 1<<20)+bytes.MinRead))
	n, crc, err := pk.scan.NextObject(buf)
	switch {
	case err != nil:
		return nil, fmt.Errorf("damaged: %w", err)
	case n != h.Length:
		return nil, errors.New("damaged: shorter than its header says")
	case crc != sum:
		return nil, errors.New("damaged: checksum differs from the pack index")
	}
	return buf.Bytes(), nil
}

// streamed is the object whose header h was just read, as a stream.
func streamed(pk *pack, h *packfile.ObjectHeader) (Object, error) {
	z, err := pk.scan.ReadObject()
	if err != nil {
		return Object{}, fmt.Errorf("damaged: %w", err)
	}
	return Object{Type: h.Type, Size: h.Length, Stream: &content{r: z, want: h.Length, close: z.Close}}, nil
}

// deltaTarget reads the size of what a delta builds: the second of the two
// variable-length integers it starts with (gitformat-pack(5)).
func deltaTarget(d []byte) (uint64, error) {
	_, n := binary.Uvarint(d)
	if n <= 0 {
		return 0, errors.New("damaged: delta without sizes")
	}
	size, m := binary.Uvarint(d[n:])
	if m <= 0 {
		return 0, errors.New("damaged: delta without sizes")
	}
	return size, nil
}

// pack returns the open pack n.
func (r *Reader) pack(n int32) (*pack, error) {
	if p, ok := r.open[n]; ok {
		return p, nil
	}
	if len(r.open) >= maxOpen {
		r.Close()
	}
	f, err := os.Open(r.store.packs[n].path)
	if err != nil {
		return nil, errors.New("pack cannot be opened: " + plain(err))
	}
	p := &pack{packFile: &r.store.packs[n], file: f, scan: packfile.NewScanner(&window{src: f})}
	r.open[n] = p
	return p, nil
}

// windowSize is how much of a pack is read at a time: objects that are read
// in order of offset share it.
const windowSize = 64 << 10

// window is an [io.ReadSeeker] over a file that keeps what it read last, so
// that the Scanner's seeks from one object to the next cost nothing.
type window struct {
	src   io.ReaderAt
	pos   int64
	start int64
	buf   []byte
	store [windowSize]byte
}

// Seek implements [io.Seeker] for the whences that the Scanner uses.
func (w *window) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += w.pos
	case io.SeekEnd:
		return 0, errors.New("seek from the end of a pack")
	}
	if offset < 0 {
		return 0, errors.New("seek before the start of a pack")
	}
	w.pos = offset
	return offset, nil
}

// Read implements [io.Reader].
func (w *window) Read(p []byte) (int, error) {
	if w.pos < w.start || w.pos >= w.start+int64(len(w.buf)) {
		n, err := w.src.ReadAt(w.store[:], w.pos)
		if n == 0 {
			return 0, err
		}
		w.start, w.buf = w.pos, w.store[:n]
	}
	n := copy(p, w.buf[w.pos-w.start:])
	w.pos += int64(n)
	return n, nil
}
