package ignore

import (
	"bytes"
	"strings"
	"sync/atomic"

	gitignore "github.com/sabhiram/go-gitignore"
)

// rule is one line of an ignore file.
type rule struct {
	text     string // the line, as git shows it
	body     string // without "!", the anchoring "/" and the last "/"
	line     int
	negated  bool
	dirOnly  bool
	anchored bool
	filter   filter // of a rule with wildcards

	compiled atomic.Pointer[gitignore.GitIgnore] // made when a path first passes the filter
}

// list is one ignore file: its rules, and an index to those that can match.
type list struct {
	file  string // as Pattern.File
	base  string // the directory its rules speak of: empty, or with "/" at the end
	fold  bool
	rules []rule

	names map[string][]int // rules without wildcards, by base name
	paths map[string][]int // the same, anchored, by path below base
	globs []int            // the others
}

// newList reads data, the content of an ignore file. It keeps git's reading:
// one byte order mark at the start; "#" only as the first byte; one carriage
// return before the newline; nothing from a NUL on.
func newList(file, base string, data []byte, fold bool) *list {
	l := &list{file: file, base: base, fold: fold, names: map[string][]int{}, paths: map[string][]int{}}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	for number := 1; len(data) > 0; number++ {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte("\n"))
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		line = bytes.TrimSuffix(line, []byte("\r"))
		line, _, _ = bytes.Cut(line, []byte{0})
		if text := trimSpaces(string(line)); text != "" {
			l.add(text, number)
		}
	}
	return l
}

// trimSpaces drops the spaces at the end that no backslash protects.
func trimSpaces(s string) string {
	end := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			continue
		case '\\':
			if i++; i == len(s) { // git gives up here
				return s
			}
		}
		end = i + 1
	}
	return s[:end]
}

// add parses text and indexes it, unless no path can match it.
func (l *list) add(text string, number int) {
	body, negated := strings.CutPrefix(text, "!")
	body, dirOnly := strings.CutSuffix(body, "/")
	anchored := strings.Contains(body, "/")
	body = strings.TrimPrefix(body, "/")
	g, ok := parseGlob(body, l.fold)
	if !ok || len(g) == 0 {
		return
	}
	var f filter
	n := len(l.rules)
	literal, ok := g.literal()
	switch {
	case !ok:
		f = g.filter()
		l.globs = append(l.globs, n)
	case anchored:
		l.paths[literal] = append(l.paths[literal], n)
	default:
		l.names[literal] = append(l.names[literal], n)
	}
	l.rules = append(l.rules, rule{text: text, body: body, line: number,
		negated: negated, dirOnly: dirOnly, anchored: anchored, filter: f})
}

// query is one path, as the lists are asked about it.
type query struct {
	path  string // folded where the lists fold
	base  string // its last component
	isDir bool

	baseSubject string // base, rewritten; empty until needed
}

// last returns the last rule of l that matches q, or nil. The caller sees to
// it that q lies below l.base.
func (l *list) last(q *query) *rule {
	rel := q.path[len(l.base):]
	best := l.lastOf(l.names[q.base], q, rel, -1)
	if len(l.paths) > 0 {
		best = l.lastOf(l.paths[rel], q, rel, best)
	}
	best = l.lastOf(l.globs, q, rel, best)
	if best < 0 {
		return nil
	}
	return &l.rules[best]
}

// lastOf returns the last of the rules that matches q, if it comes after best.
func (l *list) lastOf(rules []int, q *query, rel string, best int) int {
	for i := len(rules) - 1; i >= 0 && rules[i] > best; i-- {
		if l.rules[rules[i]].matches(q, rel, l.fold) {
			return rules[i]
		}
	}
	return best
}

// matches reports whether r matches q, whose path below the rule's base is rel.
func (r *rule) matches(q *query, rel string, fold bool) bool {
	if r.dirOnly && !q.isDir {
		return false
	}
	if r.anchored {
		return r.filter.passes(rel) && r.compile(fold).MatchesPath(subject(rel))
	}
	if !r.filter.passes(q.base) {
		return false
	}
	if q.baseSubject == "" {
		q.baseSubject = subject(q.base)
	}
	return r.compile(fold).MatchesPath(q.baseSubject)
}

// compile hands the rule to the library, once. Racing callers do equal work.
func (r *rule) compile(fold bool) *gitignore.GitIgnore {
	if c := r.compiled.Load(); c != nil {
		return c
	}
	g, _ := parseGlob(r.body, fold)
	c := gitignore.CompileIgnoreLines(g.line())
	r.compiled.Store(c)
	return c
}
