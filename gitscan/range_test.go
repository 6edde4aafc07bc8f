package gitscan_test

import (
	"strings"
	"testing"
)

// TestRange holds the objects that a range takes to those that git's own
// rev-list does, and its findings to what the range adds.
func TestRange(t *testing.T) {
	r := newRepo(t)
	before, added, removed, side := newKey(), newKey(), newKey(), newKey()
	r.write("d/before.txt", before)
	r.add("same.txt", "same")
	r.git("tag", "-m", "base", "base")
	r.git("tag", "-m", "again", "base-again", "base")
	r.git("switch", "-q", "-c", "side")
	r.add("side.txt", side)
	r.git("switch", "-q", "main")
	added1 := r.add("d/added.txt", added)
	r.add("removed.txt", removed)
	r.remove("removed.txt")
	r.commit("clean")
	r.git("merge", "-q", "--no-edit", "side")
	r.git("update-ref", "refs/remotes/origin/main", "HEAD")
	r.git("tag", "-m", "x", "v1")
	later := newKey()
	r.add("later.txt", later)
	r.git("repack", "-q", "-a", "-d")
	base := r.git("rev-parse", "base^{commit}")
	for revisions, want := range map[string][]string{
		"base..main~1":                      {added, removed, side},
		"base-again^{}..origin/main":        {added, removed, side},
		base + "..v1":                       {added, removed, side},
		base[:8] + "..main^":                {added, removed, side},
		"side..v1":                          {added, removed},
		"refs/heads/main~2..refs/tags/v1^2": {side},
		"v1^1..v1":                          {side},
		"main~1..":                          {later},
		"..main":                            {},
		"main..base":                        {},
		"v1^{commit}~3":                     {before, added},
		"v1~4":                              {before},
		"side":                              {before, side},
		"@~1..@":                            {later},
		"origin/main..HEAD":                 {later},
	} {
		report := r.scan(revisions)
		complete(t, report)
		if len(report.Findings) != len(want) {
			t.Errorf("%s: %d findings, want %d", revisions, len(report.Findings), len(want))
		}
		for _, k := range want {
			if len(of(report, k)) != 1 {
				t.Errorf("%s: a key is missing", revisions)
			}
		}
		objects := 0
		for _, n := range report.Coverage.Objects {
			objects += n
		}
		if got := len(strings.Fields(r.git("rev-list", "--objects", "--no-object-names", revisions))); got != objects {
			t.Errorf("%s: %d objects, git lists %d", revisions, objects, got)
		}
	}
	f := only(t, r.scan("base..v1"), added)
	h := f.History
	if h.Introduced.ID != added1 || !h.Pushed || strings.Join(h.Refs, " ") != "refs/heads/main refs/remotes/origin/main refs/tags/v1" {
		t.Errorf("history of a range: %+v", h)
	}
	if m := only(t, r.scan("base..main~2"), added).History; strings.Join(m.Refs, " ") != strings.Join(h.Refs, " ") {
		t.Errorf("refs beyond the range: %q, want %q", m.Refs, h.Refs)
	}
}

// TestRangeThatBringsBack scans a key that an old commit removed and the range
// brings back.
func TestRangeThatBringsBack(t *testing.T) {
	r := newRepo(t)
	k := newKey()
	r.add("a.txt", k)
	r.add("a.txt", "clean")
	r.git("tag", "base")
	c := r.add("a.txt", k)
	r.git("tag", "end")
	if f := only(t, r.scan("base..HEAD"), k); f.History.Introduced.ID != c || !f.History.InHead {
		t.Errorf("%+v", f.History)
	}
	r.git("mv", "a.txt", "b.txt")
	r.commit("moved")
	if f := only(t, r.scan("base..end"), k); f.History.InHead || f.Location.Path != "a.txt" {
		t.Errorf("%+v, %+v", f.Location, f.History)
	}
}
