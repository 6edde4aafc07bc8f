package filescan

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// prefix is put together here, so that no file of this repository but test data
// holds a text that looks like a key.
const prefix = "msgine" + "_live_"

// randomText is n characters that look random, the same for each seed.
func randomText(seed uint64, n int) string {
	const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
	r := rand.New(rand.NewPCG(seed, 1))
	b := []byte("a7K")
	for len(b) < n {
		b = append(b, alphabet[r.IntN(len(alphabet))])
	}
	return string(b)
}

// newKey is a live key, another for each seed.
func newKey(seed uint64) string { return prefix + randomText(seed, 32) }

// placeholder is a key's stand-in, as the documentation writes it.
const placeholder = prefix + "abc123..."

func newMatcher(t testing.TB) *match.Matcher {
	t.Helper()
	m, err := match.New(provider.MsGine())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// write makes files, by path with "/" below dir, with their content.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// openers are the ways to open a directory that must not differ.
func openers() map[string]opener {
	return map[string]opener{"system": openSystem, "portable": openPortable}
}

// tree scans dir, and fails on what is not in the report.
func tree(t testing.TB, opts Options) Report {
	t.Helper()
	opts.Matcher = newMatcher(t)
	r, err := Tree(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// places are the findings as "path:line:column", in the report's order.
func places(findings []finding.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s:%d:%d", f.Location.Path, f.Location.Line, f.Location.Column))
	}
	return out
}

// mustNotHold fails when anything in r holds one of the raw keys.
func mustNotHold(t *testing.T, r any, keys ...string) {
	t.Helper()
	all := fmt.Sprintf("%+v %#v", r, r)
	if rep, ok := r.(Report); ok {
		for _, f := range rep.Findings {
			all += fmt.Sprintf("%+v", f.Allowed)
		}
	}
	for _, k := range keys {
		if strings.Contains(all, k) || strings.Contains(all, k[len(prefix)+6:]) {
			t.Errorf("the report holds the raw key ending in %q", k[len(k)-4:])
		}
	}
}

// ignoreList is an Ignorer made of exact paths; what is below them is ignored too.
type ignoreList []string

func (r ignoreList) Ignored(path string, _ bool) bool {
	for _, p := range r {
		if path == p || strings.HasPrefix(path, p+"/") {
			return true
		}
	}
	return false
}
