// Package slogs logs keys with log/slog.
package slogs

import (
	"context"
	"log/slog"
	"os"
	"time"
)

// R: slog.Debug, value.
func pkgDebug() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Debug("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Debug\\b"
}

// R: slog.DebugContext, value.
func pkgDebugContext() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.DebugContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.DebugContext\\b"
}

// R: (*slog.Logger).Debug, value.
func loggerDebug() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.Debug("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Debug\\b"
}

// R: (*slog.Logger).DebugContext, value.
func loggerDebugContext() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.DebugContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.DebugContext\\b"
}

// R: slog.Info, value.
func pkgInfo() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: slog.InfoContext, value.
func pkgInfoContext() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.InfoContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.InfoContext\\b"
}

// R: (*slog.Logger).Info, value.
func loggerInfo() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.Info("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Info\\b"
}

// R: (*slog.Logger).InfoContext, value.
func loggerInfoContext() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.InfoContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.InfoContext\\b"
}

// R: slog.Warn, value.
func pkgWarn() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Warn("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Warn\\b"
}

// R: slog.WarnContext, value.
func pkgWarnContext() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.WarnContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.WarnContext\\b"
}

// R: (*slog.Logger).Warn, value.
func loggerWarn() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.Warn("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Warn\\b"
}

// R: (*slog.Logger).WarnContext, value.
func loggerWarnContext() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.WarnContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.WarnContext\\b"
}

// R: slog.Error, value.
func pkgError() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Error("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Error\\b"
}

// R: slog.ErrorContext, value.
func pkgErrorContext() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.ErrorContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.ErrorContext\\b"
}

// R: (*slog.Logger).Error, value.
func loggerError() {
	l := slog.New(slog.NewTextHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.Error("start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Error\\b"
}

// R: (*slog.Logger).ErrorContext, value.
func loggerErrorContext() {
	l := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	k := os.Getenv("MSGINE_API_KEY")
	l.ErrorContext(context.Background(), "start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.ErrorContext\\b"
}

// R: the message.
func message() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("key " + k) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: the message, with a context.
func messageContext() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.InfoContext(context.Background(), k) // want "MSGINE_API_KEY.*slog\\.InfoContext\\b"
}

// R: the name of an attribute.
func attributeName() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", k, 1) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: slog.Log.
func pkgLog() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Log(context.Background(), slog.LevelInfo, "start", "key", k) // want "MSGINE_API_KEY.*slog\\.Log\\b"
}

// R: slog.Log, message.
func pkgLogMessage() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Log(context.Background(), slog.LevelInfo, k) // want "MSGINE_API_KEY.*slog\\.Log\\b"
}

// R: slog.LogAttrs.
func pkgLogAttrs() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.LogAttrs(context.Background(), slog.LevelInfo, "start", slog.String("key", k)) // want "MSGINE_API_KEY.*slog\\.LogAttrs\\b"
}

// R: (*slog.Logger).Log.
func loggerLog() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Default().Log(context.Background(), slog.LevelInfo, "start", "key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.Log\\b"
}

// R: (*slog.Logger).LogAttrs.
func loggerLogAttrs() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Default().LogAttrs(context.Background(), slog.LevelInfo, "start", slog.String("key", k)) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.LogAttrs\\b"
}

// R: slog.With.
func pkgWith() {
	k := os.Getenv("MSGINE_API_KEY")
	l := slog.With("key", k) // want "MSGINE_API_KEY.*slog\\.With\\b"
	l.Info("start")
}

// R: (*slog.Logger).With.
func loggerWith() {
	k := os.Getenv("MSGINE_API_KEY")
	l := slog.New(slog.NewTextHandler(os.Stderr, nil)).With("key", k) // want "MSGINE_API_KEY.*slog\\.Logger\\)\\.With\\b"
	l.Info("start")
}

// R: carrier String.
func carrierString() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.String("key", k)) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier Any.
func carrierAny() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.Any("key", k)) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier Group.
func carrierGroup() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.Group("g", "key", k)) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier GroupOfAttr.
func carrierGroupOfAttr() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.Group("g", slog.String("key", k))) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier GroupAttrs.
func carrierGroupAttrs() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.GroupAttrs("g", slog.String("key", k))) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier StringValue.
func carrierStringValue() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.Attr{Key: "key", Value: slog.StringValue(k)}) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier AnyValue.
func carrierAnyValue() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.Attr{Key: "key", Value: slog.AnyValue(k)}) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier GroupValue.
func carrierGroupValue() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.Attr{Key: "g", Value: slog.GroupValue(slog.String("key", k))}) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carrier AttrKey.
func carrierAttrKey() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", slog.Attr{Key: k, Value: slog.IntValue(1)}) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: a carrier in a variable.
func carrierVariable() {
	a := slog.String("key", os.Getenv("MSGINE_API_KEY"))
	slog.Info("start", "n", 1, a) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: carriers in a slice.
func carrierSlice() {
	attrs := []any{slog.Int("n", 1), slog.String("key", os.Getenv("MSGINE_API_KEY"))}
	slog.Info("start", attrs...) // want "MSGINE_API_KEY.*slog\\.Info\\b"
}

// R: (*slog.Record).AddAttrs.
func recordAddAttrs() {
	k := os.Getenv("MSGINE_API_KEY")
	r := slog.NewRecord(time.Now(), slog.LevelInfo, "start", 0)
	r.AddAttrs(slog.String("key", k)) // want "MSGINE_API_KEY.*slog\\.Record\\)\\.AddAttrs\\b"
	slog.Default().Handler().Handle(context.Background(), r)
}

// R: (*slog.Record).Add.
func recordAdd() {
	k := os.Getenv("MSGINE_API_KEY")
	r := slog.NewRecord(time.Now(), slog.LevelInfo, "start", 0)
	r.Add("key", k) // want "MSGINE_API_KEY.*slog\\.Record\\)\\.Add\\b"
	slog.Default().Handler().Handle(context.Background(), r)
}

// R: the message of slog.NewRecord.
func recordMessage() {
	k := os.Getenv("MSGINE_API_KEY")
	r := slog.NewRecord(time.Now(), slog.LevelInfo, k, 0) // want "MSGINE_API_KEY.*slog\\.NewRecord\\b"
	slog.Default().Handler().Handle(context.Background(), r)
}

// N: slog without the key.
func slogClean() {
	k := os.Getenv("MSGINE_API_KEY")
	slog.Info("start", "set", k != "", slog.Int("len", len(k)))
}

// N: a carrier that is not logged.
func carrierUnused() {
	a := slog.String("key", os.Getenv("MSGINE_API_KEY"))
	slog.Info("start", "name", a.Key)
}
