package table

import "slices"

// Packages of go.uber.org/zap.
const (
	pkgZap     = "go.uber.org/zap"
	pkgZapcore = "go.uber.org/zap/zapcore"
)

// zapSinks has zap's two loggers and the core below them.
func zapSinks() []Sink {
	const levels = "Debug Info Warn Error DPanic Panic Fatal"
	l := outlet{pkg: pkgZap, recv: "Logger", kind: Log, render: AsZap}
	s := outlet{pkg: pkgZap, recv: "SugaredLogger", kind: Log, render: AsText}
	return slices.Concat(
		l.from(0, levels+" With WithLazy"),
		l.from(1, "Log"),
		l.as(AsString).only(0, 0, "Named"),
		l.as(AsString).only(1, 1, "Check"),
		s.from(0, cross(levels, "_ ln")),
		s.from(1, "Log Logln"),
		s.format(0, cross(levels, "f")),
		s.format(1, "Logf"),
		s.as(AsZapAny).from(0, cross(levels, "w")+" With WithLazy"),
		s.as(AsZapAny).from(1, "Logw"),
		s.as(AsString).only(0, 0, "Named"),
		outlet{pkg: pkgZap, kind: Log, render: AsZap}.from(0, "Fields"),
		outlet{pkg: pkgZapcore, recv: "CheckedEntry", kind: Log, render: AsZap}.from(0, "Write"),
		outlet{pkg: pkgZapcore, recv: "Core", kind: Log, render: AsZap}.only(0, 0, "With"),
		outlet{pkg: pkgZapcore, recv: "Core", kind: Log, render: AsZap}.only(0, 1, "Write"),
	)
}

// zapCarriers has zap's fields; the constructor says how the value is rendered.
func zapCarriers() []Carrier {
	h := home{pkgZap, ""}
	return slices.Concat(
		h.carry(AsString, 0, 1, "String Strings Stringp Binary ByteString ByteStrings"),
		h.carry(AsString, 0, 0, "Namespace"),
		h.carry(AsZapAny, 0, 1, "Any"),
		h.carry(AsJSON, 0, 1, "Reflect"),
		h.carry(AsText, 0, 1, "NamedError Errors Stringer Stringers"),
		h.carry(AsText, 0, 0, "Error"),
		h.carry(AsObject, 0, 0, "Inline"),
		h.carry(AsObject, 0, 1, "Object Objects ObjectValues Array"),
		h.carry(AsZap, 0, -1, "Dict DictObject"),
	)
}

// zapEncoderWrites has what a MarshalLogObject or MarshalLogArray writes to.
func zapEncoderWrites() []Write {
	o, a := home{pkgZapcore, "ObjectEncoder"}, home{pkgZapcore, "ArrayEncoder"}
	return slices.Concat(
		o.writes(-1, 1, none, AsString, "AddString AddByteString AddBinary"),
		o.writes(-1, 1, none, AsJSON, "AddReflected"),
		o.writes(-1, 1, none, AsObject, "AddObject AddArray"),
		a.writes(-1, 0, none, AsJSON, "AppendReflected"),
		a.writes(-1, 0, none, AsObject, "AppendObject AppendArray"),
		home{pkgZapcore, "PrimitiveArrayEncoder"}.writes(-1, 0, none, AsString, "AppendString AppendByteString"),
		a.writes(-1, 0, none, AsString, "AppendString AppendByteString"),
	)
}

// zapPasses has what reads fields back.
func zapPasses() []Pass {
	return home{pkgZapcore, "Field"}.pass(at(-1), at(Pointee), "AddTo")
}

// zapWrappers has zapcore's writers.
func zapWrappers() []Wrapper {
	return home{pkgZapcore, ""}.wraps(0, "AddSync Lock NewMultiWriteSyncer")
}
