package filescan

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
)

// kind is what a directory entry is, without following links.
type kind uint8

const (
	regular kind = iota
	folderKind
	link
	pipe
	socket
	device
	irregular
)

// String names what is not read, for a reason.
func (k kind) String() string {
	switch k {
	case regular:
		return "a file"
	case folderKind:
		return "a directory"
	case link:
		return "a symbolic link"
	case pipe:
		return "a named pipe"
	case socket:
		return "a socket"
	case device:
		return "a device"
	}
	return "not a regular file"
}

// kindOf is the kind of a file with mode.
func kindOf(mode fs.FileMode) kind {
	switch {
	case mode.IsRegular():
		return regular
	case mode.IsDir():
		return folderKind
	case mode&fs.ModeSymlink != 0:
		return link
	case mode&fs.ModeNamedPipe != 0:
		return pipe
	case mode&fs.ModeSocket != 0:
		return socket
	case mode&fs.ModeDevice != 0:
		return device
	}
	return irregular
}

// entry is one name in a directory.
type entry struct {
	name  string
	kind  kind
	shown string // name without the keys in it; empty when it holds none
}

// shownName is e's name as it may be shown.
func (e entry) shownName() string {
	if e.shown != "" {
		return e.shown
	}
	return e.name
}

// directory is an open directory.
type directory interface {
	// list appends the entries but "." and "..", in any order, to to. With an
	// error it returns those it could read. It may write to scratch.
	list(to []entry, scratch []byte) ([]entry, error)
	// open opens a regular file to read it. It follows no link and does not block.
	open(name string) (io.ReadCloser, error)
	// readlink returns the text of a link.
	readlink(name string) (string, error)
	close()
}

// opener opens the directory at an absolute path. A path that is itself a
// link fails unless follow is set.
type opener func(path string, follow bool) (directory, error)

// reason says why something could not be read, without its path: that may hold
// a key, and the skip names it already.
func reason(err error) string {
	var perr *fs.PathError
	if errors.As(err, &perr) {
		err = perr.Err
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		err = errno
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "vanished during the scan"
	}
	return err.Error()
}
