package ignore

import (
	"os"
	"path/filepath"
	"testing"
)

// trap is one way in which a matcher may differ from git.
type trap struct {
	name  string
	files map[string]string // content by path; a path that ends with "/" is an empty directory
	check map[string]bool   // by path: whether git ignores it
}

func traps() []trap {
	root := func(text string) map[string]string { return map[string]string{".gitignore": text} }
	return []trap{
		{"an inner slash anchors", root("foo/.env\n"), map[string]bool{"foo/.env": true, "x/foo/.env": false}},
		{"question mark is one byte", root("a?c\n"), map[string]bool{"abc": true, "a?c": true, "ac": false, "aéc": false, "d/abc": true}},
		{"question mark is no slash", root("/a?c\n"), map[string]bool{"abc": true, "a/c": false}},
		{"exclamation mark negates a class", root("[!a]x\n"), map[string]bool{"bx": true, "ax": false, "!x": true}},
		{"circumflex negates a class", root("[^a]x\n"), map[string]bool{"bx": true, "ax": false, "^x": true}},
		{"backslash escapes", root("\\*.c\nx\\y\n\\!z\n\\#q\n"), map[string]bool{"*.c": true, "a.c": false, "xy": true, "x\\y": false, "!z": true, "#q": true}},
		{"backslash at the end matches nothing", root("foo\\\n"), map[string]bool{"foo": false, "foo\\": false}},
		{"metacharacters of expressions are plain", root("a+b\n(x)\n{y}\nc|d\n^e\nf$\n.g\n"), map[string]bool{
			"a+b": true, "aab": false, "(x)": true, "x": false, "{y}": true, "c|d": true, "c": false, "d": false, "^e": true, "e": false, "f$": true, "f": false, ".g": true, "xg": false}},
		{"a line that is no expression stays", root("a(b\n*)c\n[z\nok\n"), map[string]bool{"a(b": true, "x)c": true, "z": false, "[z": false, "ok": true}},
		{"slash and two stars is not the directory", map[string]string{".gitignore": "config/**\n", "config/": ""}, map[string]bool{"config": false, "config/a": true, "config/a/b": true}},
		{"two stars alone at the root", root("/**\n"), map[string]bool{"a": true, "a/b": true}},
		{"stars within a component stay in it", root("**a/b\n"), map[string]bool{"xa/b": true, "a/b": true, "x/a/b": false, "x/ya/b": false}},
		{"stars as a component", root("a/**/b\n**/c/d\n"), map[string]bool{"a/b": true, "a/x/b": true, "a/x/y/b": true, "z/a/b": false, "c/d": true, "x/y/c/d": true}},
		{"more than two stars", root("a/***/b\n"), map[string]bool{"a/b": true, "a/x/y/b": true}},
		{"an escaped slash after two stars", root("**\\/b\n!/b\n"), map[string]bool{"b": false, "x/b": true, "x/y/b": true}},
		{"byte order mark", root("\ufeff.env\n"), map[string]bool{".env": true, "\ufeff.env": false}},
		{"byte order mark in a later line", root("x\n\ufeff.env\n"), map[string]bool{".env": false, "\ufeff.env": true}},
		{"leading spaces count", root("  .env\n"), map[string]bool{".env": false, "  .env": true}},
		{"trailing spaces do not", root(".env  \n"), map[string]bool{".env": true, ".env  ": false}},
		{"an escaped trailing space does", root(".env\\ \nx\\  \ny\\\\ \n"), map[string]bool{".env": false, ".env ": true, "x ": true, "x  ": false, "y\\": true}},
		{"a trailing tab counts", root("x\t\n"), map[string]bool{"x": false, "x\t": true}},
		{"one carriage return", root(".env\r\nx\r\r\n"), map[string]bool{".env": true, "x": false, "x\r": true}},
		{"carriage return at the end of the file", root(".env\r"), map[string]bool{".env": true}},
		{"spaces before a carriage return", root(".env  \r\n"), map[string]bool{".env": true}},
		{"one exclamation mark is stripped", root("a\n!x\n!!x\n"), map[string]bool{"a": true, "x": false, "!x": false}},
		{"an escaped mark after a mark", root("*\n!\\!x\n"), map[string]bool{"!x": false, "x": true}},
		{"a lone slash", root("/\n//\n"), map[string]bool{"a": false, "a/b": false}},
		{"slashes that no path has", root("a//b\n//c\nd//\n"), map[string]bool{"a/b": false, "c": false, "d": false}},
		{"comment", root("#a\n\\#b\n #c\n"), map[string]bool{"#a": false, "a": false, "#b": true, " #c": true}},
		{"NUL ends a line", root("a\x00b\n\x00c\nd\n"), map[string]bool{"a": true, "d": true, "c": false}},
		{"bytes, not runes", root("caf??\nx[\xc3]y\n*\xff\n"), map[string]bool{"café": true, "cafe": false, "x\xc3y": true, "x\xe9y": false, "a\xff": true, "a\xfe": false}},
		{"a newline in a name", root("a*b\n/d/**\n"), map[string]bool{"a\nb": true, "d/x\ny": true}},
		{"a negation does not cover what lies below", map[string]string{".gitignore": "*.log\n!keep\n", "keep/": ""}, map[string]bool{"keep": false, "keep/a.log": true}},
		{"config/* and an exception", map[string]string{".gitignore": "config/*\n!config/.env.example\n", "config/": ""}, map[string]bool{"config": false, "config/.env": true, "config/.env.example": false}},
		{"an excluded parent ends it", map[string]string{".gitignore": "d/\n!d/keep\n", "d/.gitignore": "!keep\n", "d/e/": ""}, map[string]bool{"d": true, "d/keep": true, "d/e": true, "d/e/f": true}},
		{"directories only", map[string]string{".gitignore": "d/\n", "d/": ""}, map[string]bool{"d": true, "d/x": true, "x/d": false}},
		{"the deepest file first", map[string]string{".gitignore": "*.log\n", "a/.gitignore": "!*.log\n", "a/b/.gitignore": "x.log\n"}, map[string]bool{"x.log": true, "a/x.log": false, "a/b/x.log": true, "a/b/y.log": false}},
		{"the last match wins", root("a\n!a\na\n!b\nb\n!c\n"), map[string]bool{"a": true, "b": true, "c": false}},
		{"info/exclude after .gitignore", map[string]string{".gitignore": "!a\n", ".git/info/exclude": "a\nb\n"}, map[string]bool{"a": false, "b": true}},
		{"classes", root("[[:digit:]]x\n[[:bad:]]y\n[a-\n[]]z\n[a\\]]w\n"), map[string]bool{"1x": true, "ax": false, "by": false, "]z": true, "]w": true, "aw": true}},
		{"a hyphen that makes no range", root("[-b]x\n[a-c-e]y\n[a-]z\n[a[:digit:]-z]w\n"), map[string]bool{"-w": true, "1w": true, "bw": false, "-x": true, "bx": true, "ax": false, "-y": true, "ey": true, "dy": false, "-z": true}},
		{"no class matches a slash", root("/a[!b]c\n/d[+-0]e\n"), map[string]bool{"axc": true, "a/c": false, "d.e": true, "d/e": false}},
		{"the library's own markers", root("#$~\n\\#$~x*\na#$~b\n"), map[string]bool{"#$~": false, "#$~x": true, "a#$~b": true, "a": false, "ab": false}},
		{"a literal line break of the library's rule for foo/*.blah", root("a/b*.c\n"), map[string]bool{"a/bx.c": true, "z/a/bx.c": false}},
		{".gitignore may ignore itself", root(".gitignore\n.env\n"), map[string]bool{".gitignore": true, ".env": true}},
	}
}

// TestTraps holds each expectation against git as well as against us.
func TestTraps(t *testing.T) {
	for _, trap := range traps() {
		t.Run(trap.name, func(t *testing.T) {
			isolate(t)
			root := newRepo(t)
			for name, text := range trap.files {
				if name[len(name)-1] == '/' {
					if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
						t.Fatal(err)
					}
					continue
				}
				write(t, filepath.Join(root, name), text)
			}
			var paths []string
			for path := range trap.check {
				paths = append(paths, path)
			}
			verdicts, _ := compare(t, root, paths)
			for i, v := range verdicts {
				if want := trap.check[paths[i]]; v.excluded != want {
					t.Errorf("git says of %q: excluded %v, want %v", paths[i], v.excluded, want)
				}
			}
		})
	}
}

// TestStarsOf252 has what git before 2.52 takes otherwise: "**" right after
// the literal start of an anchored pattern.
func TestStarsOf252(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"a**/b", "a/b", true},
		{"a**/b", "ax/b", true},
		{"a**/b", "ab", false},
		{"a**/b", "ax/y/b", false},
		{"d/a**", "d/abc", true},
		{"d/a**", "d/ab/c", false},
		{"foo**/bar", "foobar", false},
	} {
		if got := oracleMatch(c.pattern, c.path, false, false); got != c.want {
			t.Errorf("the oracle says %v of %q and %q, want %v", got, c.pattern, c.path, c.want)
		}
		l := newList(".gitignore", "", []byte(c.pattern), false)
		_, base := split(c.path)
		if got := l.last(&query{path: c.path, base: base}) != nil; got != c.want {
			t.Errorf("we say %v of %q and %q, want %v", got, c.pattern, c.path, c.want)
		}
		if !gitSince(t, 2, 52) {
			continue
		}
		isolate(t)
		root := newRepo(t)
		write(t, filepath.Join(root, ".gitignore"), c.pattern)
		compare(t, root, []string{c.path})
	}
}

func TestIgnoreCase(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	git(t, root, "config", "core.ignoreCase", "true")
	write(t, filepath.Join(root, ".gitignore"), ".env\n/Build/x*\n\\Escaped\n[A]one\n[A-C]two\n[[:upper:]]three\n[[:lower:]]four\n*.LOG\nÉ\n")
	paths := []string{".ENV", "a/.Env", "build/X1", "BUILD/xY", "escaped", "Escaped", "aone", "Aone", "btwo", "Btwo", "cthree", "CTHREE", "Dfour", "x.log", "é", "É"}
	compare(t, root, paths)
	r := open(t, root)
	if _, excluded := r.Excluded(".ENV", false); !excluded {
		t.Error("core.ignoreCase is not honoured")
	}
}

// TestSymlinks: git follows a link to info/exclude, but not one to .gitignore,
// and a link to a directory is not a directory.
func TestSymlinks(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	link := func(target, name string) {
		t.Helper()
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		os.Remove(name)
		if err := os.Symlink(target, name); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	write(t, filepath.Join(root, "patterns"), "a\ndirs/\n")
	link("../../patterns", ".git/info/exclude")
	link("../more", "sub/.gitignore")
	write(t, filepath.Join(root, "more"), "b\n")
	link("sub", "dirs")
	paths := []string{"a", "sub/b", "dirs", "sub/a"}
	compare(t, root, paths)
	r := open(t, root)
	for path, want := range map[string]bool{"a": true, "sub/b": false, "dirs": false} {
		if _, excluded := r.Excluded(path, false); excluded != want {
			t.Errorf("Excluded(%q) = %v, want %v", path, excluded, want)
		}
	}
}
