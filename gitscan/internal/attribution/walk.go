package attribution

import (
	"context"
	"slices"
)

// Ranks of commits, best first: a commit that a ref reaches says more of a key
// than one that only the stash or nothing reaches.
const (
	fromRefs = iota
	fromStash
	fromNothing
	ranks
)

// sighting is what is known of one spot.
type sighting struct {
	first   [ranks]uint32 // position of the earliest commit that introduced it
	last    int64         // score of the last commit that holds it, -1 without one
	object  uint32        // that it shows there
	inHead  bool
	named   bool // a root that is no stash reaches it
	stashed bool // a stash does
	refs    []string
	groups  []uint32 // of roots that reach it
}

// walk is one run over a graph. Commits go by position in Graph.Commits.
type walk struct {
	graph    *Graph
	forest   *forest
	position map[uint32]uint32 // of a commit, by object number
	parents  [][]uint32
	order    []uint32
	rank     []uint8
	node     []uint32            // of each commit's tree
	free     map[uint32][]uint32 // spots of an object without a path, by object
	seen     []sighting          // by spot
	rootSet  []set               // by root: the spots it reaches
}

// newWalk indexes g.
func newWalk(g *Graph) *walk {
	w := &walk{graph: g, forest: newForest(g), position: make(map[uint32]uint32, len(g.Commits)),
		parents: make([][]uint32, len(g.Commits)), rank: make([]uint8, len(g.Commits)),
		node: make([]uint32, len(g.Commits)), free: map[uint32][]uint32{}, rootSet: make([]set, len(g.Roots))}
	for i, c := range g.Commits {
		w.position[c.Object] = uint32(i)
	}
	for i, c := range g.Commits {
		for _, p := range c.Parents {
			if at, ok := w.position[p]; ok && at != uint32(i) && !slices.Contains(w.parents[i], at) {
				w.parents[i] = append(w.parents[i], at)
			}
		}
	}
	w.order = topological(g.Commits, w.parents)
	w.rankCommits()
	return w
}

// rankCommits finds out what reaches each commit.
func (w *walk) rankCommits() {
	var refs, stash []uint32
	for _, r := range w.graph.Roots {
		at, ok := w.position[r.Commit]
		switch {
		case !ok:
		case r.Stash:
			stash = append(stash, at)
		default:
			refs = append(refs, at)
		}
	}
	byRef, byStash := reach(w.parents, refs), reach(w.parents, stash)
	for c := range w.rank {
		switch {
		case byRef[c]:
			w.rank[c] = fromRefs
		case byStash[c]:
			w.rank[c] = fromStash
		default:
			w.rank[c] = fromNothing
		}
	}
}

// score orders sightings: better rank first, then later in the walk.
func (w *walk) score(c uint32, at int) int64 {
	return int64(ranks-int(w.rank[c]))<<40 | int64(at)
}

// commitOf returns the object number of the commit with that score.
func (w *walk) commitOf(score int64) uint32 {
	return w.graph.Commits[w.order[score&(1<<40-1)]].Object
}

// build makes the nodes of every commit and root, which numbers all spots.
func (w *walk) build(ctx context.Context) error {
	for i, c := range w.order {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		w.node[c] = w.forest.at(w.graph.Commits[c].Tree, 0, 0)
		for _, m := range w.graph.Commits[c].Marks {
			w.freeSpot(w.graph.Commits[c].Object, m)
		}
	}
	for _, r := range w.graph.Roots {
		w.forest.at(r.Tree, 0, 0)
	}
	w.forest.at(w.graph.HeadTree, 0, 0)
	for _, tree := range w.forest.orphans() {
		w.forest.at(tree, 0, 0)
	}
	objects := make([]uint32, 0, len(w.graph.Free))
	for o := range w.graph.Free {
		objects = append(objects, o)
	}
	slices.Sort(objects)
	for _, o := range objects {
		for _, m := range w.graph.Free[o] {
			w.freeSpot(o, m)
		}
	}
	w.seen = make([]sighting, len(w.forest.spots))
	for i := range w.seen {
		w.seen[i] = sighting{first: [ranks]uint32{None, None, None}, last: -1, object: None}
	}
	return nil
}

// freeSpot adds the spot of mark on object, which has no path.
func (w *walk) freeSpot(object, mark uint32) {
	w.free[object] = append(w.free[object], w.forest.spot(spot{None, None, mark}))
}

// propagate walks the commits once, parents first: it notes where each spot
// begins and ends, and hands each commit's spots on to its children.
func (w *walk) propagate(ctx context.Context) error {
	lastOf := make([]int64, len(w.forest.nodes)) // by node: score + 1
	held := make([]set, len(w.order))
	waiting := make([]int, len(w.order)) // children that have not read held yet
	for _, ps := range w.parents {
		for _, p := range ps {
			waiting[p]++
		}
	}
	roots := map[uint32][]int{}
	for i, r := range w.graph.Roots {
		if at, ok := w.position[r.Commit]; ok {
			roots[at] = append(roots[at], i)
		}
	}
	for at, c := range w.order {
		if at%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		held[c] = w.visit(c, at, held)
		score := w.score(c, at)
		lastOf[w.node[c]] = max(lastOf[w.node[c]], score+1)
		for _, i := range roots[c] {
			w.rootSet[i] = held[c]
		}
		for _, p := range w.parents[c] {
			if waiting[p]--; waiting[p] == 0 {
				held[p] = nil
			}
		}
		if waiting[c] == 0 {
			held[c] = nil
		}
	}
	w.settleLast(lastOf)
	w.settleHead()
	w.settleObjects()
	return nil
}

// visit notes what commit c introduces, and returns what it or an ancestor holds.
func (w *walk) visit(c uint32, at int, held []set) set {
	var inherited set
	old := make([]uint32, 0, 2)
	for _, p := range w.parents[c] {
		inherited = union(inherited, held[p])
		old = append(old, w.node[p])
	}
	var fresh []uint32
	w.forest.fresh(w.node[c], old, func(s uint32) { fresh = append(fresh, s) })
	object := w.graph.Commits[c].Object
	if len(w.graph.Commits[c].Marks) > 0 {
		for _, s := range w.free[object] {
			fresh = append(fresh, s)
			if score := w.score(c, at); score > w.seen[s].last {
				w.seen[s].last, w.seen[s].object = score, object
			}
		}
	}
	for _, s := range fresh {
		if first := &w.seen[s].first[w.rank[c]]; *first == None {
			*first = object
		}
	}
	return with(inherited, fresh, len(w.seen))
}

// settleLast hands the last commit of each node down to its items. Kids have
// lower numbers than the nodes that hold them.
func (w *walk) settleLast(lastOf []int64) {
	for n := len(lastOf) - 1; n > 0; n-- {
		last := lastOf[n] - 1
		if last < 0 {
			continue
		}
		for _, it := range w.forest.nodes[n].items {
			if s := &w.seen[it.spot]; last > s.last {
				s.last, s.object = last, it.object
			}
		}
		for _, kid := range w.forest.nodes[n].kids {
			lastOf[kid] = max(lastOf[kid], lastOf[n])
		}
	}
}

// settleHead notes what HEAD's tree holds.
func (w *walk) settleHead() {
	w.forest.each(w.forest.at(w.graph.HeadTree, 0, 0), func(it item) { w.seen[it.spot].inHead = true })
}

// settleObjects gives an object to the spots that no commit holds: those of
// tagged or dangling trees.
func (w *walk) settleObjects() {
	for _, n := range w.forest.nodes {
		for _, it := range n.items {
			if s := &w.seen[it.spot]; s.last < 0 {
				s.object = min(s.object, it.object)
			}
		}
	}
}
