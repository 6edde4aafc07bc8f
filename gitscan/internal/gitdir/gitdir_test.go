package gitdir

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// git runs git in dir, without the machine's configuration.
func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.c", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.c"}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// newRepo returns a directory, links resolved, with the repository "r" in it.
func newRepo(t *testing.T, initArgs ...string) (dir, repo string) {
	t.Helper()
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE"} {
		t.Setenv(name, "")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	git(t, dir, append(append([]string{"init", "-q"}, initArgs...), "r")...)
	repo = filepath.Join(dir, "r")
	git(t, repo, "commit", "-q", "--allow-empty", "-m", "first")
	return dir, repo
}

func mkdir(t *testing.T, dir string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func wantFound(t *testing.T, path string, want Layout) {
	t.Helper()
	if got, err := Find(path); err != nil || got != want {
		t.Errorf("Find(%s) = %+v, %v, want %+v", path, got, err, want)
	}
}

func wantBroken(t *testing.T, path string) {
	t.Helper()
	if got, err := Find(path); err == nil || errors.Is(err, ErrNotFound) {
		t.Errorf("Find(%s) = %+v, %v, want an error other than ErrNotFound", path, got, err)
	}
}

func TestFindParents(t *testing.T) {
	dir, repo := newRepo(t)
	dotgit := filepath.Join(repo, ".git")
	want := Layout{WorkTree: repo, GitDir: dotgit, CommonDir: dotgit}
	sub := mkdir(t, filepath.Join(repo, "sub"))
	wantFound(t, sub, want)
	mkdir(t, filepath.Join(sub, ".git")) // git looks past an empty one
	wantFound(t, sub, want)
	if _, err := Find(dir); !errors.Is(err, ErrNotFound) {
		t.Errorf("Find above the repository: %v, want ErrNotFound", err)
	}
	git(t, dir, "clone", "-q", "--bare", "r", "bare")
	bare := filepath.Join(dir, "bare")
	wantFound(t, bare, Layout{GitDir: bare, CommonDir: bare})
}

func TestFindBroken(t *testing.T) {
	for _, part := range []string{"HEAD", "refs", "objects"} {
		t.Run(part, func(t *testing.T) {
			_, repo := newRepo(t)
			if err := os.RemoveAll(filepath.Join(repo, ".git", part)); err != nil {
				t.Fatal(err)
			}
			wantBroken(t, repo)
			wantBroken(t, mkdir(t, filepath.Join(repo, "sub")))
			t.Setenv("GIT_DIR", filepath.Join(repo, ".git"))
			wantBroken(t, repo)
		})
	}
	files := map[string]string{"no line": "hello\n", "nowhere": "gitdir: /nonexistent\n", "empty": ""}
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			_, repo := newRepo(t)
			sub := mkdir(t, filepath.Join(repo, "sub"))
			write(t, filepath.Join(sub, ".git"), text)
			wantBroken(t, sub)
		})
	}
	t.Run("link to nothing", func(t *testing.T) {
		dir, _ := newRepo(t)
		if err := os.Symlink("/nonexistent", filepath.Join(dir, ".git")); err != nil {
			t.Fatal(err)
		}
		wantBroken(t, dir)
	})
	t.Run("GIT_DIR", func(t *testing.T) {
		_, repo := newRepo(t)
		t.Setenv("GIT_DIR", "/nonexistent")
		wantBroken(t, repo)
	})
}

func TestFindUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything: run as another user")
	}
	for _, mode := range []os.FileMode{0, 0o600} {
		_, repo := newRepo(t)
		dotgit := filepath.Join(repo, ".git")
		if err := os.Chmod(dotgit, mode); err != nil {
			t.Fatal(err)
		}
		wantBroken(t, repo)
		if err := os.Chmod(dotgit, 0o755); err != nil { // for TempDir's removal
			t.Fatal(err)
		}
	}
}

func TestEnvironment(t *testing.T) {
	dir, repo := newRepo(t)
	dotgit := filepath.Join(repo, ".git")
	sub := mkdir(t, filepath.Join(repo, "sub"))
	git(t, repo, "worktree", "add", "-q", "../linked")
	linked := filepath.Join(dir, "linked")
	linkedGit := filepath.Join(dotgit, "worktrees", "linked")
	git(t, dir, "clone", "-q", "--bare", "r", "bare")
	bare := filepath.Join(dir, "bare")
	git(t, dir, "init", "-q", "--separate-git-dir", "store", "apart")
	apart, store := filepath.Join(dir, "apart"), filepath.Join(dir, "store")
	outside := mkdir(t, filepath.Join(dir, "outside"))

	tests := []struct{ name, cwd, gitDir, workTree, want, common string }{
		{"top", repo, ".git", "", repo, dotgit},
		{"the current directory is the top", sub, dotgit, "", sub, dotgit},
		{"linked", linked, linkedGit, "", linked, dotgit},
		{"separate", apart, store, "", apart, store},
		{"bare", outside, bare, "", "", bare},
		{"a bare repository's hook", bare, ".", "", "", bare},
		{"post-receive", dotgit, ".", "", "", dotgit},
		{"GIT_WORK_TREE", outside, bare, repo, repo, bare},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(tt.cwd)
			t.Setenv("GIT_DIR", tt.gitDir)
			t.Setenv("GIT_WORK_TREE", tt.workTree)
			gitDir, err := filepath.Abs(tt.gitDir)
			if err != nil {
				t.Fatal(err)
			}
			wantFound(t, ".", Layout{WorkTree: tt.want, GitDir: gitDir, CommonDir: tt.common})
		})
	}
	t.Run("a .git file", func(t *testing.T) {
		t.Chdir(apart)
		t.Setenv("GIT_DIR", ".git")
		wantFound(t, ".", Layout{WorkTree: apart, GitDir: store, CommonDir: store})
	})
	t.Run("GIT_IMPLICIT_WORK_TREE", func(t *testing.T) {
		t.Chdir(outside)
		t.Setenv("GIT_DIR", dotgit)
		t.Setenv("GIT_IMPLICIT_WORK_TREE", "0")
		wantFound(t, ".", Layout{GitDir: dotgit, CommonDir: dotgit})
	})
}

func TestCoreWorktree(t *testing.T) {
	dir, repo := newRepo(t)
	dotgit := filepath.Join(repo, ".git")
	tree := mkdir(t, filepath.Join(dir, "tree"))
	git(t, repo, "worktree", "add", "-q", "../linked")
	linked := filepath.Join(dir, "linked")
	for _, value := range []string{"../../tree", tree} {
		git(t, repo, "config", "core.worktree", value)
		want := Layout{WorkTree: tree, GitDir: dotgit, CommonDir: dotgit}
		wantFound(t, repo, want)
		t.Setenv("GIT_DIR", dotgit)
		wantFound(t, repo, want)
		t.Setenv("GIT_DIR", "")
	}
	// The shared file's is not the linked worktree's.
	wantFound(t, linked, Layout{WorkTree: linked, GitDir: filepath.Join(dotgit, "worktrees", "linked"), CommonDir: dotgit})
	write(t, filepath.Join(dotgit, "config"), "[core]\n\tworktree = ../../tree\n[nonsense\n")
	wantFound(t, repo, Layout{WorkTree: repo, GitDir: dotgit, CommonDir: dotgit})
}
