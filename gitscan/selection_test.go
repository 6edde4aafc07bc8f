package gitscan_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/msgine/msginelint/gitscan"
)

// TestSince takes the commits that git does.
func TestSince(t *testing.T) {
	r := newRepo(t)
	old, middle, late, side := newKey(), newKey(), newKey(), newKey()
	at := func(day int, path, key string) {
		r.write(path, key)
		r.git("add", "-A")
		date := fmt.Sprintf("2025-02-%02dT12:00:00+0000", day)
		r.run("", []string{"GIT_AUTHOR_DATE=2020-01-01T00:00:00+0000", "GIT_COMMITTER_DATE=" + date}, "commit", "-q", "-m", fmt.Sprint("day ", day))
	}
	at(1, "old", old)
	at(10, "middle", middle)
	r.git("branch", "base")
	at(5, "skewed", newKey()) // an older clock on top of a newer one
	r.git("switch", "-q", "-c", "side")
	at(12, "side", side)
	r.git("switch", "-q", "main")
	at(20, "late", late)
	for _, c := range []struct {
		since, revisions string
		keys             []string
	}{
		{"2025-02-11T00:00:00Z", "", []string{late, side}},
		{"2025-02-20T12:00:00Z", "", []string{late}},
		{"2025-02-20T12:00:01Z", "", nil},
		{"2025-02-11T00:00:00Z", "main", []string{late}},
		{"2025-02-11T00:00:00Z", "base..side", []string{side}},
		{"2026-01-01T00:00:00Z", "base..side", nil},
	} {
		since, err := time.Parse(time.RFC3339, c.since)
		if err != nil {
			t.Fatal(err)
		}
		report := r.scanWith(gitscan.Options{Range: c.revisions, Since: since})
		complete(t, report)
		holds(t, c.since+" "+c.revisions, report, c.keys...)
		tips := "--all"
		if c.revisions != "" {
			tips = c.revisions
		}
		// Three objects each: what older commits hold is not theirs.
		want := len(strings.Fields(r.git("log", "--format=%H", "--since="+c.since, tips)))
		if report.Coverage.Commits != want || objectsOf(report) != 3*want {
			t.Errorf("%s %s: %d commits, %d objects, git lists %d commits", c.since, c.revisions, report.Coverage.Commits, objectsOf(report), want)
		}
	}
}

// TestRandomRanges walks random graphs. Whatever the clocks say, no commit of a
// range is left out; with clocks that are right, none is taken too many.
func TestRandomRanges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for round := range 9 {
		r := newRepo(t)
		skew := round % 3 * 400
		const n = 60
		r.run(randomGraph(rnd, n, skew), nil, "fast-import", "--quiet")
		for range 6 {
			revisions := fmt.Sprintf("b%d..b%d", rnd.IntN(n), rnd.IntN(n))
			got := map[string]bool{}
			for _, f := range r.scan(revisions).Findings {
				got[f.Key.ID()] = true
			}
			keys := strings.Fields(r.git("log", "--format=%s", revisions))
			for _, k := range keys {
				if !got[idOf(k)] {
					t.Errorf("round %d, %s: a commit is left out", round, revisions)
				}
			}
			if skew == 0 && len(got) != len(keys) {
				t.Errorf("round %d, %s: %d commits, want %d", round, revisions, len(got), len(keys))
			}
		}
	}
}

// randomGraph is a stream of n commits for git fast-import, with branches b0 and
// so on, a key in each message, and clocks that are up to skew seconds fast.
func randomGraph(rnd *rand.Rand, n, skew int) string {
	var s strings.Builder
	for i := range n {
		k := newKey()
		fmt.Fprintf(&s, "commit refs/heads/b%d\nmark :%d\ncommitter a <a@b> %d +0000\ndata %d\n%s\n", i, i+1, 1700000000+i*10+rnd.IntN(skew+1), len(k), k)
		word := "from"
		for range rnd.IntN(3) + 1 {
			if i > 0 {
				fmt.Fprintf(&s, "%s :%d\n", word, max(1, i-rnd.IntN(8)))
				word = "merge"
			}
		}
		fmt.Fprintf(&s, "M 100644 inline f%d\ndata 1\nx\n\n", i)
	}
	return s.String()
}
