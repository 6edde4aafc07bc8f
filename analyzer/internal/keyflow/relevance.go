package keyflow

import (
	"go/ast"
	"go/types"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
	"github.com/msgine/msginelint/rules/provider"
)

// relevance decides, before any costly step, whether a package has to do with
// keys: it names them, imports what names them, or may pass on what it is given.
type relevance struct {
	pass    *analysis.Pass
	cfg     *config
	catalog *catalog
	names   map[int]bool // providers that the package or its imports mention
	header  bool
	// only lists the functions to look at where the package as a whole has
	// nothing to do with keys: those that call a sink. Nil means all.
	only map[*types.Func]bool
}

func newRelevance(pass *analysis.Pass, c *config, made *compiled) *relevance {
	r := &relevance{pass: pass, cfg: c, catalog: made.catalog, names: make(map[int]bool)}
	r.texts()
	r.imports()
	return r
}

// relevant decides, and tells the packages that import this one.
func (r *relevance) relevant() bool {
	if len(r.names) > 0 {
		var fact mentioned
		for i, p := range r.cfg.providers {
			if r.names[i] {
				fact.Providers = append(fact.Providers, p.Name)
			}
		}
		r.pass.ExportPackageFact(&fact)
		return true
	}
	if r.catalog.packages[r.pass.Pkg.Path()] {
		return false // the tables say what it does
	}
	return r.passesOn()
}

// texts looks for the providers in the text of the package's files.
func (r *relevance) texts() {
	for i, p := range r.cfg.providers {
		if mentions(p, strings.ToLower(r.pass.Pkg.Path())) || r.pass.Module != nil && mentions(p, strings.ToLower(r.pass.Module.Path)) {
			r.names[i] = true
		}
	}
	for _, file := range r.pass.Files {
		content, err := r.pass.ReadFile(r.pass.Fset.File(file.FileStart).Name())
		if err != nil {
			continue
		}
		text := strings.ToLower(string(content))
		for i, p := range r.cfg.providers {
			if !r.names[i] && (mentions(p, text) || strings.Contains(text, "msginelint:key")) {
				r.names[i] = true
			}
			for _, h := range p.Headers {
				r.header = r.header || !strings.EqualFold(h, "Authorization") && strings.Contains(text, strings.ToLower(h))
			}
		}
	}
}

// mentions reports whether text, in lower case, names p.
func mentions(p provider.Provider, text string) bool {
	if strings.Contains(text, strings.ToLower(p.Name)) {
		return true
	}
	for _, list := range [...][]string{p.Prefixes, p.Env, p.SDKs, p.Hosts} {
		for _, name := range list {
			if strings.Contains(text, strings.ToLower(name)) {
				return true
			}
		}
	}
	return false
}

// imports asks the packages that this one imports.
func (r *relevance) imports() {
	for _, imp := range r.pass.Pkg.Imports() {
		if isStandard(imp.Path()) {
			continue
		}
		var fact mentioned
		if !r.pass.ImportPackageFact(imp, &fact) {
			continue
		}
		for i, p := range r.cfg.providers {
			for _, name := range fact.Providers {
				if name == p.Name {
					r.names[i] = true
				}
			}
		}
	}
}

// passesOn reports whether a function of the package may let out, or give
// back, what it is given. Of other modules than the user's own only functions
// that call a sink themselves are looked at: their loggers are in the tables.
func (r *relevance) passesOn() bool {
	own := !r.foreign()
	if !own {
		r.only = make(map[*types.Func]bool)
	}
	for _, file := range r.pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			obj, ok := r.pass.TypesInfo.Defs[fn.Name].(*types.Func)
			if !ok || !takesText(obj.Signature()) {
				continue
			}
			if own {
				return true
			}
			if obj.Exported() && fn.Body.End()-fn.Body.Pos() < maxWrapper && r.callsSink(fn.Body) {
				r.only[obj] = true
			}
		}
	}
	return len(r.only) > 0
}

// foreign reports whether the package belongs to a module of a fixed version,
// that is not the user's own.
func (r *relevance) foreign() bool {
	if m := r.pass.Module; m != nil && m.Version != "" && m.Version != "(devel)" {
		return true
	}
	if len(r.pass.Files) == 0 {
		return false
	}
	name := filepath.ToSlash(r.pass.Fset.File(r.pass.Files[0].FileStart).Name())
	return strings.Contains(name, "/pkg/mod/") || strings.Contains(name, "/vendor/")
}

// maxWrapper bounds the length in bytes of the wrappers that are looked for in
// modules that have nothing to do with keys.
const maxWrapper = 1000

// takesText reports whether a function is given something that may hold text.
func takesText(sig *types.Signature) bool {
	if sig.Recv() != nil && mayHoldText(sig.Recv().Type(), 0) {
		return true
	}
	for v := range sig.Params().Variables() {
		if mayHoldText(v.Type(), 0) {
			return true
		}
	}
	return false
}

func mayHoldText(t types.Type, depth int) bool {
	if depth > 3 {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Pointer:
		return mayHoldText(u.Elem(), depth+1)
	case *types.Slice:
		return isByte(u.Elem()) || mayHoldText(u.Elem(), depth+1)
	case *types.Array:
		return mayHoldText(u.Elem(), depth+1)
	case *types.Map:
		return mayHoldText(u.Elem(), depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if mayHoldText(f.Type(), depth+1) {
				return true
			}
		}
		return false
	case *types.Interface:
		return true
	}
	return false
}

// callsSink reports whether body calls a function of the tables, or one with a fact.
func (r *relevance) callsSink(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if found || !ok {
			return !found
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return true
		}
		fn, ok := r.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
		if !ok || fn.Pkg() == nil || fn.Pkg() == r.pass.Pkg {
			return true
		}
		for _, name := range names(fn, nil) {
			for _, row := range r.catalog.sinks[name] {
				found = found || !row.OptIn && row.Kind != table.ErrorText && row.Kind != table.URL
			}
		}
		return !found
	})
	return found
}
