package gitscan

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/gitscan/internal/pack"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// oneByOne is a source that reads every object in full.
type oneByOne struct{ stored }

func (s oneByOne) Families(context.Context, []func(*pack.Node)) (left []uint32) {
	for n := range uint32(s.Len()) {
		left = append(left, n)
	}
	s.Sort(left)
	return left
}

// searched is what a scan of every object of src finds.
func searched(t testing.TB, src source, m *match.Matcher) *contents {
	t.Helper()
	s := &scan{ctx: t.Context(), src: src, redact: redactor{m}}
	all := make([]uint32, src.Len())
	for i := range all {
		all[i] = uint32(i)
	}
	found, err := s.run(all, 2, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(found.absent, func(a, b absence) int {
		return cmp.Or(bytes.Compare(a.id[:], b.id[:]), cmp.Compare(a.from, b.from))
	})
	return found
}

// equal fails unless two scans found the same.
func equal(t testing.TB, got, want *contents) {
	t.Helper()
	for name, pair := range map[string][2]any{
		"hits": {got.hits, want.hits}, "mentions": {got.mentions, want.mentions}, "commits": {got.commits, want.commits},
		"tags": {got.tags, want.tags}, "key names": {got.keyNames, want.keyNames}, "absent": {got.absent, want.absent},
		"failed": {got.failed, want.failed}, "counts": {got.counts, want.counts}, "bytes": {got.bytes, want.bytes},
		"dotenv": {got.dotenv, want.dotenv}, "gitlinks": {got.gitlinks, want.gitlinks},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: got %.600v, want %.600v", name, fmt.Sprint(pair[0]), fmt.Sprint(pair[1]))
		}
	}
}

// importer writes the stream of a git fast-import.
type importer struct {
	bytes.Buffer
	rnd     *rand.Rand
	commits int
}

func (w *importer) data(text string) { fmt.Fprintf(w, "data %d\n%s\n", len(text), text) }

// commit starts a commit; what follows changes its files.
func (w *importer) commit(message string) {
	w.commits++
	fmt.Fprintf(w, "commit refs/heads/main\ncommitter Dev <dev@example.com> %d +0000\n", 1700000000+w.commits*60)
	w.data(message)
}

func (w *importer) file(path, text string) {
	fmt.Fprintf(w, "M 100644 inline %s\n", path)
	w.data(text)
}

// key makes a random key.
func (w *importer) key() string {
	const alphabet = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	tail := make([]byte, 28)
	for i := range tail {
		tail[i] = alphabet[w.rnd.IntN(len(alphabet))]
	}
	return "msgine_" + "live_" + "7aK" + string(tail)
}

// lines makes n lines of noise.
func (w *importer) lines(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = strconv.FormatUint(w.rnd.Uint64(), 36) + " " + strconv.FormatUint(w.rnd.Uint64(), 36)
	}
	return list
}

// forms are ways in which a key may stand in a file.
func (w *importer) form() string {
	k := w.key()
	switch w.rnd.IntN(7) {
	case 0:
		return base64.StdEncoding.EncodeToString([]byte("k=" + k))
	case 1:
		return hex.EncodeToString([]byte(k))
	case 2:
		return strings.Join(strings.Split(k, ""), "\x00") + "\x00"
	case 3:
		return strings.ReplaceAll(k, "_", "%5f")
	case 4:
		return "MSGINE_API_KEY=" + k[12:]
	}
	return k
}

// versions commits n versions of path: in each, a few lines change, and pieces
// of keys come, go, and come together.
// Where it grows, each version is a delta of the next, in one long chain.
func (w *importer) versions(path string, n int, grows bool) {
	text := w.lines(80)
	for range n {
		for range 1 + w.rnd.IntN(3) {
			at := w.rnd.IntN(len(text))
			whole := w.form()
			cut := w.rnd.IntN(len(whole) + 1)
			switch w.rnd.IntN(8) {
			case 0: // the first part of a key, with something in the way
				text[at] = whole[:cut] + "\n" + w.lines(1)[0] + "\n" + whole[cut:]
			case 1: // what was in the way goes
				if head, rest, ok := strings.Cut(text[at], "\n"); ok {
					_, tail, _ := strings.Cut(rest, "\n")
					text[at] = head + tail
				}
			case 2:
				text[at] = whole[:cut]
			case 3: // a line grows
				text[at] += whole[cut:]
			case 4: // only the tail of a key changes
				if len(text[at]) > 4 {
					text[at] = text[at][:len(text[at])-3] + w.key()[15:18]
				}
			case 5:
				text = slices.Delete(text, at, min(at+2, len(text)))
				text = append(text, w.lines(2)...)
			case 6: // two lines change places
				text[0], text[at] = text[at], text[0]
			default:
				text[at] = w.lines(1)[0]
			}
		}
		if grows {
			text = append(text, w.lines(3)...)
		}
		w.commit("change of " + path)
		w.file(path, strings.Join(text, "\n"))
	}
}

// names commits n versions of a directory, in whose names there are keys,
// dotenv files and submodules now and then.
func (w *importer) names(n int) {
	for i := range n {
		w.commit("names " + w.lines(1)[0])
		for range 3 {
			name := fmt.Sprintf("dir/sub%d/file%d", w.rnd.IntN(3), w.rnd.IntN(60))
			switch w.rnd.IntN(12) {
			case 0:
				name += w.key()
			case 1:
				name = fmt.Sprintf("dir/sub%d/.env%d", w.rnd.IntN(3), w.rnd.IntN(5))
			case 2:
				fmt.Fprintf(w, "D %s\n", name)
				continue
			case 3:
				if i > n/2 {
					fmt.Fprintf(w, "M 160000 %040x %s-module\n", w.rnd.Uint64()|1, name)
				}
				continue
			}
			w.file(name, w.lines(1)[0])
		}
	}
}

// packed imports the stream into a new repository, all in one pack of chains
// up to depth, and returns its objects directory and the longest chain.
func (w *importer) packed(t testing.TB, depth int) (dir string, longest int) {
	t.Helper()
	root := t.TempDir()
	git := func(in []byte, args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Stdin = root, bytes.NewReader(in)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + root, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "LC_ALL=C"}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	git(nil, "init", "-q", "--bare")
	git(w.Bytes(), "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet")
	git(nil, "-c", "pack.threads=1", "repack", "-q", "-a", "-d", "-f", fmt.Sprintf("--depth=%d", depth), "--window=2")
	idx, _ := filepath.Glob(filepath.Join(root, "objects/pack/*.idx"))
	for line := range strings.Lines(git(nil, "verify-pack", "-v", idx[0])) {
		if f := strings.Fields(line); len(f) == 7 {
			n, _ := strconv.Atoi(f[5])
			longest = max(longest, n)
		}
	}
	return filepath.Join(root, "objects"), longest
}

func msgine(t testing.TB) *match.Matcher {
	t.Helper()
	m, err := match.New(provider.MsGine())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestFamilies holds the search by families to that of every object in full.
func TestFamilies(t *testing.T) {
	m := msgine(t)
	for depth, want := range map[int]int{50: 45, 250: 180} {
		w := &importer{rnd: rand.New(rand.NewPCG(uint64(depth), 7))}
		w.versions("long.txt", 3*want, true)
		for i := range 12 {
			w.versions(fmt.Sprintf("f%d.txt", i), 25, false)
		}
		w.names(60)
		dir, longest := w.packed(t, depth)
		if longest < want {
			t.Errorf("the longest chain has %d deltas, want %d", longest, want)
		}
		store := objects.Open(dir)
		full := searched(t, oneByOne{stored{store}}, m)
		if len(full.hits) < 100 || len(full.keyNames) < 5 || !full.dotenv || !full.gitlinks {
			t.Errorf("%d objects with keys, %d trees: too few to mean anything", len(full.hits), len(full.keyNames))
		}
		equal(t, searched(t, stored{store}, m), full)
		if left := (stored{store}).Families(t.Context(), []func(*pack.Node){func(*pack.Node) {}}); len(left) > 0 {
			t.Errorf("depth %d: %d objects were left to the other reader", depth, len(left))
		}
	}
}

// TestFamiliesMissing finds every tree that names an object that is not there,
// also those that copy the entry from their delta base.
func TestFamiliesMissing(t *testing.T) {
	m := msgine(t)
	w := &importer{rnd: rand.New(rand.NewPCG(3, 3))}
	w.commit("first")
	w.file("dir/sub0/gone", "will be missing")
	w.names(40)
	dir, _ := w.packed(t, 50)
	// The blob is looked up under another id, as if it were not there.
	full, fast := objects.Open(dir), objects.Open(dir)
	hidden := hiding{stored: stored{fast}, id: "dir/sub0/gone"}
	hidden.hide(t, full)
	got, want := searched(t, hidden, m), searched(t, hidingOneByOne{hidden}, m)
	if len(want.absent) < 10 {
		t.Errorf("only %d trees name the missing object", len(want.absent))
	}
	equal(t, got, want)
}

// hiding is a source that does not find one object.
type hiding struct {
	stored
	id   string
	gone *objects.ID
}

type hidingOneByOne struct{ hiding }

func (s hidingOneByOne) Families(ctx context.Context, v []func(*pack.Node)) []uint32 {
	return oneByOne{s.stored}.Families(ctx, v)
}

func (s hiding) Find(id objects.ID) (uint32, bool) {
	if id == *s.gone {
		return 0, false
	}
	return s.stored.Find(id)
}

// hide finds the blob "will be missing".
func (s *hiding) hide(t *testing.T, store *objects.Store) {
	t.Helper()
	r := store.NewReader()
	defer r.Close()
	for n := range uint32(store.Len()) {
		if o, err := r.Read(n); err == nil && string(o.Data) == "will be missing" {
			id := store.ID(n)
			s.gone = &id
			return
		}
	}
	t.Fatal("no such blob")
}

// FuzzSuspect builds a text from a clean one as a delta does: where the parts
// that are new are clean too, so must be the whole.
func FuzzSuspect(f *testing.F) {
	m := msgine(f)
	// msginelint:allow hardcodedkey made up: a seed that has to be the same in every run
	k := "msgine_" + "live_7aKq9XvT4mZr2WsYb8HdJ5"
	f.Add([]byte("xx msgi--"+k[4:]), []byte{0x91, 0, 7, 0x91, 9, 26})
	f.Add([]byte("xx msgi"), append([]byte{0x90, 7, byte(len(k) - 4)}, k[4:]...))
	f.Add([]byte("xx msgin"), append([]byte{0x90, 8, byte(len(k) - 5)}, k[5:]...))
	f.Add([]byte("ne_live_7aKq9XvT4mZr2WsYb8HdJ5"), append([]byte{4}, "msgi\x90\x20"...))
	f.Fuzz(func(t *testing.T, from, instructions []byte) {
		n, ok := pack.Build(from, instructions)
		if !ok || m.Touches(from, 0, len(from)) {
			return
		}
		w := &searcher{scan: &scan{redact: redactor{m}}, bases: make([]base, 1)}
		found := false
		mentions := m.Bytes(n.Data, func(match.Match) { found = true })
		if n.Base = 0; (found || mentions) && !w.suspect(n) {
			t.Fatalf("%q of %v: not suspect", n.Data, n.Segments)
		}
	})
}
