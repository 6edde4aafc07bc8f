// Package loggers hands keys to interfaces that are loggers by their name.
package loggers

import "os"

// Logger has the methods of a logger.
type Logger interface {
	Debug(args ...any)
	Info(args ...any)
	Warn(msg string, args ...any)
	Error(msg string, err error)
	Fatal(args ...any)
	Panic(args ...any)
	Print(args ...any)
	Log(keyvals ...any) error
	Trace(args ...any)
	With(keyvals ...any) Logger
	Output(depth int, s string) error
	Name(s string) string
}

// R: Debug of an interface called Logger.
func debug(l Logger) {
	l.Debug(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Debug\\b"
}

// R: Info of an interface called Logger.
func info(l Logger) {
	l.Info("key", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Info\\b"
}

// R: Warn of an interface called Logger.
func warn(l Logger) {
	l.Warn("key", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Warn\\b"
}

// R: Error of an interface called Logger, its message.
func errorMessage(l Logger) {
	l.Error("key "+os.Getenv("MSGINE_API_KEY"), nil) // want "MSGINE_API_KEY.*Error\\b"
}

// R: Fatal of an interface called Logger.
func fatal(l Logger) {
	l.Fatal(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Fatal\\b"
}

// R: Panic of an interface called Logger.
func panics(l Logger) {
	l.Panic(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Panic\\b"
}

// R: Print of an interface called Logger.
func prints(l Logger) {
	l.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print\\b"
}

// R: Log of an interface called Logger.
func logs(l Logger) {
	l.Log("key", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Log\\b"
}

// R: Trace of an interface called Logger.
func trace(l Logger) {
	l.Trace(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Trace\\b"
}

// R: With of an interface called Logger.
func with(l Logger) {
	l.With("key", os.Getenv("MSGINE_API_KEY")).Info("start") // want "MSGINE_API_KEY.*With\\b"
}

// R: a map given to With of an interface called Logger.
func withMap(l Logger) {
	l.With(map[string]any{"key": os.Getenv("MSGINE_API_KEY")}).Info("start") // want "MSGINE_API_KEY.*With\\b"
}

// R: Output of an interface called Logger.
func output(l Logger) {
	l.Output(2, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Output\\b"
}

// N: another method of an interface called Logger.
func name(l Logger) {
	l.Name(os.Getenv("MSGINE_API_KEY"))
}

// N: a logger given something else.
func clean(l Logger) {
	k := os.Getenv("MSGINE_API_KEY")
	l.Info("key is set", k != "")
}

type eventlogger interface{ Info(msg string) }

// R: an interface whose name ends in logger, lower case.
func lowerCase(l eventlogger) {
	l.Info(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Info\\b"
}

type auditLOGGER interface{ Print(msg string) }

// R: an interface whose name ends in LOGGER.
func upperCase(l auditLOGGER) {
	l.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print\\b"
}

type service struct{ log Logger }

// R: a logger in a field.
func (s service) run() {
	s.log.Info(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Info\\b"
}

type store interface{ Info(key string) string }

// N: an interface of another name with such a method.
func otherName(s store) {
	s.Info(os.Getenv("MSGINE_API_KEY"))
}

type loggerFactory interface{ Info(key string) string }

// N: an interface whose name begins with logger.
func nameBegins(f loggerFactory) {
	f.Info(os.Getenv("MSGINE_API_KEY"))
}
