//go:build !linux

package filescan

// openSystem is the portable opener: this system has no faster one here.
func openSystem(path string, follow bool) (directory, error) { return openPortable(path, follow) }
