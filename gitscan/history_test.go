package gitscan_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan"
	"github.com/msgine/msginelint/rules/finding"
)

// skips lists what a report skipped, one line each.
func skips(report gitscan.Report) (list []string) {
	for _, s := range report.Coverage.Skipped {
		list = append(list, fmt.Sprintf("%s: %s (limit %v)", s.What, s.Reason, s.Limit))
	}
	return list
}

// skipped fails unless exactly one thing was skipped, for a reason with all of want.
func skipped(t *testing.T, report gitscan.Report, limit bool, want ...string) {
	t.Helper()
	list := skips(report)
	ok := len(list) == 1 && report.Coverage.Skipped[0].Limit == limit
	for _, w := range want {
		ok = ok && strings.Contains(list[0], w)
	}
	if !ok {
		t.Errorf("skipped %q, want one with %q", list, want)
	}
}

// TestEveryClone scans one history as a bare mirror, with alternates, from a
// linked work tree and packed: each must say the same.
func TestEveryClone(t *testing.T) {
	r := newRepo(t)
	k, old := newKey(), newKey()
	first := r.add("a.txt", k)
	r.add("b.txt", old)
	r.git("rm", "-q", "b.txt")
	last := r.commit("clean")
	dir := filepath.Dir(r.dir)
	r.git("clone", "-q", "--mirror", r.dir, filepath.Join(dir, "bare.git"))
	r.git("clone", "-q", "--shared", r.dir, filepath.Join(dir, "shared"))
	r.git("clone", "-q", "--shared", filepath.Join(dir, "shared"), filepath.Join(dir, "shared-again"))
	r.git("worktree", "add", "-q", filepath.Join(dir, "linked"))
	whole := r.scan("")
	for _, name := range []string{"r", "bare.git", "shared", "shared-again", "linked"} {
		clone := r.at(filepath.Join(dir, name))
		report := clone.scan("")
		complete(t, report)
		if fmt.Sprint(report.Coverage.Objects) != fmt.Sprint(whole.Coverage.Objects) {
			t.Errorf("%s: %v objects, want %v", name, report.Coverage.Objects, whole.Coverage.Objects)
		}
		f := only(t, report, k)
		if f.History.Introduced.ID != first || f.History.LastSeen.ID != last || !f.History.InHead || f.History.Introduced.Author != "Dev" {
			t.Errorf("%s: %+v", name, f.History)
		}
		if shared := strings.HasPrefix(name, "shared"); f.History.Pushed != shared {
			t.Errorf("%s: pushed %v, refs %q", name, f.History.Pushed, f.History.Refs)
		}
		only(t, report, old)
	}
}

func TestOneFindingForManyVersions(t *testing.T) {
	r := newRepo(t)
	k := newKey()
	var last string
	for i := range 4 {
		last = r.add("f.txt", strings.Repeat("line\n", i)+k+"\nagain "+k+"\n")
	}
	f := only(t, r.scan(""), k)
	if f.Location.Line != 4 || f.Location.Object != r.git("rev-parse", last+":f.txt") || len(f.Also) != 1 || f.Also[0].Line != 5 || f.Also[0].Path != "f.txt" {
		t.Errorf("location %+v, also %+v", f.Location, f.Also)
	}
	print := f.Fingerprint()
	r.git("commit", "-q", "--amend", "-m", "another id")
	if again := only(t, r.scan(""), k); again.Fingerprint() != print || again.Message != f.Message {
		t.Error("fingerprint or message depends on the commit")
	}
}

func TestNothingFound(t *testing.T) {
	r := newRepo(t)
	report := r.scan("")
	complete(t, report)
	if len(report.Findings) != 0 || report.Coverage.Commits != 0 || report.Coverage.Bytes != 0 {
		t.Errorf("an empty repository: %+v", report)
	}
	r.add("doc.md", "use "+prefix+"abc123... or "+prefix+"your_key_goes_here, count "+prefix+"requests_total, ${MSGINE_API_KEY}\n")
	r.write("d/"+prefix+"requests_total", "x")
	r.commit("names " + prefix + "xxxxxxxxxxxxxxxxxxxxxxxx")
	report = r.scan("")
	complete(t, report)
	if len(report.Findings) != 0 || len(report.EnvFiles) != 0 || report.Coverage.Commits != 2 {
		t.Errorf("no key, yet: %+v", report)
	}
}

func TestEnvFiles(t *testing.T) {
	r := newRepo(t)
	k, placed := newKey(), "b7QzX0vT4kLm9RsW2yNc8HdJ5pGf1AeU6iOo3ZtB"
	in := r.add(".env", "MSGINE_API_KEY="+k+"\n")
	r.write("app/.env.local", "DEBUG=1\n")
	r.write(".env.production", "# MSGINE_API_KEY goes elsewhere\nDEBUG=0\n")
	r.write("a/.env.staging", "export MSGINE_API_KEY=${SECRET}\n")
	r.write("b/.env.test", "MSGINE_API_TOKEN="+placed+"\n")
	r.write(".env.example", "MSGINE_API_KEY="+k+"\n")
	r.write(".envrc", "export MSGINE_API_KEY="+k+"\n")
	r.write(".env.d/readme", "x")
	last := r.commit("more")
	r.git("rm", "-q", "-r", "--", ".env", "app", "a", "b")
	r.commit("clean")
	r.write("staged/.env", "A=1\n")
	r.git("add", "-A")
	report := r.scan("")
	var got []string
	for _, e := range report.EnvFiles {
		got = append(got, fmt.Sprintf("%s %v", e.Path, e.HoldsKey))
	}
	want := []string{".env true", "a/.env.staging false", "app/.env.local false", "b/.env.test true"}
	if !slices.Equal(got, want) {
		t.Fatalf("env files %q, want %q", got, want)
	}
	h := report.EnvFiles[0].History
	if h.Introduced.ID != in || h.LastSeen.ID != last || h.InHead || !slices.Equal(h.Refs, []string{"refs/heads/main"}) {
		t.Errorf("history %+v", h)
	}
	found := slices.IndexFunc(report.Findings, func(f finding.Finding) bool { return f.Location.Path == "b/.env.test" })
	if found < 0 || strings.Contains(report.Findings[found].Message, placed) {
		t.Errorf("a key by its environment name: %+v", report.Findings)
	}
}

func TestInlineAllow(t *testing.T) {
	r := newRepo(t)
	line, above, none, another, both, old, other := newKey(), newKey(), newKey(), newKey(), newKey(), newKey(), newKey()
	r.write("old.txt", old+"\n")
	r.commit("old")
	r.write("old.txt", old+" # msginelint:allow committedkey revoked\n")
	r.write("line.go", "var k = `"+line+"` // msginelint:allow committedkey revoked in May\n")
	r.write("above.py", "# msginelint:allow hardcodedkey test account of "+other+"\nk = '"+above+"'\n")
	r.write("none.go", none+" // msginelint:allow committedkey\n")
	r.write("another.go", another+" // msginelint:allow cikey a reason\n")
	r.write("both.go", both+" // msginelint:allow committedkey fine\n\n"+both+"\n")
	r.commit("allow")
	report := r.scan("")
	for k, want := range map[string]string{line: "revoked in May", above: "test account of " + shownOf(other), none: "", another: "", both: "", old: "revoked"} {
		f := only(t, report, k)
		if got := f.Allowed; (got == nil) != (want == "") || got != nil && (got.Reason != want || got.By != "inline") {
			t.Errorf("%s: allowed %+v, want %q", f.Location.Path, got, want)
		}
	}
}

func TestShallow(t *testing.T) {
	r := newRepo(t)
	k := newKey()
	r.add("a.txt", "one")
	c := r.add("a.txt", k)
	clone := r.at(filepath.Join(filepath.Dir(r.dir), "shallow"))
	r.git("clone", "-q", "--depth=1", "file://"+r.dir, clone.dir)
	report := clone.scan("")
	skipped(t, report, true, "shallow clone", "git fetch --unshallow")
	if f := only(t, report, k); f.History.Introduced.ID != c {
		t.Errorf("introduced %+v", f.History.Introduced)
	}
}

func TestPartialClone(t *testing.T) {
	r := newRepo(t)
	r.git("config", "uploadpack.allowFilter", "true")
	k := newKey()
	r.add("a.txt", "old")
	r.add("a.txt", k)
	clone := r.at(filepath.Join(filepath.Dir(r.dir), "partial"))
	r.git("clone", "-q", "--filter=blob:none", "file://"+r.dir, clone.dir)
	report := clone.scan("")
	skipped(t, report, true, "partial clone: 1 object")
	only(t, report, k)
}

// object is the path of a loose object.
func (r *repo) object(id string) string {
	return filepath.Join(r.dir, ".git", "objects", id[:2], id[2:])
}

func TestMissingObject(t *testing.T) {
	r := newRepo(t)
	k := newKey()
	r.write("sub/gone.txt", "will be missing")
	r.add("a.txt", k)
	id := r.git("rev-parse", "HEAD:sub/gone.txt")
	if err := os.Remove(r.object(id)); err != nil {
		t.Fatal(err)
	}
	report := r.scan("")
	skipped(t, report, false, id, "missing")
	only(t, report, k)

	// What only an abandoned commit names may be pruned.
	r.git("update-ref", "-d", "refs/heads/main")
	r.remove(".git/index")
	complete(t, r.scan(""))

	r.write(".git/refs/heads/broken", strings.Repeat("12", 20)+"\n")
	skipped(t, r.scan(""), false, "refs/heads/broken", "not here")
	r.write(".git/refs/heads/broken", "nonsense\n")
	skipped(t, r.scan(""), false, "refs/heads/broken", "no object id")
}

func TestDamage(t *testing.T) {
	r := newRepo(t)
	k := newKey()
	r.add("packed.txt", strings.Repeat("packed\n", 50))
	r.git("repack", "-q", "-a", "-d")
	r.add("loose.txt", k)
	id := r.blob("truncate me, I am long enough to lose something")
	if err := os.Chmod(r.object(id), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(r.object(id), 20); err != nil {
		t.Fatal(err)
	}
	report := r.scan("")
	skipped(t, report, false, id[2:], "cannot be read")
	only(t, report, k)
	if err := os.Remove(r.object(id)); err != nil {
		t.Fatal(err)
	}

	packs, _ := filepath.Glob(filepath.Join(r.dir, ".git/objects/pack/*.pack"))
	text, err := os.ReadFile(packs[0])
	if err != nil || os.Chmod(packs[0], 0o644) != nil {
		t.Fatal(err)
	}
	for at := 40; at < 60; at++ {
		text[at] ^= 0x55
	}
	if err := os.WriteFile(packs[0], text, 0o644); err != nil {
		t.Fatal(err)
	}
	report = r.scan("")
	if report.Coverage.Complete() || !report.Coverage.Failed() {
		t.Error("a damaged pack went unnoticed")
	}
	for _, s := range skips(report) {
		if !strings.HasPrefix(s, "objects/pack/pack-") {
			t.Errorf("skipped %s", s)
		}
	}
	only(t, report, k)
}

func TestFormatsThatCannotBeRead(t *testing.T) {
	r := newRepo(t)
	sha256 := r.at(filepath.Join(filepath.Dir(r.dir), "sha256"))
	r.git("init", "-q", "--object-format=sha256", sha256.dir)
	skipped(t, sha256.scan(""), false, "SHA-256")

	k := newKey()
	r.add("a.txt", k)
	r.git("config", "core.repositoryFormatVersion", "1")
	r.git("config", "extensions.refStorage", "reftable") // git 2.39 cannot make one
	report := r.scan("")
	skipped(t, report, false, "reftable")
	if f := only(t, report, k); f.History.Reach != finding.FromRefs || f.History.Introduced == nil {
		t.Errorf("refs are not known: %+v", f.History)
	}

	r.write(".git/config", "[core\nnot a config")
	report = r.scan("")
	complete(t, report)
	if only(t, report, k); len(report.Notes) != 1 || report.Notes[0].Path != "config" {
		t.Errorf("notes %+v", report.Notes)
	}
	r.write(".git/index", "DIRC not an index")
	skipped(t, r.scan(""), false, "index cannot be read")
}

func TestIndexFormats(t *testing.T) {
	r := newRepo(t)
	k := newKey()
	r.add("a/committed.txt", "x")
	r.write("a/staged.txt", k)
	for _, args := range [][]string{{"update-index", "--index-version=4"}, {"update-index", "--split-index"}, {"-c", "index.skipHash=true", "update-index", "--force-write-index"}} {
		r.git("add", "-A")
		r.git(args...)
		report := r.scan("")
		complete(t, report)
		if f := only(t, report, k); f.Location.Path != "a/staged.txt" || f.History.Reach != finding.FromIndex {
			t.Errorf("%q: %+v, %+v", args, f.Location, f.History)
		}
	}
}

func TestSubmodules(t *testing.T) {
	r, sub := newRepo(t), newRepo(t)
	sub.add("s.txt", newKey())
	r.git("submodule", "--quiet", "add", sub.dir, "lib/sub")
	r.commit("sub")
	report := r.scan("")
	complete(t, report)
	if len(report.Notes) != 1 || report.Notes[0].Path != "lib/sub" || len(report.Findings) != 0 {
		t.Errorf("notes %+v, findings %+v", report.Notes, report.Findings)
	}
}

func TestBigBlob(t *testing.T) {
	r := newRepo(t)
	loose, packed := newKey(), newKey()
	filler := strings.Repeat("0123456789abcde\n", 540<<10)
	r.add("packed.bin", filler+packed+"\n")
	r.git("repack", "-q", "-a", "-d")
	r.add("loose.bin", filler+"  "+loose+"\n")
	report := r.scan("")
	complete(t, report)
	for k, column := range map[string]int{packed: 1, loose: 3} {
		if f := only(t, report, k); f.Location.Line != 540<<10+1 || f.Location.Column != column {
			t.Errorf("%+v", f.Location)
		}
	}
}

func TestProgress(t *testing.T) {
	r := newRepo(t)
	for i := range 5 {
		r.add("f", fmt.Sprint(i))
	}
	l, err := gitscan.Find(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	var calls [][2]int64
	_, err = gitscan.History(context.Background(), l, gitscan.Options{Matcher: matcher(t), Progress: func(done, total int64) { calls = append(calls, [2]int64{done, total}) }})
	if err != nil || calls[0] != [2]int64{0, 15} || calls[len(calls)-1] != [2]int64{15, 15} {
		t.Errorf("%v, %v", calls, err)
	}
}

func TestErrors(t *testing.T) {
	ctx := context.Background()
	m := matcher(t)
	if _, err := gitscan.History(ctx, gitscan.Layout{}, gitscan.Options{Matcher: m}); !errors.Is(err, gitscan.ErrNotFound) {
		t.Errorf("no layout: %v", err)
	}
	dir := t.TempDir()
	if _, err := gitscan.History(ctx, gitscan.Layout{GitDir: dir, CommonDir: dir}, gitscan.Options{Matcher: m}); !errors.Is(err, gitscan.ErrNotFound) {
		t.Errorf("no repository: %v", err)
	}
	r := newRepo(t)
	r.add("a", "b")
	l, _ := gitscan.Find(r.dir)
	if _, err := gitscan.History(ctx, l, gitscan.Options{}); err == nil {
		t.Error("no matcher, no error")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := gitscan.History(cancelled, l, gitscan.Options{Matcher: m}); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
	stopping, stop := context.WithCancel(ctx)
	if _, err := gitscan.History(stopping, l, gitscan.Options{Matcher: m, Progress: func(int64, int64) { stop() }}); err != context.Canceled {
		t.Errorf("cancelled while scanning: %v", err)
	}
	k := newKey()
	for _, revisions := range []string{"nope..HEAD", "HEAD..nope", "HEAD...HEAD", "HEAD^3..HEAD", "HEAD~9", k + "..HEAD", "HEAD^x", "HEAD:a", "..", "dead"} {
		_, err := gitscan.History(ctx, l, gitscan.Options{Matcher: m, Range: revisions})
		if revisions == ".." {
			if err != nil {
				t.Errorf("HEAD..HEAD: %v", err)
			}
			continue
		}
		if err == nil || strings.Contains(err.Error(), k) {
			t.Errorf("range %q: %v", revisions, err)
		}
	}
}
