package finding

import (
	"cmp"
	"slices"
	"strings"
)

// committedRule is the rule of findings that git alone holds: where a current
// file still shows the key, they are that finding's History.
const committedRule = "committedkey"

// placeholder is the Kind of what stands in for a key, or is a piece of one.
const placeholder = "placeholder"

// Merge joins the results of several scanners into one, sorted. One key at one
// path is one finding for each rule: the result named first gives its message,
// place and fix, the others add their further places. A committedkey finding
// whose key a current file shows at the same path becomes the History of that
// file's finding.
func Merge(results ...Result) Result {
	var m merger
	var out Result
	for _, r := range results {
		out.Coverage.Add(r.Coverage)
		out.Notes = append(out.Notes, r.Notes...)
		for _, f := range r.Findings {
			m.add(f)
		}
	}
	out.Findings = m.done()
	out.Coverage.Skipped = sortedSet(out.Coverage.Skipped, compareSkips)
	out.Notes = sortedSet(out.Notes, compareNotes)
	Sort(out.Findings)
	return out
}

// Sort puts findings in the order of reports: path, line, column, rule, fingerprint.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.Location.Path, b.Location.Path),
			cmp.Compare(a.Location.Line, b.Location.Line),
			cmp.Compare(a.Location.Column, b.Location.Column),
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Fingerprint(), b.Fingerprint()),
		)
	})
}

// merger collects findings; pieces and those of git alone wait for the end.
type merger struct {
	findings    []Finding
	fingerprint map[string]int      // index in findings
	place       map[[2]string]int   // key id and path, of current files
	alike       map[[3]string][]int // by rule, path and what is shown of the key
	pieces      []Finding
	committed   []Finding
}

// add takes f. What another finding may absorb waits for all of those.
func (m *merger) add(f Finding) {
	switch {
	case f.Rule == committedRule:
		m.committed = append(m.committed, f)
	case f.Kind == placeholder:
		m.pieces = append(m.pieces, f)
	default:
		m.insert(f)
	}
}

// insert adds f, or joins it to what it repeats.
func (m *merger) insert(f Finding) {
	if m.fingerprint == nil {
		m.fingerprint = map[string]int{}
		m.place = map[[2]string]int{}
		m.alike = map[[3]string][]int{}
	}
	print := f.Fingerprint()
	at, ok := m.fingerprint[print]
	if !ok {
		at, ok = m.part(f)
	}
	if ok {
		m.findings[at] = join(m.findings[at], f)
	} else {
		at = len(m.findings)
		m.findings = append(m.findings, f)
		m.alike[alikeOf(f)] = append(m.alike[alikeOf(f)], at)
	}
	m.fingerprint[print] = at
	if _, taken := m.place[placeOf(f)]; !taken && !f.Key.IsZero() && f.Rule != committedRule {
		m.place[placeOf(f)] = at
	}
}

// part finds the finding of which f shows only a piece: a scanner of text sees
// the first half of a key that is joined from two constants, where a Go pass
// sees all of it. Both then begin alike, and f lies inside or is itself too
// short for a key.
func (m *merger) part(f Finding) (int, bool) {
	if f.Key.IsZero() {
		return 0, false
	}
	for _, at := range m.alike[alikeOf(f)] {
		whole := m.findings[at]
		if within(whole.Location, f.Location) || whole.Kind != placeholder && f.Kind == placeholder {
			return at, true
		}
	}
	return 0, false
}

// done returns all findings, those of git alone joined to what they repeat.
func (m *merger) done() []Finding {
	for _, f := range m.pieces {
		m.insert(f)
	}
	for _, f := range m.committed {
		at, ok := m.place[placeOf(f)]
		if !ok || f.Key.IsZero() || f.Location.Path == "" {
			m.insert(f)
			continue
		}
		current := &m.findings[at]
		if h := current.History; h == nil || h.Where == InPath { // what is known of the file gives way to what is known of the key
			current.History = f.History
		}
	}
	return m.findings
}

// placeOf is the key and path of f.
func placeOf(f Finding) [2]string { return [2]string{f.Key.ID(), f.Location.Path} }

// alikeOf is the rule, the path and what is shown of the key of f.
func alikeOf(f Finding) [3]string { return [3]string{f.Rule, f.Location.Path, f.Key.Shown()} }

// join adds to a what b knows more: both are one key at one path.
func join(a, b Finding) Finding {
	if (a.Allowed == nil) != (b.Allowed == nil) && !sameLine(a.Location, b.Location) {
		// One place was let through, the other was not: that one counts.
		if a.Allowed != nil {
			a, b = b, a
		}
		if a.History == nil {
			a.History = b.History
		}
		return a
	}
	if a.Allowed == nil {
		a.Allowed = b.Allowed
	}
	if a.History == nil {
		a.History = b.History
	}
	if a.Fix == "" {
		a.Fix = b.Fix
	}
	a.Severity = max(a.Severity, b.Severity)
	a.Also = furtherPlaces(a.Location, a.Also, []Location{b.Location}, b.Also)
	return a
}

// furtherPlaces is every place of lists on a line of its own that is not first's.
func furtherPlaces(first Location, lists ...[]Location) []Location {
	var out []Location
	for _, place := range slices.Concat(lists...) {
		known := func(l Location) bool { return sameLine(l, place) }
		if !known(first) && !slices.ContainsFunc(out, known) {
			out = append(out, place)
		}
	}
	slices.SortFunc(out, compareLocations)
	return out
}

// sameLine reports whether a and b stand on one line. Scanners differ in the
// column: one points at the literal, another at the key in it.
func sameLine(a, b Location) bool {
	return a.Path == b.Path && a.Line == b.Line && a.Object == b.Object
}

// within reports whether inner begins inside outer.
func within(outer, inner Location) bool {
	if outer.Line == 0 || inner.Line < outer.Line || inner.Line > outer.EndLine {
		return false
	}
	after := inner.Line > outer.Line || inner.Column >= outer.Column
	before := inner.Line < outer.EndLine || inner.Column < outer.EndColumn
	return after && before
}

func compareLocations(a, b Location) int {
	return cmp.Or(
		strings.Compare(a.Path, b.Path),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		strings.Compare(a.Object, b.Object),
	)
}

func compareSkips(a, b Skip) int {
	return cmp.Or(strings.Compare(a.What, b.What), strings.Compare(a.Reason, b.Reason))
}

func compareNotes(a, b Note) int {
	return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Text, b.Text))
}

// sortedSet is list in order, equal entries once.
func sortedSet[T comparable](list []T, compare func(a, b T) int) []T {
	slices.SortStableFunc(list, compare)
	return slices.Compact(list)
}
