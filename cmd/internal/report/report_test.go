package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/cmd/internal/report"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/provider"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with testdata/name.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s: -want +got:\n%s", name, diff)
	}
}

// everything is a result with every field in use.
func everything() finding.Result {
	day := func(d int) time.Time { return time.Date(2024, 5, d, 10, 0, 0, 0, time.FixedZone("", 2*3600)) }
	k := key.Of("k_0123456789abcdef", "msgine_live_9fK2…")
	other := key.Of("k_fedcba9876543210", "msgine_live_zQ8w…")
	committed := func(path string, h finding.History) finding.Finding {
		return finding.Finding{Rule: "committedkey", Severity: finding.Error, Message: "key msgine_live_zQ8w… in git", Provider: "MsGine",
			Key: other, Kind: "live", Encoding: "base64", Location: finding.Location{Path: path, Line: 3, Column: 5, Object: "89abcdef0123456789abcdef0123456789abcdef"}, History: &h}
	}
	first := &finding.Commit{ID: "1111111111111111111111111111111111111111", Author: "Ann", Date: day(1)}
	last := &finding.Commit{ID: "2222222222222222222222222222222222222222", Author: "Bob", Date: day(9)}
	message := committed("", finding.History{Introduced: first, Where: finding.InCommitMessage, InHead: true, Refs: []string{"refs/heads/main"}})
	r := finding.Result{
		Findings: []finding.Finding{
			message,
			{Rule: "envignore", Severity: finding.Error, Message: ".env is tracked by git", Location: finding.Location{Path: "it's/.env", Line: 1},
				History: &finding.History{Introduced: first, InHead: true, Where: finding.InBlob}, Fix: "run: msginelint ignore --fix"},
			{Rule: "hardcodedkey", Severity: finding.Error, Message: "key msgine_live_9fK2… hardcoded", Provider: "MsGine", Key: k, Kind: "live", Encoding: "plain",
				Location: finding.Location{Path: "client/send.go", Line: 12, Column: 9, EndLine: 12, EndColumn: 53},
				Also:     []finding.Location{{Path: "client/send.go", Line: 40, Column: 3}},
				History:  &finding.History{Introduced: first, LastSeen: last, InHead: true, Pushed: true, Where: finding.InBlob, Refs: []string{"refs/heads/main", "refs/remotes/origin/main", "refs/tags/v1", "refs/tags/v2"}},
				Flow:     []finding.Step{{Message: "assigned to apiKey", Location: finding.Location{Path: "client/send.go", Line: 12, Column: 2}}},
				Fix:      `read it from the environment: os.Getenv("MSGINE_API_KEY")`},
			{Rule: "hardcodedkey", Severity: finding.Warning, Message: "placeholder key", Provider: "MsGine", Key: key.Of("k_00000000000000aa", "msgine_live_abc1…"), Kind: "placeholder", Encoding: "plain",
				Location: finding.Location{Path: "demo.js", Line: 2, Column: 12}},
			{Rule: "hardcodedkey", Severity: finding.Error, Message: "key let through", Provider: "MsGine", Key: key.Of("k_00000000000000bb", "msgine_live_bbbb…"), Kind: "live", Encoding: "plain",
				Location: finding.Location{Path: "fake.go", Line: 7, Column: 1}, Allowed: &finding.Allowed{By: "inline", Reason: "a revoked key"}},
			committed("old.py", finding.History{Introduced: first, LastSeen: last, Refs: []string{"refs/heads/main"}, Where: finding.InBlob}),
			committed("stash.py", finding.History{Introduced: last, Where: finding.InBlob, Reach: finding.FromStash}),
			committed("staged.py", finding.History{Where: finding.InBlob, Reach: finding.FromIndex}),
			committed("lost.py", finding.History{Where: finding.InBlob, Reach: finding.Unreachable}),
		},
		Coverage: finding.Coverage{Files: 120, Packages: 3, Commits: 40, Objects: map[string]int{"blob": 150, "commit": 40, "tag": 1}, Bytes: 1_234_567},
	}
	r.Coverage.Skip("secret.bin", "permission denied")
	r.Coverage.Limit("history", "shallow clone")
	return r
}

func TestText(t *testing.T) {
	providers := []provider.Provider{provider.MsGine()}
	tests := []struct {
		golden  string
		result  finding.Result
		options report.TextOptions
	}{
		{"everything.txt", everything(), report.TextOptions{Providers: providers}},
		{"colour.txt", everything(), report.TextOptions{Providers: providers, Color: true, ShowAllowed: true}},
		{"clean.txt", finding.Result{Coverage: finding.Coverage{Files: 1, Bytes: 12}}, report.TextOptions{}},
		{"incomplete.txt", finding.Result{Coverage: finding.Coverage{Files: 1, Skipped: []finding.Skip{{What: "x", Reason: "unreadable"}}}}, report.TextOptions{}},
	}
	for _, tt := range tests {
		t.Run(tt.golden, func(t *testing.T) {
			var b bytes.Buffer
			if err := report.Text(&b, tt.result, tt.options); err != nil {
				t.Fatal(err)
			}
			golden(t, tt.golden, b.Bytes())
		})
	}
}

// adviceOn is the report on one finding.
func adviceOn(t *testing.T, f finding.Finding) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.Text(&b, finding.Result{Findings: []finding.Finding{f}}, report.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAdviceOnEnv(t *testing.T) {
	f := finding.Finding{Rule: "envignore", Severity: finding.Error, Location: finding.Location{Path: ".env", Line: 1},
		History: &finding.History{InHead: true, Where: finding.InBlob}, Fix: "run: git rm --cached -- .env"}
	if got := adviceOn(t, f); strings.Contains(got, "ignore --fix") || !strings.Contains(got, "       git rm --cached -- .env\n") {
		t.Errorf("tracked and ignored:\n%s", got)
	}
	f.Fix = "run: msginelint ignore --fix"
	if got := adviceOn(t, f); !strings.Contains(got, "       msginelint ignore --fix\n") {
		t.Errorf("not ignored:\n%s", got)
	}
}

// What is advised for a key in the reflog alone takes it out, and no stash with it.
func TestAdviceKeepsStashes(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	dir := t.TempDir()
	null := os.DevNull
	git := func(args ...string) (string, error) {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+null, "GIT_CONFIG_SYSTEM="+null, "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.example", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.example")
		out, err := cmd.CombinedOutput()
		return strings.TrimSpace(string(out)), err
	}
	must := func(args ...string) string {
		out, err := git(args...)
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return out
	}
	save := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "f"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		must("add", "f")
	}
	must("init", "-q")
	save("kept")
	must("commit", "-q", "-m", "kept")
	save("lost")
	must("commit", "-q", "-m", "lost")
	lost := must("rev-parse", "HEAD")
	must("reset", "-q", "--hard", "HEAD~1")
	for _, text := range []string{"first", "second"} {
		save(text)
		must("stash")
	}
	text := adviceOn(t, finding.Finding{Rule: "committedkey", Severity: finding.Error, History: &finding.History{Where: finding.InBlob, Reach: finding.Unreachable}})
	_, command, _ := strings.Cut(text, "       git ")
	command, _, _ = strings.Cut(command, "\n")
	must(strings.Fields(command)...)
	if out, err := git("cat-file", "-e", lost); err == nil {
		t.Errorf("the lost commit is still there %s", out)
	}
	if out := must("stash", "list"); strings.Count(out, "stash@{") != 2 {
		t.Errorf("stashes: %q", out)
	}
	if out := must("show", "stash@{1}:f"); out != "first" {
		t.Errorf("the older stash holds %q", out)
	}
}

func TestJSON(t *testing.T) {
	tests := []struct {
		golden  string
		result  finding.Result
		options report.JSONOptions
	}{
		{"everything.json", everything(), report.JSONOptions{Version: "v0.1.0", ShowAllowed: true}},
		{"clean.json", finding.Result{}, report.JSONOptions{Version: "v0.1.0"}},
	}
	for _, tt := range tests {
		t.Run(tt.golden, func(t *testing.T) {
			var b bytes.Buffer
			if err := report.JSON(&b, tt.result, tt.options); err != nil {
				t.Fatal(err)
			}
			golden(t, tt.golden, b.Bytes())
		})
	}
	var b bytes.Buffer
	if err := report.JSON(&b, everything(), report.JSONOptions{}); err != nil || strings.Contains(b.String(), "let through") {
		t.Errorf("a finding that was let through is shown unasked (error %v)", err)
	}
}

// hostile is text that would move the cursor, ring, hide or turn round what follows.
const hostile = "a\x1b[31mb\rc\nd\x07\u202ee\u2066f\u200bg\x9bh\xffi\u0085j\x7fk\"<&>"

func hostileResult() finding.Result {
	l := finding.Location{Path: hostile, Line: 1, Column: 1, Object: hostile}
	c := &finding.Commit{ID: hostile, Author: hostile}
	r := finding.Result{Findings: []finding.Finding{
		{Rule: "committedkey", Severity: finding.Error, Message: hostile, Provider: hostile, Key: key.Of("k_0123456789abcdef", hostile), Kind: hostile, Encoding: hostile,
			Location: l, Also: []finding.Location{l}, Flow: []finding.Step{{Message: hostile, Location: l}}, Fix: hostile,
			History: &finding.History{Introduced: c, LastSeen: &finding.Commit{ID: "b" + hostile, Author: hostile}, Refs: []string{hostile}, Where: finding.InBlob}},
		{Rule: "envignore", Severity: finding.Error, Message: hostile, Location: l, History: &finding.History{InHead: true}},
		{Rule: "hardcodedkey", Severity: finding.Error, Message: hostile, Location: l, Allowed: &finding.Allowed{By: hostile, Reason: hostile}},
	}}
	r.Coverage.Skip(hostile, hostile)
	return r
}

func TestHostileTextNeverReachesTheTerminal(t *testing.T) {
	var text, doc bytes.Buffer
	if err := report.Text(&text, hostileResult(), report.TextOptions{ShowAllowed: true}); err != nil {
		t.Fatal(err)
	}
	if err := report.JSON(&doc, hostileResult(), report.JSONOptions{Version: hostile, ShowAllowed: true}); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string][]byte{"text": text.Bytes(), "json": doc.Bytes()} {
		if !utf8.Valid(out) {
			t.Errorf("%s: invalid UTF-8", name)
		}
		for _, r := range string(out) {
			if r != '\n' && !unicode.IsPrint(r) {
				t.Errorf("%s: %U is written as it is", name, r)
			}
		}
	}
	if strings.Contains(text.String(), "\nd") {
		t.Error("text: a line break in a name forged a line")
	}
	var back struct{ Findings []struct{ Message string } }
	if err := json.Unmarshal(doc.Bytes(), &back); err != nil {
		t.Fatalf("json does not parse: %v", err)
	}
	if want := strings.ToValidUTF8(hostile, "\uFFFD"); !strings.HasPrefix(back.Findings[0].Message, "a\x1b[31mb\rc\nd") || len(back.Findings[0].Message) < len(want) {
		t.Errorf("json lost text: %q", back.Findings[0].Message)
	}
}

// failing is a writer that fails from the nth byte on.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	for _, left := range []int{0, 100} {
		if err := report.Text(&failing{left}, everything(), report.TextOptions{}); err == nil {
			t.Errorf("text: no error after %d bytes", left)
		}
		if err := report.JSON(&failing{left}, everything(), report.JSONOptions{}); err == nil {
			t.Errorf("json: no error after %d bytes", left)
		}
	}
}

func TestPrintable(t *testing.T) {
	tests := map[string]string{
		"plain é 世界 …": "plain é 世界 …",
		"a\tb":         `a\tb`,
		"\x1b[2J":      `\x1b[2J`,
		"\u202e":       `\u202e`,
		"\xff":         `\xff`,
		"\uFFFD":       "\uFFFD",
		"":             "",
	}
	for in, want := range tests {
		if got := report.Printable(in); got != want {
			t.Errorf("Printable(%q) = %q, want %q", in, got, want)
		}
	}
}
