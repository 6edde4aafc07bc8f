package ignore

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/envfile"
	"github.com/msgine/msginelint/rules/finding"
)

// EnvFile is a dotenv file in the work tree, as the file scanner saw it. Files
// of a nested repository ([Rules.Nested]) are that repository's matter.
type EnvFile struct {
	Path          string
	Keys          []finding.Finding // the keys it holds; those that are not live are passed over
	NamesProvider bool              // it assigns a provider's environment name
}

// Committed is a dotenv file that some commit held.
type Committed struct {
	Path     string
	History  finding.History
	HoldsKey bool // in some version: the rule committedkey tells of it
}

// Check is the envignore rule: which .env files git would let into a commit,
// or has let in.
type Check struct {
	Rules        *Rules
	Files        []EnvFile
	Committed    []Committed
	UsesProvider bool   // the repository mentions a provider
	EnvName      string // the environment name it should use, for the message
}

// envState is what git makes of one dotenv file.
type envState struct {
	path      string
	class     envfile.Class
	file      *EnvFile   // nil: not in the work tree
	committed *Committed // nil: not known to have been committed
	tracked   bool
	excluded  bool // by the patterns
}

// Result judges the files. Its Coverage holds what [Rules.Err] lists. Where
// the index cannot be read, no file is called tracked, and the coverage says so.
func (c Check) Result() finding.Result {
	var result finding.Result
	rootSaid := false
	states := c.states()
	for _, p := range slices.Sorted(maps.Keys(states)) {
		s := states[p]
		if note, ok := s.note(); ok {
			result.Notes = append(result.Notes, note)
		}
		if !s.faulty() {
			continue
		}
		result.Findings = append(result.Findings, s.findings()...)
		rootSaid = rootSaid || s.class == envfile.Secret && !s.excluded
	}
	if c.UsesProvider && !rootSaid {
		c.checkRoot(&result)
	}
	slices.SortStableFunc(result.Findings, func(a, b finding.Finding) int {
		return cmp.Or(cmp.Compare(a.Location.Path, b.Location.Path),
			cmp.Compare(a.Location.Line, b.Location.Line), cmp.Compare(a.Location.Column, b.Location.Column))
	})
	result.Coverage.Skipped = c.Rules.Err()
	return result
}

// states gathers the dotenv files that exist, are tracked or were committed.
func (c Check) states() map[string]*envState {
	states := map[string]*envState{}
	state := func(p string) *envState {
		class := envfile.Of(p)
		if class != envfile.Secret && class != envfile.Variant {
			return &envState{} // judged by nobody
		}
		if states[p] == nil {
			states[p] = &envState{path: p, class: class}
			_, states[p].excluded = c.Rules.Excluded(p, false)
		}
		return states[p]
	}
	for i := range c.Files {
		state(c.Files[i].Path).file = &c.Files[i]
	}
	for i := range c.Committed {
		state(c.Committed[i].Path).committed = &c.Committed[i]
	}
	c.Rules.eachTracked(func(p string) { state(p).tracked = true })
	return states
}

// faulty reports whether the rule has something to say.
func (s *envState) faulty() bool {
	open := s.tracked || s.file != nil && !s.excluded
	if s.class == envfile.Variant {
		return open && s.file != nil && (s.file.NamesProvider || len(s.keys()) > 0)
	}
	return open || s.committed != nil && !s.committed.HoldsKey
}

// keys returns the live keys of the file, one finding a key.
func (s *envState) keys() []finding.Finding {
	if s.file == nil {
		return nil
	}
	var keys []finding.Finding
	for _, k := range s.file.Keys {
		if k.Kind != "live" {
			continue
		}
		same := func(f finding.Finding) bool { return f.Key.ID() == k.Key.ID() }
		if i := slices.IndexFunc(keys, same); i >= 0 {
			keys[i].Also = slices.Concat(keys[i].Also, []finding.Location{k.Location}, k.Also)
			continue
		}
		keys = append(keys, k)
	}
	return keys
}

// findings returns one finding for each live key, or one for the file.
func (s *envState) findings() []finding.Finding {
	all := s.keys()
	if len(all) == 0 || !s.tracked && s.excluded { // in history only: without the keys that the file holds now
		all = []finding.Finding{{Location: finding.Location{Path: s.path, Line: 1, Column: 1}}}
	}
	for i := range all {
		f := &all[i]
		f.Rule, f.Severity = rules.EnvIgnore, finding.Error
		f.Location.Path = s.path
		f.Message, f.Fix = s.message(), s.fix(!f.Key.IsZero())
		if !f.Key.IsZero() {
			f.Message += ", and it holds the key " + f.Key.Shown()
		}
		if f.History == nil && s.committed != nil {
			history := s.committed.History
			f.History = &history
		}
	}
	return all
}

// message says the state. It names no commit, date or path: those have fields
// of their own, and the message is part of what identifies a finding without a
// key.
func (s *envState) message() string {
	present := s.file != nil
	switch {
	case s.tracked && !present:
		return "this .env file is tracked by git, though it is gone from the work tree"
	case s.tracked && s.excluded:
		return "this .env file is tracked by git: ignoring it does not untrack it"
	case s.tracked:
		return "this .env file is tracked by git, and no pattern ignores it"
	case present && !s.excluded && s.committed != nil:
		return "this .env file was committed to git, and git does not ignore it now"
	case present && !s.excluded:
		return "git does not ignore this .env file: the next \"git add .\" takes it"
	case present:
		return "this .env file was committed to git and stays in its history, though git ignores it now"
	}
	return "a .env file was committed to git here and stays in its history, though it is removed"
}

// fix says what to do.
func (s *envState) fix(key bool) string {
	var commands []string
	if !s.excluded {
		commands = append(commands, "msginelint ignore --fix")
	}
	if s.tracked {
		commands = append(commands, "git rm --cached -- "+shellQuote(s.path))
	}
	advice := ""
	switch {
	case s.tracked && key:
		advice = "revoke the key, git has it"
	case s.tracked || s.committed != nil:
		advice = "change the secrets that it held, git has them"
	}
	if len(commands) == 0 {
		return advice
	}
	run := "run: " + strings.Join(commands, " && ")
	if advice == "" {
		return run
	}
	return advice + "; " + run
}

// note tells of a file that is as the documentation recommends.
func (s *envState) note() (finding.Note, bool) {
	keys := s.keys()
	if len(keys) == 0 || s.tracked || !s.excluded {
		return finding.Note{}, false
	}
	provider := cmp.Or(keys[0].Provider, "the provider")
	return finding.Note{Path: s.path,
		Text: fmt.Sprintf("holds a key, untracked and ignored by git, as %s's documentation recommends", provider)}, true
}

// checkRoot asks whether git would ignore a .env at the root, if there were one.
func (c Check) checkRoot(result *finding.Result) {
	p, excluded := c.Rules.Excluded(".env", false)
	if excluded {
		if filepath.IsAbs(p.File) {
			result.Notes = append(result.Notes, finding.Note{Path: ".gitignore",
				Text: "a .env file is ignored on this machine only, by git's configuration; msginelint ignore --fix does it for everyone"})
		}
		return
	}
	at := finding.Location{Path: ".gitignore", Line: 1, Column: 1}
	message := "git would not ignore a .env file here"
	if c.EnvName != "" {
		message = "git would not ignore a .env file with " + c.EnvName + " here"
	}
	if p.Text != "" && !filepath.IsAbs(p.File) {
		at.Path, at.Line = p.File, p.Line
		message += ": this pattern includes it again"
	}
	result.Findings = append(result.Findings, finding.Finding{Rule: rules.EnvIgnore, Severity: finding.Error,
		Message: message, Location: at, Fix: "run: msginelint ignore --fix"})
}
