package filescan

import (
	"github.com/msgine/msginelint/rules/match"
)

// showNames sets shown in the entries whose names hold a key. All names are
// searched in one call, since nearly always none does.
func (w *worker) showNames(entries []entry) {
	w.names = w.names[:0]
	for _, e := range entries {
		w.names = append(append(w.names, e.name...), '\n')
	}
	found := false
	w.s.opts.Matcher.Bytes(w.names, func(m match.Match) { found = found || m.Kind == match.Live })
	if !found {
		return
	}
	for i, e := range entries {
		if shown := redact(w.s.opts.Matcher, e.name); shown != e.name {
			entries[i].shown = shown
		}
	}
}

// name records the keys in the name of the entry e of f.
func (w *worker) name(f *folder, e entry) {
	in := inFileName
	if e.kind == folderKind {
		in = inFolderName
	}
	c := contentOf(f, e)
	w.s.opts.Matcher.Bytes([]byte(e.name), func(m match.Match) {
		if m.Kind != match.Live {
			return
		}
		h := newHit(m)
		h.at.Path = c.shown
		h.at.Line, h.at.Column, h.at.EndLine, h.at.EndColumn = 0, 0, 0, 0
		w.report.Findings = append(w.report.Findings, h.finding(in))
	})
}

// redact replaces every key in text, a name or a reason, by what may be shown.
func redact(m *match.Matcher, text string) string {
	var out []byte
	from := 0
	m.Bytes([]byte(text), func(found match.Match) {
		start, end := int(found.Start.Offset), int(found.End.Offset)
		if found.Kind != match.Live || start < from || end > len(text) {
			return
		}
		out = append(out, text[from:start]...)
		out = append(out, found.Key.Shown()...)
		from = end
	})
	if from == 0 {
		return text
	}
	return string(append(out, text[from:]...))
}

// redactPath is redact for each element of a path with "/", as a walk sees them.
func redactPath(m *match.Matcher, p string) string {
	shown, from := "", 0
	for i := 0; i <= len(p); i++ {
		if i == len(p) || p[i] == '/' {
			shown += redact(m, p[from:i])
			if i < len(p) {
				shown += "/"
			}
			from = i + 1
		}
	}
	return shown
}
