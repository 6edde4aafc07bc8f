package objects

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// maxAlternates bounds how many object directories one repository may chain.
const maxAlternates = 256

// directories lists dir and every object directory that it borrows from, each
// once: objects/info/alternates holds one path a line, relative ones to the
// object directory itself, and borrowed directories may borrow in turn
// (gitrepository-layout(5)). go-git resolves relative ones otherwise, so they
// are read here.
func directories(dir string) (dirs []string, problems []Problem) {
	seen := map[string]bool{}
	queue := []string{dir}
	for len(queue) > 0 && len(dirs) < maxAlternates {
		next := queue[0]
		queue = queue[1:]
		real, err := filepath.EvalSymlinks(next)
		if err != nil {
			problems = append(problems, Problem{What: next, Reason: "object directory cannot be read: " + plain(err)})
			continue
		}
		if seen[real] {
			continue
		}
		seen[real] = true
		dirs = append(dirs, next)
		borrowed, err := alternates(next)
		if err != nil {
			problems = append(problems, Problem{What: filepath.Join(next, "info", "alternates"), Reason: "cannot be read: " + plain(err)})
		}
		queue = append(queue, borrowed...)
	}
	if len(queue) > 0 {
		problems = append(problems, Problem{What: dir, Reason: fmt.Sprintf("more than %d alternate object directories", maxAlternates)})
	}
	return dirs, problems
}

// alternates reads dir/info/alternates.
func alternates(dir string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "info", "alternates"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, p := range parseAlternates(text) {
		if !filepath.IsAbs(p) {
			p = filepath.Join(dir, p)
		}
		paths = append(paths, filepath.Clean(p))
	}
	return paths, nil
}

// parseAlternates returns the paths in an alternates file: one a line, "#"
// starts a comment, a path in double quotes is C-quoted.
func parseAlternates(text []byte) []string {
	var paths []string
	for line := range bytes.Lines(text) {
		p := string(bytes.TrimSuffix(line, []byte("\n")))
		if p == "" || p[0] == '#' {
			continue
		}
		if p[0] == '"' {
			if unquoted, err := strconv.Unquote(p); err == nil {
				p = unquoted
			}
		}
		paths = append(paths, p)
	}
	return paths
}

// plain is err without the path that package os puts before it: the caller
// names the path itself.
func plain(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}
