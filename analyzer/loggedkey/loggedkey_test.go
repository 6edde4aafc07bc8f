package loggedkey_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/loggedkey"
	"github.com/msgine/msginelint/rules/provider"
)

// TestFlow runs the pass over every package of cases.
func TestFlow(t *testing.T) {
	root := filepath.Join(analysistest.TestData(), "src")
	for _, group := range []string{"flow", "redact"} {
		seen := map[string]bool{}
		var paths []string
		err := filepath.WalkDir(filepath.Join(root, group), func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" {
				return err
			}
			rel, err := filepath.Rel(root, filepath.Dir(path))
			if err == nil && !seen[rel] {
				seen[rel] = true
				paths = append(paths, filepath.ToSlash(rel))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		analysistest.Run(t, analysistest.TestData(), loggedkey.New(keyflow.New(provider.MsGine())), paths...)
	}
}

// TestSameBytes: twenty runs over the same packages say the same.
func TestSameBytes(t *testing.T) {
	conf := &packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: analysistest.TestData(),
		Env: append(os.Environ(), "GOPATH="+analysistest.TestData(), "GO111MODULE=off", "GOWORK=off"),
	}
	loaded, err := packages.Load(conf, "flow/calls", "flow/iface", "flow/generic", "flow/cross/c")
	if err != nil || packages.PrintErrors(loaded) > 0 {
		t.Fatal(err)
	}
	var first string
	for i := range 20 {
		pass := loggedkey.New(keyflow.New(provider.MsGine()))
		graph, err := checker.Analyze([]*analysis.Analyzer{pass}, loaded, nil)
		if err != nil {
			t.Fatal(err)
		}
		var said strings.Builder
		for _, root := range graph.Roots {
			for _, d := range root.Diagnostics {
				fmt.Fprintln(&said, root.Package.Fset.Position(d.Pos), d.Message)
			}
		}
		if i == 0 {
			first = said.String()
		}
		if said.Len() == 0 || said.String() != first {
			t.Fatalf("run %d says something else:\n%s\nthan the first:\n%s", i, said.String(), first)
		}
	}
}
