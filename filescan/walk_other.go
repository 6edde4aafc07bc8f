package filescan

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// openPortable is the opener for every system, and the tests' second opinion
// on systems with a faster one.
func openPortable(path string, follow bool) (directory, error) {
	if !follow {
		info, err := os.Lstat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			return nil, syscall.ENOTDIR
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return portableDirectory{f}, nil
}

// portableDirectory is an open directory, through package os.
type portableDirectory struct{ f *os.File }

func (d portableDirectory) list(to []entry, _ []byte) ([]entry, error) {
	found, err := d.f.ReadDir(-1)
	for _, e := range found {
		to = append(to, entry{name: e.Name(), kind: kindOf(e.Type())})
	}
	return to, err
}

func (d portableDirectory) open(name string) (io.ReadCloser, error) {
	return os.Open(filepath.Join(d.f.Name(), name))
}

func (d portableDirectory) readlink(name string) (string, error) {
	return os.Readlink(filepath.Join(d.f.Name(), name))
}

// close ignores Close's error, as nothing was written.
func (d portableDirectory) close() { _ = d.f.Close() }
