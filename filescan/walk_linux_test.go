package filescan

import (
	"encoding/binary"
	"os"
	"strconv"
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

// TestManyEntries lists a directory that needs several calls.
func TestManyEntries(t *testing.T) {
	dir := t.TempDir()
	const n = 3000
	for i := range n {
		if err := os.WriteFile(dir+"/file-with-a-name-"+strconv.Itoa(i), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if r := tree(t, Options{Root: dir}); r.Coverage.Files != n {
		t.Errorf("%d files, want %d", r.Coverage.Files, n)
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
