package ignore

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
)

// rawKey is a key that no one issued.
func rawKey(n int) []byte { return fmt.Appendf(nil, "msgine_live_%dqW8eR7tY6uI5oP4", n) }

// keyAt is a live key as the file scanner reports it.
func keyAt(n int, path string, line int) finding.Finding {
	return finding.Finding{Rule: "hardcodedkey", Provider: "MsGine", Kind: "live", Encoding: "plain",
		Key: key.New(rawKey(n), len("msgine_live_")), Location: finding.Location{Path: path, Line: line, Column: 16}}
}

// told is a finding, as far as most tests look.
func told(f finding.Finding) string {
	return fmt.Sprintf("%s:%d %s | %s", f.Location.Path, f.Location.Line, f.Message, f.Fix)
}

// What the rule says of each state, and what to do.
const (
	sayUnignored = "git does not ignore this .env file: the next \"git add .\" takes it"
	sayTracked   = "this .env file is tracked by git, and no pattern ignores it"
	sayUseless   = "this .env file is tracked by git: ignoring it does not untrack it"
	sayGone      = "this .env file is tracked by git, though it is gone from the work tree"
	sayRemoved   = "a .env file was committed to git here and stays in its history, though it is removed"
	sayIgnored   = "this .env file was committed to git and stays in its history, though git ignores it now"
	sayCommitted = "this .env file was committed to git, and git does not ignore it now"
	sayAbsent    = "git would not ignore a .env file with MSGINE_API_KEY here"
	sayAdd       = "run: msginelint ignore --fix"
	sayChange    = "change the secrets that it held, git has them"
	sayRevoke    = "revoke the key, git has it"
)

// checkCase is one state of a repository.
type checkCase struct {
	name    string
	ignore  string
	present []string // files in the work tree
	tracked []string // files in the index; in the work tree only if present too
	check   Check
	want    []string
	notes   []string
}

func checkCases() []checkCase {
	shown := ", and it holds the key " + keyAt(1, "", 0).Key.Shown()
	history := finding.History{Introduced: &finding.Commit{ID: "abc1234", Date: time.Unix(1, 0)}, Where: finding.InBlob}
	return []checkCase{
		{name: "nothing"},
		{name: "untracked, not ignored", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env"}}}, want: []string{".env:1 " + sayUnignored + " | " + sayAdd}},
		{name: "ignored", ignore: ".env\n", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env"}}}},
		{name: "any directory", ignore: "/.env\n", present: []string{"a/.env.local"}, check: Check{Files: []EnvFile{{Path: "a/.env.local"}}}, want: []string{"a/.env.local:1 " + sayUnignored + " | " + sayAdd}},
		{name: "ignored with a key", ignore: ".env\n", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env", Keys: []finding.Finding{keyAt(1, ".env", 3)}}}},
			notes: []string{".env: holds a key, untracked and ignored by git, as MsGine's documentation recommends"}},
		{name: "with a key", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env", Keys: []finding.Finding{keyAt(1, ".env", 3)}}}}, want: []string{".env:3 " + sayUnignored + shown + " | " + sayAdd}},
		{name: "tracked", tracked: []string{".env"}, present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env"}}}, want: []string{".env:1 " + sayTracked + " | " + sayChange + "; " + sayAdd + " && git rm --cached -- .env"}},
		{name: "tracked with a key", ignore: ".env\n", tracked: []string{".env"}, present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env", Keys: []finding.Finding{keyAt(1, ".env", 3)}}}},
			want: []string{".env:3 " + sayUseless + shown + " | " + sayRevoke + "; run: git rm --cached -- .env"}},
		{name: "tracked, not in the work tree", tracked: []string{"my dir/.env"}, ignore: ".env", want: []string{"my dir/.env:1 " + sayGone + " | " + sayChange + "; run: git rm --cached -- 'my dir/.env'"}},
		{name: "two keys, one of them twice", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env", Keys: []finding.Finding{keyAt(1, ".env", 7), keyAt(2, ".env", 2), keyAt(1, ".env", 9)}}}},
			want: []string{".env:2 " + sayUnignored + ", and it holds the key " + keyAt(2, "", 0).Key.Shown() + " | " + sayAdd, ".env:7 " + sayUnignored + shown + " | " + sayAdd}},
		{name: "a placeholder is no key", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env", Keys: []finding.Finding{{Kind: "placeholder"}}}}}, want: []string{".env:1 " + sayUnignored + " | " + sayAdd}},
		{name: "variants", present: []string{".env.a", ".env.b", ".env.c"}, tracked: []string{".env.a", ".env.b", ".env.gone"}, check: Check{Files: []EnvFile{{Path: ".env.a"}, {Path: ".env.b", NamesProvider: true}, {Path: ".env.c", Keys: []finding.Finding{keyAt(1, ".env.c", 1)}}},
			Committed: []Committed{{Path: ".env.old", History: history}}},
			want: []string{".env.b:1 " + sayTracked + " | " + sayChange + "; " + sayAdd + " && git rm --cached -- .env.b", ".env.c:1 " + sayUnignored + shown + " | " + sayAdd}},
		{name: "an ignored variant", ignore: ".env.*", present: []string{".env.prod"}, check: Check{Files: []EnvFile{{Path: ".env.prod", NamesProvider: true}}}},
		{name: "templates and others", present: []string{".env.example", ".envrc"}, tracked: []string{".env.example", ".envrc"}, check: Check{Files: []EnvFile{{Path: ".env.example", NamesProvider: true}, {Path: ".envrc", Keys: []finding.Finding{keyAt(1, ".envrc", 1)}}}}},
		{name: "no .env, not ignored", check: Check{UsesProvider: true, EnvName: "MSGINE_API_KEY"}, want: []string{".gitignore:1 " + sayAbsent + " | " + sayAdd}},
		{name: "no .env, included again", ignore: ".env*\n\n!.env\n", check: Check{UsesProvider: true, EnvName: "MSGINE_API_KEY"}, want: []string{".gitignore:3 " + sayAbsent + ": this pattern includes it again | " + sayAdd}},
		{name: "no .env, ignored", ignore: "*.env\n", check: Check{UsesProvider: true}},
		{name: "said already", present: []string{".env.local"}, check: Check{UsesProvider: true, Files: []EnvFile{{Path: ".env.local"}}}, want: []string{".env.local:1 " + sayUnignored + " | " + sayAdd}},
		{name: "a variant does not say it", present: []string{".env.x"}, check: Check{UsesProvider: true, Files: []EnvFile{{Path: ".env.x", NamesProvider: true}}},
			want: []string{".env.x:1 " + sayUnignored + " | " + sayAdd, ".gitignore:1 git would not ignore a .env file here | " + sayAdd}},
	}
}

func committedCases() []checkCase {
	history := finding.History{Introduced: &finding.Commit{ID: "abc1234", Date: time.Unix(1, 0)}, Where: finding.InBlob}
	return []checkCase{
		{name: "once committed, removed", ignore: ".env", check: Check{Committed: []Committed{{Path: ".env", History: history}}}, want: []string{".env:1 " + sayRemoved + " | " + sayChange}},
		{name: "once committed, ignored now", ignore: ".env", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env", Keys: []finding.Finding{keyAt(1, ".env", 3)}}}, Committed: []Committed{{Path: ".env", History: history}}},
			want: []string{".env:1 " + sayIgnored + " | " + sayChange}, notes: []string{".env: holds a key, untracked and ignored by git, as MsGine's documentation recommends"}},
		{name: "once committed, not ignored now", present: []string{".env"}, check: Check{Files: []EnvFile{{Path: ".env"}}, Committed: []Committed{{Path: ".env", History: history}}}, want: []string{".env:1 " + sayCommitted + " | " + sayChange + "; " + sayAdd}},
		{name: "once committed with a key is committedkey's", ignore: ".env", check: Check{Committed: []Committed{{Path: ".env", History: history, HoldsKey: true}}}},
		{name: "tracked and committed are one", tracked: []string{".env"}, present: []string{".env"}, ignore: ".env", check: Check{Files: []EnvFile{{Path: ".env"}}, Committed: []Committed{{Path: ".env", History: history, HoldsKey: true}}},
			want: []string{".env:1 " + sayUseless + " | " + sayChange + "; run: git rm --cached -- .env"}},
	}
}

func TestCheck(t *testing.T) {
	for _, c := range append(checkCases(), committedCases()...) {
		t.Run(c.name, func(t *testing.T) {
			isolate(t)
			root := newRepo(t)
			if c.ignore != "" {
				write(t, root+"/.gitignore", c.ignore)
			}
			for _, p := range append(c.present, c.tracked...) {
				write(t, root+"/"+p, "")
			}
			for _, p := range c.tracked {
				git(t, root, "add", "-f", "--", p)
				if !slices.Contains(c.present, p) {
					os.Remove(root + "/" + p)
				}
			}
			c.check.Rules = open(t, root)
			result := c.check.Result()
			var got, notes []string
			for _, f := range result.Findings {
				got = append(got, told(f))
				if f.Rule != "envignore" || f.Severity != finding.Error {
					t.Errorf("rule %s, severity %s", f.Rule, f.Severity)
				}
				if wantHistory := len(c.check.Committed) > 0 && f.Location.Path == c.check.Committed[0].Path; wantHistory != (f.History != nil) {
					t.Errorf("history %v", f.History)
				}
			}
			for _, n := range result.Notes {
				notes = append(notes, n.Path+": "+n.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if !slices.Equal(notes, c.notes) {
				t.Errorf("notes %q, want %q", notes, c.notes)
			}
			if len(result.Coverage.Skipped) > 0 {
				t.Errorf("skipped %v", result.Coverage.Skipped)
			}
		})
	}
}

// TestCheckKeepsKeys: a key finding keeps what the scanner said of the key, and
// its further places.
func TestCheckKeepsKeys(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	files := []EnvFile{{Path: ".env", Keys: []finding.Finding{keyAt(1, ".env", 2), keyAt(1, ".env", 5)}}}
	result := Check{Rules: open(t, root), Files: files}.Result()
	if len(result.Findings) != 1 {
		t.Fatalf("%d findings", len(result.Findings))
	}
	f := result.Findings[0]
	if f.Key.ID() != keyAt(1, "", 0).Key.ID() || f.Kind != "live" || f.Encoding != "plain" || f.Provider != "MsGine" || f.Location.Column != 16 {
		t.Errorf("%+v", f)
	}
	if len(f.Also) != 1 || f.Also[0].Line != 5 {
		t.Errorf("further places: %v", f.Also)
	}
	if files[0].Keys[0].Rule != "hardcodedkey" || files[0].Keys[0].Also != nil {
		t.Error("the caller's findings were changed")
	}
	if text := fmt.Sprintf("%+v", result); strings.Contains(text, string(rawKey(1)[16:])) {
		t.Error("the key is in the result")
	}
}

// TestCheckUnreadableIndex: nothing is called tracked, and the coverage says so.
func TestCheckUnreadableIndex(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	write(t, root+"/.gitignore", ".env\n")
	write(t, root+"/.git/index", "no index")
	result := Check{Rules: open(t, root), Files: []EnvFile{{Path: ".env"}, {Path: ".env.local"}}}.Result()
	if len(result.Findings) != 1 || result.Findings[0].Location.Path != ".env.local" {
		t.Errorf("findings %v", result.Findings)
	}
	if result.Coverage.Complete() {
		t.Error("the coverage is called complete")
	}
}

// TestCheckMachineOnly: a pattern of this machine counts, with a note.
func TestCheckMachineOnly(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	write(t, os.Getenv("XDG_CONFIG_HOME")+"/git/ignore", ".env\n")
	result := Check{Rules: open(t, root), UsesProvider: true}.Result()
	if len(result.Findings) != 0 || len(result.Notes) != 1 || !strings.Contains(result.Notes[0].Text, "this machine only") {
		t.Errorf("findings %v, notes %v", result.Findings, result.Notes)
	}
}

func TestShellQuote(t *testing.T) {
	for s, want := range map[string]string{
		"a/.env": "a/.env", "": "''", "a b": "'a b'", "it's": `'it'\''s'`, "$(x)": "'$(x)'", "a\nb": `$'a\x0ab'`, "\x1b[31m'\\": `$'\x1b[31m\'\\'`, "é": `$'\xc3\xa9'`,
	} {
		if got := shellQuote(s); got != want {
			t.Errorf("shellQuote(%q) = %s, want %s", s, got, want)
		}
	}
}
