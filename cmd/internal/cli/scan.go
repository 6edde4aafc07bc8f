package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/msgine/msginelint/analyzer"
	"github.com/msgine/msginelint/cmd/internal/goscan"
	"github.com/msgine/msginelint/filescan"
	"github.com/msgine/msginelint/gitscan"
	"github.com/msgine/msginelint/gitscan/ignore"
	"github.com/msgine/msginelint/rules/finding"
)

// job is one command's work on one target.
type job struct {
	*app
	target
	settings
	rules *ignore.Rules // nil outside a work tree
}

// job prepares the work on path.
func (a *app) job(t target) (*job, error) {
	s, err := a.settingsOf(t)
	if err != nil {
		return nil, err
	}
	j := &job{app: a, target: t, settings: s}
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
		Nested:   nestedRules(j.root),
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

// nestedRules opens the ignore rules of a repository inside root.
func nestedRules(root string) func(dir string) filescan.Ignorer {
	return func(dir string) filescan.Ignorer {
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(root, filepath.FromSlash(dir))
		}
		layout, err := gitscan.Find(dir)
		if err != nil || layout.WorkTree == "" {
			return nil
		}
		rules, err := ignore.Open(layout)
		if err != nil {
			return nil
		}
		return rules
	}
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

// scanHistory scans git.
func (j *job) scanHistory(ctx context.Context, commits string) (gitscan.Report, error) {
	progress := j.bar("git objects", 1)
	defer progress.done()
	return gitscan.History(ctx, j.layout, gitscan.Options{Matcher: j.matcher, Range: commits, Progress: progress.to})
}

// envRules judges the .env files. With everything known, also the repository's
// own rules: whether a .env would be ignored at all.
func (j *job) envRules(files filescan.Report, history gitscan.Report, everything bool) finding.Result {
	if j.rules == nil {
		return finding.Result{}
	}
	check := ignore.Check{Rules: j.rules, EnvName: j.providers[0].Env[0], UsesProvider: everything && len(files.Mentions) > 0}
	for _, f := range files.EnvFiles {
		if f.Repository == "" {
			check.Files = append(check.Files, ignore.EnvFile{Path: f.Path, Keys: f.Keys, NamesProvider: f.NamesProvider})
		}
	}
	for _, c := range history.EnvFiles {
		check.Committed = append(check.Committed, ignore.Committed{Path: c.Path, History: c.History, HoldsKey: c.HoldsKey})
	}
	return check.Result()
}

// scanModules runs the Go passes in every module with a Go file among mentions.
func (j *job) scanModules(ctx context.Context, mentions []string) (finding.Result, error) {
	modules, homeless := goscan.Modules(j.root, mentions)
	var all []finding.Result
	if len(homeless) > 0 {
		var r finding.Result
		r.Coverage.Limit(andMore(homeless), "in no Go module: Go passes not run, text scan only")
		all = append(all, r)
	}
	progress := j.bar("Go modules", int64(len(modules)))
	defer progress.done()
	for i, dir := range modules {
		progress.to(int64(i), int64(len(modules)))
		r, err := j.scanGo(ctx, filepath.Join(j.root, filepath.FromSlash(dir)))
		if errors.Is(err, goscan.ErrNoGo) {
			r.Coverage.Limit("Go packages", "go command not found: Go passes not run")
			return finding.Merge(append(all, r)...), nil
		}
		if err != nil {
			return finding.Result{}, err
		}
		all = append(all, r)
	}
	return finding.Merge(all...), nil
}

// andMore names the first of list and counts the rest.
func andMore(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return fmt.Sprintf("%s and %d more", list[0], len(list)-1)
}

// scanGo runs the Go passes over packages, seen from dir.
func (j *job) scanGo(ctx context.Context, dir string, packages ...string) (finding.Result, error) {
	tool, err := os.Executable()
	if err != nil {
		return finding.Result{}, fmt.Errorf("find own executable: %w", err)
	}
	flags, err := analyzer.VetFlags(j.config.Providers...)
	if err != nil {
		return finding.Result{}, err
	}
	return goscan.Run(ctx, goscan.Options{Root: j.root, Dir: dir, Packages: packages, Tool: tool, Flags: flags, Decode: decode})
}

// decode turns a diagnostic's category into what it says of a finding.
func decode(category string) (finding.Finding, bool) {
	d, ok := analyzer.Decode(category)
	return finding.Finding{Severity: d.Severity, Provider: d.Provider, Key: d.Key, Kind: d.Kind.String(), Encoding: string(d.Encoding)}, ok
}
