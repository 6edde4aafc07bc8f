package attribution

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

const (
	// maxDepth bounds the nesting of trees: git's core.maxTreeDepth.
	maxDepth = 2048
	// maxPlaces bounds how many (tree, directory) places are followed. A
	// hostile repository can name one tree at exponentially many paths.
	maxPlaces = 4 << 20
)

// spot identifies one mark at one path; a mark of an object without a path has
// no dir and no name.
type spot struct{ dir, name, mark uint32 }

// item is a spot that a node holds, and the object that shows it there.
type item struct{ spot, object uint32 }

// node is what one directory holds that is marked. Equal nodes are one node.
type node struct {
	dir   uint32
	items []item   // sorted by spot
	kids  []uint32 // nodes, sorted by dir
}

// place is one tree at one directory.
type place struct{ tree, dir uint32 }

// dirName is a directory: the name within its parent.
type dirName struct{ parent, name uint32 }

// forest holds the nodes of all commits' trees. Node 0 holds nothing.
type forest struct {
	graph     *Graph
	leads     map[uint32]bool // trees that lead to a mark
	places    map[place]uint32
	seen      map[uint32]bool // trees that lie at some place
	nodes     []node
	byContent map[string]uint32
	dirs      []dirName // 0 is the root
	dirOf     map[dirName]uint32
	spots     []spot
	spotOf    map[spot]uint32
	limit     int // of places
	truncated bool
	key       []byte // scratch
}

// newForest prepares a forest over g's trees.
func newForest(g *Graph) *forest {
	return &forest{
		graph: g, leads: leading(g),
		places: map[place]uint32{}, seen: map[uint32]bool{},
		nodes: make([]node, 1), byContent: map[string]uint32{},
		dirs: make([]dirName, 1), dirOf: map[dirName]uint32{},
		spotOf: map[spot]uint32{}, limit: maxPlaces,
	}
}

// leading returns the trees from which a leaf can be reached: upwards from
// the leaves, each tree once.
func leading(g *Graph) map[uint32]bool {
	above := map[uint32][]uint32{}
	for tree, edges := range g.Edges {
		for _, e := range edges {
			above[e.Tree] = append(above[e.Tree], tree)
		}
	}
	leads := make(map[uint32]bool, len(g.Leaves))
	var queue []uint32
	for tree := range g.Leaves {
		leads[tree] = true
		queue = append(queue, tree)
	}
	for len(queue) > 0 {
		tree := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		for _, up := range above[tree] {
			if !leads[up] {
				leads[up] = true
				queue = append(queue, up)
			}
		}
	}
	return leads
}

// at returns the node of tree at directory dir.
func (f *forest) at(tree, dir uint32, depth int) uint32 {
	if tree == None || !f.leads[tree] {
		return 0
	}
	p := place{tree, dir}
	if n, ok := f.places[p]; ok {
		return n
	}
	if depth > maxDepth || len(f.places) >= f.limit {
		f.truncated = true
		return 0
	}
	f.places[p] = 0
	f.seen[tree] = true
	n := node{dir: dir}
	for _, l := range f.graph.Leaves[tree] {
		n.items = append(n.items, item{f.spot(spot{dir, l.Name, l.Mark}), l.Object})
	}
	for _, e := range f.graph.Edges[tree] {
		if !f.leads[e.Tree] {
			continue
		}
		if kid := f.at(e.Tree, f.dir(dir, e.Name), depth+1); kid != 0 {
			n.kids = append(n.kids, kid)
		}
	}
	id := f.intern(n)
	f.places[p] = id
	return id
}

// intern returns the number of the node that equals n.
func (f *forest) intern(n node) uint32 {
	if len(n.items) == 0 && len(n.kids) == 0 {
		return 0
	}
	slices.SortFunc(n.items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.spot, b.spot), cmp.Compare(a.object, b.object))
	})
	slices.SortFunc(n.kids, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(f.nodes[a].dir, f.nodes[b].dir), cmp.Compare(a, b))
	})
	k := binary.LittleEndian.AppendUint32(f.key[:0], n.dir)
	k = binary.LittleEndian.AppendUint32(k, uint32(len(n.items)))
	for _, it := range n.items {
		k = binary.LittleEndian.AppendUint32(k, it.spot)
		k = binary.LittleEndian.AppendUint32(k, it.object)
	}
	for _, kid := range n.kids {
		k = binary.LittleEndian.AppendUint32(k, kid)
	}
	f.key = k
	if id, ok := f.byContent[string(k)]; ok {
		return id
	}
	id := uint32(len(f.nodes))
	f.nodes = append(f.nodes, n)
	f.byContent[string(k)] = id
	return id
}

// spot returns the number of s.
func (f *forest) spot(s spot) uint32 {
	n, ok := f.spotOf[s]
	if !ok {
		n = uint32(len(f.spots))
		f.spots = append(f.spots, s)
		f.spotOf[s] = n
	}
	return n
}

// dir returns the number of the directory name in parent.
func (f *forest) dir(parent, name uint32) uint32 {
	d := dirName{parent, name}
	n, ok := f.dirOf[d]
	if !ok {
		n = uint32(len(f.dirs))
		f.dirs = append(f.dirs, d)
		f.dirOf[d] = n
	}
	return n
}

// path spells out where s lies.
func (f *forest) path(s spot) string {
	if s.name == None {
		return ""
	}
	parts := []string{f.graph.Names[s.name]}
	for d := s.dir; d != 0; d = f.dirs[d].parent {
		parts = append(parts, f.graph.Names[f.dirs[d].name])
	}
	slices.Reverse(parts)
	return strings.Join(parts, "/")
}

// fresh calls yield with the spots of node n that may be in none of the nodes
// old, all of them for the same directory: those of every directory that
// differs. A spot that old holds too was noted for the older commit already.
func (f *forest) fresh(n uint32, old []uint32, yield func(spot uint32)) {
	if n == 0 || slices.Contains(old, n) {
		return
	}
	for _, it := range f.nodes[n].items {
		yield(it.spot)
	}
	for _, kid := range f.nodes[n].kids {
		f.fresh(kid, f.kidsAt(old, f.nodes[kid].dir), yield)
	}
}

// kidsAt returns the children of nodes that stand for directory dir.
func (f *forest) kidsAt(nodes []uint32, dir uint32) (kids []uint32) {
	for _, n := range nodes {
		all := f.nodes[n].kids
		i, _ := slices.BinarySearchFunc(all, dir, func(kid, dir uint32) int {
			return cmp.Compare(f.nodes[kid].dir, dir)
		})
		for ; i < len(all) && f.nodes[all[i]].dir == dir; i++ {
			kids = append(kids, all[i])
		}
	}
	return kids
}

// each calls yield with every item below node n.
func (f *forest) each(n uint32, yield func(item)) {
	for _, it := range f.nodes[n].items {
		yield(it)
	}
	for _, kid := range f.nodes[n].kids {
		f.each(kid, yield)
	}
}

// orphans returns the trees that lead to a mark and lie at no place seen so
// far, without those that another such tree holds, in order.
func (f *forest) orphans() []uint32 {
	below := map[uint32]bool{}
	var lost []uint32
	for tree := range f.leads {
		if f.seen[tree] {
			continue
		}
		lost = append(lost, tree)
		for _, e := range f.graph.Edges[tree] {
			below[e.Tree] = true
		}
	}
	lost = slices.DeleteFunc(lost, func(t uint32) bool { return below[t] })
	slices.Sort(lost)
	return lost
}
