package table

import "strings"

// none stands for an argument that a function does not have.
const none = -1

// outlet builds the sinks of one receiver, or of a package's functions.
type outlet struct {
	pkg, recv string
	kind      Kind
	render    Render
	optIn     bool
}

// on is the same outlet on another receiver.
func (o outlet) on(recv string) outlet {
	o.recv = recv
	return o
}

// as is the same outlet with another rendering.
func (o outlet) as(r Render) outlet {
	o.render = r
	return o
}

// from builds sinks that leak every argument from first on. Names are
// separated by spaces.
func (o outlet) from(first int, names string) []Sink {
	return o.span(first, -1, none, names)
}

// only builds sinks that leak the arguments first to last.
func (o outlet) only(first, last int, names string) []Sink {
	return o.span(first, last, none, names)
}

// format builds sinks like Printf, whose format is the argument at.
func (o outlet) format(at int, names string) []Sink {
	return o.as(AsFormat).span(at, -1, at, names)
}

func (o outlet) span(first, last, format int, names string) []Sink {
	var rows []Sink
	for _, name := range strings.Fields(names) {
		rows = append(rows, Sink{
			Func: Func{o.pkg, o.recv, name}, Kind: o.kind, First: first, Last: last,
			Format: format, Render: o.render, OptIn: o.optIn,
		})
	}
	return rows
}

// cross returns every name with every suffix, separated by spaces; "_" is no suffix.
func cross(names, suffixes string) string {
	var all []string
	for _, name := range strings.Fields(names) {
		for _, suffix := range strings.Fields(suffixes) {
			all = append(all, name+strings.TrimPrefix(suffix, "_"))
		}
	}
	return strings.Join(all, " ")
}

// home names a receiver, or a package where recv is empty.
type home struct{ pkg, recv string }

// pass builds functions that keep a key a key; text stays text.
func (h home) pass(from, to []int, names string) []Pass {
	return h.passAs(AsString, none, from, to, names)
}

// passAs builds functions that keep a key what r does not redact.
func (h home) passAs(r Render, format int, from, to []int, names string) []Pass {
	var rows []Pass
	for _, name := range strings.Fields(names) {
		rows = append(rows, Pass{Func: Func{h.pkg, h.recv, name}, From: from, To: to, Render: r, Format: format, Under: none})
	}
	return rows
}

// under says for all rows which argument names where a value is held.
func under(i int, rows []Pass) []Pass {
	for k := range rows {
		rows[k].Under = i
	}
	return rows
}

// carry builds functions whose result holds the arguments from first to last.
func (h home) carry(r Render, first, last int, names string) []Carrier {
	var rows []Carrier
	for _, name := range strings.Fields(names) {
		rows = append(rows, Carrier{Func: Func{h.pkg, h.recv, name}, First: first, Last: last, Render: r})
	}
	return rows
}

// source builds functions whose argument name names what result holds.
func (h home) source(what Naming, name, result int, names string) []Source {
	var rows []Source
	for _, n := range strings.Fields(names) {
		rows = append(rows, Source{Func: Func{h.pkg, h.recv, n}, Name: name, What: what, Result: result})
	}
	return rows
}

// safe builds functions whose results tell nothing.
func (h home) safe(names string) []Safe {
	var rows []Safe
	for _, name := range strings.Fields(names) {
		rows = append(rows, Safe{Func{h.pkg, h.recv, name}})
	}
	return rows
}

// writes builds functions that write what stands from first on to writer.
func (h home) writes(writer, first, format int, r Render, names string) []Write {
	var rows []Write
	for _, name := range strings.Fields(names) {
		rows = append(rows, Write{Func{h.pkg, h.recv, name}, writer, first, format, r})
	}
	return rows
}

// wraps builds functions that return a writer over the argument writer.
func (h home) wraps(writer int, names string) []Wrapper {
	var rows []Wrapper
	for _, name := range strings.Fields(names) {
		rows = append(rows, Wrapper{Func: Func{h.pkg, h.recv, name}, Writer: writer})
	}
	return rows
}

// at is a list of argument or result places.
func at(places ...int) []int { return places }
