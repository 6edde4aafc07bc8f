// Package logx is the house's way to log: slog underneath, the old printf
// style on top for the code that was written before it.
package logx

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sort"
)

// Logger logs to one slog handler.
type Logger struct {
	l *slog.Logger
}

// New returns a logger that writes JSON to w.
func New(w io.Writer, level slog.Level) *Logger {
	return &Logger{l: slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))}
}

// Default returns the logger that writes to standard error.
func Default() *Logger { return New(os.Stderr, slog.LevelInfo) }

// Debugf logs a formatted message.
func (l *Logger) Debugf(format string, args ...any) {
	l.l.Debug(fmt.Sprintf(format, args...))
}

// Infof logs a formatted message.
func (l *Logger) Infof(format string, args ...any) {
	l.l.Info(fmt.Sprintf(format, args...))
}

// Errorf logs a formatted message as an error.
func (l *Logger) Errorf(format string, args ...any) {
	l.l.Error(fmt.Sprintf(format, args...))
}

// Event logs what happened with its fields, sorted by name.
func (l *Logger) Event(ctx context.Context, name string, fields map[string]string) {
	names := make([]string, 0, len(fields))
	for n := range fields {
		names = append(names, n)
	}
	sort.Strings(names)
	kv := make([]any, 0, 2*len(fields))
	for _, n := range names {
		kv = append(kv, n, fields[n])
	}
	l.l.InfoContext(ctx, name, kv...)
}

// Names logs which fields were given, not their values.
func (l *Logger) Names(event string, fields map[string]string) {
	for n := range fields {
		l.l.Info(event, "field", n)
	}
}

// With returns a logger that says name=value with everything.
func (l *Logger) With(name, value string) *Logger {
	return &Logger{l: l.l.With(name, value)}
}

// Digest is a field that identifies value without saying it.
func Digest(name, value string) slog.Attr {
	sum := sha256.Sum256([]byte(value))
	return slog.String(name, hex.EncodeToString(sum[:8]))
}

// Present is a field that says only whether value is set.
func Present(name, value string) slog.Attr {
	return slog.Bool(name, value != "")
}

// Plain is a field that says value as it is.
func Plain(name, value string) slog.Attr {
	return slog.String(name, value)
}

// Must stops the program with what went wrong while doing something.
func Must(err error, doing string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", doing, err)
		os.Exit(1)
	}
}
