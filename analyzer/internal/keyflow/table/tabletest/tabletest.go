// Package tabletest resolves the rows of package table against the real
// packages: every function must exist and have the arguments that its row says.
package tabletest

import (
	"fmt"
	"go/types"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// Check loads the packages of all rows whose package want accepts, as seen from
// the module in the working directory, and reports rows that do not fit.
func Check(t *testing.T, want func(pkg string) bool) {
	t.Helper()
	c := &checker{pkgs: load(t, paths(want)), want: want, declared: map[table.Func]bool{}, seen: map[string]bool{}}
	c.all()
	sort.Strings(c.problems)
	for _, p := range c.problems {
		t.Error(p)
	}
	if c.rows == 0 {
		t.Error("no rows were checked")
	}
	t.Logf("%d rows of %d packages", c.rows, len(c.pkgs))
}

// IsStandard reports whether path is a package of the standard library, or the
// builtins' "".
func IsStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// funcs returns the function of every row, of all tables.
func funcs() []table.Func {
	var all []table.Func
	for _, r := range table.Sinks() {
		all = append(all, r.Func)
	}
	for _, r := range table.SinksVia() {
		all = append(all, r.Func, r.From)
	}
	for _, r := range table.Carriers() {
		all = append(all, r.Func)
	}
	for _, r := range table.Sources() {
		all = append(all, r.Func)
	}
	for _, r := range table.Passes() {
		all = append(all, r.Func)
	}
	for _, r := range table.Writes() {
		all = append(all, r.Func)
	}
	for _, r := range table.Streams() {
		all = append(all, r.Func)
	}
	for _, r := range table.Wrappers() {
		all = append(all, r.Func)
	}
	for _, r := range table.SafeFuncs() {
		all = append(all, r.Func)
	}
	for _, r := range table.ReceivesKey() {
		all = append(all, r.Func)
	}
	return all
}

// paths returns the packages of all rows that want accepts, sorted.
func paths(want func(string) bool) []string {
	var all []string
	for _, f := range funcs() {
		if f.Pkg != "" && want(f.Pkg) {
			all = append(all, f.Pkg)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// load reads the packages' export data. It asks for Linux, so that packages
// that another system lacks are there.
func load(t *testing.T, paths []string) map[string]*types.Package {
	t.Helper()
	cfg := &packages.Config{
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedExportFile,
		Env:  append(os.Environ(), "GOOS=linux"),
	}
	loaded, err := packages.Load(cfg, paths...)
	if err != nil {
		t.Fatal(err)
	}
	byPath := make(map[string]*types.Package, len(loaded))
	for _, p := range loaded {
		for _, e := range p.Errors {
			t.Errorf("load %s: %v", p.PkgPath, e)
		}
		if p.Types != nil {
			byPath[p.PkgPath] = p.Types
		}
	}
	return byPath
}

// checker looks rows up and gathers what is wrong with them.
type checker struct {
	pkgs     map[string]*types.Package
	want     func(string) bool
	declared map[table.Func]bool // methods under the type that declares them
	missing  []table.Func        // rows of unexported types, which export data does not list
	seen     map[string]bool     // rows, to find those that stand twice
	problems []string
	rows     int
}

func (c *checker) fail(f table.Func, format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf("%s.%s.%s: %s", f.Pkg, f.Recv, f.Name, fmt.Sprintf(format, args...)))
}

// all checks every table.
func (c *checker) all() {
	for _, r := range table.Sinks() {
		c.sink("sink", r)
	}
	for _, r := range table.SinksVia() {
		c.sink(fmt.Sprintf("sink via %v", r.From), r.Sink)
		c.look("from", r.From, r)
	}
	for _, r := range table.Carriers() {
		c.carrier(r)
	}
	for _, r := range table.Sources() {
		c.source(r)
	}
	for _, r := range table.Passes() {
		c.pass(r)
	}
	for _, r := range table.Writes() {
		c.write(r)
	}
	for _, r := range table.Wrappers() {
		c.wrapper(r)
	}
	for _, r := range table.Streams() {
		c.stream(r)
	}
	for _, r := range table.SafeFuncs() {
		if sig := c.look("safe", r.Func, r); sig != nil && sig.Results().Len() == 0 {
			c.fail(r.Func, "safe, but has no result")
		}
	}
	for _, r := range table.ReceivesKey() {
		c.receives(r)
	}
	c.promoted()
}

// promoted checks that rows of unexported types are those that declare the
// methods of an exported one, and that each such method has a row.
func (c *checker) promoted() {
	listed := make(map[table.Func]bool)
	for _, f := range funcs() {
		listed[f] = true
	}
	for _, f := range c.missing {
		if !c.declared[f] {
			c.fail(f, "no such type, and no listed method is declared there")
		}
	}
	for f := range c.declared {
		if !listed[f] {
			c.fail(f, "declares a method that is listed under another type only")
		}
	}
}
