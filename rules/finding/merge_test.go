package finding_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
)

func at(path string, line, column, end int) finding.Location {
	return finding.Location{Path: path, Line: line, Column: column, EndLine: line, EndColumn: end}
}

func one(rule, id string, loc finding.Location) finding.Finding {
	return finding.Finding{Rule: rule, Severity: finding.Error, Key: key.Of("k_"+id, "msgine_live_"+id+"…"), Location: loc}
}

// brief says a finding in short: rule, key, place, further lines, history, allowed.
type brief struct {
	Rule, Key, Path string
	Line            int
	Also            []int
	History         bool
	Allowed         bool
}

func briefs(findings []finding.Finding) []brief {
	var out []brief
	for _, f := range findings {
		b := brief{Rule: f.Rule, Key: f.Key.ID(), Path: f.Location.Path, Line: f.Location.Line,
			History: f.History != nil, Allowed: f.Allowed != nil}
		for _, l := range f.Also {
			b.Also = append(b.Also, l.Line)
		}
		out = append(out, b)
	}
	return out
}

// inGit is a finding of git alone.
func inGit(id string, loc finding.Location) finding.Finding {
	f := one("committedkey", id, loc)
	f.History = &finding.History{Where: finding.InBlob}
	return f
}

// allowed is f, let through.
func allowed(f finding.Finding) finding.Finding {
	f.Allowed = &finding.Allowed{By: "inline", Reason: "test"}
	return f
}

// mergeCase is what several scanners say, and what is left of it.
type mergeCase struct {
	name string
	in   [][]finding.Finding
	want []brief
}

// placeCases are cases of one key in several places.
func placeCases() []mergeCase {
	return []mergeCase{
		{
			"nothing",
			nil,
			nil,
		},
		{
			"same key and path is one finding, the first's place",
			[][]finding.Finding{{one("hardcodedkey", "a", at("f.go", 3, 9, 40))}, {one("hardcodedkey", "a", at("f.go", 3, 10, 39))}},
			[]brief{{Rule: "hardcodedkey", Key: "k_a", Path: "f.go", Line: 3}},
		},
		{
			"further lines are kept in order",
			[][]finding.Finding{
				{one("hardcodedkey", "a", at("f.go", 3, 9, 40)), one("hardcodedkey", "a", at("f.go", 9, 1, 2))},
				{one("hardcodedkey", "a", at("f.go", 5, 10, 39)), one("hardcodedkey", "a", at("f.go", 9, 4, 5))},
			},
			[]brief{{Rule: "hardcodedkey", Key: "k_a", Path: "f.go", Line: 3, Also: []int{5, 9}}},
		},
		{
			"other key, other path, other rule stay",
			[][]finding.Finding{{one("hardcodedkey", "b", at("f", 1, 1, 2)), one("hardcodedkey", "a", at("f", 1, 1, 2)),
				one("hardcodedkey", "a", at("e", 7, 1, 2)), one("envignore", "a", at("f", 1, 1, 2))}},
			[]brief{
				{Rule: "hardcodedkey", Key: "k_a", Path: "e", Line: 7},
				{Rule: "envignore", Key: "k_a", Path: "f", Line: 1},
				{Rule: "hardcodedkey", Key: "k_b", Path: "f", Line: 1},
				{Rule: "hardcodedkey", Key: "k_a", Path: "f", Line: 1},
			},
		},
	}
}

// historyCases are cases of what git knows, and what was let through.
func historyCases() []mergeCase {
	return []mergeCase{
		{
			"git's finding becomes the current finding's history, whatever comes first",
			[][]finding.Finding{{inGit("a", at("f", 8, 1, 2)), inGit("e", at(".env", 1, 1, 2))},
				{one("hardcodedkey", "a", at("f", 3, 1, 2)), one("envignore", "e", at(".env", 2, 1, 2))}},
			[]brief{{Rule: "envignore", Key: "k_e", Path: ".env", Line: 2, History: true},
				{Rule: "hardcodedkey", Key: "k_a", Path: "f", Line: 3, History: true}},
		},
		{
			"git's finding at another path, of another key or with no path stays",
			[][]finding.Finding{{one("hardcodedkey", "a", at("f", 3, 1, 2))},
				{inGit("a", at("old", 8, 1, 2)), inGit("b", at("f", 8, 1, 2)), inGit("a", finding.Location{Line: 1})}},
			[]brief{
				{Rule: "committedkey", Key: "k_a", Line: 1, History: true},
				{Rule: "hardcodedkey", Key: "k_a", Path: "f", Line: 3},
				{Rule: "committedkey", Key: "k_b", Path: "f", Line: 8, History: true},
				{Rule: "committedkey", Key: "k_a", Path: "old", Line: 8, History: true},
			},
		},
		{
			"a place that was let through does not let another through",
			[][]finding.Finding{{allowed(one("hardcodedkey", "a", at("f", 3, 1, 2)))}, {one("hardcodedkey", "a", at("f", 5, 1, 2))}},
			[]brief{{Rule: "hardcodedkey", Key: "k_a", Path: "f", Line: 5}},
		},
		{
			"one place let through by one scanner is let through",
			[][]finding.Finding{{one("hardcodedkey", "a", at("f", 3, 1, 2))}, {allowed(one("hardcodedkey", "a", at("f", 3, 4, 5)))}, {inGit("a", at("f", 8, 1, 2))}},
			[]brief{{Rule: "hardcodedkey", Key: "k_a", Path: "f", Line: 3, History: true, Allowed: true}},
		},
	}
}

func TestMerge(t *testing.T) {
	for _, tt := range append(placeCases(), historyCases()...) {
		t.Run(tt.name, func(t *testing.T) {
			var results []finding.Result
			for _, findings := range tt.in {
				results = append(results, finding.Result{Findings: findings})
			}
			if diff := cmp.Diff(tt.want, briefs(finding.Merge(results...).Findings), cmp.Comparer(func(a, b []int) bool {
				return cmp.Equal(append([]int{}, a...), append([]int{}, b...))
			})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A key joined from two constants: the text shows its first half only.
func TestMergeJoinsThePieceOfAKey(t *testing.T) {
	whole := one("hardcodedkey", "whole", at("f.go", 3, 9, 60))
	piece := one("hardcodedkey", "piece", at("f.go", 3, 10, 40))
	piece.Key = key.Of("k_piece", whole.Key.Shown())
	old := one("committedkey", "piece", at("f.go", 1, 1, 9))
	old.History = &finding.History{InHead: true}

	got := finding.Merge(finding.Result{Findings: []finding.Finding{whole}}, finding.Result{Findings: []finding.Finding{piece}},
		finding.Result{Findings: []finding.Finding{old}})
	if len(got.Findings) != 1 || got.Findings[0].Key.ID() != "k_whole" || got.Findings[0].History == nil {
		t.Errorf("got %+v, want the whole key alone, with the piece's history", briefs(got.Findings))
	}

	short := piece
	short.Location, short.Kind = at("f.go", 1, 9, 20), "placeholder"
	live := whole
	live.Kind = "live"
	got = finding.Merge(finding.Result{Findings: []finding.Finding{short}}, finding.Result{Findings: []finding.Finding{live}})
	if len(got.Findings) != 1 || got.Findings[0].Key.ID() != "k_whole" || len(got.Findings[0].Also) != 1 {
		t.Errorf("got %+v, want the whole key, with the place of its first constant", briefs(got.Findings))
	}

	other := piece
	other.Key = key.Of("k_other", "msgine_live_zzzz…")
	got = finding.Merge(finding.Result{Findings: []finding.Finding{whole}}, finding.Result{Findings: []finding.Finding{other}})
	if len(got.Findings) != 2 {
		t.Errorf("another key inside the same literal vanished: %+v", briefs(got.Findings))
	}
	outside := piece
	outside.Location = at("f.go", 3, 61, 90)
	got = finding.Merge(finding.Result{Findings: []finding.Finding{whole}}, finding.Result{Findings: []finding.Finding{outside}})
	if len(got.Findings) != 2 {
		t.Errorf("a key outside the literal vanished: %+v", briefs(got.Findings))
	}
}

// Of a tracked .env, git knows the file and the key: the key's history counts.
func TestMergeKeepsTheHistoryOfTheKey(t *testing.T) {
	env := one("envignore", "a", at(".env", 1, 1, 9))
	env.History = &finding.History{Where: finding.InPath}
	old := one("committedkey", "a", at(".env", 1, 1, 9))
	old.History = &finding.History{Where: finding.InBlob}
	other := old
	other.History = &finding.History{Where: finding.InBlob, InHead: true}
	got := finding.Merge(finding.Result{Findings: []finding.Finding{env, old, other}}).Findings
	if len(got) != 1 || got[0].History != old.History {
		t.Errorf("got %+v, want the key's first history", briefs(got))
	}
}

func TestMergeCoverageAndNotes(t *testing.T) {
	a := finding.Result{Coverage: finding.Coverage{Files: 2, Objects: map[string]int{"blob": 1}}, Notes: []finding.Note{{Path: "z"}}}
	a.Coverage.Skip("z", "unreadable")
	b := finding.Result{Coverage: finding.Coverage{Packages: 3, Bytes: 7, Objects: map[string]int{"blob": 2}}, Notes: []finding.Note{{Path: "a"}, {Path: "z"}}}
	b.Coverage.Limit("history", "shallow clone")
	b.Coverage.Skip("z", "unreadable")

	got := finding.Merge(a, b)
	want := finding.Coverage{Files: 2, Packages: 3, Bytes: 7, Objects: map[string]int{"blob": 3},
		Skipped: []finding.Skip{{What: "history", Reason: "shallow clone", Limit: true}, {What: "z", Reason: "unreadable"}}}
	if diff := cmp.Diff(want, got.Coverage); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(got.Notes) != 2 || got.Notes[0].Path != "a" {
		t.Errorf("notes = %v", got.Notes)
	}
	if got.Coverage.Complete() || !got.Coverage.Failed() {
		t.Error("an unreadable file is a failure")
	}
	if onlyLimit := finding.Merge(finding.Result{Coverage: finding.Coverage{Skipped: want.Skipped[:1]}}).Coverage; onlyLimit.Failed() || onlyLimit.Complete() {
		t.Error("a known limit is incomplete, but no failure")
	}
}
