package gitscan

import (
	"container/heap"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// selection says which objects a limited scan takes, as git-rev-list does: what
// include leads to, without what the commits in exclude lead to.
type selection struct {
	include []uint32 // objects of any type
	exclude []uint32 // likewise
	// edges are those of exclude whose trees are left out too: others leave out
	// the trees of the commits that the selection ends at.
	edges []uint32
	since int64 // seconds since 1970: older commits end the walk
}

// limited reports whether the scan is not of everything.
func (h *history) limited() bool {
	return h.opts.Range != "" || !h.opts.Since.IsZero() || h.opts.Pushes != nil
}

// limitedObjects lists the objects of a limited scan.
func (h *history) limitedObjects() ([]uint32, error) {
	w := &ranger{history: h, reader: h.src.Reader(), wanted: map[uint32]bool{}, old: map[uint32]bool{}, commits: map[uint32]commit{}}
	defer w.reader.Close()
	var s selection
	var err error
	switch {
	case h.opts.Pushes != nil:
		s = w.pushed()
	case h.opts.Range != "":
		s, err = w.parseRange(h.opts.Range)
	default:
		s = w.allRefs()
	}
	if err != nil {
		return nil, err
	}
	if !h.opts.Since.IsZero() {
		s.since = h.opts.Since.Unix()
	}
	if err := w.take(s); err != nil {
		return nil, err
	}
	list := make([]uint32, 0, len(w.wanted))
	for n := range w.wanted {
		list = append(list, n)
	}
	h.src.Sort(list)
	return list, nil
}

// allRefs selects what every ref names.
func (w *ranger) allRefs() (s selection) {
	for _, r := range w.refs.list {
		if n, ok := w.src.Find(r.target); ok {
			s.include = append(s.include, n)
		}
	}
	return s
}

// take fills w.wanted with what s selects.
func (w *ranger) take(s selection) error {
	line := &frontier{ranger: w, since: s.since, state: map[uint32]paint{}}
	for _, n := range s.exclude {
		if end, kind, _ := w.peelAny(n); kind == plumbing.CommitObject {
			line.reach(end, true)
		} else {
			w.old[end] = true
		}
	}
	var trees []objects.ID
	for _, n := range s.include {
		end, kind, tags := w.peelAny(n)
		for _, t := range tags {
			w.wanted[t] = true
		}
		switch kind {
		case plumbing.CommitObject:
			line.reach(end, false)
		case plumbing.TreeObject:
			trees = append(trees, w.src.ID(end))
			w.bareTrees = true
		default:
			w.wanted[end] = true
		}
	}
	if err := line.walk(); err != nil {
		return err
	}
	for _, n := range s.edges {
		if end, kind, _ := w.peelAny(n); kind == plumbing.CommitObject {
			w.below(w.commits[end].tree, w.old, nil)
		}
	}
	return w.takeTrees(line, trees)
}

// takeTrees takes the new commits and what they and trees hold, except what the
// commits before them hold.
func (w *ranger) takeTrees(line *frontier, trees []objects.ID) error {
	for _, n := range line.fresh {
		if line.state[n].old {
			continue
		}
		w.wanted[n] = true
		c := w.commits[n]
		trees = append(trees, c.tree)
		for _, p := range c.parents {
			if at, ok := w.src.Find(p); ok && (line.state[at].old || line.state[at].stopped) {
				w.below(w.commits[at].tree, w.old, nil)
			}
		}
		if err := w.ctx.Err(); err != nil {
			return err
		}
	}
	for _, t := range trees {
		w.below(t, w.wanted, w.old)
		if err := w.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// peelAny follows tags from n to what they name in the end, whatever it is. A
// chain that breaks off ends at its last tag.
func (w *ranger) peelAny(n uint32) (end uint32, kind plumbing.ObjectType, tags []uint32) {
	for range maxTags {
		o, err := w.reader.Read(n)
		if err != nil {
			break // the scan reads it again and says what is wrong
		}
		if o.Stream != nil {
			_ = o.Stream.Close() // nothing was read
		}
		if o.Type != plumbing.TagObject {
			return n, o.Type, tags
		}
		next, ok := w.src.Find(objects.ParseTag(o.Data))
		if !ok {
			break
		}
		tags = append(tags, n)
		n = next
	}
	return n, plumbing.InvalidObject, tags
}

// slop is how many commits a walk goes on when it seems to be over, as git's
// does: clocks are not always right.
const slop = 5

// paint is what a frontier knows of a commit.
type paint struct {
	old     bool // excluded commits lead to it
	stopped bool // it was made before the time from which on commits are wanted
	queued  bool
}

// frontier walks the commit graph from the newest to the oldest, as far as it
// takes to tell the new commits from the old.
type frontier struct {
	*ranger
	since  int64
	state  map[uint32]paint
	queue  []uint32 // a heap, the newest first
	open   int      // how many in queue are not old
	fresh  []uint32 // not old when they were met; some may have become so
	oldest int64    // the clock of the oldest of them
}

// reach notes that the walk leads to commit n, from an old one or not.
func (f *frontier) reach(n uint32, old bool) {
	p, seen := f.state[n]
	if seen && (p.old || !old) {
		return
	}
	if !seen {
		if !f.readCommit(n, old) {
			return
		}
	}
	switch {
	case p.queued: // and not old until now
		f.open--
	case seen: // passed as new: tell its parents
		heap.Push(f, n)
	default:
		heap.Push(f, n)
		if !old {
			f.open++
		}
	}
	f.state[n] = paint{old: old, queued: true}
}

// readCommit reads commit n. One that cannot be read ends the walk there; the
// scan says so if it is to be scanned.
func (f *frontier) readCommit(n uint32, old bool) bool {
	o, err := f.reader.ReadWhole(n)
	if err != nil || o.Type != plumbing.CommitObject {
		if !old {
			f.wanted[n] = true
		}
		return false
	}
	f.commits[n] = f.parse(o.Data)
	return true
}

// walk goes on until only old commits are left.
func (f *frontier) walk() error {
	left := slop
	for len(f.queue) > 0 {
		if f.open > 0 || len(f.fresh) > 0 && f.commits[f.queue[0]].clock >= f.oldest {
			left = slop
		} else if left--; left < 0 {
			return nil
		}
		if err := f.ctx.Err(); err != nil {
			return fmt.Errorf("list commits: %w", err)
		}
		n := heap.Pop(f).(uint32)
		c, old := f.commits[n], f.state[n].old
		if !old {
			f.open--
			if c.clock < f.since {
				f.state[n] = paint{stopped: true}
				continue
			}
			f.fresh = append(f.fresh, n)
			if len(f.fresh) == 1 || c.clock < f.oldest {
				f.oldest = c.clock
			}
		}
		f.state[n] = paint{old: old}
		for _, p := range c.parents {
			if at, ok := f.src.Find(p); ok {
				f.reach(at, old)
			}
		}
	}
	return nil
}

// Len implements [heap.Interface].
func (f *frontier) Len() int { return len(f.queue) }

// Less implements [heap.Interface].
func (f *frontier) Less(i, j int) bool {
	return f.commits[f.queue[i]].clock > f.commits[f.queue[j]].clock
}

// Swap implements [heap.Interface].
func (f *frontier) Swap(i, j int) { f.queue[i], f.queue[j] = f.queue[j], f.queue[i] }

// Push implements [heap.Interface].
func (f *frontier) Push(n any) { f.queue = append(f.queue, n.(uint32)) }

// Pop implements [heap.Interface].
func (f *frontier) Pop() any {
	last := len(f.queue) - 1
	n := f.queue[last]
	f.queue = f.queue[:last]
	return n
}
