package table_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
	"github.com/msgine/msginelint/analyzer/internal/keyflow/table/tabletest"
)

// format is a way to render by a verb.
func format(f string) tabletest.Way {
	return tabletest.Way{Name: f, Render: func(v any) string { return fmt.Sprintf(f, v) }}
}

// marshal renders as JSON; what cannot be marshalled shows nothing.
func marshal(v any) string {
	out, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(out)
}

// logged renders as an attribute of log/slog.
func logged(name string, attr func(any) slog.Attr, handler func(*bytes.Buffer) slog.Handler) tabletest.Way {
	return tabletest.Way{Name: name, Render: func(v any) string {
		var b bytes.Buffer
		slog.New(handler(&b)).Info("message", attr(v))
		return b.String()
	}}
}

func jsonHandler(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) }
func textHandler(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) }

func direct(v any) slog.Attr  { return slog.Any("k", v) }
func grouped(v any) slog.Attr { return slog.Group("g", slog.Any("k", v)) }

func TestVerbs(t *testing.T) {
	for _, verb := range "vsqxXdtcboUeEfFgGT" {
		r := table.Rendering{As: table.AsFormat, Verb: verb}
		tabletest.Prove(t, r, tabletest.Standard(), format("%"+string(verb)))
		if verb == 'v' {
			tabletest.Prove(t, r, tabletest.Standard(), format("%+v"))
			r.Sharp = true
			tabletest.Prove(t, r, tabletest.Standard(), format("%#v"))
		}
	}
	verb := "%w" // not a constant in the call: vet would want an error
	wrap := tabletest.Way{Name: "Errorf %w", Render: func(v any) string { return fmt.Errorf(verb, v).Error() }}
	tabletest.Prove(t, table.Rendering{As: table.AsFormat, Verb: 'w'}, tabletest.Standard(), wrap)
}

// TestAddressVerb tells what %p prints as an address from what it prints as it is.
func TestAddressVerb(t *testing.T) {
	key := tabletest.Key()
	verb := "%p" // not a constant in the call: vet would want a pointer
	for _, v := range []any{&key, []string{key}, map[string]string{key: key}, func() string { return key }} {
		if out := fmt.Sprintf(verb, v); strings.Contains(out, key) {
			t.Errorf("%%p of %T prints %s", v, out)
		}
	}
	for _, v := range []any{key, struct{ K string }{key}, [1]string{key}, struct{ P map[string]string }{map[string]string{key: key}}} {
		if out := fmt.Sprintf(verb, v); !strings.Contains(out, key) {
			t.Errorf("%%p of %T prints %s, without the key", v, out)
		}
	}
	if (table.Rendering{As: table.AsFormat, Verb: 'p'}).Covers("Format", "Error", "String") {
		t.Error("the table says that a method covers the address verb")
	}
}

func TestPrint(t *testing.T) {
	one := "%d" // not a constant in the call: vet would count the arguments
	for _, way := range []tabletest.Way{
		{Name: "Sprint", Render: func(v any) string { return fmt.Sprint(v) }},
		{Name: "Sprintln", Render: func(v any) string { return fmt.Sprintln(v) }},
		{Name: "Sprintf with an extra argument", Render: func(v any) string { return fmt.Sprintf(one, 1, v) }},
	} {
		tabletest.Prove(t, table.Rendering{As: table.AsText}, tabletest.Standard(), way)
	}
}

func TestJSON(t *testing.T) {
	tabletest.Prove(t, table.Rendering{As: table.AsJSON}, tabletest.Standard(), tabletest.Way{Name: "Marshal", Render: marshal})
}

func TestSlog(t *testing.T) {
	for _, attr := range []func(any) slog.Attr{direct, grouped} {
		tabletest.Prove(t, table.Rendering{As: table.AsSlog}, tabletest.Standard(),
			logged("slog text", attr, textHandler), logged("slog JSON", attr, jsonHandler))
	}
}

// ptr has every method on its pointer.
type ptr string

func (*ptr) String() string               { return "[redacted]" }
func (*ptr) MarshalJSON() ([]byte, error) { return []byte(`"[redacted]"`), nil }
func (*ptr) LogValue() slog.Value         { return slog.StringValue("[redacted]") }

// TestOnAddress proves that a method of the pointer does not cover the value,
// but in encoding/json where a pointer or a slice leads to it.
func TestOnAddress(t *testing.T) {
	k := ptr(tabletest.Key())
	type holder struct{ K ptr }
	type pointing struct{ K *ptr }
	stdJSON := logged("", direct, jsonHandler).Render
	stdText := logged("", direct, textHandler).Render
	for _, c := range []struct {
		name   string
		render func(any) string
		value  any
		shows  bool
	}{
		{"fmt value", func(v any) string { return fmt.Sprint(v) }, k, true},
		{"fmt pointer", func(v any) string { return fmt.Sprint(v) }, &k, false},
		{"fmt field", func(v any) string { return fmt.Sprint(v) }, holder{k}, true},
		{"fmt field of a pointer", func(v any) string { return fmt.Sprint(v) }, &holder{k}, !table.OnAddress(table.AsText)},
		{"fmt element", func(v any) string { return fmt.Sprint(v) }, []ptr{k}, true},
		{"fmt pointer in a field", func(v any) string { return fmt.Sprint(v) }, pointing{&k}, false},
		{"JSON value", marshal, k, true},
		{"JSON pointer", marshal, &k, false},
		{"JSON field", marshal, holder{k}, true},
		{"JSON field of a pointer", marshal, &holder{k}, !table.OnAddress(table.AsJSON)},
		{"JSON element", marshal, []ptr{k}, false},
		{"JSON element of an array", marshal, [1]ptr{k}, true},
		{"JSON map", marshal, map[string]ptr{"k": k}, true},
		{"slog value", stdText, k, true},
		{"slog pointer", stdText, &k, false},
		{"slog JSON field", stdJSON, holder{k}, true},
		{"slog JSON field of a pointer", stdJSON, &holder{k}, false},
		{"slog text field of a pointer", stdText, &holder{k}, !table.OnAddress(table.AsSlog)},
	} {
		if out := c.render(c.value); strings.Contains(out, string(k)) != c.shows {
			t.Errorf("%s: %s; want shown=%t", c.name, out, c.shows)
		}
	}
}

// Types with two methods, to see which is asked first.
type (
	errStringer    string
	formatErr      string
	jsonText       string
	errText        string
	valuerStringer string
	goFormat       string
)

func (errStringer) Error() string             { return "by Error" }
func (errStringer) String() string            { return "by String" }
func (formatErr) Format(s fmt.State, _ rune)  { fmt.Fprint(s, "by Format") }
func (formatErr) Error() string               { return "by Error" }
func (jsonText) MarshalJSON() ([]byte, error) { return []byte(`"by MarshalJSON"`), nil }
func (jsonText) MarshalText() ([]byte, error) { return []byte("by MarshalText"), nil }
func (errText) Error() string                 { return "by Error" }
func (errText) MarshalText() ([]byte, error)  { return []byte("by MarshalText"), nil }
func (valuerStringer) LogValue() slog.Value   { return slog.StringValue("by LogValue") }
func (valuerStringer) String() string         { return "by String" }
func (goFormat) Format(s fmt.State, _ rune)   { fmt.Fprint(s, "by Format") }
func (goFormat) GoString() string             { return "by GoString" }

// TestOrder proves the order of the methods in a way.
func TestOrder(t *testing.T) {
	text, js := logged("", direct, textHandler).Render, logged("", direct, jsonHandler).Render
	for _, c := range []struct {
		r       table.Rendering
		way     int
		methods []string
		render  func(any) string
		value   any
	}{
		{table.Rendering{As: table.AsText}, 0, []string{"Error", "String"}, format("%v").Render, errStringer("")},
		{table.Rendering{As: table.AsText}, 0, []string{"Format", "Error"}, format("%v").Render, formatErr("")},
		{table.Rendering{As: table.AsFormat, Sharp: true}, 0, []string{"GoString", "Format"}, format("%#v").Render, goFormat("")},
		{table.Rendering{As: table.AsJSON}, 0, []string{"MarshalJSON", "MarshalText"}, marshal, jsonText("")},
		{table.Rendering{As: table.AsSlog}, 0, []string{"MarshalText", "Error"}, js, errText("")},
		{table.Rendering{As: table.AsSlog}, 1, []string{"MarshalText", "Error"}, text, errText("")},
		{table.Rendering{As: table.AsSlog}, 0, []string{"String", "LogValue"}, js, valuerStringer("")},
		{table.Rendering{As: table.AsSlog}, 1, []string{"String", "LogValue"}, text, valuerStringer("")},
		{table.Rendering{As: table.AsSlog}, 1, []string{"Error", "Format"}, text, formatErr("")},
	} {
		first := ""
		for _, m := range c.r.Ways()[c.way] {
			if slices.Contains(c.methods, m) {
				first = m
				break
			}
		}
		if out := c.render(c.value); !strings.Contains(out, "by "+first) {
			t.Errorf("%T: the table says %s, and it shows %s", c.value, first, out)
		}
	}
}

// TestHidden proves what is not shown whatever its type: json:"-" in JSON only.
func TestHidden(t *testing.T) {
	key := tabletest.Key()
	v := struct {
		K string `json:"-"`
	}{key}
	for _, c := range []struct {
		name  string
		out   string
		shows bool
	}{
		{"JSON", marshal(v), false},
		{"fmt", fmt.Sprint(v), true},
		{"slog JSON", logged("", direct, jsonHandler).Render(v), false},
		{"slog text", logged("", direct, textHandler).Render(v), true},
		{"a string of a redacting type", fmt.Sprint(string(valuerStringer(key))), true},
	} {
		if strings.Contains(c.out, key) != c.shows {
			t.Errorf("%s: %s; want shown=%t", c.name, c.out, c.shows)
		}
	}
}
