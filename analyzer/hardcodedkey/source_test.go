package hardcodedkey_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"

	"github.com/msgine/msginelint/analyzer/hardcodedkey"
	"github.com/msgine/msginelint/rules/provider"
)

// tail looks random; with the prefix it is a live key.
const tail = "9fK2mQ7xVb4LpZ8sTnR3"

// liveKey is a key for tests, whole at run time only.
func liveKey() string { return provider.MsGine().Prefixes[0] + tail }

// pack is a package as a driver hands it to the pass.
type pack struct {
	files   map[string]string // Go files by name, KEY stands for the key
	other   []string
	ignored []string
	lenient bool // the files need not parse and type-check
}

// check runs the pass over p.
func check(t *testing.T, p pack) (*token.FileSet, []analysis.Diagnostic) {
	t.Helper()
	read := func(name string) ([]byte, error) {
		text, ok := p.files[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return []byte(strings.ReplaceAll(text, "KEY", liveKey())), nil
	}
	fset := token.NewFileSet()
	var files []*ast.File
	var names []string
	for name := range p.files {
		if !slices.Contains(p.other, name) && !slices.Contains(p.ignored, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		content, _ := read(name)
		file, err := parser.ParseFile(fset, name, content, parser.ParseComments|parser.AllErrors)
		if err != nil && !p.lenient {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{},
	}
	conf := types.Config{Importer: importer.Default(), Error: func(err error) {
		if !p.lenient {
			t.Error(err)
		}
	}}
	pkg, _ := conf.Check("example.com/p", fset, files, info)

	var diags []analysis.Diagnostic
	pass := &analysis.Pass{
		Fset: fset, Files: files, OtherFiles: p.other, IgnoredFiles: p.ignored,
		Pkg: pkg, TypesInfo: info, ReadFile: read,
		Report: func(d analysis.Diagnostic) { diags = append(diags, d) },
	}
	in, err := inspect.Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	a := hardcodedkey.New(provider.MsGine())
	pass.Analyzer, pass.ResultOf = a, map[*analysis.Analyzer]any{inspect.Analyzer: in}
	if _, err := a.Run(pass); err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if said := fmt.Sprintf("%+v", d); strings.Contains(said, tail[4:]) {
			t.Errorf("the diagnostic at %s shows the key", fset.Position(d.Pos))
		}
	}
	return fset, diags
}

// TestSpan: a key that stands in one literal is marked exactly, however it is
// spelt, so that the column points at it.
func TestSpan(t *testing.T) {
	key := liveKey()
	for name, test := range map[string]struct{ src, want string }{
		"literal":         {`var x = "KEY"`, key},
		"in a text":       {`var x = "é: KEY;"`, key},
		"after an escape": {`var x = "\t\u00e9\377: KEY;"`, key},
		// msginelint:allow hardcodedkey made up, and whole only in this row
		"escaped":       {`var x = "a\tmsgine\x5flive_` + tail + `\n"`, `msgine\x5flive_` + tail},
		"raw":           {"var x = `\n\n  é KEY\n`", key},
		"raw, CRLF":     {"var x = `\r\n\r\n  é KEY\r\n`", key},
		"block comment": {"/* a\r\n\r\n KEY */", key},
		"comment":       {"// a KEY", key},
		"in a sum":      {`var x = "Bearer " + "KEY" + "!"`, key},
		"across a sum":  {`var x = "a" + ("msgine_" + "live_` + tail + `") + "; b"`, `"msgine_" + "live_` + tail + `"`},
		"bytes":         {`var x = []byte{` + spelt(key) + `}`, `[]byte{` + spelt(key) + `}`},
		"struct tag":    {"type x struct { a int `json:\"KEY\"` }", key},
	} {
		t.Run(name, func(t *testing.T) {
			src := "package p\n\n" + test.src + "\n"
			fset, diags := check(t, pack{files: map[string]string{"p.go": src}})
			if len(diags) != 1 {
				t.Fatalf("%d diagnostics, want 1: %v", len(diags), diags)
			}
			text := strings.ReplaceAll(src, "KEY", key)
			from, to := fset.Position(diags[0].Pos).Offset, fset.Position(diags[0].End).Offset
			if got := text[from:to]; got != test.want {
				t.Errorf("marked %q, want %q", got, test.want)
			}
		})
	}
}

// spelt spells text as rune literals.
func spelt(text string) string {
	var units []string
	for _, c := range text {
		units = append(units, fmt.Sprintf("%q", c))
	}
	return strings.Join(units, ", ")
}

// TestOtherFiles: files that the build leaves out, and those in other languages.
func TestOtherFiles(t *testing.T) {
	_, diags := check(t, pack{
		files: map[string]string{
			"p.go":           "package p\n",
			"p_plan9.go":     "//go:build plan9\n\npackage p\n\n// msgine_live_abc123...\nvar x = \"msgine_live_\" + \"" + tail + "\"\n",
			"p_windows.go":   "//go:build windows\n\npackage p\n\nvar x = \"msgine_live_abc123...\"\nvar y = \"KEY\"",
			"allowed_js.go":  "package p\n\nvar x = \"KEY\" // msginelint:allow hardcodedkey revoked in May\n",
			"broken_js.go":   "package p\n\nvar x = = \"KEY\"\n",
			"placed_js.go":   "package p\n\nimport \"os\"\n\nfunc f() { os.Setenv(\"MSGINE_API_KEY\", \"" + tail + tail + "\") }\n",
			"quiet_js.go":    "package p\n\nvar x = \"msgine_live_requests_total\"\n",
			"code.s":         "// KEY\n// msginelint:allow hardcodedkey revoked in May\n// KEY\n",
			"placeholders.c": "char *k = \"msgine_live_abc123\";\n",
		},
		other:   []string{"code.s", "placeholders.c"},
		ignored: []string{"p_plan9.go", "p_windows.go", "allowed_js.go", "broken_js.go", "placed_js.go", "quiet_js.go"},
	})
	if want := 6; len(diags) != want { // plan9, windows 2, broken, placed, code.s line 1
		t.Errorf("%d diagnostics, want %d:", len(diags), want)
		for _, d := range diags {
			t.Log(d.Message)
		}
	}
	for _, d := range diags {
		if len(d.SuggestedFixes) > 0 {
			t.Errorf("a fix in a file that is not type-checked: %s", d.Message)
		}
	}
}

// TestUnreadable: a file that cannot be read is an error, not silence.
func TestUnreadable(t *testing.T) {
	a := hardcodedkey.New(provider.MsGine())
	fset := token.NewFileSet()
	pass := &analysis.Pass{
		Analyzer: a, Fset: fset, OtherFiles: []string{"gone.s"}, Pkg: types.NewPackage("p", "p"), TypesInfo: &types.Info{},
		ReadFile: func(string) ([]byte, error) { return nil, errors.New("no permission") },
	}
	in, err := inspect.Analyzer.Run(pass)
	if err != nil {
		t.Fatal(err)
	}
	pass.ResultOf = map[*analysis.Analyzer]any{inspect.Analyzer: in}
	if _, err := a.Run(pass); err == nil || !strings.Contains(err.Error(), "no permission") {
		t.Errorf("Run = %v, want the read's error", err)
	}
}

// TestRobust: sizes and shapes that no person writes.
func TestRobust(t *testing.T) {
	var sum, units strings.Builder
	sum.WriteString(`"msgine_live_"`)
	for range 90_000 { // the parser refuses 100,000
		sum.WriteString(` + ""`)
	}
	sum.WriteString(` + "` + tail + `"`)
	for range 200_000 {
		units.WriteString("'a', ")
	}
	nested := strings.Repeat("string([]byte(", 400) + `"KEY"` + strings.Repeat("))", 400)
	for name, test := range map[string]struct {
		src  string
		want int
	}{
		"10 MB literal":      {"package p\n\nvar x = `" + strings.Repeat("0123456789abcde\n", 10<<16) + "KEY`\n", 1},
		"90,000 terms":       {"package p\n\nvar x = " + sum.String() + "\n", 1},
		"with an open term":  {"package p\n\nfunc f(s string) string { return s + " + sum.String() + " }\n", 1},
		"200,000 bytes":      {"package p\n\nvar x = []byte{" + units.String() + spelt(liveKey()) + "}\n", 1},
		"nested conversions": {"package p\n\nvar x = " + nested + "\n", 1},
		"a cycle":            {"package p\n\nvar x = y + \"" + tail + "\"\nvar y = x\nfunc f() { a := \"msgine_live_\"; a = a + \"b\"; _ = a + \"" + tail + "\" }\n", 0},
		"not text":           {"package p\n\nvar x = \"\\xff\\xfe\" + string([]byte{0xff}) + \"KEY\"\n", 1},
		"syntax errors":      {"package p\n\nvar x = \"KEY\" + \n\nfunc f( { x.[ = := \"\\q\" + `", 1},
		"type errors":        {"package p\n\nimport \"nowhere\"\n\nvar x = nowhere.X(\"KEY\", 1 + \"KEY\", []byte{y, \"z\"}, map[a]b{\"X-Api-Key\": {c}})\n", 2},
		"empty":              {"package p\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := check(t, pack{files: map[string]string{"p.go": test.src}, lenient: true})
			if len(diags) != test.want {
				t.Errorf("%d diagnostics, want %d", len(diags), test.want)
			}
		})
	}
}
