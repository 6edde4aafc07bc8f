package keyflow

import (
	"os"
	"runtime/pprof"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/msgine/msginelint/rules/provider"
)

func TestCost(t *testing.T) {
	pattern := os.Getenv("KEYFLOW_COST")
	if pattern == "" {
		t.Skip("set KEYFLOW_COST to a package")
	}
	cfg := &packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: os.Getenv("KEYFLOW_DIR"), Env: append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")}
	pkgs, err := packages.Load(cfg, pattern)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Create("/root/bin_kf/cpu.prof")
	flow := New(provider.MsGine())
	run := flow.Analyzer.Run
	flow.Analyzer.Run = func(p *analysis.Pass) (any, error) {
		start := time.Now()
		res, err := run(p)
		if d := time.Since(start); d > 200*time.Millisecond {
			t.Logf("%s %v", p.Pkg.Path(), d)
		}
		return res, err
	}
	pprof.StartCPUProfile(f)
	time.AfterFunc(25*time.Second, func() { pprof.StopCPUProfile(); f.Close(); os.Exit(3) })
	if _, err := checker.Analyze([]*analysis.Analyzer{flow.Analyzer}, pkgs, &checker.Options{Sequential: true}); err != nil {
		t.Fatal(err)
	}
	pprof.StopCPUProfile()
}
