//go:build unix

package pack

import (
	"os"

	"golang.org/x/sys/unix"
)

// mapFile maps size bytes of f into memory.
func mapFile(f *os.File, size int) ([]byte, error) {
	return unix.Mmap(int(f.Fd()), 0, size, unix.PROT_READ, unix.MAP_SHARED)
}

// unmap undoes mapFile.
func unmap(data []byte) { _ = unix.Munmap(data) }

// forget lets go of the memory that data takes up. Reading it again brings it
// back.
func forget(data []byte) { _ = unix.Madvise(data, unix.MADV_DONTNEED) }
