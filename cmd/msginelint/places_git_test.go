package main_test

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// environment is what git and msginelint get to see: no configuration of the
// machine or of the person who runs the test.
func environment(t *testing.T, root string) []string {
	t.Helper()
	home := filepath.Join(root, "home")
	if err := os.MkdirAll(home, 0o755); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(root, "gitconfig")
	text := "[user]\n\tname = Dev\n\temail = dev@example.com\n[init]\n\tdefaultBranch = main\n" +
		"[protocol \"file\"]\n\tallow = always\n[gc]\n\tauto = 0\n[core]\n\tfsync = none\n[advice]\n\tdetachedHead = false\n"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	env := []string{
		"PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir(), "HOME=" + home, "LC_ALL=C",
		"GIT_CONFIG_GLOBAL=" + config, "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
		"GOTOOLCHAIN=local", "GOPROXY=off", "GOFLAGS=-mod=mod",
	}
	for _, name := range []string{"GOCACHE", "GOPATH", "GOMODCACHE"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatalf("go env %s: %v", name, err)
		}
		env = append(env, name+"="+strings.TrimSpace(string(value)))
	}
	return env
}

// repo is one repository with its work tree, driven by real git.
type repo struct {
	t   *testing.T
	dir string
	env []string
	// minutes since the first commit; every commit takes one, so that dates are
	// fixed and differ.
	minutes *int
}

// newRepo initialises a repository in dir.
func newRepo(t *testing.T, dir string, env []string) *repo {
	t.Helper()
	r := &repo{t: t, dir: dir, env: env, minutes: new(int)}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git("init", "-q")
	return r
}

// worktree is another work tree of the same repository.
func (r *repo) worktree(dir string) *repo {
	return &repo{t: r.t, dir: dir, env: r.env, minutes: r.minutes}
}

// git runs git and returns what it prints, trimmed.
func (r *repo) git(args ...string) string {
	r.t.Helper()
	return r.gitInput(nil, nil, args...)
}

// gitInput is git with standard input and further environment.
func (r *repo) gitInput(stdin []byte, env []string, args ...string) string {
	r.t.Helper()
	*r.minutes++
	date := fmt.Sprintf("2026-01-05T%02d:%02d:00+0000", *r.minutes/60, *r.minutes%60)
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	cmd.Env = append(append(r.env[:len(r.env):len(r.env)], "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date), env...)
	cmd.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return strings.TrimSpace(string(out))
}

// write writes a file of the work tree.
func (r *repo) write(path string, content []byte) {
	r.t.Helper()
	name := filepath.Join(r.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// symlink makes a symbolic link in the work tree.
func (r *repo) symlink(path, target string) {
	r.t.Helper()
	name := filepath.Join(r.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.Symlink(target, name); err != nil {
		r.t.Skipf("symbolic links: %v", err)
	}
}

// commit commits everything that changed and returns the commit's id.
func (r *repo) commit(message string, options ...string) string {
	r.t.Helper()
	return r.commitAs(nil, message, options...)
}

// commitAs is commit with further environment.
func (r *repo) commitAs(env []string, message string, options ...string) string {
	r.t.Helper()
	r.git("add", "-A")
	r.gitInput(nil, env, append([]string{"commit", "-q", "-m", message}, options...)...)
	return r.git("rev-parse", "HEAD")
}

// storeBlob writes a blob that nothing refers to, and returns its id.
func (r *repo) storeBlob(content []byte) string {
	r.t.Helper()
	return r.gitInput(content, nil, "hash-object", "-w", "--stdin")
}

// blobID is the id that git gives a blob.
func blobID(content []byte) string {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(content))
	h.Write(content)
	return hex.EncodeToString(h.Sum(nil))
}
