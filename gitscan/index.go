package gitscan

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/index"

	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
)

// staged is one entry of an index. No key is left in its path.
type staged struct {
	path string
	id   objects.ID
	keys []sighting // in the path
}

// readIndexes reads the index of every worktree, and the shared part of split
// ones.
func readIndexes(l Layout, redact redactor, problem func(what, reason string)) []staged {
	var all []staged
	for _, w := range worktrees(l) {
		files, _ := filepath.Glob(filepath.Join(globEscape(w.dir), "sharedindex.*"))
		for _, file := range append(files, filepath.Join(w.dir, "index")) {
			entries, err := readIndex(file)
			if err != nil {
				problem(w.prefix+filepath.Base(file), "index cannot be read: "+cause(err))
			}
			for _, e := range entries {
				path, keys := redactPath(redact, e.Name)
				all = append(all, staged{path, e.Hash, keys})
			}
		}
	}
	all = nameless(all)
	slices.SortStableFunc(all, func(a, b staged) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.id.String(), b.id.String()))
	})
	return all
}

// nameless drops the entries without a name whose object another entry names:
// in a split index they replace entries of the shared part, whose names they
// have by position. One that is left is staged at a path that is not known.
func nameless(all []staged) []staged {
	named := map[objects.ID]bool{}
	for _, e := range all {
		named[e.id] = named[e.id] || e.path != ""
	}
	return slices.DeleteFunc(all, func(e staged) bool { return e.path == "" && named[e.id] })
}

// globEscape quotes what filepath.Glob would read as a pattern.
func globEscape(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// readIndex decodes an index file (gitformat-index(5)).
func readIndex(path string) (entries []*index.Entry, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var idx index.Index
	// As in package objects: a damaged file must not end the scan.
	defer func() {
		if recover() != nil {
			entries, err = idx.Entries, errors.New("damaged beyond what the decoder can handle")
		}
	}()
	err = index.NewDecoder(f).Decode(&idx)
	// Both come after the entries: an extension that go-git does not know
	// (split or sparse index), and the checksum that index.skipHash leaves out.
	if errors.Is(err, index.ErrUnknownExtension) || errors.Is(err, index.ErrInvalidChecksum) {
		err = nil
	}
	return idx.Entries, err
}

// redactPath takes the keys out of each component of path.
func redactPath(redact redactor, path string) (string, []sighting) {
	parts := strings.Split(path, "/")
	var all []sighting
	for i, part := range parts {
		shown, keys := redact.search(part, finding.InPath)
		parts[i] = shown
		all = append(all, keys...)
	}
	if all == nil {
		return path, nil
	}
	return strings.Join(parts, "/"), all
}
