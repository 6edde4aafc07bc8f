package keyflow

import (
	"errors"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/internal/settings"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// config is what one analysis was told before its first run.
type config struct {
	providers []provider.Provider
	allSinks  bool
	loggers   []string
	redactors []string
	transport bool // another pass reports keys in URLs
	compile   func() (*compiled, error)
	catalog   *catalog
	each      []*match.Matcher
}

// compiled is what is made of the settings once.
type compiled struct {
	catalog *catalog
	each    []*match.Matcher // one a provider
}

// Flow is the analysis with its settings.
type Flow struct {
	Analyzer *analysis.Analyzer
	cfg      *config
}

// Shared is the analysis that the passes' own variables share: drivers that
// find passes by such a variable must see one analysis for all of them.
var Shared = New(provider.MsGine())

// New returns an analysis of the keys of providers.
func New(providers ...provider.Provider) *Flow {
	c := &config{providers: slices.Clone(providers)}
	c.compile = sync.OnceValues(c.build)
	return &Flow{
		cfg: c,
		Analyzer: &analysis.Analyzer{
			Name:       "keyflow",
			Doc:        "follow API keys from where they come from to where they must not go",
			Run:        c.run,
			ResultType: reflect.TypeFor[*Result](),
			FactTypes:  factTypes(),
		},
	}
}

// ApartURLs says that keys in URLs are reported as faults of transport, by a
// pass of their own, and not as leaks.
func (f *Flow) ApartURLs() { f.cfg.transport = true }

// AddFlags adds the settings of the analysis to a pass that reports from it.
func (f *Flow) AddFlags(a *analysis.Analyzer) {
	a.Flags.Func("providers", "further key providers, as a JSON `array` of {name, prefixes, env, headers, hosts, sdks}", f.addProviders)
	a.Flags.Func("sinks", "which sinks count: `certain` or all (test logs, metrics, traces too)", f.SetSinks)
	a.Flags.Func("loggers", "further functions and types that log, as a comma-separated `list` of import/path.Name", f.AddLoggers)
	a.Flags.Func("redactors", "further functions that make a key safe, as a comma-separated `list` of import/path.Name", f.AddRedactors)
}

// addProviders is the value of the flag -providers.
func (f *Flow) addProviders(text string) error {
	more, err := settings.Decode(text)
	for _, p := range more {
		same := func(q provider.Provider) bool { return reflect.DeepEqual(p, q) }
		if !slices.ContainsFunc(f.cfg.providers, same) {
			f.cfg.providers = append(f.cfg.providers, p)
		}
	}
	return err
}

// SetSinks chooses the sinks: "certain" or "all".
func (f *Flow) SetSinks(which string) error {
	switch which {
	case "certain", "":
		f.cfg.allSinks = false
	case "all":
		f.cfg.allSinks = true
	default:
		return fmt.Errorf("sinks %q: want certain or all", which)
	}
	return nil
}

// AddLoggers adds functions, methods and types that log what they are given.
func (f *Flow) AddLoggers(list string) error { return addNames(&f.cfg.loggers, list) }

// AddRedactors adds functions and methods whose result is safe.
func (f *Flow) AddRedactors(list string) error { return addNames(&f.cfg.redactors, list) }

func addNames(to *[]string, list string) error {
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if !strings.Contains(name[strings.LastIndex(name, "/")+1:], ".") {
			return fmt.Errorf("%q: want import/path.Name", name)
		}
		if !slices.Contains(*to, name) {
			*to = append(*to, name)
		}
	}
	return nil
}

// build compiles the settings.
func (c *config) build() (*compiled, error) {
	if len(c.providers) == 0 {
		return nil, errors.New("key flow: no providers")
	}
	made := &compiled{catalog: newCatalog()}
	for _, p := range c.providers {
		m, err := match.New(p)
		if err != nil {
			return nil, fmt.Errorf("compile provider %s: %w", p.Name, err)
		}
		made.each = append(made.each, m)
	}
	return made, nil
}

// qualified lists the names of fn that a setting may use: path.Func,
// path.Type.Method, and path.Type for all methods of a type.
func qualified(fn *types.Func) []string {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	path := fn.Pkg().Path()
	if fn.Signature().Recv() == nil {
		return []string{path + "." + fn.Name()}
	}
	n := named(recvType(fn))
	if n == nil {
		return nil
	}
	return []string{path + "." + n.Name() + "." + fn.Name(), path + "." + n.Name()}
}

func (c *config) isLogger(fn *types.Func) bool { return listedIn(c.loggers, fn) }

func (c *config) isRedactor(fn *types.Func) bool { return listedIn(c.redactors, fn) }

func listedIn(list []string, fn *types.Func) bool {
	if len(list) == 0 {
		return false
	}
	return slices.ContainsFunc(qualified(fn), func(name string) bool { return slices.Contains(list, name) })
}
