package ignore

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// gen makes random ignore files and paths that they may speak of.
type gen struct {
	*rand.Rand
	adversarial bool
	old         bool // git before 2.52, which takes "a**/b" for another thing
	used        []string
}

func (g *gen) pick(from ...string) string { return from[g.IntN(len(from))] }

// component is one component of a pattern.
func (g *gen) component() string {
	if !g.adversarial {
		return g.pick("a", "b", "foo", ".env", "build", "doc", "*.log", "*.o", "foo*", "**", "*", "?", "[ab]", "[!a]",
			"[a-z]*", ".env.*", "*.*", ".env.*.local", "node_modules", "f?o", "A", "Foo", ".ENV", "**foo", "b**", "foo ", "é", "a+b", "(x)", "a b")
	}
	var b strings.Builder
	for range 1 + g.IntN(5) {
		b.WriteString(g.pick("a", "b", "A", "B", "*", "**", "***", "?", "[", "]", "!", "^", "-", `\`, " ", "#", ".", ":", "\t", "\r",
			"[ab]", "[!a]", "[^b]", "[a-c]", "[A-C]", "[]-a]", "[[:alpha:]]", "[[:upper:]]", "[[:space:]]", "[[:punct:]x]", "[[:bad:]]",
			"[[:alpha]", "[[:]", `[\]]`, `[a\-c]`, `\a`, `\A`, `\*`, `\/`, "é", "\xff", "\xc3", "[\x80-\xff]", "(", ")", "+", "{", "}", "|", "$", "~",
			"#$~", ".*", "\ufeff", "\x00", "\x01", "[/]", "[!/]", "[a/b]"))
	}
	return b.String()
}

// line is one line of an ignore file.
func (g *gen) line() string {
	for {
		parts := make([]string, 1+g.IntN(3)*g.IntN(2))
		for i := range parts {
			parts[i] = g.component()
		}
		line := strings.Join(parts, "/")
		if g.IntN(4) == 0 {
			line = "/" + line
		}
		if g.IntN(4) == 0 {
			line += "/"
		}
		if g.IntN(4) == 0 {
			line = "!" + line
		}
		if g.IntN(12) == 0 {
			line += g.pick(" ", "  ", `\ `, `\  `, "\r", "\r\r", " \r", "/**", "//", "\\", "\x00x")
		}
		if !g.old || !changed(line) {
			g.used = append(g.used, line)
			return line
		}
	}
}

// changed reports whether version 2.52 of git changed what line means: before
// it, a "**" right after the literal start counted as a whole component.
func changed(line string) bool {
	line = strings.TrimPrefix(strings.TrimPrefix(line, "!"), "/")
	at := strings.IndexAny(line, `*?[\`)
	return at > 0 && line[at-1] != '/' && strings.HasPrefix(line[at:], "**")
}

func (g *gen) file() string {
	var b strings.Builder
	if g.IntN(10) == 0 {
		b.WriteString("\ufeff")
	}
	for range 1 + g.IntN(4) {
		b.WriteString(g.line())
		b.WriteString(g.pick("\n", "\n", "\n", "\r\n", "\n\n"))
	}
	if g.IntN(4) == 0 {
		return strings.TrimSuffix(b.String(), "\n")
	}
	return b.String()
}

// name is one component of a path. Half of them come from a pattern, with its
// wildcards filled in.
func (g *gen) name() string {
	name := g.pick("a", "b", "foo", ".env", "build", "x.log", "foo.o", "A", "Foo", ".env.local", ".env.x.local", "foo ", "é", "a+b", "(x)", "a b", "fooé", "x")
	switch {
	case g.IntN(2) == 0 && len(g.used) > 0:
		parts := strings.Split(g.used[g.IntN(len(g.used))], "/")
		name = g.fill(parts[g.IntN(len(parts))])
	case g.adversarial:
		name = g.fill(g.component())
	}
	name = strings.NewReplacer("/", "", "\x00", "").Replace(name)
	if name == "" || name[0] == ':' || name == "." || name == ".." || strings.EqualFold(name, ".git") || len(name) > 60 {
		return "a"
	}
	return name
}

// fill replaces most wildcards by what they match.
func (g *gen) fill(pattern string) string {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case g.IntN(12) == 0:
			b.WriteByte(c)
		case c == '*':
			b.WriteString(g.pick("", "a", "bb", ".", "\n"))
		case c == '?':
			b.WriteString(g.pick("a", "b", "\x80", " ", "."))
		case c == '[':
			b.WriteString(g.pick("a", "b", "B", "]", "-", "[", "\xc3"))
			if end := strings.LastIndexByte(pattern[i:], ']'); end > 0 {
				i += end
			}
		case c != '\\':
			b.WriteByte(c)
		}
	}
	return b.String()
}

// grow makes one tree of directories with ignore files below root/prefix, and
// returns the paths to ask about.
func (g *gen) grow(t testing.TB, root, prefix string) []string {
	t.Helper()
	g.used = nil
	var paths []string
	top := filepath.Join(root, prefix)
	write(t, filepath.Join(top, ".gitignore"), g.file())
	middle := g.name()
	if g.IntN(2) == 0 {
		write(t, filepath.Join(top, middle, ".gitignore"), g.file())
	}
	for range 5 {
		parts := []string{}
		if g.IntN(2) == 0 {
			parts = append(parts, middle)
		}
		for range 1 + g.IntN(3) {
			parts = append(parts, g.name())
		}
		path := strings.Join(parts, "/")
		if prefix != "" {
			path = prefix + "/" + path
		}
		if g.IntN(3) == 0 {
			if err := os.MkdirAll(filepath.Join(root, path), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		paths = append(paths, path)
	}
	return paths
}

// TestDifferential compares thousands of random cases with git: layered files,
// info/exclude and core.excludesFile, realistic and adversarial patterns, with
// and without core.ignoreCase.
func TestDifferential(t *testing.T) {
	cases, disagreements, excluded := 0, 0, 0
	ask := func(root string, paths []string) {
		verdicts, n := compare(t, root, paths)
		cases += len(paths)
		disagreements += n
		for _, v := range verdicts {
			if v.excluded {
				excluded++
			}
		}
	}
	old := !gitSince(t, 2, 52)
	for seed := range uint64(8) {
		g := &gen{Rand: rand.New(rand.NewPCG(seed, 1)), adversarial: seed&1 != 0, old: old}
		global := isolate(t)
		root := newRepo(t)
		if seed&2 != 0 {
			git(t, root, "config", "core.ignoreCase", "true")
		}
		write(t, global+".ignore", "zzz\nfoo.o\n/c1*/b\n!x.log\n")
		git(t, root, "config", "core.excludesFile", global+".ignore")
		write(t, filepath.Join(root, ".git/info/exclude"), "!foo.o\nb/\nc2*/a\n.env.l*\n")
		var paths []string
		for i := range 120 {
			paths = append(paths, g.grow(t, root, fmt.Sprintf("c%d", i))...)
		}
		ask(root, paths)
	}
	for seed := range uint64(40) { // the same at the root itself
		g := &gen{Rand: rand.New(rand.NewPCG(seed, 2)), adversarial: seed&1 != 0, old: old}
		isolate(t)
		root := newRepo(t)
		ask(root, g.grow(t, root, ""))
	}
	t.Logf("%d cases, %d disagreements, %d excluded", cases, disagreements, excluded)
	if excluded < cases/10 {
		t.Errorf("only %d of %d paths are excluded: the cases are too easy", excluded, cases)
	}
}
