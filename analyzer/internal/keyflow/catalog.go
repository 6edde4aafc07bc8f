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
	writes   map[table.Func][]table.Write
	wrappers map[table.Func][]table.Wrapper
	via      map[table.Func][]table.Via
	packages map[string]bool // every package that has a row
	sinkPkgs map[string]bool
}

// newCatalog indexes the tables.
func newCatalog() *catalog {
	c := &catalog{
		sinks: map[table.Func][]table.Sink{}, carriers: map[table.Func][]table.Carrier{},
		sources: map[table.Func][]table.Source{}, passes: map[table.Func][]table.Pass{},
		safe: map[table.Func]bool{}, receives: map[table.Func][]table.Receives{},
		writes: map[table.Func][]table.Write{}, wrappers: map[table.Func][]table.Wrapper{}, via: map[table.Func][]table.Via{},
		packages: map[string]bool{}, sinkPkgs: map[string]bool{},
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
	for _, r := range table.Writes() {
		c.writes[r.Func] = append(c.writes[r.Func], r)
		c.sinkPkgs[r.Pkg] = true
	}
	for _, r := range table.Wrappers() {
		c.wrappers[r.Func] = append(c.wrappers[r.Func], r)
	}
	for _, r := range table.SinksVia() {
		c.via[r.Func] = append(c.via[r.Func], r)
	}
	return c
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

// isStandard reports whether path is a package of the standard library. Its
// first elements are reserved; a module's path starts with a domain, and only a
// tree of the old GOPATH kind may have other paths without one.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	switch first {
	case "archive", "bufio", "bytes", "cmd", "cmp", "compress", "container", "context", "crypto", "database",
		"debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "index",
		"internal", "io", "iter", "log", "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp",
		"runtime", "simd", "slices", "sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text",
		"time", "unicode", "unique", "unsafe", "vendor", "weak":
		return true
	}
	return false
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
	case table.AsZap, table.AsObject, table.AsZapAny:
		return asObject
	case table.AsKlog:
		return asField
	case table.AsLogrus, table.AsEither, table.AsGoKit, table.AsMessage:
		return asEither
	case table.AsZerolog:
		return asEvent
	}
	return asText
}
