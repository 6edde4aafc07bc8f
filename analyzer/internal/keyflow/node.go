package keyflow

import (
	"go/types"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// node is what is known of a value: what it holds itself, what its parts hold
// and what it points to. A nil node holds nothing. Nodes are never changed once
// they are shared.
//
// A part is named by an element: ".field", "[]" for what an index does not
// tell apart, "[3]" and `["name"]` for constant indices, "{}" for a map's keys.
// A part without a node of its own is derived from the whole: a key stays a
// key, a parameter's path grows.
type node struct {
	labels []label
	opaque bool // comes from elsewhere: its fields may hold what fields are known to hold
	refs   []ref
	dyn    []types.Type // what an interface was made from
	kids   map[string]*node
}

// ref points to a part of an object.
type ref struct {
	obj  *object
	path string
}

// object is a piece of memory, or a closure.
type object struct {
	id       int
	param    int // a parameter's pointee
	isParam  bool
	single   bool  // one variable, whose old value a store replaces
	init     *node // its content before any store in the function
	fn       *ssa.Function
	bindings []*node
	given    [][]label // iterator: what its loop gets, argument by argument
	escaped  bool      // closure: given to code that is not seen
	used     bool      // closure: called here
}

// clean reports whether n says nothing at all.
func (n *node) clean() bool {
	return n == nil || len(n.labels) == 0 && !n.opaque && len(n.refs) == 0 && len(n.dyn) == 0 && len(n.kids) == 0
}

// text is a node for a value that is text with labels.
func text(labels []label) *node {
	if len(labels) == 0 {
		return nil
	}
	return &node{labels: labels}
}

// maxPath bounds the fields that are followed into one another.
const maxPath = 3

// maxKids bounds the parts that are told apart in one value.
const maxKids = 24

// elems splits a path into its elements.
func elems(path string) []string {
	if path == "" {
		return nil
	}
	var all []string
	start, quoted := 0, false
	for i := 1; i < len(path); i++ {
		switch c := path[i]; {
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '.' || c == '[' || c == '{' || c == '('):
			all = append(all, path[start:i])
			start = i
		}
	}
	return append(all, path[start:])
}

// rest is the element that stands for everything below a path of full length.
const rest = ".*"

// extend adds elem to path, if it is not of full length yet.
func extend(path, elem string) string {
	switch {
	case strings.HasSuffix(path, rest):
		return path
	case len(elems(path)) >= maxPath:
		return path + rest
	}
	return path + elem
}

// isIndexed reports whether elem is a constant index.
func isIndexed(elem string) bool { return len(elem) > 2 && elem[0] == '[' }

// derived is the part elem of n, as far as n itself tells.
func (n *node) derived(elem string) *node {
	if len(n.labels) == 0 && !n.opaque {
		return nil
	}
	labels := n.labels
	for i, l := range labels {
		if l.kind != isParam || l.render != unrendered {
			continue
		}
		if i == 0 || &labels[0] == &n.labels[0] {
			labels = slices.Clone(labels)
		}
		labels[i].path = extend(l.path, elem)
	}
	slices.SortFunc(labels, label.compare)
	return &node{labels: labels, opaque: n.opaque}
}

// own returns the part elem of n, not of what n points to.
func (n *node) own(elem string) *node {
	if n == nil || elem == rest {
		return n
	}
	if kid, ok := n.kids[elem]; ok {
		return kid
	}
	if isIndexed(elem) {
		if kid, ok := n.kids["[]"]; ok {
			return kid
		}
	}
	part := n.derived(elem)
	if elem == "[]" {
		for _, k := range n.order() {
			if isIndexed(k) {
				part = join(part, n.kids[k])
			}
		}
	}
	return part
}

// order returns the names of n's own parts, sorted; indices by number.
func (n *node) order() []string {
	names := make([]string, 0, len(n.kids))
	for k := range n.kids {
		names = append(names, k)
	}
	sort.Slice(names, func(i, j int) bool {
		if len(names[i]) != len(names[j]) && isIndexed(names[i]) && isIndexed(names[j]) {
			return len(names[i]) < len(names[j])
		}
		return names[i] < names[j]
	})
	return names
}

// with returns n with the part at path replaced by part, or joined with it if weak.
func (n *node) with(path []string, part *node, weak bool) *node {
	if len(path) > 0 && path[0] == rest {
		path, weak = nil, true
	}
	if len(path) == 0 {
		if weak {
			return join(n, part)
		}
		return part
	}
	next := &node{}
	if n != nil {
		*next = *n
	}
	next.kids = make(map[string]*node, len(next.kids)+1)
	if n != nil {
		for k, v := range n.kids {
			next.kids[k] = v
		}
	}
	elem := path[0]
	if _, told := next.kids[elem]; !told && len(next.kids) >= maxKids {
		if part != nil { // one part more than are told apart: the whole holds it
			next.labels = union(next.labels, keep(part.labels, carriesKey))
		}
		return next
	}
	if elem == "[]" || elem == "{}" {
		weak = true
	}
	if elem == "[]" { // may be any of those that are told apart
		for k, v := range next.kids {
			if isIndexed(k) {
				next.kids[k] = v.with(path[1:], part, true)
			}
		}
	}
	old := n.own(elem)
	if elem == "[]" && n != nil {
		if kid, ok := n.kids[elem]; ok {
			old = kid
		} else {
			old = n.derived(elem)
		}
	}
	next.kids[elem] = old.with(path[1:], part, weak)
	return next
}

// maxTree bounds how deep the parts of parts go: paths, a tuple's element and a
// little more for what is copied.
const maxTree = maxPath + 2

// prune folds the parts of n below depth into their wholes.
func (n *node) prune(depth int) *node {
	if n == nil || len(n.kids) == 0 {
		return n
	}
	if depth == 0 {
		flat := *n
		flat.kids = nil
		for _, k := range n.order() {
			flat.labels = union(flat.labels, keep(n.kids[k].everything(), carriesKey))
			flat.opaque = flat.opaque || n.kids[k] != nil && n.kids[k].opaque
		}
		return &flat
	}
	var changed map[string]*node
	for k, v := range n.kids {
		p := v.prune(depth - 1)
		if p == v {
			continue
		}
		if changed == nil {
			changed = make(map[string]*node, len(n.kids))
			for k, v := range n.kids {
				changed[k] = v
			}
		}
		changed[k] = p
	}
	if changed == nil {
		return n
	}
	next := *n
	next.kids = changed
	return &next
}

// everything returns the labels of n and all its own parts.
func (n *node) everything() []label {
	if n == nil {
		return nil
	}
	labels := n.labels
	for _, k := range n.order() {
		labels = union(labels, n.kids[k].everything())
	}
	return labels
}

// join is what a value holds that is a or b.
func join(a, b *node) *node {
	if b.clean() {
		return a
	}
	if a.clean() {
		return b
	}
	if a.equal(b) {
		return a
	}
	joined := &node{}
	var kids map[string]*node
	for _, n := range [...]*node{a, b} {
		if n == nil {
			continue
		}
		joined.labels = union(joined.labels, n.labels)
		joined.opaque = joined.opaque || n.opaque
		joined.refs = unionRefs(joined.refs, n.refs)
		joined.dyn = unionTypes(joined.dyn, n.dyn)
	}
	for _, n := range [...]*node{a, b} {
		if n == nil {
			continue
		}
		for k := range n.kids {
			if kids == nil {
				kids = make(map[string]*node)
			}
			if _, done := kids[k]; !done {
				kids[k] = join(a.own(k), b.own(k))
			}
		}
	}
	joined.kids = kids
	return joined
}

// unionRefs merges two lists of references, sorted by object and path.
func unionRefs(a, b []ref) []ref {
	all := a
	for _, r := range b {
		if !slices.Contains(all, r) {
			all = append(all[:len(all):len(all)], r)
		}
	}
	if len(all) > maxRefs {
		return a[:min(len(a), maxRefs)]
	}
	if len(all) > len(a) {
		slices.SortFunc(all, func(x, y ref) int {
			if x.obj.id != y.obj.id {
				return x.obj.id - y.obj.id
			}
			return strings.Compare(x.path, y.path)
		})
	}
	return all
}

// maxRefs bounds the objects that one value may point to, maxDyn the types that
// one interface may hold.
const (
	maxRefs = 12
	maxDyn  = 6
)

func unionTypes(a, b []types.Type) []types.Type {
	all := a
	for _, t := range b {
		if len(all) < maxDyn && !slices.ContainsFunc(all, func(u types.Type) bool { return types.Identical(t, u) }) {
			all = append(all[:len(all):len(all)], t)
		}
	}
	return all
}

// equal reports whether a and b say the same.
func (n *node) equal(b *node) bool {
	if n == b {
		return true
	}
	if n == nil || b == nil {
		return n.clean() && b.clean()
	}
	if n.opaque != b.opaque || len(n.kids) != len(b.kids) || len(n.dyn) != len(b.dyn) ||
		!slices.Equal(n.labels, b.labels) || !slices.Equal(n.refs, b.refs) {
		return false
	}
	for k, v := range n.kids {
		w, ok := b.kids[k]
		if !ok || !v.equal(w) {
			return false
		}
	}
	return true
}

// mapLabels returns n with every label that it holds, in all its parts, replaced.
func (n *node) mapLabels(f func([]label) []label) *node {
	if n == nil {
		return nil
	}
	next := *n
	next.labels = f(n.labels)
	if n.kids != nil {
		next.kids = make(map[string]*node, len(n.kids))
		for k, v := range n.kids {
			next.kids[k] = v.mapLabels(f)
		}
	}
	return &next
}
