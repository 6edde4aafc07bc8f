package keyflow

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// wrap runs a call that makes a writer over another.
func (s *site) wrap(r table.Wrapper, results []*node) {
	var n *node
	for i := max(r.Writer, 0); i < len(s.args); i++ {
		a := s.args[i]
		part := a.n
		if s.sig.Variadic() && i == s.sig.Params().Len()-1 {
			part = s.f.part(a.n, "[]", nil, 0)
		}
		if w := s.f.writerOf(arg{a.v, part, elemOf(a.t)}); w != nil {
			n = join(n, &node{labels: s.f.p.writer(w.what)})
		}
		if part != nil {
			n = join(n, &node{refs: part.refs})
		}
		if i == r.Writer && !s.sig.Variadic() {
			break
		}
	}
	switch {
	case n == nil:
	case r.Init && s.recv != nil:
		s.f.putDeep(s.recv.n, n.labels, "")
	case len(results) > 0:
		results[0] = n
	}
}

// write runs a call that writes to a writer.
func (s *site) write(w table.Write) {
	to := s.argAt(w.Writer)
	if to == nil {
		return
	}
	labels := keep(s.shown(w.First, -1, w.Format, renders(w.Render)), carriesKey)
	if seen := s.f.writerOf(*to); seen != nil {
		s.f.leak(labels, sink{kind: seen.kind, desc: doing(seen.kind) + display(s.fn)}, s.pos(), token.NoPos)
		return
	}
	s.f.putDeep(to.n, labels, "")
}

// seenWriter says who sees what is written.
type seenWriter struct {
	kind table.Kind
	desc string
	what string
}

// writerOf returns who sees what is written to a, nil for nobody.
func (f *frame) writerOf(a arg) *seenWriter {
	if a.t != nil && isResponseWriter(a.t) {
		return &seenWriter{table.Response, "written to an HTTP response", "an HTTP response"}
	}
	if a.n == nil {
		return nil
	}
	labels := a.n.labels
	for _, r := range a.n.refs {
		if c := f.content(r); c != nil {
			labels = union(labels, c.labels)
		}
	}
	for _, d := range a.n.dyn {
		if isResponseWriter(d) {
			return &seenWriter{table.Response, "written to an HTTP response", "an HTTP response"}
		}
	}
	for _, l := range labels {
		if l.kind != isWriter {
			continue
		}
		kind := table.Print
		switch {
		case strings.Contains(l.origin.what, "response"):
			kind = table.Response
		case strings.Contains(l.origin.what, "log"):
			kind = table.Log
		}
		return &seenWriter{kind, "written to " + l.origin.what, l.origin.what}
	}
	return nil
}

// userLogger runs a call of a function that the user's settings call a logger.
func (s *site) userLogger() bool {
	if !s.f.p.cfg.isLogger(s.fn) {
		return false
	}
	s.logs()
	return true
}

// logs lets every argument out into a log.
func (s *site) logs() {
	format := -1
	if strings.HasSuffix(s.fn.Name(), "f") && len(s.args) > 0 {
		for i, a := range s.args {
			if isText(a.t) {
				format = i
				break
			}
		}
	}
	labels := s.shown(0, -1, format, asText)
	s.f.leak(labels, sink{kind: table.Log, desc: doing(table.Log) + display(s.fn)}, s.pos(), token.NoPos)
}

// logger runs a call of an interface that looks like a logger.
func (s *site) logger() ([]*node, bool) {
	n := named(s.recv.t)
	if n == nil || !types.IsInterface(n.Type()) || !strings.HasSuffix(strings.ToLower(n.Name()), "logger") {
		return nil, false
	}
	for _, verb := range [...]string{"Debug", "Info", "Warn", "Error", "Fatal", "Panic", "Print", "Log", "Trace", "With", "Output"} {
		if strings.HasPrefix(s.fn.Name(), verb) {
			s.logs()
			return []*node{s.recv.n}, true
		}
	}
	return nil, false
}
