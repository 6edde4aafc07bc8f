package hardcodedkey

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/internal/settings"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// url is the rule's page, where every diagnostic points.
const url = "https://github.com/msgine/msginelint/blob/main/rules/doc/" + rules.HardcodedKey + ".md"

// Analyzer looks for MsGine's keys. It is a variable because drivers such as
// Bazel's nogo find a pass by this name and in no other way; nothing in this
// module uses it, and only a driver's flags change it.
var Analyzer = Following(keyflow.Shared, provider.MsGine())

// New returns an analyzer that looks for the keys of providers. Its flag
// -providers adds further ones: go vet's cache is keyed on flags, so what is
// set in no other way can never come back stale.
func New(providers ...provider.Provider) *analysis.Analyzer {
	return Following(keyflow.New(providers...), providers...)
}

// Following is [New] with an analysis of the flow of keys that other passes
// share; drivers refuse two of them.
func Following(flow *keyflow.Flow, providers ...provider.Provider) *analysis.Analyzer {
	c := &config{providers: providers, ignored: true, flow: flow}
	c.search = sync.OnceValues(c.compile)
	rule, _ := rules.ByID(rules.HardcodedKey)
	a := &analysis.Analyzer{
		Name:     rules.HardcodedKey,
		Doc:      rule.Title + "\n\n" + rule.Doc(),
		URL:      url,
		Requires: []*analysis.Analyzer{inspect.Analyzer, flow.Analyzer},
		Run:      c.run,
	}
	a.Flags.Func("providers", "further key providers, as a JSON `array` of {name, prefixes, env, headers, hosts, sdks}", c.add)
	a.Flags.BoolVar(&c.ignored, "ignored", c.ignored,
		"also look into files that build constraints leave out (go vet's cache does not notice when they change)")
	return a
}

// config is what one analyzer was told before its first run.
type config struct {
	providers []provider.Provider
	ignored   bool
	flow      *keyflow.Flow
	search    func() (*searcher, error)
}

// add is the value of the flag -providers.
func (c *config) add(text string) error {
	more, err := settings.Decode(text)
	c.providers = append(c.providers, more...)
	return err
}

// searcher finds keys in bytes.
type searcher struct {
	all  *match.Matcher
	each []*match.Matcher // one a provider: who is mentioned?
	// least is the length of the shortest text that can hold a key.
	least int
}

// compile builds the searcher of c's providers.
func (c *config) compile() (*searcher, error) {
	all, err := match.New(c.providers...)
	if err != nil {
		return nil, fmt.Errorf("compile providers: %w", err)
	}
	s := &searcher{all: all, least: provider.MinTail}
	for _, p := range c.providers {
		one := all // mostly there is one provider
		if len(c.providers) > 1 {
			if one, err = match.New(p); err != nil {
				return nil, fmt.Errorf("compile provider %s: %w", p.Name, err)
			}
		}
		s.each = append(s.each, one)
		for _, needle := range append(p.Prefixes[:len(p.Prefixes):len(p.Prefixes)], p.Env...) {
			s.least = min(s.least, len(needle))
		}
	}
	return s, nil
}

// run is the pass over one package.
func (c *config) run(pass *analysis.Pass) (any, error) {
	search, err := c.search()
	if err != nil {
		return nil, err
	}
	s := &scan{
		pass:      pass,
		search:    search,
		files:     make(map[string]*source, len(pass.Files)),
		mentioned: make(map[int]bool),
	}
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	s.inits = sync.OnceValue(func() map[types.Object]ast.Expr { return initializers(in, pass.TypesInfo) })
	s.fold = folder{info: pass.TypesInfo, inits: s.inits}

	for _, file := range pass.Files {
		s.addSource(file)
		s.comments(file)
	}
	s.walk(in.Root())
	err = s.embedded()
	if other := s.otherFiles(c.ignored); err == nil {
		err = other
	}
	s.placed()
	if found, ok := pass.ResultOf[c.flow.Analyzer].(*keyflow.Result); ok {
		s.flowed(found.Constants)
	}
	s.report(in)
	return nil, err
}

// isTestData reports whether a package's path lies in a testdata folder.
func isTestData(path string) bool {
	return strings.Contains("/"+path+"/", "/testdata/")
}
