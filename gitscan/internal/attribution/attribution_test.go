package attribution

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/finding"
)

// plain is a repository spelt out: what each commit holds, by path.
type plain struct {
	graph   Graph
	holds   []map[string]uint32 // by commit: path to blob
	marksOf map[uint32][]uint32 // by blob
	head    uint32
	reached []map[uint32]bool // by root
}

// builder makes a Graph of trees from files.
type builder struct {
	g     *Graph
	p     *plain
	next  uint32
	trees map[string]uint32
	names map[string]uint32
}

func (b *builder) name(s string) uint32 {
	n, ok := b.names[s]
	if !ok {
		n = uint32(len(b.g.Names))
		b.g.Names = append(b.g.Names, s)
		b.names[s] = n
	}
	return n
}

// tree stores files, and returns its number; equal trees are one.
func (b *builder) tree(files map[string]uint32) uint32 {
	key := fmt.Sprint(files) // fmt sorts maps
	if n, ok := b.trees[key]; ok {
		return n
	}
	n := b.next
	b.next++
	b.trees[key] = n
	below := map[string]map[string]uint32{}
	for path, blob := range files {
		dir, rest, ok := strings.Cut(path, "/")
		if !ok {
			for _, m := range b.p.marksOf[blob] {
				b.g.Leaves[n] = append(b.g.Leaves[n], Leaf{blob, b.name(path), m})
			}
			continue
		}
		if below[dir] == nil {
			below[dir] = map[string]uint32{}
		}
		below[dir][rest] = blob
	}
	for dir, files := range below {
		b.g.Edges[n] = append(b.g.Edges[n], Edge{b.tree(files), b.name(dir)})
	}
	return n
}

// random makes a repository of n commits that add, change, move and remove
// files in a few directories, with branches, merges and refs.
func random(r *rand.Rand, n int) *plain {
	p := &plain{marksOf: map[uint32][]uint32{}}
	p.graph = Graph{Edges: map[uint32][]Edge{}, Leaves: map[uint32][]Leaf{}, Free: map[uint32][]uint32{}, HeadTree: None}
	b := &builder{g: &p.graph, p: p, next: 2000, trees: map[string]uint32{}, names: map[string]uint32{}}
	for blob := uint32(1000); blob < 1030; blob++ {
		for range r.IntN(3) {
			if m := 1 + r.Uint32N(6); !slices.Contains(p.marksOf[blob], m) {
				p.marksOf[blob] = append(p.marksOf[blob], m)
			}
		}
	}
	for c := range n {
		commit := Commit{Object: uint32(c), Time: int64(r.IntN(n))} // clocks lie
		files := map[string]uint32{}
		if c > 0 && r.IntN(12) > 0 {
			for range 1 + r.IntN(2) {
				if parent := uint32(max(0, c-1-r.IntN(4))); !slices.Contains(commit.Parents, parent) {
					commit.Parents = append(commit.Parents, parent)
					for path, blob := range p.holds[parent] {
						files[path] = blob
					}
				}
			}
		}
		for range r.IntN(3) {
			path := strings.Repeat(string("ab"[r.IntN(2)])+"/", r.IntN(3)) + string("xyz"[r.IntN(3)])
			if r.IntN(3) == 0 {
				delete(files, path)
			} else {
				files[path] = 1000 + r.Uint32N(30)
			}
		}
		if r.IntN(5) == 0 {
			commit.Marks = []uint32{20 + r.Uint32N(3)}
		}
		commit.Tree = b.tree(files)
		p.graph.Commits = append(p.graph.Commits, commit)
		p.holds = append(p.holds, files)
	}
	for i := range 1 + r.IntN(6) {
		p.graph.Roots = append(p.graph.Roots, Root{Ref: fmt.Sprintf("refs/heads/%d", i), Stash: r.IntN(4) == 0, Commit: r.Uint32N(uint32(n)), Tree: None})
	}
	p.head = p.graph.Roots[0].Commit
	p.graph.HeadTree = p.graph.Commits[p.head].Tree
	r.Shuffle(n, func(i, j int) { // the caller's order must not matter
		p.graph.Commits[i], p.graph.Commits[j] = p.graph.Commits[j], p.graph.Commits[i]
	})
	return p
}

// commit is the commit with that object number.
func (p *plain) commit(object uint32) *Commit {
	i := slices.IndexFunc(p.graph.Commits, func(c Commit) bool { return c.Object == object })
	return &p.graph.Commits[i]
}

// ancestors is from and every commit it leads to.
func (p *plain) ancestors(from uint32) map[uint32]bool {
	seen := map[uint32]bool{}
	var visit func(uint32)
	visit = func(c uint32) {
		if !seen[c] {
			seen[c] = true
			for _, up := range p.commit(c).Parents {
				visit(up)
			}
		}
	}
	visit(from)
	return seen
}

// keysOf is every mark that the tree of commit c holds, with its path, and the blob.
func (p *plain) keysOf(c uint32) map[string]uint32 {
	keys := map[string]uint32{}
	for path, blob := range p.holds[c] {
		for _, m := range p.marksOf[blob] {
			keys[fmt.Sprintf("%s#%d", path, m)] = blob
		}
	}
	return keys
}

// rank says what reaches commit c.
func (p *plain) rank(c uint32) int {
	best := fromNothing
	for i, r := range p.graph.Roots {
		if p.reached[i][c] {
			if r.Stash {
				best = min(best, fromStash)
			} else {
				best = fromRefs
			}
		}
	}
	return best
}

// naive traces every mark the slow way: each commit's files, each ref's history.
func (p *plain) naive() map[string]string {
	for _, r := range p.graph.Roots {
		p.reached = append(p.reached, p.ancestors(r.Commit))
	}
	type known struct {
		introduced, last, object uint32
		first, best              int // ranks
		holders                  []uint32
	}
	seen := map[string]*known{}
	for _, pos := range newWalk(&p.graph).order {
		c := p.graph.Commits[pos]
		keys := p.keysOf(c.Object)
		inParents := map[string]bool{}
		for _, up := range c.Parents {
			for k := range p.keysOf(up) {
				inParents[k] = true
			}
		}
		for _, m := range c.Marks {
			keys[fmt.Sprintf("#%d", m)] = c.Object
		}
		rank := p.rank(c.Object)
		for k, object := range keys {
			if seen[k] == nil {
				seen[k] = &known{None, None, None, ranks, ranks, nil}
			}
			s := seen[k]
			s.holders = append(s.holders, c.Object)
			if !inParents[k] && rank < s.first {
				s.introduced, s.first = c.Object, rank
			}
			if rank <= s.best {
				s.last, s.object, s.best = c.Object, object, rank
			}
		}
	}
	out := map[string]string{}
	for k, s := range seen {
		refs, reach := p.refsOf(s.holders)
		_, inHead := p.keysOf(p.head)[k]
		out[k] = fmt.Sprint(s.object, s.introduced, s.last, inHead, refs, reach)
	}
	return out
}

// refsOf lists the refs that reach one of holders.
func (p *plain) refsOf(holders []uint32) (refs []string, reach finding.Reach) {
	reach = finding.Unreachable
	for i, r := range p.graph.Roots {
		if !slices.ContainsFunc(holders, func(c uint32) bool { return p.reached[i][c] }) {
			continue
		}
		refs = append(refs, r.Ref)
		if !r.Stash {
			reach = finding.FromRefs
		} else if reach == finding.Unreachable {
			reach = finding.FromStash
		}
	}
	return refs, reach
}

// TestAgainstNaive compares random repositories with the slow way.
func TestAgainstNaive(t *testing.T) {
	for seed := range uint64(150) {
		p := random(rand.New(rand.NewPCG(seed, 1)), 1+int(seed%60))
		traces, truncated, err := Run(context.Background(), &p.graph)
		if err != nil || truncated {
			t.Fatal(err, truncated)
		}
		got := map[string]string{}
		for _, tr := range traces {
			k := fmt.Sprintf("%s#%d", tr.Path, tr.Mark)
			if _, twice := got[k]; twice {
				t.Errorf("seed %d: %s twice", seed, k)
			}
			got[k] = fmt.Sprint(tr.Object, tr.Introduced, tr.LastSeen, tr.InHead, tr.Refs, tr.Reach)
		}
		want := p.naive()
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("seed %d: %s: got %s, want %s", seed, k, got[k], want[k])
			}
		}
		if len(got) != len(want) {
			t.Errorf("seed %d: %d traces, want %d", seed, len(got), len(want))
		}
		if t.Failed() {
			return
		}
	}
}

// TestObjectsWithoutCommits places blobs that only tags, dangling trees or the
// index name.
func TestObjectsWithoutCommits(t *testing.T) {
	g := &Graph{
		Names: []string{"file", "dir"},
		// 10 is a tagged tree, 12 a dangling one that holds 11.
		Edges:  map[uint32][]Edge{12: {{11, 1}}},
		Leaves: map[uint32][]Leaf{10: {{1, 0, 100}}, 11: {{2, 0, 101}}},
		Free:   map[uint32][]uint32{1: {100}, 2: {101}, 3: {102}, 4: {103}, 5: {104}, 6: {105}, 7: {105}, 8: {105}},
		Roots: []Root{{Ref: "refs/tags/tree", Commit: None, Tree: 10}, {Ref: "refs/tags/blob", Commit: None, Tree: None, Others: []uint32{5, 3}},
			{Ref: "refs/tags/b", Commit: None, Tree: None, Others: []uint32{7}}, {Ref: "refs/tags/a", Commit: None, Tree: None, Others: []uint32{8}}},
		Staged:   []Staged{{"staged", 4, 103}},
		HeadTree: None,
	}
	traces, _, err := Run(context.Background(), g)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, tr := range traces {
		got = append(got, fmt.Sprintf("%d %d %q %v %q", tr.Mark, tr.Object, tr.Path, tr.Refs, tr.Reach))
	}
	slices.Sort(got)
	want := []string{
		`100 1 "file" [refs/tags/tree] ""`,
		`101 2 "dir/file" [] "unreachable"`,
		`102 3 "" [refs/tags/blob] ""`,
		`103 4 "staged" [] "index"`,
		`104 5 "" [refs/tags/blob] ""`,
		`105 7 "" [refs/tags/a refs/tags/b] ""`, // 6 dangles
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestStagedAndUnreachable calls a key staged that no ref reaches, at the path
// where an abandoned commit had it.
func TestStagedAndUnreachable(t *testing.T) {
	g := &Graph{Names: []string{"f"}, Commits: []Commit{{Object: 1, Tree: 2}}, Leaves: map[uint32][]Leaf{2: {{3, 0, 9}}},
		Staged: []Staged{{"f", 3, 9}, {"g", 3, 9}}, HeadTree: None}
	traces, _, _ := Run(context.Background(), g)
	if len(traces) != 2 || traces[0].Reach != finding.FromIndex || traces[0].Introduced != 1 || traces[1].Path != "g" || traces[1].Introduced != None {
		t.Errorf("got %+v", traces)
	}
	g.NoRefs = true
	if traces, _, _ := Run(context.Background(), g); traces[0].Reach != finding.FromRefs {
		t.Errorf("refs are not known, yet: %+v", traces[0])
	}
}

// TestHostileGraphs must end: trees and commits in circles, and a tree at
// exponentially many paths.
func TestHostileGraphs(t *testing.T) {
	circle := &Graph{Names: []string{"a"}, Commits: []Commit{{Object: 1, Tree: 10, Parents: []uint32{2}}, {Object: 2, Tree: 10, Parents: []uint32{1}}, {Object: 3, Parents: []uint32{3}, Tree: None}},
		Edges: map[uint32][]Edge{10: {{10, 0}}}, Leaves: map[uint32][]Leaf{10: {{5, 0, 1}}}, Roots: []Root{{Ref: "r", Commit: 1, Tree: None}}, HeadTree: 10}
	traces, truncated, err := Run(context.Background(), circle)
	if err != nil || !truncated || len(traces) == 0 {
		t.Errorf("circle: %d traces, %v, %v", len(traces), truncated, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Run(ctx, circle); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	bomb := newForest(&Graph{Names: []string{"a", "b"}, Edges: map[uint32][]Edge{}, Leaves: map[uint32][]Leaf{100: {{5, 0, 1}}}})
	bomb.limit = 1000
	for i := uint32(0); i < 100; i++ {
		bomb.graph.Edges[i] = []Edge{{i + 1, 0}, {i + 1, 1}}
	}
	bomb.leads = leading(bomb.graph)
	bomb.at(0, 0, 0)
	if !bomb.truncated || len(bomb.places) > 1000 {
		t.Errorf("bomb: %d places, truncated %v", len(bomb.places), bomb.truncated)
	}
}

// BenchmarkManyMarks walks 20000 commits with 2000 marks: the cost must grow
// with their sum, not their product.
func BenchmarkManyMarks(b *testing.B) {
	g := &Graph{Edges: map[uint32][]Edge{}, Leaves: map[uint32][]Leaf{}, HeadTree: None}
	for m := range uint32(2000) {
		g.Names = append(g.Names, fmt.Sprint(m))
		g.Leaves[m] = []Leaf{{1 << 30, m, m}}
	}
	for c := range uint32(20000) {
		tree := 100000 + c
		for i := range uint32(10) {
			g.Edges[tree] = append(g.Edges[tree], Edge{(c/100*10 + i) % 2000, i})
		}
		commit := Commit{Object: 1000000 + c, Tree: tree, Time: int64(c)}
		if c > 0 {
			commit.Parents = []uint32{1000000 + c - 1}
		}
		g.Commits = append(g.Commits, commit)
		g.Roots = append(g.Roots, Root{Ref: fmt.Sprint("refs/", c), Commit: commit.Object, Tree: None})
	}
	for b.Loop() {
		if _, _, err := Run(context.Background(), g); err != nil {
			b.Fatal(err)
		}
	}
}
