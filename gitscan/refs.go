package gitscan

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
)

// ref is one ref and the object it names. No key is left in its name.
type ref struct {
	name   string
	target objects.ID
}

// refs is what a repository's refs say (gitrepository-layout(5), git-worktree(1)).
type refs struct {
	redact  redactor
	list    []ref
	values  map[string]objects.ID // by raw name, while reading
	links   map[string]string     // symbolic refs: by raw name, while reading
	head    objects.ID            // HEAD of the worktree at hand; zero when unborn
	found   []named               // keys in ref names
	problem func(what, reason string)
}

// named is a key in the name of a ref.
type named struct {
	sighting
	ref string // its name, with no key left in it
}

// worktree is one git directory with a HEAD, an index and logs.
type worktree struct {
	prefix string // of the names of its refs, seen from the one at hand
	dir    string
}

// worktrees lists the worktree at hand, then the main and the linked ones.
func worktrees(l Layout) []worktree {
	trees := []worktree{{"", l.GitDir}}
	if l.GitDir != l.CommonDir {
		trees = append(trees, worktree{"main-worktree/", l.CommonDir})
	}
	linked, _ := os.ReadDir(filepath.Join(l.CommonDir, "worktrees"))
	for _, w := range linked {
		dir := filepath.Join(l.CommonDir, "worktrees", w.Name())
		if dir != l.GitDir {
			trees = append(trees, worktree{"worktrees/" + w.Name() + "/", dir})
		}
	}
	return trees
}

// readRefs reads every ref: packed, loose, symbolic, and each worktree's own.
func readRefs(l Layout, redact redactor, problem func(what, reason string)) *refs {
	r := &refs{redact: redact, values: map[string]objects.ID{}, links: map[string]string{}, problem: problem}
	r.packed(filepath.Join(l.CommonDir, "packed-refs"))
	r.loose(filepath.Join(l.CommonDir, "refs"), "refs")
	for _, w := range worktrees(l) {
		r.file(filepath.Join(w.dir, "HEAD"), w.prefix+"HEAD")
		if w.dir != l.CommonDir {
			r.loose(filepath.Join(w.dir, "refs"), w.prefix+"refs")
		}
	}
	r.settle()
	return r
}

// packed reads the packed-refs file: "ID NAME" lines; "^ID" lines tell what a
// tag peels to.
func (r *refs) packed(path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			r.problem("packed-refs", "cannot be read: "+cause(err))
		}
		return
	}
	bad := 0
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 || line[0] == '#' || line[0] == '^' {
			continue
		}
		id, name, ok := strings.Cut(string(line), " ")
		if !ok || !plumbing.IsHash(id) {
			bad++
			continue
		}
		r.values[name] = plumbing.NewHash(id)
	}
	if bad > 0 {
		r.problem("packed-refs", "holds lines that are no refs")
	}
}

// loose reads the ref files below dir, whose names start with prefix.
func (r *refs) loose(dir, prefix string) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.problem(prefix, "refs cannot be read: "+cause(err))
	}
	for _, e := range entries {
		path, name := filepath.Join(dir, e.Name()), prefix+"/"+e.Name()
		switch {
		case e.IsDir():
			r.loose(path, name)
		case !strings.HasSuffix(name, ".lock"): // being written
			r.file(path, name)
		}
	}
}

// file reads one ref file: an id, or "ref: " and the name of another ref.
func (r *refs) file(path, name string) {
	text, err := os.ReadFile(path)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			r.problem(name, "ref cannot be read: "+cause(err))
		}
		return
	}
	value := strings.TrimSpace(string(text))
	if target, ok := strings.CutPrefix(value, "ref:"); ok {
		r.links[name] = strings.TrimSpace(target)
		return
	}
	id, _, _ := strings.Cut(value, "\n")
	if !plumbing.IsHash(id) {
		r.problem(name, "ref holds no object id")
		return
	}
	r.values[name] = plumbing.NewHash(id)
}

// maxLinks bounds a chain of symbolic refs, as git does.
const maxLinks = 5

// settle resolves the symbolic refs, searches all names for keys, and forgets
// the raw names.
func (r *refs) settle() {
	for name := range r.links {
		id, ok := r.follow(name)
		if !ok {
			continue // an unborn branch, or origin/HEAD of a branch that is gone
		}
		if name == "HEAD" {
			r.head = id
		}
		if !isHead(name) {
			r.add(name, id)
		}
	}
	for name, id := range r.values {
		if name == "HEAD" {
			r.head = id // detached
		}
		r.add(name, id)
	}
	for name, target := range r.links {
		r.names(name)
		if _, ok := r.values[target]; !ok {
			r.names(target)
		}
	}
	r.values, r.links = nil, nil
	slices.SortFunc(r.list, func(a, b ref) int {
		return cmp.Or(strings.Compare(a.name, b.name), bytes.Compare(a.target[:], b.target[:]))
	})
}

// follow returns the object that the symbolic ref name leads to.
func (r *refs) follow(name string) (objects.ID, bool) {
	for range maxLinks {
		if id, ok := r.values[name]; ok {
			return id, true
		}
		next, ok := r.links[name]
		if !ok {
			return objects.ID{}, false
		}
		name = next
	}
	r.problem(name, "symbolic refs lead in a circle")
	return objects.ID{}, false
}

// isHead reports whether name is some worktree's HEAD, which is listed only
// when it is detached: else the branch is there under its own name.
func isHead(name string) bool {
	return strings.HasSuffix(name, "HEAD") && !strings.Contains(name, "refs/")
}

// add lists one ref.
func (r *refs) add(name string, id objects.ID) {
	r.list = append(r.list, ref{r.names(name), id})
}

// names searches a ref's name for keys and returns it without them.
func (r *refs) names(name string) string {
	shown, found := r.redact.search(name, finding.InRefName)
	for _, s := range found {
		r.found = append(r.found, named{s, shown})
	}
	return shown
}

// cause is err without the path that package os puts before it.
func cause(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}
