package gitscan

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// resolve returns the object that a revision names: a ref by its full or
// short name, an object id or the start of one, "HEAD", "@", an empty text
// (HEAD), each followed by any of ~, ~N, ^, ^N, ^{}, ^{commit}
// (gitrevisions(7)).
func (w *ranger) resolve(revision string) (uint32, error) {
	name, steps := revision, ""
	if i := strings.IndexAny(revision, "~^"); i >= 0 {
		name, steps = revision[:i], revision[i:]
	}
	n, ok := w.byName(name)
	if !ok {
		return 0, fmt.Errorf("%w %q", ErrRevision, w.redact.text(revision))
	}
	for steps != "" {
		var err error
		if n, steps, err = w.step(n, steps); err != nil {
			return 0, fmt.Errorf("%w %q: %w", ErrRevision, w.redact.text(revision), err)
		}
	}
	return n, nil
}

// byName resolves a name without suffixes, refs before ids, as git does.
func (w *ranger) byName(name string) (uint32, bool) {
	if name == "" || name == "@" || name == "HEAD" {
		return w.src.Find(w.refs.head)
	}
	for _, format := range [...]string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"} {
		full := fmt.Sprintf(format, name)
		for _, r := range w.refs.list {
			if r.name == full {
				return w.src.Find(r.target)
			}
		}
	}
	if id, ok := objects.ParseID([]byte(name)); ok {
		return w.src.Find(id)
	}
	return w.byPrefix(strings.ToLower(name))
}

// byPrefix resolves the start of an id, if it is the start of one commit or
// tag, or of one object.
func (w *ranger) byPrefix(prefix string) (uint32, bool) {
	if len(prefix) < 4 || len(prefix) > 40 || strings.Trim(prefix, "0123456789abcdef") != "" {
		return 0, false
	}
	all := w.src.Abbreviated(prefix)
	var commits []uint32
	for _, n := range all {
		if _, _, err := w.peel(n); err == nil {
			commits = append(commits, n)
		}
	}
	if len(commits) == 1 {
		return commits[0], true
	}
	return 0, false
}

// step takes the first suffix off steps and follows it from n.
func (w *ranger) step(n uint32, steps string) (uint32, string, error) {
	kind, rest := steps[0], steps[1:]
	n, _, err := w.peel(n)
	if err != nil {
		return 0, "", err
	}
	for _, braces := range [...]string{"{}", "{commit}"} {
		if after, ok := strings.CutPrefix(rest, braces); ok && kind == '^' {
			return n, after, nil
		}
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	count := 1
	if digits > 0 {
		if count, err = strconv.Atoi(rest[:digits]); err != nil {
			return 0, "", err
		}
	}
	rest = rest[digits:]
	if rest != "" && rest[0] != '~' && rest[0] != '^' {
		return 0, "", fmt.Errorf("%q is not understood", rest)
	}
	if kind == '^' {
		if count > 0 {
			n, err = w.parent(n, count)
		}
		return n, rest, err
	}
	for ; count > 0 && err == nil; count-- {
		n, err = w.parent(n, 1)
	}
	return n, rest, err
}

// parent returns the i-th parent of commit n, from 1.
func (w *ranger) parent(n uint32, i int) (uint32, error) {
	o, err := w.reader.ReadWhole(n)
	if err != nil {
		return 0, err
	}
	parents := objects.ParseCommit(o.Data).Parents
	if i > len(parents) {
		return 0, fmt.Errorf("%s has no parent %d", w.src.ID(n), i)
	}
	at, ok := w.src.Find(parents[i-1])
	if !ok {
		return 0, fmt.Errorf("parent %d of %s is not here", i, w.src.ID(n))
	}
	return at, nil
}
