package ignore

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/msgine/msginelint/gitscan/internal/gitdir"
)

// sourceCase is one place from which git learns of an ignore file, or not.
type sourceCase struct {
	name string
	set  func(t *testing.T, root, home, global string)
	want bool // whether "secret" is ignored
}

// patterns writes an ignore file and returns its name.
func patterns(t *testing.T, name string) string {
	t.Helper()
	write(t, name, "secret\n")
	return name
}

func placeCases() []sourceCase {
	return []sourceCase{
		{"nothing", func(t *testing.T, root, home, global string) {}, false},
		{"XDG default", func(t *testing.T, root, home, global string) {
			patterns(t, filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "git/ignore"))
		}, true},
		{"home default", func(t *testing.T, root, home, global string) {
			t.Setenv("XDG_CONFIG_HOME", "")
			patterns(t, filepath.Join(home, ".config/git/ignore"))
		}, true},
		{"an empty value is none", func(t *testing.T, root, home, global string) {
			patterns(t, filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "git/ignore"))
			git(t, root, "config", "core.excludesFile", "")
		}, false},
		{"local", func(t *testing.T, root, home, global string) {
			git(t, root, "config", "core.excludesFile", patterns(t, home+"/x"))
		}, true},
		{"tilde", func(t *testing.T, root, home, global string) {
			patterns(t, home+"/x")
			git(t, root, "config", "core.excludesFile", "~/x")
		}, true},
		{"relative", func(t *testing.T, root, home, global string) {
			patterns(t, root+"/x")
			git(t, root, "config", "core.excludesFile", "x")
		}, true},
		{"GIT_CONFIG_GLOBAL", func(t *testing.T, root, home, global string) {
			git(t, root, "config", "-f", global, "core.excludesFile", patterns(t, home+"/x"))
		}, true},
		{"~/.gitconfig", func(t *testing.T, root, home, global string) {
			os.Unsetenv("GIT_CONFIG_GLOBAL")
			git(t, root, "config", "-f", home+"/.gitconfig", "core.excludesFile", patterns(t, home+"/x"))
		}, true},
		{"~/.gitconfig beats XDG", func(t *testing.T, root, home, global string) {
			os.Unsetenv("GIT_CONFIG_GLOBAL")
			write(t, os.Getenv("XDG_CONFIG_HOME")+"/git/config", "[core]\nexcludesFile = /none\n")
			git(t, root, "config", "-f", home+"/.gitconfig", "core.excludesFile", patterns(t, home+"/x"))
		}, true},
		{"system", func(t *testing.T, root, home, global string) {
			os.Unsetenv("GIT_CONFIG_NOSYSTEM")
			t.Setenv("GIT_CONFIG_SYSTEM", home+"/system")
			git(t, root, "config", "-f", home+"/system", "core.excludesFile", patterns(t, home+"/x"))
		}, true},
		{"system turned off", func(t *testing.T, root, home, global string) {
			t.Setenv("GIT_CONFIG_SYSTEM", home+"/system")
			git(t, root, "config", "-f", home+"/system", "core.excludesFile", patterns(t, home+"/x"))
		}, false},
		{"local beats global", func(t *testing.T, root, home, global string) {
			git(t, root, "config", "-f", global, "core.excludesFile", patterns(t, home+"/x"))
			git(t, root, "config", "core.excludesFile", "/none")
		}, false},
		{"GIT_CONFIG_COUNT", func(t *testing.T, root, home, global string) {
			t.Setenv("GIT_CONFIG_COUNT", "1")
			t.Setenv("GIT_CONFIG_KEY_0", "CORE.excludesfile")
			t.Setenv("GIT_CONFIG_VALUE_0", patterns(t, home+"/x"))
		}, true},
		{"git -c", func(t *testing.T, root, home, global string) {
			t.Setenv("GIT_CONFIG_PARAMETERS", "'core.excludesfile'='"+patterns(t, home+"/it")+"'")
		}, true},
		{"worktree config", func(t *testing.T, root, home, global string) {
			git(t, root, "config", "extensions.worktreeConfig", "true")
			git(t, root, "config", "--worktree", "core.excludesFile", patterns(t, home+"/x"))
		}, true},
		{"worktree config turned off", func(t *testing.T, root, home, global string) {
			write(t, root+"/.git/config.worktree", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
		}, false},
	}
}

func includeCases() []sourceCase {
	return []sourceCase{
		{"include", func(t *testing.T, root, home, global string) {
			write(t, home+"/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			git(t, root, "config", "-f", global, "include.path", "more")
		}, true},
		{"a setting after the include wins", func(t *testing.T, root, home, global string) {
			write(t, home+"/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			write(t, global, "[include]\npath = more\n[core]\nexcludesFile = /none\n")
		}, false},
		{"includeIf gitdir", func(t *testing.T, root, home, global string) {
			write(t, home+"/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			git(t, root, "config", "-f", global, "includeIf.gitdir:"+filepath.Dir(root)+"/.path", "more")
		}, true},
		{"includeIf gitdir by name", func(t *testing.T, root, home, global string) {
			write(t, home+"/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			git(t, root, "config", "-f", global, "includeIf.gitdir:"+filepath.Base(root)+"/.path", "more")
		}, true},
		{"includeIf gitdir elsewhere", func(t *testing.T, root, home, global string) {
			write(t, home+"/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			git(t, root, "config", "-f", global, "includeIf.gitdir:~/.path", "more")
		}, false},
		{"includeIf gitdir in another case", func(t *testing.T, root, home, global string) {
			write(t, home+"/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			git(t, root, "config", "-f", global, "includeIf.gitdir/i:"+strings.ToUpper(root)+"/.path", "more")
		}, true},
		{"includeIf relative to the file", func(t *testing.T, root, home, global string) {
			write(t, root+"/.git/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			git(t, root, "config", "includeIf.gitdir:./.path", "more")
		}, false},
		{"includeIf onbranch", func(t *testing.T, root, home, global string) {
			write(t, home+"/more", "[core]\nexcludesFile = "+patterns(t, home+"/x"))
			git(t, root, "config", "-f", global, "includeIf.onbranch:ma*.path", "more")
		}, true},
	}
}

// TestSources: in each case "secret" is ignored, or is not, for git and for us.
func TestSources(t *testing.T) {
	for _, c := range append(placeCases(), includeCases()...) {
		t.Run(c.name, func(t *testing.T) {
			global := isolate(t)
			root := newRepo(t)
			c.set(t, root, os.Getenv("HOME"), global)
			verdicts, _ := compare(t, root, []string{"secret"})
			if verdicts[0].excluded != c.want {
				t.Errorf("git says %v, want %v", verdicts[0].excluded, c.want)
			}
		})
	}
}

func TestLinkedWorktree(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	write(t, root+"/.gitignore", "a\n")
	write(t, root+"/tracked.log", "")
	git(t, root, "add", ".")
	git(t, root, "commit", "-q", "-m", "m")
	tree := t.TempDir() + "/tree"
	git(t, root, "worktree", "add", "-q", tree)
	write(t, root+"/.git/info/exclude", "b\n*.log\n")
	paths := []string{"a", "b", "c", "tracked.log"}
	r := open(t, tree)
	for i, want := range checkIgnore(t, tree, false, paths) {
		// Git shows info/exclude of the shared directory by its whole path.
		if p, excluded := r.Excluded(paths[i], false); excluded != want.excluded || p.File != want.File {
			t.Errorf("%s: got %v %v, want %v", paths[i], p, excluded, want)
		}
	}
	if r.Ignored("tracked.log", false) || !r.Ignored("b", false) {
		t.Error("the worktree's own index is not asked")
	}
}

// TestSkips: what cannot be read is told, and ignores nothing.
func TestSkips(t *testing.T) {
	big := func(t *testing.T, name string) {
		write(t, name, "secret\n")
		if err := os.Truncate(name, maxFile+1); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, what, reason string
		set                func(t *testing.T, root, global string)
	}{
		{"huge", "sub/.gitignore", "larger than 100 MiB", func(t *testing.T, root, global string) { big(t, root+"/sub/.gitignore") }},
		{"fifo", "sub/.gitignore", "not a regular file", func(t *testing.T, root, global string) {
			write(t, root+"/sub/x", "")
			if err := exec.Command("mkfifo", root+"/sub/.gitignore").Run(); err != nil {
				t.Skip("no named pipes here:", err)
			}
		}},
		{"link to itself", ".git/info/exclude", "too many levels", func(t *testing.T, root, global string) {
			if err := os.Symlink("exclude", root+"/.git/info/exclude"); err != nil {
				t.Skip(err)
			}
		}},
		{"bad config", "config", "line 2", func(t *testing.T, root, global string) {
			write(t, root+"/.git/config", "[core]\n= x\n")
		}},
		{"bad value", "config", "core.ignorecase", func(t *testing.T, root, global string) {
			write(t, root+"/.git/config", "[core]\nignorecase = perhaps\n")
		}},
		{"condition that matters", "gitconfig", "not evaluated", func(t *testing.T, root, global string) {
			write(t, global, "[includeIf \"hasconfig:remote.*.url:x\"]\npath = more\n")
			write(t, filepath.Dir(global)+"/more", "[core]\nexcludesFile = x\n")
		}},
		{"includes without end", "gitconfig", "too deep", func(t *testing.T, root, global string) {
			write(t, global, "[include]\npath = gitconfig\n")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			global := isolate(t)
			root := newRepo(t)
			c.set(t, root, global)
			r := open(t, root)
			if _, excluded := r.Excluded("sub/secret", false); excluded {
				t.Error("excluded")
			}
			skipped := r.Err()
			if len(skipped) != 1 || !strings.HasSuffix(skipped[0].What, c.what) || !strings.Contains(skipped[0].Reason, c.reason) {
				t.Errorf("skipped %v, want one of %s that says %q", skipped, c.what, c.reason)
			}
		})
	}
	t.Run("condition that does not matter", func(t *testing.T) {
		global := isolate(t)
		write(t, global, "[includeIf \"hasconfig:remote.*.url:x\"]\npath = more\n")
		write(t, filepath.Dir(global)+"/more", "[user]\nname = x\n")
		if skipped := open(t, newRepo(t)).Err(); len(skipped) > 0 {
			t.Error(skipped)
		}
	})
	t.Run("unreadable", func(t *testing.T) {
		if os.Getuid() == 0 {
			t.Skip("the superuser reads everything")
		}
		isolate(t)
		root := newRepo(t)
		write(t, root+"/.gitignore", "secret\n")
		if err := os.Chmod(root+"/.gitignore", 0); err != nil {
			t.Fatal(err)
		}
		r := open(t, root)
		if _, excluded := r.Excluded("secret", false); excluded || len(r.Err()) != 1 {
			t.Errorf("excluded %v, skipped %v", excluded, r.Err())
		}
	})
}

func TestOpenBare(t *testing.T) {
	if _, err := Open(gitdir.Layout{GitDir: "/x", CommonDir: "/x"}); err == nil {
		t.Error("no error for a repository without a work tree")
	}
}

func TestNested(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	git(t, root, "init", "-q", "clone")
	write(t, root+"/submodule/.git", "gitdir: ../.git/modules/submodule\n")
	write(t, root+"/fake/.git/x", "")
	write(t, root+"/fakefile/.git", "x")
	r := open(t, root)
	for path, want := range map[string]bool{"clone": true, "submodule": true, "fake": false, "fakefile": false, "none": false, "": false, ".": false} {
		if got := r.Nested(path); got != want {
			t.Errorf("Nested(%q) = %v, want %v", path, got, want)
		}
	}
}

// TestConcurrent asks about the same tree from many goroutines at once.
func TestConcurrent(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	write(t, root+"/.gitignore", rootPatterns)
	write(t, root+"/internal/.gitignore", "*.md\n!README.md\n")
	write(t, root+"/x.log", "")
	git(t, root, "add", "-f", "x.log")
	r := open(t, root)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, p := range benchTree()[:500] {
				if r.Ignored(p, false) != strings.HasSuffix(p, ".md") {
					t.Errorf("%d: %s is wrong", i, p)
				}
			}
			if r.Ignored("x.log", false) || !r.Ignored("y.log", false) {
				t.Error("tracked and untracked are mixed up")
			}
		})
	}
	wg.Wait()
}
