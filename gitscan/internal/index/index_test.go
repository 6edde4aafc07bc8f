package index

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// git runs git in dir and returns what it prints.
func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1"}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// repository makes a repository with a few files in its index.
func repository(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "init", "-q")
	for i := range 40 {
		name := filepath.Join(dir, fmt.Sprintf("d%d/%s", i%5, strings.Repeat("n", i*i%90+1)))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, fmt.Append(nil, i), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git(t, dir, "add", "-A")
	git(t, dir, "write-tree")
	return dir
}

// listed is an index as git ls-files --stage prints it.
func listed(x *Index) string {
	var b strings.Builder
	for _, e := range x.Entries {
		fmt.Fprintf(&b, "%06o %s %d\t%s\n", e.Mode, e.ID, e.Stage, e.Name)
	}
	return b.String()
}

// TestRead reads each form of an index as git does, and its cache.
func TestRead(t *testing.T) {
	for name, steps := range map[string][][]string{
		"version 2": {},
		"version 3": {{"update-index", "--skip-worktree", "d0/n"}},
		"version 4": {{"update-index", "--index-version", "4"}},
		"split": {{"update-index", "--split-index"}, {"rm", "-q", "--cached", "d1/nn"}, {"update-index", "--chmod=+x", "d2/nnnnn"},
			{"update-index", "--add", "--cacheinfo", "100644,e69de29bb2d1d6434b8b29ae775ad8c2e48c5391,added"}},
		"split, all gone":    {{"update-index", "--split-index"}, {"rm", "-q", "--cached", "-r", "."}},
		"split, much is new": {{"update-index", "--split-index"}, {"-c", "splitIndex.maxPercentChange=100", "update-index", "--chmod=+x", "d0/n"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := repository(t)
			for _, s := range steps {
				git(t, dir, s...)
			}
			gitDir := filepath.Join(dir, ".git")
			x, err := Read(filepath.Join(gitDir, "index"), gitDir)
			if err != nil {
				t.Fatal(err)
			}
			if want := git(t, dir, "ls-files", "--stage"); listed(x) != want {
				t.Errorf("got\n%swant\n%s", listed(x), want)
			}
		})
	}
}

// TestCache holds the trees that an index remembers to what git writes.
func TestCache(t *testing.T) {
	dir := repository(t)
	gitDir := filepath.Join(dir, ".git")
	x, err := Read(filepath.Join(gitDir, "index"), gitDir)
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.TrimSpace(git(t, dir, "write-tree")); !x.Cache.Valid() || x.Cache.ID.String() != want || x.Cache.Entries != len(x.Entries) {
		t.Errorf("root: %+v, want %s", x.Cache, want)
	}
	sub := strings.TrimSpace(git(t, dir, "write-tree", "--prefix=d3/"))
	if c := x.Cache.Child([]byte("d3")); !c.Valid() || c.ID.String() != sub {
		t.Errorf("d3: %+v, want %s", c, sub)
	}
	if c := x.Cache.Child([]byte("d9")).Child([]byte("x")); c.Valid() {
		t.Errorf("d9/x: %+v", c)
	}
	git(t, dir, "update-index", "--chmod=+x", "d3/nnnnnnnnnn")
	if x, err = Read(filepath.Join(gitDir, "index"), gitDir); err != nil {
		t.Fatal(err)
	}
	if x.Cache.Valid() || x.Cache.Child([]byte("d3")).Valid() || !x.Cache.Child([]byte("d1")).Valid() {
		t.Error("a changed directory is still valid, or an unchanged one is not")
	}
}

// TestReadRefuses fails on what is damaged, and on what only looks like an index.
func TestReadRefuses(t *testing.T) {
	dir := repository(t)
	whole, err := os.ReadFile(filepath.Join(dir, ".git", "index"))
	if err != nil {
		t.Fatal(err)
	}
	sum := func(body []byte) []byte { s := sha1.Sum(body); return append(bytes.Clone(body), s[:]...) }
	flipped := bytes.Clone(whole)
	flipped[100] ^= 1
	future := bytes.Clone(whole[:len(whole)-sumLen])
	binary.BigEndian.PutUint32(future[4:], 5)
	more := bytes.Clone(whole[:len(whole)-sumLen])
	binary.BigEndian.PutUint32(more[8:], 1<<31)
	for name, data := range map[string][]byte{
		"empty": {}, "short": whole[:20], "cut": whole[:len(whole)/2], "flipped": flipped, "not one": []byte(strings.Repeat("x", 100)),
		"version 5": sum(future), "more entries": sum(more),
		"unknown extension": sum(append(bytes.Clone(whole[:len(whole)-sumLen]), "abcd\x00\x00\x00\x00"...)),
		"long extension":    sum(append(bytes.Clone(whole[:len(whole)-sumLen]), "TREE\xff\x00\x00\x00"...)),
		"shared is gone":    sum(append(bytes.Clone(whole[:len(whole)-sumLen]), "link\x00\x00\x00\x14aaaaaaaaaaaaaaaaaaaa"...)),
	} {
		path := filepath.Join(dir, "damaged")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if x, err := Read(path, dir); err == nil {
			t.Errorf("%s: no error, %d entries", name, len(x.Entries))
		}
	}
	if x, err := Read(filepath.Join(dir, "none"), dir); err != nil || len(x.Entries) != 0 {
		t.Errorf("no file: %v, %v", x, err)
	}
	if _, err := Read(dir, dir); err == nil {
		t.Error("a directory is read")
	}
}

// FuzzDecode reads anything without a panic, and keeps its promises.
func FuzzDecode(f *testing.F) {
	dir := repository(f)
	for _, steps := range [][]string{{"update-index", "--index-version", "2"}, {"update-index", "--index-version", "4"},
		{"update-index", "--split-index"}, {"update-index", "--skip-worktree", "d0/n"}, {"rm", "-q", "--cached", "d1/nn"}} {
		git(f, dir, steps...)
		data, err := os.ReadFile(filepath.Join(dir, ".git", "index"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:len(data)-sumLen])
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		x, link, err := decode(append(bytes.Clone(body), make([]byte, sumLen)...))
		if err != nil {
			return
		}
		if len(x.Entries)*(statLen+sumLen+2) > len(body) {
			t.Errorf("%d entries in %d bytes", len(x.Entries), len(body))
		}
		if link != nil {
			_, _ = link.join(x.Entries, x.Entries) // must not panic
			return
		}
		for i := 1; i < len(x.Entries); i++ {
			if bytes.Compare(x.Entries[i-1].Name, x.Entries[i].Name) > 0 {
				t.Error("entries are not in order")
			}
		}
		x.Cache.Child([]byte("d1")).Valid()
	})
}
