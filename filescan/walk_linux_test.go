package filescan

import (
	"encoding/binary"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// dirent is one struct linux_dirent64.
func dirent(inode uint64, kind byte, name string) []byte {
	size := (direntName + len(name) + 1 + 7) &^ 7
	b := make([]byte, size)
	binary.NativeEndian.PutUint64(b, inode)
	binary.NativeEndian.PutUint16(b[direntReclen:], uint16(size))
	b[direntType] = kind
	copy(b[direntName:], name)
	return b
}

func TestAppendDirents(t *testing.T) {
	var buf []byte
	buf = append(buf, dirent(1, unix.DT_DIR, ".")...)
	buf = append(buf, dirent(2, unix.DT_DIR, "..")...)
	want := map[string]kind{}
	for name, c := range map[string]struct {
		dt   byte
		kind kind
	}{
		"file": {unix.DT_REG, regular}, "dir": {unix.DT_DIR, folderKind}, "link": {unix.DT_LNK, link},
		"pipe": {unix.DT_FIFO, pipe}, "sock": {unix.DT_SOCK, socket}, "block": {unix.DT_BLK, device},
		"char": {unix.DT_CHR, device}, "?": {unix.DT_UNKNOWN, unknown}, "white": {unix.DT_WHT, irregular},
	} {
		buf = append(buf, dirent(3, c.dt, name)...)
		want[name] = c.kind
	}
	buf = append(buf, dirent(0, unix.DT_REG, "deleted")...)
	got := appendDirents(nil, buf)
	if len(got) != len(want) {
		t.Errorf("%d entries, want %d: %v", len(got), len(want), got)
	}
	for _, e := range got {
		if k, ok := want[e.name]; !ok || k != e.kind {
			t.Errorf("%q is %d, want %d (%t)", e.name, e.kind, k, ok)
		}
	}
}

// TestStat: on a file system that stores no kinds, fstatat tells them.
func TestStat(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"f": "", "d/f": ""})
	mkfifo(t, dir+"/p")
	symlink(t, "d", dir+"/l")
	fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		t.Fatal(err)
	}
	d := rawDirectory(fd)
	defer d.close()
	for name, want := range map[string]kind{"f": regular, "d": folderKind, "p": pipe, "l": link, "absent": regular} {
		if got := d.stat(name); got != want {
			t.Errorf("stat(%q) = %v, want %v", name, got, want)
		}
	}
}

// TestManyEntries lists directories that need several calls and make several
// jobs. A name that were taken for another's would be missing in its directory.
func TestManyEntries(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	for i := range 1000 {
		files["large/file-with-a-name-that-takes-some-room-"+strconv.Itoa(i)] = ""
		files["d"+strconv.Itoa(i%5)+"/file-"+strconv.Itoa(i)] = ""
	}
	write(t, dir, files)
	r := tree(t, Options{Root: dir, Workers: 8})
	if r.Coverage.Files != len(files) || !r.Coverage.Complete() {
		t.Errorf("%d files, want %d; skipped %v", r.Coverage.Files, len(files), r.Coverage.Skipped)
	}
}

// TestDescriptors: a scan leaves none open.
func TestDescriptors(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a/b/c": "x", "a/d": strings.Repeat("x", bufferSize+1)})
	open := func() int {
		fds, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(fds)
	}
	for name, opener := range openers() {
		before := open()
		tree(t, Options{Root: dir, open: opener})
		if after := open(); after != before {
			t.Errorf("%s: %d descriptors before, %d after", name, before, after)
		}
	}
}

// TestDeepTree: what lies deeper than the system's longest path is a skip.
func TestDeepTree(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	level := strings.Repeat("d", 250)
	for range 17 {
		if err := os.Mkdir(level, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := unix.Chdir(level); err != nil { // os.Chdir would build the whole path
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("x", []byte(newKey(1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		t.Fatal(err)
	}
	r := tree(t, Options{Root: dir})
	if len(r.Coverage.Skipped) != 1 || r.Coverage.Skipped[0].Reason != "open directory: file name too long" {
		t.Errorf("skipped = %v", r.Coverage.Skipped)
	}
}

// FuzzAppendDirents: no record, however broken, makes it fail or loop.
func FuzzAppendDirents(f *testing.F) {
	f.Add(append(dirent(1, unix.DT_REG, "a"), dirent(2, unix.DT_DIR, "b")...))
	f.Add(make([]byte, direntName+1))
	f.Fuzz(func(t *testing.T, buf []byte) {
		for _, e := range appendDirents(nil, buf) {
			if e.name == "" || e.name == "." || e.name == ".." {
				t.Errorf("entry %q", e.name)
			}
		}
	})
}
