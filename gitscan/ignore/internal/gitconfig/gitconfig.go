// Package gitconfig reads the few settings of git that decide which paths git
// ignores, from every place that git reads them from (git-config(1), "FILES"
// and "ENVIRONMENT"). It runs no git.
package gitconfig

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/msgine/msginelint/gitscan/internal/gitdir"
)

// Config holds the settings.
type Config struct {
	ExcludesFile   string // core.excludesFile, or where git looks without it; empty: none
	IgnoreCase     bool   // core.ignoreCase
	ObjectFormat   string // extensions.objectFormat; empty means sha1
	worktreeConfig bool   // extensions.worktreeConfig
}

// Problem is one part of the configuration that could not be read.
type Problem struct {
	What string // a file or a variable of the environment
	Err  error
}

// Glob reports whether text matches pattern, in gitignore's language, anchored.
type Glob func(pattern, text string, fold bool) bool

// maxDepth is how deep git lets includes nest.
const maxDepth = 10

// loader collects settings. Later ones win.
type loader struct {
	layout   gitdir.Layout
	glob     Glob
	excludes *string // as written
	config   Config
	problems []Problem
}

// Load reads the configuration of the repository whose layout is layout. What
// cannot be read is among the problems, and the rest holds.
func Load(layout gitdir.Layout, glob Glob) (Config, []Problem) {
	l := &loader{layout: layout, glob: glob}
	for _, name := range userFiles() {
		l.file(name, 0)
	}
	l.file(filepath.Join(layout.CommonDir, "config"), 0)
	if l.config.worktreeConfig {
		l.file(filepath.Join(layout.GitDir, "config.worktree"), 0)
	}
	l.environment()
	l.resolveExcludes()
	return l.config, l.problems
}

// userFiles lists the files outside the repository, in git's order.
func userFiles() []string {
	var files []string
	if skip, err := parseBool(os.Getenv("GIT_CONFIG_NOSYSTEM")); err != nil || !skip {
		system, ok := os.LookupEnv("GIT_CONFIG_SYSTEM")
		if !ok {
			system = "/etc/gitconfig"
		}
		files = append(files, system)
	}
	if global, ok := os.LookupEnv("GIT_CONFIG_GLOBAL"); ok {
		return append(files, global)
	}
	if xdg := xdgFile("config"); xdg != "" {
		files = append(files, xdg)
	}
	if home := os.Getenv("HOME"); home != "" {
		files = append(files, filepath.Join(home, ".gitconfig"))
	}
	return files
}

// xdgFile is the file called name in git's folder of the XDG base directory
// for configuration; empty where there is none.
func xdgFile(name string) string {
	if dir := os.Getenv("XDG_CONFIG_HOME"); dir != "" {
		return filepath.Join(dir, "git", name)
	}
	if home := os.Getenv("HOME"); home != "" {
		return filepath.Join(home, ".config", "git", name)
	}
	return ""
}

func (l *loader) problem(what string, err error) {
	l.problems = append(l.problems, Problem{What: what, Err: err})
}

// file reads the settings of the file called name, and of those it includes.
// A file that does not exist has none.
func (l *loader) file(name string, depth int) {
	if name == "" {
		return
	}
	if depth > maxDepth {
		l.problem(name, errors.New("includes nest too deep"))
		return
	}
	text, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return
	}
	if err == nil {
		err = parse(text, func(s setting) { l.apply(s, name, depth) })
	}
	if err != nil {
		l.problem(name, err)
	}
}

// maxFile bounds a configuration file. Git's own limit is 2 GiB.
const maxFile = 64 << 20

func readFile(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if name == os.DevNull { // how one turns a file off
		return "", nil
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("not a regular file")
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = errors.New("larger than 64 MiB")
	}
	return string(text), err
}

// apply takes one setting. from is its file, empty for the environment.
func (l *loader) apply(s setting, from string, depth int) {
	switch s.key {
	case "core.excludesfile":
		if s.value == nil {
			l.problem(source(from), errors.New("core.excludesFile has no value"))
			return
		}
		l.excludes = s.value
	case "core.ignorecase":
		l.setBool(&l.config.IgnoreCase, s, from)
	case "extensions.worktreeconfig":
		l.setBool(&l.config.worktreeConfig, s, from)
	case "extensions.objectformat":
		if s.value != nil {
			l.config.ObjectFormat = strings.ToLower(*s.value)
		}
	default:
		l.include(s, from, depth)
	}
}

func source(from string) string {
	if from == "" {
		return "git's configuration in the environment"
	}
	return from
}

func (l *loader) setBool(to *bool, s setting, from string) {
	if s.value == nil {
		*to = true
		return
	}
	v, err := parseBool(*s.value)
	if err != nil {
		l.problem(source(from), fmt.Errorf("%s: %w", s.key, err))
		return
	}
	*to = v
}

// parseBool reads a truth value, or a number with git's units.
func parseBool(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "true", "yes", "on":
		return true, nil
	case "false", "no", "off", "":
		return false, nil
	}
	digits := s
	if at := len(s) - 1; strings.IndexByte("kKmMgG", s[at]) >= 0 {
		digits = s[:at]
	}
	n, err := strconv.ParseInt(digits, 0, 64)
	if err != nil || strings.Contains(s, "_") { // which Go allows between digits
		return false, errors.New("neither a truth value nor a number")
	}
	return n != 0, nil
}

// resolveExcludes turns core.excludesFile into a path.
func (l *loader) resolveExcludes() {
	if l.excludes == nil {
		l.config.ExcludesFile = xdgFile("ignore")
		return
	}
	if *l.excludes == "" { // none, not even the usual one
		return
	}
	name, err := expand(*l.excludes)
	if err != nil {
		l.problem("core.excludesFile", err)
		return
	}
	if !filepath.IsAbs(name) { // git runs at the root of the work tree
		name = filepath.Join(l.layout.WorkTree, name)
	}
	l.config.ExcludesFile = name
}

// expand replaces "~/" and "~user/" at the start of a path, as git does in
// settings that are paths.
func expand(path string) (string, error) {
	path = strings.TrimPrefix(path, ":(optional)") // since git 2.52
	if strings.HasPrefix(path, "%(prefix)/") {
		return "", errors.New("%(prefix), git's own folder, is not known here")
	}
	if !strings.HasPrefix(path, "~") {
		return path, nil
	}
	name, rest, _ := strings.Cut(path[1:], "/")
	home := os.Getenv("HOME")
	if name != "" {
		u, err := user.Lookup(name)
		if err != nil {
			return "", fmt.Errorf("expand ~%s: %w", name, err)
		}
		home = u.HomeDir
	}
	if home == "" {
		return "", errors.New("expand ~: HOME is not set")
	}
	return filepath.Join(home, rest), nil
}
