package ignore

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTracked holds Ignored against git, which asks its index first.
func TestTracked(t *testing.T) {
	for _, version := range []string{"2", "4"} {
		isolate(t)
		root := newRepo(t)
		for _, p := range []string{"kept/a.log", "kept/deep/b.log", "build/out/c", ".env", "zeta", "build.txt"} {
			write(t, filepath.Join(root, p), p)
		}
		git(t, root, "add", ".")
		write(t, filepath.Join(root, "intended.log"), "")
		git(t, root, "add", "-N", ".")
		long := strings.Repeat("long/", 1000) + "x.log" // more than the index has bits for
		git(t, root, "update-index", "--add", "--cacheinfo", "100644,e69de29bb2d1d6434b8b29ae775ad8c2e48c5391,"+long)
		git(t, root, "update-index", "--index-version", version)
		write(t, root+"/.gitignore", "*.log\nbuild/\nkept/\n.env\n.env*\n")
		write(t, root+"/build/new", "")
		write(t, root+"/dist.log", "")
		r := open(t, root)
		paths := []string{"kept/a.log", "kept", "kept/deep", "kept/new", "build", "build/out", "build/out/c", "build/new", "build.txt", ".env", ".env.local", "dist.log", "zeta", "intended.log"}
		for i, v := range checkIgnore(t, root, true, paths) {
			want := v.excluded
			if got := r.Ignored(paths[i], isDir(root, paths[i])); got != want {
				t.Errorf("index version %s: Ignored(%q) = %v, git says %v", version, paths[i], got, want)
			}
		}
		if r.Ignored(long, false) || !r.Ignored(long+"x.log", false) {
			t.Error("a name of more than 4095 bytes is wrong")
		}
		if tracked, err := r.Tracked("zet"); tracked || err != nil {
			t.Error("the start of a name is taken for a directory")
		}
		if r.Ignored("kept", true) || !r.Ignored("build/new", false) {
			t.Error("a directory with a tracked file, or a new file in one, is wrong")
		}
	}
}

// TestIndexFaults: an index that cannot be read leaves nothing ignored, and is told.
func TestIndexFaults(t *testing.T) {
	for _, c := range []struct {
		name, reason string
		spoil        func(t *testing.T, root string)
	}{
		{"truncated", "ends early", func(t *testing.T, root string) {
			if err := os.Truncate(root+"/.git/index", 30); err != nil {
				t.Fatal(err)
			}
		}},
		{"one bit", "checksum", func(t *testing.T, root string) {
			data, err := os.ReadFile(root + "/.git/index")
			if err != nil {
				t.Fatal(err)
			}
			data[30] ^= 1
			write(t, root+"/.git/index", string(data))
		}},
		{"no index at all", "signature", func(t *testing.T, root string) {
			write(t, root+"/.git/index", "hello, world: this is no index of any kind")
		}},
		{"version 9", "version", func(t *testing.T, root string) {
			write(t, root+"/.git/index", "DIRC\x00\x00\x00\x09\x00\x00\x00\x00"+strings.Repeat("\x00", 20))
		}},
		{"split", "extension", func(t *testing.T, root string) { git(t, root, "update-index", "--split-index") }},
		{"object format", "sha512", func(t *testing.T, root string) {
			write(t, root+"/.git/config", "[core]\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = sha512\n")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			isolate(t)
			root := newRepo(t)
			write(t, root+"/.gitignore", "*.log\n")
			write(t, root+"/a", "")
			git(t, root, "add", ".")
			c.spoil(t, root)
			r := open(t, root)
			if r.Ignored("a", false) || len(r.Err()) != 0 {
				t.Error("the index was read before a pattern asked for it")
			}
			if r.Ignored("x.log", false) {
				t.Error("ignored")
			}
			if tracked, err := r.Tracked("x.log"); err == nil || !tracked {
				t.Errorf("Tracked = %v, %v", tracked, err)
			}
			if s := r.Err(); len(s) != 1 || !strings.Contains(s[0].Reason, c.reason) {
				t.Errorf("skipped %v, want one that says %q", s, c.reason)
			}
		})
	}
}

func TestIndexPlaces(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	write(t, root+"/.gitignore", "*.log\n")
	if !open(t, root).Ignored("x.log", false) {
		t.Error("without an index, nothing is tracked")
	}
	write(t, root+"/x.log", "")
	cmd := exec.Command("git", "add", "-f", "x.log")
	cmd.Dir, cmd.Env = root, append(os.Environ(), "GIT_INDEX_FILE=.git/other")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if !open(t, root).Ignored("x.log", false) {
		t.Error("another index is read unasked")
	}
	t.Setenv("GIT_INDEX_FILE", ".git/other")
	if !open(t, root).Ignored("x.log", false) {
		t.Error("GIT_INDEX_FILE is taken to speak of another repository")
	}
	git(t, root, "init", "-q", "nested")
	for dir, want := range map[string]bool{"": false, "sub/dir": false, "nested": true} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
		t.Chdir(filepath.Join(root, dir))
		if got := open(t, root).Ignored("x.log", false); got != want {
			t.Errorf("in %q, with GIT_INDEX_FILE: Ignored = %v, want %v", dir, got, want)
		}
	}
	t.Chdir(root)
	// index.skipHash (git 2.40) leaves zeros for the checksum.
	data, err := os.ReadFile(root + "/.git/other")
	if err != nil {
		t.Fatal(err)
	}
	write(t, root+"/.git/other", string(data[:len(data)-20])+strings.Repeat("\x00", 20))
	if r := open(t, root); r.Ignored("x.log", false) || len(r.Err()) > 0 {
		t.Errorf("an index without checksum is not read: %v", r.Err())
	}
}
