package keyflow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// The facts hold words and numbers only, in slices that are sorted: the same
// package gives the same bytes, whatever the driver.

// Label is a label as a fact holds it.
type Label struct {
	Kind, Param, Render, Naming, Format int
	Path                                string
	What, At, Via                       string // of a key
	Text                                string // of a constant that is the start of a URL; nothing else is kept
	Open                                bool
	InErr                               string // what put it into an error
	Cut                                 bool   // taken apart since
}

// Piece is what one part of a result or parameter holds.
type Piece struct {
	Index  int
	Path   string
	Opaque bool
	Labels []Label
	Types  []TypeRef
}

// TypeRef names the type that an interface was made from.
type TypeRef struct {
	Pkg, Name string
	Pointer   bool
}

// Outlet is a parameter's way out.
type Outlet struct {
	From  Label
	Kind  int
	Desc  string
	OptIn bool
}

// Taking says that part of a parameter belongs to a provider.
type Taking struct {
	Param                int
	Path, Provider, Name string
	Header               bool
}

// summarized is the fact of a function: what its callers need to know.
type summarized struct {
	Results, Stores []Piece
	Outlets         []Outlet
	Takes           []Taking
	Sends           []Label
	Calls           []Callback
	Unchanged       bool
}

// Callback says that a function calls one that it was given.
type Callback struct {
	Param int
	Path  string
	Args  [][]Piece
}

// holdsKey is the fact of a field, a package variable or a type.
type holdsKey struct {
	What, At, Via string
	Pieces        []Piece // of a variable
	Certain       bool    // of a field: it holds nothing but keys
}

// mentioned is the fact of a package that mentions providers, or imports one
// that does.
type mentioned struct{ Providers []string }

func (*summarized) AFact() {}
func (*holdsKey) AFact()   {}
func (*mentioned) AFact()  {}

func (s *summarized) String() string { return "summarized" }
func (h *holdsKey) String() string   { return "holds " + h.What }
func (m *mentioned) String() string  { return "mentions a provider" }

// toFact is the form of s that travels.
func (s *summary) toFact() *summarized {
	f := &summarized{Unchanged: s.unchanged, Results: toPieces(s.results), Stores: toPieces(s.stores)}
	for _, o := range s.outlets {
		f.Outlets = append(f.Outlets, Outlet{From: toLabel(o.from), Kind: int(o.sink.kind), Desc: o.sink.desc, OptIn: o.sink.optIn})
	}
	for _, t := range s.takes {
		f.Takes = append(f.Takes, Taking{t.param, t.path, t.provider, t.name, t.header})
	}
	for _, x := range s.sends {
		f.Sends = append(f.Sends, toLabel(x.url))
	}
	for _, c := range s.calls {
		k := Callback{Param: c.param, Path: c.path}
		for _, a := range c.args {
			k.Args = append(k.Args, toPieces(a))
		}
		f.Calls = append(f.Calls, k)
	}
	return f
}

func toPieces(list []piece) []Piece {
	var all []Piece
	for _, p := range list {
		f := Piece{Index: p.index, Path: p.path, Opaque: p.opaque}
		for _, l := range p.labels {
			if l.kind != isConst {
				f.Labels = append(f.Labels, toLabel(l))
			}
		}
		for _, t := range p.dyn {
			if n := named(t); n != nil && n.Pkg() != nil {
				_, pointer := t.(*types.Pointer)
				f.Types = append(f.Types, TypeRef{n.Pkg().Path(), n.Name(), pointer})
			}
		}
		all = append(all, f)
		for _, o := range p.closures {
			all = append(all, iterates(p, o)...)
		}
	}
	return all
}

func toLabel(l label) Label {
	f := Label{Kind: int(l.kind), Param: l.param, Render: int(l.render), Naming: l.naming, Format: l.format, Path: l.path, InErr: l.errIn, Cut: l.cut}
	if l.origin != nil && l.kind != isConst {
		f.What, f.At, f.Via = l.origin.what, l.origin.at, l.origin.via
	}
	return f
}

// inErrElsewhere stands for a position in another package.
const inErrElsewhere = token.Pos(1)

func (p *program) fromLabel(f Label) label {
	l := label{kind: labelKind(f.Kind), param: f.Param, render: render(f.Render), naming: f.Naming, format: f.Format, path: f.Path, errIn: f.InErr, cut: f.Cut}
	if f.What != "" {
		l.origin = p.origins.get(origin{what: f.What, at: f.At, via: f.Via})
	}
	if f.InErr != "" {
		l.errAt = inErrElsewhere
	}
	return l
}

func (p *program) fromPieces(list []Piece) []piece {
	var all []piece
	for _, f := range list {
		k := piece{index: f.Index, path: f.Path, opaque: f.Opaque}
		for _, l := range f.Labels {
			k.labels = union(k.labels, []label{p.fromLabel(l)})
		}
		for _, t := range f.Types {
			if found := p.lookup(t); found != nil {
				k.dyn = append(k.dyn, found)
			}
		}
		all = append(all, k)
	}
	return all
}

// lookup finds the type that t names, among the packages that are imported.
func (p *program) lookup(t TypeRef) types.Type {
	for _, pkg := range p.pass.Pkg.Imports() {
		if pkg.Path() != t.Pkg {
			continue
		}
		if obj, ok := pkg.Scope().Lookup(t.Name).(*types.TypeName); ok {
			if t.Pointer {
				return types.NewPointer(obj.Type())
			}
			return obj.Type()
		}
	}
	return nil
}

// fromSummary is the summary that a fact holds.
func (p *program) fromSummary(f *summarized) *summary {
	s := &summary{unchanged: f.Unchanged, results: p.fromPieces(f.Results), stores: p.fromPieces(f.Stores)}
	for _, o := range f.Outlets {
		s.outlets = append(s.outlets, outlet{
			from: p.fromLabel(o.From),
			sink: sink{kind: table.Kind(o.Kind), desc: o.Desc, optIn: o.OptIn},
		})
	}
	for _, t := range f.Takes {
		s.takes = append(s.takes, taking{t.Param, t.Path, place{t.Provider, t.Name, t.Header}})
	}
	for _, x := range f.Sends {
		s.sends = append(s.sends, sending{url: p.fromLabel(x)})
	}
	for _, c := range f.Calls {
		k := callback{param: c.Param, path: c.Path}
		for _, a := range c.Args {
			k.args = append(k.args, p.fromPieces(a))
		}
		s.calls = append(s.calls, k)
	}
	return s
}

// fromFact adds to base what a variable's fact says.
func (p *program) fromFact(base *node, f holdsKey) *node {
	for _, k := range p.fromPieces(f.Pieces) {
		base = base.with(elems(k.path), &node{labels: k.labels, opaque: k.opaque, dyn: k.dyn}, true)
	}
	return base
}

// export makes facts of what was found.
func (p *program) export() {
	for _, fn := range p.funcs {
		obj := funcObject(fn)
		if s := p.sums[fn]; obj != nil && p.local(obj) && !s.silent() {
			p.pass.ExportObjectFact(obj, s.toFact())
		}
	}
	for field, o := range p.fields {
		if o != nil && p.local(field) {
			p.pass.ExportObjectFact(field, &holdsKey{What: o.what, At: o.at, Via: o.via, Certain: p.certain[field]})
		}
	}
	for name, o := range p.types {
		if o != nil && p.local(name) {
			p.pass.ExportObjectFact(name, &holdsKey{What: o.what, At: o.at, Via: o.via})
		}
	}
	for g, n := range p.globals {
		obj := g.Object()
		if obj == nil || n == nil {
			continue
		}
		var kept []Piece
		for _, k := range toPieces(flatten(0, "", n)) {
			if len(k.Labels) > 0 {
				kept = append(kept, k)
			}
		}
		if kept != nil {
			p.pass.ExportObjectFact(obj, &holdsKey{What: "a key", Pieces: kept})
		}
	}
}

// factTypes lists the facts.
func factTypes() []analysis.Fact {
	return []analysis.Fact{new(summarized), new(holdsKey), new(mentioned)}
}
