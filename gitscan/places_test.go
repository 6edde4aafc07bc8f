package gitscan_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/finding"
)

// place is where a key was put, and what the finding must say of it. Empty
// fields are not compared, but Path and Reach are.
type place struct {
	name, key    string
	path, object string
	line, column int
	introduced   string
	lastSeen     string
	inHead       bool
	ref          string
	noRefs       bool
	pushed       bool
	where        finding.Where
	reach        finding.Reach
	says         string
}

// fixture is a repository with a key in each place.
type fixture struct {
	*repo
	places []place
}

// put notes a place and returns it, to be completed.
func (f *fixture) put(p place) { f.places = append(f.places, p) }

// build makes the whole fixture.
func build(t *testing.T) *fixture {
	f := &fixture{repo: newRepo(t)}
	f.files()
	f.merges()
	f.messages()
	f.tags()
	f.unreachable()
	f.stashes()
	f.git("gc", "-q", "--prune=never") // all of that packed, the rest loose
	f.names()
	f.remotes()
	f.index()
	return f
}

// files puts keys into files that commits hold.
func (f *fixture) files() {
	first := f.add("README.md", "hello\n")
	stays, gone, edited := newKey(), newKey(), newKey()
	f.write("stays.txt", "one\n  "+stays+"\n")
	f.write("sub/dir/gone.txt", gone)
	in := f.add("edited.txt", "key = "+edited+"\n")
	last := f.add("other.txt", "x")
	f.remove("sub/dir/gone.txt")
	f.write("edited.txt", "key = none\n")
	head := f.commit("remove")
	_ = first
	f.put(place{name: "file at HEAD", key: stays, path: "stays.txt", line: 2, column: 3, introduced: in, inHead: true, ref: "refs/heads/main", where: finding.InBlob, says: "still in the files of HEAD"})
	f.put(place{name: "deleted file", key: gone, path: "sub/dir/gone.txt", line: 1, column: 1, introduced: in, lastSeen: last, ref: "refs/heads/main", where: finding.InBlob, says: "removed from the current files"})
	f.put(place{name: "edited line", key: edited, path: "edited.txt", introduced: in, lastSeen: last, where: finding.InBlob})
	_ = head

	moved := newKey()
	body := strings.Repeat("some text to be similar\n", 30)
	in = f.add("old.txt", body+moved+"\n")
	f.git("mv", "old.txt", "new.txt")
	renamed := f.add("new.txt", body+"more\n"+moved+"\n")
	f.add("new.txt", body+"more\n")
	f.put(place{name: "rename with edit, before", key: moved, path: "old.txt", introduced: in, lastSeen: in, where: finding.InBlob})
	f.put(place{name: "rename with edit, after", key: moved, path: "new.txt", line: 32, introduced: renamed, lastSeen: renamed, where: finding.InBlob})

	old := newKey()
	last4 := old[:len(old)-4] + "Zz9Y"
	in = f.add("tail.txt", body+old)
	changed := f.add("tail.txt", body+last4)
	f.add("tail.txt", body)
	f.put(place{name: "before the last characters changed", key: old, path: "tail.txt", introduced: in, lastSeen: in, where: finding.InBlob})
	f.put(place{name: "after the last characters changed", key: last4, path: "tail.txt", introduced: changed, lastSeen: changed, where: finding.InBlob})

	link := newKey()
	if err := os.Symlink("/run/"+link, filepath.Join(f.dir, "link")); err != nil {
		f.t.Fatal(err)
	}
	in = f.commit("link")
	f.remove("link")
	f.commit("no link")
	f.put(place{name: "symlink target", key: link, path: "link", line: 1, column: 6, introduced: in, where: finding.InBlob})

	file, dir := newKey(), newKey()
	f.write(dir+"/inner.txt", "nothing")
	in = f.add("a/"+file+".txt", "nothing either")
	f.git("rm", "-rq", "a", dir)
	f.commit("no names")
	f.put(place{name: "file name", key: file, path: "a/" + shownOf(file) + ".txt", introduced: in, where: finding.InPath})
	f.put(place{name: "directory name", key: dir, path: shownOf(dir), introduced: in, where: finding.InPath})
}

// merges puts keys where only a merge commit has them.
func (f *fixture) merges() {
	evil := newKey()
	f.git("switch", "-q", "-c", "side")
	f.add("side.txt", "side")
	f.git("switch", "-q", "main")
	f.add("main.txt", "main")
	f.git("merge", "-q", "--no-commit", "side")
	merge := f.add("evil.txt", evil)
	f.remove("evil.txt")
	f.commit("clean")
	f.git("branch", "-q", "-d", "side")
	f.put(place{name: "merge only", key: evil, path: "evil.txt", introduced: merge, lastSeen: merge, ref: "refs/heads/main", where: finding.InBlob})
}

// messages puts keys into commits themselves.
func (f *fixture) messages() {
	message, author, email, committer, extra := newKey(), newKey(), newKey(), newKey(), newKey()
	f.write("m", "1")
	c := f.commit("say\n\nthe key is " + message)
	f.put(place{name: "commit message", key: message, object: c, introduced: c, ref: "refs/heads/main", where: finding.InCommitMessage, says: "in a commit message"})
	f.write("m", "2")
	f.git("add", "-A")
	f.run("", []string{"GIT_AUTHOR_NAME=" + author, "GIT_AUTHOR_EMAIL=" + email + "@example.com", "GIT_COMMITTER_NAME=" + committer}, "commit", "-q", "-m", "x")
	c = f.git("rev-parse", "HEAD")
	for name, k := range map[string]string{"author name": author, "author e-mail": email, "committer name": committer} {
		f.put(place{name: name, key: k, introduced: c, where: finding.InAuthor})
	}
	header, _, _ := strings.Cut(f.git("cat-file", "commit", "HEAD~1"), "\n\n")
	c = f.run(header+"\nnote-to-self first line\n and "+extra+"\n\nmessage\n", nil, "hash-object", "-w", "-t", "commit", "--stdin")
	f.git("branch", "extra", c)
	f.put(place{name: "extra header", key: extra, object: c, introduced: c, ref: "refs/heads/extra", where: finding.InCommitMessage})

	note := newKey()
	f.git("notes", "add", "-m", "see "+note)
	f.put(place{name: "note", key: note, path: f.git("rev-parse", "HEAD"), ref: "refs/notes/commits", introduced: f.git("rev-parse", "refs/notes/commits"), where: finding.InBlob})
}

// tags puts keys into tags, and blobs that only tags name.
func (f *fixture) tags() {
	message, tagger, inner, blob, nested, tree := newKey(), newKey(), newKey(), newKey(), newKey(), newKey()
	f.git("tag", "-m", "the key "+message, "v1")
	f.put(place{name: "tag message", key: message, object: f.git("rev-parse", "v1"), ref: "refs/tags/v1", where: finding.InTagMessage, says: "in a tag message"})
	f.run("", []string{"GIT_COMMITTER_NAME=" + tagger}, "tag", "-m", "x", "v2")
	f.put(place{name: "tagger", key: tagger, object: f.git("rev-parse", "v2"), ref: "refs/tags/v2", where: finding.InAuthor})
	f.git("tag", "-m", inner, "inner")
	object := f.git("rev-parse", "inner")
	f.git("tag", "-m", "outer", "outer", "inner")
	f.git("tag", "-d", "inner")
	f.put(place{name: "nested tag", key: inner, object: object, ref: "refs/tags/outer", where: finding.InTagMessage})
	id := f.blob("in a blob: " + blob)
	f.git("tag", "blob", id)
	f.put(place{name: "tagged blob", key: blob, object: id, line: 1, column: 12, ref: "refs/tags/blob", where: finding.InBlob, says: "a tag or other ref names"})
	id = f.blob(nested)
	f.git("tag", "-m", "annotated", "nested", id)
	f.put(place{name: "blob of an annotated tag", key: nested, object: id, ref: "refs/tags/nested", where: finding.InBlob})
	id = f.run("100644 blob "+f.blob(tree)+"\tin-tree.txt\n", nil, "mktree")
	f.git("tag", "tree", id)
	f.put(place{name: "tagged tree", key: tree, path: "in-tree.txt", ref: "refs/tags/tree", where: finding.InBlob})
}

// unreachable puts keys where no ref leads.
func (f *fixture) unreachable() {
	branch, amended, dangling, message, tree := newKey(), newKey(), newKey(), newKey(), newKey()
	f.git("switch", "-q", "-c", "doomed")
	c := f.add("doomed.txt", branch)
	f.write("doomed.txt", "")
	said := f.commit("forget " + message)
	f.git("switch", "-q", "main")
	f.git("branch", "-q", "-D", "doomed")
	f.put(place{name: "deleted branch", key: branch, path: "doomed.txt", introduced: c, lastSeen: c, noRefs: true, where: finding.InBlob, reach: finding.Unreachable, says: "no ref reaches"})
	f.put(place{name: "message of a deleted branch", key: message, object: said, introduced: said, noRefs: true, where: finding.InCommitMessage, reach: finding.Unreachable})
	c = f.add("amend.txt", amended)
	f.write("amend.txt", "clean")
	f.commit("amended", "--amend")
	f.put(place{name: "amended commit", key: amended, path: "amend.txt", introduced: c, noRefs: true, where: finding.InBlob, reach: finding.Unreachable})
	id := f.blob("dangling " + dangling)
	f.put(place{name: "dangling blob", key: dangling, object: id, noRefs: true, where: finding.InBlob, reach: finding.Unreachable})
	f.run("100644 blob "+f.blob(tree)+"\tlost.txt\n", nil, "mktree")
	f.put(place{name: "dangling tree", key: tree, path: "lost.txt", noRefs: true, where: finding.InBlob, reach: finding.Unreachable})
}

// stashes puts keys into the three commits of a stash, and into an older one.
func (f *fixture) stashes() {
	index, work, untracked, older := newKey(), newKey(), newKey(), newKey()
	f.add("stash.txt", "base\n")
	f.write("stash.txt", older)
	f.git("stash", "-q")
	f.write("stash.txt", "staged "+index)
	f.git("add", "-A")
	f.write("stash.txt", "work "+work)
	f.write("untracked.txt", untracked)
	f.git("stash", "-q", "-u")
	for name, p := range map[string]place{"stash, index": {key: index, path: "stash.txt"}, "stash, work tree": {key: work, path: "stash.txt"},
		"stash, untracked": {key: untracked, path: "untracked.txt"}, "stash, older": {key: older, path: "stash.txt"}} {
		p.name, p.ref, p.where, p.reach, p.says = name, "refs/stash", finding.InBlob, finding.FromStash, "in a stash"
		f.put(p)
	}
}

// names puts keys into the names of refs and into reflogs.
func (f *fixture) names() {
	loose, packed, log, symbolic := newKey(), newKey(), newKey(), newKey()
	f.git("tag", packed)
	f.git("pack-refs", "--all")
	f.git("branch", "feature/"+loose)
	f.put(place{name: "packed ref name", key: packed, ref: "refs/tags/" + shownOf(packed), where: finding.InRefName, says: "in the name of a branch"})
	f.put(place{name: "loose ref name", key: loose, ref: "refs/heads/feature/" + shownOf(loose), where: finding.InRefName})
	f.git("symbolic-ref", "refs/heads/link-"+symbolic, "refs/heads/main")
	f.put(place{name: "symbolic ref name", key: symbolic, ref: "refs/heads/link-" + shownOf(symbolic), where: finding.InRefName})
	f.git("update-ref", "-m", "because of "+log, "refs/heads/logged", "HEAD", "")
	f.put(place{name: "reflog message", key: log, noRefs: true, where: finding.InReflog, reach: finding.Unreachable, says: "in the reflog"})
}

// remotes puts a key where a remote has it.
func (f *fixture) remotes() {
	k := newKey()
	tree := f.run("100644 blob "+f.blob(k)+"\tpushed.txt\n", nil, "mktree")
	c := f.git("commit-tree", "-m", "pushed", tree)
	f.git("update-ref", "refs/remotes/origin/topic", c)
	f.put(place{name: "remote branch", key: k, path: "pushed.txt", introduced: c, ref: "refs/remotes/origin/topic", pushed: true, where: finding.InBlob})
}

// index puts keys where only an index has them, and into a linked worktree.
func (f *fixture) index() {
	linked, linkedHead := newKey(), newKey()
	other := f.at(filepath.Join(filepath.Dir(f.dir), "linked"))
	f.git("worktree", "add", "-q", "--detach", other.dir)
	c := other.add("there.txt", linkedHead)
	f.put(place{name: "detached HEAD of a linked worktree", key: linkedHead, path: "there.txt", introduced: c, ref: "worktrees/linked/HEAD", where: finding.InBlob})
	other.write("staged there.txt", linked)
	other.git("add", "-A")
	f.put(place{name: "staged in a linked worktree", key: linked, path: "staged there.txt", noRefs: true, where: finding.InBlob, reach: finding.FromIndex})
	staged, name := newKey(), newKey()
	f.write("sub/staged.txt", "\n\n"+staged)
	f.write(name, "harmless")
	f.git("add", "-A")
	f.put(place{name: "staged", key: staged, path: "sub/staged.txt", line: 3, column: 1, noRefs: true, where: finding.InBlob, reach: finding.FromIndex, says: "is staged"})
	f.put(place{name: "name of a staged file", key: name, path: shownOf(name), noRefs: true, where: finding.InPath, reach: finding.FromIndex})
}

// faults lists what f says otherwise than p.
func (p place) faults(f finding.Finding) (out []string) {
	h := f.History
	check := func(ok bool, format string, args ...any) {
		if !ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	commit := func(c *finding.Commit) string {
		if c == nil {
			return ""
		}
		return c.ID
	}
	check(f.Rule == "committedkey" && f.Severity == finding.Error && f.Kind == "live" && f.Provider == "MsGine", "rule %s, severity %s, kind %s", f.Rule, f.Severity, f.Kind)
	check(f.Location.Path == p.path, "path %q, want %q", f.Location.Path, p.path)
	check(p.object == "" || f.Location.Object == p.object, "object %s, want %s", f.Location.Object, p.object)
	check(p.line == 0 || f.Location.Line == p.line, "line %d, want %d", f.Location.Line, p.line)
	check(p.column == 0 || f.Location.Column == p.column, "column %d, want %d", f.Location.Column, p.column)
	check(p.introduced == "" || commit(h.Introduced) == p.introduced, "introduced %s, want %s", commit(h.Introduced), p.introduced)
	check(p.lastSeen == "" || commit(h.LastSeen) == p.lastSeen, "last seen %s, want %s", commit(h.LastSeen), p.lastSeen)
	check(h.InHead == p.inHead, "in HEAD %v", h.InHead)
	check(p.ref == "" || slices.Contains(h.Refs, p.ref), "refs %q, want %q", h.Refs, p.ref)
	check(!p.noRefs || len(h.Refs) == 0, "refs %q, want none", h.Refs)
	check(h.Pushed == p.pushed, "pushed %v", h.Pushed)
	check(h.Where == p.where && h.Reach == p.reach, "where %q, reach %q, want %q, %q", h.Where, h.Reach, p.where, p.reach)
	check(strings.Contains(f.Message, p.says) && strings.Contains(f.Message, shownOf(p.key)), "message %q, want %q", f.Message, p.says)
	check(slices.IsSorted(h.Refs), "refs are not sorted: %q", h.Refs)
	return out
}

// echoed reports whether got is the copy that git makes of p in a reflog:
// subjects of commits and names of committers and branches.
func (p place) echoed(got finding.Finding) bool {
	return got.History.Where == finding.InReflog && (p.where == finding.InCommitMessage || p.where == finding.InAuthor || p.where == finding.InRefName)
}

func TestPlaces(t *testing.T) {
	f := build(t)
	report := f.scan("")
	complete(t, report)
	for _, p := range f.places {
		var faults []string
		found := false
		for _, got := range of(report, p.key) {
			if said := p.faults(got); !found || len(said) < len(faults) {
				faults, found = said, true
			}
		}
		if !found {
			t.Errorf("%s: missed", p.name)
		}
		for _, fault := range faults {
			t.Errorf("%s: %s", p.name, fault)
		}
	}
	for _, got := range report.Findings {
		if !slices.ContainsFunc(f.places, func(p place) bool { return idOf(p.key) == got.Key.ID() && (len(p.faults(got)) == 0 || p.echoed(got)) }) {
			t.Errorf("nobody put %s at %q: %s", got.Key, got.Location.Path, got.Message)
		}
	}
	counts := map[string]int{}
	for kind := range strings.Lines(f.git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")) {
		counts[strings.TrimSpace(kind)]++
	}
	if fmt.Sprint(counts) != fmt.Sprint(report.Coverage.Objects) || report.Coverage.Commits != counts["commit"] || report.Coverage.Bytes == 0 {
		t.Errorf("coverage %+v, git counts %v", report.Coverage, counts)
	}
	text, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range f.places {
		if strings.Contains(string(text), p.key[len(prefix)+5:len(prefix)+14]) {
			t.Errorf("%s: the report shows the key", p.name)
		}
	}
	again, err := json.Marshal(f.scan(""))
	if err != nil || string(again) != string(text) {
		t.Errorf("two runs differ: %v\n%s\n%s", err, text, again)
	}
}
