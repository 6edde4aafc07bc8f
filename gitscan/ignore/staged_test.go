package ignore_test

import (
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan/ignore"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
)

// TestStaged reports staged files by their class and what they hold.
func TestStaged(t *testing.T) {
	live := finding.Finding{Kind: "live", Key: key.Of("k_1", "x…"), Location: finding.Location{Line: 2, Column: 3}}
	template := finding.Finding{Kind: "placeholder", Key: key.Of("k_2", "y…")}
	for _, c := range []struct {
		file ignore.EnvFile
		want string // part of the one finding's message; empty: none
	}{
		{ignore.EnvFile{Path: ".env"}, "no pattern ignores it"},
		{ignore.EnvFile{Path: "a/.env.local"}, "tracked by git"},
		{ignore.EnvFile{Path: ".env", Keys: []finding.Finding{live}}, "holds the key x…"},
		{ignore.EnvFile{Path: ".env.production"}, ""},
		{ignore.EnvFile{Path: ".env.production", NamesProvider: true}, "tracked by git"},
		{ignore.EnvFile{Path: ".env.production", Keys: []finding.Finding{template}}, ""},
		{ignore.EnvFile{Path: ".env.production", Keys: []finding.Finding{live}}, "holds the key x…"},
		{ignore.EnvFile{Path: ".env.example", NamesProvider: true}, ""},
		{ignore.EnvFile{Path: "main.go", NamesProvider: true}, ""},
	} {
		found := ignore.Staged(nil, []ignore.EnvFile{c.file})
		if c.want == "" {
			if len(found) > 0 {
				t.Errorf("%+v: %+v", c.file, found)
			}
			continue
		}
		if len(found) != 1 || !strings.Contains(found[0].Message, c.want) || found[0].Rule != rules.EnvIgnore ||
			found[0].Severity != finding.Error || found[0].Location.Path != c.file.Path || !strings.Contains(found[0].Fix, "git rm --cached -- "+c.file.Path) {
			t.Errorf("%+v: %+v", c.file, found)
		}
	}
}
