package gitscan_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

const prefix = "msgine_live_"

// newKey makes a random key that looks like one.
func newKey() string {
	raw := make([]byte, 24)
	_, _ = rand.Read(raw)
	tail := strings.NewReplacer("+", "q", "/", "R", "=", "").Replace(base64.StdEncoding.EncodeToString(raw))
	return prefix + "7aK" + tail
}

// idOf is the id of a key.
func idOf(k string) string { return key.New([]byte(k), len(prefix)).ID() }

// shownOf is what may be shown of a key.
func shownOf(k string) string { return key.New([]byte(k), len(prefix)).Shown() }

// repo is a repository that real git makes. Each command has its own minute.
type repo struct {
	t     testing.TB
	dir   string
	clock *int
}

// newRepo initialises a repository.
func newRepo(t testing.TB) *repo {
	t.Helper()
	r := &repo{t: t, dir: filepath.Join(t.TempDir(), "r"), clock: new(int)}
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git("init", "-q", "-b", "main")
	return r
}

// at is the repository in another directory.
func (r *repo) at(dir string) *repo { return &repo{r.t, dir, r.clock} }

// run runs git with input and environment and returns what it prints.
func (r *repo) run(stdin string, env []string, args ...string) string {
	r.t.Helper()
	*r.clock++
	date := fmt.Sprintf("2024-03-01T%02d:%02d:00+0000", *r.clock/60, *r.clock%60)
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	config := filepath.Join(filepath.Dir(r.dir), "gitconfig")
	if _, err := os.Stat(config); err != nil {
		text := "[user]\n\tname = Dev\n\temail = dev@example.com\n[protocol \"file\"]\n\tallow = always\n[gc]\n\tauto = 0\n[core]\n\tfsync = none\n"
		if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
			r.t.Fatal(err)
		}
	}
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(r.dir), "GIT_CONFIG_GLOBAL=" + config,
		"GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C", "GIT_AUTHOR_DATE=" + date, "GIT_COMMITTER_DATE=" + date}, env...)
	cmd.Stdin = strings.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return strings.TrimSpace(string(out))
}

// git is run without input.
func (r *repo) git(args ...string) string {
	r.t.Helper()
	return r.run("", nil, args...)
}

// write writes a file of the work tree.
func (r *repo) write(path, text string) {
	r.t.Helper()
	name := filepath.Join(r.dir, path)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// remove removes a file of the work tree.
func (r *repo) remove(path string) {
	r.t.Helper()
	if err := os.Remove(filepath.Join(r.dir, path)); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits everything and returns the commit's id.
func (r *repo) commit(message string, options ...string) string {
	r.t.Helper()
	r.git("add", "-A")
	r.git(append([]string{"commit", "-q", "-m", message}, options...)...)
	return r.git("rev-parse", "HEAD")
}

// add writes a file, commits it and returns the commit's id.
func (r *repo) add(path, text string) string {
	r.t.Helper()
	r.write(path, text)
	return r.commit("change")
}

// blob stores a blob that nothing names.
func (r *repo) blob(text string) string {
	r.t.Helper()
	return r.run(text, nil, "hash-object", "-w", "--stdin")
}

// matcher finds MsGine's keys.
func matcher(t testing.TB) *match.Matcher {
	t.Helper()
	m, err := match.New(provider.MsGine())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// scan scans r.
func (r *repo) scan(revisions string) gitscan.Report {
	r.t.Helper()
	l, err := gitscan.Find(r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	report, err := gitscan.History(context.Background(), l, gitscan.Options{Matcher: matcher(r.t), Range: revisions})
	if err != nil {
		r.t.Fatal(err)
	}
	return report
}

// complete fails where something was skipped.
func complete(t *testing.T, report gitscan.Report) {
	t.Helper()
	for _, s := range report.Coverage.Skipped {
		t.Errorf("skipped %s: %s", s.What, s.Reason)
	}
}

// of returns the findings of one key.
func of(report gitscan.Report, k string) (list []finding.Finding) {
	for _, f := range report.Findings {
		if f.Key.ID() == idOf(k) {
			list = append(list, f)
		}
	}
	return list
}

// only returns the one finding of a key.
func only(t *testing.T, report gitscan.Report, k string) finding.Finding {
	t.Helper()
	list := of(report, k)
	if len(list) != 1 {
		t.Fatalf("%d findings of the key, want 1: %+v", len(list), list)
	}
	return list[0]
}
