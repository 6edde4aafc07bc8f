package ignore

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzLines compares one ignore file with the oracle written for the tests.
func FuzzLines(f *testing.F) {
	for _, seed := range []struct {
		content, path string
		isDir, fold   bool
	}{
		{"a**/b\n", "ab/b", false, false},
		{"a**/b", "ax/y/b", false, false},
		{"a/b**\r\n", "a/bc/d", false, false},
		{"x**\\/y", "xz/y", false, false},
		{"**\\/y\n!y", "y", false, false},
		{"\ufeff*.log\n!/a.log\r\n", "a.log", false, false},
		{"[[:upper:]]x/", "Ax", true, true},
		{"[]-a]\\ \n[!/]", "]", false, false},
		{"/**/a/**/**\n", "a/b", true, false},
		{"é?", "\xc3\xa9\xff", false, false},
		{"*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false, false},
	} {
		f.Add([]byte(seed.content), seed.path, seed.isDir, seed.fold)
	}
	f.Fuzz(func(t *testing.T, content []byte, path string, isDir, fold bool) {
		if path == "" || len(path) > 200 || len(content) > 400 || strings.ContainsRune(path, 0) ||
			strings.Contains("/"+path+"/", "//") {
			return
		}
		agree(t, content, path, isDir, fold)
	})
}

// agree compares the code under test with the oracle, and the decision that
// the filters leave to the library with the library alone.
func agree(t *testing.T, content []byte, path string, isDir, fold bool) {
	t.Helper()
	l := newList(".gitignore", "", content, fold)
	q := query{path: path, isDir: isDir}
	if fold {
		q.path = lowerASCII(path)
	}
	_, q.base = split(q.path)
	got := 0
	if r := l.last(&q); r != nil {
		got = r.line
	}
	if want := oracleLine(content, path, isDir, fold); got != want {
		t.Errorf("content %q path %q directory %v fold %v: line %d decides, want %d", content, path, isDir, fold, got, want)
	}
	if alone := unfiltered(l, &q); got != alone {
		t.Errorf("content %q path %q directory %v fold %v: line %d decides with filters, %d without", content, path, isDir, fold, got, alone)
	}
}

// unfiltered is list.last with the library alone.
func unfiltered(l *list, q *query) int {
	for i := len(l.rules) - 1; i >= 0; i-- {
		r := &l.rules[i]
		text := q.base
		if r.anchored {
			text = q.path
		}
		if (!r.dirOnly || q.isDir) && r.compile(l.fold).MatchesPath(subject(text)) {
			return r.line
		}
	}
	return 0
}

// TestOracle runs many random files through the comparison of FuzzLines.
func TestOracle(t *testing.T) {
	matched := 0
	for seed := range uint64(800) {
		g := &gen{Rand: rand.New(rand.NewPCG(seed, 3)), adversarial: seed&1 != 0}
		content, fold := []byte(g.file()), seed&2 != 0
		for range 12 {
			path := g.name()
			for range g.IntN(4) {
				path += "/" + g.name()
			}
			agree(t, content, path, g.IntN(2) == 0, fold)
			if oracleLine(content, path, true, fold) > 0 {
				matched++
			}
		}
	}
	if matched < 1600 {
		t.Errorf("only %d paths match: the cases are too easy", matched)
	}
}

// TestOracleIsGit holds the oracle itself against git, where versions agree.
func TestOracleIsGit(t *testing.T) {
	isolate(t)
	for seed := range uint64(2) {
		root := newRepo(t)
		g := &gen{Rand: rand.New(rand.NewPCG(seed, 4)), adversarial: seed != 0, old: !gitSince(t, 2, 52)}
		var paths []string
		contents := map[string]string{}
		for i := range 150 {
			dir := fmt.Sprintf("c%d/", i)
			contents[dir] = g.file()
			write(t, filepath.Join(root, dir, ".gitignore"), contents[dir])
			for range 4 {
				paths = append(paths, dir+g.name())
			}
		}
		for i, want := range checkIgnore(t, root, false, paths) {
			dir, name, _ := strings.Cut(paths[i], "/")
			if got := oracleLine([]byte(contents[dir+"/"]), name, false, false); got != want.Line {
				t.Errorf("content %q path %q: the oracle says line %d, git %d", contents[dir+"/"], name, got, want.Line)
			}
		}
	}
}

// FuzzGit compares one tree of ignore files with git itself.
func FuzzGit(f *testing.F) {
	f.Add("*.log\n!a.log\n", "/b\n", "a", "b/x.log")
	f.Add("config/*\n!config/.env.example\n", "", "config", ".env.example")
	f.Add("/a/**/b/\n[!x]?\\ \n", "!*\r\n", "a", "c/b")
	old := !gitSince(f, 2, 52)
	f.Fuzz(func(t *testing.T, outer, inner, dir, path string) {
		full := dir + "/" + path
		if len(full) > 200 || len(outer)+len(inner) > 400 || !valid(full) || old && anyChanged(outer+"\n"+inner) {
			return
		}
		isolate(t)
		root := newRepo(t)
		write(t, filepath.Join(root, ".gitignore"), outer)
		write(t, filepath.Join(root, dir, ".gitignore"), inner)
		compare(t, root, []string{full, dir})
	})
}

// valid reports whether path can stand below a fresh repository's root.
func valid(path string) bool {
	if path[0] == ':' || strings.ContainsRune(path, 0) {
		return false
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." || strings.EqualFold(part, ".git") || part == ".gitignore" {
			return false
		}
	}
	return true
}

func anyChanged(content string) bool {
	for line := range strings.SplitSeq(strings.TrimPrefix(content, "\ufeff"), "\n") {
		if changed(strings.TrimPrefix(line, "\ufeff")) {
			return true
		}
	}
	return false
}
