package ignore

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gitindex "github.com/go-git/go-git/v5/plumbing/format/index"
)

// indexOf returns the index file of a repository with the files of names, and
// what git lists of it.
func indexOf(t testing.TB, version, format string, names ...string) (data []byte, listed []string) {
	t.Helper()
	isolate(t)
	root := newRepo(t)
	if format == "sha256" {
		if err := os.RemoveAll(root + "/.git"); err != nil {
			t.Fatal(err)
		}
		git(t, root, "init", "-q", "--object-format=sha256", ".")
	}
	for _, name := range names {
		write(t, filepath.Join(root, name), name)
	}
	git(t, root, "add", ".")
	write(t, filepath.Join(root, "later"), "")
	git(t, root, "add", "-N", ".") // extended flags
	git(t, root, "update-index", "--index-version", version)
	data, err := os.ReadFile(root + "/.git/index")
	if err != nil {
		t.Fatal(err)
	}
	return data, strings.Split(strings.TrimSuffix(git(t, root, "ls-files", "-z"), "\x00"), "\x00")
}

func TestDecodeIndex(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 5))
	g := &gen{Rand: rng, adversarial: true}
	names := []string{"a/b/c", "a/b.c", "d/" + strings.Repeat("e", 200) + "/f", "d/" + strings.Repeat("e", 200) + "/g"}
	for range 30 {
		names = append(names, "r/"+strings.ReplaceAll(g.name(), "\\", "")+"/x")
	}
	for _, version := range []string{"2", "3", "4"} {
		for _, format := range []string{"sha1", "sha256"} {
			data, want := indexOf(t, version, format, names...)
			got, err := decodeIndex(data, format)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("version %s, %s: %d names, git lists %d; %v", version, format, len(got), len(want), err)
			}
			for n := 0; n < len(data); n += 89 { // every shorter file is an error, not a panic
				if _, err := decodeIndex(data[:n], format); err == nil {
					t.Fatalf("version %s, %s: the first %d of %d bytes are taken for an index", version, format, n, len(data))
				}
			}
		}
	}
}

// FuzzIndex holds the decoder against go-git's: what both can read has the same names.
func FuzzIndex(f *testing.F) {
	for _, version := range []string{"2", "3", "4"} {
		data, _ := indexOf(f, version, "sha1", "a", "b/c", "b/d")
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20 { // no checksum, or nothing gets by it
			data = append(slices.Clone(data[:len(data)-20]), make([]byte, 20)...)
		}
		names, err := decodeIndex(data, "sha1")
		if err != nil {
			return
		}
		var theirs gitindex.Index
		theirErr := gitindex.NewDecoder(bytes.NewReader(data)).Decode(&theirs)
		if theirErr != nil && theirErr != gitindex.ErrInvalidChecksum {
			return
		}
		var want []string
		for _, e := range theirs.Entries {
			want = append(want, e.Name)
		}
		if !slices.Equal(names, want) {
			t.Errorf("%q\n got %q\nwant %q", data, names, want)
		}
	})
}
