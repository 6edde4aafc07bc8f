package table

import "slices"

const (
	pkgSentry     = "github.com/getsentry/sentry-go"
	pkgPrometheus = "github.com/prometheus/client_golang/prometheus"
	pkgOtelTrace  = "go.opentelemetry.io/otel/trace"
)

// sentrySinks has what is sent to Sentry. Its structs go out as JSON.
func sentrySinks() []Sink {
	s := outlet{pkg: pkgSentry, kind: Tracker, render: AsJSON}
	h, c, scope, span := s.on("Hub"), s.on("Client"), s.on("Scope"), s.on("Span")
	return slices.Concat(
		s.as(AsString).only(0, 0, "CaptureMessage"),
		s.as(AsText).only(0, 0, "CaptureException"),
		s.only(0, 0, "CaptureEvent AddBreadcrumb"),
		h.as(AsString).only(0, 0, "CaptureMessage"),
		h.as(AsText).only(0, 0, "CaptureException Recover"),
		h.as(AsText).only(1, 1, "RecoverWithContext"),
		h.only(0, 1, "AddBreadcrumb CaptureEventWithHint"),
		h.only(0, 0, "CaptureEvent"),
		c.as(AsString).only(0, 0, "CaptureMessage"),
		c.as(AsText).only(0, 0, "CaptureException Recover"),
		c.as(AsText).only(1, 1, "RecoverWithContext"),
		c.only(0, 0, "CaptureEvent"),
		scope.as(AsString).only(0, 1, "SetTag"),
		scope.as(AsString).only(0, 0, "SetTags SetRequestBody SetFingerprint"),
		scope.only(0, 1, "SetContext"),
		scope.only(0, 0, "SetContexts SetUser AddBreadcrumb AddAttachment"),
		scope.from(0, "SetAttributes"),
		span.as(AsString).only(0, 1, "SetTag"),
		span.only(0, 1, "SetData SetContext"),
	)
}

// otelSinks has spans and events of traces.
func otelSinks() []Sink {
	s := outlet{pkg: pkgOtelTrace, recv: "Span", kind: Other, render: AsString, optIn: true}
	return slices.Concat(
		s.from(0, "SetAttributes AddEvent"),
		s.as(AsText).from(0, "RecordError"),
		s.only(1, 1, "SetStatus"),
		s.only(0, 0, "SetName"),
		s.on("").from(0, "WithAttributes"),
	)
}

// otelCarriers has attributes. Those of numbers hold no key.
func otelCarriers() []Carrier {
	const pkg = "go.opentelemetry.io/otel/attribute"
	h, k := home{pkg, ""}, home{pkg, "Key"}
	return slices.Concat(
		h.carry(AsString, 0, 1, "String StringSlice"),
		h.carry(AsText, 0, 1, "Stringer"),
		h.carry(AsString, 0, 0, "StringValue StringSliceValue"),
		k.carry(AsString, 0, 0, "String StringSlice"),
	)
}

// prometheusSinks has labels, which every scrape shows.
func prometheusSinks() []Sink {
	var rows []Sink
	for _, recv := range [...]string{"CounterVec", "GaugeVec", "HistogramVec", "SummaryVec", "MetricVec"} {
		v := outlet{pkg: pkgPrometheus, recv: recv, kind: Other, render: AsString, optIn: true}
		rows = slices.Concat(rows,
			v.from(0, "GetMetricWithLabelValues"),
			v.only(0, 0, "GetMetricWith"))
		if recv != "MetricVec" {
			rows = slices.Concat(rows,
				v.from(0, "WithLabelValues"),
				v.only(0, 0, "With CurryWith MustCurryWith"))
		}
	}
	f := outlet{pkg: pkgPrometheus, kind: Other, render: AsString, optIn: true}
	return slices.Concat(rows,
		f.from(3, "MustNewConstMetric NewConstMetric"),
		f.only(0, 3, "NewDesc"),
	)
}

// spewSinks has what prints private fields too: no method redacts there, since
// only String and Error of what can be addressed are called.
func spewSinks() []Sink {
	var rows []Sink
	for _, recv := range [...]string{"", "ConfigState"} {
		s := outlet{pkg: "github.com/davecgh/go-spew/spew", recv: recv, kind: Print, render: AsText, optIn: true}
		e := s
		e.kind = ErrorText
		rows = slices.Concat(rows,
			s.from(0, "Dump Print Println"),
			s.format(0, "Printf"),
			e.format(0, "Errorf"))
	}
	return rows
}

// spewPasses has what returns its print.
func spewPasses() []Pass {
	var rows []Pass
	for _, recv := range [...]string{"", "ConfigState"} {
		s := home{"github.com/davecgh/go-spew/spew", recv}
		rows = slices.Concat(rows,
			s.passAs(AsText, none, at(0), at(0), "Sdump Sprint Sprintln"),
			s.passAs(AsFormat, 0, at(0, 1), at(0), "Sprintf"))
	}
	return rows
}

// spewWrites has what writes its print.
func spewWrites() []Write {
	var rows []Write
	for _, recv := range [...]string{"", "ConfigState"} {
		s := home{"github.com/davecgh/go-spew/spew", recv}
		rows = slices.Concat(rows,
			s.writes(0, 1, none, AsText, "Fdump Fprint Fprintln"),
			s.writes(0, 1, 1, AsFormat, "Fprintf"))
	}
	return rows
}
