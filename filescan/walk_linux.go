package filescan

import (
	"bytes"
	"encoding/binary"
	"io"
	"io/fs"

	"golang.org/x/sys/unix"
)

// openSystem is the fastest opener: getdents64(2) tells the kinds of the
// entries, and openat(2) opens them without walking the path again, so that a
// file costs no more than open, read and close.
func openSystem(path string, follow bool) (directory, error) {
	flags := unix.O_RDONLY | unix.O_DIRECTORY | unix.O_CLOEXEC
	if !follow {
		flags |= unix.O_NOFOLLOW
	}
	fd, err := openat(unix.AT_FDCWD, path, flags)
	if err != nil {
		return nil, err
	}
	return rawDirectory(fd), nil
}

// openat is openat(2), begun again when a signal interrupts it.
func openat(dir int, name string, flags int) (int, error) {
	for {
		fd, err := unix.Openat(dir, name, flags, 0)
		if err != unix.EINTR {
			return fd, err
		}
	}
}

// rawDirectory is the descriptor of an open directory.
type rawDirectory int

// direntSize is how many bytes of entries one call reads: those of some 800
// files with names of ordinary length.
const direntSize = 32 << 10

func (d rawDirectory) list(to []entry, scratch []byte) ([]entry, error) {
	buf := scratch[:min(len(scratch), direntSize)]
	for {
		n, err := unix.Getdents(int(d), buf)
		if err == unix.EINTR {
			continue
		}
		if err != nil || n <= 0 {
			return to, err
		}
		from := len(to)
		to = appendDirents(to, buf[:n])
		for i := from; i < len(to); i++ {
			if to[i].kind == unknown {
				to[i].kind = d.stat(to[i].name)
			}
		}
	}
}

// unknown is the kind of an entry on a file system that stores none.
const unknown kind = 255

// stat is the kind of the entry called name. One that has vanished counts as
// regular: opening it says so.
func (d rawDirectory) stat(name string) kind {
	var st unix.Stat_t
	for {
		err := unix.Fstatat(int(d), name, &st, unix.AT_SYMLINK_NOFOLLOW)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return regular
		}
		return kindOfMode(st.Mode & unix.S_IFMT)
	}
}

// kindOfMode is the kind for the type bits of stat(2)'s st_mode, as inode(7)
// lists them. A dirent's type is the same number shifted by 12.
func kindOfMode(mode uint32) kind {
	switch mode {
	case unix.S_IFREG:
		return regular
	case unix.S_IFDIR:
		return folderKind
	case unix.S_IFLNK:
		return link
	case unix.S_IFIFO:
		return pipe
	case unix.S_IFSOCK:
		return socket
	case unix.S_IFCHR, unix.S_IFBLK:
		return device
	case 0:
		return unknown
	}
	return irregular
}

// Offsets in struct linux_dirent64, getdents64(2): d_ino uint64, d_off int64,
// d_reclen uint16, d_type uint8, d_name to its NUL.
const (
	direntReclen = 16
	direntType   = 18
	direntName   = 19
)

// appendDirents appends the entries in buf, what one getdents64(2) returned.
func appendDirents(to []entry, buf []byte) []entry {
	for len(buf) > direntName {
		size := int(binary.NativeEndian.Uint16(buf[direntReclen:]))
		if size <= direntName || size > len(buf) {
			return to
		}
		record := buf[:size]
		buf = buf[size:]
		name := record[direntName:]
		if end := bytes.IndexByte(name, 0); end >= 0 {
			name = name[:end]
		}
		deleted := binary.NativeEndian.Uint64(record) == 0
		if deleted || len(name) == 0 || string(name) == "." || string(name) == ".." {
			continue
		}
		to = append(to, entry{name: string(name), kind: kindOfMode(uint32(record[direntType]) << 12)})
	}
	return to
}

func (d rawDirectory) open(name string) (io.ReadCloser, error) {
	// O_NONBLOCK: what was a file when it was listed may be a pipe by now.
	fd, err := openat(int(d), name, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_NOCTTY)
	if err != nil {
		return nil, err
	}
	return rawFile(fd), nil
}

func (d rawDirectory) readlink(name string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(int(d), name, buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}

// close ignores close's error, as nothing was written.
func (d rawDirectory) close() { _ = unix.Close(int(d)) }

// rawFile is the descriptor of a file that is read once, front to back.
type rawFile int

func (f rawFile) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for {
		n, err := unix.Read(int(f), p)
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return 0, &fs.PathError{Op: "read", Err: err}
		case n == 0:
			return 0, io.EOF
		}
		return n, nil
	}
}

func (f rawFile) Close() error { return unix.Close(int(f)) }
