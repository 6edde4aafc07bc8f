package sinks

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"k8s.io/klog/v2"

	apex "github.com/apex/log"
	apexjson "github.com/apex/log/handlers/json"
	apextext "github.com/apex/log/handlers/text"
	charm "github.com/charmbracelet/log"
	gokit "github.com/go-kit/log"
	hclog "github.com/hashicorp/go-hclog"
	phuslu "github.com/phuslu/log"

	"github.com/msgine/msginelint/analyzer/internal/keyflow/table"
	"github.com/msgine/msginelint/analyzer/internal/keyflow/table/tabletest"
)

// Types with a method that a logger asks for.
type (
	zapObject     string
	zapArray      string
	zerologObject string
	logrMarshaler string
)

const redacted = "[redacted]"

func (zapObject) MarshalLogObject(e zapcore.ObjectEncoder) error {
	e.AddString("k", redacted)
	return nil
}
func (zapArray) MarshalLogArray(e zapcore.ArrayEncoder) error { e.AppendString(redacted); return nil }
func (zerologObject) MarshalZerologObject(e *zerolog.Event)   { e.Str("k", redacted) }
func (logrMarshaler) MarshalLog() any                         { return redacted }

// redactors has a type for every method that a logger asks for.
func redactors() []tabletest.Redactor {
	return append(tabletest.Standard(),
		tabletest.Of[zapObject]("MarshalLogObject"), tabletest.Of[zapArray]("MarshalLogArray"),
		tabletest.Of[zerologObject]("MarshalZerologObject"), tabletest.Of[logrMarshaler]("MarshalLog"))
}

func way(name string, render func(any, *bytes.Buffer)) tabletest.Way {
	return tabletest.Way{Name: name, Render: func(v any) string {
		var b bytes.Buffer
		render(v, &b)
		return b.String()
	}}
}

// zapLogger writes to b with the JSON encoder or the console's.
func zapLogger(b *bytes.Buffer, console bool) *zap.Logger {
	enc := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	if console {
		enc = zapcore.NewConsoleEncoder(zap.NewDevelopmentEncoderConfig())
	}
	return zap.New(zapcore.NewCore(enc, zapcore.AddSync(b), zap.DebugLevel))
}

func TestZap(t *testing.T) {
	for _, console := range []bool{false, true} {
		anyField := way("zap.Any", func(v any, b *bytes.Buffer) { zapLogger(b, console).Info("m", zap.Any("k", v)) })
		sugar := way("zap Infow", func(v any, b *bytes.Buffer) { zapLogger(b, console).Sugar().Infow("m", "k", v) })
		reflect := way("zap.Reflect", func(v any, b *bytes.Buffer) { zapLogger(b, console).Info("m", zap.Reflect("k", v)) })
		text := way("zap Sugar Info", func(v any, b *bytes.Buffer) { zapLogger(b, console).Sugar().Info(v) })
		tabletest.Prove(t, table.Rendering{As: table.AsZapAny}, redactors(), anyField)
		tabletest.Prove(t, table.Rendering{As: table.AsZapAny}, redactors(), sugar)
		tabletest.Prove(t, table.Rendering{As: table.AsJSON}, redactors(), reflect)
		tabletest.Prove(t, table.Rendering{As: table.AsText}, redactors(), text)
	}
}

// named is a key with String that is given to constructors of one type.
type named string

func (named) String() string                                 { return redacted }
func (named) Error() string                                  { return redacted }
func (named) MarshalLogObject(e zapcore.ObjectEncoder) error { e.AddString("k", redacted); return nil }

// TestZapConstructors proves that the constructor says what is asked.
func TestZapConstructors(t *testing.T) {
	k := named(tabletest.Key())
	for name, c := range map[string]struct {
		field zap.Field
		shows bool
	}{
		"String":   {zap.String("k", string(k)), true},
		"Stringer": {zap.Stringer("k", k), false},
		"Object":   {zap.Object("k", k), false},
		"Inline":   {zap.Inline(k), false},
		"Error":    {zap.Error(k), false},
		"Reflect":  {zap.Reflect("k", k), true},
		"Dict":     {zap.Dict("d", zap.String("k", string(k))), true},
		"nested":   {zap.Any("k", struct{ K named }{k}), true},
	} {
		var b bytes.Buffer
		zapLogger(&b, false).Info("m", c.field)
		if bytes.Contains(b.Bytes(), []byte(k)) != c.shows {
			t.Errorf("zap.%s: %s; want shown=%t", name, b.String(), c.shows)
		}
	}
}

// TestZerolog proves Interface, Any and Fields; they ask for
// MarshalZerologObject at the top, for JSON's methods below.
func TestZerolog(t *testing.T) {
	for _, w := range []tabletest.Way{
		way("zerolog Interface", func(v any, b *bytes.Buffer) { l := zerolog.New(b); l.Info().Interface("k", v).Send() }),
		way("zerolog Any", func(v any, b *bytes.Buffer) { l := zerolog.New(b); l.Info().Any("k", v).Send() }),
		way("zerolog Context", func(v any, b *bytes.Buffer) {
			l := zerolog.New(b).With().Interface("k", v).Logger()
			l.Info().Send()
		}),
	} {
		tabletest.Prove(t, table.Rendering{As: table.AsZerolog}, redactors(), w)
	}
	print := way("zerolog Print", func(v any, b *bytes.Buffer) { l := zerolog.New(b); l.Print(v) })
	tabletest.Prove(t, table.Rendering{As: table.AsText}, redactors(), print)
}

func TestZerologConstructors(t *testing.T) {
	k := named(tabletest.Key())
	for name, c := range map[string]struct {
		add   func(*zerolog.Event)
		shows bool
	}{
		"Str":       {func(e *zerolog.Event) { e.Str("k", string(k)) }, true},
		"Stringer":  {func(e *zerolog.Event) { e.Stringer("k", k) }, false},
		"Err":       {func(e *zerolog.Event) { e.Err(k) }, false},
		"Interface": {func(e *zerolog.Event) { e.Interface("k", k) }, true},
		"Object":    {func(e *zerolog.Event) { e.Object("k", zerologObject(k)) }, false},
		"Type":      {func(e *zerolog.Event) { e.Type("k", k) }, false},
		"Hex":       {func(e *zerolog.Event) { e.Hex("k", []byte(k)) }, true},
		"Fields":    {func(e *zerolog.Event) { e.Fields(map[string]any{"k": struct{ K named }{k}}) }, true},
	} {
		var b bytes.Buffer
		l := zerolog.New(&b)
		e := l.Info()
		c.add(e)
		e.Send()
		shown := bytes.Contains(b.Bytes(), []byte(k)) || bytes.Contains(b.Bytes(), fmt.Appendf(nil, "%x", string(k)))
		if shown != c.shows {
			t.Errorf("zerolog %s: %s; want shown=%t", name, b.String(), c.shows)
		}
	}
}

// TestLogrus proves a field by both formatters.
func TestLogrus(t *testing.T) {
	by := func(name string, f logrus.Formatter) tabletest.Way {
		return way(name, func(v any, b *bytes.Buffer) {
			l := logrus.New()
			l.SetOutput(b)
			l.SetFormatter(f)
			l.WithField("k", v).Info("m")
		})
	}
	tabletest.Prove(t, table.Rendering{As: table.AsLogrus}, redactors(),
		by("logrus text", &logrus.TextFormatter{}), by("logrus JSON", &logrus.JSONFormatter{}))
	plain := way("logrus Info", func(v any, b *bytes.Buffer) {
		l := logrus.New()
		l.SetOutput(b)
		l.Info(v)
	})
	tabletest.Prove(t, table.Rendering{As: table.AsText}, redactors(), plain)
}

// TestHclog proves hclog's arguments, with and without JSONFormat.
func TestHclog(t *testing.T) {
	by := func(name string, json bool) tabletest.Way {
		return way(name, func(v any, b *bytes.Buffer) {
			hclog.New(&hclog.LoggerOptions{Output: b, JSONFormat: json}).Info("m", "k", v)
		})
	}
	tabletest.Prove(t, table.Rendering{As: table.AsLogrus}, redactors(), by("hclog text", false), by("hclog JSON", true))
}

// TestKlog proves klog's own text and funcr.
func TestKlog(t *testing.T) {
	klog.LogToStderr(false)
	own := way("klog", func(v any, b *bytes.Buffer) {
		klog.SetOutput(b)
		klog.InfoS("m", "k", v)
		klog.Flush()
	})
	fn := way("funcr", func(v any, b *bytes.Buffer) {
		var l logr.Logger = funcr.New(func(prefix, args string) { b.WriteString(args) }, funcr.Options{})
		l.Info("m", "k", v)
	})
	tabletest.Prove(t, table.Rendering{As: table.AsKlog}, redactors(), own, fn)
}

// TestPhuslu proves Any and Interface of phuslu/log.
func TestPhuslu(t *testing.T) {
	by := func(name string, add func(*phuslu.Entry, any) *phuslu.Entry) tabletest.Way {
		return way(name, func(v any, b *bytes.Buffer) {
			l := phuslu.Logger{Level: phuslu.InfoLevel, Writer: phuslu.IOWriter{Writer: b}}
			add(l.Info(), v).Msg("m")
		})
	}
	tabletest.Prove(t, table.Rendering{As: table.AsJSON}, redactors(),
		by("phuslu Interface", func(e *phuslu.Entry, v any) *phuslu.Entry { return e.Interface("k", v) }))
	// Any asks for GoString too, which zap's does not: what has only that is
	// reported without need.
	var others []tabletest.Redactor
	for _, r := range redactors() {
		if r.Methods != "GoString" && r.Methods != "MarshalLogObject" && r.Methods != "MarshalLogArray" {
			others = append(others, r)
		}
	}
	tabletest.Prove(t, table.Rendering{As: table.AsZapAny}, others,
		by("phuslu Any", func(e *phuslu.Entry, v any) *phuslu.Entry { return e.Any("k", v) }))
}

// TestCharm proves charmbracelet/log with its three formatters.
func TestCharm(t *testing.T) {
	by := func(name string, f charm.Formatter) tabletest.Way {
		return way(name, func(v any, b *bytes.Buffer) {
			charm.NewWithOptions(b, charm.Options{Formatter: f}).Info("m", "k", v)
		})
	}
	tabletest.Prove(t, table.Rendering{As: table.AsMessage}, redactors(),
		by("charm text", charm.TextFormatter), by("charm JSON", charm.JSONFormatter), by("charm logfmt", charm.LogfmtFormatter))
}

// TestGoKit proves go-kit/log with its two formats.
func TestGoKit(t *testing.T) {
	tabletest.Prove(t, table.Rendering{As: table.AsGoKit}, redactors(),
		way("go-kit logfmt", func(v any, b *bytes.Buffer) { _ = gokit.NewLogfmtLogger(b).Log("k", v) }),
		way("go-kit JSON", func(v any, b *bytes.Buffer) { _ = gokit.NewJSONLogger(b).Log("k", v) }))
}

// TestApex proves a field of apex/log by its text and JSON handlers.
func TestApex(t *testing.T) {
	by := func(name string, h func(*bytes.Buffer) apex.Handler) tabletest.Way {
		return way(name, func(v any, b *bytes.Buffer) {
			l := &apex.Logger{Handler: h(b), Level: apex.InfoLevel}
			l.WithField("k", v).Info("m")
		})
	}
	tabletest.Prove(t, table.Rendering{As: table.AsEither}, redactors(),
		by("apex text", func(b *bytes.Buffer) apex.Handler { return apextext.New(b) }),
		by("apex JSON", func(b *bytes.Buffer) apex.Handler { return apexjson.New(b) }))
}

// ptr has its method on the pointer.
type ptr string

func (*ptr) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// TestOnAddress proves which loggers reach a method of the pointer in a field.
func TestOnAddress(t *testing.T) {
	k := ptr(tabletest.Key())
	v := &struct{ K ptr }{k}
	for _, c := range []struct {
		as     table.Render
		render func(*bytes.Buffer)
	}{
		{table.AsZapAny, func(b *bytes.Buffer) { zapLogger(b, false).Info("m", zap.Any("k", v)) }},
		{table.AsZerolog, func(b *bytes.Buffer) { l := zerolog.New(b); l.Info().Interface("k", v).Send() }},
		{table.AsGoKit, func(b *bytes.Buffer) { _ = gokit.NewJSONLogger(b).Log("k", v) }},
		{table.AsLogrus, func(b *bytes.Buffer) {
			l := logrus.New()
			l.SetOutput(b)
			l.WithField("k", v).Info("m")
		}},
		{table.AsText, func(b *bytes.Buffer) { zapLogger(b, false).Sugar().Info(v) }},
	} {
		var b bytes.Buffer
		c.render(&b)
		if shown := bytes.Contains(b.Bytes(), []byte(k)); shown == table.OnAddress(c.as) {
			t.Errorf("rendering %d: %s; the table says OnAddress=%t", c.as, b.String(), !shown)
		}
	}
}
