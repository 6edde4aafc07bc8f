package tabletest

import (
	"encoding/hex"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
)

// redacted is what every redacting method returns.
const redacted = "[redacted]"

// Key returns a key made up at run time.
func Key() string { return "msgine_live_" + strings.Repeat("a1B2", 6) }

// Redactor is a type of kind string with one redacting method, or with more.
type Redactor struct {
	Methods string // separated by spaces; "" has none
	At      func(table.Place) any
}

// Of makes a Redactor of a type that has the methods.
func Of[T ~string](methods string) Redactor {
	return Redactor{methods, func(p table.Place) any { return place(T(Key()), p) }}
}

// place puts v at p.
func place[T comparable](v T, p table.Place) any {
	switch p {
	case table.Inside:
		return struct {
			Sub struct{ K T }
			L   []T
			M   map[string]T
		}{struct{ K T }{v}, []T{v}, map[string]T{"k": v}}
	case table.MapKey:
		return map[T]int{v: 1}
	case table.Unexported:
		return struct {
			N   int
			sub struct{ K T }
			k   T
		}{1, struct{ K T }{v}, v}
	}
	return v
}

// Way is one real way of rendering a value.
type Way struct {
	Name   string
	Render func(v any) string
}

// Prove renders a value of every redactor at every place in all ways, looks
// whether the key is in what comes out, and compares with what the table says
// of r. The ways together must be those that the call leaves open.
func Prove(t *testing.T, r table.Rendering, redactors []Redactor, ways ...Way) {
	t.Helper()
	for _, at := range [...]table.Place{table.Top, table.Inside, table.MapKey, table.Unexported} {
		r.At = at
		for _, red := range redactors {
			var shows []string
			for _, w := range ways {
				if out := w.Render(red.At(at)); showsKey(out) {
					shows = append(shows, w.Name+": "+out)
				}
			}
			if covered := r.Covers(strings.Fields(red.Methods)...); covered != (len(shows) == 0) {
				t.Errorf("%s at %s: methods %q: the table says covered=%t, shown by %q",
					ways[0].Name, placeName(at), red.Methods, covered, shows)
			}
		}
	}
}

func placeName(p table.Place) string {
	return [...]string{"the top", "an exported place", "a map's key", "an unexported field"}[p]
}

// showsKey reports whether the key can be read in out.
func showsKey(out string) bool {
	enc := hex.EncodeToString([]byte(Key()))
	return strings.Contains(out, Key()) || strings.Contains(out, enc) || strings.Contains(out, strings.ToUpper(enc))
}

// Standard has a redactor for every method that the standard library asks for.
func Standard() []Redactor {
	return []Redactor{
		Of[bare](""), Of[stringer]("String"), Of[goStringer]("GoString"), Of[failure]("Error"), Of[formatter]("Format"),
		Of[marshalJSON]("MarshalJSON"), Of[marshalText]("MarshalText"), Of[logValuer]("LogValue"),
		Of[jsonStringer]("MarshalJSON String"),
	}
}

type (
	bare         string
	stringer     string
	goStringer   string
	failure      string
	formatter    string
	marshalJSON  string
	marshalText  string
	logValuer    string
	jsonStringer string
)

func (stringer) String() string                  { return redacted }
func (goStringer) GoString() string              { return redacted }
func (failure) Error() string                    { return redacted }
func (formatter) Format(s fmt.State, _ rune)     { fmt.Fprint(s, redacted) }
func (marshalJSON) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }
func (marshalText) MarshalText() ([]byte, error) { return []byte(redacted), nil }
func (logValuer) LogValue() slog.Value           { return slog.StringValue(redacted) }

func (jsonStringer) String() string               { return redacted }
func (jsonStringer) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }
