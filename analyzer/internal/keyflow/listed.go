package keyflow

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// listed runs a call of a function that the tables know.
func (s *site) listed() ([]*node, bool) {
	if s.fn == nil {
		return nil, false
	}
	c := s.f.p.cfg.catalog
	var recv types.Type
	if s.recv != nil {
		recv = s.recv.t
	}
	results := make([]*node, s.sig.Results().Len())
	known := false
	for _, name := range names(s.fn, recv) {
		if c.safe[name] {
			return results, true
		}
		if r, ok := s.special(name); ok {
			return r, true
		}
		if s.rows(c, name, results) {
			known = true
			break
		}
	}
	if s.userLogger() {
		return results, true
	}
	return results, known
}

// rows runs a call by the rows for name.
func (s *site) rows(c *catalog, name table.Func, results []*node) bool {
	known := false
	for _, r := range c.receives[name] {
		s.receive(r)
		known = true
	}
	for _, r := range c.sources[name] {
		s.source(r, results)
		known = true
	}
	for _, r := range c.wrappers[name] {
		s.wrap(r, results)
		known = true
	}
	for _, r := range c.via[name] {
		s.sinkVia(r)
	}
	if rows := c.writes[name]; len(rows) > 0 {
		s.write(rows[0])
		return true
	}
	for _, r := range c.carriers[name] {
		s.carry(r, results)
		known = true
	}
	for _, r := range c.passes[name] {
		s.pass(r, results)
		known = true
	}
	for _, r := range c.sinks[name] {
		s.sinkRow(r, results)
		known = true
	}
	return known
}

// shown returns what the arguments from first to last (-1: all) show as r;
// format is the argument that holds the verbs, -1 for none.
func (s *site) shown(first, last, format int, r render) []label {
	var labels []label
	if last < 0 || last >= len(s.args) {
		last = len(s.args) - 1
	}
	var verbs *verbs
	if format >= 0 && format < len(s.args) {
		labels = s.f.rendered(s.args[format].n, s.args[format].t, raw)
		verbs = s.f.verbsOf(s.args[format].n)
	}
	for i := first; i <= last; i++ {
		if i == format || i < 0 {
			continue
		}
		a := s.args[i]
		if s.sig.Variadic() && i == s.sig.Params().Len()-1 {
			labels = union(labels, s.f.spread(a, r, verbs))
			continue
		}
		labels = union(labels, s.f.rendered(a.n, a.t, r))
		if _, ok := a.t.Underlying().(*types.Signature); ok {
			labels = union(labels, s.returned(a.n))
		}
	}
	return labels
}

// returned is what the functions that n is return, called by code that is not seen.
func (s *site) returned(n *node) []label {
	var labels []label
	for _, r := range n.references() {
		if r.obj.fn == nil || r.obj.fn.Signature.Params().Len() > 0 {
			continue
		}
		inner := &site{f: s.f, instr: s.instr, place: s.place, sig: r.obj.fn.Signature}
		for _, res := range inner.closureCall(r.obj) {
			labels = union(labels, s.f.rendered(res, nil, raw))
		}
	}
	return labels
}

// spread returns what the variadic argument a shows, one by one.
func (f *frame) spread(a arg, r render, verbs *verbs) []label {
	t := elemOf(a.t)
	var labels []label
	elems := f.indexed(a.n)
	if len(elems) == 0 {
		elems = []string{"[]"}
	}
	for _, e := range elems {
		ways := []render{r}
		if verbs != nil && e != "[]" {
			ways = verbs.at(index(e))
		}
		for _, how := range ways {
			shown := f.rendered(f.part(a.n, e, nil, 0), t, how)
			if verbs != nil && verbs.param > 0 && e == "[]" {
				shown = byFormat(shown, verbs.param)
			}
			labels = union(labels, shown)
		}
	}
	return labels
}

// byFormat notes that the verbs for the elements that labels stand for are in a
// parameter, too.
func byFormat(labels []label, param int) []label {
	var all []label
	for _, l := range labels {
		if l.kind == isParam && strings.HasSuffix(l.path, "[]") && l.format == 0 {
			l.format = param
		}
		all = union(all, []label{l})
	}
	return all
}

// indexed lists the constant indices of what n points to.
func (f *frame) indexed(n *node) []string {
	var all []string
	for _, r := range n.references() {
		for _, k := range orEmpty(f.content(r)).order() {
			if isIndexed(k) {
				all = append(all, k)
			}
		}
	}
	return all
}

// sinkRow runs a call of a sink.
func (s *site) sinkRow(r table.Sink, results []*node) {
	format := r.Format
	format = formatOf(r.Render, format)
	labels := s.shown(r.First, r.Last, format, s.handled(renders(r.Render)))
	desc := doing(r.Kind) + display(s.fn)
	if r.Kind == table.ErrorText {
		s.intoError(labels, desc, results)
		return
	}
	s.f.leak(labels, sink{kind: r.Kind, desc: desc, optIn: r.OptIn}, s.pos(), token.NoPos)
	for i := range results { // a With, or an error made of a status
		if i == 0 && s.recv != nil && types.Identical(s.sig.Results().At(i).Type(), s.recv.t) {
			results[i] = s.recv.n
		}
	}
}

// intoError makes an error that shows labels; errors among the arguments stay
// part of it.
func (s *site) intoError(labels []label, desc string, results []*node) {
	labels = s.f.inError(keep(labels, carriesKey), s.pos(), desc)
	for _, a := range s.args {
		if isError(a.t) {
			labels = union(labels, s.f.rendered(a.n, a.t, asText))
		}
	}
	if len(results) > 0 {
		results[0] = text(labels)
	}
}

// carry runs a call of a carrier.
func (s *site) carry(r table.Carrier, results []*node) {
	if s.fn.Pkg().Path() == "log/slog" && len(results) == 1 {
		results[0] = s.attribute()
		return
	}
	labels := s.shown(r.First, r.Last, -1, renders(r.Render))
	if r.Receiver && s.recv != nil {
		s.f.putDeep(s.recv.n, labels, "")
		if s.recv.n != nil {
			labels = union(labels, s.f.rendered(s.recv.n, nil, raw))
		}
	}
	for i := range results {
		if i == 0 {
			results[i] = text(labels)
			if st := structOf(s.sig.Results().At(0).Type()); st != nil && st.NumFields() > 0 && st.Field(0).Name() == "Key" && len(s.args) > 0 {
				name := text(keep(s.f.rendered(s.args[0].n, s.args[0].t, raw), carriesKey))
				results[i] = results[i].with([]string{".Key"}, name, false)
			}
			if r.Receiver && s.recv != nil && len(s.recv.n.references()) > 0 {
				results[i] = s.recv.n
			}
		}
	}
}

// The indices of a Pass that are no arguments or results.
const (
	toReceiver = table.Receiver
	toPointee  = table.Pointee
)

// pass runs a call of a function that passes keys on.
func (s *site) pass(r table.Pass, results []*node) {
	var labels []label
	var from *node
	for _, i := range r.From {
		a := s.argAt(i)
		if a == nil || a.n == nil {
			continue
		}
		if r.Render == table.AsString {
			labels = union(labels, s.f.p.rawLabels(s.f, a.n))
		}
		from = join(from, a.n)
		for _, at := range a.n.refs {
			if at.obj.fn != nil {
				labels = union(labels, s.iterated(at.obj))
			}
		}
	}
	if r.Render != table.AsString && len(r.From) > 0 {
		labels = s.shown(r.From[0], r.From[len(r.From)-1], formatOf(r.Render, r.Format), renders(r.Render))
	}
	labels = keep(labels, func(l label) bool { return l.kind != isConst })
	if s.recv != nil && slices.Contains(r.From, -1) {
		if addr, ok := s.recv.v.(*ssa.FieldAddr); ok { // a sync.Map that is known here to hold keys
			if o := s.f.p.keyField(fieldOf(addr)); o != nil {
				labels = []label{{kind: isKey, origin: o}}
				from = nil
			}
		}
	}
	if takesApart(s.fn.Name()) {
		labels = cutUp(labels)
	}
	for _, to := range r.To {
		switch {
		case to == toReceiver && s.recv != nil:
			s.f.putDeep(s.recv.n, labels, "")
			if addr, ok := s.recv.v.(*ssa.FieldAddr); ok { // a sync.Map, an atomic.Value
				s.f.p.setField(addr, text(labels))
			}
		case to >= toPointee:
			if a := s.argAt(to - toPointee); a != nil {
				s.f.putDeep(a.n, labels, "")
			}
		case to >= 0 && to < len(results):
			results[to] = join(results[to], passed(labels, from, s.sig.Results().At(to).Type()))
		}
	}
}

// takesApart reports whether a function called name changes a text so much that
// a mask may be made with it.
func takesApart(name string) bool {
	for _, word := range [...]string{"Replace", "Map", "Cut", "Split", "Fields", "Repeat"} {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// formatOf is the argument that holds the verbs, if r goes by verbs.
func formatOf(r table.Render, format int) int {
	if r != table.AsFormat {
		return -1
	}
	return format
}

// sinkVia runs a call that is a sink on what another function returned.
func (s *site) sinkVia(r table.Via) {
	if s.recv == nil {
		return
	}
	call, ok := s.recv.v.(*ssa.Call)
	if !ok {
		return
	}
	var fn *types.Func
	var recv types.Type
	if call.Call.IsInvoke() {
		fn, recv = call.Call.Method, call.Call.Value.Type()
	} else if callee := call.Call.StaticCallee(); callee != nil {
		fn = funcObject(callee)
	}
	if fn == nil || !slices.Contains(names(fn, recv), r.From) {
		return
	}
	s.sinkRow(r.Sink, nil)
}

// passed is a result of type t that holds labels, or what from points to.
func passed(labels []label, from *node, t types.Type) *node {
	if isNumber(t) || isError(t) && len(labels) == 0 {
		return nil
	}
	n := text(labels)
	if from != nil && len(from.refs) > 0 && (pointsTo(t) || types.IsInterface(t)) {
		n = join(n, &node{refs: from.refs})
	}
	return n
}

// argAt returns argument i, or the receiver for -1.
func (s *site) argAt(i int) *arg {
	if i == -1 {
		return s.recv
	}
	if i >= 0 && i < len(s.args) {
		return &s.args[i]
	}
	return nil
}
