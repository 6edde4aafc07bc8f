package loggedkey_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/loggedkey"
	"github.com/msgine/msginelint/rules/provider"
)

// TestFix: what the fixes make of a package is the golden, and it compiles.
func TestFix(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), loggedkey.New(keyflow.New(provider.MsGine())), "fix")
	fset := token.NewFileSet()
	name := filepath.Join(analysistest.TestData(), "src", "fix", "fix.go.golden")
	file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	if _, err := conf.Check("fix", fset, []*ast.File{file}, nil); err != nil {
		t.Error(err)
	}
}
