package gitscan

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
)

// reflogs is what the reflogs of all worktrees hold.
type reflogs struct {
	ctx     context.Context
	redact  redactor
	found   sightings    // keys in their messages and names
	stashes []objects.ID // every entry of the stash
	bytes   int64
	problem func(what, reason string)
}

// readReflogs searches every reflog, and lists the stashes. A reflog has one
// line for each change of a ref: "OLD NEW NAME <EMAIL> TIME ZONE\tMESSAGE".
func readReflogs(ctx context.Context, l Layout, redact redactor, problem func(what, reason string)) *reflogs {
	r := &reflogs{ctx: ctx, redact: redact, problem: problem}
	seen := map[string]bool{}
	dirs := []string{l.CommonDir}
	for _, w := range worktrees(l) {
		dirs = append(dirs, w.dir)
	}
	for _, dir := range dirs {
		if !seen[dir] {
			seen[dir] = true
			r.walk(filepath.Join(dir, "logs"), "logs")
		}
	}
	return r
}

// walk reads the reflogs below dir.
func (r *reflogs) walk(dir, name string) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.problem(name, "reflogs cannot be read: "+cause(err))
	}
	for _, e := range entries {
		path, name := filepath.Join(dir, e.Name()), name+"/"+e.Name()
		if e.IsDir() {
			r.walk(path, name)
			continue
		}
		if err := r.file(path, name); err != nil {
			r.problem(name, "reflog cannot be read: "+cause(err))
		}
	}
}

// file reads one reflog.
func (r *reflogs) file(path, name string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	// The name of the ref is searched where there is a log left of a ref that
	// is gone.
	r.redact.matcher.Bytes([]byte(name), func(m match.Match) { r.found.add(m, finding.InReflog) })
	n, _, err := r.redact.matcher.Reader(interruptible{r.ctx, f}, func(m match.Match) { r.found.add(m, finding.InReflog) })
	r.bytes += n
	if err != nil || !strings.HasSuffix(name, "logs/refs/stash") {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		if fields := bytes.Fields(line); len(fields) > 1 && plumbing.IsHash(string(fields[1])) {
			r.stashes = append(r.stashes, plumbing.NewHash(string(fields[1])))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
