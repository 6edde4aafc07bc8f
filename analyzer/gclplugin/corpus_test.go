package gclplugin_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/msgine/msginelint/analyzer"
	"github.com/msgine/msginelint/analyzer/gclplugin"
	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/loggedkey"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/provider"
)

// TestSameCorpus: the plugin's loggedkey finds in the corpus of loggedkey what
// the pass finds alone; only keys in URLs may be transportkey's there.
func TestSameCorpus(t *testing.T) {
	root, err := filepath.Abs("../loggedkey/testdata")
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(filepath.Join(root, "src", "PACKAGES.txt"))
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: root,
		Env: append(os.Environ(), "GOPATH="+root, "GO111MODULE=off", "GOWORK=off"),
	}, strings.Fields(string(list))...)
	if err != nil || packages.PrintErrors(loaded) > 0 {
		t.Fatal(err)
	}
	p, err := gclplugin.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	passes, err := p.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	alone := places(t, loaded, []*analysis.Analyzer{loggedkey.New(keyflow.New(provider.MsGine()))}, rules.LoggedKey)
	plugin := places(t, loaded, passes, rules.LoggedKey, rules.TransportKey)
	vet := places(t, loaded, analyzer.All(provider.MsGine()), rules.LoggedKey, rules.TransportKey)
	if len(alone) == 0 {
		t.Fatal("the corpus has no finding")
	}
	for place := range alone {
		if !plugin[place] {
			t.Errorf("%s: found by the pass alone, not by the plugin", place)
		}
	}
	for place := range plugin {
		if !vet[place] {
			t.Errorf("%s: found by the plugin, not by the vet tool's passes", place)
		}
	}
	if len(vet) != len(plugin) {
		t.Errorf("%d places by the vet tool's passes, %d by the plugin", len(vet), len(plugin))
	}
}

// places runs passes and returns where those called names report.
func places(t *testing.T, loaded []*packages.Package, passes []*analysis.Analyzer, names ...string) map[string]bool {
	t.Helper()
	graph, err := checker.Analyze(passes, loaded, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%s of %s: %v", act.Analyzer.Name, act.Package.PkgPath, act.Err)
		}
		for _, name := range names {
			for _, d := range act.Diagnostics {
				if act.Analyzer.Name == name {
					found[fmt.Sprint(act.Package.Fset.Position(d.Pos))] = true
				}
			}
		}
	}
	return found
}
