package filescan

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/finding"
)

// scanPaths is Paths, which must not fail.
func scanPaths(t *testing.T, opts Options, paths ...string) Report {
	t.Helper()
	opts.Matcher = newMatcher(t)
	r, err := Paths(context.Background(), opts, paths)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPaths(t *testing.T) {
	k, dir, other := newKey(1), t.TempDir(), t.TempDir()
	write(t, other, map[string]string{"x.txt": k, "d/y.txt": k})
	write(t, dir, map[string]string{
		"a/1.txt": k, "a/2.txt": k, "a/deep/3.txt": k, "a/ignored/4.txt": k, "a/ignored/d/5.txt": k,
		"a/.git/config": k, "b/6.txt": k, "b/excluded/7.txt": k, "c.txt": k,
	})
	opts := Options{
		Root:    dir,
		Ignorer: ignoreList{"a/ignored", "a/2.txt"},
		Exclude: func(p string, _ bool) bool { return p == "b/excluded" || strings.HasPrefix(p, "b/excluded/") },
	}
	slash := filepath.ToSlash(other)
	for name, c := range map[string]struct{ paths, want []string }{
		"a directory":              {[]string{"a"}, []string{"a/1.txt", "a/deep/3.txt"}},
		"the root":                 {[]string{"."}, []string{"a/1.txt", "a/deep/3.txt", "b/6.txt", "c.txt"}},
		"a file":                   {[]string{"a/1.txt"}, []string{"a/1.txt"}},
		"an absolute file":         {[]string{filepath.Join(dir, "a", "1.txt")}, []string{"a/1.txt"}},
		"an unclean path":          {[]string{"./b/../a//1.txt"}, []string{"a/1.txt"}},
		"an ignored file":          {[]string{"a/2.txt"}, []string{"a/2.txt"}},
		"an ignored directory":     {[]string{"a/ignored"}, []string{"a/ignored/4.txt", "a/ignored/d/5.txt"}},
		"below an ignored one":     {[]string{"a/ignored/d"}, []string{"a/ignored/d/5.txt"}},
		"an excluded directory":    {[]string{"b/excluded"}, []string{"b/excluded/7.txt"}},
		"an excluded file":         {[]string{"b/excluded/7.txt"}, []string{"b/excluded/7.txt"}},
		"a file twice":             {[]string{"c.txt", "./c.txt"}, []string{"c.txt"}},
		"a directory and its file": {[]string{"a/1.txt", "a", "a/2.txt", "a/deep"}, []string{"a/1.txt", "a/2.txt", "a/deep/3.txt"}},
		"git's own":                {[]string{"a/.git"}, []string{"a/.git/config"}},
		"outside, a file":          {[]string{filepath.Join(other, "x.txt")}, []string{slash + "/x.txt"}},
		"outside, a directory":     {[]string{other}, []string{slash + "/d/y.txt", slash + "/x.txt"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := scanPaths(t, opts, c.paths...)
			var want []string
			for _, p := range c.want {
				want = append(want, p+":1:1")
			}
			if diff := cmp.Diff(want, places(r.Findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if r.Coverage.Files != len(c.want) {
				t.Errorf("%d files, want %d", r.Coverage.Files, len(c.want))
			}
			for _, f := range r.Findings {
				if len(f.Also) != 0 {
					t.Errorf("%s was scanned twice", f.Location.Path)
				}
			}
		})
	}
}

func TestPathsFail(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	for _, c := range []struct {
		paths []string
		want  string
	}{
		{[]string{"absent.txt"}, `scan "absent.txt": no such file or directory`},
		{[]string{"a/" + k + "/b"}, `scan "a/` + k[:16] + `…/b": no such file or directory`},
		{[]string{""}, "scan files: empty path"},
		{nil, "scan files: no paths"},
	} {
		_, err := Paths(context.Background(), Options{Root: dir, Matcher: newMatcher(t)}, c.paths)
		if err == nil || err.Error() != c.want {
			t.Errorf("Paths(%q) = %v, want %q", c.paths, err, c.want)
		}
	}
}

func TestNamedLinks(t *testing.T) {
	k, dir, outside := newKey(1), t.TempDir(), t.TempDir()
	write(t, outside, map[string]string{"x.txt": k, "d/y.txt": k})
	for name, target := range map[string]string{
		"file": filepath.Join(outside, "x.txt"), "dir": filepath.Join(outside, "d"), "dangling": newKey(2),
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	r := scanPaths(t, Options{Root: dir}, "file", "dir", "dangling")
	if diff := cmp.Diff([]string{"dangling:1:1", "dir/y.txt:1:1", "file:1:1"}, places(r.Findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if !r.Coverage.Complete() {
		t.Errorf("skipped = %v", r.Coverage.Skipped)
	}
}

func TestNamedEnvFile(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	write(t, dir, map[string]string{".env": "MSGINE_API_KEY=" + k})
	in := scanPaths(t, Options{Root: dir, InGit: true, Ignorer: ignoreList{".env"}}, ".env")
	if len(in.Findings) != 0 || len(in.EnvFiles) != 1 || len(in.EnvFiles[0].Keys) != 1 {
		t.Errorf("in git: findings %v, env files %+v", places(in.Findings), in.EnvFiles)
	}
	out := scanPaths(t, Options{Root: dir}, ".env")
	if len(out.Findings) != 0 || len(out.Notes) != 1 {
		t.Errorf("outside git: findings %v, notes %v", places(out.Findings), out.Notes)
	}
}

// git runs real git in dir, with no configuration but what is given here.
func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	config := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(config, []byte("[user]\nname=a\nemail=a@example.com\n[protocol \"file\"]\nallow=always\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "GIT_CONFIG_GLOBAL="+config, "GIT_CONFIG_NOSYSTEM=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// TestNestedRepositories: a submodule and a clone inside a work tree are
// scanned by their own rules; a .git that is no repository changes nothing.
func TestNestedRepositories(t *testing.T) {
	k, dir, lib := newKey(1), t.TempDir(), t.TempDir()
	write(t, lib, map[string]string{"lib.txt": k})
	git(t, lib, "init", "-q")
	git(t, lib, "add", "lib.txt")
	git(t, lib, "commit", "-q", "-m", "x")
	git(t, dir, "init", "-q")
	git(t, dir, "submodule", "add", "-q", lib, "mods/lib")
	git(t, dir, "clone", "-q", lib, "clone")
	files := map[string]string{"ignored-clone/.git/HEAD": "ref: refs/heads/x\n"}
	for _, repo := range []string{"", "mods/lib/", "clone/", "bogus/", "ignored-clone/"} {
		files[repo+"outer.log"], files[repo+"inner.log"], files[repo+".env"] = k, k, "X="+k
	}
	files["bogus/.git/file"] = k
	write(t, dir, files)

	outer := suffixes{"outer.log", "ignored-clone", ".env"}
	nested := func(top string) Ignorer { return ignoreList{"inner.log"} }
	opts := Options{Root: dir, InGit: true, Ignorer: outer, Nested: nested}
	r := tree(t, opts)
	want := []string{
		"bogus/inner.log:1:1", "clone/lib.txt:1:1", "clone/outer.log:1:1",
		"inner.log:1:1", "mods/lib/lib.txt:1:1", "mods/lib/outer.log:1:1",
	}
	if diff := cmp.Diff(want, places(r.Findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	var envs []string
	for _, e := range r.EnvFiles {
		envs = append(envs, e.Path+" in "+strconv.Quote(e.Repository))
	}
	wantEnvs := []string{`.env in ""`, `bogus/.env in ""`, `clone/.env in "clone"`, `mods/lib/.env in "mods/lib"`}
	if diff := cmp.Diff(wantEnvs, envs); diff != "" {
		t.Errorf("env files (-want +got):\n%s", diff)
	}

	named := scanPaths(t, opts, "mods/lib", "clone/.env")
	if diff := cmp.Diff([]string{"mods/lib/lib.txt:1:1", "mods/lib/outer.log:1:1"}, places(named.Findings)); diff != "" {
		t.Errorf("named: findings (-want +got):\n%s", diff)
	}
	if len(named.EnvFiles) != 2 || named.EnvFiles[0].Repository != "clone" || named.EnvFiles[1].Repository != "mods/lib" {
		t.Errorf("named: env files = %+v", named.EnvFiles)
	}

	opts.Nested, opts.Ignorer, opts.InGit = nil, nil, false // as if Root held repositories and were none
	if all := tree(t, opts); len(all.Notes) != 2 || all.Notes[0].Path != ".env" || all.Notes[1].Path != "bogus/.env" {
		t.Errorf("notes = %v, want those of .env files outside every repository", all.Notes)
	}
}

// suffixes is an Ignorer made of last elements.
type suffixes []string

func (s suffixes) Ignored(path string, _ bool) bool {
	for _, name := range s {
		if path == name || strings.HasSuffix(path, "/"+name) {
			return true
		}
	}
	return false
}

func TestStream(t *testing.T) {
	k := newKey(1)
	opts := Options{Matcher: newMatcher(t)}
	long := strings.Repeat("-\n", bufferSize) + k
	for _, c := range []struct{ name, text, want string }{
		{"<stdin>", "a\nb " + k + "\n", "<stdin>:2:3"},
		{"dir/" + newKey(2), k, "dir/" + newKey(2)[:16] + "…:1:1"},
		{"x", long, "x:" + strconv.Itoa(bufferSize+1) + ":1"},
		{".env", k, ".env:1:1"},
	} {
		r, err := Stream(context.Background(), opts, c.name, iotest.HalfReader(strings.NewReader(c.text)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{c.want}, places(r.Findings)); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
		if r.Coverage.Files != 1 || r.Coverage.Bytes != int64(len(c.text)) || len(r.Mentions) != 1 {
			t.Errorf("%s: coverage = %+v, mentions = %v", c.name, r.Coverage, r.Mentions)
		}
		mustNotHold(t, r, k, newKey(2))
	}
	empty, err := Stream(context.Background(), opts, "x", bytes.NewReader(nil))
	if err != nil || empty.Coverage.Files != 1 || len(empty.Findings) != 0 {
		t.Errorf("nothing: %+v, %v", empty, err)
	}
}

func TestStreamFails(t *testing.T) {
	k := newKey(1)
	opts := Options{Matcher: newMatcher(t)}
	bad := io.MultiReader(strings.NewReader(k+"\n"), iotest.ErrReader(errors.New("cut off at "+newKey(2))))
	r, err := Stream(context.Background(), opts, "in", bad)
	if err != nil {
		t.Fatal(err)
	}
	want := []finding.Skip{{What: "in", Reason: "read: cut off at " + newKey(2)[:16] + "…"}}
	if diff := cmp.Diff(want, r.Coverage.Skipped); diff != "" || len(r.Findings) != 1 {
		t.Errorf("findings %v, skipped (-want +got):\n%s", places(r.Findings), diff)
	}

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	silent, end := io.Pipe()
	defer end.Close()
	if _, err := Stream(ctx, opts, "in", silent); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want a deadline", err)
	}
	if _, err := Stream(ctx, Options{}, "in", silent); err == nil {
		t.Error("no matcher: error nil")
	}
}
