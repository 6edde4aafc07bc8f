package keyflow

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// newProgram builds the package's SSA form. It returns nil for a package that
// has none: one that does not type-check.
func newProgram(pass *analysis.Pass, c *config, made *compiled, r *relevance) *program {
	pkg := buildSSA(pass)
	if pkg == nil {
		return nil
	}
	cfg := *c
	cfg.catalog, cfg.each = made.catalog, made.each
	p := &program{
		pass: pass, cfg: &cfg, ssa: pkg, origins: make(origins),
		sums: make(map[*ssa.Function]*summary), foreign: make(map[*types.Func]*summary),
		fields: make(map[*types.Var]*origin), globals: make(map[*ssa.Global]*node),
		values: make(map[types.Object][]*object), types: make(map[*types.TypeName]*origin),
		holders: make(map[types.Type]bool), impls: make(map[*types.Func][]*types.Func),
		consts: make(map[string]*node), mention: r.names, headers: r.header && len(r.names) > 0,
		keyResults: make(map[*types.Func][]piece), contexts: make(map[string]*origin), certain: make(map[*types.Var]bool),
		found: make(map[*ssa.Function]*found), stamps: make(map[*ssa.Function]int),
	}
	p.funcs = p.order()
	if r.only != nil {
		p.funcs = slices.DeleteFunc(p.funcs, func(fn *ssa.Function) bool {
			obj := funcObject(fn)
			return obj == nil || !r.only[obj]
		})
	}
	return p
}

// buildSSA builds the package as x/tools' buildssa does, but only where it is asked to.
func buildSSA(pass *analysis.Pass) *ssa.Package {
	if pass.Pkg == nil || len(pass.TypeErrors) > 0 || len(pass.Files) == 0 {
		return nil
	}
	prog := ssa.NewProgram(pass.Fset, 0)
	prog.SetNoReturn(neverReturns)
	for _, imp := range pass.Pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()
	return pkg
}

// neverReturns lists the common functions that end a program.
func neverReturns(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "os":
		return fn.Name() == "Exit"
	case "runtime":
		return fn.Name() == "Goexit"
	case "log":
		return strings.HasPrefix(fn.Name(), "Fatal") || strings.HasPrefix(fn.Name(), "Panic")
	}
	return false
}

// order lists the functions so that callees come before callers where the
// calls allow it, by the order of the source elsewhere.
func (p *program) order() []*ssa.Function {
	seen := make(map[*ssa.Function]bool)
	var list []*ssa.Function
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		fn = generic(fn)
		if fn == nil || seen[fn] || fn.Pkg != p.ssa || len(fn.Blocks) == 0 {
			return
		}
		seen[fn] = true
		for _, anon := range fn.AnonFuncs {
			visit(anon)
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					if callee := call.Common().StaticCallee(); callee != nil {
						visit(callee)
					}
				}
			}
		}
		list = append(list, fn)
	}
	visit(p.ssa.Func("init"))
	for _, file := range p.pass.Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if obj, ok := p.pass.TypesInfo.Defs[fn.Name].(*types.Func); ok {
				if f := p.ssa.Prog.FuncValue(obj); f != nil {
					visit(f)
				}
			}
		}
	}
	return list
}

// found is what the last analysis of a function found.
type found struct {
	leaks map[leakKey]Leak
	taken []Constant
	deps  map[*ssa.Function]int // summaries it used, with their stamps
	at    int                   // the package's version that it saw
}

// The bounds of the work on one package.
const (
	maxRounds = 10
	// Instructions run, and labels and variables looked at: some ten seconds.
	// What is beyond has no summary, and may hide a flow.
	maxSteps = 3_000_000
)

// solve analyzes the functions until no summary, field or variable changes.
func (p *program) solve() {
	for range maxRounds {
		changed := false
		for _, fn := range p.funcs {
			if p.current(fn) {
				continue
			}
			changed = p.analyze(fn) || changed
		}
		if !changed && !p.stale() {
			return
		}
	}
}

// stale reports whether a function was analyzed before something it depends on changed.
func (p *program) stale() bool {
	return slices.ContainsFunc(p.funcs, func(fn *ssa.Function) bool { return !p.current(fn) })
}

// current reports whether what is known of fn is up to date.
func (p *program) current(fn *ssa.Function) bool {
	last := p.found[fn]
	if last == nil || last.at != p.version {
		return false
	}
	for dep, stamp := range last.deps {
		if p.stamps[dep] != stamp {
			return false
		}
	}
	return true
}

// analyze analyzes fn and reports whether its summary changed.
func (p *program) analyze(fn *ssa.Function) bool {
	count := 0
	for _, b := range fn.Blocks {
		count += len(b.Instrs)
	}
	p.now = &found{leaks: make(map[leakKey]Leak), deps: make(map[*ssa.Function]int), at: p.version}
	p.found[fn] = p.now
	if count > maxInstrs || p.steps > maxSteps {
		return false
	}
	f := newFrame(p, fn)
	f.analyze()
	if f.sum.equal(p.sums[fn]) {
		return false
	}
	p.sums[fn] = f.sum
	p.stamps[fn]++
	return true
}

// summaryOf returns what is known of the function obj, whose body is fn if it
// is in this package; seen says that its package was analyzed.
func (p *program) summaryOf(fn *ssa.Function, obj *types.Func) (sum *summary, seen bool) {
	if obj != nil && !p.local(obj) {
		if s, ok := p.foreign[obj]; ok {
			return s, s != nil
		}
		var s *summary
		var fact summarized
		if obj.Pkg() != nil && !isStandard(obj.Pkg().Path()) && p.pass.ImportObjectFact(obj, &fact) {
			s = p.fromSummary(&fact)
		}
		p.foreign[obj] = s
		return s, s != nil
	}
	if fn == nil {
		return nil, true
	}
	fn = generic(fn)
	p.now.deps[fn] = p.stamps[fn]
	return p.sums[fn], true
}

// implementations returns the methods of this package that an interface call may reach.
func (p *program) implementations(s *site) []*types.Func {
	if n := s.recv.n; n != nil && len(n.dyn) > 0 {
		var all []*types.Func
		for _, t := range n.dyn {
			if fn := methodOf(t, s.fn.Name(), s.fn.Pkg()); fn != nil {
				all = append(all, fn)
			}
		}
		return all
	}
	if s.fn.Pkg() == nil || isStandard(s.fn.Pkg().Path()) {
		return nil
	}
	iface, ok := s.recv.t.Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	if known, ok := p.impls[s.fn]; ok {
		return known
	}
	var all []*types.Func
	scope := p.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || types.IsInterface(tn.Type()) {
			continue
		}
		if n, ok := tn.Type().(*types.Named); ok && n.TypeParams().Len() > 0 {
			continue
		}
		ptr := types.NewPointer(tn.Type())
		if types.Implements(ptr, iface) {
			if fn := methodOf(ptr, s.fn.Name(), p.pass.Pkg); fn != nil && p.local(fn) {
				all = append(all, fn)
			}
		}
	}
	p.impls[s.fn] = all
	return all
}

func methodOf(t types.Type, name string, pkg *types.Package) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok || types.IsInterface(recvType(fn)) {
		return nil
	}
	return fn.Origin()
}

// redacts reports whether a function called name makes a key safe, if its body
// does not show that it gives it back as it is.
func (p *program) redacts(fn *types.Func) bool {
	if p.cfg.isRedactor(fn) {
		return true
	}
	name := strings.ToLower(fn.Name())
	for _, word := range [...]string{"redact", "mask", "obfuscate", "censor", "scrub", "hash"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// mentions reports whether the package or its imports mention provider i.
func (p *program) mentions(i int) bool { return p.mention[i] }

// declarations notes the fields, variables, types and functions that are keys
// by their declaration: by a tag or by the directive msginelint:key.
func (p *program) declarations() {
	for _, file := range p.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.StructType:
				p.declaredFields(n)
			case *ast.GenDecl:
				p.declaredSpecs(n)
			case *ast.FuncDecl:
				if isDeclared(n.Doc) {
					p.declaredResult(n)
				}
			}
			return true
		})
	}
}

// keyDirective declares a type, field, variable or function's result to be a key.
const keyDirective = "msginelint:key"

func isDeclared(groups ...*ast.CommentGroup) bool {
	for _, g := range groups {
		if g == nil {
			continue
		}
		for _, c := range g.List {
			if strings.Contains(c.Text, keyDirective) {
				return true
			}
		}
	}
	return false
}

// declaredFields looks at the tags and comments of a struct's fields.
func (p *program) declaredFields(st *ast.StructType) {
	for _, field := range st.Fields.List {
		what := ""
		if field.Tag != nil {
			what = p.tagged(field.Tag.Value)
		}
		if isDeclared(field.Doc, field.Comment) {
			what = p.cfg.providers[0].Name + " key declared"
		}
		if what == "" {
			continue
		}
		for _, name := range field.Names {
			if v, ok := p.pass.TypesInfo.Defs[name].(*types.Var); ok {
				p.certain[v] = true
				p.fields[v] = p.origins.get(origin{what: what, at: p.where(name.Pos()), pos: name.Pos(), via: name.Name})
			}
		}
	}
}

// tagged returns what a struct tag says of a key, empty for nothing.
func (p *program) tagged(tag string) string {
	for _, part := range strings.FieldsFunc(tag, func(r rune) bool { return strings.ContainsRune("`\", :;=", r) }) {
		if what, ok := p.keyNamed(part, table.EnvName); ok {
			return what
		}
		if what, ok := p.keyNamed(part, table.ConfigName); ok {
			return what
		}
	}
	return ""
}

// declaredSpecs looks at the comments of types and variables.
func (p *program) declaredSpecs(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if !isDeclared(spec.Doc, spec.Comment) && (decl.Lparen.IsValid() || !isDeclared(decl.Doc)) {
				continue
			}
			if tn, ok := p.pass.TypesInfo.Defs[spec.Name].(*types.TypeName); ok {
				what := p.cfg.providers[0].Name + " key of type " + tn.Name()
				p.types[tn] = p.origins.get(origin{what: what, at: p.where(spec.Pos()), pos: spec.Pos()})
			}
		case *ast.ValueSpec:
			if !isDeclared(spec.Doc, spec.Comment) && (decl.Lparen.IsValid() || !isDeclared(decl.Doc)) {
				continue
			}
			for _, name := range spec.Names {
				if g, ok := p.ssa.Members[name.Name].(*ssa.Global); ok {
					p.setGlobal(g, text([]label{p.key(p.cfg.providers[0].Name+" key declared", name.Pos())}))
				}
			}
		}
	}
}

// declaredResult makes the text that a function returns a key.
func (p *program) declaredResult(decl *ast.FuncDecl) {
	obj, ok := p.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	l := p.key(p.cfg.providers[0].Name+" key declared", decl.Pos())
	for i := range obj.Signature().Results().Len() {
		if holdsText(obj.Signature().Results().At(i).Type()) {
			p.keyResults[obj] = append(p.keyResults[obj], piece{index: i, labels: []label{l}})
		}
	}
}
