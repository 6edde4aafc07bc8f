// Package keyflow follows API keys through a package's functions, from where
// they come from to where they must not go, across packages by facts.
//
// A key is a key by its provenance, never by a name. What a function does with
// its parameters is summarized once; a report stands where a value that is
// known to be a key meets a way out.
package keyflow

import (
	"go/token"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// Result is what was found in one package, in the order of the source.
type Result struct {
	Leaks     []Leak
	Transport []Leak
	Constants []Constant
}

// Leak is a key that reaches a place where it must not be.
type Leak struct {
	Pos      token.Pos
	Kind     table.Kind
	Provider string
	Source   string    // "MsGine key from MSGINE_API_KEY"
	At       string    // where that is, for a reader: "config.go:12"
	Via      string    // "Config.Key → Client.token", empty for no steps
	Sink     string    // "logged by (*slog.Logger).Info"
	From     token.Pos // where the key comes from, NoPos if that is in another package
}

// Flow is the whole way in one line.
func (l Leak) Flow() string {
	source := l.Source
	if l.At != "" {
		source += " (" + l.At + ")"
	}
	return l.from(source)
}

// Way is the flow without positions: it identifies the leak across edits.
func (l Leak) Way() string { return l.from(l.Source) }

// from is the way from source to the sink.
func (l Leak) from(source string) string {
	text := source
	if l.Via != "" {
		text += arrow + l.Via
	}
	if text != "" {
		text += arrow
	}
	return text + l.Sink
}

// Constant is a constant that reaches a place where keys belong, through a
// helper, a field or another package.
type Constant struct {
	Pos      token.Pos
	Provider string
	Place    string // the header, or the SDK's function
	Header   bool
	value    string
}

// run analyzes one package.
func (c *config) run(pass *analysis.Pass) (any, error) {
	made, err := c.compile()
	if err != nil {
		return nil, err
	}
	if inStandardLibrary(pass) {
		return &Result{}, nil
	}
	r := newRelevance(pass, c, made)
	if !r.relevant() {
		return &Result{}, nil
	}
	p := newProgram(pass, c, made, r)
	if p == nil {
		return &Result{}, nil
	}
	p.declarations()
	p.solve()
	p.export()
	return p.result(), nil
}

// inStandardLibrary reports whether the package is one of Go's own.
func inStandardLibrary(pass *analysis.Pass) bool {
	if pass.Module != nil && pass.Module.Path != "" {
		return pass.Module.Path == "std" || pass.Module.Path == "cmd"
	}
	if len(pass.Files) > 0 && strings.Contains(filepath.ToSlash(pass.Fset.File(pass.Files[0].FileStart).Name()), "/testdata/") {
		return false
	}
	return isStandard(pass.Pkg.Path())
}
