package gitscan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

func TestAssigns(t *testing.T) {
	providers := []provider.Provider{provider.MsGine()}
	for text, want := range map[string]bool{
		"MSGINE_API_KEY=":                    true,
		"A=1\nexport MSGINE_API_TOKEN = x\n": true,
		"  MSGINE_API_KEY: x":                true,
		"MSGINE_API_KEY":                     false,
		"# MSGINE_API_KEY=x":                 false,
		"X=MSGINE_API_KEY=x":                 false,
		"MSGINE_API_KEYS=x":                  false,
		"msgine_api_key=x":                   false,
		"":                                   false,
	} {
		if got := assigns([]byte(text), providers); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// FuzzBeside reads hostile refs, reflogs, indexes and config: none may panic,
// and no key may be left in a name.
func FuzzBeside(f *testing.F) {
	id := strings.Repeat("ab", 20)
	f.Add([]byte("# pack-refs\n"+id+" refs/heads/main\n^"+id+"\n"), []byte("ref: refs/heads/main\n"), []byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x00"), []byte("[extensions]\nobjectFormat = sha1\n"))
	f.Add([]byte(id+" \n x\n"), []byte("ref: refs/loop"), []byte("DIRC\x00\x00\x00\x04\xff\xff\xff\xff"), []byte("[remote \"o\"]\n\tpromisor = true"))
	m, err := match.New(provider.MsGine())
	if err != nil {
		f.Fatal(err)
	}
	dir := f.TempDir()
	write := func(t *testing.T, path string, text []byte) {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, packed, loose, index, config []byte) {
		write(t, "packed-refs", packed)
		write(t, "HEAD", loose)
		write(t, "refs/loop", loose)
		write(t, "logs/refs/stash", packed)
		write(t, "index", index)
		write(t, "config", config)
		l := Layout{GitDir: dir, CommonDir: dir}
		redact := redactor{m}
		ignore := func(string, string) {}
		for _, r := range readRefs(l, redact, ignore).list {
			if again := redact.text(r.name); again != r.name {
				t.Errorf("a key is left in the name of a ref: %s", again)
			}
		}
		readReflogs(t.Context(), l, redact, ignore)
		readIndexes(l, redact, ignore)
		_, _ = readSettings(dir)
	})
}
