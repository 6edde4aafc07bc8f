package filescan

import (
	"bytes"
	"io"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
)

// content names the bytes to scan.
type content struct {
	folder *folder // nil for a stream
	name   string
	shown  string // path without the keys in it
	env    bool   // a dotenv file, whose keys are judged by its git state
}

// contentOf is the content of the entry e of f.
func contentOf(f *folder, e entry) content {
	return content{folder: f, name: e.name, shown: join(f.shown, e.shownName()), env: isEnvFile(e.name)}
}

// path is the content's real path, relative to Root.
func (c *content) path() string {
	if c.folder == nil {
		return c.name
	}
	return join(c.folder.path, c.name)
}

// bytes scans b.
func (w *worker) bytes(c content, b []byte) {
	w.text.begin(c, w.s.opts.Matcher)
	mentions := w.s.opts.Matcher.Bytes(b, w.yield)
	w.s.bytes.Add(int64(len(b)))
	w.report.Coverage.Bytes += int64(len(b))
	names := false
	if c.env {
		names = w.namesProvider(bytes.NewReader(b))
	}
	w.finish(c, mentions, names)
}

// stream scans a content too long for the buffer: head was read from it
// already, the rest is in r.
func (w *worker) stream(c content, head []byte, r io.Reader) error {
	source := &monitored{s: w.s, r: io.MultiReader(bytes.NewReader(head), r)}
	var all io.Reader = source
	names := newEnvNames(w.s.opts.Matcher)
	if c.env {
		all = io.TeeReader(all, names)
	}
	w.text.begin(c, w.s.opts.Matcher)
	n, mentions, err := w.s.opts.Matcher.Reader(all, w.yield)
	w.report.Coverage.Bytes += n
	w.finish(c, mentions, names.found)
	if source.err != nil {
		return source.err // as it was: the matcher says more than a skip needs
	}
	return err
}

// namesProvider reports whether the dotenv file in r assigns a provider's name.
func (w *worker) namesProvider(r io.WriterTo) bool {
	names := newEnvNames(w.s.opts.Matcher)
	_, _ = r.WriteTo(names) // neither a bytes.Reader nor envNames fails
	return names.found
}

// finish records what the content at c turned out to hold.
func (w *worker) finish(c content, mentions, names bool) {
	if mentions {
		w.report.Mentions = append(w.report.Mentions, c.shown)
	}
	found := w.text.findings()
	if !c.env {
		w.report.Findings = append(w.report.Findings, found...)
		return
	}
	repo := c.folder.repo
	w.report.EnvFiles = append(w.report.EnvFiles, EnvFile{
		Path: c.shown, Repository: repo.top, Keys: found, NamesProvider: names,
	})
	if repo.inGit {
		return
	}
	for _, f := range found {
		w.report.Notes = append(w.report.Notes, finding.Note{
			Path: c.shown,
			Text: f.Provider + " key " + f.Key.Shown() + " in a dotenv file outside git, where it may be kept: never commit this file",
		})
	}
}

// monitored is a reader that ends when the scan does, and tells how far it is.
type monitored struct {
	s   *scanner
	r   io.Reader
	err error // what reading failed with
}

func (m *monitored) Read(p []byte) (int, error) {
	if m.s.stopped() {
		return 0, m.s.ctx.Err()
	}
	n, err := m.r.Read(p)
	m.s.bytes.Add(int64(n))
	m.s.progress()
	if err != nil && err != io.EOF {
		m.err = err
	}
	return n, err
}

// text collects the keys in one content.
type text struct {
	content content
	matcher *match.Matcher
	hits    []hit
}

// begin prepares t for the content at c.
func (t *text) begin(c content, m *match.Matcher) {
	t.content, t.matcher, t.hits = c, m, t.hits[:0]
}

// add takes a match, if its kind and place make it a fault.
func (t *text) add(m match.Match) {
	switch m.Kind {
	case match.Live:
	case match.Placeholder:
		if m.Evidence != match.ByPrefix || !placeholderCounts(t.content.path(), m.Before) {
			return
		}
	default:
		return
	}
	h := newHit(m)
	h.at.Path = t.content.shown
	h.allowed, h.refused = allowance(t.matcher, m)
	t.hits = append(t.hits, h)
}

// findings are one for each key in t, in order of their places. A key that is
// allowed in some of its places is a finding at the others only.
func (t *text) findings() []finding.Finding {
	if len(t.hits) == 0 {
		return nil
	}
	in := inText
	if isSource(t.content.name) {
		in = inSource
	}
	first := make(map[string]int, len(t.hits))
	var found []finding.Finding
	for i := range t.hits {
		f := t.hits[i].finding(in)
		at, seen := first[f.Key.ID()]
		if !seen {
			first[f.Key.ID()] = len(found)
			found = append(found, f)
			continue
		}
		found[at] = joined(found[at], f)
	}
	return found
}

// joined is one finding for a key at one path that was found as first, then again.
func joined(first, again finding.Finding) finding.Finding {
	switch {
	case first.Allowed != nil && again.Allowed == nil:
		return again
	case first.Allowed == nil && again.Allowed != nil:
		return first
	}
	first.Also = append(append(first.Also, again.Location), again.Also...)
	return first
}
