package gitscan_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan"
)

const zeroID = "0000000000000000000000000000000000000000"

// scanWith scans r with options.
func (r *repo) scanWith(o gitscan.Options) gitscan.Report {
	r.t.Helper()
	l, err := gitscan.Find(r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	o.Matcher = matcher(r.t)
	report, err := gitscan.History(context.Background(), l, o)
	if err != nil {
		r.t.Fatal(err)
	}
	return report
}

// scanPush scans what lines, as a pre-push hook is told, would send to remote.
func (r *repo) scanPush(remote string, lines ...string) gitscan.Report {
	r.t.Helper()
	pushes, err := gitscan.ParsePushes(strings.NewReader(strings.Join(lines, "\n") + "\n"))
	if err != nil {
		r.t.Fatal(err)
	}
	return r.scanWith(gitscan.Options{Pushes: pushes, Remote: remote})
}

// holds fails unless report has findings of just these keys.
func holds(t *testing.T, what string, report gitscan.Report, keys ...string) {
	t.Helper()
	var got, want []string
	for _, f := range report.Findings {
		got = append(got, f.Key.ID())
	}
	for _, k := range keys {
		want = append(want, idOf(k))
	}
	slices.Sort(got)
	slices.Sort(want)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("%s: keys %q, want %q", what, got, want)
	}
}

// objectsOf is how many objects were scanned.
func objectsOf(report gitscan.Report) (n int) {
	for _, c := range report.Coverage.Objects {
		n += c
	}
	return n
}

// pushCase is what a hook is told, the keys that the push sends, and the objects
// for git rev-list.
type pushCase struct {
	name   string
	remote string
	lines  []string
	keys   []string
	list   string
}

// pushCases makes a repository, and one case of each kind of push.
func pushCases(r *repo) []pushCase {
	old, mine, amended, side, inTag, inBlob := newKey(), newKey(), newKey(), newKey(), newKey(), newKey()
	r.add("old.txt", old)
	first := r.add("a.txt", "a")
	r.git("update-ref", "refs/remotes/origin/main", first)
	wrong := r.add("mine.txt", amended)
	r.write("mine.txt", mine)
	r.git("add", "-A")
	r.git("commit", "-q", "--amend", "-m", "amended")
	tip := r.git("rev-parse", "HEAD")
	r.git("switch", "-q", "-c", "side", first)
	sideTip := r.add("side.txt", side)
	r.git("tag", "-m", "tag "+inTag, "annotated", tip)
	r.git("tag", "-m", "tag of a tag", "chain", "annotated")
	r.git("tag", "-m", "of a blob", "blob", r.blob(inBlob))
	id := func(rev string) string { return r.git("rev-parse", rev) }
	line := func(local, remote string) string { return "refs/heads/x " + local + " refs/heads/x " + remote }
	unknown := strings.Repeat("12", 20)
	return []pushCase{
		{"update", "origin", []string{line(tip, first)}, []string{mine}, tip + " ^" + first},
		{"new branch", "origin", []string{line(sideTip, zeroID)}, []string{side}, sideTip + " --not --remotes=origin"},
		{"two", "origin", []string{line(tip, first), line(sideTip, zeroID)}, []string{mine, side}, tip + " " + sideTip + " ^" + first},
		{"forced", "origin", []string{line(tip, wrong)}, []string{mine}, tip + " ^" + wrong},
		{"forced over unknown", "origin", []string{line(tip, unknown)}, []string{mine}, tip + " --not --remotes=origin"},
		{"back", "origin", []string{line(first, tip)}, nil, first + " ^" + tip},
		{"deletion and a new", "origin", []string{"(delete) " + zeroID + " refs/heads/y " + first, line(sideTip, zeroID)}, []string{side}, sideTip + " ^" + first},
		{"another remote", "other", []string{line(sideTip, zeroID)}, []string{old, side}, sideTip},
		{"a name like it", "orig", []string{line(sideTip, zeroID)}, []string{old, side}, sideTip},
		{"no remote", "", []string{line(sideTip, zeroID)}, []string{old, side}, sideTip},
		{"annotated tag", "origin", []string{line(id("annotated"), zeroID)}, []string{inTag, mine}, "annotated ^" + first},
		{"tag of a tag", "origin", []string{line(id("chain"), zeroID)}, []string{inTag, mine}, "chain ^" + first},
		{"tag of a known", "origin", []string{line(id("annotated"), tip)}, []string{inTag}, "annotated ^" + tip},
		{"over a tag", "origin", []string{line(tip, id("annotated"))}, nil, tip + " ^annotated"},
		{"tag of a blob", "origin", []string{line(id("blob"), zeroID)}, []string{inBlob}, "blob"},
		{"a tree", "origin", []string{line(id("side^{tree}"), zeroID)}, []string{old, side}, "side^{tree}"},
		{"named by its message", "origin", []string{"HEAD^{/a change} " + sideTip + " refs/heads/x " + zeroID}, []string{side}, sideTip + " ^" + first},
	}
}

// TestPushes scans what each kind of push sends, and as many objects as git
// lists.
func TestPushes(t *testing.T) {
	r := newRepo(t)
	for _, c := range pushCases(r) {
		report := r.scanPush(c.remote, c.lines...)
		complete(t, report)
		holds(t, c.name, report, c.keys...)
		args := append([]string{"rev-list", "--objects", "--no-object-names"}, strings.Fields(c.list)...)
		if want := len(strings.Fields(r.git(args...))); objectsOf(report) != want {
			t.Errorf("%s: %d objects, git lists %d", c.name, objectsOf(report), want)
		}
	}
}

// TestPushOfNothingKnown says that what is to be pushed is not here.
func TestPushOfNothingKnown(t *testing.T) {
	r := newRepo(t)
	r.add("a", "a")
	report := r.scanPush("origin", "refs/heads/x "+strings.Repeat("12", 20)+" refs/heads/x "+zeroID)
	if s := report.Coverage.Skipped; len(s) != 1 || s[0].What != "refs/heads/x" || s[0].Limit {
		t.Errorf("skipped: %+v", s)
	}
}

// TestParsePushes refuses what is no line of a hook's input.
func TestParsePushes(t *testing.T) {
	one := strings.Repeat("12", 20)
	for text, want := range map[string]int{
		"":                              0,
		"a " + one + " b " + zeroID:     1,
		"a " + one + " b " + one + "\n": 1,
		"a b c " + one + " b " + one + "\n(delete) " + zeroID + " b " + one + "\n": 2,
	} {
		pushes, err := gitscan.ParsePushes(strings.NewReader(text))
		if err != nil || len(pushes) != want || pushes == nil {
			t.Errorf("%q: %d pushes, %v", text, len(pushes), err)
		}
	}
	for _, text := range []string{"\n", "a", "a b c", " " + one + " b " + one, "a " + one + " b " + one[1:], "a x" + one[1:] + " b " + one,
		"a " + one + "  " + one, "a " + one + " b " + one + " ", "a " + one + " b " + one + "\n\n", "a " + one + one[:24] + " b " + zeroID} {
		if pushes, err := gitscan.ParsePushes(strings.NewReader(text)); err == nil {
			t.Errorf("%q: %d pushes", text, len(pushes))
		}
	}
}
