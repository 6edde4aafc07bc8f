package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/msgine/msginelint/analyzer"
	"github.com/msgine/msginelint/cmd/internal/goscan"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/finding"
)

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
	flow := j.config.Rules[rules.LoggedKey]
	flags, err := analyzer.FlowFlags(
		analyzer.Settings{Sinks: flow.Sinks, Loggers: flow.Loggers, Redactors: flow.Redactors}, j.config.Providers...)
	if err != nil {
		return finding.Result{}, err
	}
	return goscan.Run(ctx, goscan.Options{Root: j.root, Dir: dir, Packages: packages, Tool: tool, Flags: flags, Decode: j.decode})
}

// decode turns a diagnostic's category into what it says of a finding.
func (j *job) decode(category string) (finding.Finding, bool) {
	d, ok := analyzer.Decode(category)
	if ok {
		only, known := j.embeds[d.Key.ID()]
		j.embeds[d.Key.ID()] = d.Place == analyzer.InEmbed && (only || !known)
	}
	return finding.Finding{Severity: d.Severity, Identity: d.Way, Provider: d.Provider, Key: d.Key, Kind: d.Kind.String(), Encoding: string(d.Encoding)}, ok
}

// withoutEmbeds takes out of code what files says at a better place: a key in
// an embedded file, which a Go pass reports at the directive. A file that git
// ignores is embedded too, and then the directive is all there is.
func (j *job) withoutEmbeds(code finding.Result, files []finding.Finding) finding.Result {
	code.Findings = slices.DeleteFunc(code.Findings, func(f finding.Finding) bool {
		return j.embeds[f.Key.ID()] && slices.ContainsFunc(files, func(other finding.Finding) bool { return other.Key.ID() == f.Key.ID() })
	})
	return code
}
