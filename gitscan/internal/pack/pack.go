// Package pack goes through all objects of a git pack in the order that costs
// least: family by family, from each object that is stored whole down to the
// deltas that build upon it, so that every stream is decompressed once and
// every object is there when its children are built.
//
// What it cannot take, because it is damaged, too large or not in this pack,
// it leaves to another reader and says so: see [Pack.Left]. The format is in
// gitformat-pack(5).
package pack

import (
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"sync/atomic"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// trailer is the length of the checksum that ends a pack.
const trailer = 20

// none is no entry's index.
const none = ^uint32(0)

// Pack is an open pack.
type Pack struct {
	data    []byte // the file
	entries []objects.PackEntry
	types   []plumbing.ObjectType // as stored
	base    []uint32              // entry that each delta builds upon, or none
	kids    []uint32              // entries by base, in order of offset
	first   []uint32              // kids[first[i]:first[i+1]] build upon entry i
	done    []bool                // entries that were visited

	round   atomic.Uint32   // counts forgets, from 1
	mapped  []atomic.Uint32 // by page: the last round in which it was read
	touched atomic.Int64    // bytes read in this round, about
}

// Open opens the pack at path, whose entries are in order of offset. base
// looks up the id that a delta may name its base by: where it lies in this
// pack. Close it after use.
func Open(path string, entries []objects.PackEntry, base func(id objects.ID) (offset int64, ok bool)) (*Pack, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open pack: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open pack: %w", err)
	}
	size := int(info.Size())
	if int64(size) != info.Size() || size < trailer || uint64(len(entries)) >= uint64(none) {
		return nil, errors.New("open pack: size out of range")
	}
	data, err := mapFile(f, size)
	if err != nil {
		return nil, fmt.Errorf("map pack: %w", err)
	}
	p := &Pack{data: data, entries: entries, mapped: make([]atomic.Uint32, size/page+1)}
	p.round.Store(1)
	if !withoutFault(func() { p.plant(base) }) {
		p.Close()
		return nil, errors.New("read pack: input/output error")
	}
	return p, nil
}

// Close unmaps the pack.
func (p *Pack) Close() {
	unmap(p.data)
	p.data = nil
}

// plant reads all headers and finds out which entry builds upon which.
func (p *Pack) plant(base func(id objects.ID) (int64, bool)) {
	n := len(p.entries)
	p.types, p.base, p.done = make([]plumbing.ObjectType, n), make([]uint32, n), make([]bool, n)
	p.first = make([]uint32, n+1)
	for i := range p.entries {
		p.base[i] = none
		p.touch(i)
		h, ok := p.header(i)
		if !ok {
			continue // its type stays invalid: it is no root and no child
		}
		if h.typ.IsDelta() {
			offset := p.entries[i].Offset - h.back
			if h.typ == plumbing.REFDeltaObject {
				if offset, ok = base(h.base); !ok {
					continue
				}
			}
			at, found := p.find(offset)
			if !found {
				continue
			}
			p.base[i] = uint32(at)
			p.first[at+1]++
		}
		p.types[i] = h.typ
	}
	for i := range n {
		p.first[i+1] += p.first[i]
	}
	p.kids = make([]uint32, p.first[n])
	next := slices.Clone(p.first[:n])
	for i, b := range p.base {
		if b != none {
			p.kids[next[b]] = uint32(i)
			next[b]++
		}
	}
}

// find returns the entry at offset.
func (p *Pack) find(offset int64) (i int, ok bool) {
	return slices.BinarySearchFunc(p.entries, offset, func(e objects.PackEntry, offset int64) int { return cmp.Compare(e.Offset, offset) })
}

// bytes returns what the pack holds from entry i to the next one.
func (p *Pack) bytes(i int) []byte {
	start, end := p.entries[i].Offset, int64(len(p.data)-trailer)
	if i+1 < len(p.entries) {
		end = min(end, p.entries[i+1].Offset)
	}
	if start < 0 || start >= end {
		return nil
	}
	return p.data[start:end]
}

// header is what stands before an entry's stream.
type header struct {
	typ  plumbing.ObjectType
	size int64      // of what the stream holds
	back int64      // how far the base lies before this entry
	base objects.ID // of the base
	len  int        // of the header
}

// header reads the header of entry i.
func (p *Pack) header(i int) (h header, ok bool) {
	b := p.bytes(i)
	if len(b) == 0 {
		return h, false
	}
	h.typ = plumbing.ObjectType(b[0] >> 4 & 7)
	size, n := uint64(b[0]&15), 1
	for shift := 4; b[n-1]&0x80 != 0; shift, n = shift+7, n+1 {
		if n >= len(b) || shift > 55 {
			return h, false
		}
		size |= uint64(b[n]&0x7f) << shift
	}
	switch h.typ {
	case plumbing.CommitObject, plumbing.TreeObject, plumbing.BlobObject, plumbing.TagObject:
	case plumbing.OFSDeltaObject:
		for more := true; more; n++ {
			if n >= len(b) || h.back >= 1<<55 {
				return h, false
			}
			more = b[n]&0x80 != 0
			h.back = h.back<<7 | int64(b[n]&0x7f)
			if more {
				h.back++
			}
		}
	case plumbing.REFDeltaObject:
		if len(b) < n+len(h.base) {
			return h, false
		}
		n += copy(h.base[:], b[n:])
	default:
		return h, false
	}
	h.size, h.len = int64(size), n
	return h, h.size >= 0
}

// intact reports whether entry i is what the index says it is.
func (p *Pack) intact(i int) bool {
	return crc32.ChecksumIEEE(p.bytes(i)) == p.entries[i].Sum
}

const (
	// page is about what one access to a mapped file that is in the page
	// cache maps: Linux maps sixteen pages of 4 KiB around it.
	page = 64 << 10
	// maxTouched is how much of a pack is kept mapped, by this count: where the
	// page cache has larger pages, about four times as much.
	maxTouched = 16 << 20
)

// touch notes that entry i is about to be read, and lets go of what was read
// before when that is too much.
func (p *Pack) touch(i int) {
	round := p.round.Load()
	first := p.entries[i].Offset / page
	last := first + int64(len(p.bytes(i)))/page
	for c := max(first, 0); c <= min(last, int64(len(p.mapped)-1)); c++ {
		if p.mapped[c].Swap(round) == round {
			continue
		}
		if p.touched.Add(page) > maxTouched {
			p.touched.Store(0)
			p.round.Add(1)
			forget(p.data)
		}
	}
}

// Left lists the numbers of the objects that were not visited.
func (p *Pack) Left() (numbers []uint32) {
	for i, done := range p.done {
		if n := p.entries[i].Number; !done && n != objects.None {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
