package gitscan

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/attribution"
	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/envfile"
	"github.com/msgine/msginelint/rules/provider"
)

// envMark marks a dotenv file; key marks start after it.
const envMark = 0

// marks numbers what is attributed.
type marks struct {
	list   []mark // by number; 0 is envMark
	number map[mark]uint32
}

// newMarks numbers every key in found, in an order that does not depend on how
// the objects were read.
func newMarks(found *contents) *marks {
	m := &marks{list: make([]mark, 1), number: map[mark]uint32{}}
	for _, n := range slices.Sorted(maps.Keys(found.hits)) {
		for _, s := range found.hits[n] {
			m.of(s)
		}
	}
	return m
}

// of returns the number of s.
func (m *marks) of(s sighting) uint32 {
	k := s.mark()
	n, ok := m.number[k]
	if !ok {
		n = uint32(len(m.list))
		m.list = append(m.list, k)
		m.number[k] = n
	}
	return n
}

// forest is the second pass over the trees, now that it is known which objects
// matter: it notes how the trees that lead to one hang together.
type forest struct {
	*scan
	found  *contents
	marks  *marks
	marked []bool // objects that matter, and trees that lead to one

	names    []string // what edges and leaves have for names
	class    []envfile.Class
	edges    map[uint32][]attribution.Edge
	leaves   map[uint32][]attribution.Leaf
	variants map[uint32]bool   // blobs of .env.* files that may be harmless
	inNames  map[mark]sighting // the keys in names
	keyed    []keyedName
}

// grow looks at the trees among wanted.
func (f *forest) grow(wanted []uint32, workers int) error {
	if err := f.readOthers(wanted, workers); err != nil {
		return err
	}
	numbers := f.mergeNames()
	f.markTrees(numbers)
	for i, l := range f.found.logs {
		l.replay(func(tree uint32, entries []child) {
			if f.marked[tree] {
				f.tree(tree, entries, numbers[i])
			}
		})
	}
	f.numberNames()
	f.dropHarmless()
	return nil
}

// readOthers reads the trees among wanted that were not searched.
func (f *forest) readOthers(wanted []uint32, workers int) error {
	logged := make([]bool, f.src.Len())
	for _, l := range f.found.logs {
		l.trees(func(tree uint32) { logged[tree] = true })
	}
	var trees []uint32
	for _, n := range wanted {
		if f.types[n] == plumbing.TreeObject && !logged[n] {
			trees = append(trees, n)
		}
	}
	if len(trees) == 0 {
		return nil
	}
	readers := make([]*searcher, workers)
	for i := range readers {
		readers[i] = f.searcher()
		f.found.logs = append(f.found.logs, readers[i].log)
	}
	return each(f.ctx, f.src, trees, workers, func(int) {}, func(worker int, n uint32, o objects.Object, err error) {
		if err == nil {
			_ = readers[worker].tree(n, o.Data) // the scan says what is wrong with it
		}
	})
}

// mergeNames gives one number to each name of all logs, and returns the
// numbers by log and number there.
func (f *forest) mergeNames() (numbers [][]uint32) {
	number := map[string]uint32{}
	for _, l := range f.found.logs {
		list := make([]uint32, len(l.names))
		for i, name := range l.names {
			n, ok := number[name]
			if !ok {
				n = uint32(len(f.names))
				number[name] = n
				f.names = append(f.names, name)
				class := envfile.None
				if strings.HasPrefix(name, ".env") {
					class = envfile.Of(name)
				}
				f.class = append(f.class, class)
			}
			list[i] = n
		}
		numbers = append(numbers, list)
		for _, k := range l.keyed {
			k.leaf.Name = list[k.leaf.Name]
			f.keyed = append(f.keyed, k)
		}
	}
	return numbers
}

// markTrees marks what matters and the trees that lead there.
func (f *forest) markTrees(numbers [][]uint32) {
	f.marked = make([]bool, f.src.Len())
	for n := range f.found.hits {
		f.marked[n] = true
	}
	for _, a := range f.found.absent {
		f.marked[a.from] = true
	}
	for _, k := range f.keyed {
		f.marked[k.tree] = true
	}
	above := f.parents(numbers)
	var queue []uint32
	for n, m := range f.marked {
		if m {
			queue = append(queue, uint32(n))
		}
	}
	for len(queue) > 0 {
		n := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, up := range above.of(n) {
			if !f.marked[up] {
				f.marked[up] = true
				queue = append(queue, up)
			}
		}
	}
}

// parents lists for each tree the trees that hold it, and marks those that
// hold a marked blob or a dotenv file.
func (f *forest) parents(numbers [][]uint32) (above lists) {
	above.first = make([]uint32, f.src.Len()+1)
	var direct []uint32
	for i, l := range f.found.logs {
		l.replay(func(tree uint32, entries []child) {
			for _, e := range entries {
				switch {
				case e.object == objects.None:
				case e.name&kindMask == isTree:
					above.first[e.object+1]++
				case e.name&kindMask == isBlob && (f.marked[e.object] || f.class[numbers[i][e.name>>kindBits]] >= envfile.Variant):
					direct = append(direct, tree)
				}
			}
		})
	}
	above.sum()
	for _, l := range f.found.logs {
		l.replay(func(tree uint32, entries []child) {
			for _, e := range entries {
				if e.name&kindMask == isTree && e.object != objects.None {
					above.add(e.object, tree)
				}
			}
		})
	}
	for _, tree := range direct {
		f.marked[tree] = true
	}
	return above
}

// lists are lists of numbers, by number: those of n are
// items[first[n]:first[n+1]] when all are there.
type lists struct {
	first, items []uint32
}

// sum turns first, where first[n+1] is the length of list n, into places for
// add to fill.
func (l *lists) sum() {
	for n := range len(l.first) - 1 {
		l.first[n+1] += l.first[n]
	}
	l.items = make([]uint32, l.first[len(l.first)-1])
	copy(l.first[1:], l.first) // first[n+1] is where list n goes on
	l.first[0] = 0
}

// add adds item to list n.
func (l *lists) add(n, item uint32) {
	l.items[l.first[n+1]] = item
	l.first[n+1]++
}

// of returns list n.
func (l *lists) of(n uint32) []uint32 { return l.items[l.first[n]:l.first[n+1]] }

// tree notes the subtrees and the marked entries of one tree, whose names are
// numbered by names.
func (f *forest) tree(n uint32, entries []child, names []uint32) {
	var edges []attribution.Edge
	var leaves []attribution.Leaf
	for _, e := range entries {
		kind := e.name & kindMask
		if e.object == objects.None || kind == isModule || kind == isTree && !f.marked[e.object] {
			continue
		}
		name := names[e.name>>kindBits]
		if kind == isTree {
			edges = append(edges, attribution.Edge{Tree: e.object, Name: name})
			continue
		}
		if f.marked[e.object] {
			for _, s := range f.found.hits[e.object] {
				leaves = append(leaves, attribution.Leaf{Object: e.object, Name: name, Mark: f.marks.number[s.mark()]})
			}
		}
		class := f.dotenv(f.class[name], e.object)
		if class >= envfile.Variant {
			leaves = append(leaves, attribution.Leaf{Object: e.object, Name: name, Mark: envMark})
		}
		if class == envfile.Variant {
			f.variants[e.object] = true
		}
	}
	if edges != nil {
		f.edges[n] = slices.Clip(edges)
	}
	if leaves != nil {
		f.leaves[n] = slices.Clip(leaves)
	}
}

// dotenv returns the class of a blob's entry, given that of its name: a variant
// that names no provider is none.
func (f *forest) dotenv(class envfile.Class, blob uint32) envfile.Class {
	if class == envfile.Variant && !f.found.mentions[blob] && len(f.found.hits[blob]) == 0 {
		return envfile.None
	}
	return class
}

// numberNames turns the keys in names into leaves.
func (f *forest) numberNames() {
	slices.SortFunc(f.keyed, func(a, b keyedName) int {
		return cmp.Or(cmp.Compare(a.tree, b.tree), cmp.Compare(a.key.key.ID(), b.key.key.ID()),
			cmp.Compare(f.names[a.leaf.Name], f.names[b.leaf.Name]), cmp.Compare(a.leaf.Object, b.leaf.Object))
	})
	for _, k := range f.keyed {
		k.leaf.Mark = f.marks.of(k.key)
		f.inNames[f.marks.list[k.leaf.Mark]] = k.key
		f.leaves[k.tree] = append(f.leaves[k.tree], k.leaf)
	}
}

// dropHarmless removes the dotenv mark from variants that neither hold a key
// nor assign a provider's environment name.
func (f *forest) dropHarmless() {
	r := f.src.Reader()
	defer r.Close()
	harmless := map[uint32]bool{}
	for n := range f.variants {
		if len(f.found.hits[n]) > 0 {
			continue
		}
		// A blob that cannot be read, or is too large to be a dotenv file,
		// keeps its mark.
		o, err := r.ReadWhole(n)
		harmless[n] = err == nil && !assigns(o.Data, f.redact.matcher.Providers())
	}
	for tree, leaves := range f.leaves {
		leaves = slices.DeleteFunc(leaves, func(l attribution.Leaf) bool {
			// A secret name keeps it too: the same blob may lie there.
			return l.Mark == envMark && harmless[l.Object] && envfile.Of(f.names[l.Name]) == envfile.Variant
		})
		if len(leaves) == 0 {
			delete(f.leaves, tree)
			continue
		}
		f.leaves[tree] = leaves
	}
}

// assigns reports whether a line of a dotenv file sets one of the providers'
// environment names.
func assigns(text []byte, providers []provider.Provider) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("export ")))
		for _, p := range providers {
			for _, name := range p.Env {
				rest, ok := bytes.CutPrefix(line, []byte(name))
				if rest = bytes.TrimLeft(rest, " \t"); ok && len(rest) > 0 && (rest[0] == '=' || rest[0] == ':') {
					return true
				}
			}
		}
	}
	return false
}

// newForest prepares the second pass over what s found.
func newForest(s *scan, found *contents) *forest {
	return &forest{scan: s, found: found, marks: newMarks(found),
		edges: map[uint32][]attribution.Edge{}, leaves: map[uint32][]attribution.Leaf{},
		variants: map[uint32]bool{}, inNames: map[mark]sighting{}}
}
