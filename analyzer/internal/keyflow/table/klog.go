package table

import "slices"

// glogSinks has github.com/golang/glog.
func glogSinks() []Sink {
	const pkg = "github.com/golang/glog"
	g := outlet{pkg: pkg, kind: Log, render: AsText}
	return slices.Concat(
		glogLevels(g, "Info Warning Error Fatal Exit"),
		glogLevels(g.on("Verbose"), "Info"),
	)
}

// glogLevels has the levels of glog with all their suffixes.
func glogLevels(g outlet, levels string) []Sink {
	return slices.Concat(
		g.from(0, cross(levels, "_ ln")),
		g.format(0, cross(levels, "f")),
		g.from(1, cross(levels, "Depth Context")),
		g.format(1, cross(levels, "Depthf Contextf")),
		g.from(2, cross(levels, "ContextDepth")),
		g.format(2, cross(levels, "ContextDepthf")),
	)
}

// klogSinks has k8s.io/klog/v2. Its Logger is logr's.
func klogSinks() []Sink {
	const pkg = "k8s.io/klog/v2"
	k := outlet{pkg: pkg, kind: Log, render: AsText}
	v := k.on("Verbose")
	return slices.Concat(
		klogLevels(k, "Info Warning Error Fatal Exit"),
		klogLevels(v, "Info"),
		k.as(AsKlog).from(0, "InfoS ErrorS"),
		k.as(AsKlog).from(1, "InfoSDepth ErrorSDepth LoggerWithValues"),
		k.as(AsString).only(1, 1, "LoggerWithName"),
		v.as(AsKlog).from(0, "InfoS ErrorS Error"),
		v.as(AsKlog).from(1, "InfoSDepth"),
	)
}

// klogLevels has the levels of klog with all their suffixes.
func klogLevels(k outlet, levels string) []Sink {
	return slices.Concat(
		k.from(0, cross(levels, "_ ln")),
		k.format(0, cross(levels, "f")),
		k.from(1, cross(levels, "Depth lnDepth")),
		k.format(1, cross(levels, "fDepth")),
	)
}

// logrSinks has github.com/go-logr/logr and the interface below it.
func logrSinks() []Sink {
	l := outlet{pkg: "github.com/go-logr/logr", recv: "Logger", kind: Log, render: AsKlog}
	s := l.on("LogSink")
	return slices.Concat(
		l.from(0, "Info Error WithValues"),
		l.as(AsString).only(0, 0, "WithName"),
		s.from(1, "Info"),
		s.from(0, "Error WithValues"),
		s.as(AsString).only(0, 0, "WithName"),
	)
}

// hclogSinks has github.com/hashicorp/go-hclog.
func hclogSinks() []Sink {
	l := outlet{pkg: "github.com/hashicorp/go-hclog", recv: "Logger", kind: Log, render: AsLogrus}
	return slices.Concat(
		l.from(0, "Trace Debug Info Warn Error With"),
		l.from(1, "Log"),
		l.as(AsString).only(0, 0, "Named ResetNamed"),
	)
}

// hclogCarriers has hclog's formatted values.
func hclogCarriers() []Carrier {
	return home{"github.com/hashicorp/go-hclog", ""}.carry(AsText, 0, -1, "Fmt")
}

// goKitSinks has github.com/go-kit/log.
func goKitSinks() []Sink {
	l := outlet{pkg: "github.com/go-kit/log", kind: Log, render: AsGoKit}
	return slices.Concat(
		l.on("Logger").from(0, "Log"),
		l.on("LoggerFunc").from(0, "Log"),
		l.from(1, "With WithPrefix WithSuffix"),
	)
}
