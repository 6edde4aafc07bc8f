// Package rules is the catalogue: one [Rule] for each thing msginelint says,
// with its documentation.
package rules

import (
	"embed"
	"fmt"
	"strings"

	"github.com/msgine/msginelint/rules/finding"
)

// docs holds one page a rule, doc/ID.md: the page `msginelint explain` shows.
//
//go:embed doc/*.md
var docs embed.FS

// Rule is one entry of the catalogue. Its ID is also the analyzer's name, the
// documentation page's and the config key: one word.
type Rule struct {
	ID       string
	Severity finding.Severity // unless the config says otherwise
	Title    string           // one line, lower case, no full stop
	Quote    string           // the sentence of MsGine's documentation it enforces
	Since    string           // version that first enforced it; empty: not enforced yet
}

// The identifiers of the rules.
const (
	HardcodedKey = "hardcodedkey"
	LoggedKey    = "loggedkey"
	CommittedKey = "committedkey"
	ClientKey    = "clientkey"
	EnvIgnore    = "envignore"
	CIKey        = "cikey"
	TransportKey = "transportkey"
	Rotation     = "rotation"
)

// All lists every rule, in the order of the documentation's warnings.
// To add a rule, add it here and write its page in doc.
func All() []Rule {
	return []Rule{
		{HardcodedKey, finding.Error, "a key in source code",
			"Never hardcode keys in your source code", "0.1"},
		{LoggedKey, finding.Error, "a key reaches a log, printed output, an error, a panic, a response or a URL",
			"Never expose your API key in: Log files or error messages", "0.1"},
		{CommittedKey, finding.Error, "a key in git that the current files no longer show",
			"Never expose your API key in: Public repositories, Version control systems", "0.1"},
		{ClientKey, finding.Error, "a key, its environment name or the SDK in code that runs in a browser or an app",
			"Never expose your API key in: Client-side code (browser JavaScript)", ""},
		{EnvIgnore, finding.Error, "a .env file that git does not ignore",
			"Development: .env files (add to .gitignore)", "0.1"},
		{CIKey, finding.Error, "a key in plain text in CI, container, cluster or infrastructure config",
			"CI/CD: Encrypted secrets", ""},
		{TransportKey, finding.Error, "a key sent over plain http, to a foreign host, or in a URL",
			"authenticated using an API key passed in the X-Api-Key header", "0.1"},
		{Rotation, finding.Warning, "a key older than its rotation period, or leaked and not rotated",
			"Production keys: Every 90 days; Immediately: If a key is compromised", ""},
	}
}

// ByID returns the rule called id.
func ByID(id string) (Rule, bool) {
	for _, r := range All() {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}

// Enforced reports whether this version looks for faults of the rule.
func (r Rule) Enforced() bool { return r.Since != "" }

// Doc is the rule's documentation in Markdown.
func (r Rule) Doc() string {
	text, err := docs.ReadFile("doc/" + r.ID + ".md")
	if err != nil {
		return fmt.Sprintf("# %s\n\n%s.\n", r.ID, r.Title)
	}
	return string(text)
}

// Summary is the documentation's first paragraph, on one line.
func (r Rule) Summary() string {
	_, body, _ := strings.Cut(r.Doc(), "\n\n")
	first, _, _ := strings.Cut(body, "\n\n")
	return strings.Join(strings.Fields(first), " ")
}
