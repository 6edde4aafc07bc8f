package gitscan

import (
	"context"
	"sync"

	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/gitscan/internal/pack"
)

// source is where objects come from. Objects have numbers, in the order of
// their ids; nothing beyond this file knows how they are read.
type source interface {
	Len() int
	ID(n uint32) objects.ID
	Find(id objects.ID) (uint32, bool)
	Abbreviated(prefix string) []uint32
	Sort(numbers []uint32)     // into the order in which they are cheapest to read
	Container(n uint32) string // the file it is read from, to name it in a report
	IsLoose(n uint32) bool
	Problems() []objects.Problem
	Promisor() bool
	Reader() reader
	// Families visits the objects that can be read together with what they are
	// deltas of, with a visitor for each worker, and lists all others.
	Families(ctx context.Context, visitors []func(*pack.Node)) (left []uint32)
}

// reader reads objects, one at a time.
type reader interface {
	Read(n uint32) (objects.Object, error)
	ReadWhole(n uint32) (objects.Object, error)
	Close()
}

// stored is a source on disk.
type stored struct{ *objects.Store }

// Reader implements source.
func (s stored) Reader() reader { return s.NewReader() }

// Families implements source: it reads the packs.
func (s stored) Families(ctx context.Context, visitors []func(*pack.Node)) (left []uint32) {
	there := make([]bool, s.Len()) // objects that a pack tells of
	for i := range s.Packs() {
		path, entries := s.Pack(i)
		p, err := pack.Open(path, entries, func(id objects.ID) (int64, bool) { return s.InPack(id, i) })
		if err != nil {
			continue // the other reader says what is wrong
		}
		p.Walk(ctx, visitors)
		for _, e := range entries {
			if e.Number != objects.None {
				there[e.Number] = true
			}
		}
		left = append(left, p.Left()...)
		p.Close()
	}
	for n, t := range there {
		if !t {
			left = append(left, uint32(n))
		}
	}
	s.Sort(left)
	return left
}

// runLength is how many objects a worker takes at a time: long enough that
// most delta bases are in the same run, short enough that the last worker does
// not keep the others waiting.
const runLength = 4096

// each reads the objects wanted, which are sorted, and hands every one to
// visit with the number of the worker that read it. progress is called with
// how many were read since its last call, by one goroutine at a time.
func each(ctx context.Context, src source, wanted []uint32, workers int, progress func(n int),
	visit func(worker int, n uint32, o objects.Object, err error)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	runs := make(chan []uint32)
	var wg sync.WaitGroup
	var mu sync.Mutex
	for w := range workers {
		wg.Go(func() {
			r := src.Reader()
			defer r.Close()
			for run := range runs {
				for i, n := range run {
					if ctx.Err() != nil {
						break
					}
					o, err := r.Read(n)
					visit(w, n, o, err)
					if (i+1)%256 == 0 || i+1 == len(run) {
						mu.Lock()
						progress(i%256 + 1)
						mu.Unlock()
					}
				}
			}
		})
	}
	for len(wanted) > 0 && ctx.Err() == nil {
		n := min(len(wanted), runLength)
		select {
		case runs <- wanted[:n]:
			wanted = wanted[n:]
		case <-ctx.Done():
		}
	}
	close(runs)
	wg.Wait()
	return ctx.Err()
}
