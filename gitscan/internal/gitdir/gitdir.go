// Package gitdir finds a repository on disk: its work tree, its git directory
// and the directory that linked worktrees share. It runs no git and obeys no
// git configuration beyond core.bare and core.worktree.
package gitdir

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNotFound says that a path lies in no git repository.
var ErrNotFound = errors.New("not a git repository (or any of the parent directories)")

// Layout is where a repository lies on disk. All paths are absolute.
type Layout struct {
	WorkTree  string // empty for a bare repository
	GitDir    string // HEAD, index, logs of this worktree
	CommonDir string // objects, refs, info, packed-refs; equals GitDir but for linked worktrees
}

// Find returns the repository that holds path, the way git looks for one
// (git-config(1), "GIT_DIR", gitrepository-layout(5)): $GIT_DIR when set, else
// the first parent with a .git directory or file, or that is itself a bare
// repository. It fails with [ErrNotFound] where there is none, and with another
// error where there is one that cannot be read, or that is broken.
func Find(path string) (Layout, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return Layout{}, fmt.Errorf("find repository: %w", err)
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	if dir := os.Getenv("GIT_DIR"); dir != "" {
		return fromEnvironment(dir)
	}
	if info, err := os.Stat(abs); err == nil && !info.IsDir() {
		abs = filepath.Dir(abs)
	}
	for dir := abs; ; dir = filepath.Dir(dir) {
		layout, err := at(dir)
		if !errors.Is(err, ErrNotFound) {
			return layout, err
		}
		if dir == filepath.Dir(dir) {
			return Layout{}, fmt.Errorf("find repository at %s: %w", path, ErrNotFound)
		}
	}
}

// at returns the repository whose top is dir.
func at(dir string) (Layout, error) {
	dotgit := filepath.Join(dir, ".git")
	_, err := os.Lstat(dotgit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if checkGitDir(dir) == nil {
			return withCommon(Layout{GitDir: dir})
		}
		return Layout{}, ErrNotFound
	case err != nil:
		return Layout{}, fmt.Errorf("find repository: %w", err)
	case hollow(dotgit):
		return Layout{}, ErrNotFound
	}
	gitDir, err := resolve(dotgit)
	if err != nil {
		return Layout{}, fmt.Errorf("find repository: %w", err)
	}
	layout, err := withCommon(Layout{WorkTree: dir, GitDir: gitDir})
	if err != nil {
		return Layout{}, err
	}
	if c := readCore(layout); c.worktree != "" && !c.bare { // git calls both bogus
		layout.WorkTree = c.tree(layout)
	}
	return layout, nil
}

// fromEnvironment is the repository that GIT_DIR and GIT_WORK_TREE name. Where
// nothing names a work tree, the current directory is its top (git(1),
// "GIT_WORK_TREE").
func fromEnvironment(dir string) (Layout, error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		abs, err = resolve(abs)
	}
	if err != nil {
		return Layout{}, fmt.Errorf("find repository at GIT_DIR=%s: %w", dir, err)
	}
	layout, err := withCommon(Layout{GitDir: abs})
	if err != nil {
		return Layout{}, err
	}
	c := readCore(layout)
	switch tree := os.Getenv("GIT_WORK_TREE"); {
	case tree != "":
		if layout.WorkTree, err = filepath.Abs(tree); err != nil {
			return Layout{}, fmt.Errorf("find work tree: %w", err)
		}
	case c.bare:
	case c.worktree != "":
		layout.WorkTree = c.tree(layout)
	case !isFalse(os.Getenv("GIT_IMPLICIT_WORK_TREE")): // set for the hooks of a bare repository
		if layout.WorkTree, err = currentTop(abs); err != nil {
			return Layout{}, fmt.Errorf("find work tree: %w", err)
		}
	}
	return layout, nil
}

// currentTop is the current directory as the top of a work tree; empty where it
// lies in gitDir, as for the hooks of a repository that is pushed to.
func currentTop(gitDir string) (string, error) {
	top, err := os.Getwd()
	if err == nil {
		top, err = filepath.EvalSymlinks(top)
	}
	if err != nil {
		return "", err
	}
	if rel, err := filepath.Rel(realPath(gitDir), top); err == nil && filepath.IsLocal(rel) {
		return "", nil
	}
	return top, nil
}

// resolve returns the git directory that name is, or that it names as a .git file.
func resolve(name string) (string, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return name, checkGitDir(name)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is neither a directory nor a file", name)
	}
	return readGitFile(name)
}

// hollow reports whether dir is a directory with no part of a repository: git
// looks past it.
func hollow(dir string) bool {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return false
	}
	for _, part := range []string{"HEAD", "objects", "refs"} {
		if _, err := os.Lstat(filepath.Join(dir, part)); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}

// checkGitDir says what dir lacks of what every git directory has.
func checkGitDir(dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, "HEAD")); err != nil {
		return fmt.Errorf("%s is not a git directory: %w", dir, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "commondir")); err == nil {
		return nil
	}
	for _, part := range []string{"objects", "refs"} {
		info, err := os.Stat(filepath.Join(dir, part))
		if err != nil {
			return fmt.Errorf("%s is not a git directory: %w", dir, err)
		}
		if !info.IsDir() {
			return fmt.Errorf("%s is not a git directory: %s is no directory", dir, part)
		}
	}
	return nil
}

// realPath is path without symbolic links, where that can be told.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// readGitFile reads a .git file: "gitdir: PATH" (gitrepository-layout(5)).
func readGitFile(name string) (string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("read .git file: %w", err)
	}
	target, ok := bytes.CutPrefix(bytes.TrimRight(text, "\r\n"), []byte("gitdir: "))
	if !ok {
		return "", fmt.Errorf("read .git file %s: no \"gitdir: \" line", name)
	}
	path := string(target)
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(name), path)
	}
	if err := checkGitDir(path); err != nil {
		return "", fmt.Errorf("read .git file %s: %w", name, err)
	}
	return path, nil
}

// withCommon fills in CommonDir from the "commondir" file of a linked worktree.
func withCommon(l Layout) (Layout, error) {
	l.CommonDir = l.GitDir
	text, err := os.ReadFile(filepath.Join(l.GitDir, "commondir"))
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return Layout{}, fmt.Errorf("read commondir: %w", err)
	}
	dir := string(bytes.TrimSpace(text))
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(l.GitDir, dir)
	}
	l.CommonDir = filepath.Clean(dir)
	return l, nil
}
