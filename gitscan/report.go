package gitscan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/msgine/msginelint/gitscan/internal/attribution"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/finding"
)

// reporter turns traces into findings.
type reporter struct {
	src    source
	found  *contents
	forest *forest

	object uint32            // that hits are of
	hits   map[mark]sighting // of the object of the last trace
}

// findings turns traces into findings. Traces of one object follow each other,
// so that its sightings are indexed once.
func (r *reporter) findings(traces []attribution.Trace) (list []finding.Finding) {
	r.object = attribution.None
	slices.SortStableFunc(traces, func(a, b attribution.Trace) int { return cmp.Compare(a.Object, b.Object) })
	for _, t := range traces {
		if t.Mark != envMark {
			list = append(list, r.trace(t))
		}
	}
	return list
}

// trace returns the finding of one trace.
func (r *reporter) trace(t attribution.Trace) finding.Finding {
	m := r.forest.marks.list[t.Mark]
	s := r.forest.inNames[m]
	if r.object != t.Object {
		r.object, r.hits = t.Object, map[mark]sighting{}
		for _, hit := range r.found.hits[t.Object] {
			r.hits[hit.mark()] = hit
		}
	}
	if hit, ok := r.hits[m]; ok {
		s = hit
	}
	h := r.history(t)
	h.Where = m.where
	return newFinding(s, t.Path, r.id(t.Object), h)
}

// history says what t knows of the commits.
func (r *reporter) history(t attribution.Trace) *finding.History {
	return &finding.History{Introduced: r.commit(t.Introduced), LastSeen: r.commit(t.LastSeen), InHead: t.InHead,
		Refs: t.Refs, Pushed: pushed(t.Refs), Reach: t.Reach}
}

// pushed reports whether a remote-tracking ref is among refs.
func pushed(refs []string) bool {
	return slices.ContainsFunc(refs, func(name string) bool { return strings.HasPrefix(name, "refs/remotes/") })
}

// id returns the id of object n; empty for None.
func (r *reporter) id(n uint32) string {
	if n == attribution.None {
		return ""
	}
	return r.src.ID(n).String()
}

// commit describes commit n; nil for None.
func (r *reporter) commit(n uint32) *finding.Commit {
	if n == attribution.None {
		return nil
	}
	c := r.found.commits[n]
	return &finding.Commit{ID: r.id(n), Author: c.author, Date: c.date}
}

// newFinding returns the finding of s at path.
func newFinding(s sighting, path, object string, h *finding.History) finding.Finding {
	f := finding.Finding{Rule: rules.CommittedKey, Severity: finding.Error, Message: message(s, path, h), Provider: s.provider.Name,
		Key: s.key, Kind: "live", Encoding: string(s.encoding), History: h, Fix: fixFor(s.provider), Allowed: s.allowed}
	at := s.at
	if h.Where == finding.InPath || h.Where == finding.InRefName || h.Where == finding.InReflog {
		at = []finding.Location{{}} // a place in a name is no line of a file
	}
	for i := range at {
		place := at[i]
		place.Path, place.Object = path, object
		if i == 0 {
			f.Location = place
		} else {
			f.Also = append(f.Also, place)
		}
	}
	return f
}

// refNames returns one finding for each key in the names of refs.
func refNames(found []named) []finding.Finding {
	var list []finding.Finding
	at := map[string]int{}
	for _, n := range found {
		i, ok := at[n.key.ID()]
		if !ok {
			i = len(list)
			at[n.key.ID()] = i
			list = append(list, newFinding(n.sighting, "", "", &finding.History{Where: finding.InRefName}))
		}
		h := list[i].History
		h.Refs = append(h.Refs, n.ref)
	}
	for _, f := range list {
		slices.Sort(f.History.Refs)
		f.History.Refs = slices.Compact(f.History.Refs)
		f.History.Pushed = pushed(f.History.Refs)
	}
	return list
}

// reflogKeys returns one finding for each key in the reflogs.
func reflogKeys(found []sighting) (list []finding.Finding) {
	for _, s := range found {
		list = append(list, newFinding(s, "", "", &finding.History{Where: finding.InReflog, Reach: finding.Unreachable}))
	}
	return list
}

// oneEach keeps one finding for each key and path: a file whose name and
// content hold the same key is one, told by its content.
func oneEach(list []finding.Finding) []finding.Finding {
	slices.SortStableFunc(list, func(a, b finding.Finding) int {
		return cmp.Or(strings.Compare(a.Location.Path, b.Location.Path), strings.Compare(a.Key.ID(), b.Key.ID()),
			strings.Compare(string(a.History.Where), string(b.History.Where)), strings.Compare(a.Location.Object, b.Location.Object))
	})
	list = slices.CompactFunc(list, func(a, b finding.Finding) bool { return a.Fingerprint() == b.Fingerprint() })
	slices.SortStableFunc(list, func(a, b finding.Finding) int {
		return cmp.Or(strings.Compare(a.Location.Path, b.Location.Path), cmp.Compare(a.Location.Line, b.Location.Line),
			cmp.Compare(a.Location.Column, b.Location.Column), strings.Compare(string(a.History.Where), string(b.History.Where)),
			strings.Compare(a.Key.ID(), b.Key.ID()))
	})
	return list
}

// envFiles returns the dotenv files that a commit held, by path.
func (r *reporter) envFiles(traces []attribution.Trace) []EnvFile {
	holds := map[string]bool{}
	for _, t := range traces {
		if r.forest.marks.list[t.Mark].where == finding.InBlob {
			holds[t.Path] = true
		}
	}
	var files []EnvFile
	for _, t := range traces {
		if t.Mark != envMark || t.Introduced == attribution.None {
			continue
		}
		h := r.history(t)
		h.Where = finding.InPath
		files = append(files, EnvFile{Path: t.Path, History: *h, HoldsKey: holds[t.Path]})
	}
	slices.SortFunc(files, func(a, b EnvFile) int { return strings.Compare(a.Path, b.Path) })
	return files
}
