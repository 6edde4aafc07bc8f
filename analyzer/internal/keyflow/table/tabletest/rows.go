package tabletest

import (
	"fmt"
	"go/types"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// look returns the signature of f, or nil where it is not to be checked or not
// there, which it reports. The row is for finding those that stand twice.
func (c *checker) look(kind string, f table.Func, row any) *types.Signature {
	if !c.want(f.Pkg) {
		return nil
	}
	c.rows++
	id := fmt.Sprintf("%s %v", kind, row)
	if c.seen[id] && kind != "from" {
		c.fail(f, "stands twice as a %s", kind)
	}
	c.seen[id] = true
	if f.Pkg == "" {
		return c.universe(f)
	}
	pkg := c.pkgs[f.Pkg]
	if pkg == nil {
		c.fail(f, "package not loaded")
		return nil
	}
	if f.Recv == "" {
		fn, ok := pkg.Scope().Lookup(f.Name).(*types.Func)
		if !ok {
			return c.variable(f, pkg.Scope().Lookup(f.Name))
		}
		return fn.Signature()
	}
	return c.method(f, pkg)
}

// variable accepts a package variable that holds a function.
func (c *checker) variable(f table.Func, obj types.Object) *types.Signature {
	if obj == nil {
		c.fail(f, "no such function")
		return nil
	}
	c.fail(f, "is no function but %s", obj.Type())
	return nil
}

// universe checks builtins, which have no signature, and error's method.
func (c *checker) universe(f table.Func) *types.Signature {
	if f.Recv == "" {
		if _, ok := types.Universe.Lookup(f.Name).(*types.Builtin); !ok {
			c.fail(f, "no such builtin")
		}
		return nil
	}
	obj := types.Universe.Lookup(f.Recv)
	m, _, _ := types.LookupFieldOrMethod(obj.Type(), true, nil, f.Name)
	fn, ok := m.(*types.Func)
	if !ok {
		c.fail(f, "no such method")
		return nil
	}
	return fn.Signature()
}

// method looks a method up, and notes the type that declares it.
func (c *checker) method(f table.Func, pkg *types.Package) *types.Signature {
	obj, ok := pkg.Scope().Lookup(f.Recv).(*types.TypeName)
	if !ok {
		c.missing = append(c.missing, f)
		return nil
	}
	m, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, f.Name)
	fn, ok := m.(*types.Func)
	if !ok {
		c.fail(f, "no such method")
		return nil
	}
	declares := types.Unalias(fn.Signature().Recv().Type())
	if p, ok := declares.(*types.Pointer); ok {
		declares = types.Unalias(p.Elem())
	}
	named, ok := declares.(*types.Named)
	if ok && !types.IsInterface(obj.Type()) && named.Obj().Pkg() != nil {
		c.declared[table.Func{Pkg: named.Obj().Pkg().Path(), Recv: named.Obj().Name(), Name: f.Name}] = true
	}
	return fn.Signature()
}

// isText reports whether t is a string, bytes or an interface of any value.
func isText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && (b.Kind() == types.Byte || b.Info()&types.IsString != 0)
	}
	return false
}

// arg checks that argument i is there.
func (c *checker) arg(f table.Func, sig *types.Signature, what string, i int) bool {
	if i < 0 || i >= sig.Params().Len() {
		c.fail(f, "%s is argument %d of %s", what, i, sig)
		return false
	}
	return true
}

// format checks that argument i is a format whose arguments follow.
func (c *checker) format(f table.Func, sig *types.Signature, i int) {
	if i < 0 || !c.arg(f, sig, "the format", i) {
		return
	}
	b, ok := sig.Params().At(i).Type().Underlying().(*types.Basic)
	if !ok || b.Info()&types.IsString == 0 || !sig.Variadic() || i != sig.Params().Len()-2 {
		c.fail(f, "argument %d is no format of %s", i, sig)
	}
}

// span checks that first and last are arguments, last -1 meaning the end.
func (c *checker) span(f table.Func, sig *types.Signature, first, last int) {
	c.arg(f, sig, "the first", first)
	if last != -1 && c.arg(f, sig, "the last", last) && last < first {
		c.fail(f, "last argument %d before the first %d", last, first)
	}
	if last == -1 && !sig.Variadic() && sig.Params().Len()-first > 1 {
		c.fail(f, "all arguments from %d on, but %s is not variadic: say the last", first, sig)
	}
}

func (c *checker) sink(kind string, r table.Sink) {
	sig := c.look(kind, r.Func, r)
	if r.Kind == 0 {
		c.fail(r.Func, "a sink without a kind")
	}
	if (r.Format >= 0) != (r.Render == table.AsFormat) {
		c.fail(r.Func, "a format and a rendering that do not fit")
	}
	if sig == nil {
		return
	}
	c.span(r.Func, sig, r.First, r.Last)
	c.format(r.Func, sig, r.Format)
}

func (c *checker) carrier(r table.Carrier) {
	sig := c.look("carrier", r.Func, r)
	if sig == nil {
		return
	}
	c.span(r.Func, sig, r.First, r.Last)
	if sig.Results().Len() == 0 {
		c.fail(r.Func, "carries in no result")
	}
}

func (c *checker) source(r table.Source) {
	if r.Func.Name == "" {
		c.indexed(r)
		return
	}
	sig := c.look("source", r.Func, r)
	if sig == nil {
		return
	}
	if r.Name == -1 {
		if _, ok := sig.Results().At(0).Type().Underlying().(*types.Map); !ok {
			c.fail(r.Func, "its result cannot be indexed by a name")
		}
	} else if c.arg(r.Func, sig, "the name", r.Name) && !isText(sig.Params().At(r.Name).Type()) {
		c.fail(r.Func, "argument %d is no name", r.Name)
	}
	c.place(r.Func, sig, r.Result)
}

// indexed checks a source that is a type of map.
func (c *checker) indexed(r table.Source) {
	if !c.want(r.Pkg) {
		return
	}
	c.rows++
	obj := c.pkgs[r.Pkg].Scope().Lookup(r.Recv)
	if obj == nil {
		c.fail(r.Func, "no such type")
		return
	}
	if m, ok := obj.Type().Underlying().(*types.Map); !ok || !isText(m.Key()) {
		c.fail(r.Func, "is no map of names")
	}
}

// place checks where a value goes to: a result, a pointee or the receiver.
func (c *checker) place(f table.Func, sig *types.Signature, to int) {
	switch {
	case to == table.Receiver:
		if sig.Recv() == nil {
			c.fail(f, "goes to the receiver of a function")
		}
	case to >= table.Pointee:
		if !c.arg(f, sig, "where it goes", to-table.Pointee) {
			return
		}
		switch sig.Params().At(to - table.Pointee).Type().Underlying().(type) {
		case *types.Basic, *types.Signature:
			c.fail(f, "argument %d of %s holds nothing", to-table.Pointee, sig)
		}
	case to < 0 || to >= sig.Results().Len():
		c.fail(f, "no result %d in %s", to, sig)
	}
}

func (c *checker) pass(r table.Pass) {
	sig := c.look("pass", r.Func, r)
	if sig == nil {
		return
	}
	for _, from := range r.From {
		if from != -1 {
			c.arg(r.Func, sig, "what passes", from)
		} else if sig.Recv() == nil {
			c.fail(r.Func, "passes the receiver of a function")
		}
	}
	for _, to := range r.To {
		c.place(r.Func, sig, to)
	}
	c.format(r.Func, sig, r.Format)
}

func (c *checker) write(r table.Write) {
	sig := c.look("write", r.Func, r)
	if sig == nil {
		return
	}
	if r.Writer == -1 && sig.Recv() == nil || r.Writer >= 0 && !c.writer(sig, r.Writer) {
		c.fail(r.Func, "argument %d of %s is no writer", r.Writer, sig)
	}
	c.arg(r.Func, sig, "what is written", r.First)
	c.format(r.Func, sig, r.Format)
}

func (c *checker) stream(r table.Stream) {
	sig := c.look("stream", r.Func, r)
	if sig != nil && (sig.Results().Len() == 0 || !writable(sig.Results().At(0).Type())) {
		c.fail(r.Func, "returns no writer")
	}
}

// writer reports whether argument i can be written to.
func (c *checker) writer(sig *types.Signature, i int) bool {
	if i >= sig.Params().Len() {
		return false
	}
	t := sig.Params().At(i).Type()
	if s, ok := t.(*types.Slice); ok && sig.Variadic() {
		t = s.Elem()
	}
	return writable(t)
}

// writable reports whether t has a method Write.
func writable(t types.Type) bool {
	m, _, _ := types.LookupFieldOrMethod(t, true, nil, "Write")
	_, ok := m.(*types.Func)
	return ok
}

func (c *checker) wrapper(r table.Wrapper) {
	sig := c.look("wrapper", r.Func, r)
	if sig == nil {
		return
	}
	if !c.writer(sig, r.Writer) {
		c.fail(r.Func, "argument %d of %s is no writer", r.Writer, sig)
	}
	if r.Init == (sig.Results().Len() > 0) && !r.Init {
		c.fail(r.Func, "wraps, but returns nothing")
	}
}

func (c *checker) receives(r table.Receives) {
	sig := c.look("receives", r.Func, r)
	if sig == nil {
		return
	}
	c.arg(r.Func, sig, "the key", r.Arg)
	if r.Name >= 0 {
		c.arg(r.Func, sig, "the name", r.Name)
	}
}
