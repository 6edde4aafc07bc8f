// Package objects reads every object of a git repository: packed or loose,
// reachable or not, borrowed through alternates or its own.
//
// The decoding is go-git's (idxfile, packfile, objfile); which files there are
// is found out here, because go-git's own enumeration stops at the first
// broken pack and resolves relative alternates wrongly. Formats:
// gitformat-pack(5), gitrepository-layout(5).
package objects

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// ID names an object: its SHA-1.
type ID = plumbing.Hash

// None is no object's number.
const None = ^uint32(0)

// Problem is a part of the object store that cannot be read.
type Problem struct {
	What   string // path or object id
	Reason string
}

// place is where one copy of an object lies.
type place struct {
	pack   int32 // index in Store.packs, or -1 minus an index in Store.dirs: loose
	offset int64 // in the pack
}

// packFile is one pack.
type packFile struct {
	path string
	sums []PackEntry // sorted by offset
}

// PackEntry is one object of a pack.
type PackEntry struct {
	Offset int64  // of its first byte in the pack
	Sum    uint32 // CRC-32 that the index has of its bytes
	Number uint32 // of the object; None where another copy of it is read
}

// sum returns the CRC-32 of what starts at offset; false where nothing does.
func (p *packFile) sum(offset int64) (uint32, bool) {
	i, ok := slices.BinarySearchFunc(p.sums, offset, func(s PackEntry, offset int64) int { return cmp.Compare(s.Offset, offset) })
	if !ok {
		return 0, false
	}
	return p.sums[i].Sum, true
}

// Store knows where every object lies. Objects are numbered from 0 in the
// order of their ids, so equal repositories give equal numbers. A Store is
// immutable: any number of Readers may share it.
type Store struct {
	dirs     []string
	packs    []packFile
	ids      []ID    // sorted
	at       []place // the copy of ids[i] to read
	more     map[uint32][]place
	first    []uint32 // first[b]: number of the first id whose first two bytes are >= b
	problems []Problem
	promisor bool
}

// entry is one copy of an object.
type entry struct {
	id ID
	place
}

// Open finds every object below dir, a repository's "objects" directory, and
// its alternates. What cannot be read is in [Store.Problems]; the rest is
// there all the same.
func Open(dir string) *Store {
	s := &Store{more: map[uint32][]place{}}
	s.dirs, s.problems = directories(dir)
	var entries []entry
	for i, d := range s.dirs {
		entries = s.listPacks(d, entries)
		entries = s.listLoose(i, d, entries)
	}
	slices.SortFunc(entries, func(a, b entry) int {
		// Packed before loose, then by pack and offset.
		return cmp.Or(bytes.Compare(a.id[:], b.id[:]), cmp.Compare(b.pack>>31, a.pack>>31),
			cmp.Compare(a.pack, b.pack), cmp.Compare(a.offset, b.offset))
	})
	s.ids = make([]ID, 0, len(entries))
	s.at = make([]place, 0, len(entries))
	numbers := s.unnumbered()
	for _, e := range entries {
		number := None
		if last := len(s.ids) - 1; last >= 0 && s.ids[last] == e.id {
			s.more[uint32(last)] = append(s.more[uint32(last)], e.place)
		} else {
			number = uint32(len(s.ids))
			s.ids = append(s.ids, e.id)
			s.at = append(s.at, e.place)
		}
		if e.pack >= 0 {
			numbers[e.pack] = append(numbers[e.pack], number)
		}
	}
	for i, p := range s.packs {
		for k := range p.sums {
			p.sums[k].Number = numbers[i][p.sums[k].Number]
		}
	}
	s.fan()
	return s
}

// unnumbered returns for each pack an empty list for the numbers of its
// objects, in order of id.
func (s *Store) unnumbered() [][]uint32 {
	lists := make([][]uint32, len(s.packs))
	for i, p := range s.packs {
		lists[i] = make([]uint32, 0, len(p.sums))
	}
	return lists
}

// Packs returns how many packs there are.
func (s *Store) Packs() int { return len(s.packs) }

// Pack returns the path of pack i and its entries in order of offset, to be
// read only.
func (s *Store) Pack(i int) (path string, entries []PackEntry) {
	return s.packs[i].path, s.packs[i].sums
}

// InPack returns where in pack i the object called id lies.
func (s *Store) InPack(id ID, i int) (offset int64, ok bool) {
	n, ok := s.Find(id)
	if !ok {
		return 0, false
	}
	for _, p := range append([]place{s.at[n]}, s.more[n]...) {
		if int(p.pack) == i {
			return p.offset, true
		}
	}
	return 0, false
}

// fan fills first.
func (s *Store) fan() {
	s.first = make([]uint32, 1<<16+1)
	n := 0
	for b := range s.first {
		for n < len(s.ids) && int(s.ids[n][0])<<8|int(s.ids[n][1]) < b {
			n++
		}
		s.first[b] = uint32(n)
	}
}

// Len is how many objects there are.
func (s *Store) Len() int { return len(s.ids) }

// ID returns the id of object n.
func (s *Store) ID(n uint32) ID { return s.ids[n] }

// Problems lists what could not be read when the store was opened.
func (s *Store) Problems() []Problem { return s.problems }

// Promisor reports whether a pack came from a partial clone, whose missing
// objects a remote has promised (gitpartial-clone: *.promisor).
func (s *Store) Promisor() bool { return s.promisor }

// Find returns the number of the object called id, and false where the store
// does not hold it.
func (s *Store) Find(id ID) (uint32, bool) {
	b := int(id[0])<<8 | int(id[1])
	lo, hi := s.first[b], s.first[b+1]
	want := binary.BigEndian.Uint64(id[2:])
	for lo < hi {
		mid := (lo + hi) / 2
		have := &s.ids[mid]
		switch part := binary.BigEndian.Uint64(have[2:]); {
		case part < want:
			lo = mid + 1
		case part > want:
			hi = mid
		case *have == id:
			return mid, true
		case bytes.Compare(have[:], id[:]) < 0:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0, false
}

// Abbreviated returns the numbers of the objects whose id starts with the
// hexadecimal digits prefix, which must be at least two bytes' worth.
func (s *Store) Abbreviated(prefix string) []uint32 {
	var found []uint32
	for n := range s.ids {
		if s.ids[n].String()[:len(prefix)] == prefix {
			found = append(found, uint32(n))
		}
	}
	return found
}

// Sort puts objects in the order in which they are cheapest to read: pack by
// pack in order of offset, so that delta bases are still at hand.
func (s *Store) Sort(objects []uint32) {
	slices.SortFunc(objects, func(a, b uint32) int {
		x, y := &s.at[a], &s.at[b]
		return cmp.Or(cmp.Compare(x.pack, y.pack), cmp.Compare(x.offset, y.offset), cmp.Compare(a, b))
	})
}

// Container names the file that object n is read from, relative to the first
// object directory's parent where it lies below it.
func (s *Store) Container(n uint32) string {
	p := s.at[n]
	if p.pack >= 0 {
		return s.short(s.packs[p.pack].path)
	}
	return s.short(loosePath(s.dirs[-1-p.pack], s.ids[n]))
}

// IsLoose reports whether object n is read from a file of its own.
func (s *Store) IsLoose(n uint32) bool { return s.at[n].pack < 0 }

// short cuts the repository's own directory off path.
func (s *Store) short(path string) string {
	if len(s.dirs) > 0 {
		if rel, err := filepath.Rel(filepath.Dir(s.dirs[0]), path); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(path)
}

// problem records that path cannot be used.
func (s *Store) problem(path, format string, args ...any) {
	s.problems = append(s.problems, Problem{What: s.short(path), Reason: fmt.Sprintf(format, args...)})
}
