package keyflow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// source runs a call of a function that may return a key.
func (s *site) source(r table.Source, results []*node) {
	a := s.argAt(r.Name)
	if a == nil {
		return
	}
	labels := s.f.p.sourceNamed(s.f, a.n, r.What, s.pos())
	if len(labels) == 0 {
		return
	}
	if r.Result >= toPointee {
		if to := s.argAt(r.Result - toPointee); to != nil {
			s.f.putDeep(to.n, labels, "")
		}
		return
	}
	if r.Result >= 0 && r.Result < len(results) {
		results[r.Result] = join(results[r.Result], text(labels))
	}
}

// namingOf is the naming of a label that waits for a name.
func namingOf(l label) table.Naming { return table.Naming(l.naming) }

// sourceNamed returns the key that n names, or a label that waits for the name.
func (p *program) sourceNamed(f *frame, n *node, what table.Naming, pos token.Pos) []label {
	if n == nil {
		return nil
	}
	labels := n.labels
	if len(n.refs) > 0 {
		labels = f.deref(n).labels
	}
	var found []label
	for _, l := range labels {
		switch {
		case l.kind == isConst && !l.origin.open:
			if name, ok := p.keyNamed(l.origin.text, what); ok {
				found = union(found, []label{p.key(name, pos)})
			}
		case l.kind == isParam && l.path == "" && (l.render == unrendered || l.render == raw):
			found = union(found, []label{{kind: isNamed, param: l.param, naming: int(what)}})
		}
	}
	return found
}

// keyNamed describes the key called name, and reports whether there is one.
func (p *program) keyNamed(name string, what table.Naming) (string, bool) {
	for i := range p.cfg.providers {
		pr := &p.cfg.providers[i]
		switch what {
		case table.EnvName:
			if slices.Contains(pr.Env, name) {
				return pr.Name + " key from " + name, true
			}
		case table.ConfigName, table.FlagName:
			for _, e := range pr.Env {
				if plainName(e) == plainName(name) {
					return pr.Name + " key from " + name, true
				}
			}
		case table.HeaderName:
			if p.isKeyHeader(i, name) {
				return pr.Name + " key from the header " + name, true
			}
		}
	}
	return "", false
}

// plainName is name without case and separators.
func plainName(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name))
}

// isKeyHeader reports whether name is a header of provider i that carries keys
// of nobody else in this module.
func (p *program) isKeyHeader(i int, name string) bool {
	if strings.EqualFold(name, "Authorization") {
		return false // every API's
	}
	same := func(h string) bool { return strings.EqualFold(h, name) }
	return slices.ContainsFunc(p.cfg.providers[i].Headers, same) && p.mentions(i)
}

// key is a label for a key that what describes, found at pos.
func (p *program) key(what string, pos token.Pos) label {
	return label{kind: isKey, origin: p.origins.get(origin{what: what, at: p.where(pos), pos: pos})}
}

// receive runs a call of a function that takes a key where one belongs.
func (s *site) receive(r table.Receives) {
	value := s.argAt(r.Arg)
	if value == nil {
		return
	}
	where, ok := place{name: display(s.fn)}, true
	if r.Name >= 0 {
		where, ok = s.f.p.placeNamed(s.argAt(r.Name), r.Naming)
	} else if s.fn.Pkg() != nil {
		where.provider = s.f.p.providerOf(s.fn.Pkg().Path())
	}
	inHeader := r.Naming == table.HeaderName && s.recv != nil && isHeader(s.recv.t)
	if !ok {
		if inHeader && slices.ContainsFunc(s.f.p.rawLabels(s.f, orEmpty(value.n)), isKeyLabel) {
			s.sent(s.f.urlOf(s.recv.n))
		}
		return
	}
	if inHeader && s.fn.Name() == "Set" && len(s.f.p.rawLabels(s.f, orEmpty(value.n))) == 0 {
		for _, r := range s.recv.n.references() { // overwritten
			s.f.put(r, &node{opaque: true}, false)
		}
	}
	s.f.take(s, *value, taking{place: where})
	if !where.header && r.Name < 0 {
		s.configured()
	}
	if where.header && s.recv != nil && isHeader(s.recv.t) {
		s.f.putDeep(s.recv.n, keep(s.f.p.rawLabels(s.f, orEmpty(value.n)), carriesKey), "[]")
		s.sent(s.f.urlOf(s.recv.n))
	}
}

// placeNamed returns the place of keys that a names.
func (p *program) placeNamed(a *arg, what table.Naming) (place, bool) {
	if a == nil {
		return place{}, false
	}
	name, ok := p.exactly(a.n)
	if !ok {
		return place{}, false
	}
	for i, pr := range p.cfg.providers {
		switch what {
		case table.HeaderName:
			if p.isKeyHeader(i, name) {
				return place{pr.Name, "the header " + name, true}, true
			}
		case table.EnvName:
			if slices.Contains(pr.Env, name) {
				return place{pr.Name, name, false}, true
			}
		case table.ConfigName, table.FlagName:
			same := func(e string) bool { return plainName(e) == plainName(name) }
			if slices.ContainsFunc(pr.Env, same) {
				return place{pr.Name, name, false}, true
			}
		}
	}
	return place{}, false
}

// providerOf returns the name of the provider whose SDK path is.
func (p *program) providerOf(path string) string {
	for _, pr := range p.cfg.providers {
		for _, sdk := range pr.SDKs {
			if path == sdk || strings.HasPrefix(path, sdk+"/") {
				return pr.Name
			}
		}
	}
	return p.cfg.providers[0].Name
}

// headerLookup is an index into a request's header.
func (f *frame) headerLookup(i *ssa.Lookup, x *node) (*node, bool) {
	if !isHeader(i.X.Type()) {
		return nil, false
	}
	name, ok := f.p.exactly(f.get(i.Index))
	if !ok {
		return nil, false
	}
	if what, isKey := f.p.keyNamed(name, table.HeaderName); isKey {
		return text([]label{f.p.key(what, i.Pos())}), true
	}
	return &node{opaque: true}, true
}

// headerEntry notices a key that is put into a header by index.
func (f *frame) headerEntry(i *ssa.MapUpdate) {
	if !isHeader(i.Map.Type()) {
		return
	}
	where, ok := f.p.placeNamed(&arg{n: f.get(i.Key)}, table.HeaderName)
	if !ok {
		return
	}
	s := &site{f: f, sig: types.NewSignatureType(nil, nil, nil, nil, nil, false)}
	s.place = i.Pos()
	f.take(s, arg{n: text(f.p.rawLabels(f, orEmpty(f.get(i.Value))))}, taking{place: where})
	s.sent(f.urlOf(f.get(i.Map)))
}

// namedIndex is a map's entry that is called like a key: what godotenv.Read returns.
func (p *program) namedIndex(f *frame, i *ssa.Lookup) *node {
	if !isText(elemOf(i.X.Type())) {
		return nil
	}
	name, ok := p.exactly(f.get(i.Index))
	if !ok {
		return nil
	}
	if what, isKey := p.keyNamed(name, table.EnvName); isKey {
		return text([]label{p.key(what, i.Pos())})
	}
	return nil
}

// take notes that a goes where keys belong: it is a key, whatever it is called.
func (f *frame) take(s *site, a arg, t taking) {
	n, _ := s.at([]arg{a}, 0, t.path)
	if n == nil {
		return
	}
	for _, l := range f.p.rawParams(f, n) {
		f.takings = append(f.takings, taking{param: l.param, path: l.path, place: t.place})
	}
	labels := f.p.rawLabels(f, n)
	f.p.constantTaken(f.deref(n), t.place, s, a.v)
	if slices.ContainsFunc(labels, isKeyLabel) || a.v == nil || t.path != "" {
		return
	}
	what := t.provider + " key for " + t.name
	f.mark(a.v, f.p.origins.get(origin{what: what, at: f.p.where(s.pos()), pos: s.pos()}), 0)
}

// rawParams returns the parameters that are all of n.
func (p *program) rawParams(f *frame, n *node) []label {
	return keep(p.rawLabels(f, n), func(l label) bool { return l.kind == isParam })
}

// maxMark bounds how far a mark goes back.
const maxMark = 8

// mark makes v a key, and what it was made from.
func (f *frame) mark(v ssa.Value, o *origin, depth int) {
	if depth > maxMark || !holdsText(deref(v.Type())) && !types.IsInterface(v.Type()) {
		return
	}
	switch i := v.(type) {
	case *ssa.Const:
		return
	case *ssa.Phi:
		for _, e := range i.Edges {
			if e != v {
				f.mark(e, o, depth+1)
			}
		}
		return
	case *ssa.Convert:
		f.mark(i.X, o, depth+1)
		return
	case *ssa.ChangeType:
		f.mark(i.X, o, depth+1)
		return
	case *ssa.MakeInterface:
		f.mark(i.X, o, depth+1)
		return
	case *ssa.BinOp:
		f.mark(i.X, o, depth+1)
		f.mark(i.Y, o, depth+1)
		return
	case *ssa.UnOp:
		if f.markLoad(i, o, depth) {
			return
		}
	case *ssa.Call:
		if fn := i.Call.StaticCallee(); fn != nil && fn.Pkg != nil && passesText(fn.Pkg.Pkg.Path()) {
			for _, a := range i.Call.Args {
				if holdsText(a.Type()) {
					f.mark(a, o, depth+1)
				}
			}
		}
	}
	if f.marked[v] == nil {
		f.marked[v] = o
		f.again = true
	}
}

// markLoad marks what a load reads: a field of this package, a package
// variable, or what is stored into a local variable.
func (f *frame) markLoad(i *ssa.UnOp, o *origin, depth int) bool {
	switch addr := i.X.(type) {
	case *ssa.FieldAddr:
		f.p.addField(fieldOf(addr), o, fieldName(addr))
		f.p.certain[fieldOf(addr).Origin()] = true
	case *ssa.Global:
		f.p.setGlobal(addr, text([]label{{kind: isKey, origin: o}}))
	case *ssa.Alloc:
		for _, r := range *addr.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == addr {
				f.mark(st.Val, o, depth+1)
			}
		}
		return true
	}
	return false
}
