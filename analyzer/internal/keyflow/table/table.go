// Package table says what functions outside the analysed code do with a key:
// which return one, which let one out, which pass one on and which make one
// safe. It is data; package keyflow follows it.
//
// Functions of the standard library and of well-known modules are listed here
// rather than analysed, since not every driver analyses them.
package table

// Func names a function or a method.
type Func struct {
	Pkg  string // import path; a major version suffix is part of it
	Recv string // receiver's type name without "*", or interface name; "" for a function
	Name string
}

// Kind says where a sink lets a key out.
type Kind int

// The kinds of sinks.
const (
	Log       Kind = iota + 1 // a log
	Print                     // standard output or standard error
	Panic                     // a panic's message
	ErrorText                 // an error's message: counts where the error escapes
	Response                  // an HTTP response, or a gRPC status
	URL                       // a URL or query string
	Tracker                   // an error tracker
	Other                     // opt-in: test logs, metrics, traces, expvar
)

// Render says how a sink turns an argument into text, which decides whether a
// type's redaction covers it.
type Render int

// The renderings.
const (
	AsText    Render = iota // fmt's %v: String, Error, Format
	AsFormat                // by the verbs of the format argument
	AsString                // the argument is a string or bytes already
	AsJSON                  // encoding/json: MarshalJSON, MarshalText, json tags
	AsSlog                  // log/slog: LogValue, then the handler's text or JSON
	AsZap                   // zap's field constructor decides (Object: MarshalLogObject)
	AsMessage               // a message and its keys and values, as charmbracelet/log renders them: as text or JSON
	AsObject                // MarshalLogObject or MarshalZerologObject
	AsZapAny                // zap.Any, phuslu's Any: MarshalLogObject, Error, String at the top, else JSON
	AsLogrus                // a field of logrus or hclog: as text or JSON, by the formatter
	AsZerolog               // zerolog's Interface and Any: MarshalZerologObject at the top, else JSON
	AsEither                // a field of apex/log: as text or JSON, by the handler
	AsGoKit                 // a value of go-kit/log: as logfmt or JSON
	AsKlog                  // klog's and logr's values: MarshalLog, then String, Error or JSON
)

// Sink is a function that lets its arguments out. Where an argument is a
// function (zerolog's MsgFunc, logrus' InfoFn), it lets out what that returns.
type Sink struct {
	Func
	Kind   Kind
	First  int // index of the first leaking argument, the receiver not counted
	Last   int // index of the last one; -1: all from First on
	Format int // index of the format argument, -1: none
	Render Render
	OptIn  bool // only with -sinks=all
}

// Carrier is a function whose result holds its arguments, rendered later by
// the sink that takes it: zap.String, slog.Any, zerolog's Event.Str.
type Carrier struct {
	Func
	First, Last int // arguments that the result holds, as in Sink
	Render      Render
	Receiver    bool // the receiver holds them from then on, too (zerolog's Event, a With)
}

// Source is a function that returns a key when the argument at Name is a
// constant that names one.
//
// With Name -1 the name is the index into a map: into the result of the
// function (godotenv.Read), or, where Func has no Name, into any value of the
// type Recv (http.Header).
type Source struct {
	Func
	Name   int    // index of the argument that holds the name; -1: an index expression
	What   Naming // what the name is
	Result int    // index of the result that is the key, or points to it; 100+i: what argument i points to
}

// Naming says what a source's name argument names.
type Naming int

// The namings.
const (
	EnvName    Naming = iota + 1 // an environment variable
	ConfigName                   // a configuration key: compared in any case, "_", "-" and "." alike
	HeaderName                   // an HTTP request header, in any case
	FlagName                     // a command-line flag: "msgine-api-key"
)

// Receiver and Pointee are the places in [Pass.To] that are no results.
const (
	Receiver = 99  // the receiver
	Pointee  = 100 // Pointee+i: what argument i points to or holds
)

// Pass is a function that passes a key from arguments to results, or to what
// another argument points to. A variadic argument counts as one.
type Pass struct {
	Func
	From   []int  // argument indices; -1: the receiver
	To     []int  // result indices, Pointee+i or Receiver
	Render Render // how From becomes To: AsString unless it is formatted or marshalled
	Format int    // index of the format argument with AsFormat; -1: none

	// Under is the index of the argument that says under which name the
	// receiver or the result holds the value, or gives it back: what went in
	// under one constant comes out under the same only. -1: none.
	Under int
}

// Write is a function that writes arguments to a writer: a sink where the
// writer is one (os.Stderr, an http.ResponseWriter), else the writer holds them.
type Write struct {
	Func
	Writer int // argument index; -1: the receiver
	First  int // index of the first argument that is written; all from there on
	Format int // index of the format argument; -1: none
	Render Render
}

// Stream is a function that returns a writer which others see: a sink, by way
// of a [Write].
type Stream struct {
	Func
	Kind Kind
}

// Wrapper is a function that returns a writer over another: what is written to
// its result ends in the argument at Writer.
type Wrapper struct {
	Func
	Writer int  // argument index; variadic: every one
	Init   bool // the receiver is the writer, not the result
}

// Via is a sink only where its receiver is the result of From: Header.Set is
// one on the Header of a ResponseWriter, and none on a request's.
type Via struct {
	Sink
	From Func
}

// Safe is a function whose results tell nothing of a key in its arguments:
// digests, lengths, comparisons.
type Safe struct{ Func }

// Receives is a function that takes a key where one belongs: the argument at
// Arg is a key, whatever it is called.
type Receives struct {
	Func
	Arg    int
	Name   int // index of the argument that must name a provider's header or variable; -1: none
	Naming Naming
}
