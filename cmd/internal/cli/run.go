package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/msgine/msginelint/cmd/internal/goscan"
	"github.com/msgine/msginelint/filescan"
	"github.com/msgine/msginelint/gitscan"
	"github.com/msgine/msginelint/gitscan/ignore"
	"github.com/msgine/msginelint/rules/envfile"
	"github.com/msgine/msginelint/rules/finding"
)

// check is the command check: everything.
func (a *app) check(ctx context.Context, cmd *cobra.Command, args []string) error {
	t, err := here()
	if len(args) > 0 {
		t, err = find(args[0], cmd.Root())
	}
	if err != nil {
		return err
	}
	j, err := a.job(t)
	if err != nil {
		return err
	}
	if t.file != "" {
		return j.finishFiles(ctx, t.file)
	}
	r, err := j.everything(ctx)
	if err != nil {
		return err
	}
	return a.finish(t, j.settings, r)
}

// everything scans files, git and Go code.
func (j *job) everything(ctx context.Context) (finding.Result, error) {
	var files filescan.Report
	var err error
	if j.bare() {
		j.say("note: a bare repository: its history is scanned, there is no work tree")
	} else if files, err = j.scanFiles(ctx); err != nil {
		return finding.Result{}, err
	}
	var history gitscan.Report
	switch {
	case j.gitErr != nil:
		history.Coverage.Skip("git history", j.gitErr.Error())
	case !j.git:
		j.say("note: not a git repository: no history to scan")
	default:
		if history, err = j.scanHistory(ctx); err != nil {
			if ctx.Err() != nil {
				return finding.Result{}, err
			}
			history.Coverage.Skip("git history", err.Error()) // the rest was scanned all the same
		}
	}
	code, err := j.scanModules(ctx, files.Mentions)
	if err != nil {
		return finding.Result{}, err
	}
	return finding.Merge(j.withoutEmbeds(code, files.Findings), j.envRules(files, history, true), files.Result, history.Result), nil
}

// finishFiles scans the named files and reports.
func (j *job) finishFiles(ctx context.Context, paths ...string) error {
	files, err := j.scanFiles(ctx, paths...)
	if err != nil {
		return err
	}
	whole := j.target
	whole.sub = "" // what is named is wanted, wherever it lies
	return j.finish(whole, j.settings, finding.Merge(files.Result, j.envRules(files, gitscan.Report{}, false)))
}

// files is the command files: text only.
func (a *app) files(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = []string{"."}
	}
	t, err := here()
	if err != nil {
		return err
	}
	j, err := a.job(t)
	if err != nil {
		return err
	}
	if len(args) == 1 && args[0] == "-" {
		r, err := filescan.Stream(ctx, j.fileOptions(&bar{}), "<stdin>", a.stdin)
		if err != nil {
			return err
		}
		return a.finish(t, j.settings, finding.Merge(r.Result))
	}
	var paths []string
	for _, arg := range args {
		if arg == "-" {
			return usage(`"-" is standard input and stands alone`)
		}
		if _, err := os.Lstat(arg); errors.Is(err, fs.ErrNotExist) {
			return usage("%s: no such file or directory", arg)
		}
		abs, err := filepath.Abs(arg)
		if err != nil {
			return err
		}
		paths = append(paths, abs)
	}
	return j.finishFiles(ctx, paths...)
}

// vet is the command vet: the Go passes only.
func (a *app) vet(ctx context.Context, packages []string) error {
	t, err := find(".", nil)
	if err != nil {
		return err
	}
	dir := filepath.Join(t.root, filepath.FromSlash(t.sub))
	t.sub = ""
	j, err := a.job(t)
	if err != nil {
		return err
	}
	r, err := j.scanGo(ctx, dir, packages...)
	if errors.Is(err, goscan.ErrNoGo) {
		return errors.New("go command not found in PATH: the Go passes need it")
	}
	if err != nil {
		return err
	}
	return a.finish(t, j.settings, finding.Merge(r))
}

// history is the command history: git only.
func (a *app) history(ctx context.Context, args []string, since *string) error {
	t, err := here()
	if err != nil {
		return err
	}
	if err := t.needsGit(); err != nil {
		return err
	}
	j, err := a.job(t)
	if err != nil {
		return err
	}
	o := gitscan.Options{Matcher: j.matcher}
	if len(args) > 0 {
		o.Range = args[0]
	}
	if since != nil {
		if o.Since, err = parseSince(*since, a.started); err != nil {
			return err
		}
	}
	r, err := j.scanObjects(ctx, o)
	if errors.Is(err, gitscan.ErrRevision) {
		return usage("%w", err)
	}
	if err != nil {
		return err
	}
	return a.finish(t, j.settings, finding.Merge(r.Result))
}

// needsGit fails where there is no repository to read.
func (t *target) needsGit() error {
	if t.gitErr != nil {
		return t.gitErr
	}
	if !t.git {
		return usage("%w", gitscan.ErrNotFound)
	}
	return nil
}

// ignore is the command ignore: the .env rules only.
func (a *app) ignore(ctx context.Context, fix bool) error {
	t, err := here()
	if err != nil {
		return err
	}
	if err := t.needsGit(); err != nil {
		return err
	}
	if t.bare() {
		return usage("a bare repository has no work tree, so nothing is ignored in it")
	}
	j, err := a.job(t)
	if err != nil {
		return err
	}
	files, err := j.scanFiles(ctx)
	if err != nil {
		return err
	}
	history, err := j.scanHistory(ctx)
	if err != nil {
		return err
	}
	if fix {
		if err := j.fixIgnore(files); err != nil {
			return err
		}
	}
	// A key that a .env held in some commit is in history's findings.
	history.Findings = slices.DeleteFunc(history.Findings, func(f finding.Finding) bool {
		return envfile.Of(f.Location.Path) != envfile.Secret && envfile.Of(f.Location.Path) != envfile.Variant
	})
	files.Findings = nil
	return a.finish(t, j.settings, finding.Merge(j.envRules(files, history, true), files.Result, history.Result))
}

// fixIgnore appends the patterns that are missing and reads the rules again.
func (j *job) fixIgnore(files filescan.Report) error {
	var paths []string
	for _, f := range j.envRules(files, gitscan.Report{}, true).Findings {
		if f.Location.Path != "" {
			paths = append(paths, f.Location.Path)
		}
	}
	added, err := ignore.Fix(j.layout, paths...)
	for _, pattern := range added { // said even where another one failed
		j.say("added to .gitignore: " + pattern)
	}
	if err != nil {
		return err
	}
	j.rules, err = ignore.Open(j.layout)
	return err
}
