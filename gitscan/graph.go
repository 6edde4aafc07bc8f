package gitscan

import (
	"maps"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/attribution"
	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
)

// stashRef is where git keeps stashes: the last is the ref, the older ones are
// in its reflog (git-stash(1)).
const stashRef = "refs/stash"

// grapher turns what was read into the graph that attribution walks.
type grapher struct {
	src     source
	found   *contents
	forest  *forest
	refs    *refs
	stashes []objects.ID
	staged  []staged
	noRefs  bool
}

// graph builds the graph.
func (g *grapher) graph() *attribution.Graph {
	graph := &attribution.Graph{Edges: g.forest.edges, Leaves: g.forest.leaves, Names: g.forest.names,
		Free: map[uint32][]uint32{}, HeadTree: attribution.None, NoRefs: g.noRefs}
	for _, n := range slices.Sorted(maps.Keys(g.found.commits)) {
		c := g.found.commits[n]
		node := attribution.Commit{Object: n, Tree: g.number(c.tree), Time: c.clock, Marks: g.marksOf(n)}
		if g.found.outside[n] {
			node.Tree = attribution.None
		}
		for _, p := range c.parents {
			if at := g.number(p); at != attribution.None {
				node.Parents = append(node.Parents, at)
			}
		}
		graph.Commits = append(graph.Commits, node)
	}
	for n := range g.found.hits {
		if _, isCommit := g.found.commits[n]; !isCommit {
			graph.Free[n] = g.marksOf(n)
		}
	}
	for _, r := range g.refs.list {
		graph.Roots = append(graph.Roots, g.root(r.name, r.target))
	}
	for _, id := range g.stashes {
		graph.Roots = append(graph.Roots, g.root(stashRef, id))
	}
	if head := g.root("", g.refs.head); head.Commit != attribution.None {
		graph.HeadTree = g.number(g.found.commits[head.Commit].tree)
	}
	graph.Staged = g.stagedMarks()
	return graph
}

// number returns id's number, or None.
func (g *grapher) number(id objects.ID) uint32 {
	if n, ok := g.src.Find(id); ok {
		return n
	}
	return attribution.None
}

// marksOf returns the marks of object n itself.
func (g *grapher) marksOf(n uint32) (list []uint32) {
	for _, s := range g.found.hits[n] {
		list = append(list, g.forest.marks.of(s))
	}
	return list
}

// maxTags bounds a chain of tags that name tags.
const maxTags = 1000

// root follows the tags from id to what they name in the end.
func (g *grapher) root(name string, id objects.ID) attribution.Root {
	r := attribution.Root{Ref: name, Stash: name == stashRef, Commit: attribution.None, Tree: attribution.None}
	n := g.number(id)
	for range maxTags {
		if n == attribution.None {
			return r
		}
		target, ok := g.found.tags[n]
		if !ok {
			break
		}
		r.Others = append(r.Others, n)
		n = g.number(target)
	}
	if n == attribution.None {
		return r
	}
	switch g.forest.types[n] {
	case plumbing.TreeObject:
		r.Tree = n
	case plumbing.BlobObject:
		r.Others = append(r.Others, n)
	default: // also a commit that was read to complete a range
		r.Commit = n
	}
	return r
}

// stagedMarks lists the marked entries of the indexes.
func (g *grapher) stagedMarks() (list []attribution.Staged) {
	for _, e := range g.staged {
		n := g.number(e.id)
		for _, s := range e.keys {
			m := g.forest.marks.of(s)
			g.forest.inNames[g.forest.marks.list[m]] = s
			list = append(list, attribution.Staged{Path: e.path, Object: n, Mark: m})
		}
		if n == attribution.None {
			continue
		}
		for _, s := range g.found.hits[n] {
			if s.where == finding.InBlob {
				list = append(list, attribution.Staged{Path: e.path, Object: n, Mark: g.forest.marks.of(s)})
			}
		}
	}
	return list
}
