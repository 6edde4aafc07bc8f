package ignore

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan/internal/gitdir"
)

// isolate keeps the user's git configuration out of the test, and returns the
// path of the global one that takes its place.
func isolate(t testing.TB) string {
	t.Helper()
	home := t.TempDir()
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "") // so that it is restored
			os.Unsetenv(name)
		}
	}
	global := filepath.Join(home, "gitconfig")
	write(t, global, "[user]\n\tname = T\n\temail = t@example.com\n[init]\n\tdefaultBranch = main\n")
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "xdg"))
	t.Setenv("GIT_CONFIG_GLOBAL", global)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	return global
}

// newRepo makes what git init makes, less what nobody needs, and returns the
// root. A process for each of hundreds of repositories would take longer.
func newRepo(t testing.TB) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, ".git/HEAD"), "ref: refs/heads/main\n")
	write(t, filepath.Join(root, ".git/config"), "[core]\n\trepositoryformatversion = 0\n")
	for _, dir := range []string{"objects", "refs", "info"} {
		if err := os.MkdirAll(filepath.Join(root, ".git", dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// git runs git in dir and returns what it prints.
func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, root string) *Rules {
	t.Helper()
	l, err := gitdir.Find(root)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(l)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// verdict is what decides about a path: a zero Pattern is nothing.
type verdict struct {
	Pattern
	excluded bool
}

// checkIgnore asks git about paths, all in one run: what the patterns alone
// say, or with index what git does.
func checkIgnore(t testing.TB, root string, index bool, paths []string) []verdict {
	t.Helper()
	args := []string{"check-ignore", "-v", "-n", "-z", "--stdin"}
	if !index {
		args = append(args, "--no-index")
	}
	cmd := exec.Command("git", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.Stdin = strings.NewReader(strings.Join(paths, "\x00") + "\x00")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && cmd.ProcessState.ExitCode() != 1 { // 1: none is ignored
		t.Fatalf("git check-ignore: %v\n%s", err, stderr.String())
	}
	fields := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	if len(fields) != 4*len(paths) {
		t.Fatalf("git check-ignore answered %d fields for %d paths\n%s", len(fields), len(paths), stderr.String())
	}
	verdicts := make([]verdict, len(paths))
	for i := range verdicts {
		f := fields[4*i:]
		if f[3] != paths[i] {
			t.Fatalf("git check-ignore answered about %q instead of %q", f[3], paths[i])
		}
		line, _ := strconv.Atoi(f[1])
		verdicts[i] = verdict{Pattern{f[0], line, f[2]}, f[0] != "" && !strings.HasPrefix(f[2], "!")}
	}
	return verdicts
}

// compare asks both about paths and tells of each disagreement. It returns
// what git said, and how many disagreements there were.
func compare(t testing.TB, root string, paths []string) (verdicts []verdict, disagreements int) {
	t.Helper()
	r := open(t, root)
	verdicts = checkIgnore(t, root, false, paths)
	for i, want := range verdicts {
		p, excluded := r.Excluded(paths[i], isDir(root, paths[i]))
		if got := (verdict{p, excluded}); got != want {
			disagreements++
			t.Errorf("%q (directory: %v)\n git: %s\nours: %s%s", paths[i], isDir(root, paths[i]), want, got, about(root, want, got))
		}
	}
	if skipped := r.Err(); len(skipped) > 0 {
		t.Errorf("skipped: %v", skipped)
	}
	return verdicts, disagreements
}

func (v verdict) String() string {
	return fmt.Sprintf("%s:%d %q excluded: %v", v.File, v.Line, v.Text, v.excluded)
}

// about shows the files that decided.
func about(root string, verdicts ...verdict) string {
	s := ""
	for _, v := range verdicts {
		if v.File != "" && !filepath.IsAbs(v.File) {
			text, _ := os.ReadFile(filepath.Join(root, v.File))
			s += fmt.Sprintf("\n%s: %q", v.File, text)
		}
	}
	return s
}

func isDir(root, path string) bool {
	info, err := os.Lstat(filepath.Join(root, path))
	return err == nil && info.IsDir()
}

// gitSince reports whether git is at least version major.minor.
func gitSince(t testing.TB, major, minor int) bool {
	t.Helper()
	var a, b int
	if _, err := fmt.Sscanf(git(t, ".", "version"), "git version %d.%d", &a, &b); err != nil {
		t.Fatal(err)
	}
	return a > major || a == major && b >= minor
}
