package gitconfig

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// isolate clears git's variables from the environment.
func isolate(t testing.TB) {
	t.Helper()
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "") // so that it is restored
			os.Unsetenv(name)
		}
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
}

// list is what git makes of a file, as "git config --list -z" prints it.
func list(t testing.TB, name string) (string, error) {
	t.Helper()
	cmd := exec.Command("git", "config", "-f", name, "--list", "-z")
	out, err := cmd.Output()
	return string(out), err
}

// ours is the same by [parse].
func ours(text string) (string, error) {
	var b strings.Builder
	err := parse(text, func(s setting) {
		b.WriteString(s.key)
		if s.value != nil {
			b.WriteString("\n" + *s.value)
		}
		b.WriteString("\x00")
	})
	return b.String(), err
}

func compare(t *testing.T, name, text string) (ok bool) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	want, wantErr := list(t, name)
	got, err := ours(text)
	if (err != nil) != (wantErr != nil) {
		t.Errorf("%q: error %v, git's %v", text, err, wantErr)
	} else if flat := strings.NewReplacer("\t", " ", "\r", " "); err == nil && flat.Replace(got) != flat.Replace(want) {
		// Before 2.45, git made every space in a value a blank.
		t.Errorf("%q:\n got %q\nwant %q", text, got, want)
	}
	return wantErr == nil
}

func TestParse(t *testing.T) {
	isolate(t)
	name := filepath.Join(t.TempDir(), "config")
	for _, text := range []string{
		"", "[core]\n", "[core]\n\tignoreCase = true\n", "[Core]IGNORECASE", "[core] ignorecase=1\r\n",
		"\ufeff[core]\nexcludesFile = ~/x # c\n", "[a \"B c\\\"d\\\\\"]\nk = v\n", "[A.B]\nk=v\n",
		"[a]\nk = \"x ; y\" z ; c\n", "[a]\nk = one \\\n  two\n", "[a]\nk = \\t\\n\\b\\\\\\\"\n", "[a]\nk = x\\q\n",
		"k = v\n", "[a]\nk = \"x\n", "[a\n", "[a \"b]\nk=v\n", "[a]\n1k = v\n", "[a]\nk v\n", "[a]\nk=\n", "[a]\nk = \"  \" \n",
		"[a]k=v[b]\n", "; c\n# d\n[a] # e\nk ; f\n", "[a]\nk = a\rb\n", "[a]\nk = v\\", "[include]\npath = x\n", "[a]\nk=\"a\"b\"c \" d  \n",
	} {
		compare(t, name, text)
	}
}

func TestParseDifferential(t *testing.T) {
	isolate(t)
	name := filepath.Join(t.TempDir(), "config")
	rng := rand.New(rand.NewPCG(1, 1))
	pieces := []string{"[a]", "[a \"b\"]", "[core]\n", "k", "key", "=", " = ", "v", "\"", "\\", "\n", "\n", "\r\n", "\t", " ", "#", ";", "]", "[",
		"\\n", "\\\"", "\\\n", "x y", "é", "-", "1", "\ufeff"}
	valid := 0
	for range 350 {
		var b strings.Builder
		if rng.IntN(8) > 0 {
			b.WriteString("[a]\n")
		}
		for range 1 + rng.IntN(9) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		if compare(t, name, b.String()) {
			valid++
		}
	}
	if valid < 50 {
		t.Errorf("only %d files are well-formed", valid)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[core]\nexcludesFile = \"~/x\" # c\n")
	f.Add("[includeIf \"gitdir:~/w/\"]\n\tpath = a\\\nb\n")
	f.Add("[a.b]k\n\\")
	f.Fuzz(func(t *testing.T, text string) {
		_ = parse(text, func(s setting) {
			if s.key == "" || strings.HasSuffix(s.key, ".") {
				t.Errorf("key %q", s.key)
			}
		})
	})
}

func TestParameters(t *testing.T) {
	for _, c := range []struct {
		text, want string
		fails      bool
	}{
		{"", "", false},
		{"'core.ignorecase'='true'", "core.ignorecase=true;", false},
		{"'Core.ExcludesFile=/a b' 'x.y'", "core.excludesfile=/a b;x.y;", false},
		{"'a.b.c'='it'\\''s'  'd.E.F'=", "a.b.c=it's;d.E.f;", false},
		{"'url.x=y.insteadof'='z'", "url.x=y.insteadof=z;", false},
		{"'a.b'='c'\\!'d'", "a.b=c!d;", false},
		{"core.x=1", "", true},
		{"'a.b'='c", "", true},
		{"'a.b'x", "", true},
	} {
		settings, err := parameters(c.text)
		got := ""
		for _, s := range settings {
			got += s.key
			if s.value != nil {
				got += "=" + *s.value
			}
			got += ";"
		}
		if got != c.want || (err != nil) != c.fails {
			t.Errorf("parameters(%q) = %q, %v", c.text, got, err)
		}
	}
}

func TestParseBool(t *testing.T) {
	isolate(t)
	for _, s := range []string{"true", "YES", "on", "1", "-1", "2k", "0", "off", "No", "", "0x10", "maybe", "1.5", "010", "1kk", "k", "1_0", "+1"} {
		out, err := exec.Command("git", "-c", "a.b="+s, "config", "--type=bool", "a.b").Output()
		got, gotErr := parseBool(s)
		if (gotErr != nil) != (err != nil) || err == nil && fmt.Sprintln(got) != string(out) {
			t.Errorf("parseBool(%q) = %v, %v; git says %q, %v", s, got, gotErr, out, err)
		}
	}
}
