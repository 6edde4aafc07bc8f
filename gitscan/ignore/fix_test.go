package ignore

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan/internal/gitdir"
)

func layout(t testing.TB, root string) gitdir.Layout {
	t.Helper()
	l, err := gitdir.Find(root)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFix(t *testing.T) {
	all := []string{".env", ".env.local", ".env.*.local"}
	for _, c := range []struct {
		name, before, after string
		files               map[string]string
		paths               []string
		added               []string
		err                 string
	}{
		{name: "no file", after: ".env\n.env.local\n.env.*.local\n", added: all},
		{name: "end", before: "x\n", after: "x\n.env\n.env.local\n.env.*.local\n", added: all},
		{name: "no newline at the end", before: "x", after: "x\n.env\n.env.local\n.env.*.local", added: all},
		{name: "CRLF", before: "x\r\ny\r\n", after: "x\r\ny\r\n.env\r\n.env.local\r\n.env.*.local\r\n", added: all},
		{name: "CRLF, no newline at the end", before: "x\r\ny", after: "x\r\ny\r\n.env\r\n.env.local\r\n.env.*.local", added: all},
		{name: "half a line ending", before: "x\r\ny\r", after: "x\r\ny\r\n.env\r\n.env.local\r\n.env.*.local", added: all},
		{name: "byte order mark alone", before: "\ufeff", after: "\ufeff\n.env\n.env.local\n.env.*.local", added: all},
		{name: "some are there", before: ".env\n", after: ".env\n.env.local\n.env.*.local\n", added: all[1:]},
		{name: "by another pattern", before: ".env*\n!.env.example\n", after: ".env*\n!.env.example\n"},
		{name: "at the root only", before: "/.env\n.env.*\n", after: "/.env\n.env.*\n.env\n", added: all[:1]},
		{name: "not at the root", before: "*/.env\n.env.*\n", after: "*/.env\n.env.*\n.env\n", added: all[:1]},
		{name: "included again", before: ".env*\n!.env\n", after: ".env*\n!.env\n.env\n", added: all[:1]},
		{name: "all is ignored", before: "*\n!*.go\n", after: "*\n!*.go\n"},
		{name: "in info/exclude only", files: map[string]string{".git/info/exclude": ".env*\n"}, after: ".env\n.env.local\n.env.*.local\n", added: all},
		{name: "a variant", before: ".env*\n!.env.prod\n", paths: []string{"a/.env.prod"}, after: ".env*\n!.env.prod\n/a/.env.prod\n", added: []string{"/a/.env.prod"}},
		{name: "awkward names", before: ".env\n.env.local\n.env.*.local\n", paths: []string{"#a[b]/.env.x*", "!/.env.y  ", `b\c?/.env.z`},
			after: ".env\n.env.local\n.env.*.local\n/#a\\[b]/.env.x\\*\n/!/.env.y\\ \\ \n/b\\\\c\\?/.env.z\n",
			added: []string{`/#a\[b]/.env.x\*`, `/!/.env.y\ \ `, `/b\\c\?/.env.z`}},
		{name: "a secret file that the root includes", before: ".env*\n!/a/.env.local\n", paths: []string{"a/.env.local"}, after: ".env*\n!/a/.env.local\n.env.local\n", added: all[1:2]},
		{name: "a secret name in capitals", before: ".env\n.env.local\n.env.*.local\n", paths: []string{".env.LOCAL"}, after: ".env\n.env.local\n.env.*.local\n/.env.LOCAL\n", added: []string{"/.env.LOCAL"}},
		{name: "a deeper file includes it", before: ".env*\n", files: map[string]string{"a/.gitignore": "x\n!.env\n"}, paths: []string{"a/.env"}, after: ".env*\n",
			err: `git still does not ignore a/.env: a/.gitignore:2 includes it again with "!.env"`},
		{name: "not to be ignored", before: ".env*\n!.env.example\n", paths: []string{".gitignore", ".env.example", "main.go"}, after: ".env*\n!.env.example\n"},
		{name: "nested", before: ".env\n.env.*.local\n.env.local\n", files: map[string]string{"a/.git": "gitdir: x"}, paths: []string{"a/b/.env.prod"}, after: ".env\n.env.*.local\n.env.local\n"},
		{name: "outside", before: "x\n", after: "x\n", paths: []string{"../.env"}, err: "is no path in the work tree"},
		{name: "not a pattern", before: "x\n", after: "x\n", paths: []string{"a\nb/.env.x"}, err: "cannot be written as a pattern"},
	} {
		t.Run(c.name, func(t *testing.T) {
			isolate(t)
			root := newRepo(t)
			name := filepath.Join(root, ".gitignore")
			if c.before != "" {
				write(t, name, c.before)
			}
			for file, text := range c.files {
				write(t, filepath.Join(root, file), text)
			}
			for range 2 { // the second time changes nothing
				added, err := Fix(layout(t, root), c.paths...)
				if !slices.Equal(added, c.added) {
					t.Errorf("added %q, want %q", added, c.added)
				}
				if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
					t.Errorf("error %v, want %q", err, c.err)
				}
				if text, _ := os.ReadFile(name); string(text) != c.after {
					t.Errorf("got %q, want %q", text, c.after)
				}
				c.added = nil
			}
			if c.err == "" {
				for i, v := range checkIgnore(t, root, false, append([]string{".env", "q/.env", ".env.local", "q/.env.x.local"}, c.paths...)) {
					if !v.excluded && c.name != "not to be ignored" && c.name != "nested" {
						t.Errorf("git does not ignore path %d", i)
					}
				}
			}
			if left, _ := filepath.Glob(root + "/.gitignore.*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// TestFixLeavesRest: mode and links stay, and a link is not followed.
func TestFixLeavesRest(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	write(t, root+"/.gitignore", "x\n")
	if err := os.Chmod(root+"/.gitignore", 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := Fix(layout(t, root)); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(root + "/.gitignore"); err != nil || info.Mode() != fs.FileMode(0o640) {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	write(t, root+"/elsewhere", "x\n")
	os.Remove(root + "/.gitignore")
	if err := os.Symlink("elsewhere", root+"/.gitignore"); err != nil {
		t.Skip(err)
	}
	if _, err := Fix(layout(t, root)); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Errorf("error %v", err)
	}
	if text, _ := os.ReadFile(root + "/elsewhere"); string(text) != "x\n" {
		t.Errorf("the link was followed: %q", text)
	}
	os.Remove(root + "/.gitignore")
	if err := os.Mkdir(root+"/.gitignore", 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Fix(layout(t, root)); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("error %v", err)
	}
}
