package gitscan

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/attribution"
	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/envfile"
	"github.com/msgine/msginelint/rules/finding"
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

// forest is the second pass: it reads the trees again, now that it is known
// which blobs matter, and notes how they hang together.
type forest struct {
	*scan
	found *contents
	marks *marks
	names names

	mu       sync.Mutex
	edges    map[uint32][]attribution.Edge
	leaves   map[uint32][]attribution.Leaf
	variants map[uint32]bool   // blobs of .env.* files that may be harmless
	inNames  map[mark]sighting // the keys in names
	keyed    []keyedName       // to be numbered when all are known
}

// keyedName is an entry with a key in its name.
type keyedName struct {
	tree uint32
	leaf attribution.Leaf // without a mark
	key  sighting
}

// names numbers the names of entries.
type names struct {
	mu     sync.Mutex
	list   []string
	number map[string]uint32
}

// of returns the number of name.
func (n *names) of(name []byte) uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	i, ok := n.number[string(name)]
	if !ok {
		i = uint32(len(n.list))
		n.list = append(n.list, string(name))
		n.number[string(name)] = i
	}
	return i
}

// grow reads the trees among wanted.
func (f *forest) grow(wanted []uint32, workers int) error {
	var trees []uint32
	for _, n := range wanted {
		if f.types[n] == plumbing.TreeObject {
			trees = append(trees, n)
		}
	}
	err := each(f.ctx, f.src, trees, workers, func(int) {}, func(_ int, n uint32, o objects.Object, err error) {
		if err == nil {
			f.tree(n, o.Data)
		}
	})
	if err != nil {
		return err
	}
	f.numberNames()
	f.dropHarmless()
	return nil
}

// tree notes the subtrees and the marked entries of one tree.
func (f *forest) tree(n uint32, data []byte) {
	keyed := f.found.keyNames[n]
	var edges []attribution.Edge
	var leaves []attribution.Leaf
	var byName []keyedName
	var variants []uint32
	// The error was reported when the tree was searched.
	_ = objects.ParseTree(data, func(e objects.Entry) {
		child, ok := f.src.Find(e.ID)
		if !ok {
			child = attribution.None
		}
		shown, keys := f.name(e, keyed)
		for _, k := range keys {
			byName = append(byName, keyedName{n, attribution.Leaf{Object: child, Name: f.names.of(shown)}, k})
		}
		switch {
		case !ok:
		case e.Mode == objects.ModeTree:
			edges = append(edges, attribution.Edge{Tree: child, Name: f.names.of(shown)})
		case e.IsBlob():
			for _, s := range f.found.hits[child] {
				leaves = append(leaves, attribution.Leaf{Object: child, Name: f.names.of(shown), Mark: f.marks.number[s.mark()]})
			}
			class := f.dotenv(e, child)
			if class >= envfile.Variant {
				leaves = append(leaves, attribution.Leaf{Object: child, Name: f.names.of(shown), Mark: envMark})
			}
			if class == envfile.Variant {
				variants = append(variants, child)
			}
		}
	})
	f.mu.Lock()
	defer f.mu.Unlock()
	f.keyed = append(f.keyed, byName...)
	for _, v := range variants {
		f.variants[v] = true
	}
	if edges != nil {
		f.edges[n] = slices.Clip(edges)
	}
	if leaves != nil {
		f.leaves[n] = slices.Clip(leaves)
	}
}

// name returns an entry's name without its keys, and the keys.
func (f *forest) name(e objects.Entry, keyed bool) (shown []byte, keys []sighting) {
	if !keyed {
		return e.Name, nil
	}
	text, keys := f.redact.search(string(e.Name), finding.InPath)
	return []byte(text), keys
}

// dotenv returns the class of a blob's entry; a variant that names no provider
// is none.
func (f *forest) dotenv(e objects.Entry, child uint32) envfile.Class {
	if !bytes.HasPrefix(e.Name, []byte(".env")) {
		return envfile.None
	}
	class := envfile.Of(string(e.Name))
	if class == envfile.Variant && !f.found.mentions[child] && len(f.found.hits[child]) == 0 {
		return envfile.None
	}
	return class
}

// numberNames turns the keys in names into leaves.
func (f *forest) numberNames() {
	slices.SortFunc(f.keyed, func(a, b keyedName) int {
		return cmp.Or(cmp.Compare(a.tree, b.tree), cmp.Compare(a.key.key.ID(), b.key.key.ID()),
			cmp.Compare(f.names.list[a.leaf.Name], f.names.list[b.leaf.Name]), cmp.Compare(a.leaf.Object, b.leaf.Object))
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
			return l.Mark == envMark && harmless[l.Object] && envfile.Of(f.names.list[l.Name]) == envfile.Variant
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
	return &forest{scan: s, found: found, marks: newMarks(found), names: names{number: map[string]uint32{}},
		edges: map[uint32][]attribution.Edge{}, leaves: map[uint32][]attribution.Leaf{},
		variants: map[uint32]bool{}, inNames: map[mark]sighting{}}
}
