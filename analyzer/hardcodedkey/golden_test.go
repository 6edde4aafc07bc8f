package hardcodedkey_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"testing"
)

// TestGoldens: what the fixes make of a package compiles.
func TestGoldens(t *testing.T) {
	fset := token.NewFileSet()
	for _, dir := range []string{"fix", "fiximport"} {
		if _, err := load(fset, dir, ".go.golden"); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// load parses and type-checks the files of a fixture whose names end in ext.
func load(fset *token.FileSet, dir, ext string) (*types.Package, error) {
	names, err := filepath.Glob(filepath.Join("testdata", "src", filepath.FromSlash(dir), "*"+ext))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no files *%s in %s: %v", ext, dir, err)
	}
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	conf := types.Config{Importer: fixtures{fset, importer.Default()}}
	return conf.Check(dir, fset, files, nil)
}

// fixtures imports the fixtures' packages from their source, others through std.
type fixtures struct {
	fset *token.FileSet
	std  types.Importer
}

func (f fixtures) Import(path string) (*types.Package, error) {
	if pkg, err := f.std.Import(path); err == nil {
		return pkg, nil
	}
	return load(f.fset, path, ".go")
}
