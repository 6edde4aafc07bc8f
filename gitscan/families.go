package gitscan

import (
	"bytes"
	"slices"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/gitscan/internal/pack"
)

// base is what is known of an object that others are built upon.
type base struct {
	needle  bool    // something that may be a part of a key is in it: nothing copied from it is known to be clean
	reparse bool    // a tree that is malformed or names what is not here: so may what is built upon it
	starts  []int32 // where a tree's entries start, and its end
}

// families searches the objects that the source reads by families, if all are
// wanted, and returns those still to be read.
func (s *scan) families(wanted []uint32, searchers []*searcher, progress func(n int)) (left []uint32, err error) {
	if len(wanted) != s.src.Len() {
		return wanted, nil
	}
	var mu sync.Mutex
	visitors := make([]func(*pack.Node), len(searchers))
	pending := make([]int, len(searchers))
	report := func(n int) {
		mu.Lock()
		defer mu.Unlock()
		progress(n)
	}
	for i, w := range searchers {
		visitors[i] = func(n *pack.Node) {
			w.node(n)
			if pending[i]++; pending[i] == 1024 {
				report(pending[i])
				pending[i] = 0
			}
		}
	}
	left = s.src.Families(s.ctx, visitors)
	for _, n := range pending {
		if n > 0 {
			progress(n)
		}
	}
	return left, s.ctx.Err()
}

// node searches one object of a family, but only what its base does not have.
func (w *searcher) node(n *pack.Node) {
	for len(w.bases) <= n.Slot {
		w.bases = append(w.bases, base{})
	}
	b := &w.bases[n.Slot]
	b.starts = b.starts[:0]
	b.needle = w.suspect(n)
	if n.Number == objects.None {
		b.reparse = true // nobody looked at its entries
		return
	}
	w.types[n.Number] = n.Type
	var err error
	switch n.Type {
	case plumbing.BlobObject:
		if b.needle {
			err = w.blob(n.Number, objects.Object{Data: n.Data})
		}
	case plumbing.TreeObject:
		err = w.treeNode(n, b)
	case plumbing.CommitObject:
		w.commit(n.Number, n.Data, b.needle)
	case plumbing.TagObject:
		w.tag(n.Number, n.Data, b.needle)
	}
	if err != nil {
		w.found.failed = append(w.found.failed, failure{n.Number, err.Error()})
		return
	}
	w.tally[n.Type]++
	w.found.bytes += int64(len(n.Data))
}

// suspect reports whether n is to be searched in full: whether anything that may
// be a part of a key stands in it.
func (w *searcher) suspect(n *pack.Node) bool {
	m := w.redact.matcher
	if n.Base < 0 && !n.Parent && n.Type != plumbing.TreeObject {
		return true // to be searched in full, once
	}
	if n.Base < 0 || w.bases[n.Base].needle {
		return m.Touches(n.Data, 0, len(n.Data))
	}
	return fresh(n, func(from, to int) bool {
		return (from < to || m.Seam(n.Data[from-1], n.Data[from])) && m.Touches(n.Data, from, to)
	})
}

// fresh calls visit with the parts of n that are not copied from its base, and
// with the edges between copied ones, until it returns true. It reports
// whether it did.
func fresh(n *pack.Node, visit func(from, to int) bool) bool {
	for i, s := range n.Segments {
		switch {
		case s.From == pack.Inserted:
			if visit(int(s.At), segmentEnd(n, i)) {
				return true
			}
		case i > 0 && n.Segments[i-1].From != pack.Inserted:
			if visit(int(s.At), int(s.At)) {
				return true
			}
		}
	}
	return false
}

// segmentEnd returns where segment i of n ends.
func segmentEnd(n *pack.Node, i int) int {
	if i+1 < len(n.Segments) {
		return int(n.Segments[i+1].At)
	}
	return len(n.Data)
}

// treeNode looks at the entries of a tree, as [searcher.tree] does, but only
// at those that its base does not have.
func (w *searcher) treeNode(n *pack.Node, b *base) (err error) {
	absent := len(w.found.absent)
	keyed := b.needle && w.treeNames(n.Number, n.Data)
	slot, from := -1, n.Base
	if n.Parent {
		slot = n.Slot
	}
	if from < 0 || keyed || w.bases[from].reparse {
		w.found.dotenv = w.found.dotenv || bytes.Contains(n.Data, []byte(dotenvEntry))
		w.log.begin(n.Number, slot, -1)
		_, err = w.entries(n, b, 0, len(n.Data), keyed)
	} else {
		w.found.dotenv = w.found.dotenv || fresh(n, func(from, to int) bool {
			return bytes.Contains(n.Data[max(0, from-len(dotenvEntry)):min(len(n.Data), to+len(dotenvEntry))], []byte(dotenvEntry))
		})
		w.log.begin(n.Number, slot, from)
		err = w.freshEntries(n, b, w.bases[from].starts)
	}
	w.log.end()
	b.reparse = err != nil || keyed || len(w.found.absent) != absent
	b.starts = append(b.starts, int32(len(n.Data)))
	return err
}

// dotenvEntry is how an entry with a name that starts with .env looks in a
// tree: "MODE NAME\0ID", so a name starts after a space.
const dotenvEntry = " .env"

// entries looks at the entries of a tree from one that starts at from to the
// first that starts at or after to, and returns where that is.
func (w *searcher) entries(n *pack.Node, b *base, from, to int, keyed bool) (int, error) {
	for from < to {
		e, length, err := objects.ParseEntry(n.Data[from:])
		if err != nil {
			return from, err
		}
		w.entry(n.Number, e, keyed)
		if n.Parent {
			b.starts = append(b.starts, int32(from))
		}
		from += length
	}
	return from, nil
}

// freshEntries looks at the entries of a tree that are not copied whole from
// its base, whose entries start at starts.
func (w *searcher) freshEntries(n *pack.Node, b *base, starts []int32) (err error) {
	at := 0
	for i, s := range n.Segments {
		end := segmentEnd(n, i)
		if s.From == pack.Inserted {
			if at, err = w.entries(n, b, at, end, false); err != nil {
				return err
			}
			continue
		}
		for at < end {
			shift := s.At - s.From
			first, count := copiedEntries(starts, int32(at)-shift, int32(end)-shift)
			if count == 0 {
				// Not where an entry of the base starts, or cut by the end.
				if at, err = w.entries(n, b, at, at+1, false); err != nil {
					return err
				}
				continue
			}
			w.log.run(first, count)
			if n.Parent {
				for _, k := range starts[first : first+count] {
					b.starts = append(b.starts, k+shift)
				}
			}
			at = int(starts[first+count] + shift)
		}
	}
	return nil
}

// copiedEntries returns which of the entries that start at starts lie whole
// between from and to; none if no entry starts at from.
func copiedEntries(starts []int32, from, to int32) (first, count int) {
	first, ok := slices.BinarySearch(starts, from)
	if !ok {
		return 0, 0
	}
	k, ok := slices.BinarySearch(starts[first:], to)
	if !ok {
		k--
	}
	return first, max(k, 0)
}
