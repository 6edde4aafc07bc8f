package table

import "slices"

// stdLog has package log: the functions, and the methods of Logger.
func stdLog() []Sink {
	var rows []Sink
	for _, recv := range [...]string{"", "Logger"} {
		l := outlet{pkg: "log", recv: recv, kind: Log, render: AsText}
		rows = slices.Concat(rows,
			l.from(0, cross("Print Fatal Panic", "_ ln")),
			l.format(0, "Printf Fatalf Panicf"),
			l.as(AsString).only(1, 1, "Output"),
			l.as(AsString).only(0, 0, "SetPrefix"),
		)
	}
	l := outlet{pkg: "log", kind: Log, render: AsString}
	return append(rows, l.only(1, 1, "New")...)
}

// stdSlog has log/slog. A With counts as a log: nothing else is done with its result.
func stdSlog() []Sink {
	const levels = "Debug Info Warn Error"
	var rows []Sink
	for _, recv := range [...]string{"", "Logger"} {
		l := outlet{pkg: "log/slog", recv: recv, kind: Log, render: AsSlog}
		rows = slices.Concat(rows,
			l.from(0, levels+" With"),
			l.from(1, cross(levels, "Context")),
			l.from(2, "Log LogAttrs"),
		)
	}
	l := outlet{pkg: "log/slog", kind: Log, render: AsSlog}
	return slices.Concat(rows,
		l.on("Logger").as(AsString).only(0, 0, "WithGroup"),
		l.on("Record").from(0, "Add AddAttrs"),
		l.as(AsString).only(2, 2, "NewRecord"),
		l.on("Handler").only(0, 0, "WithAttrs"),
		l.on("Handler").as(AsString).only(0, 0, "WithGroup"),
	)
}

// stdSlogAttrs has what holds a value until a logger of log/slog takes it.
func stdSlogAttrs() []Carrier {
	h := home{"log/slog", ""}
	return slices.Concat(
		h.carry(AsString, 0, 1, "String"),
		h.carry(AsString, 0, 0, "StringValue"),
		h.carry(AsSlog, 0, 1, "Any"),
		h.carry(AsSlog, 0, -1, "AnyValue Group GroupAttrs GroupValue"),
	)
}

// stdSyslog has log/syslog, which Windows lacks.
func stdSyslog() []Sink {
	l := outlet{pkg: "log/syslog", recv: "Writer", kind: Log, render: AsString}
	return l.only(0, 0, "Alert Crit Debug Emerg Err Info Notice Warning Write")
}

// stdTesting has test logs. The methods of T, B and F are promoted from an
// unexported type, under whose name a call may be seen.
func stdTesting() []Sink {
	var rows []Sink
	for _, recv := range [...]string{"TB", "T", "B", "F", "common"} {
		l := outlet{pkg: "testing", recv: recv, kind: Other, render: AsText, optIn: true}
		rows = slices.Concat(rows,
			l.from(0, "Log Error Fatal Skip"),
			l.format(0, "Logf Errorf Fatalf Skipf"),
		)
	}
	return rows
}

// stdExpvar has what package expvar serves to all.
func stdExpvar() []Sink {
	o := outlet{pkg: "expvar", kind: Other, render: AsString, optIn: true}
	return slices.Concat(
		o.on("String").only(0, 0, "Set"),
		o.on("Map").only(0, 1, "Set"),
		o.on("Map").only(0, 0, "Add AddFloat"),
		o.only(0, 0, "NewString NewInt NewFloat NewMap"),
		o.only(0, 1, "Publish"),
	)
}
