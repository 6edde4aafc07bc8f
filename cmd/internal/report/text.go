package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/fatih/color"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/provider"
)

// TextOptions says how text is written.
type TextOptions struct {
	Color       bool
	ShowAllowed bool                // also the findings that were let through
	Providers   []provider.Provider // whose revoke steps the advice names
}

// shownRefs is the most refs that a finding names.
const shownRefs = 3

// shortID is how much of an object id people read: git's own output grows to
// 10 in large repositories.
const shortID = 10

// palette colours text, or leaves it.
type palette struct{ bold, red, yellow, green, faint *color.Color }

// newPalette makes a palette that does not look at the process's terminal.
func newPalette(on bool) palette {
	style := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return palette{style(color.Bold), style(color.FgRed, color.Bold), style(color.FgYellow, color.Bold), style(color.FgGreen, color.Bold), style(color.Faint)}
}

// texter writes one text report.
type texter struct {
	writer
	palette
	options TextOptions
}

// Text writes r for a person at a terminal: each finding with what to do, then
// a summary of what was scanned and everything that was not.
func Text(w io.Writer, r finding.Result, o TextOptions) error {
	t := &texter{writer: writer{w: w}, palette: newPalette(o.Color), options: o}
	var reported []finding.Finding
	allowed := 0
	for _, f := range r.Findings {
		if f.Allowed != nil {
			allowed++
			if !o.ShowAllowed {
				continue
			}
		} else {
			reported = append(reported, f)
		}
		t.finding(&f)
	}
	t.advice(reported)
	t.summary(reported, allowed, r.Coverage)
	if t.err != nil {
		return fmt.Errorf("write text: %w", t.err)
	}
	return nil
}

// finding writes one finding: its first line as compilers write theirs, so
// that editors and terminals can jump to it.
func (t *texter) finding(f *finding.Finding) {
	severity := t.red.Sprint(f.Severity)
	switch {
	case f.Allowed != nil:
		severity = t.faint.Sprint("allowed")
	case f.Severity == finding.Warning:
		severity = t.yellow.Sprint(f.Severity)
	}
	t.printf("%s: %s: %s %s\n", t.bold.Sprint(place(f)), severity, Printable(f.Message), t.faint.Sprint("["+f.Rule+"]"))
	if !f.Key.IsZero() {
		t.detail("key", keyLine(f))
	}
	for _, l := range f.Also {
		t.detail("also", position(l))
	}
	for _, s := range f.Flow {
		t.detail("flow", position(s.Location)+": "+Printable(s.Message))
	}
	if f.History != nil {
		t.history(f.History)
	}
	if f.Fix != "" && f.Fix != strings.Join(t.revokeSteps(f.Provider), "; ") { // those come once, at the end
		t.detail("fix", Printable(f.Fix))
	}
	if f.Allowed != nil {
		t.detail("allowed", Printable(f.Allowed.By+": "+f.Allowed.Reason))
	}
	t.detail("id", f.Fingerprint())
	t.printf("\n")
}

// detail writes one indented line below a finding.
func (t *texter) detail(name, text string) {
	t.printf("    %s %s\n", t.faint.Sprintf("%-8s", name+":"), text)
}

// keyLine is what may be said about the key.
func keyLine(f *finding.Finding) string {
	line := Printable(f.Key.Shown()) + "  " + f.Key.ID()
	if f.Kind != "" && f.Kind != "live" {
		line += ", a " + Printable(f.Kind)
	}
	if f.Encoding != "" && f.Encoding != "plain" {
		line += ", as " + Printable(f.Encoding)
	}
	return line
}

// history writes since when and by whom, and who can still reach the key.
func (t *texter) history(h *finding.History) {
	if h.Introduced != nil {
		t.detail("since", commit(h.Introduced))
	}
	if h.LastSeen != nil && !h.InHead && (h.Introduced == nil || h.LastSeen.ID != h.Introduced.ID) {
		t.detail("last in", commit(h.LastSeen))
	}
	t.detail("git", reach(h))
}

// reach says how git still holds the key.
func reach(h *finding.History) string {
	var parts []string
	switch h.Reach {
	case finding.FromStash:
		parts = append(parts, "only in a stash")
	case finding.FromIndex:
		parts = append(parts, "staged, in no commit yet")
	case finding.Unreachable:
		parts = append(parts, "in no branch or tag, but still stored")
	default:
		if h.InHead {
			parts = append(parts, "still in HEAD")
		} else {
			parts = append(parts, "not in HEAD, but in history")
		}
	}
	if len(h.Refs) > 0 {
		parts = append(parts, "reachable from "+refs(h.Refs))
	}
	switch {
	case h.Pushed:
		parts = append(parts, "pushed")
	case h.Reach == finding.FromRefs:
		parts = append(parts, "not known to be pushed")
	}
	return strings.Join(parts, "; ")
}

// refs names the first few refs.
func refs(names []string) string {
	var shown []string
	for _, name := range names[:min(len(names), shownRefs)] {
		name = strings.TrimPrefix(strings.TrimPrefix(name, "refs/heads/"), "refs/remotes/")
		if tag, ok := strings.CutPrefix(name, "refs/tags/"); ok {
			name = "tag " + tag
		}
		shown = append(shown, Printable(name))
	}
	text := strings.Join(shown, ", ")
	if more := len(names) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// commit is "1a2b3c4d5e of 2024-05-01 by Ann".
func commit(c *finding.Commit) string {
	text := "commit " + Printable(short(c.ID))
	if !c.Date.IsZero() {
		text += " of " + c.Date.Format(time.DateOnly)
	}
	if c.Author != "" {
		text += " by " + Printable(c.Author)
	}
	return text
}

// short is the beginning of an object id.
func short(id string) string { return id[:min(len(id), shortID)] }

// place is where f stands: a path, or the part of git that holds it.
func place(f *finding.Finding) string {
	if f.Location.Path != "" {
		return position(f.Location)
	}
	if f.History == nil {
		return "repository"
	}
	where := strings.ReplaceAll(string(f.History.Where), "-", " ")
	if f.Location.Object != "" {
		return fmt.Sprintf("%s in %s", where, Printable(short(f.Location.Object)))
	}
	return where
}

// position is path:line:column, as far as it is known.
func position(l finding.Location) string {
	text := Printable(l.Path)
	if l.Path == "" {
		text = Printable(short(l.Object))
	}
	if l.Line > 0 {
		text += fmt.Sprintf(":%d", l.Line)
		if l.Column > 0 {
			text += fmt.Sprintf(":%d", l.Column)
		}
	}
	return text
}

// summary says how many findings there are, what was scanned and what was not.
func (t *texter) summary(reported []finding.Finding, allowed int, c finding.Coverage) {
	switch {
	case len(reported) > 0:
		t.printf("%s\n", t.bold.Sprint(findingsLine(reported, allowed)))
	case !c.Complete():
		t.printf("%s\n", t.yellow.Sprint("Nothing found, but the scan is incomplete"+letThrough(allowed)+"."))
	default:
		t.printf("%s\n", t.green.Sprint("Clean: no finding"+letThrough(allowed)+"."))
	}
	t.printf("Scanned %s.\n", scanned(c))
	if c.Complete() {
		return
	}
	t.printf("%s\n", t.yellow.Sprintf("Not scanned (%d):", len(c.Skipped)))
	for _, s := range c.Skipped {
		t.printf("    %s: %s\n", Printable(s.What), Printable(s.Reason))
	}
}

// findingsLine counts the findings and their keys.
func findingsLine(reported []finding.Finding, allowed int) string {
	errors, ids := 0, map[string]bool{}
	for i := range reported {
		if reported[i].Severity == finding.Error {
			errors++
		}
		if id := reported[i].Key.ID(); id != "" {
			ids[id] = true
		}
	}
	line := fmt.Sprintf("%s: %s, %s", count(len(reported), "finding", "findings"),
		count(errors, "error", "errors"), count(len(reported)-errors, "warning", "warnings"))
	if len(ids) > 0 {
		line += "; " + count(len(ids), "key", "keys")
	}
	return line + letThrough(allowed) + "."
}

// letThrough counts what the user let through.
func letThrough(allowed int) string {
	if allowed == 0 {
		return ""
	}
	return fmt.Sprintf("; %s let through", count(allowed, "finding", "findings"))
}

// scanned says how much a scan looked at.
func scanned(c finding.Coverage) string {
	var parts []string
	add := func(n int, singular, plural string) {
		if n > 0 {
			parts = append(parts, count(n, singular, plural))
		}
	}
	add(c.Files, "file", "files")
	add(c.Packages, "Go package", "Go packages")
	add(c.Commits, "commit", "commits")
	total, kinds := 0, []string{}
	for _, kind := range slices.Sorted(maps.Keys(c.Objects)) {
		if n := c.Objects[kind]; n > 0 {
			total += n
			kinds = append(kinds, count(n, kind, kind+"s"))
		}
	}
	if total > 0 {
		parts = append(parts, count(total, "git object", "git objects")+" ("+strings.Join(kinds, ", ")+")")
	}
	if c.Bytes > 0 || len(parts) == 0 {
		parts = append(parts, size(c.Bytes))
	}
	return strings.Join(parts, ", ")
}
