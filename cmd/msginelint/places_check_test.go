package main_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

// program is the built command.
type program struct {
	path string
	env  []string
	dir  string
}

// buildProgram compiles the command as a user would.
func buildProgram(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "msginelint")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// run runs the command and returns what it printed and its exit status.
func (p program) run(t *testing.T, env []string, args ...string) (stdout, stderr []byte, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(p.path, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = p.dir, &out, &errs
	cmd.Env = append(p.env[:len(p.env):len(p.env)], env...)
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatalf("msginelint %s: %v", strings.Join(args, " "), err)
	}
	return out.Bytes(), errs.Bytes(), cmd.ProcessState.ExitCode()
}

// report is what the test reads of the JSON report.
type report struct {
	Coverage struct {
		Complete bool
		Objects  map[string]int
		Skipped  []struct{ What, Reason string }
	}
	Findings []reported
}

// reported is one finding of the JSON report.
type reported struct {
	Rule, Severity, Message, Fingerprint string
	Key                                  *struct{ ID, Shown, Kind, Encoding string }
	Location                             location
	Also                                 []location
	History                              *struct {
		Introduced, LastSeen *struct{ Commit string }
		InHead               bool
		Refs                 []string
		Where, Reach         string
	}
}

// location is a place in a file or a git object.
type location struct {
	Path, Object                     string
	Line, Column, EndLine, EndColumn int
}

// keyID is the id of the finding's key, empty without one.
func (f *reported) keyID() string {
	if f.Key == nil {
		return ""
	}
	return f.Key.ID
}

func parseReport(t *testing.T, text []byte) report {
	t.Helper()
	var r report
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatalf("JSON report: %v\n%s", err, text)
	}
	return r
}

// faults lists what the finding says otherwise than p wants.
func (p *place) faults(f *reported) []string {
	var out []string
	fault := func(what, got, want string) {
		if want != "" && got != want {
			out = append(out, fmt.Sprintf("%s %q, want %q", what, got, want))
		}
	}
	fault("rule", f.Rule, p.rule)
	fault("severity", f.Severity, "error")
	fault("path", f.Location.Path, p.path)
	fault("key", f.Key.Shown, shown(p.key))
	fault("kind", f.Key.Kind, "live")
	fault("object", f.Location.Object, p.object)
	number := func(what string, got, want int) {
		if want != 0 && got != want {
			out = append(out, fmt.Sprintf("%s %d, want %d", what, got, want))
		}
	}
	number("line", f.Location.Line, p.line)
	number("column", f.Location.Column, p.column)
	return append(out, p.historyFaults(f)...)
}

// historyFaults lists what the finding's history says otherwise than p wants.
func (p *place) historyFaults(f *reported) []string {
	var out []string
	h := f.History
	if h == nil {
		if p.where+p.introduced+p.ref != "" {
			out = append(out, "no history")
		}
		return out
	}
	commit := func(what string, got *struct{ Commit string }, want string) {
		if want != "" && (got == nil || got.Commit != want) {
			out = append(out, fmt.Sprintf("%s %+v, want %s", what, got, want))
		}
	}
	commit("introduced", h.Introduced, p.introduced)
	commit("lastSeen", h.LastSeen, p.lastSeen)
	if h.InHead != p.inHead && (p.where == "blob" || p.where == "path") {
		out = append(out, fmt.Sprintf("inHead %v", h.InHead))
	}
	if p.where != "" && h.Where != p.where && (p.reach == "" || h.Where != p.reach) {
		out = append(out, fmt.Sprintf("where %q, want %q", h.Where, p.where))
	}
	if p.where != "" && h.Where != p.reach && h.Reach != p.reach {
		out = append(out, fmt.Sprintf("reach %q, want %q", h.Reach, p.reach))
	}
	if p.ref != "" && !slices.Contains(h.Refs, p.ref) {
		out = append(out, fmt.Sprintf("refs %q, want %q among them", h.Refs, p.ref))
	}
	if p.noRefs && len(h.Refs) > 0 {
		out = append(out, fmt.Sprintf("refs %q, want none", h.Refs))
	}
	return out
}

// find looks for the finding that is p and returns its faults, or false where
// no finding has p's key.
func (p *place) find(r report) (faults []string, found bool) {
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.keyID() != keyID(p.key) {
			continue
		}
		if got := p.faults(f); !found || len(got) < len(faults) {
			faults, found = got, true
		}
	}
	return faults, found
}

// table is every place, and what the report said of it.
func table(places []place, r report) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	missed, wrong := 0, 0
	for i := range places {
		p := &places[i]
		faults, found := p.find(r)
		said := "found"
		if !found {
			said = "MISSED"
			missed++
		} else if len(faults) > 0 {
			said = "found, but " + strings.Join(faults, "; ")
			wrong++
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", p.name, keyID(p.key), said)
	}
	fmt.Fprintf(w, "%d places\t%d missed\t%d found with wrong facts\n", len(places), missed, wrong)
	w.Flush()
	return b.String()
}

// strangers describes the findings whose key was put nowhere, and those that
// name one key at one path twice.
func strangers(places []place, r report) []string {
	known := map[string]bool{"": true}
	for _, p := range places {
		known[keyID(p.key)] = true
	}
	var out []string
	seen := map[[4]string]bool{}
	for _, f := range r.Findings {
		if !known[f.keyID()] {
			out = append(out, fmt.Sprintf("a key that is nowhere: %+v %+v", *f.Key, f))
		}
		if f.keyID() == "" && f.Rule != "envignore" {
			out = append(out, fmt.Sprintf("a finding without a key: %+v", f))
		}
		where := ""
		if f.Location.Path == "" && f.History != nil {
			where = f.History.Where + " " + f.Location.Object
		}
		same := [4]string{f.keyID(), f.Location.Path, where, f.Rule}
		if f.keyID() != "" && seen[same] {
			out = append(out, fmt.Sprintf("named twice: %+v", f))
		}
		seen[same] = true
	}
	return out
}

// window is how much of a key's hidden part must stand in an output to count as
// a leak: chance brings it about once in 10^10 runs.
const window = 7

// leaks lists the keys of which an output shows more than a report may: any
// stretch of the hidden part, plain or encoded.
func leaks(places []place, output []byte) []string {
	at := map[string]string{}
	note := func(text, of string) {
		for i := 0; i+window <= len(text); i++ {
			at[text[i:i+window]] = of
		}
	}
	for _, p := range places {
		hidden := p.key[shownLen:]
		note(hidden, p.name)
		for i := range 3 {
			encoded := base64.StdEncoding.EncodeToString([]byte("..."[:i] + hidden))
			note(encoded[4:len(encoded)-4], p.name+", base64")
		}
		for i := 0; i+window <= len(hidden); i++ {
			at[fmt.Sprintf("%x", hidden[i:i+window])] = p.name + ", hex"
		}
	}
	found := map[string]bool{}
	for _, size := range []int{window, 2 * window} {
		for _, text := range [][]byte{output, bytes.ToLower(output)} {
			for i := 0; i+size <= len(text); i++ {
				if of, ok := at[string(text[i:i+size])]; ok {
					found[of] = true
				}
			}
		}
	}
	var out []string
	for of := range found {
		out = append(out, of)
	}
	slices.Sort(out)
	return out
}
