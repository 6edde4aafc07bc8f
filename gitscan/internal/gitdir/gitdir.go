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
// repository. It fails with [ErrNotFound] where there is none.
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
	info, err := os.Stat(dotgit)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		if isGitDir(dir) {
			return withCommon(Layout{GitDir: dir})
		}
		return Layout{}, ErrNotFound
	case err != nil:
		return Layout{}, fmt.Errorf("find repository: %w", err)
	case info.IsDir():
		if !isGitDir(dotgit) {
			return Layout{}, ErrNotFound
		}
		return withCommon(Layout{WorkTree: dir, GitDir: dotgit})
	}
	target, err := readGitFile(dotgit)
	if err != nil {
		return Layout{}, err
	}
	return withCommon(Layout{WorkTree: dir, GitDir: target})
}

// fromEnvironment is the repository that GIT_DIR and GIT_WORK_TREE name.
func fromEnvironment(dir string) (Layout, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Layout{}, fmt.Errorf("find repository: %w", err)
	}
	if !isGitDir(abs) {
		return Layout{}, fmt.Errorf("find repository at GIT_DIR=%s: %w", dir, ErrNotFound)
	}
	layout := Layout{GitDir: abs}
	switch tree := os.Getenv("GIT_WORK_TREE"); {
	case tree != "":
		if layout.WorkTree, err = filepath.Abs(tree); err != nil {
			return Layout{}, fmt.Errorf("find work tree: %w", err)
		}
	case filepath.Base(abs) == ".git":
		layout.WorkTree = filepath.Dir(abs)
	}
	return withCommon(layout)
}

// isGitDir reports whether dir has what every git directory has.
func isGitDir(dir string) bool {
	if _, err := os.Lstat(filepath.Join(dir, "HEAD")); err != nil {
		return false
	}
	if _, err := os.Stat(filepath.Join(dir, "commondir")); err == nil {
		return true
	}
	objects, err := os.Stat(filepath.Join(dir, "objects"))
	if err != nil || !objects.IsDir() {
		return false
	}
	refs, err := os.Stat(filepath.Join(dir, "refs"))
	return err == nil && refs.IsDir()
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
	if !isGitDir(path) {
		return "", fmt.Errorf("read .git file %s: %s is not a git directory", name, path)
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
