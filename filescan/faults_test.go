package filescan

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/finding"
)

// faulty is an opener that meddles with the files of another.
type faulty struct {
	directory
	openFile  func(d directory, name string) (io.ReadCloser, error)
	afterList func(to []entry, err error) ([]entry, error)
}

func (f faulty) open(name string) (io.ReadCloser, error) { return f.openFile(f.directory, name) }

func (f faulty) list(to []entry, scratch []byte) ([]entry, error) {
	to, err := f.directory.list(to, scratch)
	if f.afterList != nil {
		return f.afterList(to, err)
	}
	return to, err
}

// broken is a file that fails after its content.
type broken struct {
	io.Reader
	err error
}

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = b.err
	}
	return n, err
}

func (broken) Close() error { return nil }

func TestFaults(t *testing.T) {
	k, big, dir := newKey(1), newKey(2), t.TempDir()
	write(t, dir, map[string]string{
		"gone.txt": k, "denied.txt": k, "broken.txt": k, "big.txt": k, "ok.txt": k,
		"dir-gone/x": k, "ignored-gone/x": k,
	})
	open := func(path string, follow bool) (directory, error) {
		d, err := openSystem(path, follow)
		if strings.HasSuffix(path, "dir-gone") {
			return nil, &fs.PathError{Op: "open", Path: path, Err: syscall.ENOENT}
		}
		return faulty{directory: d, openFile: func(d directory, name string) (io.ReadCloser, error) {
			switch name {
			case "gone.txt":
				if err := os.Remove(filepath.Join(dir, name)); err != nil {
					t.Error(err)
				}
			case "denied.txt":
				return nil, &fs.PathError{Op: "open", Path: "/raw/path/" + k, Err: syscall.EACCES}
			case "broken.txt":
				return broken{strings.NewReader(k), &fs.PathError{Op: "read", Path: k, Err: syscall.EIO}}, nil
			case "big.txt":
				return broken{strings.NewReader(big + strings.Repeat("\n", 2*bufferSize)), errors.New("disk on fire")}, nil
			}
			return d.open(name)
		}}, err
	}
	r := tree(t, Options{Root: dir, open: open, Ignorer: ignoreList{"ignored-gone"}})
	want := []finding.Skip{
		{What: "big.txt", Reason: "read: disk on fire"},
		{What: "broken.txt", Reason: "read: " + syscall.EIO.Error()},
		{What: "denied.txt", Reason: "open: " + syscall.EACCES.Error()},
		{What: "dir-gone", Reason: "open directory: vanished during the scan"},
		{What: "gone.txt", Reason: "open: vanished during the scan"},
	}
	if diff := cmp.Diff(want, r.Coverage.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	// What was read before the fault is scanned all the same.
	if diff := cmp.Diff([]string{"big.txt:1:1", "broken.txt:1:1", "ok.txt:1:1"}, places(r.Findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if r.Coverage.Files != 1 {
		t.Errorf("%d files read to the end, want 1", r.Coverage.Files)
	}
	mustNotHold(t, r, k, big)
}

// TestListFault: a directory that cannot be listed to its end is a skip, and
// what was listed is scanned.
func TestListFault(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"x.txt": newKey(1)})
	open := func(path string, follow bool) (directory, error) {
		d, err := openSystem(path, follow)
		return faulty{d, func(d directory, name string) (io.ReadCloser, error) { return d.open(name) },
			func(to []entry, _ error) ([]entry, error) { return to, syscall.EIO }}, err
	}
	r := tree(t, Options{Root: dir, open: open})
	want := []finding.Skip{{What: ".", Reason: "list directory: " + syscall.EIO.Error()}}
	if diff := cmp.Diff(want, r.Coverage.Skipped); diff != "" || len(r.Findings) != 1 {
		t.Errorf("findings %v, skipped (-want +got):\n%s", places(r.Findings), diff)
	}
}

// TestGrowing: a file that grows while it is read is read to where it ends.
func TestGrowing(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	write(t, dir, map[string]string{"log": "x"})
	open := func(path string, follow bool) (directory, error) {
		d, err := openSystem(path, follow)
		return faulty{directory: d, openFile: func(d directory, name string) (io.ReadCloser, error) {
			rest := strings.NewReader(strings.Repeat("\n", 3*bufferSize) + k)
			return broken{io.MultiReader(strings.NewReader("x"), rest), io.EOF}, nil
		}}, err
	}
	r := tree(t, Options{Root: dir, open: open})
	want := []string{"log:" + strconv.Itoa(3*bufferSize+1) + ":1"}
	if diff := cmp.Diff(want, places(r.Findings)); diff != "" || !r.Coverage.Complete() {
		t.Errorf("findings (-want +got):\n%s\n%+v", diff, r.Coverage)
	}
}

// TestSparse: a large file is streamed. All that the scan allocates, freed or
// not, is less than a quarter of the file.
func TestSparse(t *testing.T) {
	const size = 64 << 20
	k, dir := newKey(1), t.TempDir()
	f, err := os.Create(filepath.Join(dir, "image.bin"))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int64{bufferSize - 10, size / 2, size - int64(len(k))} {
		if _, err := f.WriteAt([]byte(k), at); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for name, open := range openers() {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r := tree(t, Options{Root: dir, Workers: 2, open: open})
		runtime.ReadMemStats(&after)
		want := []string{"image.bin:1:" + strconv.Itoa(bufferSize-9)}
		if diff := cmp.Diff(want, places(r.Findings)); diff != "" {
			t.Fatalf("%s: findings (-want +got):\n%s", name, diff)
		}
		if n := len(r.Findings[0].Also); n != 2 || r.Coverage.Bytes != size {
			t.Errorf("%s: %d further places in %d bytes, want 2 in %d", name, n, r.Coverage.Bytes, size)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > size/4 {
			t.Errorf("%s: allocated %d bytes for a file of %d", name, used, size)
		}
	}
}
