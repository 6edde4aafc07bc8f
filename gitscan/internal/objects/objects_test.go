package objects

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

// repo is a repository that real git makes.
type repo struct {
	t   testing.TB
	dir string
}

// newRepo initialises a repository in a directory of its own.
func newRepo(t testing.TB) repo {
	t.Helper()
	r := repo{t, filepath.Join(t.TempDir(), "r")}
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.git(nil, "init", "-q")
	return r
}

// git runs git and returns what it prints.
func (r repo) git(stdin []byte, args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "HOME="+r.dir, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.com")
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.Output()
	if err != nil {
		r.t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out))
}

// commit writes file and commits it.
func (r repo) commit(file, text string) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, file), []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
	r.git(nil, "add", "-A")
	r.git(nil, "commit", "-q", "-m", "change "+file)
}

// versions commits n versions of a file long enough to be stored as deltas, as
// loose objects.
func (r repo) versions(file string, n int) {
	lines := make([]string, 200)
	for i := range lines {
		lines[i] = fmt.Sprintf("line %d of %s", i, file)
	}
	var stream strings.Builder
	for i := range n {
		lines[i*7%len(lines)] = fmt.Sprintf("changed %d", i)
		text := strings.Join(lines, "\n")
		fmt.Fprintf(&stream, "commit refs/heads/%s\ncommitter A <a@example.com> %d +0000\ndata 1\nx\nM 100644 inline %s\ndata %d\n%s\n", file, i, file, len(text), text)
	}
	r.git([]byte(stream.String()), "-c", "fastimport.unpackLimit=1000000", "fast-import", "--quiet")
	r.git(nil, "symbolic-ref", "HEAD", "refs/heads/"+file)
}

// open opens the repository's objects.
func (r repo) open() *Store { return Open(filepath.Join(r.dir, ".git", "objects")) }

// all lists the ids of all objects, as git does.
func (r repo) all() []string {
	ids := strings.Fields(r.git(nil, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)"))
	slices.Sort(ids)
	return ids
}

// sum reads object n and returns the id of what was read.
func sum(r *Reader, n uint32) (string, error) {
	o, err := r.Read(n)
	if err != nil {
		return "", err
	}
	h := sha1.New()
	fmt.Fprintf(h, "%s %d\x00", o.Type, o.Size)
	if o.Stream == nil {
		h.Write(o.Data)
		return hex.EncodeToString(h.Sum(nil)), nil
	}
	defer o.Stream.Close()
	_, err = io.Copy(h, o.Stream)
	return hex.EncodeToString(h.Sum(nil)), err
}

// check reads every object of s and holds it to its id and all of them to want.
func check(t *testing.T, s *Store, want []string) {
	t.Helper()
	for _, p := range s.Problems() {
		t.Errorf("problem: %v", p)
	}
	r := s.NewReader()
	defer r.Close()
	order := make([]uint32, s.Len())
	for i := range order {
		order[i] = uint32(i)
	}
	s.Sort(order)
	var got []string
	for _, n := range order {
		id, err := sum(r, n)
		if err != nil || id != s.ID(n).String() {
			t.Errorf("object %s: read %s, %v", s.ID(n), id, err)
		}
		if at, ok := s.Find(s.ID(n)); !ok || at != n {
			t.Errorf("object %s: found at %d, %v", s.ID(n), at, ok)
		}
		got = append(got, id)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("read %d objects, git has %d", len(got), len(want))
	}
}

func TestEveryObject(t *testing.T) {
	r := newRepo(t)
	r.versions("a.txt", 12)
	r.git(nil, "tag", "-m", "a tag", "v1")
	check(t, r.open(), r.all()) // loose
	r.git(nil, "repack", "-q", "-a", "-d", "-f", "--depth=50")
	r.versions("b.txt", 12)
	// A second pack, with deltas that name their base by id.
	ids := r.git(nil, "rev-list", "--objects", "--no-object-names", "HEAD")
	r.git([]byte(ids+"\n"), "pack-objects", "-q", "--window=10", ".git/objects/pack/pack")
	r.git([]byte("dangling"), "hash-object", "-w", "--stdin")
	s := r.open()
	if len(s.packs) != 2 || len(s.more) == 0 {
		t.Fatalf("%d packs, %d objects stored twice: the test needs 2 and some", len(s.packs), len(s.more))
	}
	check(t, s, r.all())
	kinds := deltas(t, s)
	if kinds[plumbing.OFSDeltaObject] == 0 || kinds[plumbing.REFDeltaObject] == 0 {
		t.Errorf("the test needs both kinds of deltas: %v", kinds)
	}
}

// deltas counts the entries of all packs by the type they are stored as.
func deltas(t *testing.T, s *Store) map[plumbing.ObjectType]int {
	t.Helper()
	kinds := map[plumbing.ObjectType]int{}
	r := s.NewReader()
	defer r.Close()
	for n := range s.at {
		for _, p := range append([]place{s.at[n]}, s.more[uint32(n)]...) {
			if p.pack < 0 {
				continue
			}
			pk, err := r.pack(p.pack)
			if err != nil {
				t.Fatal(err)
			}
			h, err := pk.scan.SeekObjectHeader(p.offset)
			if err != nil {
				t.Fatal(err)
			}
			kinds[h.Type]++
		}
	}
	return kinds
}

func TestBigBlobs(t *testing.T) {
	r := newRepo(t)
	big := bytes.Repeat([]byte("0123456789abcdef"), (streamFrom+1<<20)/16)
	loose := r.git(big, "hash-object", "-w", "--stdin")
	r.git(append(big, 'x'), "hash-object", "-w", "--stdin")
	r.git([]byte(loose+"\n"), "pack-objects", "-q", ".git/objects/pack/pack")
	r.git(nil, "prune-packed")
	s := r.open()
	rd := s.NewReader()
	defer rd.Close()
	for n := range uint32(2) {
		o, err := rd.Read(n)
		if err != nil || o.Stream == nil {
			t.Fatalf("object %d: not streamed, %v", n, err)
		}
		o.Stream.Close()
	}
	if s.IsLoose(0) == s.IsLoose(1) {
		t.Error("the test needs one loose and one packed object")
	}
	check(t, s, r.all())
}

func TestAlternates(t *testing.T) {
	far, near, own := newRepo(t), newRepo(t), newRepo(t)
	far.commit("far.txt", "far")
	near.commit("near.txt", "near")
	own.commit("own.txt", "own")
	far.git(nil, "repack", "-q", "-a", "-d")
	objectsOf := func(r repo) string { return filepath.Join(r.dir, ".git", "objects") }
	borrow := func(r repo, path string) {
		if err := os.WriteFile(filepath.Join(objectsOf(r), "info", "alternates"), []byte("# comment\n"+path+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	relative, err := filepath.Rel(objectsOf(own), objectsOf(near))
	if err != nil {
		t.Fatal(err)
	}
	borrow(own, relative)
	borrow(near, objectsOf(far))
	borrow(far, objectsOf(own)) // in a circle
	s := own.open()
	if len(s.dirs) != 3 {
		t.Errorf("%d object directories, want 3: %q", len(s.dirs), s.dirs)
	}
	check(t, s, own.all())

	borrow(far, "/nonexistent/objects")
	if problems := own.open().Problems(); len(problems) != 1 || !strings.Contains(problems[0].What, "nonexistent") {
		t.Errorf("problems: %v", problems)
	}
}

func TestParseAlternates(t *testing.T) {
	got := parseAlternates([]byte("/a\n#no\n\n\"/b\\tc\"\n../d e\n/last"))
	if want := []string{"/a", "/b\tc", "../d e", "/last"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
