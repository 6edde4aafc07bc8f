package table

import "slices"

// Place says where a value stands in what is rendered.
type Place int

// The places. They are told apart because fmt calls no method on what it
// reaches through an unexported field, and log/slog and zap look for their own
// methods at the top only.
const (
	Top        Place = iota // the argument itself, or an attribute's value
	Inside                  // an exported field, an element or a map's value, at any depth
	MapKey                  // a map's key
	Unexported              // an unexported field, or below one
)

// Rendering is one way in which a value becomes text.
type Rendering struct {
	As    Render
	Verb  rune // with AsFormat: the verb; 0 is 'v'
	Sharp bool // with AsFormat: the flag '#'
	At    Place
}

// Ways returns, for each way in which the rendering may be done, the methods
// that decide what is shown, in the order in which they are asked: the first
// that the value has is called, and its result stands for the value.
//
// There is more than one way where the handler or formatter is not known from
// the call. A way without methods shows the value itself; no way at all means
// that the value is not shown. Methods count where they are in the method set
// of the value, or of its pointer where [OnAddress] says so.
//
// Measured on Go 1.26 and on the modules in analyzer/testdata/sinks; the tests
// run every row.
func (r Rendering) Ways() [][]string {
	text := [][]string{textMethods(r.At)}
	json := jsonWays(r.At)
	switch r.As {
	case AsFormat:
		return formatWays(r)
	case AsText:
		return text
	case AsJSON:
		return json
	case AsKlog:
		return klogWays(r.At)
	case AsEither:
		return slices.Concat(json, text)
	}
	if r.At == Top {
		return topWays(r.As)
	}
	switch r.As {
	case AsSlog, AsLogrus, AsMessage:
		return slices.Concat(json, text)
	case AsZap, AsZapAny, AsObject, AsZerolog, AsGoKit:
		return json
	}
	return [][]string{{}}
}

// topWays has the renderings that look for their own methods at the top only.
func topWays(r Render) [][]string {
	switch r {
	case AsSlog:
		return [][]string{
			{"LogValue", "MarshalJSON", "Error", "MarshalText"},      // slog.JSONHandler
			{"LogValue", "MarshalText", "Format", "Error", "String"}, // slog.TextHandler
		}
	case AsLogrus:
		return [][]string{{"Format", "Error", "String"}, {"Error", "MarshalJSON", "MarshalText"}}
	case AsMessage:
		return [][]string{{"Error", "String", "Format"}, {"Error", "String", "MarshalJSON", "MarshalText"}}
	case AsGoKit:
		return [][]string{{"MarshalText", "Error", "String"}, {"Error", "String", "MarshalJSON", "MarshalText"}}
	case AsZapAny:
		return [][]string{{"MarshalLogObject", "MarshalLogArray", "Error", "String", "MarshalJSON", "MarshalText"}}
	case AsZap, AsObject:
		return [][]string{{"MarshalLogObject", "MarshalLogArray", "MarshalZerologObject"}}
	case AsZerolog:
		return [][]string{{"MarshalZerologObject", "MarshalJSON", "MarshalText"}}
	}
	return [][]string{{}}
}

// Covers reports whether a type that has these methods shows what they return
// instead of its content, in every way of rendering.
func (r Rendering) Covers(methods ...string) bool {
	for _, way := range r.Ways() {
		if !slices.ContainsFunc(way, func(m string) bool { return slices.Contains(methods, m) }) {
			return false
		}
	}
	return true
}

// OnAddress reports whether a method of the pointer is called on a value that
// can be addressed, as what a pointer or a slice leads to in encoding/json. So
// it is where nothing but JSON renders what is below the top. All others call
// only what is in the method set of the value as it is held.
func OnAddress(r Render) bool {
	switch r {
	case AsJSON, AsZap, AsZapAny, AsObject, AsZerolog, AsGoKit:
		return true
	}
	return false
}

// textMethods has what %v asks for; see handleMethods in fmt/print.go.
func textMethods(at Place) []string {
	if at == Unexported {
		return nil
	}
	return []string{"Format", "Error", "String"}
}

// formatWays has the verbs of fmt. A verb that does not fit a string prints it
// nonetheless, as in "%!d(string=…)". So does %p, except of what is an address:
// a pointer, map, slice, channel or function as the argument itself. %w calls
// Error (Format, where there is one besides), and prints what is no error as
// it is.
func formatWays(r Rendering) [][]string {
	switch {
	case r.Verb == 'T':
		return nil
	case r.At == Unexported || r.Verb == 'p':
		return [][]string{{}}
	case r.Sharp && (r.Verb == 'v' || r.Verb == 0):
		return [][]string{{"Format", "GoString"}}
	}
	switch r.Verb {
	case 'w':
		if r.At == Top {
			return [][]string{{"Error"}}
		}
		return [][]string{{}}
	case 0, 'v', 's', 'q', 'x', 'X':
		return [][]string{textMethods(r.At)}
	}
	return [][]string{{"Format"}}
}

// jsonWays has what encoding/json asks for. It leaves unexported fields out,
// and writes a map's keys of kind string as they are.
func jsonWays(at Place) [][]string {
	switch at {
	case Unexported:
		return nil
	case MapKey:
		return [][]string{{}}
	}
	return [][]string{{"MarshalJSON", "MarshalText"}}
}

// klogWays has klog's own text and logr's funcr, which a logr.Logger may end in.
func klogWays(at Place) [][]string {
	switch at {
	case Top:
		return [][]string{
			{"String", "Error", "MarshalLog", "LogValue", "MarshalJSON", "MarshalText"},
			{"MarshalLog", "String", "Error"},
		}
	case Inside:
		return [][]string{{"MarshalJSON", "MarshalText"}, {"MarshalLog", "String", "Error"}}
	}
	return jsonWays(at)
}
