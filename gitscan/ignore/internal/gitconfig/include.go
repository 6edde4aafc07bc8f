package gitconfig

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// include reads the file that s includes, if it is such a setting and its
// condition holds (git-config(1), "Includes").
func (l *loader) include(s setting, from string, depth int) {
	condition := ""
	if s.key != "include.path" {
		rest, ok := strings.CutPrefix(s.key, "includeif.")
		if !ok {
			return
		}
		if condition, ok = strings.CutSuffix(rest, ".path"); !ok {
			return
		}
	}
	if s.value == nil {
		l.problem(source(from), fmt.Errorf("%s has no value", s.key))
		return
	}
	name, err := expand(*s.value)
	if err == nil && !filepath.IsAbs(name) {
		if from == "" {
			err = errors.New("a relative include is allowed in files only")
		}
		name = filepath.Join(filepath.Dir(from), name)
	}
	if err != nil {
		l.problem(source(from), err)
		return
	}
	if strings.HasPrefix(condition, "hasconfig:") {
		l.unless(name, from)
		return
	}
	if condition == "" || l.holds(condition, from) {
		l.file(name, depth+1)
	}
}

// unless tells of the file called name, whose condition is not evaluated, if
// it matters: if it holds a setting that this package is about.
func (l *loader) unless(name, from string) {
	text, err := readFile(name)
	if err != nil {
		return
	}
	matters := false
	_ = parse(text, func(s setting) {
		matters = matters || s.key == "core.excludesfile" || s.key == "core.ignorecase" || strings.HasPrefix(s.key, "include")
	})
	if matters {
		l.problem(source(from), fmt.Errorf("%s is included on a condition on other settings, which is not evaluated", name))
	}
}

// holds evaluates the condition of an includeIf. Git takes one it does not
// know as false.
func (l *loader) holds(condition, from string) bool {
	kind, pattern, _ := strings.Cut(condition, ":")
	switch kind {
	case "gitdir":
		return l.inGitDir(pattern, from, false)
	case "gitdir/i":
		return l.inGitDir(pattern, from, true)
	case "onbranch":
		head, err := os.ReadFile(filepath.Join(l.layout.GitDir, "HEAD"))
		branch, ok := strings.CutPrefix(strings.TrimSpace(string(head)), "ref: refs/heads/")
		return err == nil && ok && l.glob(withStars(pattern), branch, false)
	}
	return false
}

// inGitDir reports whether pattern matches the git directory, with or without
// its symbolic links resolved.
func (l *loader) inGitDir(pattern, from string, fold bool) bool {
	var err error
	rest, relative := strings.CutPrefix(pattern, "./")
	switch {
	case relative:
		if from == "" {
			return false
		}
		dir := filepath.Dir(from)
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			dir = real
		}
		pattern = escape(filepath.ToSlash(dir)) + "/" + rest
	default:
		if pattern, err = expand(pattern); err != nil {
			return false
		}
		if strings.HasSuffix(rest, "/") && !strings.HasSuffix(pattern, "/") {
			pattern += "/" // which expanding may have cleaned away
		}
	}
	if !filepath.IsAbs(filepath.FromSlash(pattern)) {
		pattern = "**/" + pattern
	}
	pattern = strings.TrimPrefix(withStars(pattern), "/")
	texts := []string{l.layout.GitDir}
	if real, err := filepath.EvalSymlinks(l.layout.GitDir); err == nil {
		texts = append(texts, real)
	}
	for _, text := range texts {
		if l.glob(pattern, strings.TrimPrefix(filepath.ToSlash(text), "/"), fold) {
			return true
		}
	}
	return false
}

// withStars lets a pattern for a directory match everything below it.
func withStars(pattern string) string {
	if strings.HasSuffix(pattern, "/") {
		return pattern + "**"
	}
	return pattern
}

// escape makes every byte of a path stand for itself in a pattern.
func escape(path string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
