// Package slogs logs keys in types that redact them, or not, handler by handler.
package slogs

import (
	"log/slog"
	"os"
)

// Valued has LogValue.
type Valued string

// LogValue is a constant.
func (Valued) LogValue() slog.Value { return slog.StringValue("[redacted]") }

// Stringed has String.
type Stringed string

// String is a constant.
func (Stringed) String() string { return "[redacted]" }

// JSONed has MarshalJSON.
type JSONed string

// MarshalJSON is a constant.
func (JSONed) MarshalJSON() ([]byte, error) { return []byte(`"[redacted]"`), nil }

// Texted has MarshalText.
type Texted string

// MarshalText is a constant.
func (Texted) MarshalText() ([]byte, error) { return []byte("[redacted]"), nil }

func valued() Valued { return Valued(os.Getenv("MSGINE_API_KEY")) }

func stringed() Stringed { return Stringed(os.Getenv("MSGINE_API_KEY")) }

func jsoned() JSONed { return JSONed(os.Getenv("MSGINE_API_KEY")) }

func texted() Texted { return Texted(os.Getenv("MSGINE_API_KEY")) }

// N: LogValue of a top-level attribute, JSON handler.
func valuedJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", slog.Any("key", valued()))
}

// N: LogValue of a top-level attribute, text handler.
func valuedText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "key", valued())
}

// N: LogValue of a top-level attribute, default handler.
func valuedDefault() { slog.Info("start", "key", valued()) }

// R: LogValue in a struct, JSON handler.
func valuedStructJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", slog.Any("cfg", struct{ K Valued }{valued()})) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// R: LogValue in a struct, text handler.
func valuedStructText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", slog.Any("cfg", struct{ K Valued }{valued()})) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// R: LogValue in a slice, JSON handler.
func valuedSliceJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", "keys", []Valued{valued()}) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// N: LogValue of a group member.
func valuedGroup() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", slog.Group("g", "key", valued()))
}

// Grouped has a LogValue that is a group.
type Grouped struct {
	Key  string
	Name string
}

// LogValue leaves the key out.
func (g Grouped) LogValue() slog.Value {
	return slog.GroupValue(slog.String("name", g.Name), slog.Bool("set", g.Key != ""))
}

// N: a LogValue that is a group without the key.
func grouped() { slog.Info("start", "cfg", Grouped{Key: os.Getenv("MSGINE_API_KEY")}) }

// GroupedLeaky has a LogValue that is a group with the key in it.
type GroupedLeaky struct{ Key string }

// LogValue gives the key.
func (g GroupedLeaky) LogValue() slog.Value { return slog.GroupValue(slog.String("key", g.Key)) }

// R: a LogValue that is a group with the key in it.
func groupedLeaky() {
	slog.Info("start", "cfg", GroupedLeaky{os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: String only, JSON handler.
func stringedJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", "key", stringed()) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// N: String, text handler.
func stringedText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "key", stringed())
}

// N: String in an exported field, text handler.
func stringedFieldText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "cfg", struct{ K Stringed }{stringed()})
}

// R: String in an unexported field, text handler.
func stringedUnexportedText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "cfg", struct{ k Stringed }{stringed()}) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// R: an unexported field, text handler.
func unexportedText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "cfg", struct{ k string }{os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// N: an unexported field, JSON handler.
func unexportedJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", "cfg", struct{ k string }{os.Getenv("MSGINE_API_KEY")})
}

// N: MarshalJSON, JSON handler.
func jsonedJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", "key", jsoned())
}

// N: MarshalJSON in a struct, JSON handler.
func jsonedStructJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", "cfg", struct{ K JSONed }{jsoned()})
}

// R: MarshalJSON, text handler.
func jsonedText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "key", jsoned()) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// N: MarshalText, JSON handler.
func textedJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", "key", texted())
}

// N: MarshalText of the attribute itself, text handler.
func textedText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "key", texted())
}

// R: MarshalText in a struct, text handler.
func textedStructText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "cfg", struct{ K Texted }{texted()}) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

type hidden struct {
	K string `json:"-"`
}

// N: json:"-", JSON handler.
func hiddenJSON() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	l.Info("start", "cfg", hidden{os.Getenv("MSGINE_API_KEY")})
}

// R: json:"-", text handler.
func hiddenText() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	l.Info("start", "cfg", hidden{os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// R: a LogValue type, converted.
func valuedConverted() {
	slog.Info("start", "key", string(valued())) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}
