package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/msgine/msginelint/cmd/internal/suggest"
	"github.com/msgine/msginelint/gitscan"
)

// target is what a command works on.
type target struct {
	root   string         // absolute, symbolic links resolved; paths in reports are relative to it
	layout gitscan.Layout // with git
	git    bool           // root is a repository's
	gitErr error          // why the repository that is there cannot be read
	sub    string         // below root with "/", to what the report is limited; empty: all
	file   string         // the one file to scan, absolute; empty: a directory
}

// bare reports whether the target is a repository without a work tree.
func (t *target) bare() bool { return t.git && t.layout.WorkTree == "" }

// inside reports whether p, relative to the root, is what the report is limited to.
func (t *target) inside(p string) bool {
	return t.sub == "" || p == t.sub || strings.HasPrefix(p, t.sub+"/")
}

// remote is what git clone would take for a repository elsewhere.
var remote = regexp.MustCompile(`^(?:[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:)`)

// here returns the whole repository that holds the current directory, or that
// directory where there is none.
func here() (target, error) {
	t, err := find(".", nil)
	t.sub = ""
	return t, err
}

// find returns the target that path names; cmd lists the commands that a user
// may have meant by a path that does not exist.
func find(path string, cmd *cobra.Command) (target, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil && remote.MatchString(path):
		return target{}, usage("%s is a remote repository: clone it first (git clone --mirror keeps the whole history), then check the clone", path)
	case errors.Is(err, fs.ErrNotExist):
		return target{}, usage("%s: no such file or directory%s", path, suggest.Hint(path, commandNames(cmd)))
	case err != nil:
		return target{}, fmt.Errorf("find %s: %w", path, err)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return target{}, fmt.Errorf("find %s: %w", path, err)
	}
	dir, t := abs, target{}
	if !info.IsDir() {
		dir, t.file = filepath.Dir(abs), abs
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return target{}, fmt.Errorf("find %s: %w", path, err)
	}
	t.root = dir
	return t, t.findGit(dir)
}

// findGit looks for the repository that holds dir.
func (t *target) findGit(dir string) error {
	layout, err := gitscan.Find(dir)
	switch {
	case errors.Is(err, gitscan.ErrNotFound):
		return nil
	case err != nil:
		t.gitErr = err
		return nil
	case layout.WorkTree == "":
		t.git, t.layout, t.root = true, layout, layout.GitDir
		return nil
	}
	root, err := filepath.EvalSymlinks(layout.WorkTree)
	if err != nil {
		return fmt.Errorf("find work tree: %w", err)
	}
	sub, err := filepath.Rel(root, dir)
	if err != nil || sub == ".." || strings.HasPrefix(sub, ".."+string(filepath.Separator)) {
		return usage("%s lies outside the work tree %s that GIT_DIR, GIT_WORK_TREE or core.worktree names", dir, root)
	}
	t.git, t.layout, t.root = true, layout, root
	if sub != "." {
		t.sub = filepath.ToSlash(sub)
	}
	return nil
}

// commandNames lists cmd's commands.
func commandNames(cmd *cobra.Command) []string {
	var names []string
	if cmd == nil {
		return nil
	}
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return names
}
