package keyflow

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// program is the analysis of one package.
type program struct {
	pass     *analysis.Pass
	cfg      *config
	ssa      *ssa.Package
	origins  origins
	funcs    []*ssa.Function
	sums     map[*ssa.Function]*summary
	foreign  map[*types.Func]*summary // of other packages
	fields   map[*types.Var]*origin   // fields that hold keys; nil: known not to
	globals  map[*ssa.Global]*node
	values   map[types.Object][]*object // functions that fields and variables hold
	types    map[*types.TypeName]*origin
	contexts map[string]*origin  // what contexts hold, by key
	certain  map[*types.Var]bool // fields that hold nothing but keys
	holders  map[types.Type]bool
	impls    map[*types.Func][]*types.Func
	consts   map[string]*node
	mention  map[int]bool
	headers  bool // the package names a key's header
	version  int  // of fields, variables and what they hold

	keyResults map[*types.Func][]piece // declared to be keys
	found      map[*ssa.Function]*found
	stamps     map[*ssa.Function]int // how often a summary changed
	steps      int                   // work done so far
	now        *found                // of the function that is being analyzed
}

// constant is a node for a text that is known.
func (p *program) constant(s string) *node {
	if len(s) > 1024 {
		return nil
	}
	n := p.consts[s]
	if n == nil {
		n = &node{labels: []label{{kind: isConst, origin: p.origins.get(origin{text: s})}}}
		p.consts[s] = n
	}
	return n
}

// exactly returns the text that n is known to be.
func (p *program) exactly(n *node) (string, bool) {
	if n == nil || len(n.labels) != 1 || n.labels[0].kind != isConst || n.labels[0].origin.open {
		return "", false
	}
	return n.labels[0].origin.text, true
}

// writer is a label for a writer that others read.
func (p *program) writer(what string) []label {
	return []label{{kind: isWriter, origin: p.origins.get(origin{what: what})}}
}

// where shows pos as file:line.
func (p *program) where(pos token.Pos) string {
	if !pos.IsValid() {
		return ""
	}
	at := p.pass.Fset.Position(pos)
	return fmt.Sprintf("%s:%d", filepath.Base(at.Filename), at.Line)
}

// local reports whether obj is declared in the package.
func (p *program) local(obj types.Object) bool { return obj.Pkg() == p.pass.Pkg }

// keyField returns where the key in a field comes from, nil if none is known.
func (p *program) keyField(field *types.Var) *origin {
	field = field.Origin()
	if o, ok := p.fields[field]; ok {
		return o
	}
	if field.Pkg() == nil || p.local(field) {
		return nil
	}
	var o *origin
	if p.headers && field.Name() == "Header" && field.Pkg().Path() == "net/http" && p.requestHeader(field) {
		o = p.origins.get(origin{what: p.cfg.providers[0].Name + " key in the request's headers"})
	} else if !isStandard(field.Pkg().Path()) {
		var fact holdsKey
		if p.pass.ImportObjectFact(field, &fact) {
			o = p.origins.get(origin{what: fact.What, at: fact.At, via: fact.Via})
		}
	}
	p.fields[field] = o
	return o
}

// isCertain reports whether field holds nothing but keys.
func (p *program) isCertain(field *types.Var) bool {
	if p.local(field) {
		return p.certain[field]
	}
	var fact holdsKey
	if field.Pkg() == nil || isStandard(field.Pkg().Path()) || !p.pass.ImportObjectFact(field, &fact) {
		return false
	}
	return fact.Certain
}

// requestHeader reports whether field is the Header of http.Request.
func (p *program) requestHeader(field *types.Var) bool {
	obj, ok := field.Pkg().Scope().Lookup("Request").(*types.TypeName)
	if !ok {
		return false
	}
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f == field {
			return true
		}
	}
	return false
}

// fieldName names the field that addr is the address of, as in Config.Key.
func fieldName(addr *ssa.FieldAddr) string {
	name := fieldOf(addr).Name()
	if n := named(addr.X.Type()); n != nil {
		return n.Name() + "." + name
	}
	return name
}

// addContext notes that contexts hold a key under elem.
func (p *program) addContext(elem string, o *origin) {
	if p.contexts[elem] == nil {
		p.contexts[elem] = o
		p.version++
	}
}

// setField notes what is stored into the field at addr.
func (p *program) setField(addr *ssa.FieldAddr, part *node) {
	if part == nil {
		return
	}
	field := fieldOf(addr)
	p.hold(field.Origin(), part)
	for _, l := range part.labels {
		if l.kind == isKey && l.errAt == token.NoPos {
			p.addField(field, l.origin, fieldName(addr))
			return
		}
	}
}

// addField makes field, called name, one that holds a key from o.
func (p *program) addField(field *types.Var, o *origin, name string) {
	field = field.Origin()
	if !p.local(field) || p.fields[field] != nil {
		return
	}
	p.fields[field] = p.origins.through(o, name)
	clear(p.holders)
	p.version++
}

// hold notes the functions that obj holds.
func (p *program) hold(obj types.Object, part *node) {
	for _, r := range part.refs {
		if r.obj.fn == nil {
			continue
		}
		same := func(o *object) bool { return o.fn == r.obj.fn }
		if !slices.ContainsFunc(p.values[obj], same) && len(p.values[obj]) < maxRefs {
			p.values[obj] = append(p.values[obj], &object{id: 900_000 + len(p.values[obj]), fn: r.obj.fn, used: true})
			p.version++
		}
	}
}

// withFuncs adds to n the functions that obj, of type t, holds.
func (f *frame) withFuncs(n *node, obj types.Object, t types.Type) *node {
	if _, ok := t.Underlying().(*types.Signature); !ok {
		return n
	}
	v, isVar := obj.(*types.Var)
	if isVar {
		obj = v.Origin()
	}
	for _, o := range f.p.values[obj] {
		n = join(n, &node{refs: []ref{{obj: o}}})
	}
	return n
}

// withGlobal adds to n what is known of the package variable g.
func (f *frame) withGlobal(n *node, g *ssa.Global, t types.Type) *node {
	if g.Object() == nil {
		return n
	}
	return f.withFuncs(n, g.Object(), t)
}

// global is what the package variable g holds.
func (p *program) global(g *ssa.Global) *node {
	base := &node{opaque: true}
	if g.Pkg == p.ssa {
		return join(base, p.globals[g])
	}
	obj := g.Object()
	if obj == nil || obj.Pkg() == nil {
		return base
	}
	switch path := obj.Pkg().Path(); {
	case path == "os" && (g.Name() == "Stdout" || g.Name() == "Stderr"):
		return &node{opaque: true, labels: p.writer("os." + g.Name())}
	case isStandard(path):
		return base
	}
	var fact holdsKey
	if v, ok := obj.(*types.Var); ok && p.pass.ImportObjectFact(v, &fact) {
		return p.fromFact(base, fact)
	}
	return base
}

// setGlobal notes what g holds.
func (p *program) setGlobal(g *ssa.Global, n *node) {
	if g.Pkg != p.ssa || n.clean() {
		return
	}
	if g.Object() != nil {
		p.hold(g.Object(), n)
	}
	name := g.Name()
	n = n.mapLabels(func(labels []label) []label {
		var all []label
		for _, l := range labels {
			if l.kind == isKey && l.errAt == token.NoPos {
				l.origin = p.origins.through(l.origin, name)
			}
			if l.kind != isParam && l.kind != isNamed {
				all = union(all, []label{l})
			}
		}
		return all
	})
	next := join(p.globals[g], n)
	if !next.equal(p.globals[g]) {
		p.globals[g] = next
		p.version++
	}
}

// declared is n as a value of type t, a key if its type is declared to be one.
func (p *program) declared(t types.Type, n *node) *node {
	name := named(t)
	if name == nil {
		return n
	}
	if o := p.keyType(name); o != nil {
		return join(n, &node{labels: []label{{kind: isKey, origin: o}}})
	}
	return n
}

// keyType returns where the declaration of a type as a key stands.
func (p *program) keyType(name *types.TypeName) *origin {
	if o, ok := p.types[name]; ok {
		return o
	}
	if name.Pkg() == nil || p.local(name) || isStandard(name.Pkg().Path()) {
		return nil
	}
	var o *origin
	var fact holdsKey
	if p.pass.ImportObjectFact(name, &fact) {
		o = p.origins.get(origin{what: fact.What, at: fact.At, via: fact.Via})
	}
	p.types[name] = o
	return o
}

// mayHoldKeys reports whether a value of type t has a field that holds a key.
func (p *program) mayHoldKeys(t types.Type) bool {
	if known, ok := p.holders[t]; ok {
		return known
	}
	p.holders[t] = false // for a type that contains itself
	p.holders[t] = p.holds(t, 0)
	return p.holders[t]
}

func (p *program) holds(t types.Type, depth int) bool {
	if depth > maxPath {
		return false
	}
	if n := named(t); n != nil && p.keyType(n) != nil {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			if p.keyField(f) != nil || p.holds(f.Type(), depth+1) {
				return true
			}
		}
	case *types.Pointer:
		return p.holds(u.Elem(), depth+1)
	case *types.Slice:
		return p.holds(u.Elem(), depth+1)
	case *types.Array:
		return p.holds(u.Elem(), depth+1)
	case *types.Map:
		return p.holds(u.Elem(), depth+1)
	}
	return false
}
