package ignore

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/msgine/msginelint/gitscan/internal/gitdir"
	"github.com/msgine/msginelint/rules/finding"
)

// Pattern is one line of an ignore file.
type Pattern struct {
	File string // relative to the work tree where it lies in it, with "/"; else absolute
	Line int    // 1-based
	Text string // the line, without spaces at its end
}

// Rules are the ignore rules of one repository. They are safe for concurrent
// use. Files are read when a path first needs them, and once.
type Rules struct {
	layout gitdir.Layout
	fold   bool    // core.ignoreCase
	common []*list // info/exclude, then core.excludesFile
	index  index

	mu   sync.RWMutex
	dirs map[string]*dir

	skipped skips
}

// dir is one directory of the work tree.
type dir struct {
	once  sync.Once
	lists []*list // the files that speak of its entries, the deepest first

	excluded bool // nothing below it can be included again
	by       Pattern
}

// Open reads the ignore rules of the repository whose layout is l, which must
// have a work tree. What of them cannot be read is told by [Rules.Err].
func Open(l gitdir.Layout) (*Rules, error) {
	if l.WorkTree == "" {
		return nil, errors.New("open ignore rules: the repository has no work tree")
	}
	r := &Rules{layout: l, dirs: map[string]*dir{}}
	r.readCommon()
	return r, nil
}

// Excluded is what the patterns alone say of path, as git check-ignore
// --no-index does: whether they exclude it, and the pattern that decided, zero
// where none matches. isDir is whether path is a directory itself: a symbolic
// link to one is not.
func (r *Rules) Excluded(path string, isDir bool) (Pattern, bool) {
	if path == "" || path == "." {
		return Pattern{}, false
	}
	parent, base := split(path)
	d := r.dir(parent)
	if d.excluded {
		return d.by, true
	}
	p, rule := r.match(d, path, base, isDir)
	return p, rule != nil && !rule.negated
}

// Ignored is [Rules.Excluded], minus what git tracks: a tracked file is never
// ignored, nor is a directory with a tracked file below it, so that a walker
// goes in. Where the index cannot be read nothing is ignored.
func (r *Rules) Ignored(path string, isDir bool) bool {
	if _, excluded := r.Excluded(path, isDir); !excluded {
		return false
	}
	tracked, err := r.Tracked(path)
	return err == nil && !tracked
}

// Err lists what could not be read, in order. What only some paths need is
// read late: ask when the walk is over.
func (r *Rules) Err() []finding.Skip { return r.skipped.list() }

// split cuts path into its directory, empty at the root, and its last component.
func split(path string) (dir, base string) {
	at := strings.LastIndexByte(path, '/')
	return path[:max(at, 0)], path[at+1:]
}

// dir returns what is known of the directory at path.
func (r *Rules) dir(path string) *dir {
	r.mu.RLock()
	d := r.dirs[path]
	r.mu.RUnlock()
	if d == nil {
		r.mu.Lock()
		if d = r.dirs[path]; d == nil {
			d = new(dir)
			r.dirs[strings.Clone(path)] = d
		}
		r.mu.Unlock()
	}
	d.once.Do(func() { r.load(d, path) })
	return d
}

// load fills in d, the directory at path: its parents first, for where one of
// them is excluded git reads no further.
func (r *Rules) load(d *dir, path string) {
	if path == "" {
		d.lists = r.with(r.common, path)
		return
	}
	parentPath, base := split(path)
	parent := r.dir(parentPath)
	if parent.excluded {
		d.excluded, d.by = true, parent.by
		return
	}
	if p, rule := r.match(parent, path, base, true); rule != nil && !rule.negated {
		d.excluded, d.by = true, p
		return
	}
	d.lists = r.with(parent.lists, path)
}

// with puts the .gitignore of the directory at path, if there is one, before lists.
func (r *Rules) with(lists []*list, path string) []*list {
	if l := r.readGitignore(path); l != nil {
		return slices.Concat([]*list{l}, lists)
	}
	return lists
}

// match returns the rule that decides about path, an entry of d: the last that
// matches in the first file that has one.
func (r *Rules) match(d *dir, path, base string, isDir bool) (Pattern, *rule) {
	q := query{path: path, base: base, isDir: isDir}
	if r.fold {
		q.path = lowerASCII(path)
		_, q.base = split(q.path)
	}
	for _, l := range d.lists {
		if rule := l.last(&q); rule != nil {
			return Pattern{File: l.file, Line: rule.line, Text: rule.text}, rule
		}
	}
	return Pattern{}, nil
}

// skips collects what could not be read.
type skips struct {
	mu  sync.Mutex
	all []finding.Skip
}

func (s *skips) add(what, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, finding.Skip{What: what, Reason: reason})
}

// list returns the skips in order, whatever the order they were added in.
func (s *skips) list() []finding.Skip {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Clone(s.all)
	slices.SortFunc(all, func(a, b finding.Skip) int {
		return strings.Compare(a.What+"\x00"+a.Reason, b.What+"\x00"+b.Reason)
	})
	return slices.Compact(all)
}
