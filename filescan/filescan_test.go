package filescan

import (
	"context"
	"encoding/base64"
	"errors"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
)

func TestTree(t *testing.T) {
	k1, k2, dir := newKey(1), newKey(2), t.TempDir()
	write(t, dir, map[string]string{
		"main.go":            "package main\n\nconst k = \"" + k1 + "\"\n// again " + k1 + "\n",
		"docs/guide.md":      "Use `" + k2 + "`.\n",
		"a/b/c/app_test.py":  "# " + k1 + "\n",
		"logo.png":           "\x89PNG\x00\x01" + k1 + "\x00",
		"setup.md":           "MSGINE_API_TOKEN=" + randomText(3, 40) + "\n",
		"encoded.txt":        base64.StdEncoding.EncodeToString([]byte("key: "+k1)) + "\n",
		"metric.go":          "package main // " + prefix + "requests_total\n",
		"name.js":            "process.env.MSGINE_API_KEY\n",
		"other.txt":          "nothing here\n",
		".git/config":        k1,
		"sub/.git":           k1,
		"sub/x.txt":          k1,
		"node_modules/x.js":  k1,
		"vendor/keep/me.txt": k1,
	})
	r := tree(t, Options{Root: dir, Ignorer: ignoreList{"node_modules"}})

	want := []string{
		"a/b/c/app_test.py:1:3", "docs/guide.md:1:6", "encoded.txt:1:1", "logo.png:1:7",
		"main.go:3:12", "setup.md:1:18", "sub/x.txt:1:1", "vendor/keep/me.txt:1:1",
	}
	got := places(r.Findings)
	for i, p := range got { // where a base64 span begins is for match to say
		if strings.HasPrefix(p, "encoded.txt:1:") {
			got[i] = "encoded.txt:1:1"
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	mentions := []string{
		"a/b/c/app_test.py", "docs/guide.md", "encoded.txt", "logo.png", "main.go", "metric.go",
		"name.js", "setup.md", "sub/x.txt", "vendor/keep/me.txt",
	}
	if diff := cmp.Diff(mentions, r.Mentions); diff != "" {
		t.Errorf("mentions (-want +got):\n%s", diff)
	}
	if r.Coverage.Files != 11 || !r.Coverage.Complete() {
		t.Errorf("coverage = %+v, want 11 files and complete", r.Coverage)
	}
	mustNotHold(t, r, k1, k2)
}

func TestFindingIsWhole(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	line := "const k = \"" + k + "\""
	write(t, dir, map[string]string{"x.ts": "\n" + line + "\n" + line + "; " + line + "\n"})
	r := tree(t, Options{Root: dir})
	start := len("const k = \"") + 1
	at := func(line, column int) finding.Location {
		return finding.Location{Path: "x.ts", Line: line, Column: column, EndLine: line, EndColumn: column + len(k)}
	}
	want := []finding.Finding{{
		Rule: "hardcodedkey", Severity: finding.Error, Provider: "MsGine",
		Message: "MsGine key " + k[:16] + "… in source",
		Key:     key.New([]byte(k), len(prefix)), Kind: "live", Encoding: "plain",
		Location: at(2, start),
		Also:     []finding.Location{at(3, start), at(3, start+len(line)+2)},
		Fix:      "revoke it in the MsGine Developer Dashboard, then read it from the environment: MSGINE_API_KEY",
	}}
	if diff := cmp.Diff(want, r.Findings, cmpopts.EquateComparable(key.Key{})); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestMessages(t *testing.T) {
	k, token := newKey(1), randomText(9, 40)
	utf16 := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	for name, c := range map[string]struct{ text, want string }{
		"x.py":     {k, " in source"},
		"x.md":     {k, " in plain text"},
		"b.txt":    {base64.StdEncoding.EncodeToString([]byte(k)), " in a base64-encoded form"},
		"h.txt":    {hexOf(k), " in a hexadecimal form"},
		"p.txt":    {strings.ReplaceAll(k, "_", "%5F"), " in a percent-encoded form"},
		"e.json":   {strings.ReplaceAll(k, "_", `\u005f`), " in an escaped form"},
		"e.html":   {strings.ReplaceAll(k, "_", "&#95;"), " in HTML entities"},
		"u.txt":    {"\xff\xfe" + utf16(k), " in UTF-16 text"},
		"setup.md": {"MSGINE_API_TOKEN=" + token, " assigned to MSGINE_API_TOKEN"},
	} {
		dir := t.TempDir()
		write(t, dir, map[string]string{name: c.text + "\n"})
		r := tree(t, Options{Root: dir})
		if len(r.Findings) != 1 || !strings.HasSuffix(r.Findings[0].Message, c.want) {
			t.Errorf("%s: findings = %+v, want one with message %q", name, r.Findings, c.want)
		}
		mustNotHold(t, r, k)
	}
}

func hexOf(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteString(strconv.FormatUint(uint64(s[i]), 16))
	}
	return b.String()
}

func TestExclude(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	write(t, dir, map[string]string{"a/x.txt": k, "b/x.txt": k, "b/y.txt": k, "a/.env": k})
	r := tree(t, Options{Root: dir, InGit: true, Exclude: func(path string, isDir bool) bool {
		return isDir && path == "a" || !isDir && path == "b/y.txt"
	}})
	if diff := cmp.Diff([]string{"b/x.txt:1:1"}, places(r.Findings)); diff != "" || len(r.EnvFiles) != 0 {
		t.Errorf("findings (-want +got):\n%s\nenv files: %v", diff, r.EnvFiles)
	}
}

// TestSameWhateverTheWorkers scans one tree with both openers and 1 and 8 workers.
func TestSameWhateverTheWorkers(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	for i := range 400 {
		name := "flat/" + strconv.Itoa(i) + ".txt"
		if i%10 == 0 { // the key is in the name and in the file
			name += newKey(uint64(i % 50))
		}
		if i%3 == 0 {
			name = "d" + strconv.Itoa(i%7) + "/e" + strconv.Itoa(i%5) + "/" + strconv.Itoa(i) + ".go"
		}
		files[name] = newKey(uint64(i%50)) + "\n" + newKey(uint64(i%20)) + "\n" + newKey(uint64(i%50))
	}
	files["d1/.env"] = newKey(1)
	files["d2/"+newKey(2)+"/f"] = newKey(2)
	write(t, dir, files)
	var first *Report
	for name, open := range openers() {
		for _, workers := range []int{1, 8} {
			r := tree(t, Options{Root: dir, Workers: workers, open: open})
			if first == nil {
				first = &r
				if len(r.Findings) < 400 || len(r.EnvFiles) != 1 || len(r.Notes) != 1 {
					t.Fatalf("%d findings, %v, %v", len(r.Findings), r.EnvFiles, r.Notes)
				}
			}
			if diff := cmp.Diff(*first, r, cmpopts.EquateComparable(key.Key{})); diff != "" {
				t.Errorf("%s, %d workers differ:\n%s", name, workers, diff)
			}
		}
	}
}

func TestLongLine(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	const before = 6 << 20
	write(t, dir, map[string]string{"min.js": strings.Repeat("x;", before/2) + "'" + k + "';" + strings.Repeat("y;", 1000)})
	r := tree(t, Options{Root: dir})
	if diff := cmp.Diff([]string{"min.js:1:" + strconv.Itoa(before+2)}, places(r.Findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestProgress(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a/1": "12345", "b/2": "1234567", "c/3": strings.Repeat("x", 3<<20)})
	var mu sync.Mutex
	var files []int
	var bytes []int64
	r := tree(t, Options{Root: dir, Workers: 4, Progress: func(f int, b int64) {
		if !mu.TryLock() {
			t.Error("Progress calls overlap")
			return
		}
		defer mu.Unlock()
		files, bytes = append(files, f), append(bytes, b)
	}})
	if !slices.IsSorted(files) || !slices.IsSorted(bytes) {
		t.Errorf("progress went backwards: %v %v", files, bytes)
	}
	if files[len(files)-1] != 3 || bytes[len(bytes)-1] != r.Coverage.Bytes || r.Coverage.Bytes != 12+3<<20 {
		t.Errorf("last progress %v %v, coverage %+v", files, bytes, r.Coverage)
	}
}

func TestRootIsNoDirectory(t *testing.T) {
	k, dir := newKey(1), t.TempDir()
	write(t, dir, map[string]string{"file": ""})
	for _, root := range []string{filepath.Join(dir, "absent-"+k), filepath.Join(dir, "file"), "relative", ""} {
		_, err := Tree(context.Background(), Options{Root: root, Matcher: newMatcher(t)})
		if err == nil {
			t.Errorf("Tree(%q) = nil, want an error", root)
			continue
		}
		mustNotHold(t, err.Error(), k)
	}
	if _, err := Tree(context.Background(), Options{Root: dir}); err == nil {
		t.Error("Tree without a matcher = nil, want an error")
	}
}

func TestCancel(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{}
	for i := range 300 {
		files[strconv.Itoa(i%30)+"/"+strconv.Itoa(i)] = newKey(1)
	}
	write(t, dir, files)
	before := runtime.NumGoroutine()
	for _, workers := range []int{1, 4} {
		ctx, cancel := context.WithCancel(context.Background())
		read := 0
		r, err := Tree(ctx, Options{Root: dir, Matcher: newMatcher(t), Workers: workers, Progress: func(files int, _ int64) {
			read = files
			if files > 20 {
				cancel()
			}
		}})
		cancel()
		if !errors.Is(err, context.Canceled) || len(r.Findings) != 0 {
			t.Errorf("%d workers: %d findings, error %v, want context.Canceled", workers, len(r.Findings), err)
		}
		if read == 300 {
			t.Errorf("%d workers: all files were read", workers)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Tree(ctx, Options{Root: dir, Matcher: newMatcher(t)}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
	}
}

// TestMergeOrder: who found what first makes no difference.
func TestMergeOrder(t *testing.T) {
	k := key.New([]byte(newKey(1)), len(prefix))
	part := func(line int, message string) *worker {
		w := &worker{}
		w.report.Findings = []finding.Finding{{Rule: "hardcodedkey", Key: k, Message: message, Location: finding.Location{Path: "p", Line: line}}}
		w.report.EnvFiles = []EnvFile{{Path: message}}
		w.report.Mentions = []string{message, "same"}
		w.report.Coverage.Skip(message, "gone")
		return w
	}
	a, b := part(0, "in a file name"), part(3, "in plain text")
	forth, back := merge([]*worker{a, b}), merge([]*worker{b, a})
	if diff := cmp.Diff(forth, back, cmpopts.EquateComparable(key.Key{})); diff != "" {
		t.Errorf("the order of workers shows:\n%s", diff)
	}
	if len(forth.Findings) != 1 || forth.Findings[0].Message != "in a file name" || len(forth.Mentions) != 3 {
		t.Errorf("merged: %+v", forth)
	}
}
