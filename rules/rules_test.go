package rules_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules"
)

// TestEveryRuleHasItsPage holds the catalogue and the pages together.
func TestEveryRuleHasItsPage(t *testing.T) {
	pages := map[string]bool{}
	entries, err := fs.ReadDir(os.DirFS("doc"), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		pages[strings.TrimSuffix(e.Name(), ".md")] = true
	}
	for _, r := range rules.All() {
		if !pages[r.ID] {
			t.Errorf("%s has no page doc/%s.md", r.ID, r.ID)
		}
		delete(pages, r.ID)
		doc := r.Doc()
		if !strings.HasPrefix(doc, "# "+r.ID+"\n\n") {
			t.Errorf("%s: the page does not start with its title", r.ID)
		}
		for _, section := range []string{"MsGine's documentation: ", "## What is reported", "## What to do"} {
			if !strings.Contains(doc, section) {
				t.Errorf("%s: no %q", r.ID, section)
			}
		}
		if r.Enforced() == strings.Contains(doc, "does not enforce this rule yet") {
			t.Errorf("%s: page and catalogue disagree on whether it is enforced", r.ID)
		}
		if s := r.Summary(); s == "" || strings.ContainsAny(s, "\n#") {
			t.Errorf("%s: summary %q", r.ID, s)
		}
	}
	for id := range pages {
		t.Errorf("doc/%s.md belongs to no rule", id)
	}
}

func TestByID(t *testing.T) {
	if r, ok := rules.ByID(rules.EnvIgnore); !ok || r.ID != "envignore" {
		t.Errorf("got %+v, %v", r, ok)
	}
	if _, ok := rules.ByID("nosuchrule"); ok {
		t.Error("found a rule that does not exist")
	}
}
