package ignore

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/msgine/msginelint/gitscan/internal/gitdir"
	"github.com/msgine/msginelint/rules/envfile"
)

// envPattern is a pattern that every repository should have, with a file that
// stands for those it is about.
type envPattern struct{ text, example string }

func envPatterns() []envPattern {
	return []envPattern{
		{".env", ".env"},
		{".env.local", ".env.local"},
		{".env.*.local", ".env.production.local"},
	}
}

// somewhere is a directory that stands for all others: a pattern must hold in
// every directory.
const somewhere = "msginelint-any/dir/"

// Fix appends to the .gitignore at the root the patterns that ignore .env,
// .env.local and .env.*.local in every directory, and the dotenv files at
// paths, where they are missing, and returns what it appended. Of paths it
// passes over what is no dotenv file to ignore, or lies in a nested repository.
// Patterns outside of the work tree do not count, for they protect one machine
// only. Nothing else changes: line endings, mode and a missing newline at the
// end stay. It untracks no file.
//
// Fix fails where .gitignore is a symbolic link, which git does not follow, and
// where another pattern still includes a file; the error names file and line.
func Fix(l gitdir.Layout, paths ...string) (added []string, err error) {
	before, err := Open(l)
	if err != nil {
		return nil, fmt.Errorf("fix .gitignore: %w", err)
	}
	paths, err = before.ownEnvFiles(paths)
	if err != nil {
		return nil, fmt.Errorf("fix .gitignore: %w", err)
	}
	name := filepath.Join(l.WorkTree, ".gitignore")
	old, mode, err := readForFix(name)
	if err != nil {
		return nil, fmt.Errorf("fix .gitignore: %w", err)
	}
	if added, err = missing(before, paths); err != nil {
		return nil, fmt.Errorf("fix .gitignore: %w", err)
	}
	if len(added) > 0 {
		if err := replace(name, appendLines(old, added), mode); err != nil {
			return nil, fmt.Errorf("fix .gitignore: %w", err)
		}
	}
	after, err := Open(l)
	if err != nil {
		return added, fmt.Errorf("fix .gitignore: %w", err)
	}
	return added, verify(after, paths)
}

// ownEnvFiles returns those of paths that are dotenv files of this repository,
// templates left out.
func (r *Rules) ownEnvFiles(paths []string) ([]string, error) {
	var own []string
	for _, p := range paths {
		if !filepath.IsLocal(filepath.FromSlash(p)) {
			return nil, fmt.Errorf("%q is no path in the work tree", p)
		}
		class := envfile.Of(p)
		if (class == envfile.Secret || class == envfile.Variant) && !r.inNested(p) {
			own = append(own, p)
		}
	}
	return own, nil
}

// inNested reports whether path lies in another repository.
func (r *Rules) inNested(path string) bool {
	for dir, _ := split(path); dir != ""; dir, _ = split(dir) {
		if r.Nested(dir) {
			return true
		}
	}
	return false
}

// missing returns the patterns to append.
func missing(r *Rules, paths []string) ([]string, error) {
	var add []string
	for _, e := range envPatterns() {
		if r.appendHelps(e.example) || r.appendHelps(somewhere+e.example) {
			add = append(add, e.text)
		}
	}
	for _, p := range paths {
		if !r.appendHelps(p) {
			continue
		}
		text, err := patternFor(p)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(add, text) {
			add = append(add, text)
		}
	}
	return add, nil
}

// appendHelps reports whether the file at path needs a pattern at the end of
// the root's .gitignore: no pattern in the work tree ignores it, and none in a
// deeper file, which would win, includes it.
func (r *Rules) appendHelps(path string) bool {
	p, excluded := r.Excluded(path, false)
	if excluded {
		return !r.inTree(p)
	}
	return p.Text == "" || p.File == ".gitignore" || !r.inTree(p)
}

// inTree reports whether p stands in a .gitignore, which everybody shares.
func (r *Rules) inTree(p Pattern) bool {
	return p.File == ".gitignore" || strings.HasSuffix(p.File, "/.gitignore") && !filepath.IsAbs(p.File)
}

// patternFor returns the pattern to add for the file at path: the usual one
// where it is about such names, else the exact path.
func patternFor(path string) (string, error) {
	_, base := split(path)
	if envfile.Of(path) == envfile.Secret {
		for _, e := range envPatterns() {
			l := newList("", "", []byte(e.text), false)
			if l.last(&query{path: base, base: base}) != nil {
				return e.text, nil
			}
		}
	}
	if i := strings.IndexFunc(path, func(c rune) bool { return c < ' ' }); i >= 0 {
		return "", fmt.Errorf("%q cannot be written as a pattern", path)
	}
	text := strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace("/" + path)
	if body := strings.TrimRight(text, " "); body != text {
		text = body + strings.Repeat(`\ `, len(text)-len(body))
	}
	return text, nil
}

// verify returns an error for each file that git would still not ignore.
func verify(r *Rules, paths []string) error {
	var errs []error
	check := func(path string) {
		switch p, excluded := r.Excluded(path, false); {
		case excluded:
		case p.Text == "":
			errs = append(errs, fmt.Errorf("fix .gitignore: git still does not ignore %s", path))
		default:
			errs = append(errs, fmt.Errorf("fix .gitignore: git still does not ignore %s: %s:%d includes it again with %q",
				path, p.File, p.Line, p.Text))
		}
	}
	for _, e := range envPatterns() {
		check(e.example)
	}
	for _, p := range paths {
		check(p)
	}
	for _, s := range r.Err() {
		errs = append(errs, fmt.Errorf("fix .gitignore: %s: %s", s.What, s.Reason))
	}
	return errors.Join(errs...)
}

// readForFix reads the .gitignore to be changed, and its mode.
func readForFix(name string) ([]byte, fs.FileMode, error) {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, 0o644, nil
	case err != nil:
		return nil, 0, err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, 0, errors.New("it is a symbolic link, which git does not follow")
	}
	data, err := readRegular(name, info, maxFile)
	return data, info.Mode().Perm(), err
}

// appendLines adds lines at the end of old, in its own style: its last line
// ending, and no newline at the end where it had none.
func appendLines(old []byte, lines []string) []byte {
	end := "\n"
	if at := bytes.LastIndexByte(old, '\n'); at > 0 && old[at-1] == '\r' {
		end = "\r\n"
	}
	text := strings.Join(lines, end)
	switch {
	case len(old) == 0:
		text += "\n"
	case old[len(old)-1] == '\n':
		text += end
	case old[len(old)-1] == '\r': // half of a line ending, which git drops
		text = "\n" + text
	default:
		text = end + text
	}
	return append(bytes.Clone(old), text...)
}

// replace writes data to a new file and moves it to name, so that no reader
// and no failure sees half of it.
func replace(name string, data []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".gitignore.*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
