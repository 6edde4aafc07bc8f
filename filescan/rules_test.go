package filescan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/finding"
)

func TestAllow(t *testing.T) {
	k, other := newKey(1), newKey(2)
	utf16 := func(s string) string { return "\xff\xfe" + strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	const refused = " (the msginelint:allow here has no reason, so it is not honoured)"
	for name, c := range map[string]struct {
		text    string
		allowed string // reason; empty: not allowed
		suffix  string
	}{
		"none":            {"k = '" + k + "'\n", "", ""},
		"after":           {"k = '" + k + "' // msginelint:allow hardcodedkey revoked in May\n", "revoked in May", ""},
		"before":          {"/* msginelint:allow hardcodedkey revoked */ k = '" + k + "'\n", "revoked", ""},
		"above":           {"# msginelint:allow hardcodedkey a canary\nk = '" + k + "'\n", "a canary", ""},
		"behind another":  {"a = '" + other + "' # msginelint:allow hardcodedkey r\nk = '" + k + "'\n", "", ""},
		"two above":       {"# msginelint:allow hardcodedkey a canary\n\nk = '" + k + "'\n", "", ""},
		"below":           {"k = '" + k + "'\n# msginelint:allow hardcodedkey a canary\n", "", ""},
		"another rule":    {"k = '" + k + "' // msginelint:allow loggedkey never logged\n", "", ""},
		"no reason":       {"k = '" + k + "' // msginelint:allow hardcodedkey\n", "", refused},
		"no reason above": {"// msginelint:allow hardcodedkey\nk = '" + k + "'\n", "", refused},
		"reason above":    {"// msginelint:allow hardcodedkey ok\nk = '" + k + "' // msginelint:allow hardcodedkey\n", "ok", ""},
		"key in reason":   {"// msginelint:allow hardcodedkey " + other + " is revoked\nk = '" + k + "'\n", other[:16] + "… is revoked", ""},
		"UTF-16":          {utf16("k = '" + k + "' // msginelint:allow hardcodedkey ok\n"), "ok", ""},
		"cut key":         {cutKey(k, other), "see", ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{"a.js": c.text})
			r := tree(t, Options{Root: dir})
			mustNotHold(t, r, k, other)
			var f *finding.Finding
			for i := range r.Findings {
				if r.Findings[i].Key.Shown() == k[:16]+"…" {
					f = &r.Findings[i]
				}
			}
			if f == nil {
				t.Fatalf("no finding in %v", places(r.Findings))
			}
			var want *finding.Allowed
			if c.allowed != "" {
				want = &finding.Allowed{By: "inline", Reason: c.allowed}
			}
			if diff := cmp.Diff(want, f.Allowed); diff != "" {
				t.Errorf("allowed (-want +got):\n%s", diff)
			}
			if f.Encoding == "plain" && !strings.HasSuffix(f.Message, " in source"+c.suffix) {
				t.Errorf("message %q, want it to end in %q", f.Message, c.suffix)
			}
		})
	}
}

// cutKey is a line with a directive so far behind its key k that the matcher's
// view of the line ends inside the other key.
func cutKey(k, other string) string {
	const reason = " // msginelint:allow hardcodedkey see "
	return k + strings.Repeat(" ", 1024-len(prefix)-10-len(reason)) + reason + other + "\n"
}

// TestAllowHidesNoOtherPlace: allowing a key in one place leaves the others.
func TestAllowHidesNoOtherPlace(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	line := "k = '" + k + "'"
	write(t, dir, map[string]string{
		"some.js": line + " // msginelint:allow hardcodedkey ok\n\n" + line + "\n\n" + line + "\n",
		"last.js": line + "\n\n" + line + " // msginelint:allow hardcodedkey ok\n",
		"all.js":  strings.Repeat(line+" // msginelint:allow hardcodedkey ok\n\n", 2),
	})
	r := tree(t, Options{Root: dir})
	if diff := cmp.Diff([]string{"all.js:1:6", "last.js:1:6", "some.js:3:6"}, places(r.Findings)); diff != "" {
		t.Fatalf("findings (-want +got):\n%s", diff)
	}
	for i, want := range []struct {
		allowed bool
		also    int
	}{{true, 1}, {false, 0}, {false, 1}} {
		f := r.Findings[i]
		if (f.Allowed != nil) != want.allowed || len(f.Also) != want.also {
			t.Errorf("%s: allowed %v, also %v", f.Location.Path, f.Allowed, f.Also)
		}
	}
}

func TestEnvFiles(t *testing.T) {
	k, token, dir := newKey(1), randomText(4, 40), t.TempDir()
	write(t, dir, map[string]string{
		".env":             "A=1\nexport MSGINE_API_KEY=" + k + "\n",
		".env.local":       "MSGINE_API_TOKEN=" + token + "\n",
		".env.production":  "MSGINE_API_KEY=\n",
		".env.test":        "OTHER=1\n#MSGINE_API_KEY=\n",
		".env.example":     "MSGINE_API_KEY=" + k + "\n",
		"app/.env":         "X=" + k + "\n",
		"ignored/.env":     "MSGINE_API_KEY=" + k + "\n",
		"venv/.env/lib.py": "k = '" + k + "'\n",
		".envrc":           "export MSGINE_API_KEY=" + k + "\n",
		"huge/.env":        strings.Repeat("A=1\n", bufferSize/2) + "MSGINE_API_KEY=" + k + "\n",
	})
	ignored := ignoreList{".env", ".env.local", "app/.env", "ignored", "huge/.env"}
	r := tree(t, Options{Root: dir, InGit: true, Ignorer: ignored})
	if diff := cmp.Diff([]string{".env.example:1:16", ".envrc:1:23", "venv/.env/lib.py:1:6"}, places(r.Findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	type env struct {
		Path  string
		Keys  []string
		Names bool
	}
	summary := func(files []EnvFile) (out []env) {
		for _, f := range files {
			out = append(out, env{f.Path, places(f.Keys), f.NamesProvider})
		}
		return out
	}
	want := []env{
		{".env", []string{".env:2:23"}, true},
		{".env.local", []string{".env.local:1:18"}, true},
		{".env.production", nil, true},
		{".env.test", nil, false},
		{"app/.env", []string{"app/.env:1:3"}, false},
		{"huge/.env", []string{"huge/.env:524289:16"}, true},
	}
	if diff := cmp.Diff(want, summary(r.EnvFiles)); diff != "" {
		t.Errorf("env files (-want +got):\n%s", diff)
	}
	if len(r.Notes) != 0 {
		t.Errorf("notes = %v, want none in a git repository", r.Notes)
	}
	mustNotHold(t, r, k)

	outside := tree(t, Options{Root: dir, Ignorer: ignored})
	if diff := cmp.Diff(places(r.Findings), places(outside.Findings)); diff != "" {
		t.Errorf("findings outside git (-in git +outside):\n%s", diff)
	}
	var notes []string
	for _, n := range outside.Notes {
		notes = append(notes, n.Path)
	}
	if diff := cmp.Diff([]string{".env", ".env.local", "app/.env", "huge/.env"}, notes); diff != "" {
		t.Errorf("notes outside git (-want +got):\n%s", diff)
	}
	mustNotHold(t, outside, k)
}

func TestEnvNames(t *testing.T) {
	for text, want := range map[string]bool{
		"MSGINE_API_KEY=":             true,
		"MSGINE_API_TOKEN=x":          true,
		"A=1\r\nMSGINE_API_KEY=x\r\n": true,
		"A=1\rMSGINE_API_KEY=x":       true,
		"  MSGINE_API_KEY = x":        true,
		"export MSGINE_API_KEY=x":     true,
		"export\t MSGINE_API_KEY=x":   true,
		"\ufeffMSGINE_API_KEY=x":      true,
		"MSGINE_API_KEY: x":           true,
		"\xff\xfeM\x00S\x00G\x00I\x00N\x00E\x00_\x00A\x00P\x00I\x00_\x00K\x00E\x00Y\x00=\x00": true,
		"":                              false,
		"MSGINE_API_KEY":                false,
		"MSGINE_API_KEY\n=x":            false,
		"#MSGINE_API_KEY=x":             false,
		"# MSGINE_API_KEY=x":            false,
		"MSGINE_API_KEY_OLD=x":          false,
		"OLD_MSGINE_API_KEY=x":          false,
		"msgine_api_key=x":              false,
		"A=MSGINE_API_KEY=":             false,
		"exportMSGINE_API_KEY=x":        false,
		strings.Repeat("A", 200) + "=x": false,
		strings.Repeat("A", 114) + "MSGINE_API_KEY=x":      false,
		strings.Repeat(" ", 114) + "MSGINE_API_KEY=x":      true,
		strings.Repeat("x", 200) + "\nMSGINE_API_KEY=x\nB": true,
	} {
		e := newEnvNames(newMatcher(t))
		if _, _ = e.Write([]byte(text)); e.found != want {
			t.Errorf("%q: found = %t, want %t", text, e.found, want)
		}
	}
}

// FuzzEnvNames: however a file is cut, the same is found in it.
func FuzzEnvNames(f *testing.F) {
	f.Add([]byte("A=1\nexport MSGINE_API_KEY=x\n"), 12)
	f.Add([]byte("\xff\xfeM\x00S\x00"), 3)
	f.Fuzz(func(t *testing.T, text []byte, cut int) {
		m := newMatcher(t)
		whole, parts := newEnvNames(m), newEnvNames(m)
		_, _ = whole.Write(text)
		cut = max(0, min(cut, len(text)))
		_, _ = parts.Write(text[:cut])
		_, _ = parts.Write(text[cut:])
		if whole.found != parts.found {
			t.Errorf("%q: %t whole, %t cut at %d", text, whole.found, parts.found, cut)
		}
		_, _ = whole.Write([]byte("\nMSGINE_API_KEY=\n"))
		if !whole.found {
			t.Errorf("a name on a line of its own after %q was not found", text)
		}
	})
}

func TestNames(t *testing.T) {
	inFile, inDir, inName, both := newKey(1), newKey(2), newKey(3), newKey(4)
	for name, open := range openers() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{
				"backup-" + inName + ".txt":         "k " + inFile,
				"dir " + inDir + "/sub/.env.x":      "MSGINE_API_KEY=" + inFile,
				"dir " + inDir + "/sub/a.txt":       inFile,
				"same." + both:                      "x " + both,
				placeholder + "/" + placeholder:     "msgine",
				"ignored " + newKey(5):              "x",
				".env." + newKey(6):                 "x",
				"deep/er/" + prefix + "requests_ok": "x",
			})
			r := tree(t, Options{Root: dir, InGit: true, open: open, Ignorer: ignoreList{"ignored " + newKey(5), ".env." + newKey(6)}})
			shown := func(k string) string { return k[:16] + "…" }
			want := []string{
				"backup-" + shown(inName) + ".txt:0:0",
				"backup-" + shown(inName) + ".txt:1:3",
				"dir " + shown(inDir) + ":0:0",
				"dir " + shown(inDir) + "/sub/a.txt:1:1",
				"same." + shown(both) + ":0:0",
			}
			if diff := cmp.Diff(want, places(r.Findings)); diff != "" {
				t.Fatalf("findings (-want +got):\n%s", diff)
			}
			if got := r.Findings[0].Message; got != "MsGine key "+shown(inName)+" in a file name" {
				t.Errorf("message = %q", got)
			}
			if got := r.Findings[2].Message; got != "MsGine key "+shown(inDir)+" in a directory name" {
				t.Errorf("message = %q", got)
			}
			if also := r.Findings[4].Also; len(also) != 1 || also[0].Line != 1 || also[0].Column != 3 {
				t.Errorf("a key in a name and in its file: also %v, want 1:3", also)
			}
			if len(r.EnvFiles) != 2 || r.EnvFiles[0].Path != ".env."+shown(newKey(6)) || r.EnvFiles[1].Path != "dir "+shown(inDir)+"/sub/.env.x" {
				t.Errorf("env files = %v", r.EnvFiles)
			}
			mustNotHold(t, r, inFile, inDir, inName, both, newKey(5), newKey(6))
		})
	}
}
