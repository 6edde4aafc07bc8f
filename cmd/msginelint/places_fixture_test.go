package main_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// setting says what may stand in a place without being a key.
type setting int

const (
	prose setting = iota // documentation: also placeholders
	code                 // source and data: metric names, templates, bare prefixes
	name                 // names of files, refs and people: metric names, bare prefixes
)

// place is one key in one place, and what a report must say of it. Empty
// fields are not checked.
type place struct {
	name string
	key  string

	rule       string
	path       string
	object     string
	where      string // part of git: "blob", "commit-message", …
	reach      string // how it is held when no ref holds it: "stash", "index", "unreachable"
	ref        string // a ref that contains it
	noRefs     bool   // no ref contains it
	inHead     bool
	introduced string // commit
	lastSeen   string // commit
	line       int
	column     int
}

// fixture is a repository with one key in each place.
type fixture struct {
	*repo
	env    []string
	root   string // holds the repository and what belongs to it
	value  func(setting) string
	keys   bool // whether value returns keys: false in the negative twin
	large  int  // bytes of the largest files
	places []place
}

// newFixture builds the whole repository with one value from value in each place.
func newFixture(t *testing.T, value func(setting) string, keys bool) *fixture {
	t.Helper()
	root := t.TempDir()
	env := environment(t, root)
	f := &fixture{repo: newRepo(t, filepath.Join(root, "r"), env), env: env, root: root, value: value, keys: keys, large: 30 << 20}
	if !keys {
		f.large = 3 << 20
	}
	f.pastCommits()
	f.currentFiles()
	f.git("repack", "-a", "-d", "-k", "-q") // from here on: loose objects
	f.metadata()
	f.tags()
	f.oddTags()
	f.notes()
	f.lostCommits()
	f.linkedWorktree()
	f.stashes()
	f.alternates()
	f.absent()
	f.refNames()
	f.replaced()
	f.workTree()
	return f
}

// fewRedraws is how many random keys of one run may look like placeholders.
const fewRedraws = 2

// keysFrom returns a fresh key each time. By chance a few random keys in a
// hundred thousand hold a word such as "test", and the matcher's policy lets
// them go (package match bounds how many); those are drawn again, and a run
// that meets more than fewRedraws of them fails.
func keysFrom(t *testing.T, random *rand.Rand) func(setting) string {
	t.Helper()
	matcher, err := match.New(provider.MsGine())
	if err != nil {
		t.Fatal(err)
	}
	redraws := 0
	return func(setting) string {
		for {
			key, live := newKey(random), false
			matcher.Bytes([]byte(key), func(m match.Match) { live = m.Kind == match.Live })
			if live {
				return key
			}
			if redraws++; redraws > fewRedraws {
				t.Fatalf("%d random keys of one run are taken for placeholders", redraws)
			}
		}
	}
}

// notKeys returns in turn what looks a little like a key and is none.
func notKeys() func(setting) string {
	names := []string{"requests_total", "", "queue_depth_seconds_bucket", "send_errors"}
	templates := []string{"${MSGINE_KEY}", "{{ .Values.msgineKey }}", "%s", "$MSGINE_KEY", "<%= key %>"}
	placeholders := []string{
		"abc123...", "your_api_key_here", "xxxxxxxxxxxxxxxxxxxxxxxx", "0000000000000000", "YOUR_API_KEY",
		"<your key>", "1234567890abcdef1234567890", "EXAMPLEexample123456", "****************", "changeme-changeme-1",
	}
	lists := map[setting][]string{name: names, code: append(names[:len(names):len(names)], templates...)}
	lists[prose] = append(append([]string{}, lists[code]...), placeholders...)
	next := map[setting]int{}
	return func(s setting) string {
		list := lists[s]
		next[s]++
		return keyPrefix + list[next[s]%len(list)]
	}
}

// expect notes that a report must name p.
func (f *fixture) expect(p place) { f.places = append(f.places, p) }

// file writes a file with a fresh key in it and returns the key.
func (f *fixture) file(path string, s setting, encode func(string) []byte) (key string, content []byte) {
	f.t.Helper()
	key = f.value(s)
	content = encode(key)
	f.write(path, content)
	return key, content
}
