package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
)

// rawKey is a key that no source file holds.
func rawKey() string {
	return "msgine_live_" + strings.ToUpper("ab") + fmt.Sprintf("%x", 0x7f3e9d2c51b8a604) + "Zq"
}

func TestRedactText(t *testing.T) {
	r := builtinRedactor()
	raw := rawKey()
	shown := raw[:16] + "…"
	tests := map[string]string{
		"":                                       "",
		"nothing":                                "nothing",
		raw:                                      shown,
		"a " + raw + " b " + raw + " c":          "a " + shown + " b " + shown + " c",
		"conf/" + raw + ".txt":                   "conf/" + shown + ".txt",
		"msgine_live_requests_total":             "msgine_live_requests_total",
		"shown " + shown + " before":             "shown " + shown + " before",
		"cut by a compiler: " + raw[:24] + "...": "cut by a compiler: " + shown + "...",
	}
	for in, want := range tests {
		if got := r.text(in); got != want {
			t.Errorf("text(%q) = %q, want %q", in, got, want)
		}
	}
}

// Whatever field a key gets into, it does not get out.
func TestRedactResult(t *testing.T) {
	raw := rawKey()
	commit := &finding.Commit{ID: "1", Author: raw}
	l := finding.Location{Path: raw}
	shared := &finding.History{Introduced: commit, LastSeen: commit, Refs: []string{"refs/heads/" + raw}}
	r := finding.Result{
		Findings: []finding.Finding{{Message: raw, Fix: raw, Location: l, Also: []finding.Location{l}, Flow: []finding.Step{{Message: raw, Location: l}},
			Allowed: &finding.Allowed{Reason: raw}, History: shared, Key: key.Of("k_1", "shown")}},
		Notes: []finding.Note{{Path: raw, Text: raw}},
	}
	r.Coverage.Skip(raw, raw)
	builtinRedactor().result(&r)
	f := r.Findings[0]
	all := fmt.Sprintf("%+v %+v %+v %+v %+v", r, *f.History, *f.History.Introduced, *f.History.LastSeen, *f.Allowed)
	if strings.Contains(all, raw[16:]) {
		t.Errorf("a key is left: %s", all)
	}
	if shared.Introduced.Author != raw || shared.Refs[0] != "refs/heads/"+raw {
		t.Error("a history that others may share was changed in place")
	}
}

func TestStatusOf(t *testing.T) {
	tests := []struct {
		err  error
		want int
	}{
		{nil, ExitClean},
		{statusError{ExitFindings}, ExitFindings},
		{usage("wrong"), ExitUsage},
		{fmt.Errorf("scan: %w", context.Canceled), ExitInterrupted},
		{errors.New("unreadable"), ExitIncomplete},
	}
	for _, tt := range tests {
		if got := statusOf(tt.err); got != tt.want {
			t.Errorf("statusOf(%v) = %d, want %d", tt.err, got, tt.want)
		}
	}
}

func TestStatus(t *testing.T) {
	warning := finding.Result{Findings: []finding.Finding{{Severity: finding.Warning}}}
	allowed := finding.Result{Findings: []finding.Finding{{Severity: finding.Error, Allowed: &finding.Allowed{}}}}
	var limited, failed finding.Result
	limited.Coverage.Limit("history", "shallow clone")
	failed.Coverage.Skip("file", "unreadable")
	both := finding.Result{Findings: warning.Findings, Coverage: failed.Coverage}
	tests := []struct {
		name     string
		r        finding.Result
		failOn   string
		complete bool
		want     int
	}{
		{"nothing", finding.Result{}, "", true, ExitClean},
		{"a warning", warning, "", false, ExitFindings},
		{"a warning, failing on errors", warning, "error", false, ExitClean},
		{"a warning, never failing", warning, "never", false, ExitClean},
		{"let through", allowed, "", false, ExitClean},
		{"a known limit", limited, "", false, ExitClean},
		{"a known limit, all wanted", limited, "", true, ExitIncomplete},
		{"a failure", failed, "never", false, ExitIncomplete},
		{"findings and a failure", both, "", true, ExitFindings},
		{"findings below, and a failure", both, "error", false, ExitIncomplete},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := &app{options: options{failOn: tt.failOn, requireComplete: tt.complete}}
			if got := a.status(tt.r, settings{}); got != tt.want {
				t.Errorf("status %d, want %d", got, tt.want)
			}
		})
	}
}

func TestIsVetTool(t *testing.T) {
	dir := t.TempDir()
	unit, other := filepath.Join(dir, "vet.cfg"), filepath.Join(dir, "app.cfg")
	for name, text := range map[string]string{unit: `{"ID":"m","ImportPath":"m","GoFiles":["a.go"]}`, other: "[section]\nkey = value\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		args []string
		want bool
	}{
		{[]string{"-V=full"}, true},
		{[]string{"-flags"}, true},
		{[]string{unit}, true},
		{[]string{"-json", "-hardcodedkey.providers=[]", unit}, true},
		{nil, false},
		{[]string{"check"}, false},
		{[]string{other}, false},
		{[]string{"files", unit}, false},
		{[]string{"nowhere.cfg"}, false},
		{[]string{"-V=full", "x"}, false},
	}
	for _, tt := range tests {
		if got := isVetTool(tt.args); got != tt.want {
			t.Errorf("isVetTool(%q) = %v, want %v", tt.args, got, tt.want)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "report")
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	if err := writeFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(name); string(text) != "new" {
		t.Errorf("the file holds %q", text)
	}
	if info, _ := os.Stat(name); info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, want that of the old file", info.Mode())
	}
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	if err := writeFile(filepath.Join(dir, "none", "report"), nil); err == nil {
		t.Error("no error where the directory does not exist")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
