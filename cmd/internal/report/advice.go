package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/msgine/msginelint/rules/finding"
)

// advice writes what to do about the findings, once for all of them: revoke
// first, since a key that was stored is a key that was read.
func (t *texter) advice(findings []finding.Finding) {
	steps := 0
	step := func(format string, args ...any) {
		if steps++; steps == 1 {
			t.printf("%s\n", t.bold.Sprint("What to do"))
		}
		t.printf("  %d. %s\n", steps, fmt.Sprintf(format, args...))
	}
	for _, name := range providersOf(findings) {
		step("Revoke %s of %s; taking it out of the files is not enough:", strings.Join(keysOf(findings, name), ", "), Printable(name))
		for _, line := range t.revokeSteps(name) {
			t.printf("     - %s\n", Printable(line))
		}
	}
	if env := t.environment(findings); env != "" {
		step("Read the new key from the environment (%s), not from the code.", Printable(env))
	}
	if commands := ignoreCommands(findings); len(commands) > 0 {
		step("Keep .env files out of git:")
		t.commands(commands)
	}
	if commands := historyCommands(findings); len(commands) > 0 {
		first := "To take the file out of git"
		if slices.ContainsFunc(findings, func(f finding.Finding) bool { return leaked(&f) }) {
			first = "Once the key is revoked, take it out of git"
		}
		step("%s (rewriting history changes commit ids: tell whoever has a clone):", first)
		t.commands(commands)
	}
	if steps > 0 {
		t.printf("\n")
	}
}

// commands writes one command a line.
func (t *texter) commands(lines []string) {
	for _, line := range lines {
		t.printf("       %s\n", line)
	}
}

// leaked reports whether f is about a key that must be revoked. A key in a .env
// that git could take, but never took, is where it belongs.
func leaked(f *finding.Finding) bool {
	return !f.Key.IsZero() && f.Kind != "placeholder" && (f.Rule != "envignore" || f.History != nil)
}

// providersOf lists the providers of the leaked keys, in order of the findings.
func providersOf(findings []finding.Finding) []string {
	var names []string
	for i := range findings {
		if f := &findings[i]; leaked(f) && !slices.Contains(names, f.Provider) {
			names = append(names, f.Provider)
		}
	}
	return names
}

// keysOf lists the leaked keys of one provider.
func keysOf(findings []finding.Finding, provider string) []string {
	var keys []string
	seen := make(map[string]bool)
	for i := range findings {
		f := &findings[i]
		if !leaked(f) || f.Provider != provider {
			continue
		}
		if line := f.Key.ID() + " (" + Printable(f.Key.Shown()) + ")"; !seen[line] {
			seen[line] = true
			keys = append(keys, line)
		}
	}
	return keys
}

// revokeSteps is the provider's own steps, or the general ones.
func (t *texter) revokeSteps(name string) []string {
	for _, p := range t.options.Providers {
		if p.Name == name && len(p.Revoke) > 0 {
			return p.Revoke
		}
	}
	return []string{"issue a new key and update your application with it", "revoke the old key where it was issued"}
}

// environment is the variable to read instead of the first key in a current file.
func (t *texter) environment(findings []finding.Finding) string {
	for i := range findings {
		if findings[i].Rule != "hardcodedkey" {
			continue
		}
		for _, p := range t.options.Providers {
			if p.Name == findings[i].Provider && len(p.Env) > 0 {
				return p.Env[0]
			}
		}
	}
	return ""
}

// ignoreCommands is how to ignore the .env files that git does not ignore, and
// to untrack those that it tracks.
func ignoreCommands(findings []finding.Finding) []string {
	const ignore = "ignore --fix"
	var out []string
	if slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Rule == "envignore" && strings.Contains(f.Fix, ignore) }) {
		out = append(out, "msginelint "+ignore)
	}
	for i := range findings {
		f := &findings[i]
		if f.Rule != "envignore" {
			continue
		}
		if h := f.History; f.Location.Path != "" && h != nil && (h.InHead || h.Reach == finding.FromIndex) {
			out = append(out, "git rm --cached -- "+shellQuote(f.Location.Path))
		}
	}
	return out
}

// historyCommands is how to take the keys out of git, by where they lie.
func historyCommands(findings []finding.Finding) []string {
	var out []string
	seen := make(map[string]bool)
	for i := range findings {
		f := &findings[i]
		if f.History == nil || (f.Kind == "placeholder") {
			continue
		}
		if line := historyCommand(f); !seen[line] {
			seen[line] = true
			out = append(out, line)
		}
	}
	return out
}

// forget drops the reflogs' entries and what only they hold, at once. Unlike
// git-reflog(1)'s expire --all, it leaves the stashes.
const forget = "git -c gc.reflogExpire=now -c gc.reflogExpireUnreachable=now -c gc.pruneExpire=now gc"

// historyCommand takes one key out of git. FILE holds the text to replace, one
// a line: see git-filter-repo(1).
func historyCommand(f *finding.Finding) string {
	h, path := f.History, shellQuote(f.Location.Path)
	switch h.Reach {
	case finding.FromStash:
		return "git stash list && git stash drop 'stash@{N}'   # each stash that holds it"
	case finding.FromIndex:
		return "git restore --staged -- " + path + "   # before the first commit: git rm --cached -- " + path
	case finding.Unreachable:
		return forget
	}
	switch h.Where {
	case finding.InCommitMessage:
		return "git filter-repo --replace-message FILE   # FILE: the key, one a line"
	case finding.InTagMessage:
		return "git tag -d TAG && git push --delete ORIGIN TAG   # then tag again without the key"
	case finding.InAuthor:
		return "git filter-repo --mailmap FILE   # FILE: the right name for each wrong one"
	case finding.InRefName:
		return "git branch -m OLD NEW && git push --delete ORIGIN OLD"
	case finding.InReflog:
		return forget
	case finding.InPath:
		if f.Rule != "envignore" {
			return "git filter-repo --path-rename OLD:NEW"
		}
		return "git filter-repo --invert-paths --path " + path
	}
	if f.Location.Path != "" && !h.InHead && f.Rule != "hardcodedkey" {
		return "git filter-repo --invert-paths --path " + path + "   # or --replace-text FILE to keep the file"
	}
	return "git filter-repo --replace-text FILE   # FILE: the key, one a line"
}

// shellQuote is path as one word of a POSIX shell; with unprintable characters,
// as bash, zsh and ksh read them ($'…').
func shellQuote(path string) string {
	if shown := Printable(path); shown != path {
		quoted := strconv.QuoteToASCII(path)
		return "$'" + strings.ReplaceAll(strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`), "'", `\'`) + "'"
	}
	plain := func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-_./+,@%", r)
	}
	if path != "" && !strings.ContainsFunc(path, func(r rune) bool { return !plain(r) }) {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
