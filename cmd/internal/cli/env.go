package cli

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/msgine/msginelint/filescan"
	"github.com/msgine/msginelint/gitscan"
	"github.com/msgine/msginelint/gitscan/ignore"
	"github.com/msgine/msginelint/rules/finding"
)

// envRules judges the .env files. With everything known, also the repository's
// own rules: whether a .env would be ignored at all.
func (j *job) envRules(files filescan.Report, history gitscan.Report, everything bool) finding.Result {
	own, nested := []ignore.EnvFile{}, map[string][]ignore.EnvFile{}
	for _, f := range files.EnvFiles {
		e := ignore.EnvFile{Path: f.Path, Keys: f.Keys, NamesProvider: f.NamesProvider}
		if f.Repository == "" {
			own = append(own, e)
		} else {
			nested[f.Repository] = append(nested[f.Repository], e)
		}
	}
	var all []finding.Result
	if j.rules != nil {
		check := ignore.Check{Rules: j.rules, Files: own, EnvName: j.providers[0].Env[0], UsesProvider: everything && len(files.Mentions) > 0}
		for _, c := range history.EnvFiles {
			check.Committed = append(check.Committed, ignore.Committed{Path: c.Path, History: c.History, HoldsKey: c.HoldsKey})
		}
		all = append(all, check.Result())
	}
	for dir, files := range nested {
		all = append(all, j.nestedEnv(dir, files))
	}
	return finding.Merge(all...)
}

// nestedEnv judges the .env files of the repository at dir, a submodule or a
// clone inside the target, by that repository's rules.
func (j *job) nestedEnv(dir string, files []ignore.EnvFile) finding.Result {
	rules, err := j.nestedRules(dir)
	if err != nil {
		var r finding.Result
		r.Coverage.Skip(dir, ".env rules: "+err.Error())
		return r
	}
	for i := range files {
		files[i].Path = strings.TrimPrefix(files[i].Path, dir+"/")
	}
	r := ignore.Check{Rules: rules, Files: files}.Result()
	// Only what exists here: what else that repository tracks is its own check's matter.
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool {
		return !slices.ContainsFunc(files, func(e ignore.EnvFile) bool { return e.Path == f.Location.Path })
	})
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Location.Path = path.Join(dir, f.Location.Path)
		f.Fix = "in " + dir + ": " + f.Fix // its commands are meant for that repository
	}
	for i := range r.Notes {
		r.Notes[i].Path = path.Join(dir, r.Notes[i].Path)
	}
	return r
}

// nestedRules are the ignore rules of the repository at dir.
func (j *job) nestedRules(dir string) (*ignore.Rules, error) {
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(j.root, filepath.FromSlash(dir))
	}
	layout, err := gitscan.Find(dir)
	if err != nil {
		return nil, err
	}
	if top, err := filepath.EvalSymlinks(dir); err != nil || layout.WorkTree != top { // GIT_DIR names another
		return nil, fmt.Errorf("%s is not the work tree of %s", dir, layout.GitDir)
	}
	return ignore.Open(layout)
}

// nestedIgnorer is nestedRules for a walk, where no rules ignore nothing.
func (j *job) nestedIgnorer(dir string) filescan.Ignorer {
	if rules, err := j.nestedRules(dir); err == nil {
		return rules
	}
	return nil
}
