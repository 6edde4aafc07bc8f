package finding_test

import (
	"testing"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
)

// TestFingerprint survives edits: it changes with rule, key and path only.
func TestFingerprint(t *testing.T) {
	base := finding.Finding{Rule: "hardcodedkey", Message: "a", Key: key.Of("k_1", "x…"), Location: finding.Location{Path: "a.go", Line: 1}}
	flow := finding.Finding{Rule: "loggedkey", Message: "from a.go:1", Identity: "from a", Location: finding.Location{Path: "a.go", Line: 1}}
	note := finding.Finding{Rule: "committedkey", Key: key.Of("k_1", "x…"), History: &finding.History{Where: finding.InCommitMessage}}
	for name, c := range map[string]struct {
		f      finding.Finding
		change func(*finding.Finding)
		same   bool
	}{
		"moved":            {base, func(f *finding.Finding) { f.Location.Line = 9; f.Location.Column = 3 }, true},
		"worded anew":      {base, func(f *finding.Finding) { f.Message = "b" }, true},
		"another key":      {base, func(f *finding.Finding) { f.Key = key.Of("k_2", "x…") }, false},
		"another path":     {base, func(f *finding.Finding) { f.Location.Path = "b.go" }, false},
		"another rule":     {base, func(f *finding.Finding) { f.Rule = "cikey" }, false},
		"its source moved": {flow, func(f *finding.Finding) { f.Message = "from a.go:7" }, true},
		"another way":      {flow, func(f *finding.Finding) { f.Identity = "from b" }, false},
		"unreachable by now": {note, func(f *finding.Finding) {
			f.History = &finding.History{Where: finding.InCommitMessage, Reach: finding.Unreachable}
		}, true},
		"another part of git":  {note, func(f *finding.Finding) { f.History = &finding.History{Where: finding.InTagMessage} }, false},
		"seen in other commit": {note, func(f *finding.Finding) { f.Location.Object = "abc" }, true},
	} {
		changed := c.f
		c.change(&changed)
		if same := changed.Fingerprint() == c.f.Fingerprint(); same != c.same {
			t.Errorf("%s: same fingerprint: %v, want %v", name, same, c.same)
		}
	}
}
