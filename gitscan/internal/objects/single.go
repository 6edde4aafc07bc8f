package objects

import "os"

// Directories lists dir, a repository's "objects" directory, and every object
// directory that it borrows from, each once. What cannot be read is in problems.
func Directories(dir string) (dirs []string, problems []Problem) { return directories(dir) }

// ReadLoose reads the loose object id of the object directory dir and checks
// that it is what its id says. A big blob is a stream. It fails with
// [fs.ErrNotExist] where there is none.
func ReadLoose(dir string, id ID) (Object, error) {
	path := loosePath(dir, id)
	if _, err := os.Lstat(path); err != nil {
		return Object{}, err
	}
	var o Object
	err := guard(func() (err error) {
		o, err = readLoose(path, id, streamFrom)
		return err
	})
	return o, err
}
