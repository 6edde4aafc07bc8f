package keyflow

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/match"
)

// leakKey tells leaks apart: one a place and a way out.
type leakKey struct {
	pos       token.Pos
	transport bool
}

// report notes a key that reaches a sink.
func (p *program) report(pos token.Pos, l label, to sink) {
	if !pos.IsValid() || pos == inErrElsewhere {
		return
	}
	desc := to.desc
	if l.errIn != "" && l.errIn != desc {
		desc = l.errIn + arrow + desc
	}
	found := Leak{
		Pos: pos, Kind: to.kind, Provider: p.providerNamed(l.origin.what),
		Source: l.origin.what, At: l.origin.at, Via: l.origin.via, Sink: desc, From: l.origin.pos,
	}
	inURL := to.kind == table.URL || strings.HasPrefix(l.errIn, doing(table.URL))
	p.keepLeak(leakKey{pos, p.cfg.transport && inURL}, found)
}

// keepLeak keeps the shortest of the flows to one place.
func (p *program) keepLeak(k leakKey, found Leak) {
	leaks := p.now.leaks
	old, ok := leaks[k]
	if !ok || cmp.Or(cmp.Compare(len(found.Flow()), len(old.Flow())), cmp.Compare(found.Flow(), old.Flow())) < 0 {
		leaks[k] = found
	}
}

// reportTransport notes a request that takes a key where it must not go.
func (p *program) reportTransport(pos token.Pos, why string) {
	if pos.IsValid() {
		p.keepLeak(leakKey{pos, true}, Leak{Pos: pos, Provider: p.cfg.providers[0].Name, Sink: why})
	}
}

func (p *program) providerNamed(what string) string {
	for _, pr := range p.cfg.providers {
		if strings.HasPrefix(what, pr.Name) {
			return pr.Name
		}
	}
	return p.cfg.providers[0].Name
}

// constantTaken notes the constants that n is, where keys belong.
func (p *program) constantTaken(n *node, where place, s *site, v ssa.Value) {
	if n == nil {
		return
	}
	for _, l := range n.labels {
		if l.kind != isConst || l.origin.open || l.origin.text == "" {
			continue
		}
		p.now.taken = append(p.now.taken, Constant{
			Pos: s.pos(), Provider: where.provider, Place: where.name, Header: where.header, value: l.origin.text,
		})
	}
}

// Key describes the constant as a key of its provider, by match.
func (c Constant) Key(m *match.Matcher) (key.Key, match.Kind) {
	for i := range m.Providers() {
		pr := &m.Providers()[i]
		if pr.Name == c.Provider {
			return m.Placed(pr, c.value)
		}
	}
	return key.Key{}, match.Prefix
}

// result lists what was found in the order of the source.
func (p *program) result() *Result {
	r := &Result{}
	all := make(map[leakKey]Leak)
	for _, fn := range p.funcs {
		last := p.found[fn]
		if last == nil {
			continue
		}
		p.now = &found{leaks: all}
		for k, l := range last.leaks {
			p.keepLeak(k, l)
		}
		r.Constants = append(r.Constants, last.taken...)
	}
	for k, l := range all {
		if k.transport {
			r.Transport = append(r.Transport, l)
		} else {
			r.Leaks = append(r.Leaks, l)
		}
	}
	byPos := func(a, b Leak) int { return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Flow(), b.Flow())) }
	slices.SortFunc(r.Leaks, byPos)
	slices.SortFunc(r.Transport, byPos)
	slices.SortFunc(r.Constants, func(a, b Constant) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.value, b.value))
	})
	r.Constants = slices.Compact(r.Constants)
	return r
}

// Is reports whether the constant's text is text.
func (c Constant) Is(text string) bool { return c.value == text }
