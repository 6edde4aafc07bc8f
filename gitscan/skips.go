package gitscan

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/msgine/msginelint/gitscan/internal/attribution"
	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
)

// maxListed is how many damaged or missing objects are listed one by one.
const maxListed = 20

// skips records everything that was not scanned, and why. reachable tells
// which objects the refs reach; nil where nothing is absent.
func (h *history) skips(reachable func(n uint32) bool) {
	for _, p := range h.src.Problems() {
		h.skip(p.What, p.Reason)
	}
	h.skipFailed()
	shallow := h.skipShallow()
	h.skipAbsent(reachable, shallow)
	h.skipBrokenRefs()
	h.noteSubmodules()
	c := &h.report.Coverage
	slices.SortStableFunc(c.Skipped, func(a, b finding.Skip) int {
		return cmp.Or(strings.Compare(a.What, b.What), strings.Compare(a.Reason, b.Reason))
	})
	c.Skipped = slices.Compact(c.Skipped)
}

// skipFailed lists objects that could not be read: damage in a pack is one
// Skip for each reason, since it may cost thousands of objects.
func (h *history) skipFailed() {
	type group struct{ where, reason string }
	var order []group
	members := map[group][]uint32{}
	loose := 0
	for _, f := range h.found.failed {
		g := group{h.src.Container(f.n), f.reason}
		if h.src.IsLoose(f.n) {
			if loose++; loose > maxListed {
				continue
			}
		}
		if members[g] == nil {
			order = append(order, g)
		}
		members[g] = append(members[g], f.n)
	}
	for _, g := range order {
		list := members[g]
		first := h.src.ID(list[0])
		if len(list) == 1 {
			h.skip(g.where, fmt.Sprintf("object %s cannot be read: %s", first, g.reason))
			continue
		}
		h.skip(g.where, fmt.Sprintf("%d objects cannot be read, %s is the first: %s", len(list), first, g.reason))
	}
	if loose > maxListed {
		h.skip("objects", fmt.Sprintf("%d more loose objects cannot be read", loose-maxListed))
	}
}

// skipShallow reads the list of commits whose parents a shallow clone left
// behind (gitrepository-layout(5), "shallow").
func (h *history) skipShallow() map[objects.ID]bool {
	text, err := os.ReadFile(filepath.Join(h.layout.CommonDir, "shallow"))
	if err != nil {
		return nil
	}
	shallow := map[objects.ID]bool{}
	for _, line := range strings.Fields(string(text)) {
		if id, ok := objects.ParseID([]byte(line)); ok {
			shallow[id] = true
		}
	}
	if len(shallow) > 0 {
		h.limit("repository", fmt.Sprintf("shallow clone: what came before its %d oldest commits is not here: git fetch --unshallow", len(shallow)))
	}
	return shallow
}

// skipAbsent lists objects that reachable history names and that are not here.
// What only unreachable objects name was pruned on purpose.
func (h *history) skipAbsent(reachable func(n uint32) bool, shallow map[objects.ID]bool) {
	var gone []absence
	for _, a := range h.found.absent {
		if reachable != nil && !reachable(a.from) {
			continue
		}
		_, isCommit := h.found.commits[a.from]
		if isCommit && shallow[h.src.ID(a.from)] && a.id != h.found.commits[a.from].tree {
			continue
		}
		gone = append(gone, a)
	}
	slices.SortFunc(gone, func(a, b absence) int {
		return cmp.Or(strings.Compare(a.id.String(), b.id.String()), cmp.Compare(a.from, b.from))
	})
	gone = slices.CompactFunc(gone, func(a, b absence) bool { return a.id == b.id })
	if len(gone) == 0 {
		return
	}
	if h.settings.promisor || h.src.Promisor() {
		h.limit("repository", fmt.Sprintf("partial clone: %d objects that history names are at its remote only: clone it without --filter", len(gone)))
		return
	}
	for _, a := range gone[:min(len(gone), maxListed)] {
		h.skip(a.id.String(), fmt.Sprintf("missing: %s names it, but it is not here", h.src.ID(a.from)))
	}
	if len(gone) > maxListed {
		h.skip("repository", fmt.Sprintf("%d more objects that history names are missing", len(gone)-maxListed))
	}
}

// skipBrokenRefs lists refs that name an object that is not here.
func (h *history) skipBrokenRefs() {
	for _, r := range h.refs.list {
		if _, ok := h.src.Find(r.target); !ok && !builtIn(r.target) {
			h.skip(r.name, fmt.Sprintf("names %s, which is not here", r.target))
		}
	}
}

// noteSubmodules names the submodules: they are other repositories, which a
// scan of this one does not cover and is not expected to.
func (h *history) noteSubmodules() {
	modules := filepath.Join(h.layout.CommonDir, "modules")
	before := len(h.report.Notes)
	_ = filepath.WalkDir(modules, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil // not there, or not readable: nothing to name
		}
		if _, err := os.Stat(filepath.Join(path, "HEAD")); err != nil {
			return nil
		}
		name, _ := filepath.Rel(modules, path)
		h.report.Notes = append(h.report.Notes, finding.Note{Path: h.redact.text(filepath.ToSlash(name)),
			Text: "submodule: its own history was not scanned, run the scan in it"})
		return fs.SkipDir
	})
	if h.found.gitlinks && len(h.report.Notes) == before {
		h.report.Notes = append(h.report.Notes, finding.Note{Text: "history names submodules: their own repositories were not scanned"})
	}
}

// reachableFrom returns a test for the commits, trees and tags that the roots
// of g lead to.
func reachableFrom(g *attribution.Graph) func(n uint32) bool {
	seen := map[uint32]bool{}
	commits := make(map[uint32]*attribution.Commit, len(g.Commits))
	for i := range g.Commits {
		commits[g.Commits[i].Object] = &g.Commits[i]
	}
	var queue []uint32
	push := func(n uint32) {
		if n != attribution.None && !seen[n] {
			seen[n] = true
			queue = append(queue, n)
		}
	}
	for _, r := range g.Roots {
		push(r.Commit)
		push(r.Tree)
		for _, o := range r.Others {
			push(o)
		}
	}
	push(g.HeadTree)
	for len(queue) > 0 {
		n := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if c, ok := commits[n]; ok {
			push(c.Tree)
			for _, p := range c.Parents {
				push(p)
			}
			continue
		}
		for _, e := range g.Edges[n] {
			push(e.Tree)
		}
	}
	return func(n uint32) bool { return seen[n] }
}
