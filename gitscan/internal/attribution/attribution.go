// Package attribution says where in a repository's history the marked objects
// lie: at which paths, in which commits, behind which refs.
//
// It works on a graph in memory and does not know how objects are read, nor
// what a mark means. Its cost grows with the commits and with the trees that
// lead to a mark, not with marks times commits: paths that hold the same marks
// share one node, commits are walked once, and what a commit's ancestors hold
// travels from parent to child as a bit set.
package attribution

import (
	"context"

	"github.com/msgine/msginelint/rules/finding"
)

// None is no object, no mark or no commit.
const None = ^uint32(0)

// Graph is a repository as far as it matters here. Objects have the numbers
// that the caller gave them; lower numbers win ties.
type Graph struct {
	Commits []Commit
	Edges   map[uint32][]Edge // by tree: its subtrees
	Leaves  map[uint32][]Leaf // by tree: its marked entries
	Names   []string          // what Edge.Name and Leaf.Name index
	Roots   []Root
	Staged  []Staged
	Free    map[uint32][]uint32 // marks of objects that may have no path: blobs and tags
	NoRefs  bool                // refs could not be read: nothing is called unreachable

	// HeadTree is the tree of HEAD, None without one. Its commit need not be
	// among Commits.
	HeadTree uint32
}

// Commit is one commit. Parents that the graph does not hold are ignored.
type Commit struct {
	Object  uint32
	Tree    uint32 // None: not known
	Parents []uint32
	Time    int64    // the committer's clock
	Marks   []uint32 // of the commit object itself
}

// Edge leads from a tree to a subtree.
type Edge struct{ Tree, Name uint32 }

// Leaf is an entry of a tree with a mark.
type Leaf struct{ Object, Name, Mark uint32 }

// Staged is an index entry with a mark.
type Staged struct {
	Path         string
	Object, Mark uint32
}

// Root is where git starts to look for what is reachable.
type Root struct {
	Ref    string // full name; empty: it reaches, but has no name to report
	Stash  bool   // refs/stash or an entry of its reflog
	Commit uint32 // the commit, tree, or None
	Tree   uint32
	Others []uint32 // tags on the way, and the blob at its end
}

// Trace is where one mark lies. It has a path, or it is about an object
// without one: a commit, a tag, or a blob that no tree names.
type Trace struct {
	Path       string
	Mark       uint32
	Object     uint32 // the last one that shows it
	Introduced uint32 // object numbers of commits, or None
	LastSeen   uint32
	InHead     bool
	Refs       []string // sorted; shared between traces, to be read only
	Reach      finding.Reach
}

// Run traces every mark of g. Traces are in no particular order, but in the
// same one for equal graphs. It reports in truncated that a hostile graph has
// more paths than are followed.
func Run(ctx context.Context, g *Graph) (traces []Trace, truncated bool, err error) {
	w := newWalk(g)
	if err := w.build(ctx); err != nil {
		return nil, false, err
	}
	if err := w.propagate(ctx); err != nil {
		return nil, false, err
	}
	w.assignRefs()
	return w.traces(), w.forest.truncated, nil
}
