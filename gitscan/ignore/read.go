package ignore

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/msgine/msginelint/gitscan/ignore/internal/gitconfig"
)

// maxFile is the largest ignore file that git reads (PATTERN_MAX_FILE_SIZE).
const maxFile = 100 << 20

// readCommon reads git's configuration and the two ignore files that speak of
// the whole work tree, the one that decides first in front.
func (r *Rules) readCommon() {
	config, problems := gitconfig.Load(r.layout, matchAnchored)
	for _, p := range problems {
		r.skipped.add(p.What, fmt.Sprintf("git's configuration could not be read: %v", p.Err))
	}
	r.fold = config.IgnoreCase
	r.index.format = config.ObjectFormat
	for _, name := range []string{filepath.Join(r.layout.CommonDir, "info", "exclude"), config.ExcludesFile} {
		if name == "" {
			continue
		}
		if data, ok := r.readPatterns(name, r.display(name), os.Stat); ok {
			r.common = append(r.common, newList(r.display(name), "", data, r.fold))
		}
	}
}

// matchAnchored matches text with one pattern, for the configuration's conditions.
func matchAnchored(pattern, text string, fold bool) bool {
	l := newList("", "", nil, fold)
	l.add("/"+pattern, 1)
	if fold {
		text = lowerASCII(text)
	}
	return l.last(&query{path: text}) != nil
}

// readGitignore reads the .gitignore of the directory at path; nil if it has
// none. Git follows no symbolic link to one.
func (r *Rules) readGitignore(path string) *list {
	base, file := "", ".gitignore"
	if path != "" {
		base = path + "/"
		file = base + file
	}
	data, ok := r.readPatterns(r.layout.WorkTree+string(filepath.Separator)+filepath.FromSlash(file), file, os.Lstat)
	if !ok {
		return nil
	}
	return newList(file, strings.Clone(base), data, r.fold)
}

// readPatterns reads the ignore file called name, and reports whether it holds
// anything. stat decides whether a symbolic link is followed.
func (r *Rules) readPatterns(name, shown string, stat func(string) (fs.FileInfo, error)) ([]byte, bool) {
	info, err := stat(name)
	if err == nil && (info.IsDir() || info.Mode()&fs.ModeSymlink != 0) {
		return nil, false // no patterns for git either
	}
	var data []byte
	if err == nil {
		data, err = readRegular(name, info, maxFile)
	}
	if err != nil && !absent(err) {
		r.skipped.add(shown, fmt.Sprintf("ignore patterns could not be read: %v; nothing is ignored because of them", bare(err)))
	}
	return data, len(data) > 0
}

// readRegular reads a regular file of at most limit bytes; opening anything
// else could block for ever.
func readRegular(name string, info fs.FileInfo, limit int64) ([]byte, error) {
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("larger than %d MiB", limit>>20)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	if int64(b.Len()) > limit { // it has grown meanwhile
		return nil, fmt.Errorf("larger than %d MiB", limit>>20)
	}
	return b.Bytes(), nil
}

// absent reports whether err says that there is no such file.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG)
}

// bare drops the path from err: what it speaks of is said beside it.
func bare(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// display is name as a report shows it: relative to the work tree where it
// lies in it.
func (r *Rules) display(name string) string {
	if rel, err := filepath.Rel(r.layout.WorkTree, name); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name)
}

// Nested reports whether the directory at path, below the root, is a work tree
// of another repository: a submodule or a nested clone. Git does not descend
// into it, and the rules here say nothing of what lies below. A walker need ask
// only of directories that have an entry called ".git".
func (r *Rules) Nested(path string) bool {
	if path == "" || path == "." {
		return false
	}
	dotgit := filepath.Join(r.layout.WorkTree, filepath.FromSlash(path), ".git")
	info, err := os.Stat(dotgit)
	if err != nil {
		return false
	}
	if !info.IsDir() {
		data, err := readRegular(dotgit, info, maxGitFile)
		return err == nil && strings.HasPrefix(string(data), "gitdir: ")
	}
	// What every git directory has (gitrepository-layout(5)).
	for _, name := range []string{"HEAD", "objects", "refs"} {
		if _, err := os.Lstat(filepath.Join(dotgit, name)); err != nil {
			return false
		}
	}
	return true
}

// maxGitFile is the largest .git file that git reads.
const maxGitFile = 1 << 20
