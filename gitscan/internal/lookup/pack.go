package lookup

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// pack is one pack and its index, version 2: "\377tOc", the version, a fan-out
// table of 256 counts, the ids, a CRC-32 each, a 32-bit offset each, and the
// 64-bit offsets of those whose highest bit is set.
type pack struct {
	base string // path without its extension
	idx  file
	file file
	fan  [256]uint32 // how many ids start with this byte or a smaller one
	pool *inflaters
}

const (
	fanAt     = 8
	idsAt     = fanAt + 256*4
	idLen     = 20 // of a SHA-1
	crcLen    = 4
	offsetLen = 4
	largeBit  = 1 << 31
	maxChain  = 4095 // git's limit on the depth of a pack (git-pack-objects(1))
	// streamFrom is the size from which a blob is streamed where its storage
	// allows that.
	streamFrom = 8 << 20
)

var errDamaged = errors.New("damaged pack")

func (p *pack) close() {
	p.idx.close()
	p.file.close()
}

// index opens the index.
func (p *pack) index() (*os.File, error) {
	return p.idx.open(p.base+".idx", func(f *os.File) error {
		var head [8]byte
		if _, err := f.ReadAt(head[:], 0); err != nil || string(head[:4]) != "\377tOc" {
			return errors.New("no pack index of version 2")
		}
		if v := binary.BigEndian.Uint32(head[4:]); v != 2 {
			return fmt.Errorf("version %d is not supported", v)
		}
		var fan [256 * 4]byte
		if _, err := f.ReadAt(fan[:], fanAt); err != nil {
			return errDamaged
		}
		for i := range p.fan {
			p.fan[i] = binary.BigEndian.Uint32(fan[i*4:])
			if i > 0 && p.fan[i] < p.fan[i-1] {
				return errDamaged
			}
		}
		return nil
	})
}

// number reads the 32-bit number at offset.
func number(f *os.File, offset int64) (uint32, error) {
	var b [4]byte
	if _, err := f.ReadAt(b[:], offset); err != nil {
		return 0, errDamaged
	}
	return binary.BigEndian.Uint32(b[:]), nil
}

// find returns the offset in the pack of the object called id.
func (p *pack) find(id objects.ID) (offset int64, ok bool, err error) {
	f, err := p.index()
	if err != nil {
		return 0, false, err
	}
	low, high := int64(0), int64(p.fan[id[0]])
	if id[0] > 0 {
		low = int64(p.fan[id[0]-1])
	}
	// Ids are as good as random, so the next three bytes tell about where this
	// one is.
	guess := low + (high-low)*int64(uint32(id[1])<<16|uint32(id[2])<<8|uint32(id[3]))>>24
	for low < high {
		from := min(max(low, guess-windowIDs/2), high)
		ids := make([]byte, min(windowIDs, high-from)*idLen)
		if _, err := f.ReadAt(ids, idsAt+from*idLen); err != nil {
			return 0, false, errDamaged
		}
		n := len(ids) / idLen
		i, found := sort.Find(n, func(i int) int { return bytes.Compare(id[:], ids[i*idLen:(i+1)*idLen]) })
		switch {
		case found:
			offset, err = p.offset(f, from+int64(i))
			return offset, err == nil, err
		case i == 0:
			high = from
		case i == n:
			low = from + int64(n)
		default:
			return 0, false, nil
		}
		guess = low + (high-low)/2
	}
	return 0, false, nil
}

// windowIDs is how many ids are read at a time.
const windowIDs = 128

// offset reads where the i-th object lies.
func (p *pack) offset(f *os.File, i int64) (int64, error) {
	n := int64(p.fan[255])
	offsets := idsAt + n*idLen + n*crcLen
	at, err := number(f, offsets+i*offsetLen)
	if err != nil || at&largeBit == 0 {
		return int64(at), err
	}
	var b [8]byte
	if _, err := f.ReadAt(b[:], offsets+n*offsetLen+int64(at&^largeBit)*8); err != nil {
		return 0, errDamaged
	}
	large := binary.BigEndian.Uint64(b[:])
	if large > 1<<62 {
		return 0, errDamaged
	}
	return int64(large), nil
}

// header is what stands before an object's data in a pack.
type header struct {
	kind plumbing.ObjectType
	size int64
	base int64      // of an offset delta
	ref  objects.ID // of a delta by id
}

// read reads the object at offset, which is to be id.
func (p *pack) read(offset int64, id objects.ID) (o objects.Object, err error) {
	f, err := p.file.open(p.base+".pack", func(*os.File) error { return nil })
	if err != nil {
		return o, fmt.Errorf("pack cannot be opened: %w", err)
	}
	in := p.pool.get()
	defer p.pool.put(in)
	var deltas [][]byte
	budget := int64(maxResident) // for the deltas together
	for {
		in.from(f, offset)
		h, err := readHeader(in.r, offset)
		if err != nil {
			return o, err
		}
		isDelta := h.kind.IsDelta()
		if !isDelta && len(deltas) == 0 && h.kind == plumbing.BlobObject && h.size >= streamFrom {
			return streamed(f, offset, id)
		}
		if h.size > budget {
			return o, fmt.Errorf("%d bytes are too many to rebuild in memory", h.size)
		}
		data, err := in.inflate(h.size)
		if err != nil {
			return o, err
		}
		if !isDelta {
			return rebuild(objects.Object{Type: h.kind, Size: h.size, Data: data}, deltas, id)
		}
		budget -= h.size
		if deltas = append(deltas, data); len(deltas) > maxChain {
			return o, errors.New("damaged pack: a delta chain without an end")
		}
		if offset, err = p.baseOf(h, offset); err != nil {
			return o, err
		}
	}
}

// baseOf returns the offset of the object that a delta at offset builds upon.
func (p *pack) baseOf(h header, offset int64) (int64, error) {
	if h.kind == plumbing.OFSDeltaObject {
		return offset - h.base, nil
	}
	at, ok, err := p.find(h.ref)
	if err == nil && !ok {
		err = errors.New("damaged pack: a delta's base is missing")
	}
	return at, err
}

// readHeader reads an object's type and size, seven bits a byte from the
// lowest on, the first byte's three type bits aside, and a delta's base.
func readHeader(r *bufio.Reader, offset int64) (header, error) {
	var h header
	c, err := r.ReadByte()
	if err != nil {
		return h, errDamaged
	}
	h.kind, h.size = plumbing.ObjectType(c>>4&7), int64(c&15)
	for shift := 4; c&0x80 != 0; shift += 7 {
		if c, err = r.ReadByte(); err != nil || shift > 55 {
			return h, errDamaged
		}
		h.size |= int64(c&0x7f) << shift
	}
	switch h.kind {
	case plumbing.CommitObject, plumbing.TreeObject, plumbing.BlobObject, plumbing.TagObject:
	case plumbing.OFSDeltaObject:
		h.base = -1
		for more := true; more; more = c&0x80 != 0 {
			if c, err = r.ReadByte(); err != nil || h.base > 1<<50 {
				return h, errDamaged
			}
			h.base = (h.base+1)<<7 | int64(c&0x7f)
		}
		if h.base <= 0 || h.base >= offset {
			return h, errDamaged
		}
	case plumbing.REFDeltaObject:
		if _, err := io.ReadFull(r, h.ref[:]); err != nil {
			return h, errDamaged
		}
	default:
		return h, errDamaged
	}
	return h, nil
}

// rebuild applies deltas, the last first, and checks that the result is id.
func rebuild(o objects.Object, deltas [][]byte, id objects.ID) (objects.Object, error) {
	for i := len(deltas) - 1; i >= 0; i-- {
		data, err := patch(o.Data, deltas[i])
		if err != nil {
			return objects.Object{}, err
		}
		o.Data, o.Size = data, int64(len(data))
	}
	sum := newSum(o.Type, o.Size)
	_, _ = sum.Write(o.Data) // a hash does not fail
	if !bytes.Equal(sum.Sum(nil), id[:]) {
		return objects.Object{}, errors.New("damaged pack: an object is not what its id says")
	}
	return o, nil
}

// patch applies one delta.
func patch(base, delta []byte) (data []byte, err error) {
	defer func() { // go-git's decoder indexes into what it reads
		if recover() != nil {
			data, err = nil, errDamaged
		}
	}()
	_, n := binary.Uvarint(delta)
	if n <= 0 {
		return nil, errDamaged
	}
	size, m := binary.Uvarint(delta[n:])
	if m <= 0 || size > maxResident {
		return nil, errDamaged
	}
	if data, err = packfile.PatchDelta(base, delta); err != nil {
		return nil, errDamaged
	}
	return data, nil
}
