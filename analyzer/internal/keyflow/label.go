package keyflow

import (
	"cmp"
	"go/token"
	"slices"
	"strings"
)

// render says how a value becomes text, which decides whether the methods of
// its type redact it.
type render uint8

const (
	raw        render = iota // it is text already, or its bytes are taken as they are
	asText                   // fmt's %v: Format, Error, String
	asGo                     // fmt's %#v: Format, GoString
	asVerb                   // another verb of fmt, for which no String is called
	asJSON                   // encoding/json: MarshalJSON, MarshalText, tags
	asSlog                   // log/slog with a handler that is not known
	asSlogJSON               // its JSON handler: LogValue and Error at the top, then JSON
	asSlogText               // its text handler: LogValue, MarshalText at the top, then %+v
	asObject                 // zap's and zerolog's objects: what they write themselves
	asField                  // klog's and logr's values: their own methods at the top, then JSON
	asEither                 // text or JSON, by how the logger is set up
	asEvent                  // zerolog's values: MarshalZerologObject at the top, then JSON
	unrendered               // the value is passed on whole; whoever takes it decides
)

// origin is where a key comes from. Origins are interned: one pointer, one origin.
type origin struct {
	what string // "MsGine key from MSGINE_API_KEY"
	at   string // "config.go:12", empty where it is not known
	pos  token.Pos
	via  string // the steps since, joined by arrows: "Config.Key → Client.token"
	text string // of a constant: its value, which never leaves the analysis
	open bool   // of a constant: more text follows that is not known
}

// labelKind says what a label stands for.
type labelKind uint8

const (
	isKey     labelKind = iota + 1 // a key
	isParam                        // whatever the caller passes as a parameter
	isNamed                        // a key, if the caller's parameter names one
	isYield                        // what the function that the caller passes returns
	isConst                        // a constant text
	isWriter                       // what is written here is seen by others
	isHandler                      // a handler of log/slog that writes JSON or text
)

// label is one thing that a value may hold.
type label struct {
	kind   labelKind
	origin *origin   // isKey, isConst, isWriter
	param  int       // isParam, isNamed: its index, receiver first, then free variables
	path   string    // isParam: the part of it
	render render    // isParam: how it was turned into text, unrendered if it was not
	naming int       // isNamed
	errAt  token.Pos // where it was put into an error's message, if it was
	errIn  string    // by what
	format int       // isParam with a path of elements: 1 + the parameter that holds their verbs
	cut    bool      // taken apart or replaced since, so that a mask may have made it safe
}

// compare orders labels by what they mean, never by addresses.
func (a label) compare(b label) int {
	if c := cmp.Or(
		cmp.Compare(a.kind, b.kind),
		cmp.Compare(a.param, b.param),
		cmp.Compare(a.path, b.path),
		cmp.Compare(a.render, b.render),
		cmp.Compare(a.naming, b.naming),
		cmp.Compare(a.errAt, b.errAt),
		cmp.Compare(a.errIn, b.errIn),
		cmp.Compare(a.format, b.format),
		boolCompare(a.cut, b.cut),
	); c != 0 || a.origin == b.origin {
		return c
	}
	if a.origin == nil {
		return -1
	}
	if b.origin == nil {
		return 1
	}
	return a.origin.compare(b.origin)
}

func (a *origin) compare(b *origin) int {
	return cmp.Or(
		cmp.Compare(strings.Count(a.via, arrow), strings.Count(b.via, arrow)),
		cmp.Compare(a.pos, b.pos),
		cmp.Compare(a.at, b.at),
		cmp.Compare(a.what, b.what),
		cmp.Compare(a.via, b.via),
		cmp.Compare(a.text, b.text),
	)
}

// arrow separates the steps of a flow.
const arrow = " → "

// maxVia bounds the steps that a message shows between source and sink.
const maxVia = 4

// origins interns origins, so that labels can be compared.
type origins map[origin]*origin

func (in origins) get(o origin) *origin {
	if p := in[o]; p != nil {
		return p
	}
	in[o] = &o
	return &o
}

// through returns o after one more step.
func (in origins) through(o *origin, step string) *origin {
	steps := strings.Split(o.via, arrow)
	if o.via == "" {
		steps = nil
	}
	if len(steps) >= maxVia || slices.Contains(steps, step) {
		return o
	}
	next := *o
	next.via = strings.Join(append(steps, step), arrow)
	return in.get(next)
}

// maxLabels bounds the labels of one value; what is beyond adds nothing to a report.
const maxLabels = 24

// maxConsts bounds the constants that one value is known to be.
const maxConsts = 4

// union merges two sorted sets of labels.
func union(a, b []label) []label {
	if len(b) == 0 {
		return a
	}
	if len(a) == 0 {
		return b
	}
	if slices.Equal(a, b) {
		return a
	}
	all := make([]label, 0, len(a)+len(b))
	i, j, consts := 0, 0, 0
	for i < len(a) || j < len(b) {
		var next label
		switch {
		case j == len(b):
			next, i = a[i], i+1
		case i == len(a):
			next, j = b[j], j+1
		default:
			c := a[i].compare(b[j])
			if c <= 0 {
				next = a[i]
				i++
			} else {
				next = b[j]
			}
			if c >= 0 {
				j++
			}
		}
		if next.kind == isConst {
			if consts++; consts > maxConsts {
				continue
			}
		}
		if len(all) < maxLabels {
			all = append(all, next)
		}
	}
	return all
}

// keep returns the labels for which ok holds.
func keep(labels []label, ok func(label) bool) []label {
	var kept []label
	for i, l := range labels {
		if ok(l) {
			if kept != nil {
				kept = append(kept, l)
			}
			continue
		}
		if kept == nil {
			kept = append(make([]label, 0, len(labels)), labels[:i]...)
		}
	}
	if kept == nil {
		return labels
	}
	return kept
}

// carriesKey reports whether l may be a key's text, now or at a caller.
func carriesKey(l label) bool { return l.kind <= isYield }

// boolCompare orders false before true.
func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// cutUp marks labels as taken apart.
func cutUp(labels []label) []label {
	var all []label
	for _, l := range labels {
		if carriesKey(l) {
			l.cut = true
		}
		all = union(all, []label{l})
	}
	return all
}

func isKeyLabel(l label) bool { return l.kind == isKey }
