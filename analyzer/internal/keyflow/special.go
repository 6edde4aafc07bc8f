package keyflow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// special runs the calls that a row of a table cannot describe.
func (s *site) special(name table.Func) ([]*node, bool) {
	switch name.Pkg {
	case "fmt":
		return s.formatted(name)
	case "context":
		return s.context(name)
	case "encoding/json", "encoding/xml", "gopkg.in/yaml.v3", "go.yaml.in/yaml/v3", "go.yaml.in/yaml/v4":
		return s.marshalled(name)
	case "":
		if name.Name == "Error" && s.recv != nil {
			return []*node{text(s.f.rendered(s.recv.n, s.recv.t, asText))}, true
		}
	case "net/http":
		return s.http(name)
	case "net/http/httputil":
		return s.dumped(name)
	case "errors":
		return s.errors(name)
	case "log":
		if name.Name == "New" && len(s.args) == 3 {
			s.rows(s.f.p.cfg.catalog, name, make([]*node, 1))
			return []*node{{opaque: true}}, true
		}
		if name.Name == "Writer" {
			return []*node{{opaque: true, labels: s.f.p.writer("the log")}}, true
		}
	case "log/slog":
		return s.slog(name)
	case "os":
		return s.logFile(name)
	case "sync":
		if name.Recv == "Once" || strings.HasPrefix(name.Name, "Once") {
			return s.once()
		}
	}
	if name.Name == "Reset" && s.recv != nil && len(s.args) == 0 && (name.Pkg == "bytes" || name.Pkg == "strings") {
		s.f.store(s.recv.n, &node{}, false)
		return nil, true
	}
	if name.Recv == "Stringer" && s.recv != nil {
		return []*node{text(s.f.rendered(s.recv.n, s.recv.t, asText))}, true
	}
	return nil, false
}

// logFile runs the functions that open a file: one that is called like a log is one.
func (s *site) logFile(name table.Func) ([]*node, bool) {
	if name.Recv != "" || name.Name != "OpenFile" && name.Name != "Create" || len(s.args) == 0 || s.args[0].n == nil {
		return nil, false
	}
	for _, l := range s.args[0].n.labels {
		if l.kind == isConst && strings.HasSuffix(l.origin.text, logSuffix) {
			return []*node{{opaque: true, labels: s.f.p.writer("a log file")}}, true
		}
	}
	return nil, false
}

// formatted runs the functions of fmt that return what they format.
func (s *site) formatted(name table.Func) ([]*node, bool) {
	format, first := -1, 0
	switch name.Name {
	case "Sprintf":
		format = 0
	case "Sprint", "Sprintln":
	case "Append", "Appendln":
		first = 1
	case "Appendf":
		first, format = 1, 1
	case "String":
		return nil, false
	case "Errorf":
		results := make([]*node, 1)
		s.intoError(s.shown(0, -1, 0, asText), doing(table.ErrorText)+display(s.fn), results)
		return results, true
	default:
		return nil, false
	}
	labels := s.shown(first, -1, format, asText)
	if first == 1 {
		labels = union(labels, s.f.rendered(s.args[0].n, s.args[0].t, raw))
	}
	if format == 0 {
		labels = union(labels, s.f.p.opening(s.args[0].n, s.f.part(s.args[1].n, "[0]", nil, 0)))
	}
	return []*node{text(labels)}, true
}

// errors runs functions of package errors.
func (s *site) errors(name table.Func) ([]*node, bool) {
	results := make([]*node, s.sig.Results().Len())
	switch name.Name {
	case "New":
		s.intoError(s.shown(0, -1, -1, raw), doing(table.ErrorText)+display(s.fn), results)
	case "Join":
		results[0] = text(s.shown(0, -1, -1, asText))
	case "Unwrap":
		results[0] = s.args[0].n
	case "As":
		if s.args[0].n != nil {
			for _, r := range s.args[1].n.references() {
				s.f.put(r, s.args[0].n, true)
			}
		}
	default:
		return nil, false
	}
	return results, true
}

// context runs the functions that put a value into a context or take it out.
func (s *site) context(name table.Func) ([]*node, bool) {
	switch name.Name {
	case "WithValue":
		if len(s.args) != 3 {
			return nil, false
		}
		elem := contextElem(s.args[1].v)
		for _, l := range keep(s.f.p.rawLabels(s.f, orEmpty(s.args[2].n)), isKeyLabel) {
			s.f.p.addContext(elem, l.origin)
		}
		n := s.args[0].n.with([]string{elem}, s.args[2].n, false)
		return []*node{n}, true
	case "Value":
		if s.recv == nil || len(s.args) != 1 {
			return nil, false
		}
		elem := contextElem(s.args[0].v)
		n := s.f.part(s.recv.n, elem, nil, 0)
		if o := s.f.p.contexts[elem]; o != nil && len(elem) > 4 && strings.Contains(elem, s.f.p.pass.Pkg.Path()+".") {
			n = text([]label{{kind: isKey, origin: o}})
		}
		return []*node{n}, true
	case "WithCancel", "WithTimeout", "WithDeadline", "WithoutCancel", "WithCancelCause", "WithTimeoutCause":
		results := make([]*node, s.sig.Results().Len())
		results[0] = s.args[0].n
		return results, true
	}
	return nil, false
}

// contextElem names the value that a context holds under key.
func contextElem(key ssa.Value) string {
	if key == nil {
		return "[]"
	}
	name := types.TypeString(key.Type(), nil)
	if m, ok := key.(*ssa.MakeInterface); ok {
		name = types.TypeString(m.X.Type(), nil)
		if c, ok := m.X.(*ssa.Const); ok && c.Value != nil {
			name += " " + c.Value.ExactString()
		}
		if u, ok := m.X.(*ssa.UnOp); ok {
			if g, ok := u.X.(*ssa.Global); ok {
				name += " " + g.Name()
			}
		}
	}
	if u, ok := key.(*ssa.UnOp); ok {
		if g, ok := u.X.(*ssa.Global); ok {
			name += " " + g.Name()
		}
	}
	return "[\"" + strings.ReplaceAll(name, "\"", "'") + "\"]"
}

// marshalled runs the functions that encode a value or decode one.
func (s *site) marshalled(name table.Func) ([]*node, bool) {
	results := make([]*node, s.sig.Results().Len())
	switch {
	case name.Recv == "" && (name.Name == "Marshal" || name.Name == "MarshalIndent"):
		how := asJSON
		if name.Pkg != "encoding/json" {
			how = asText
		}
		results[0] = text(s.f.rendered(s.args[0].n, s.args[0].t, how))
	case name.Recv == "" && name.Name == "Unmarshal" && len(s.args) == 2:
		s.foreignWrites()
		s.f.putDeep(s.args[1].n, keep(s.f.p.rawLabels(s.f, orEmpty(s.args[0].n)), carriesKey), "")
	default:
		return nil, false
	}
	return results, true
}

// once runs the function that a sync.Once, OnceValue or OnceFunc is given.
func (s *site) once() ([]*node, bool) {
	results := make([]*node, s.sig.Results().Len())
	for _, a := range s.args {
		if len(results) == 1 { // OnceValue returns a function
			results[0] = a.n
			continue
		}
		for _, r := range a.n.references() {
			if r.obj.fn != nil {
				s.f.callUnseen(s.instr, r.obj)
			}
		}
	}
	return results, true
}

// foreignWrites makes what pointers among the arguments point to something that
// comes from elsewhere: code that is not seen may have filled it.
func (s *site) foreignWrites() {
	for _, a := range s.all() {
		t := a.t
		if a.n != nil && len(a.n.dyn) == 1 {
			t = a.n.dyn[0]
		}
		if p, ok := t.Underlying().(*types.Pointer); !ok || structOf(p.Elem()) == nil {
			continue
		}
		for _, r := range a.n.references() {
			if r.obj.fn == nil && !r.obj.isParam {
				s.f.put(r, &node{opaque: true}, true)
			}
		}
	}
}

// foreign runs a call of code that is not seen: functions of the standard
// library that work on text keep a key in it, all others are trusted.
func (s *site) foreign(seen bool) []*node {
	s.giveAway()
	s.foreignWrites()
	results := s.unknown()
	if seen || s.fn.Pkg() == nil || !passesText(s.fn.Pkg().Path()) {
		return results
	}
	var labels []label
	var refs []ref
	for _, a := range s.all() {
		if a.n == nil || isNumber(a.t) {
			continue
		}
		labels = union(labels, keep(s.f.p.rawLabels(s.f, a.n), func(l label) bool { return l.kind != isConst }))
		if pointsTo(a.t) || types.IsInterface(a.t) {
			refs = unionRefs(refs, a.n.refs)
		}
	}
	for i := range results {
		t := s.sig.Results().At(i).Type()
		if isNumber(t) || isError(t) {
			results[i] = nil
			continue
		}
		n := &node{opaque: true, labels: labels}
		if pointsTo(t) || types.IsInterface(t) {
			n.refs = refs
		}
		results[i] = n
	}
	if s.recv != nil && len(s.args) > 0 && len(results) == 0 {
		var in []label
		for _, a := range s.args {
			in = union(in, keep(s.f.p.rawLabels(s.f, orEmpty(a.n)), carriesKey))
		}
		s.f.putDeep(s.recv.n, in, "")
	}
	return results
}
