package objects

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
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

// packed returns a repository with one pack of deltas, and the pack's path.
func packed(t testing.TB) (repo, string) {
	r := newRepo(t)
	r.versions("a.txt", 8)
	r.git(nil, "repack", "-q", "-a", "-d", "-f")
	packs, _ := filepath.Glob(filepath.Join(r.dir, ".git/objects/pack/*.pack"))
	if len(packs) != 1 {
		t.Fatalf("packs: %q", packs)
	}
	if err := os.Chmod(packs[0], 0o644); err != nil {
		t.Fatal(err)
	}
	return r, packs[0]
}

// TestDamagedPack flips each byte of a pack: what is read must be right, and
// what is not must be an error.
func TestDamagedPack(t *testing.T) {
	r, path := packed(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := packHeaderLen; at < len(whole)-20; at += 5 {
		damaged := bytes.Clone(whole)
		damaged[at] ^= byte(1 + at%255)
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if readable(t, r.open()) == r.open().Len() {
			t.Errorf("flipping byte %d went unnoticed", at)
		}
	}
}

// readable counts the objects of s that can be read, and fails for those that
// read wrong.
func readable(t testing.TB, s *Store) (good int) {
	r := s.NewReader()
	defer r.Close()
	for n := range uint32(s.Len()) {
		id, err := sum(r, n)
		if err != nil {
			continue
		}
		if id != s.ID(n).String() {
			t.Errorf("object %s reads as %s", s.ID(n), id)
		}
		good++
	}
	return good
}

func TestBrokenStores(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(t *testing.T, r repo, pack string)
		want   string
	}{
		"cut pack": {func(t *testing.T, _ repo, pack string) { truncate(t, pack, 300) }, "cut short"},
		"no header": {func(t *testing.T, _ repo, pack string) {
			overwrite(t, pack, []byte("KCAP"))
		}, "does not start with PACK"},
		"empty pack": {func(t *testing.T, _ repo, pack string) { truncate(t, pack, 0) }, "cut short"},
		"cut index": {func(t *testing.T, _ repo, pack string) {
			truncate(t, strings.TrimSuffix(pack, "pack")+"idx", 1200)
		}, "index cannot be read"},
		"no index": {func(t *testing.T, _ repo, pack string) {
			if err := os.Remove(strings.TrimSuffix(pack, "pack") + "idx"); err != nil {
				t.Fatal(err)
			}
		}, "has no index"},
		"no pack": {func(t *testing.T, _ repo, pack string) {
			if err := os.Remove(pack); err != nil {
				t.Fatal(err)
			}
		}, "index without its pack"},
	} {
		t.Run(name, func(t *testing.T) {
			r, pack := packed(t)
			loose := r.git([]byte("still here"), "hash-object", "-w", "--stdin")
			c.damage(t, r, pack)
			s := r.open()
			if p := s.Problems(); len(p) != 1 || !strings.Contains(p[0].Reason, c.want) || strings.Contains(p[0].What, r.dir) {
				t.Errorf("problems: %v, want %q", p, c.want)
			}
			id, _ := ParseID([]byte(loose))
			n, ok := s.Find(id)
			if !ok {
				t.Fatal("the loose object is gone too")
			}
			rd := s.NewReader()
			defer rd.Close()
			if got, err := sum(rd, n); got != loose {
				t.Errorf("loose object reads as %s, %v", got, err)
			}
		})
	}
}

// truncate cuts a file to size.
func truncate(t *testing.T, path string, size int64) {
	t.Helper()
	_ = os.Chmod(path, 0o644)
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

// overwrite replaces the start of a file.
func overwrite(t *testing.T, path string, start []byte) {
	t.Helper()
	_ = os.Chmod(path, 0o644)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(text, start)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestDamagedLoose(t *testing.T) {
	r := newRepo(t)
	id := r.git(bytes.Repeat([]byte("some text "), 100), "hash-object", "-w", "--stdin")
	other := r.git([]byte("another"), "hash-object", "-w", "--stdin")
	path := loosePath(filepath.Join(r.dir, ".git/objects"), mustID(t, id))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_ = os.Chmod(path, 0o644)
	foreign, err := os.ReadFile(loosePath(filepath.Join(r.dir, ".git/objects"), mustID(t, other)))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"empty": nil, "cut": whole[:len(whole)/2], "no checksum": whole[:len(whole)-4], "no zlib": []byte("text"),
		"another object": foreign,
	} {
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		s := r.open()
		n, _ := s.Find(mustID(t, id))
		rd := s.NewReader()
		if got, err := sum(rd, n); err == nil {
			t.Errorf("%s: read as %s", name, got)
		}
	}
}

// mustID parses an id.
func mustID(t testing.TB, text string) ID {
	t.Helper()
	id, ok := ParseID([]byte(text))
	if !ok {
		t.Fatalf("no id: %q", text)
	}
	return id
}

// TestSecondCopy reads an object from its loose copy when the pack is damaged.
func TestSecondCopy(t *testing.T) {
	r := newRepo(t)
	id := r.git([]byte("stored twice, once badly"), "hash-object", "-w", "--stdin")
	r.git([]byte(id+"\n"), "pack-objects", "-q", ".git/objects/pack/pack")
	packs, _ := filepath.Glob(filepath.Join(r.dir, ".git/objects/pack/*.pack"))
	text, err := os.ReadFile(packs[0])
	if err != nil {
		t.Fatal(err)
	}
	_ = os.Chmod(packs[0], 0o644)
	text[packHeaderLen+6] ^= 0xff
	if err := os.WriteFile(packs[0], text, 0o644); err != nil {
		t.Fatal(err)
	}
	s := r.open()
	if s.Len() != 1 || s.IsLoose(0) {
		t.Fatal("the packed copy must come first")
	}
	rd := s.NewReader()
	defer rd.Close()
	if got, err := sum(rd, 0); got != id {
		t.Errorf("read %s, %v", got, err)
	}
}

// deltaPack writes a pack of deltas that name each other as base: entry i's
// base is bases[i].
func deltaPack(t *testing.T, dir string, ids, bases []ID, delta []byte) {
	t.Helper()
	var pack bytes.Buffer
	pack.WriteString("PACK")
	_ = binary.Write(&pack, binary.BigEndian, []uint32{2, uint32(len(ids))})
	var offsets, sums []uint32
	for i := range ids {
		start := pack.Len()
		if len(delta) > 15 {
			t.Fatal("delta too long for a one-byte header")
		}
		pack.WriteByte(7<<4 | byte(len(delta)))
		pack.Write(bases[i][:])
		z := zlib.NewWriter(&pack)
		_, _ = z.Write(delta)
		z.Close()
		offsets = append(offsets, uint32(start))
		sums = append(sums, crc32.ChecksumIEEE(pack.Bytes()[start:]))
	}
	check := sha1.Sum(pack.Bytes())
	pack.Write(check[:])
	var idx bytes.Buffer
	idx.WriteString("\xfftOc")
	_ = binary.Write(&idx, binary.BigEndian, uint32(2))
	for b := range 256 {
		n := uint32(0)
		for _, id := range ids {
			if int(id[0]) <= b {
				n++
			}
		}
		_ = binary.Write(&idx, binary.BigEndian, n)
	}
	for _, id := range ids {
		idx.Write(id[:])
	}
	_ = binary.Write(&idx, binary.BigEndian, sums)
	_ = binary.Write(&idx, binary.BigEndian, offsets)
	idx.Write(check[:])
	whole := sha1.Sum(idx.Bytes())
	idx.Write(whole[:])
	if err := os.MkdirAll(filepath.Join(dir, "pack"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"pack-1.pack": pack.Bytes(), "pack-1.idx": idx.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, "pack", name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHostileDeltas reads deltas that are their own base, which must not
// recurse, and deltas that promise more than memory holds.
func TestHostileDeltas(t *testing.T) {
	a, b, gone := ID{1}, ID{2}, ID{3}
	for name, c := range map[string]struct {
		bases []ID
		delta []byte
		want  string
	}{
		"own base": {[]ID{a, b}, []byte{0, 1, 1, 'x'}, "without an end"},
		"circle":   {[]ID{b, a}, []byte{0, 1, 1, 'x'}, "without an end"},
		"no base":  {[]ID{gone, a}, []byte{0, 1, 1, 'x'}, "missing"},
	} {
		dir := filepath.Join(t.TempDir(), "objects")
		deltaPack(t, dir, []ID{a, b}, c.bases, c.delta)
		s := Open(dir)
		if len(s.Problems()) > 0 || s.Len() != 2 {
			t.Fatalf("%s: %v, %d objects", name, s.Problems(), s.Len())
		}
		r := s.NewReader()
		if _, err := r.Read(0); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		r.Close()
	}
	bomb := binary.AppendUvarint([]byte{0}, 1<<40)
	if size, err := deltaTarget(bomb); err != nil || size != 1<<40 {
		t.Errorf("deltaTarget: %d, %v", size, err)
	}
	r := &Reader{}
	if _, err := r.apply(Object{Data: []byte("x")}, []delta{{data: bomb}}); err == nil || !strings.Contains(err.Error(), "too many") {
		t.Errorf("a delta that builds a terabyte: %v", err)
	}
}

func TestCache(t *testing.T) {
	c := cache{limit: 10 * (1000 + entryOverhead)}
	at := func(i int) place { return place{offset: int64(i)} }
	for i := range 20 {
		c.put(at(i), Object{Size: 1000})
		if _, ok := c.get(at(0)); !ok { // used all the time
			t.Fatalf("entry 0 is gone after %d others", i)
		}
	}
	for i, want := range map[int]bool{1: false, 10: false, 11: true, 19: true} {
		if _, ok := c.get(at(i)); ok != want {
			t.Errorf("entry %d: %v, want %v", i, ok, want)
		}
	}
	if c.size > c.limit || len(c.byKey) != 10 {
		t.Errorf("%d bytes in %d entries", c.size, len(c.byKey))
	}
	c.put(at(99), Object{Size: c.limit})
	if _, ok := c.get(at(99)); ok {
		t.Error("an object that fills the cache was kept")
	}
}

func FuzzDamagedPack(f *testing.F) {
	r, path := packed(f)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(20), []byte{0xff})
	f.Add(uint16(12), []byte{0x95, 0x01, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, at uint16, over []byte) {
		damaged := bytes.Clone(whole)
		if int(at) >= len(damaged) {
			return
		}
		copy(damaged[at:], over)
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		readable(t, r.open())
	})
}
