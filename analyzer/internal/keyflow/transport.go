package keyflow

import (
	"go/token"
	"net"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// http runs the functions of net/http that make or send requests.
func (s *site) http(name table.Func) ([]*node, bool) {
	at := -1
	switch {
	case name.Name == "NewRequest":
		at = 1
	case name.Name == "NewRequestWithContext":
		at = 2
	case name.Recv == "Request" && (name.Name == "Clone" || name.Name == "WithContext") && s.recv != nil:
		n := &node{opaque: true}
		if c := s.f.snapshot(s.recv.n); c != nil {
			n = join(n, c)
		}
		return []*node{n}, true
	case name.Recv == "" || name.Recv == "Client":
		switch name.Name {
		case "Get", "Head", "Post", "PostForm":
			at = 0
		case "Do":
			return s.do()
		}
	}
	if at < 0 || at >= len(s.args) {
		return nil, false
	}
	target := s.args[at].n
	labels := keep(s.f.p.rawLabels(s.f, orEmpty(target)), carriesKey)
	s.f.leak(labels, sink{kind: table.URL, desc: doing(table.URL) + display(s.fn)}, s.pos(), token.NoPos)
	s.bodySent(at)
	results := make([]*node, s.sig.Results().Len())
	results[0] = &node{opaque: true}
	if strings.HasPrefix(name.Name, "NewRequest") {
		all := labels
		if target != nil {
			all = union(all, target.labels)
		}
		results[0] = results[0].with([]string{".URL"}, &node{opaque: true, labels: all}, false)
		results[0] = results[0].with([]string{".Header"}, &node{opaque: true}, false)
		if body := s.args[len(s.args)-1].n; body != nil {
			results[0] = results[0].with([]string{".Body"}, text(keep(s.f.p.rawLabels(s.f, body), carriesKey)), false)
		}
	}
	if len(results) > 1 && len(labels) > 0 {
		results[1] = text(s.f.inError(labels, s.pos(), doing(table.URL)+display(s.fn)))
	}
	return results, true
}

// dumped is a request as text: its headers and its URL.
func (s *site) dumped(name table.Func) ([]*node, bool) {
	if !strings.HasPrefix(name.Name, "DumpRequest") || len(s.args) == 0 {
		return nil, false
	}
	var labels []label
	for _, part := range [...]string{".Header", ".URL"} {
		field, _ := within(s.args[0].t, part)
		labels = union(labels, s.f.p.rawLabels(s.f, orEmpty(s.f.part(s.args[0].n, part, field, 0))))
	}
	labels = keep(labels, carriesKey)
	s.f.leak(labels, sink{kind: table.Other, desc: doing(table.Other) + display(s.fn), optIn: true}, s.pos(), token.NoPos)
	return []*node{text(labels), nil}, true
}

// bodySent judges the URL, argument at, of a request with a key in its body.
func (s *site) bodySent(at int) {
	for _, a := range s.args[at+1:] {
		if slices.ContainsFunc(s.f.p.rawLabels(s.f, orEmpty(a.n)), isKeyLabel) {
			s.sent(orEmpty(s.args[at].n).labels)
			return
		}
	}
}

// configured judges the URLs among the settings that the provider's client is given.
func (s *site) configured() {
	for _, a := range s.args {
		for _, p := range flatten(0, "", s.f.snapshot(a.n)) {
			s.sent(keep(p.labels, func(l label) bool { return l.kind == isConst && strings.Contains(l.origin.text, "://") }))
		}
	}
}

// do sends a request: its error shows the URL.
func (s *site) do() ([]*node, bool) {
	if len(s.args) != 1 {
		return nil, false
	}
	u := s.f.part(s.args[0].n, ".URL", nil, 0)
	labels := keep(s.f.p.rawLabels(s.f, orEmpty(u)), isKeyLabel)
	return []*node{{opaque: true}, text(s.f.inError(labels, s.pos(), doing(table.URL)+display(s.fn)))}, true
}

// sendsURL notices a key that is put into a part of a URL.
func (f *frame) sendsURL(i *ssa.Store) {
	addr, ok := i.Addr.(*ssa.FieldAddr)
	if !ok || !isNamedType(addr.X.Type(), "net/url", "URL") {
		return
	}
	field := fieldOf(addr).Name()
	if !slices.Contains([]string{"RawQuery", "User", "Opaque", "Path", "RawPath", "Fragment", "RawFragment"}, field) {
		return
	}
	labels := keep(f.p.rawLabels(f, orEmpty(f.get(i.Val))), carriesKey)
	f.leak(labels, sink{kind: table.URL, desc: doing(table.URL) + "URL." + field}, i.Pos(), token.NoPos)
}

// urlOf returns what is known of the URL of the request whose header n is.
func (f *frame) urlOf(n *node) []label {
	var labels []label
	for _, r := range n.references() {
		path := elems(r.path)
		if len(path) == 0 || path[len(path)-1] != ".Header" {
			continue
		}
		c := f.root(r.obj)
		for _, e := range path[:len(path)-1] {
			c = c.own(e)
		}
		if u := c.own(".URL"); u != nil {
			labels = union(labels, u.labels)
		}
	}
	return labels
}

// substituteURL is what the caller knows of a URL that is a parameter's.
func (s *site) substituteURL(l label, args []arg) []label {
	n, _ := s.at(args, l.param, l.path)
	if n == nil {
		return nil
	}
	labels := n.labels
	if d := s.f.deref(n); d != nil {
		labels = union(labels, d.labels)
	}
	return labels
}

// sent judges the URL of a request that carries a key.
func (s *site) sent(target []label) {
	for _, l := range target {
		switch l.kind {
		case isParam:
			if l.render == unrendered || l.render == raw {
				s.f.sum.sends = append(s.f.sum.sends, sending{url: l})
			}
		case isConst:
			if why := s.f.p.foreignURL(l.origin.text, l.origin.open); why != "" {
				s.f.p.reportTransport(s.pos(), why)
			}
		}
	}
}

// foreignURL says what is wrong with sending a key to target; open says that
// more text follows.
func (p *program) foreignURL(target string, open bool) string {
	scheme, after, ok := strings.Cut(target, "://")
	if !ok {
		return ""
	}
	host, _, whole := strings.Cut(after, "/")
	if i := strings.IndexAny(host, "?#"); i >= 0 {
		host, whole = host[:i], true
	}
	whole = whole || !open
	u, err := url.Parse(scheme + "://" + host)
	if err != nil {
		return ""
	}
	name := u.Hostname()
	if ip := net.ParseIP(name); name == "localhost" || ip != nil && ip.IsLoopback() {
		return "" // a test server, or a proxy on this machine
	}
	if strings.EqualFold(scheme, "http") {
		return "sent over plain http"
	}
	if !whole || name == "" || strings.Contains(name, "%") {
		return ""
	}
	for _, pr := range p.cfg.providers {
		for _, h := range pr.Hosts {
			if strings.EqualFold(h, name) {
				return ""
			}
		}
	}
	return "sent to " + name + ", which is not the provider's host"
}

// opening returns the constant that a text formatted by format starts with.
func (p *program) opening(format, first *node) []label {
	whole, ok := p.exactly(format)
	if !ok {
		return nil
	}
	head, tail, found := strings.Cut(whole, "%")
	if head == "" && found && first != nil && (strings.HasPrefix(tail, "s") || strings.HasPrefix(tail, "v")) {
		var labels []label
		for _, l := range first.labels {
			if l.kind == isConst {
				o := *l.origin
				o.open = true
				labels = union(labels, []label{{kind: isConst, origin: p.origins.get(o)}})
			}
		}
		return labels
	}
	if head == "" {
		return nil
	}
	return []label{{kind: isConst, origin: p.origins.get(origin{text: head, open: found})}}
}
