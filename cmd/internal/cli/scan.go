package cli

import (
	"context"
	"path/filepath"

	"github.com/msgine/msginelint/filescan"
	"github.com/msgine/msginelint/gitscan"
	"github.com/msgine/msginelint/gitscan/ignore"
)

// job is one command's work on one target.
type job struct {
	*app
	target
	settings
	rules  *ignore.Rules   // nil outside a work tree
	embeds map[string]bool // ids of keys: whether only //go:embed directives are where a Go pass saw them
}

// job prepares the work on path.
func (a *app) job(t target) (*job, error) {
	s, err := a.settingsOf(t)
	if err != nil {
		return nil, err
	}
	j := &job{app: a, target: t, settings: s, embeds: map[string]bool{}}
	if t.git && !t.bare() {
		if j.rules, err = ignore.Open(t.layout); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// fileOptions are the options of a scan of files.
func (j *job) fileOptions(progress *bar) filescan.Options {
	o := filescan.Options{
		Root:     j.root,
		Matcher:  j.matcher,
		InGit:    j.rules != nil,
		Exclude:  j.excludes(),
		Nested:   j.nestedIgnorer,
		Progress: func(files int, _ int64) { progress.to(int64(files), -1) },
	}
	if j.rules != nil {
		o.Ignorer = j.rules
	}
	return o
}

// excludes passes over what the config excludes, what lies outside the target,
// and the report of an earlier run.
func (j *job) excludes() func(path string, isDir bool) bool {
	output := ""
	if j.options.output != "" {
		if abs, err := filepath.Abs(j.options.output); err == nil {
			output = filepath.ToSlash(relative(j.root, abs))
		}
	}
	return func(path string, isDir bool) bool {
		if path == output || j.config.Excluded(path) {
			return true
		}
		above := isDir && (&target{sub: path}).inside(j.sub)
		return !above && !j.inside(path)
	}
}

// relative is path below root, or as it is outside.
func relative(root, path string) string {
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	if rel, err := filepath.Rel(root, path); err == nil {
		return rel
	}
	return path
}

// scanFiles scans the target's files: all of them, or the named ones.
func (j *job) scanFiles(ctx context.Context, paths ...string) (filescan.Report, error) {
	progress := j.bar("files", -1)
	defer progress.done()
	if len(paths) > 0 {
		return filescan.Paths(ctx, j.fileOptions(progress), paths)
	}
	return filescan.Tree(ctx, j.fileOptions(progress))
}

// scanHistory scans everything in git.
func (j *job) scanHistory(ctx context.Context) (gitscan.Report, error) {
	return j.scanObjects(ctx, gitscan.Options{Matcher: j.matcher})
}

// scanObjects scans in git what o says.
func (j *job) scanObjects(ctx context.Context, o gitscan.Options) (gitscan.Report, error) {
	progress := j.bar("git objects", 1)
	defer progress.done()
	o.Progress = progress.to
	return gitscan.History(ctx, j.layout, o)
}
