package keyflow

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// summary is what callers need to know of a function.
type summary struct {
	results   []piece  // what the results hold
	stores    []piece  // what is put into what parameters point to
	outlets   []outlet // where parameters get out
	takes     []taking // parameters that are keys, since they go to the provider
	sends     []sending
	calls     []callback
	unchanged bool // the result is the argument, whatever the function is called
}

// piece is what one part of a result or parameter holds.
type piece struct {
	index  int
	path   string
	opaque bool
	labels []label

	// These do not travel to other packages.
	dyn      []types.Type
	closures []*object
}

// callback says that a function calls one it was given.
type callback struct {
	param int
	path  string
	args  [][]piece
}

// outlet is a parameter's way out.
type outlet struct {
	from  label
	sink  sink
	inner token.Pos // the place to report, if it is not the call
}

// sink is a place where keys must not arrive.
type sink struct {
	kind  table.Kind
	desc  string // "logged by (*slog.Logger).Info"
	optIn bool
}

// taking says that part of a parameter belongs to a provider.
type taking struct {
	param int
	path  string
	place
}

// place is where a key belongs.
type place struct {
	provider string
	name     string // the header or the SDK
	header   bool
}

// sending says that a parameter is the URL of a request that carries a key.
type sending struct {
	url label
}

func (p piece) compare(q piece) int {
	return cmp.Or(
		cmp.Compare(p.index, q.index), cmp.Compare(p.path, q.path),
		slices.CompareFunc(p.labels, q.labels, label.compare),
	)
}

func (o outlet) compare(q outlet) int {
	return cmp.Or(
		o.from.compare(q.from), cmp.Compare(o.sink.kind, q.sink.kind),
		cmp.Compare(o.sink.desc, q.sink.desc), cmp.Compare(o.inner, q.inner),
	)
}

func (t taking) compare(q taking) int {
	return cmp.Or(cmp.Compare(t.param, q.param), cmp.Compare(t.path, q.path), cmp.Compare(t.name, q.name))
}

func (s sending) compare(q sending) int { return s.url.compare(q.url) }

// sort puts s into the one order that all summaries with its content have.
func (s *summary) sort() {
	s.outlets = tidy(s.outlets, outlet.compare)
	s.takes = tidy(s.takes, taking.compare)
	s.sends = tidy(s.sends, sending.compare)
	s.results = tidy(s.results, piece.compare)
	s.stores = tidy(s.stores, piece.compare)
}

// maxFlows bounds the flows of one kind in a summary.
const maxFlows = 64

func tidy[T any](list []T, compare func(a, b T) int) []T {
	slices.SortStableFunc(list, compare)
	list = slices.CompactFunc(list, func(a, b T) bool { return compare(a, b) == 0 })
	return list[:min(len(list), maxFlows)]
}

func (s *summary) equal(t *summary) bool {
	if s == nil || t == nil {
		return s == t
	}
	return s.unchanged == t.unchanged &&
		slices.EqualFunc(s.results, t.results, samePiece) &&
		slices.EqualFunc(s.stores, t.stores, samePiece) &&
		slices.EqualFunc(s.outlets, t.outlets, func(a, b outlet) bool { return a.compare(b) == 0 }) &&
		slices.Equal(s.takes, t.takes) &&
		len(s.calls) == len(t.calls) &&
		slices.EqualFunc(s.sends, t.sends, func(a, b sending) bool { return a.compare(b) == 0 })
}

func samePiece(p, q piece) bool {
	return p.compare(q) == 0 && p.opaque == q.opaque && len(p.dyn) == len(q.dyn) && len(p.closures) == len(q.closures)
}

// silent reports whether s says nothing.
func (s *summary) silent() bool {
	if s == nil {
		return true
	}
	for _, p := range s.results {
		if len(p.labels) > 0 {
			return false
		}
	}
	return len(s.stores)+len(s.outlets)+len(s.takes)+len(s.sends)+len(s.calls) == 0 && !s.unchanged
}

// flatten lists what n holds, in all its parts.
func flatten(index int, path string, n *node) []piece {
	if n == nil {
		return nil
	}
	var all []piece
	p := piece{index: index, path: path, opaque: n.opaque, labels: n.labels, dyn: n.dyn}
	for _, r := range n.refs {
		if r.obj.fn != nil {
			p.closures = append(p.closures, r.obj)
		}
	}
	all = append(all, p)
	for _, k := range n.order() {
		at := extend(path, k)
		inner := flatten(index, at, n.kids[k])
		if inner == nil {
			inner = []piece{{index: index, path: at}}
		}
		all = append(all, inner...)
	}
	return all
}

// iterates lists what the iterator o, a part of p, gives to its loop, so that
// packages that do not see its body know.
func iterates(p piece, o *object) []Piece {
	if o.fn.Signature.Params().Len() != 1 {
		return nil
	}
	var all []Piece
	for i, labels := range o.given {
		f := Piece{Index: p.index, Path: extend(p.path, yieldElem(i))}
		for _, l := range labels {
			if carriesKey(l) {
				f.Labels = append(f.Labels, toLabel(l))
			}
		}
		all = append(all, f)
	}
	return all
}
