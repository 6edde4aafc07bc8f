package cli

import (
	"context"
	"io"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"github.com/msgine/msginelint/filescan"
	"github.com/msgine/msginelint/gitscan"
	"github.com/msgine/msginelint/gitscan/ignore"
	"github.com/msgine/msginelint/rules/finding"
)

func (a *app) stagedCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "staged",
		Short: "Scan what the index is about to commit (for a pre-commit hook)",
		Long: `Scan the files that differ between git's index and HEAD, as the index has them:
a key that is staged is found even where the work tree no longer shows it, and
what is not staged is not looked at. A staged .env file is reported too.
GIT_INDEX_FILE is honoured, so it sees what git commit -a and git commit PATH
are about to commit. Files are scanned as text; Go types are not looked at.`,
		Example: "  printf '#!/bin/sh\\nexec msginelint staged\\n' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.staged(cmd.Context()) },
	}
}

func (a *app) prepushCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "prepush [REMOTE [URL]]",
		Short: "Scan what is about to be pushed (for a pre-push hook)",
		Long: `Read from standard input what git tells a pre-push hook, a line for each ref, and
scan the git objects that the push would send: new commits, their files, messages
and tags. What REMOTE has already, by its remote-tracking refs, is left out.`,
		Example: "  printf '#!/bin/sh\\nexec msginelint prepush \"$@\"\\n' > .git/hooks/pre-push && chmod +x .git/hooks/pre-push",
		Args:    cobra.MaximumNArgs(2),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.prepush(cmd.Context(), args) },
	}
}

// hookJob prepares the work of a hook.
func (a *app) hookJob() (*job, error) {
	t, err := here()
	if err != nil {
		return nil, err
	}
	if err := t.needsGit(); err != nil {
		return nil, err
	}
	return a.job(t)
}

// staged is the command staged.
func (a *app) staged(ctx context.Context) error {
	j, err := a.hookJob()
	if err != nil {
		return err
	}
	if j.bare() {
		return usage("a bare repository has no index")
	}
	changes, err := gitscan.Staged(ctx, j.layout)
	if err != nil {
		return err
	}
	defer changes.Close()
	files, err := filescan.Contents(ctx, j.fileOptions(&bar{}), contentsOf(changes.Files))
	if err != nil {
		return err
	}
	files.Coverage.Objects = map[string]int{"blob": files.Coverage.Files}
	files.Coverage.Files = 0 // none of the work tree
	env := finding.Result{Findings: ignore.Staged(j.rules, envFilesOf(files.EnvFiles))}
	r := finding.Merge(env, files.Result, finding.Result{Coverage: changes.Coverage, Notes: changes.Notes})
	nameObjects(r.Findings, changes.Files)
	if len(changes.Files) == 0 && r.Coverage.Complete() {
		a.say("note: the index has no content that HEAD does not have")
	}
	return a.finish(j.target, j.settings, r)
}

// contentsOf are the files to scan.
func contentsOf(files []gitscan.StagedFile) iter.Seq[filescan.Content] {
	return func(yield func(filescan.Content) bool) {
		for i := range files {
			f := &files[i]
			if !yield(filescan.Content{Path: f.Path, Open: func() (io.ReadCloser, error) { return f.Open() }}) {
				return
			}
		}
	}
}

// envFilesOf are the scanned dotenv files, for their rule.
func envFilesOf(files []filescan.EnvFile) []ignore.EnvFile {
	var all []ignore.EnvFile
	for _, f := range files {
		all = append(all, ignore.EnvFile{Path: f.Path, Keys: f.Keys, NamesProvider: f.NamesProvider})
	}
	return all
}

// nameObjects says in which blob a finding stands, since the work tree's file
// may be another. Where a path is staged several times, nobody knows.
func nameObjects(findings []finding.Finding, files []gitscan.StagedFile) {
	if len(findings) == 0 {
		return
	}
	blob := make(map[string]string, len(files))
	for _, f := range files {
		if _, twice := blob[f.Path]; twice {
			blob[f.Path] = ""
			continue
		}
		blob[f.Path] = f.Object
	}
	for i := range findings {
		f := &findings[i]
		f.Location.Object = blob[f.Location.Path]
		for k := range f.Also {
			f.Also[k].Object = blob[f.Also[k].Path]
		}
	}
}

// prepush is the command prepush. Of args, the remote's name and URL, only the
// name matters.
func (a *app) prepush(ctx context.Context, args []string) error {
	pushes, err := readPushes(ctx, a.stdin)
	if err != nil {
		return err
	}
	sends := false
	for i := range pushes {
		sends = sends || !pushes[i].Deletes()
	}
	j, err := a.hookJob()
	if err != nil {
		return err
	}
	if !sends {
		a.say("note: nothing is pushed, nothing was scanned")
		return a.finish(j.target, j.settings, finding.Result{Coverage: finding.Coverage{Objects: map[string]int{"commit": 0}}})
	}
	o := gitscan.Options{Matcher: j.matcher, Pushes: pushes}
	if len(args) > 0 {
		o.Remote = args[0]
	}
	r, err := j.scanObjects(ctx, o)
	if err != nil {
		return err
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.History != nil && !f.History.Pushed {
			f.Fix = "do not push it: take it out of the commits that hold it; if anyone else has it, " + f.Fix
		}
	}
	return a.finish(j.target, j.settings, finding.Merge(r.Result))
}

// readPushes reads standard input, unless ctx ends before it does.
func readPushes(ctx context.Context, stdin io.Reader) ([]gitscan.Push, error) {
	type outcome struct {
		pushes []gitscan.Push
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		pushes, err := gitscan.ParsePushes(stdin)
		done <- outcome{pushes, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case o := <-done:
		if o.err != nil {
			return nil, usage("%s", strings.TrimSpace(o.err.Error()))
		}
		return o.pushes, nil
	}
}
