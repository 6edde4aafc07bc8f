package keyflow

import (
	"go/types"
	"strings"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// catalog is what the tables say, by function.
type catalog struct {
	sinks    map[table.Func][]table.Sink
	carriers map[table.Func][]table.Carrier
	sources  map[table.Func][]table.Source
	passes   map[table.Func][]table.Pass
	safe     map[table.Func]bool
	receives map[table.Func][]table.Receives
	writes   map[table.Func]writing
	packages map[string]bool // every package that has a row
	sinkPkgs map[string]bool
}

// writing is a function that writes its arguments to a writer.
type writing struct {
	writer int // argument; -1: the receiver
	first  int
	format int // -1: none
	render render
}

// newCatalog indexes the tables.
func newCatalog() *catalog {
	c := &catalog{
		sinks: map[table.Func][]table.Sink{}, carriers: map[table.Func][]table.Carrier{},
		sources: map[table.Func][]table.Source{}, passes: map[table.Func][]table.Pass{},
		safe: map[table.Func]bool{}, receives: map[table.Func][]table.Receives{},
		writes: writings(), packages: map[string]bool{}, sinkPkgs: map[string]bool{},
	}
	for _, r := range table.Sinks() {
		c.sinks[r.Func] = append(c.sinks[r.Func], r)
		c.packages[r.Pkg] = true
		c.sinkPkgs[r.Pkg] = true
	}
	for _, r := range table.Carriers() {
		c.carriers[r.Func] = append(c.carriers[r.Func], r)
		c.packages[r.Pkg] = true
		c.sinkPkgs[r.Pkg] = true
	}
	for _, r := range table.Sources() {
		c.sources[r.Func] = append(c.sources[r.Func], r)
		c.packages[r.Pkg] = true
	}
	for _, r := range table.Passes() {
		c.passes[r.Func] = append(c.passes[r.Func], r)
	}
	for _, r := range table.SafeFuncs() {
		c.safe[r.Func] = true
	}
	for _, r := range table.ReceivesKey() {
		c.receives[r.Func] = append(c.receives[r.Func], r)
	}
	for fn := range c.writes {
		c.sinkPkgs[fn.Pkg] = true
	}
	return c
}

// writings lists the functions that write to a writer. Where that is seen by
// others, they are sinks; else the writer holds what was written.
func writings() map[table.Func]writing {
	m := map[table.Func]writing{
		{Pkg: "fmt", Name: "Fprint"}:                                      {0, 1, -1, asText},
		{Pkg: "fmt", Name: "Fprintln"}:                                    {0, 1, -1, asText},
		{Pkg: "fmt", Name: "Fprintf"}:                                     {0, 1, 1, asText},
		{Pkg: "io", Name: "WriteString"}:                                  {0, 1, -1, raw},
		{Pkg: "io", Name: "Copy"}:                                         {0, 1, -1, raw},
		{Pkg: "io", Name: "CopyN"}:                                        {0, 1, -1, raw},
		{Pkg: "io", Name: "CopyBuffer"}:                                   {0, 1, -1, raw},
		{Pkg: "encoding/json", Recv: "Encoder", Name: "Encode"}:           {-1, 0, -1, asJSON},
		{Pkg: "encoding/xml", Recv: "Encoder", Name: "Encode"}:            {-1, 0, -1, asText},
		{Pkg: "text/template", Recv: "Template", Name: "Execute"}:         {0, 1, -1, asText},
		{Pkg: "html/template", Recv: "Template", Name: "Execute"}:         {0, 1, -1, asText},
		{Pkg: "text/template", Recv: "Template", Name: "ExecuteTemplate"}: {0, 2, -1, asText},
		{Pkg: "html/template", Recv: "Template", Name: "ExecuteTemplate"}: {0, 2, -1, asText},
	}
	for _, recv := range [...]table.Func{
		{Pkg: "io", Recv: "Writer"}, {Pkg: "io", Recv: "StringWriter"}, {Pkg: "net/http", Recv: "ResponseWriter"},
		{Pkg: "os", Recv: "File"}, {Pkg: "bufio", Recv: "Writer"}, {Pkg: "bytes", Recv: "Buffer"},
		{Pkg: "strings", Recv: "Builder"}, {Pkg: "text/tabwriter", Recv: "Writer"}, {Pkg: "fmt", Recv: "State"},
		{Pkg: "bufio", Recv: "ReadWriter"}, {Pkg: "io", Recv: "PipeWriter"},
	} {
		for _, name := range [...]string{"Write", "WriteString", "WriteByte", "WriteRune", "ReadFrom"} {
			if name == "WriteByte" || name == "WriteRune" {
				continue // a character at a time
			}
			fn := recv
			fn.Name = name
			m[fn] = writing{-1, 0, -1, raw}
		}
	}
	return m
}

// names returns the names under which the tables may list fn, called on a
// receiver of type recv.
func names(fn *types.Func, recv types.Type) []table.Func {
	if fn.Pkg() == nil {
		return []table.Func{{Name: fn.Name()}}
	}
	base := table.Func{Pkg: fn.Pkg().Path(), Name: fn.Name()}
	if r := fn.Signature().Recv(); r != nil {
		if n := named(r.Type()); n != nil {
			base.Recv = n.Name()
		}
	}
	all := []table.Func{base}
	if recv != nil {
		if n := named(recv); n != nil && n.Pkg() != nil {
			other := table.Func{Pkg: n.Pkg().Path(), Recv: n.Name(), Name: fn.Name()}
			if other != base {
				all = append(all, other)
			}
		}
	}
	return all
}

// passesText lists packages of the standard library whose functions keep a key
// in the text that they return.
func passesText(path string) bool {
	switch path {
	case "strings", "bytes", "strconv", "path", "path/filepath", "net/url", "unicode/utf8", "unicode/utf16",
		"encoding/json", "encoding/xml", "encoding/base64", "encoding/base32", "encoding/hex", "encoding/pem",
		"encoding/csv", "encoding/gob", "html", "mime", "bufio", "io", "slices", "maps", "sync", "sync/atomic",
		"text/template", "html/template", "regexp", "cmp", "container/list", "container/ring", "container/heap",
		"net/textproto", "unique", "iter", "unsafe":
		return true
	}
	return false
}

// isStandard reports whether path is a package of the standard library: its
// first element has no dot, and it belongs to no module.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// renders maps the table's renderings.
func renders(r table.Render) render {
	switch r {
	case table.AsString:
		return raw
	case table.AsJSON:
		return asJSON
	case table.AsSlog:
		return asSlog
	case table.AsZap:
		return asObject
	}
	return asText
}
