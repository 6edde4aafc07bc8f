// The acceptance test: a repository made by real git with one key in each place
// where git, a file system or an encoding can hide it, and its negative twin.
package main_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestPlaces(t *testing.T) {
	path := buildProgram(t)
	t.Run("keys", func(t *testing.T) { testKeys(t, path) })
	t.Run("no keys", func(t *testing.T) { testNoKeys(t, path) })
	t.Run("detached HEAD", func(t *testing.T) { testDetachedHead(t, path) })
}

// testKeys wants every key named, and nothing else.
func testKeys(t *testing.T, path string) {
	t.Parallel()
	f := newFixture(t, keysFrom(t, newRandom(t)), true)
	if f.deltas() == 0 || f.loose() == 0 {
		t.Fatalf("%d blobs as deltas, %d directories of loose objects: the fixture must have both", f.deltas(), f.loose())
	}
	command := program{path: path, env: f.env, dir: f.dir}

	first, stderr, status := command.run(t, nil, "check", "--format", "json")
	if status != 1 {
		t.Errorf("exit status %d, want 1\n%s", status, stderr)
	}
	r := parseReport(t, first)
	checkPlaces(t, f, r)
	checkCoverage(t, f, r)
	for _, fault := range strangers(f.places, r) {
		t.Error(fault)
	}

	again, verbose, _ := command.run(t, []string{"GOMAXPROCS=1"}, "check", "--format", "json", "-v")
	if !bytes.Equal(first, again) {
		t.Errorf("two runs differ:\n%s", firstDifference(first, again))
	}
	checkText(t, f, command)
	for what, output := range map[string][]byte{"json": first, "stderr": stderr, "stderr with -v": verbose} {
		for _, key := range leaks(f.places, output) {
			t.Errorf("%s shows the key: %s", what, key)
		}
	}
}

// checkText holds the report for people to naming every key too.
func checkText(t *testing.T, f *fixture, command program) {
	t.Helper()
	text, stderr, status := command.run(t, nil, "check", "--format", "text", "-v")
	if status != 1 {
		t.Errorf("text: exit status %d, want 1", status)
	}
	for i := range f.places {
		if p := &f.places[i]; !bytes.Contains(text, []byte(keyID(p.key))) {
			t.Errorf("text: %s is not named", p.name)
		}
	}
	for what, output := range map[string][]byte{"text": text, "stderr of text": stderr} {
		for _, key := range leaks(f.places, output) {
			t.Errorf("%s shows the key: %s", what, key)
		}
	}
}

// checkPlaces fails for every place that the report misses or gets wrong.
func checkPlaces(t *testing.T, f *fixture, r report) {
	t.Helper()
	failed := false
	for i := range f.places {
		p := &f.places[i]
		t.Run(p.name, func(t *testing.T) {
			faults, found := p.find(r)
			if !found {
				t.Errorf("missed: %s", keyID(p.key))
			}
			for _, fault := range faults {
				t.Error(fault)
			}
			failed = failed || t.Failed()
		})
	}
	if failed || testing.Verbose() {
		t.Log("\n" + table(f.places, r))
	}
}

// checkCoverage holds the report to what git says there is to read.
func checkCoverage(t *testing.T, f *fixture, r report) {
	t.Helper()
	if !r.Coverage.Complete || len(r.Coverage.Skipped) > 0 {
		t.Errorf("coverage is incomplete: %+v", r.Coverage.Skipped)
	}
	counts := map[string]int{}
	for kind := range strings.Lines(f.git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")) {
		counts[strings.TrimSpace(kind)]++
	}
	for _, kind := range []string{"blob", "commit", "tag"} {
		if got := r.Coverage.Objects[kind]; got < counts[kind] {
			t.Errorf("coverage counts %d objects of type %s, git %d", got, kind, counts[kind])
		}
	}
}

// testNoKeys is the negative twin: what looks like a key in every
// place, and is none, and one key where the documentation wants it.
func testNoKeys(t *testing.T, path string) {
	t.Parallel()
	f := newFixture(t, notKeys(), false)
	ignored := place{name: "ignored .env", key: keysFrom(t, newRandom(t))(code)}
	f.write(".env", envText(ignored.key))
	command := program{path: path, env: f.env, dir: f.dir}
	for _, format := range []string{"json", "text"} {
		stdout, stderr, status := command.run(t, nil, "check", "--format", format, "-v")
		if status != 0 {
			t.Errorf("%s: exit status %d, want 0\n%s", format, status, stderr)
		}
		if format == "json" {
			r := parseReport(t, stdout)
			checkCoverage(t, f, r)
			for _, finding := range r.Findings {
				t.Errorf("a finding where no key is: %s", describe(finding))
			}
		}
		for what, output := range map[string][]byte{"stdout": stdout, "stderr": stderr} {
			for _, key := range leaks([]place{ignored}, output) {
				t.Errorf("%s of %s shows the key: %s", what, format, key)
			}
		}
	}
}

// testDetachedHead is a repository whose HEAD is on no branch.
func testDetachedHead(t *testing.T, path string) {
	t.Parallel()
	root := t.TempDir()
	env := environment(t, root)
	key := keysFrom(t, newRandom(t))(prose)
	r := newRepo(t, root+"/r", env)
	r.write("README.md", []byte("# nothing\n"))
	r.commit("start")
	r.git("switch", "-q", "--detach")
	r.write("detached.txt", plainText(key))
	p := place{name: "commit on a detached HEAD", key: key, rule: "hardcodedkey", path: "detached.txt", where: "blob", inHead: true,
		line: 3, column: 9, introduced: r.commit("detached")}

	stdout, stderr, status := program{path: path, env: env, dir: r.dir}.run(t, nil, "check", "--format", "json")
	if status != 1 {
		t.Errorf("exit status %d, want 1\n%s", status, stderr)
	}
	faults, found := p.find(parseReport(t, stdout))
	if !found {
		t.Errorf("missed: %s", keyID(key))
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestLeaks(t *testing.T) {
	key := newKey(newRandom(t))
	places := []place{{name: "here", key: key}}
	if got := leaks(places, []byte("a finding: "+shown(key)+" "+keyID(key))); len(got) > 0 {
		t.Errorf("what a report may show counts as a leak: %q", got)
	}
	for _, form := range forms() {
		text := form.encode(key)
		if strings.Contains(form.name, "base64") || strings.Contains(form.name, "hex ") || form.name == "plain" {
			if len(leaks(places, text)) == 0 {
				t.Errorf("%s: a leak went unseen in %q", form.name, text)
			}
		}
	}
	if len(leaks(places, []byte(key[shownLen+3:][:window]))) == 0 {
		t.Error("a part of the key went unseen")
	}
}

// describe is a finding in one line.
func describe(f reported) string {
	s := fmt.Sprintf("%s %s at %+v: %s", f.Severity, f.Rule, f.Location, f.Message)
	if f.Key != nil {
		s += fmt.Sprintf(" key %+v", *f.Key)
	}
	if f.History != nil {
		s += fmt.Sprintf(" history %+v", *f.History)
	}
	return s
}

// firstDifference shows the lines where two texts part.
func firstDifference(a, b []byte) string {
	left, right := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(left), len(right)) {
		if !bytes.Equal(left[i], right[i]) {
			return fmt.Sprintf("line %d:\n%.500s\n%.500s", i+1, left[i], right[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(left), len(right))
}
