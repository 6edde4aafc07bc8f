package keyflow

import (
	"go/types"
	"strings"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// Package log/slog carries values in attributes and renders them in a handler,
// later. An attribute is kept in its parts, so that the logger that takes it
// decides what it shows.

// attribute is what a function of log/slog makes of its arguments: an Attr with
// its Key and Value, or a Value.
func (s *site) attribute() *node {
	result := s.sig.Results().At(0).Type()
	isAttr := isNamedType(result, "log/slog", "Attr")
	var value *node
	for i, a := range s.args {
		if i == 0 && isAttr {
			continue
		}
		if s.sig.Variadic() && i == s.sig.Params().Len()-1 {
			value = join(value, s.members(a))
			continue
		}
		n := orEmpty(a.n)
		if !types.IsInterface(a.t) {
			typed := *n
			typed.dyn = []types.Type{a.t}
			n = &typed
		}
		value = join(value, n)
	}
	if !isAttr {
		return value
	}
	name := text(keep(s.f.rendered(s.args[0].n, s.args[0].t, raw), carriesKey))
	return (*node)(nil).with([]string{".Key"}, name, false).with([]string{".Value"}, value, false)
}

// members is the Value of a group.
func (s *site) members(a arg) *node {
	elems := s.f.indexed(a.n)
	if len(elems) == 0 {
		elems = []string{"[]"}
	}
	var group *node
	for _, e := range elems {
		n := s.f.part(a.n, e, nil, 0)
		if n == nil {
			continue
		}
		if !types.IsInterface(elemOf(a.t)) {
			typed := *n
			typed.dyn = []types.Type{elemOf(a.t)}
			n = &typed
		}
		group = group.with([]string{e}, n, false)
	}
	return group
}

// attribute adds what an Attr or a Value of log/slog shows as r.
func (c *collector) attribute(n *node, t types.Type, r render, sp spot) bool {
	switch {
	case isNamedType(t, "log/slog", "Attr"):
		c.gather(c.f.part(n, ".Key", nil, 0), raw)
		c.slogValue(c.f.part(n, ".Value", nil, 0), r, sp)
	case isNamedType(t, "log/slog", "Value"):
		c.slogValue(n, r, sp)
	default:
		return false
	}
	return true
}

// slogValue adds what the Value n shows: a group's members are at the top again.
func (c *collector) slogValue(n *node, r render, sp spot) {
	if n == nil || c.budget <= 0 {
		return
	}
	if len(n.dyn) > 0 {
		if named(n.dyn[0]) == nil || !isNamedType(n.dyn[0], "log/slog", "Value") {
			c.value(n, nil, r, spot{})
			return
		}
	}
	c.add(n.labels, r)
	for _, k := range n.order() {
		c.value(n.kids[k], nil, r, spot{depth: sp.depth})
	}
	c.follow(n, func(inner *node) { c.gather(inner, r) })
}

// handled narrows log/slog's rendering down to the handler of the receiver.
func (s *site) handled(r render) render {
	if r != asSlog || s.recv == nil {
		return r
	}
	json, text := false, false
	n := s.recv.n
	for _, l := range union(orEmpty(n).labels, orEmpty(s.f.deref(n)).labels) {
		if l.kind == isHandler {
			json = json || l.origin.what == "JSON"
			text = text || l.origin.what == "text"
		}
	}
	switch {
	case json && !text:
		return asSlogJSON
	case text && !json:
		return asSlogText
	}
	return asSlog
}

// slog runs the functions that make loggers and handlers.
func (s *site) slog(name table.Func) ([]*node, bool) {
	if name.Recv != "" {
		return nil, false
	}
	handler := func(what string) ([]*node, bool) {
		l := label{kind: isHandler, origin: s.f.p.origins.get(origin{what: what})}
		return []*node{{opaque: true, labels: []label{l}}}, true
	}
	switch {
	case name.Name == "NewJSONHandler":
		return handler("JSON")
	case name.Name == "NewTextHandler":
		return handler("text")
	case name.Name == "New" && len(s.args) == 1:
		n := s.args[0].n
		labels := keep(union(orEmpty(n).labels, orEmpty(s.f.deref(n)).labels), func(l label) bool { return l.kind == isHandler })
		return []*node{{opaque: true, labels: labels}}, true
	case strings.HasPrefix(name.Name, "With"):
		return nil, false
	}
	return nil, false
}
