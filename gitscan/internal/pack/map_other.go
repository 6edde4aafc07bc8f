//go:build !unix

package pack

import (
	"errors"
	"io"
	"os"
)

// maxRead is the largest pack that is read into memory where it cannot be mapped.
const maxRead = 128 << 20

// mapFile reads size bytes of f.
func mapFile(f *os.File, size int) ([]byte, error) {
	if size > maxRead {
		return nil, errors.ErrUnsupported
	}
	data := make([]byte, size)
	_, err := io.ReadFull(f, data)
	return data, err
}

// unmap undoes mapFile.
func unmap([]byte) {}

// forget does nothing: the memory is not borrowed from the file.
func forget([]byte) {}
