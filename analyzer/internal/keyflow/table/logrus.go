package table

import "slices"

// logrusSinks has logrus: functions, Logger, Entry and its interfaces. Not
// WithContext, which logs nothing of the context by itself.
func logrusSinks() []Sink {
	const (
		pkg    = "github.com/sirupsen/logrus"
		levels = "Trace Debug Info Print Warn Warning Error Fatal Panic"
		fewer  = "Debug Info Print Warn Warning Error Fatal Panic"
	)
	var rows []Sink
	for _, recv := range [...]string{"", "Logger", "Entry"} {
		l := outlet{pkg: pkg, recv: recv, kind: Log, render: AsText}
		rows = slices.Concat(rows,
			l.from(0, cross(levels, "_ ln")),
			l.format(0, cross(levels, "f")),
			l.as(AsLogrus).only(0, 1, "WithField"),
			l.as(AsLogrus).only(0, 0, "WithFields"),
			l.only(0, 0, "WithError"),
		)
		if recv != "Entry" {
			rows = slices.Concat(rows, l.only(0, 0, cross(levels, "Fn")))
		}
		if recv != "" {
			rows = slices.Concat(rows, l.from(1, "Log Logln"), l.format(1, "Logf"))
		}
	}
	f := outlet{pkg: pkg, recv: "FieldLogger", kind: Log, render: AsText}
	s := f.on("StdLogger")
	return slices.Concat(rows,
		f.on("Logger").from(1, "LogFn"),
		f.from(0, cross(fewer, "_ ln")),
		f.format(0, cross(fewer, "f")),
		f.as(AsLogrus).only(0, 1, "WithField"),
		f.as(AsLogrus).only(0, 0, "WithFields"),
		f.only(0, 0, "WithError"),
		s.from(0, cross("Print Fatal Panic", "_ ln")),
		s.format(0, "Printf Fatalf Panicf"),
	)
}

// logrusPasses has what prints an entry without a logger.
func logrusPasses() []Pass {
	return home{"github.com/sirupsen/logrus", "Entry"}.pass(at(-1), at(0), "Bytes String")
}

// apexSinks has github.com/apex/log, which resembles logrus.
func apexSinks() []Sink {
	const levels = "Debug Info Warn Error Fatal"
	var rows []Sink
	for _, recv := range [...]string{"", "Logger", "Entry", "Interface"} {
		l := outlet{pkg: "github.com/apex/log", recv: recv, kind: Log, render: AsText}
		rows = slices.Concat(rows,
			l.as(AsString).only(0, 0, levels+" Trace"),
			l.format(0, cross(levels, "f")),
			l.as(AsEither).only(0, 1, "WithField"),
			l.as(AsEither).only(0, 0, "WithFields"),
			l.only(0, 0, "WithError"),
		)
	}
	return rows
}

// charmSinks has github.com/charmbracelet/log.
func charmSinks() []Sink {
	const levels = "Debug Info Warn Error Fatal Print"
	var rows []Sink
	for _, recv := range [...]string{"", "Logger"} {
		l := outlet{pkg: "github.com/charmbracelet/log", recv: recv, kind: Log, render: AsMessage}
		rows = slices.Concat(rows,
			l.from(0, levels+" With"),
			l.from(1, "Log"),
			l.format(0, cross(levels, "f")),
			l.format(1, "Logf"),
			l.as(AsString).only(0, 0, "WithPrefix SetPrefix"),
		)
	}
	return rows
}
