package gitdir

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// core is what a repository's own configuration says of its work tree.
type core struct {
	bare     bool
	worktree string // as written; empty: not set
}

// maxConfig bounds a configuration file: the decoder's time grows with the
// square of the number of sections.
const maxConfig = 256 << 10

// readCore reads the settings as git does before it knows the work tree: from
// the repository's files alone, with no includes. A linked worktree does not
// obey the shared file unless worktrees have their own
// (git-worktree(1), "CONFIGURATION FILE").
func readCore(l Layout) core {
	shared := readConfig(filepath.Join(l.CommonDir, "config"))
	own := isTrue(shared.Section("extensions").Option("worktreeConfig"))
	var c core
	if l.CommonDir == l.GitDir || own {
		c.apply(shared)
	}
	if own {
		c.apply(readConfig(filepath.Join(l.GitDir, "config.worktree")))
	}
	return c
}

// apply takes what text sets.
func (c *core) apply(text *config.Config) {
	section := text.Section("core")
	if section.HasOption("bare") {
		c.bare = isTrue(section.Option("bare"))
	}
	if section.HasOption("worktree") {
		c.worktree = section.Option("worktree")
	}
}

// tree is the work tree that c names for l.
func (c core) tree(l Layout) string {
	if filepath.IsAbs(c.worktree) {
		return realPath(filepath.Clean(c.worktree))
	}
	return realPath(filepath.Join(realPath(l.GitDir), c.worktree))
}

// readConfig reads the file called name. One that cannot be read, is
// malformed or too large says nothing.
func readConfig(name string) *config.Config {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxConfig {
		return config.New()
	}
	f, err := os.Open(name)
	if err != nil {
		return config.New()
	}
	defer f.Close()
	c := config.New()
	if err := config.NewDecoder(io.LimitReader(f, maxConfig)).Decode(c); err != nil {
		return config.New()
	}
	return c
}

// isTrue reports whether git takes value for true.
func isTrue(value string) bool {
	switch strings.ToLower(value) {
	case "true", "yes", "on":
		return true
	}
	n, err := strconv.Atoi(value)
	return err == nil && n != 0
}

// isFalse reports whether git takes value for false, and it is not empty.
func isFalse(value string) bool {
	switch strings.ToLower(value) {
	case "false", "no", "off", "0":
		return true
	}
	return false
}
