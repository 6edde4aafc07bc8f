package lookup_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/lookup"
	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// git runs git in dir and returns what it prints.
func git(t testing.TB, dir, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b"}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// repository makes a repository with objects of all types, some much alike.
func repository(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "", "init", "-q")
	r := rand.New(rand.NewPCG(1, 2))
	var text bytes.Buffer
	for range 400 {
		fmt.Fprintf(&text, "line %d\n", r.Uint64())
	}
	for i := range 20 {
		fmt.Fprintf(&text, "more %d\n", r.Uint64())
		for j := range 4 {
			name := filepath.Join(dir, fmt.Sprintf("d%d", j), "f")
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, fmt.Appendf(nil, "%s%d %d", text.Bytes(), i, j), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		git(t, dir, "", "add", "-A")
		git(t, dir, "", "commit", "-q", "-m", fmt.Sprint(i))
	}
	git(t, dir, "", "tag", "-m", "x", "v1")
	return dir
}

// TestRead reads every object as git does, wherever it lies.
func TestRead(t *testing.T) {
	dir := repository(t)
	same := func(what string) {
		t.Helper()
		s := lookup.Open(filepath.Join(dir, ".git", "objects"))
		defer s.Close()
		for _, p := range s.Problems() {
			t.Errorf("%s: %s: %s", what, p.What, p.Reason)
		}
		n := 0
		for line := range strings.Lines(git(t, dir, "", "cat-file", "--batch-all-objects", "--batch-check")) {
			var id, kind string
			var size int64
			if _, err := fmt.Sscan(line, &id, &kind, &size); err != nil {
				t.Fatal(err)
			}
			// An object that ComputeHash knows by its id is git's.
			o, err := s.Read(plumbing.NewHash(id))
			if err != nil || o.Type.String() != kind || o.Size != size || plumbing.ComputeHash(o.Type, o.Data).String() != id {
				t.Errorf("%s: %s: %v, %s of %d bytes", what, id, err, o.Type, o.Size)
			}
			if !s.Has(plumbing.NewHash(id)) {
				t.Errorf("%s: has no %s", what, id)
			}
			n++
		}
		if n < 150 {
			t.Errorf("%s: only %d objects", what, n)
		}
		far := plumbing.NewHash(strings.Repeat("ab", 20))
		if _, err := s.Read(far); !errors.Is(err, lookup.ErrMissing) || s.Has(far) {
			t.Errorf("%s: an object that is not there: %v", what, err)
		}
	}
	same("loose")
	git(t, dir, "", "repack", "-q", "-a", "-d", "--depth=50", "--window=50")
	same("packed")
	git(t, dir, "", "-c", "pack.indexVersion=2", "-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f", "--depth=250")
	same("deltas by id")
	git(t, dir, "new", "hash-object", "-w", "--stdin")
	same("both")
}

// TestBig streams a big blob and checks it at its end.
func TestBig(t *testing.T) {
	dir := repository(t)
	big := bytes.Repeat([]byte("0123456789abcdef"), 9<<20/16)
	id := plumbing.NewHash(strings.TrimSpace(git(t, dir, string(big), "hash-object", "-w", "--stdin")))
	for _, packed := range []bool{false, true} {
		if packed {
			git(t, dir, id.String(), "pack-objects", "-q", ".git/objects/pack/pack")
			git(t, dir, "", "prune-packed", "-q")
		}
		s := lookup.Open(filepath.Join(dir, ".git", "objects"))
		o, err := s.Read(id)
		if err != nil || o.Stream == nil {
			t.Fatalf("packed %v: %v, no stream", packed, err)
		}
		text, err := io.ReadAll(o.Stream)
		if err != nil || !bytes.Equal(text, big) {
			t.Errorf("packed %v: %v, %d bytes", packed, err, len(text))
		}
		_ = o.Stream.Close()
		s.Close()
	}
}

// TestDamage reads no wrong object from a pack with a flipped bit, wherever.
func TestDamage(t *testing.T) {
	dir := repository(t)
	git(t, dir, "", "repack", "-q", "-a", "-d", "-f")
	tip := plumbing.NewHash(strings.TrimSpace(git(t, dir, "", "rev-parse", "HEAD:d0/f")))
	tree := plumbing.NewHash(strings.TrimSpace(git(t, dir, "", "rev-parse", "HEAD~19^{tree}")))
	objectsDir := filepath.Join(dir, ".git", "objects")
	r := rand.New(rand.NewPCG(3, 4))
	failed := 0
	for _, ext := range []string{".pack", ".idx"} {
		files, _ := filepath.Glob(filepath.Join(objectsDir, "pack", "*"+ext))
		if len(files) != 1 {
			t.Fatalf("%d packs", len(files))
		}
		whole, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(files[0], 0o644); err != nil {
			t.Fatal(err)
		}
		for range 120 {
			data := bytes.Clone(whole)
			for range 1 + r.IntN(4) {
				data[r.IntN(len(data))] ^= 1 << r.IntN(8)
			}
			if r.IntN(8) == 0 {
				data = data[:r.IntN(len(data))]
			}
			if err := os.WriteFile(files[0], data, 0o644); err != nil {
				t.Fatal(err)
			}
			s := lookup.Open(objectsDir)
			for _, id := range []objects.ID{tip, tree} {
				if o, err := s.Read(id); err != nil {
					failed++
				} else if plumbing.ComputeHash(o.Type, o.Data) != id {
					t.Fatalf("a wrong object for %s", id)
				}
			}
			s.Close()
		}
		if err := os.WriteFile(files[0], whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if failed == 0 {
		t.Error("no damage was met: nothing was tested")
	}
}
