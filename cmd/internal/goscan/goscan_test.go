package goscan_test

import (
	"context"
	"errors"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/txtar"

	"github.com/msgine/msginelint/cmd/internal/goscan"
	"github.com/msgine/msginelint/rules/finding"
)

// TestMain is the test, or, called by go vet, the vet tool.
func TestMain(m *testing.M) {
	last := os.Args[len(os.Args)-1]
	if last == "-V=full" || last == "-flags" || strings.HasSuffix(last, ".cfg") {
		unitchecker.Main(finder(), goscan.Scanned())
	}
	os.Exit(m.Run())
}

// finder reports the constants that begin with FOUND.
func finder() *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "finder", Doc: "find"}
	word := a.Flags.String("word", "FOUND", "what to find")
	a.Run = func(pass *analysis.Pass) (any, error) {
		for _, f := range pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && strings.HasPrefix(strings.Trim(l.Value, `"`), *word) {
					pass.Report(analysis.Diagnostic{Pos: l.Pos(), End: l.End(), Category: "good", Message: "found",
						SuggestedFixes: []analysis.SuggestedFix{{Message: "read it from the environment"}}})
					pass.Report(analysis.Diagnostic{Pos: l.Pos(), Category: "foreign", Message: "not ours"})
				}
				return true
			})
		}
		return nil, nil
	}
	return a
}

func decode(category string) (finding.Finding, bool) {
	return finding.Finding{Severity: finding.Error}, category == "good"
}

// run writes the txtar files and analyses the module in dir.
func run(t *testing.T, archive, dir string, flags, packages []string) finding.Result {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(root, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tool, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOWORK", "")
	t.Setenv("GOTOOLCHAIN", "local")
	r, err := goscan.Run(t.Context(), goscan.Options{Root: root, Dir: filepath.Join(root, dir), Packages: packages, Tool: tool, Flags: flags, Decode: decode})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// places lists the findings as path:line:column-endLine:endColumn.
func places(r finding.Result) []string {
	var out []string
	for _, f := range r.Findings {
		l := f.Location
		n := strconv.Itoa
		out = append(out, l.Path+":"+n(l.Line)+":"+n(l.Column)+"-"+n(l.EndLine)+":"+n(l.EndColumn))
	}
	return out
}

// runCase is one module and what a run over it says.
type runCase struct {
	name    string
	archive string
	dir     string
	flags   []string
	args    []string
	places  []string
	count   int
	skips   []string
}

const module = "-- go.mod --\nmodule ex.example/m\n\ngo 1.26\n"

// wholeCases are what builds.
func wholeCases() []runCase {
	return []runCase{
		{
			name: "sources, tests and external tests, columns in bytes",
			archive: module + `-- a.go --
package m

var s = "é" + "FOUND"
-- a_test.go --
package m

var u = "FOUND"
-- x_test.go --
package m_test

var v = "FOUND"
-- clean/c.go --
package clean
-- onlytest/o_test.go --
package onlytest

var w = "FOUND"
-- onlyext/e_test.go --
package onlyext_test

var x = "FOUND"
-- real_test/r.go --
package real

var y = "FOUND"
`,
			places: []string{"a.go:3:16-3:23", "a_test.go:3:9-3:16", "onlyext/e_test.go:3:9-3:16", "onlytest/o_test.go:3:9-3:16", "real_test/r.go:3:9-3:16", "x_test.go:3:9-3:16"},
			count:  5,
		},
		{
			name:    "patterns and flags",
			archive: module + "-- a/a.go --\npackage a\n\nvar s = \"OTHER\"\n-- b/b.go --\npackage b\n\nvar s = \"OTHER\"\n",
			flags:   []string{"-finder.word=OTHER"},
			args:    []string{"./b"},
			places:  []string{"b/b.go:3:9-3:16"},
			count:   1,
		},
	}
}

// brokenCases are packages that do not build.
func brokenCases() []runCase {
	return []runCase{
		{
			name: "what does not build is said, and does not keep the rest from being analysed",
			archive: module + `-- good/g.go --
package good

var s = "FOUND"
-- types/t.go --
package types

func F() int { return "thirty two characters of a secret" }
-- user/u.go --
package user

import "ex.example/m/types"

var _ = types.F()
-- syntax/s.go --
package syntax

func {
-- exttest/e.go --
package exttest
-- exttest/e_test.go --
package exttest_test

var n int = "x"
-- missing/m.go --
package missing

import _ "none.example/such"
-- misstest/m.go --
package misstest
-- misstest/m_test.go --
package misstest

import _ "none.example/such"
`,
			places: []string{"good/g.go:3:9-3:16"},
			count:  1,
			skips: []string{
				"package ex.example/m/exttest: Go passes not run: exttest/e_test.go:3:13: cannot use",
				"package ex.example/m/missing: Go passes not run: no required module provides package none.example/such",
				"package ex.example/m/misstest: Go passes not run: no required module provides package none.example/such",
				"package ex.example/m/syntax: Go passes not run: syntax/s.go:3:6: ",
				`package ex.example/m/types: Go passes not run: types/t.go:3:23: cannot use "…" (untyped string constant) as int value in return statement`,
				"package ex.example/m/user: Go passes not run: it needs a package that does not build",
			},
		},
		{
			name:    "an embedded directory that is not built",
			archive: module + "-- bad/b.go --\npackage bad\n\nimport _ \"embed\"\n\n//go:embed dist/*\nvar s string\n-- badtest/b.go --\npackage badtest\n-- badtest/b_test.go --\npackage badtest\n\nimport _ \"embed\"\n\n//go:embed dist/*\nvar s string\n-- good/g.go --\npackage good\n\nvar s = \"FOUND\"\n",
			places:  []string{"good/g.go:3:9-3:16"},
			count:   1,
			skips: []string{
				"package ex.example/m/bad: Go passes not run: pattern dist/*: no matching files found",
				"package ex.example/m/badtest: Go passes not run: pattern dist/*: no matching files found",
			},
		},
		{
			name:    "a module that is not downloaded",
			archive: module + "\nrequire none.example/such v1.0.0\n-- a.go --\npackage m\n\nimport _ \"none.example/such\"\n",
			skips:   []string{"package ex.example/m: Go passes not run: a module it needs is not downloaded (run: go mod download)"},
		},
	}
}

// moduleCases are modules that the go command cannot make sense of, or only alone.
func moduleCases() []runCase {
	return []runCase{
		{
			name:    "a go.mod that does not parse",
			archive: "-- sub/go.mod --\nmodule ex.example/m\nrequire\n-- sub/a.go --\npackage m\n",
			dir:     "sub",
			skips:   []string{"Go packages in sub: go.mod:2: "},
		},
		{
			name:    "a newer Go",
			archive: "-- go.mod --\nmodule ex.example/m\n\ngo 1.999\n-- a.go --\npackage m\n",
			skips:   []string{"Go packages: go.mod requires go >= 1.999"},
		},
		{
			name:    "no module",
			archive: "-- a.go --\npackage m\n",
			skips:   []string{"Go packages: pattern ./...: directory prefix . does not contain main module"},
		},
		{
			name:    "a module beside the workspace",
			archive: "-- go.work --\ngo 1.26\n\nuse ./in\n-- in/go.mod --\nmodule in.example\n\ngo 1.26\n-- in/a.go --\npackage in\n-- out/go.mod --\nmodule out.example\n\ngo 1.26\n-- out/a.go --\npackage out\n\nvar s = \"FOUND\"\n",
			dir:     "out",
			places:  []string{"out/a.go:3:9-3:16"},
			count:   1,
		},
		{
			name:    "a flag that no pass knows",
			archive: module + "-- a.go --\npackage m\n",
			flags:   []string{"-finder.nonsense=1"},
			skips:   []string{"Go packages: flag provided but not defined: -finder.nonsense"},
		},
	}
}

func TestRun(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	for _, tt := range slices.Concat(wholeCases(), brokenCases(), moduleCases()) {
		t.Run(tt.name, func(t *testing.T) {
			r := run(t, tt.archive, tt.dir, tt.flags, tt.args)
			if diff := cmp.Diff(tt.places, places(r)); diff != "" {
				t.Errorf("findings: -want +got:\n%s", diff)
			}
			for _, f := range r.Findings {
				if f.Rule != "finder" || f.Message != "found" || f.Fix != "read it from the environment" || f.Severity != finding.Error {
					t.Errorf("finding %+v", f)
				}
			}
			if r.Coverage.Packages != tt.count {
				t.Errorf("%d packages, want %d", r.Coverage.Packages, tt.count)
			}
			checkSkips(t, r.Coverage.Skipped, tt.skips)
		})
	}
}

func checkSkips(t *testing.T, skipped []finding.Skip, want []string) {
	t.Helper()
	var got []string
	for _, s := range skipped {
		got = append(got, s.What+": "+s.Reason)
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("skipped:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			return
		}
	}
}

// A toolchain that is not there is not fetched.
func TestRunNeverDownloads(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte("module ex.example/m\n\ngo 1.999.1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOTOOLCHAIN", "auto")
	r, err := goscan.Run(t.Context(), goscan.Options{Root: root, Dir: root})
	if err != nil {
		t.Fatal(err)
	}
	checkSkips(t, r.Coverage.Skipped, []string{"Go packages: download go1.999.1"})
}

func TestRunWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := goscan.Run(t.Context(), goscan.Options{Root: "/", Dir: "/"}); !errors.Is(err, goscan.ErrNoGo) {
		t.Errorf("error = %v, want ErrNoGo", err)
	}
}

// A go command that hangs ends with the context.
func TestRunCancelled(t *testing.T) {
	dir := t.TempDir()
	script := "#!/bin/sh\nexec sleep 60\n"
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := goscan.Run(ctx, goscan.Options{Root: dir, Dir: dir})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error = %v, want the context's", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v to stop", took)
	}
}

func TestModules(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"a/go.mod", "a/nested/go.mod", "b/x/y.go"} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	paths := []string{"README.md", "a/pkg/p.go", "a/q.go", "a/nested/deep/er/z.go", "b/x/y.go", "a/testdata/t.go", "a/vendor/v/v.go", "a/_x/x.go", "a/.y/y.go", "loose.go"}
	modules, homeless := goscan.Modules(root, paths)
	if diff := cmp.Diff([]string{"a", "a/nested"}, modules); diff != "" {
		t.Errorf("modules: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"b/x/y.go", "loose.go"}, homeless); diff != "" {
		t.Errorf("homeless: -want +got:\n%s", diff)
	}
}
