package attribution

import (
	"encoding/binary"
	"slices"

	"github.com/msgine/msginelint/rules/finding"
)

// assignRefs finds out which roots reach each spot. Roots that reach the same
// spots form a group, and spots that the same groups reach share one list of
// names: a mirror has tens of thousands of refs.
func (w *walk) assignRefs() {
	groups := w.groupRoots()
	for i, g := range groups {
		g.spots.each(func(s uint32) { w.seen[s].groups = append(w.seen[s].groups, uint32(i)) })
	}
	lists := map[string][]string{}
	var key []byte
	for i := range w.seen {
		s := &w.seen[i]
		key = key[:0]
		for _, g := range s.groups {
			key = binary.LittleEndian.AppendUint32(key, g)
			s.named = s.named || groups[g].named
			s.stashed = s.stashed || groups[g].stashed
		}
		names, ok := lists[string(key)]
		if !ok {
			for _, g := range s.groups {
				names = append(names, groups[g].refs...)
			}
			slices.Sort(names)
			names = slices.Compact(names)
			lists[string(key)] = names
		}
		s.refs = names
	}
}

// group is the roots that reach the same spots.
type group struct {
	spots          set
	refs           []string
	named, stashed bool
}

// groupRoots groups the roots by what they reach.
func (w *walk) groupRoots() []group {
	var groups []group
	byContent := map[string]int{}
	var key []byte
	for i, r := range w.graph.Roots {
		spots := w.reachedBy(i)
		end := len(spots)
		for end > 0 && spots[end-1] == 0 {
			end--
		}
		if end == 0 {
			continue
		}
		key = key[:0]
		for _, word := range spots[:end] {
			key = binary.LittleEndian.AppendUint64(key, word)
		}
		n, ok := byContent[string(key)]
		if !ok {
			n = len(groups)
			byContent[string(key)] = n
			groups = append(groups, group{spots: spots[:end]})
		}
		g := &groups[n]
		g.stashed = g.stashed || r.Stash
		g.named = g.named || !r.Stash
		if r.Ref != "" {
			g.refs = append(g.refs, r.Ref)
		}
	}
	return groups
}

// reachedBy is the set of spots that root i reaches.
func (w *walk) reachedBy(i int) set {
	r := w.graph.Roots[i]
	var more []uint32
	if n := w.forest.at(r.Tree, 0, 0); n != 0 {
		w.forest.each(n, func(it item) { more = append(more, it.spot) })
	}
	for _, o := range r.Others {
		more = append(more, w.free[o]...)
	}
	return with(w.rootSet[i], more, len(w.seen))
}

// traces turns what is known of the spots into the result.
func (w *walk) traces() []Trace {
	w.settleFree()
	type key struct {
		path string
		mark uint32
	}
	at := map[key]int{}
	var traces []Trace
	for i, s := range w.forest.spots {
		seen := &w.seen[i]
		if seen.object == None {
			continue // an object without a path that turned out to have one
		}
		t := Trace{Path: w.forest.path(s), Mark: s.mark, Object: seen.object, Introduced: None, LastSeen: None,
			InHead: seen.inHead, Refs: seen.refs, Reach: w.reachOf(seen)}
		for _, first := range slices.Backward(seen.first[:]) {
			if first != None {
				t.Introduced = first
			}
		}
		if seen.last >= 0 {
			t.LastSeen = w.commitOf(seen.last)
		}
		at[key{t.Path, t.Mark}] = len(traces)
		traces = append(traces, t)
	}
	for _, s := range w.graph.Staged {
		i, ok := at[key{s.Path, s.Mark}]
		if !ok {
			at[key{s.Path, s.Mark}] = len(traces)
			traces = append(traces, Trace{Path: s.Path, Mark: s.Mark, Object: s.Object, Introduced: None, LastSeen: None, Reach: finding.FromIndex})
			continue
		}
		if t := &traces[i]; t.Reach == finding.Unreachable {
			t.Reach = finding.FromIndex
		}
	}
	return traces
}

// settleFree gives the spots of objects without a path their object: one that
// a root names before one that nothing does, then the lowest. Objects that
// have a path reachable from a ref, or that are staged, need no such spot.
func (w *walk) settleFree() {
	rooted := map[uint32]bool{}
	for _, r := range w.graph.Roots {
		for _, o := range r.Others {
			rooted[o] = true
		}
	}
	elsewhere, safe := w.placed()
	best := map[uint32]uint32{}
	for o := range w.graph.Free {
		if safe[o] || (elsewhere[o] && !rooted[o]) {
			continue
		}
		for _, s := range w.free[o] {
			old, ok := best[s]
			if !ok || (rooted[o] && !rooted[old]) || (rooted[o] == rooted[old] && o < old) {
				best[s] = o
			}
		}
	}
	for s, o := range best {
		if w.seen[s].last < 0 {
			w.seen[s].object = o
		}
	}
}

// placed returns the objects that lie at a path or in the index, and those
// among them that lie at a path a ref reaches.
func (w *walk) placed() (elsewhere, safe map[uint32]bool) {
	elsewhere, safe = map[uint32]bool{}, map[uint32]bool{}
	for _, n := range w.forest.nodes {
		for _, it := range n.items {
			elsewhere[it.object] = true
			if w.seen[it.spot].named {
				safe[it.object] = true
			}
		}
	}
	for _, s := range w.graph.Staged {
		elsewhere[s.Object] = true
	}
	return elsewhere, safe
}

// reachOf says what holds a spot.
func (w *walk) reachOf(s *sighting) finding.Reach {
	switch {
	case s.named, w.graph.NoRefs:
		return finding.FromRefs
	case s.stashed:
		return finding.FromStash
	}
	return finding.Unreachable
}
