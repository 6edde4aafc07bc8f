package gitscan

import (
	"fmt"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// parseRange reads "BASE..TIP" or "TIP".
func (w *ranger) parseRange(text string) (s selection, err error) {
	base, tip, two := strings.Cut(text, "..")
	if !two {
		base, tip = "", base
	} else if strings.HasPrefix(tip, ".") {
		return s, fmt.Errorf("%w %q: only BASE..TIP is understood", ErrRevision, w.redact.text(text))
	}
	if two {
		n, err := w.commitOf(base)
		if err != nil {
			return s, err
		}
		s.exclude, s.edges = []uint32{n}, []uint32{n}
	}
	n, err := w.commitOf(tip)
	s.include = []uint32{n}
	return s, err
}

// commitOf returns the commit that a revision names, or a tag of one.
func (w *ranger) commitOf(revision string) (uint32, error) {
	n, err := w.resolve(revision)
	if err != nil {
		return 0, err
	}
	_, _, err = w.peel(n)
	return n, err
}

// ranger walks from the ends of a range.
type ranger struct {
	*history
	reader  reader
	wanted  map[uint32]bool
	old     map[uint32]bool // what the range leaves out
	commits map[uint32]commit
	trees   []uint32 // that below has read
}

// walk calls visit with every commit that from leads to, leaving out those in
// old, and adds them to seen.
func (w *ranger) walk(from []uint32, seen map[uint32]bool, visit func(n uint32, c commit)) error {
	for len(from) > 0 {
		n := from[len(from)-1]
		from = from[:len(from)-1]
		if seen[n] || w.old[n] {
			continue
		}
		seen[n] = true
		if err := w.ctx.Err(); err != nil {
			return err
		}
		o, err := w.reader.ReadWhole(n)
		if err != nil || o.Type != plumbing.CommitObject {
			// The scan itself says so if it is to be scanned.
			w.wanted[n] = true
			continue
		}
		c := w.parse(o.Data)
		w.commits[n] = c
		visit(n, c)
		for _, p := range c.parents {
			if at, ok := w.src.Find(p); ok {
				from = append(from, at)
			}
		}
	}
	return nil
}

// parse reads a commit that is not searched.
func (w *ranger) parse(data []byte) commit {
	c := objects.ParseCommit(data)
	return commit{tree: c.Tree, parents: c.Parents, author: w.redact.text(string(c.Author.Name)), date: c.Author.When, clock: c.Committed}
}

// below adds tree and everything in it to set, except what is in old.
func (w *ranger) below(tree objects.ID, set, old map[uint32]bool) {
	queue := []objects.ID{tree}
	for len(queue) > 0 && w.ctx.Err() == nil {
		id := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		n, ok := w.src.Find(id)
		if !ok || set[n] || old[n] {
			continue
		}
		set[n] = true
		o, err := w.reader.ReadWhole(n)
		if err != nil || o.Type != plumbing.TreeObject {
			continue // the scan reads it again and says what is wrong
		}
		w.trees = append(w.trees, n)
		_ = objects.ParseTree(o.Data, func(e objects.Entry) {
			if e.Mode == objects.ModeTree {
				queue = append(queue, e.ID)
				return
			}
			if at, ok := w.src.Find(e.ID); ok && e.IsBlob() && !old[at] {
				set[at] = true
			}
		})
	}
}

// peel follows tags from n to a commit.
func (w *ranger) peel(n uint32) (end uint32, tags []uint32, err error) {
	for range maxTags {
		o, err := w.reader.ReadWhole(n)
		if err != nil {
			return 0, nil, fmt.Errorf("read %s: %w", w.src.ID(n), err)
		}
		switch o.Type {
		case plumbing.CommitObject:
			return n, tags, nil
		case plumbing.TagObject:
			next, ok := w.src.Find(objects.ParseTag(o.Data))
			if !ok {
				return 0, nil, fmt.Errorf("tag %s names an object that is not here", w.src.ID(n))
			}
			tags = append(tags, n)
			n = next
		default:
			return 0, nil, fmt.Errorf("%s is a %s, not a commit", w.src.ID(n), o.Type)
		}
	}
	return 0, nil, fmt.Errorf("tag %s names too many others", w.src.ID(n))
}

// completeCommits reads the commits that the refs reach and the range does
// not hold: a key of the range may be in more refs than its ends. Their trees
// are left out, but for HEAD's, which it returns: they tell whether the key is
// still there.
func (h *history) completeCommits(s *scan) (headTrees []uint32, err error) {
	w := &ranger{history: h, reader: h.src.Reader(), wanted: map[uint32]bool{}, old: map[uint32]bool{}, commits: h.found.commits}
	defer w.reader.Close()
	from := w.tips()
	head, ok := h.src.Find(h.refs.head)
	if ok {
		from = append(from, head)
	}
	err = w.walk(from, map[uint32]bool{}, func(n uint32, c commit) {
		if s.types[n] == plumbing.InvalidObject {
			h.found.outside[n] = true
		}
	})
	if err != nil || !h.found.outside[head] {
		return nil, err
	}
	w.below(h.found.commits[head].tree, map[uint32]bool{}, nil)
	for _, t := range w.trees {
		s.types[t] = plumbing.TreeObject
	}
	return w.trees, h.ctx.Err()
}

// tips lists the commits that the refs name, and notes the tags on the way.
func (w *ranger) tips() (commits []uint32) {
	for _, r := range w.refs.list {
		n, ok := w.src.Find(r.target)
		if !ok {
			continue
		}
		end, tags, err := w.peel(n)
		if err != nil {
			continue // a ref to a tree or a blob, which no range holds
		}
		for i, t := range tags {
			next := end
			if i+1 < len(tags) {
				next = tags[i+1]
			}
			w.found.tags[t] = w.src.ID(next)
		}
		commits = append(commits, end)
	}
	return commits
}
