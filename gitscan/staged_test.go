package gitscan_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/gitscan"
)

// stagedFiles lists what Staged yields, as "PATH ID".
func (r *repo) stagedFiles() (list []string, changes gitscan.Changes) {
	r.t.Helper()
	l, err := gitscan.Find(r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	changes, err = gitscan.Staged(context.Background(), l)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(changes.Close)
	for _, f := range changes.Files {
		list = append(list, f.Path+" "+f.Object)
	}
	slices.Sort(list)
	return list, changes
}

// diffCached lists the same by git's own comparison, submodules left out.
func (r *repo) diffCached() (list []string) {
	r.t.Helper()
	head := r.run("", nil, "rev-parse", "-q", "--verify", "--end-of-options", "HEAD^{tree}")
	out := r.git("diff-index", "--cached", "--raw", "--no-abbrev", "--no-renames", "--ita-invisible-in-index", head)
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		meta, path, _ := strings.Cut(line, "\t")
		f := strings.Fields(meta) // :OLDMODE NEWMODE OLDID NEWID STATUS
		if f[1] == "160000" || f[4] == "D" || f[4] == "U" || f[2] == f[3] {
			continue
		}
		list = append(list, path+" "+f[3])
	}
	slices.Sort(list)
	return list
}

// sameAsGit fails where Staged and git differ on what is staged.
func (r *repo) sameAsGit(what string) {
	r.t.Helper()
	got, changes := r.stagedFiles()
	if diff := cmp.Diff(r.diffCached(), got); diff != "" {
		r.t.Errorf("%s (-git +staged):\n%s", what, diff)
	}
	for _, s := range changes.Coverage.Skipped {
		if !s.Limit {
			r.t.Errorf("%s: skipped %s: %s", what, s.What, s.Reason)
		}
	}
}

// tree makes a work tree of some depth: files whose names sort differently as
// files and as directories are among them.
func (r *repo) tree() {
	for i := range 8 {
		for j := range 6 {
			r.write(fmt.Sprintf("d%d/e%d/file", i, j), fmt.Sprint(i, j))
		}
	}
	for _, p := range []string{"a", "a.b", "a-b/x", "b/c", "b.c", "b-c", "z/y/x/w", "top"} {
		r.write(p, "text of "+p)
	}
}

// change stages additions, changes, deletions, a mode change, a rename, a file
// that becomes a directory and the other way round, and a link.
func (r *repo) change() {
	r.write("d3/e2/file", "changed")
	r.write("d3/new", "new")
	r.remove("d5/e1/file")
	r.git("mv", "top", "d0/moved")
	if err := os.Chmod(filepath.Join(r.dir, "a.b"), 0o755); err != nil {
		r.t.Fatal(err)
	}
	r.remove("a")
	r.write("a/inside", "was a file")
	r.git("rm", "-q", "-r", "z/y")
	r.write("z/y", "was a directory")
	if err := os.Symlink("b/c", filepath.Join(r.dir, "link")); err != nil {
		r.t.Fatal(err)
	}
	r.git("add", "-A")
}

// shares fails unless the index shares entries with another.
func (r *repo) shares() {
	r.t.Helper()
	if files, _ := filepath.Glob(filepath.Join(r.dir, ".git", "sharedindex.*")); len(files) == 0 {
		r.t.Fatal("the index is not split")
	}
}

// TestStagedIsWhatGitSays compares with git on every kind of index.
func TestStagedIsWhatGitSays(t *testing.T) {
	for name, configure := range map[string]func(r *repo){
		"version 2": func(r *repo) {},
		"version 3": func(r *repo) { r.write("promised", "x"); r.git("add", "-N", "promised") },
		"version 4": func(r *repo) { r.git("update-index", "--index-version", "4") },
		"split":     func(r *repo) { r.git("update-index", "--split-index"); r.shares() },
		"split, version 4": func(r *repo) {
			r.git("update-index", "--index-version", "4")
			r.git("update-index", "--split-index")
		},
		"no checksum": func(r *repo) { r.git("config", "index.skipHash", "true") },
		"untracked":   func(r *repo) { r.git("update-index", "--force-untracked-cache") },
		"with offsets": func(r *repo) {
			r.git("config", "index.threads", "2")
			r.git("config", "index.recordEndOfIndexEntries", "true")
		},
		"packed":      func(r *repo) { r.git("gc", "-q") },
		"packed refs": func(r *repo) { r.git("pack-refs", "--all") },
		"detached":    func(r *repo) { r.git("checkout", "-q", "--detach") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.tree()
			r.commit("tree")
			configure(r)
			r.sameAsGit("nothing")
			r.change()
			r.sameAsGit("changed")
			r.git("write-tree") // makes the cache valid
			r.sameAsGit("changed, cache valid")
			r.git("rm", "-q", "--cached", "d2/e2/file") // of the shared part, where there is one
			r.sameAsGit("one less")
			r.git("update-index", "--add", "--cacheinfo", "100644,"+r.blob("more")+",d7/more")
			r.sameAsGit("one more")
			r.git("commit", "-q", "-m", "change")
			r.sameAsGit("committed")
			r.git("read-tree", "HEAD^")
			r.sameAsGit("the commit before")
			r.git("read-tree", "--empty")
			r.sameAsGit("empty")
		})
	}
}

// TestStagedSparse compares with git where the index holds directories.
func TestStagedSparse(t *testing.T) {
	r := newRepo(t)
	r.tree()
	first := r.commit("tree")
	r.change()
	r.git("commit", "-q", "-m", "change")
	r.git("sparse-checkout", "set", "--cone", "--sparse-index", "d1")
	if !strings.Contains(r.git("ls-files", "--sparse"), "d3/\n") {
		t.Skip("this git makes no sparse indexes")
	}
	r.sameAsGit("nothing")
	r.write("d1/new", "new")
	r.git("add", "d1/new")
	r.sameAsGit("one file")
	r.git("update-ref", "refs/heads/main", first)
	// git diff-index itself would expand the index, but only in memory.
	r.sameAsGit("directories differ")
	if !strings.Contains(r.git("ls-files", "--sparse"), "d3/\n") {
		t.Error("the index is sparse no more: nothing was tested")
	}
}

// TestStagedFirst finds everything before there is a commit.
func TestStagedFirst(t *testing.T) {
	r := newRepo(t)
	if got, _ := r.stagedFiles(); len(got) > 0 {
		t.Errorf("no index: %q", got)
	}
	r.write("a/b", "1")
	r.write("c", "2")
	r.git("add", "-A")
	got, changes := r.stagedFiles()
	if len(got) != 2 || !changes.Coverage.Complete() {
		t.Errorf("got %q, skipped %v", got, changes.Coverage.Skipped)
	}
	rd, err := changes.Files[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer rd.Close()
	if text, err := io.ReadAll(rd); string(text) != "1" || err != nil {
		t.Errorf("content %q, %v", text, err)
	}
}

// TestStagedConflict has all sides of a conflict, where HEAD has another object.
func TestStagedConflict(t *testing.T) {
	r := newRepo(t)
	r.add("f", "base")
	r.git("switch", "-q", "-c", "side")
	r.add("f", "theirs")
	r.git("switch", "-q", "main")
	r.add("f", "ours")
	l, _ := gitscan.Find(r.dir)
	if out := r.run("", nil, "-c", "core.quotePath=false", "-c", "alias.try=!git merge -q side || true", "try"); !strings.Contains(out, "CONFLICT") {
		t.Fatalf("no conflict: %s", out)
	}
	changes, err := gitscan.Staged(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	defer changes.Close()
	var stages []int
	for _, f := range changes.Files {
		stages = append(stages, f.Stage)
	}
	if !slices.Equal(stages, []int{1, 3}) {
		t.Errorf("stages %v, want 1 and 3: HEAD has the other", stages)
	}
}

// TestStagedSubmodule names a submodule that changes, and no other.
func TestStagedSubmodule(t *testing.T) {
	r := newRepo(t)
	one, two := strings.Repeat("1", 40), strings.Repeat("2", 40)
	r.write("f", "x")
	r.git("add", "f")
	r.git("update-index", "--add", "--cacheinfo", "160000,"+one+",same", "--cacheinfo", "160000,"+one+",other")
	r.git("commit", "-q", "-m", "modules")
	r.git("update-index", "--cacheinfo", "160000,"+two+",other")
	got, changes := r.stagedFiles()
	if len(got) > 0 {
		t.Errorf("files: %q", got)
	}
	if s := changes.Coverage.Skipped; len(s) != 1 || s[0].What != "other" || !s[0].Limit {
		t.Errorf("skipped: %+v", s)
	}
}

// TestStagedDamage says what cannot be read, and takes it for changed.
func TestStagedDamage(t *testing.T) {
	for name, c := range map[string]struct {
		break_  func(r *repo)
		files   int
		skipped string
	}{
		"a blob is gone": {func(r *repo) {
			r.write("new", "gone")
			r.git("add", "new")
			r.loose(r.git("rev-parse", ":new"), "")
		}, 0, "new"},
		"a tree of HEAD is gone": {func(r *repo) {
			r.loose(r.git("rev-parse", "HEAD:d"), "")
			r.git("update-index", "--add", "--cacheinfo", "100644,"+r.blob("x")+",d/x")
		}, 2, "HEAD:d/"},
		"HEAD's commit is gone":    {func(r *repo) { r.loose(r.git("rev-parse", "HEAD"), "") }, 2, "HEAD"},
		"HEAD is no ref":           {func(r *repo) { r.write(".git/refs/heads/main", "nonsense") }, 2, "HEAD"},
		"HEAD's commit is damaged": {func(r *repo) { r.loose(r.git("rev-parse", "HEAD"), "nonsense") }, 2, "HEAD"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRepo(t)
			r.write("d/a", "a")
			r.write("b", "b")
			r.commit("first")
			c.break_(r)
			got, changes := r.stagedFiles()
			s := changes.Coverage.Skipped
			if len(got) != c.files || len(s) != 1 || s[0].What != c.skipped || s[0].Limit {
				t.Errorf("files %q, skipped %+v", got, s)
			}
		})
	}
}

// loose replaces a loose object, or removes it for an empty text.
func (r *repo) loose(id, text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, ".git", "objects", id[:2], id[2:])
	if err := os.Remove(path); err != nil {
		r.t.Fatal(err)
	}
	if text != "" {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			r.t.Fatal(err)
		}
	}
}

// TestStagedPartial calls a missing blob a limit where a remote has promised it.
func TestStagedPartial(t *testing.T) {
	r := newRepo(t)
	r.add("f", "x")
	r.git("config", "remote.origin.url", "nowhere")
	r.git("config", "remote.origin.promisor", "true")
	r.git("update-index", "--add", "--info-only", "--cacheinfo", "100644,"+strings.Repeat("3", 40)+",far")
	if _, changes := r.stagedFiles(); len(changes.Coverage.Skipped) != 1 || !changes.Coverage.Skipped[0].Limit {
		t.Errorf("skipped: %+v", changes.Coverage.Skipped)
	}
}

// TestStagedNotRead fails on what is no index it can read.
func TestStagedNotRead(t *testing.T) {
	r := newRepo(t)
	r.add("f", "x")
	r.write(".git/index", "DIRC nonsense that is long enough to be one")
	l, err := gitscan.Find(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gitscan.Staged(context.Background(), l); err == nil {
		t.Error("no error for a damaged index")
	}
	sha256 := &repo{t, filepath.Join(t.TempDir(), "r"), new(int)}
	if err := os.Mkdir(sha256.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	sha256.git("init", "-q", "--object-format=sha256")
	if l, err = gitscan.Find(sha256.dir); err != nil {
		t.Fatal(err)
	}
	if _, err := gitscan.Staged(context.Background(), l); err == nil || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("SHA-256: %v", err)
	}
}
