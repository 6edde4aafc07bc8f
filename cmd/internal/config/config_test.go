package config_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/cmd/internal/config"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/provider"
)

func TestParse(t *testing.T) {
	const text = `# everything there is
version: 1
fail-on: error
exclude:
  - third_party/**
  - "**/*.golden"
rules:
  hardcodedkey: {severity: warning}
  envignore:
    off: true
  loggedkey:
    sinks: all
    loggers: [example.com/logx.Infof, example.com/logx/v2.Logger.Say]
    redactors: [mask.Key]
providers:
  - name: Acme
    prefixes: [acme_sk_]
    env: [ACME_API_KEY]
    headers: [X-Acme-Key]
    hosts: [api.acme.example]
    sdks: ["@acme/sdk"]
    rotation: 30d
allow:
  - key: k_0123456789abcdef
    reason: revoked in 2024
  - fingerprint: 0123456789abcdef0123456789abcdef
    reason: a test double
    until: 2030-01-31
`
	got, err := config.Parse("c.yml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := config.Config{
		Path:    "c.yml",
		FailOn:  "error",
		Exclude: []string{"third_party/**", "**/*.golden"},
		Rules: map[string]config.Rule{"hardcodedkey": {Severity: finding.Warning}, "envignore": {Off: true}, "loggedkey": {
			Sinks: "all", Loggers: []string{"example.com/logx.Infof", "example.com/logx/v2.Logger.Say"}, Redactors: []string{"mask.Key"}}},
		Providers: []provider.Provider{{Name: "Acme", Prefixes: []string{"acme_sk_"}, Env: []string{"ACME_API_KEY"},
			Headers: []string{"X-Acme-Key"}, Hosts: []string{"api.acme.example"}, SDKs: []string{"@acme/sdk"}, Rotation: 30 * 24 * time.Hour}},
		Allow: []config.Allow{
			{Key: "k_0123456789abcdef", Reason: "revoked in 2024", Line: 24},
			{Fingerprint: "0123456789abcdef0123456789abcdef", Reason: "a test double", Line: 26, Until: time.Date(2030, 1, 31, 0, 0, 0, 0, time.UTC)},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Every fault, with its place.
func TestParseErrors(t *testing.T) {
	const head = "version: 1\n"
	raw := fmt.Sprintf("msgine_live_9fK%X", sha256.Sum256([]byte("a test's key")))
	tests := []struct{ name, text, want string }{
		{"empty", "", "c.yml: is empty"},
		{"only a comment", "# hello\n", "c.yml: is empty"},
		{"no version", "fail-on: error\n", "c.yml:1:1: version is missing"},
		{"version 2", "version: 2\n", "c.yml:1:10: version must be 1"},
		{"version as text", "version: '1'\n", "c.yml:1:10: version must be 1"},
		{"not a mapping", "- a\n", "c.yml:1:1: the config must be a mapping (key: value), not a list"},
		{"just text", "hello\n", "c.yml:1:1: the config must be a mapping (key: value), not text"},
		{"several documents", head + "---\nversion: 1\n", "holds several YAML documents"},
		{"unclosed list", head + "exclude: [a,\n", "c.yml:3:1: not valid YAML"},
		{"tab", "\tversion: 1\n", "c.yml:1:1: not valid YAML"},
		{"control character", "version: \x01\n", "not valid YAML"},
		{"unknown key", head + "excludes: []\n", `c.yml:2:1: unknown key "excludes" in the config; did you mean "exclude"? (known: allow, exclude, fail-on, providers, rules, version)`},
		{"key that is no word", head + "? [a]\n: b\n", "c.yml:2:3: a key of the config must be a word, not a list"},
		{"duplicate key", head + "fail-on: error\nfail-on: never\n", `c.yml:3:1: duplicate key "fail-on" in the config, first on line 2`},
		{"fail-on", head + "fail-on: warnings\n", `c.yml:2:10: fail-on must be one of error, warning, never; did you mean "warning"?`},
		{"fail-on a list", head + "fail-on: [error]\n", "c.yml:2:10: fail-on must be one of"},
		{"exclude is text", head + "exclude: vendor\n", "c.yml:2:10: exclude must be a list (- item), not text"},
		{"exclude holds a number", head + "exclude: [7]\n", "c.yml:2:11: an entry of exclude must be text, not a number"},
		{"exclude holds nothing", head + "exclude:\n  -\n", "an entry of exclude must be text, not nothing"},
		{"exclude holds empty text", head + "exclude: ['']\n", "c.yml:2:11: an entry of exclude must not be empty"},
		{"bad glob", head + "exclude:\n  - 'a[b'\n", "c.yml:3:5: bad glob"},
		{"rooted glob", head + "exclude: [/vendor]\n", "c.yml:2:11: a glob is matched against the path from the root"},
		{"dot glob", head + "exclude: [./vendor]\n", "c.yml:2:11: a glob is matched"},
		{"glob with trailing slash", head + "exclude: [vendor/]\n", "c.yml:2:11: a glob is matched"},
		{"negated glob", head + "exclude: ['!vendor']\n", "c.yml:2:11: exclude has no negation"},
		{"unknown rule", head + "rules:\n  hardcoded: {off: true}\n", `c.yml:3:3: unknown rule "hardcoded"; did you mean "hardcodedkey"?`},
		{"rule is text", head + "rules:\n  cikey: off\n", "c.yml:3:10: rule cikey must be a mapping"},
		{"severity", head + "rules: {cikey: {severity: fatal}}\n", "c.yml:2:27: severity must be one of error, warning"},
		{"off", head + "rules: {cikey: {off: 1}}\n", "c.yml:2:22: off must be true or false, not a number"},
		{"off as a date", head + "rules: {cikey: {off: 2020-01-01}}\n", "off must be true or false, not a date"},
		{"sinks of another rule", head + "rules: {cikey: {sinks: []}}\n", `c.yml:2:17: unknown key "sinks" in rule cikey`},
		{"sinks are a list", head + "rules: {loggedkey: {sinks: [a]}}\n", "c.yml:2:28: sinks must be one of certain, all"},
		{"sinks", head + "rules: {loggedkey: {sinks: al}}\n", `c.yml:2:28: sinks must be one of certain, all; did you mean "all"`},
		{"loggers are text", head + "rules: {loggedkey: {loggers: a.B}}\n", "c.yml:2:30: loggers must be a list"},
		{"a logger is a number", head + "rules: {loggedkey: {loggers: [1.5]}}\n", "c.yml:2:31: an entry of loggers must be text"},
		{"a logger twice", head + "rules: {loggedkey: {loggers: [a.B, a.B]}}\n", "c.yml:2:36: duplicate entry in loggers"},
		{"a logger without a name", head + "rules: {loggedkey: {loggers: [example.com/logx]}}\n", "c.yml:2:31: an entry of loggers must be a Go name"},
		{"two loggers in one", head + "rules: {loggedkey: {loggers: ['a.B,c.D']}}\n", "c.yml:2:31: an entry of loggers must be a Go name"},
		{"a method in Go's notation", head + "rules: {loggedkey: {redactors: ['(*a.B).C']}}\n", "c.yml:2:33: an entry of redactors must be a Go name"},
		{"a redactor of another rule", head + "rules: {transportkey: {redactors: []}}\n", `c.yml:2:24: unknown key "redactors"`},
		{"provider is text", head + "providers: [acme]\n", "c.yml:2:13: a provider must be a mapping"},
		{"provider has no name", head + "providers:\n  - prefixes: [acme_sk_]\n", "c.yml:3:5: a provider needs a name"},
		{"provider has no keys", head + "providers:\n  - name: Acme\n", "c.yml:3:5: a provider needs prefixes or env"},
		{"provider twice", head + "providers:\n  - {name: Acme, env: [ACME_API_KEY]}\n  - {name: acme, env: [ACME_TOKEN]}\n", "c.yml:4:5: a provider of this name is known already"},
		{"provider is built in", head + "providers:\n  - {name: MsGine, env: [ACME_API_KEY]}\n", "c.yml:3:5: a provider of this name is known already"},
		{"duplicate prefix", head + "providers:\n  - {name: A, prefixes: [acme_sk_, acme_sk_]}\n", "duplicate entry in prefixes"},
		{"host with scheme", head + "providers:\n  - {name: A, env: [ACME_API_KEY], hosts: ['https://a.example']}\n", "hosts are names"},
		{"rotation", head + "providers:\n  - {name: A, env: [ACME_API_KEY], rotation: 90}\n", "rotation must be a number of days, such as 90d"},
		{"rotation of no days", head + "providers:\n  - {name: A, env: [ACME_API_KEY], rotation: 0d}\n", "rotation must be a number of days"},
		{"allow without reason", head + "allow:\n  - key: k_0123456789abcdef\n", "c.yml:3:5: an allow entry needs a reason"},
		{"allow without key", head + "allow:\n  - reason: because\n", "c.yml:3:5: an allow entry needs a key or a fingerprint"},
		{"allow with both", head + "allow:\n  - {reason: b, key: k_0123456789abcdef, fingerprint: 0123456789abcdef0123456789abcdef}\n", "needs a key or a fingerprint, one of the two"},
		{"allow with a raw key", head + "allow:\n  - {reason: b, key: " + raw + "}\n", "c.yml:3:22: key must be a key's id"},
		{"allow with a short fingerprint", head + "allow:\n  - {reason: b, fingerprint: abc}\n", "c.yml:3:30: fingerprint must be 32"},
		{"allow with an empty reason", head + "allow:\n  - {key: k_0123456789abcdef, reason: ' '}\n", "reason must not be empty"},
		{"allow until never", head + "allow:\n  - {key: k_0123456789abcdef, reason: b, until: never}\n", "until must be a day, such as 2030-01-31"},
		{"allow until a day that is none", head + "allow:\n  - {key: k_0123456789abcdef, reason: b, until: 2030-02-31}\n", "until must be a day"},
		{"allow is text", head + "allow: [x]\n", "c.yml:2:9: an allow entry must be a mapping"},
		{"alias", head + "exclude: &e [a]\nallow: *e\n", "c.yml:3:8: YAML aliases (*name) are not supported"},
		{"unknown alias", head + "exclude: *" + raw + "\n", "not valid YAML"},
		{"merge key", head + "<<: {fail-on: error}\n", "c.yml:2:1: YAML merge keys"},
		{"a key as a key", head + raw + ": 1\n", "c.yml:2:1: unknown key in the config"},
		{"a key as a value", head + "fail-on: " + raw + "\n", "c.yml:2:10: fail-on must be one of"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := config.Parse("c.yml", []byte(tt.text))
			if err == nil {
				t.Fatalf("no error; config %+v", got)
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q, want it to hold %q", err, tt.want)
			}
			if strings.Contains(err.Error(), raw[12:20]) {
				t.Errorf("the error repeats the key: %q", err)
			}
			var at *config.Error
			if !errors.As(err, &at) || at.File != "c.yml" {
				t.Errorf("error of type %T, want *config.Error of c.yml", err)
			}
		})
	}
}

func TestParseReportsEveryFault(t *testing.T) {
	_, err := config.Parse("c.yml", []byte("version: 3\nfail-on: x\nextra: 1\n"))
	if err == nil || strings.Count(err.Error(), "c.yml:") != 3 {
		t.Errorf("want three faults, got %v", err)
	}
}

// A few hundred bytes that would expand to billions must cost nothing.
func TestParseAliasBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	last := "a0"
	for i := 1; i < 12; i++ {
		next := "a" + string(rune('a'+i))
		b.WriteString(next + ": &" + next + " [" + strings.Repeat("*"+last+", ", 8) + "*" + last + "]\n")
		last = next
	}
	start := time.Now()
	if _, err := config.Parse("c.yml", []byte(b.String())); err == nil || !strings.Contains(err.Error(), "aliases") {
		t.Errorf("error = %v, want one about aliases", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v", took)
	}
	deep := "version: 1\nexclude: " + strings.Repeat("[", 500_000)
	if _, err := config.Parse("c.yml", []byte(deep)); err == nil {
		t.Error("half a million open brackets were accepted")
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	if _, err := config.Load(filepath.Join(dir, "none.yml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if c, err := config.Find(dir); err != nil || c.Path != "" {
		t.Errorf("a root with no config: %+v, %v", c, err)
	}
	if _, err := config.Load(dir); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a directory: %v", err)
	}
	big := filepath.Join(dir, "big.yml")
	if err := os.WriteFile(big, []byte("version: 1\n#"+strings.Repeat("x", config.MaxSize)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Load(big); err == nil || !strings.Contains(err.Error(), "larger than 1 MiB") {
		t.Errorf("a file too large: %v", err)
	}
	name := filepath.Join(dir, config.FileName)
	if err := os.WriteFile(name, []byte("version: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := config.Find(dir); err != nil || c.Path != name {
		t.Errorf("Find = %+v, %v; want the config at %s", c, err, name)
	}
}

func TestExcluded(t *testing.T) {
	c := config.Config{Exclude: []string{"vendor", "docs/**", "**/*.golden", "a/*/z"}}
	tests := map[string]bool{
		"vendor":            true,
		"vendor/x/y.go":     true,
		"sub/vendor/y.go":   false,
		"docs":              true,
		"docs/a/b.md":       true,
		"x.golden":          true,
		"a/b/x.golden":      true,
		"a/b/x.golden.go":   false,
		"a/b/z/deep/f.go":   true,
		"a/b/c/z":           false,
		"main.go":           false,
		"":                  false,
		"Vendor/x":          false,
		"\xff/x":            false,
		"docsx/readme.adoc": false,
	}
	for p, want := range tests {
		if got := c.Excluded(p); got != want {
			t.Errorf("Excluded(%q) = %v, want %v", p, got, want)
		}
	}
}

func TestAllow(t *testing.T) {
	f := &finding.Finding{Rule: "hardcodedkey", Key: key.Of("k_0123456789abcdef", "x"), Location: finding.Location{Path: "p"}}
	if !(config.Allow{Key: "k_0123456789abcdef"}).Matches(f) || (config.Allow{Key: "k_0000000000000000"}).Matches(f) {
		t.Error("an allow by key matches that key alone")
	}
	if !(config.Allow{Fingerprint: f.Fingerprint()}).Matches(f) || (config.Allow{Fingerprint: "0"}).Matches(f) {
		t.Error("an allow by fingerprint matches that finding alone")
	}
	until := config.Allow{Until: time.Date(2030, 1, 31, 0, 0, 0, 0, time.UTC)}
	for day, want := range map[string]bool{"2030-01-31T23:59:59Z": false, "2030-02-01T00:00:00Z": true, "2029-01-01T00:00:00Z": false} {
		now, _ := time.Parse(time.RFC3339, day)
		if got := until.Expired(now); got != want {
			t.Errorf("at %s: Expired = %v, want %v", day, got, want)
		}
	}
	if (config.Allow{}).Expired(time.Now()) {
		t.Error("an allow without an end expired")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("version: 1\n"))
	f.Add([]byte("version: 1\nexclude: [a]\nrules: {cikey: {off: true}}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := config.Parse("c.yml", data)
		if err == nil && c.Path != "c.yml" {
			t.Errorf("a config without a path: %+v", c)
		}
		if err != nil && !cmp.Equal(c, config.Config{}) {
			t.Error("an error and a config at once")
		}
	})
}
