package ignore

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// index is what git tracks.
type index struct {
	format string // the repository's object format
	once   sync.Once
	names  []string // sorted; folded where the rules fold
	paths  []string // the same entries as the index spells them, sorted
	err    error
}

// maxIndex bounds the index that is read: some ten million files.
const maxIndex = 2 << 30

// Tracked reports whether the index holds path, or anything below it. Where
// the index cannot be read it returns an error, and true: what may be tracked
// is to be looked at.
func (r *Rules) Tracked(path string) (bool, error) {
	names, err := r.tracked()
	if err != nil {
		return true, err
	}
	if r.fold {
		path = lowerASCII(path)
	}
	if _, found := slices.BinarySearch(names, path); found {
		return true, nil
	}
	below := path + "/"
	at, _ := slices.BinarySearch(names, below)
	return at < len(names) && strings.HasPrefix(names[at], below), nil
}

// tracked returns the names in the index, which it reads on the first call.
func (r *Rules) tracked() ([]string, error) {
	x := &r.index
	x.once.Do(func() {
		if x.paths, x.err = readIndex(r.indexFile(), x.format); x.err != nil {
			x.err = fmt.Errorf("read index: %w", x.err)
			r.skipped.add("git index", x.err.Error()+"; nothing is taken for ignored")
		}
		if x.names = x.paths; r.fold {
			x.names = make([]string, len(x.paths))
			for i, p := range x.paths {
				x.names[i] = lowerASCII(p)
			}
			slices.Sort(x.names)
		}
	})
	return x.names, x.err
}

// indexFile is where the index lies. GIT_INDEX_FILE, which git sets for its
// hooks and reads from the root of the work tree, speaks of the repository that
// the process runs in, and of no other that it looks at.
func (r *Rules) indexFile() string {
	name := os.Getenv("GIT_INDEX_FILE")
	if name == "" || !r.isCurrent() {
		return filepath.Join(r.layout.GitDir, "index")
	}
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(r.layout.WorkTree, name)
}

// isCurrent reports whether the process runs in the work tree, and not in a
// repository nested in it.
func (r *Rules) isCurrent() bool {
	cwd, err := os.Getwd()
	if err == nil {
		cwd, err = filepath.EvalSymlinks(cwd)
	}
	if err != nil {
		return false
	}
	top, err := filepath.EvalSymlinks(r.layout.WorkTree)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(top, cwd)
	if err != nil || !filepath.IsLocal(rel) {
		return false
	}
	for ; rel != "."; rel = filepath.Dir(rel) {
		if r.Nested(filepath.ToSlash(rel)) {
			return false
		}
	}
	return true
}

// readIndex returns the sorted names in an index file. A repository without
// one tracks nothing.
func readIndex(name, format string) ([]string, error) {
	info, err := os.Stat(name)
	var data []byte
	if err == nil {
		data, err = readRegular(name, info, maxIndex)
	}
	if absent(err) {
		return nil, nil
	}
	if err != nil {
		return nil, bare(err)
	}
	names, err := decodeIndex(data, format)
	if err != nil {
		return nil, err
	}
	slices.Sort(names) // as the format demands, but a hostile file need not
	return slices.Compact(names), nil
}

// eachTracked yields the paths of the index, as it spells them.
func (r *Rules) eachTracked(yield func(path string)) {
	if _, err := r.tracked(); err != nil {
		return
	}
	for _, p := range r.index.paths {
		yield(p)
	}
}
