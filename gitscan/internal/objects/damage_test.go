package objects

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
