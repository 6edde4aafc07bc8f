package attribution

import (
	"cmp"
	"container/heap"
)

// dated orders positions in Graph.Commits by time, then by object number.
type dated struct {
	commits []Commit
	queue   []uint32
}

// Len, Less, Swap, Push and Pop implement [heap.Interface].
func (d *dated) Len() int { return len(d.queue) }

func (d *dated) Less(i, j int) bool {
	a, b := &d.commits[d.queue[i]], &d.commits[d.queue[j]]
	return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Object, b.Object)) < 0
}

func (d *dated) Swap(i, j int) { d.queue[i], d.queue[j] = d.queue[j], d.queue[i] }

// Push implements [heap.Interface].
func (d *dated) Push(x any) { d.queue = append(d.queue, x.(uint32)) }

// Pop implements [heap.Interface].
func (d *dated) Pop() any {
	last := d.queue[len(d.queue)-1]
	d.queue = d.queue[:len(d.queue)-1]
	return last
}

// topological returns the positions of all commits, parents before children
// and earlier before later. A cycle, which only a forged index can make, comes
// at the end.
func topological(commits []Commit, parents [][]uint32) []uint32 {
	children := make([][]uint32, len(commits))
	waits := make([]int, len(commits))
	ready := &dated{commits: commits}
	for c, ps := range parents {
		waits[c] = len(ps)
		for _, p := range ps {
			children[p] = append(children[p], uint32(c))
		}
		if len(ps) == 0 {
			ready.queue = append(ready.queue, uint32(c))
		}
	}
	heap.Init(ready)
	order := make([]uint32, 0, len(commits))
	for ready.Len() > 0 {
		c := heap.Pop(ready).(uint32)
		order = append(order, c)
		for _, child := range children[c] {
			if waits[child]--; waits[child] == 0 {
				heap.Push(ready, child)
			}
		}
	}
	for c := range commits {
		if waits[c] > 0 {
			order = append(order, uint32(c))
		}
	}
	return order
}

// reach marks every commit that one of from leads to.
func reach(parents [][]uint32, from []uint32) []bool {
	seen := make([]bool, len(parents))
	for len(from) > 0 {
		c := from[len(from)-1]
		from = from[:len(from)-1]
		if seen[c] {
			continue
		}
		seen[c] = true
		from = append(from, parents[c]...)
	}
	return seen
}
