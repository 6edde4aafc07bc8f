// Package goscan runs the Go passes over the packages of a module, through
// `go vet -json -vettool=TOOL`, and turns what they say into findings.
//
// The go command caches each package's results and replays them, so that a
// second run costs a fraction of the first; loading the packages in this
// process would cost all of it every time. No run reaches the network.
package goscan

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"slices"

	"github.com/msgine/msginelint/rules/finding"
)

// ErrNoGo says that there is no go command to run.
var ErrNoGo = errors.New("go command not found")

// Options say what to analyse.
type Options struct {
	Root     string   // absolute; findings' paths are relative to it
	Dir      string   // absolute; where the go command runs: a module's directory
	Packages []string // patterns; none: ./...
	Tool     string   // the executable that go vet calls for each package
	Flags    []string // further flags for the passes
	// Decode turns a diagnostic's category into a finding that says what the
	// category says; false for a category that is not about a key.
	Decode func(category string) (finding.Finding, bool)
}

// Run analyses the packages. What does not build is a Skip with the reason; it
// fails where there is no go command ([ErrNoGo]) or ctx ends.
func Run(ctx context.Context, o Options) (finding.Result, error) {
	goCommand, err := exec.LookPath("go")
	if err != nil {
		return finding.Result{}, ErrNoGo
	}
	s := &scan{Options: o, goCommand: goCommand, broken: map[string]string{}, units: map[string][]string{}, seen: map[string]bool{}}
	if len(s.Packages) == 0 {
		s.Packages = []string{"./..."}
	}
	packages, err := s.list(ctx)
	if err != nil || len(packages) == 0 {
		return s.result, err
	}
	if err := s.vet(ctx, s.whole(packages)); err != nil {
		return s.result, err
	}
	s.cover(packages)
	finding.Sort(s.result.Findings)
	return s.result, nil
}

// scan is one run. A package is analysed in units: itself, with its tests if it
// has any, and its external tests, whose path ends in "_test".
type scan struct {
	Options
	goCommand string
	units     map[string][]string // of each package
	broken    map[string]string   // unit to why it was not analysed
	seen      map[string]bool     // units analysed
	failed    bool                // go vet failed for no package's fault
	alone     bool                // the module is not in the go.work above it
	result    finding.Result
}

// whole is the packages that the go command can load. One that it cannot would
// keep it from analysing any.
func (s *scan) whole(packages []string) []string {
	return slices.DeleteFunc(slices.Clone(packages), func(p string) bool { return s.broken[p] != "" })
}

// cover records which packages were analysed and why the others were not.
func (s *scan) cover(packages []string) {
	for _, p := range packages {
		switch reason := s.reasonFor(p); {
		case reason == "":
			s.result.Coverage.Packages++
		case s.broken[p] != "" || !s.failed: // else one Skip says so for all
			s.result.Coverage.Skip("package "+p, "Go passes not run: "+reason)
		}
	}
}

// reasonFor says why not all of p was analysed; empty where it was.
func (s *scan) reasonFor(p string) string {
	for _, unit := range append([]string{p}, s.units[p]...) {
		if s.broken[unit] != "" {
			return s.broken[unit]
		}
	}
	for _, unit := range s.units[p] {
		if !s.seen[unit] {
			return s.blame()
		}
	}
	return ""
}

// blame says why a package with no fault of its own was not analysed.
func (s *scan) blame() string {
	if names := slices.Sorted(maps.Keys(s.broken)); len(names) > 0 {
		more := ""
		if len(names) > 1 {
			more = fmt.Sprintf(" or %d more", len(names)-1)
		}
		return fmt.Sprintf("it needs a package that does not build (%s%s)", names[0], more)
	}
	return "go vet did not analyse it"
}

// skip records that the whole run failed.
func (s *scan) skip(reason string) {
	where := relative(s.Root, s.Dir)
	if where == "." {
		where = "Go packages"
	} else {
		where = "Go packages in " + where
	}
	s.result.Coverage.Skip(where, reason)
}
