package filescan

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/key"
)

// inMemory are files as contents, in no order.
func inMemory(files map[string]string) iter.Seq[Content] {
	return func(yield func(Content) bool) {
		for p, text := range files {
			open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
			if !yield(Content{Path: p, Open: open}) {
				return
			}
		}
	}
}

// TestContentsAreAsATree finds in contents what a walk finds in the same files.
func TestContentsAreAsATree(t *testing.T) {
	files := map[string]string{
		"a/b.go":                          "// c\nvar k = \"" + newKey(1) + "\"\nvar p = \"" + placeholder + "\"\n",
		"notes.md":                        "see " + placeholder,
		"a/allowed.py":                    "k = '" + newKey(2) + "' # msginelint:allow hardcodedkey revoked",
		"a/_test.py":                      "k = '" + placeholder + "'",
		".env":                            "MSGINE_API_KEY=" + newKey(3),
		"deploy/.env.staging":             "MSGINE_API_KEY=\n",
		".env.example":                    "MSGINE_API_KEY=\n",
		"x/" + newKey(4) + "/" + "f.txt":  "text",
		"y/" + newKey(5):                  newKey(6),
		"long.txt":                        strings.Repeat("line of text\n", 2*bufferSize/13) + newKey(7),
		"z/" + newKey(8) + "/.env.local":  "K=" + newKey(9),
		"z/" + newKey(8) + "/.env.deploy": "nothing",
	}
	sameKey := cmp.Comparer(func(a, b key.Key) bool { return a == b })
	root := t.TempDir()
	write(t, root, files)
	for _, workers := range []int{1, 3} {
		opts := Options{Root: root, Matcher: newMatcher(t), InGit: true, Workers: workers}
		want, err := Tree(context.Background(), opts)
		if err != nil {
			t.Fatal(err)
		}
		opts.Root = "/nowhere"
		got, err := Contents(context.Background(), opts, inMemory(files))
		if err != nil {
			t.Fatal(err)
		}
		if len(want.Findings) < 6 || len(want.EnvFiles) < 4 {
			t.Fatalf("too little to compare: %d findings", len(want.Findings))
		}
		if diff := cmp.Diff(want.Findings, got.Findings, sameKey); diff != "" {
			t.Errorf("findings (-tree +contents):\n%s", diff)
		}
		if diff := cmp.Diff(want.Coverage, got.Coverage); diff != "" {
			t.Errorf("coverage (-tree +contents):\n%s", diff)
		}
		if diff := cmp.Diff(want.EnvFiles, got.EnvFiles, sameKey); diff != "" {
			t.Errorf(".env files (-tree +contents):\n%s", diff)
		}
		if !slices.Equal(want.Mentions, got.Mentions) {
			t.Errorf("mentions %q, want %q", got.Mentions, want.Mentions)
		}
	}
}

// TestContentsExclude passes over what the user excludes, as a file or by its
// directory.
func TestContentsExclude(t *testing.T) {
	files := map[string]string{"a/b/c": newKey(1), "a/d": newKey(2), "e": newKey(3), "f": newKey(4)}
	opts := Options{Root: "/", Matcher: newMatcher(t), Exclude: func(p string, isDir bool) bool {
		return p == "a/b" && isDir || p == "e" && !isDir || p == "f" && isDir
	}}
	r, err := Contents(context.Background(), opts, inMemory(files))
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range r.Findings {
		paths = append(paths, f.Location.Path)
	}
	if !slices.Equal(paths, []string{"a/d", "f"}) || r.Coverage.Files != 2 {
		t.Errorf("found %q in %d files", paths, r.Coverage.Files)
	}
}

// cutShort fails after some bytes.
type cutShort struct{ io.Reader }

func (b cutShort) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = errors.New("damaged")
	}
	return n, err
}

// TestContentsNotRead names what cannot be opened or read, and scans the rest.
func TestContentsNotRead(t *testing.T) {
	files := map[string]func() (io.ReadCloser, error){
		"gone": func() (io.ReadCloser, error) { return nil, errors.New("missing") },
		"cut":  func() (io.ReadCloser, error) { return io.NopCloser(cutShort{strings.NewReader(newKey(1))}), nil },
		"cut, long": func() (io.ReadCloser, error) {
			return io.NopCloser(cutShort{bytes.NewReader(make([]byte, 3*bufferSize))}), nil
		},
		"whole": func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(newKey(2))), nil },
	}
	all := func(yield func(Content) bool) {
		for _, p := range slices.Sorted(maps.Keys(files)) {
			if !yield(Content{Path: p, Open: files[p]}) {
				return
			}
		}
	}
	r, err := Contents(context.Background(), Options{Root: "/", Matcher: newMatcher(t)}, all)
	if err != nil {
		t.Fatal(err)
	}
	var skipped []string
	for _, s := range r.Coverage.Skipped {
		skipped = append(skipped, s.What+": "+s.Reason)
	}
	if !slices.Equal(skipped, []string{"cut: read: damaged", "cut, long: read: damaged", "gone: open: missing"}) || r.Coverage.Files != 1 {
		t.Errorf("skipped %q, %d files", skipped, r.Coverage.Files)
	}
	if len(r.Findings) != 2 {
		t.Errorf("%d findings, want 2", len(r.Findings))
	}
}

// TestContentsStop ends with the context.
func TestContentsStop(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	endless := func(yield func(Content) bool) {
		for i := 0; ; i++ {
			if i == 10 {
				cancel()
			}
			if !yield(Content{Path: "f", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("x")), nil }}) {
				return
			}
		}
	}
	if _, err := Contents(ctx, Options{Root: "/", Matcher: newMatcher(t)}, endless); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
