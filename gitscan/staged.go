package gitscan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/index"
	"github.com/msgine/msginelint/gitscan/internal/lookup"
	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
)

// StagedFile is one file of the index with a content that HEAD does not have
// at its path.
type StagedFile struct {
	Path   string // as the index has it, with "/"
	Object string // the blob's id
	Stage  int    // 1 to 3 in an unresolved merge, else 0

	id  objects.ID
	src *lookup.Store
}

// Open returns the content. Big ones are read as a stream, which must be
// closed.
func (f *StagedFile) Open() (io.ReadCloser, error) { return f.src.Content(f.id) }

// Changes is what the index is about to commit.
type Changes struct {
	// Files are those that the index adds or changes, in order of their paths.
	// A path that differs in its mode alone is not among them, nor one that has
	// only been promised (git add --intent-to-add).
	Files []StagedFile
	// Coverage names what is not in Files and cannot be read; Notes what a user
	// may want to know of them.
	Coverage finding.Coverage
	Notes    []finding.Note

	src *lookup.Store
}

// Close closes what Files read from.
func (c *Changes) Close() { c.src.Close() }

// Staged compares the index of the repository at l with HEAD, as git diff
// --cached does; the work tree is not looked at. $GIT_INDEX_FILE names the
// index where it is set, as git does for its hooks (git(1)), and
// $GIT_OBJECT_DIRECTORY and $GIT_ALTERNATE_OBJECT_DIRECTORIES say where objects
// lie.
//
// Where HEAD or one of its trees cannot be read, what it may hold counts as
// changed, and Coverage says why. Staged fails where the index cannot be read
// and with ctx.Err() when ctx ends.
func Staged(ctx context.Context, l Layout) (Changes, error) {
	settings, err := readSettings(l.CommonDir)
	d := &differ{ctx: ctx, layout: l, settings: settings}
	if err != nil {
		d.note("config", "git config was not read: "+cause(err))
	}
	if settings.sha256 {
		return Changes{}, errors.New("read index: the repository's objects are named by SHA-256, which cannot be read yet")
	}
	x, err := index.Read(indexPath(l), l.GitDir)
	if err != nil {
		return Changes{}, fmt.Errorf("read index: %w", err)
	}
	d.src = lookup.Open(objectDirs(l)...)
	d.out.src = d.src
	for _, p := range d.src.Problems() {
		d.out.Coverage.Skip(p.What, p.Reason)
	}
	d.entries = x.Entries
	d.directory(nil, d.headTree(), x.Cache, 0)
	if err := ctx.Err(); err != nil {
		d.src.Close()
		return Changes{}, err
	}
	return d.out, nil
}

// indexPath is where the index lies.
func indexPath(l Layout) string {
	name := os.Getenv("GIT_INDEX_FILE")
	switch {
	case name == "":
		return filepath.Join(l.GitDir, "index")
	case filepath.IsAbs(name):
		return name
	}
	return filepath.Join(l.WorkTree, name) // as git reads it
}

// objectDirs lists where objects lie.
func objectDirs(l Layout) []string {
	dirs := []string{filepath.Join(l.CommonDir, "objects")}
	if own := os.Getenv("GIT_OBJECT_DIRECTORY"); own != "" {
		dirs[0] = own
	}
	for _, dir := range filepath.SplitList(os.Getenv("GIT_ALTERNATE_OBJECT_DIRECTORIES")) {
		if dir != "" {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// headTree is the tree of HEAD, empty where there is no commit yet.
func (d *differ) headTree() objects.ID {
	if d.settings.reftable {
		d.note("HEAD", "refs are stored as a reftable, which cannot be read yet: every file of the index was scanned")
		return objects.ID{}
	}
	id, err := readHead(d.layout)
	var commit []byte
	if err == nil && !id.IsZero() {
		commit, err = d.src.ReadTyped(id, plumbing.CommitObject)
	}
	if err != nil {
		d.out.Coverage.Skip("HEAD", "it cannot be read, so that every file of the index was scanned: "+err.Error())
		return objects.ID{}
	}
	return objects.ParseCommit(commit).Tree
}

// note says what a user may want to know.
func (d *differ) note(path, text string) {
	d.out.Notes = append(d.out.Notes, finding.Note{Path: path, Text: text})
}
