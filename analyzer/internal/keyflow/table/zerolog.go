package table

import "slices"

const pkgZerolog = "github.com/rs/zerolog"

// zerologSinks has Event, Context and Array, whose every method adds to what is
// logged, and the messages. Type prints the name of a type only.
func zerologSinks() []Sink {
	var rows []Sink
	for _, recv := range [...]string{"Event", "Context"} {
		l := outlet{pkg: pkgZerolog, recv: recv, kind: Log}
		rows = slices.Concat(rows,
			l.as(AsString).from(0, "StrsV"),
			l.as(AsString).only(0, 1, "Str Strs Bytes Hex RawJSON"),
			l.as(AsZerolog).only(0, 1, "Any Interface"),
			l.as(AsZerolog).only(0, 0, "Fields"),
			l.as(AsText).only(0, 1, "Stringer Stringers AnErr Errs"),
			l.as(AsText).from(0, "StringersV"),
			l.as(AsText).only(0, 0, "Err"),
			l.as(AsObject).only(0, 1, "Dict Object Objects Array"),
			l.as(AsObject).from(0, "ObjectsV"),
			l.as(AsObject).only(0, 0, "EmbedObject"),
		)
	}
	e := outlet{pkg: pkgZerolog, recv: "Event", kind: Log, render: AsString}
	a := e.on("Array")
	return slices.Concat(rows,
		e.only(0, 1, "RawCBOR"),
		e.only(0, 0, "Msg MsgFunc"),
		e.format(0, "Msgf"),
		a.only(0, 0, "Str Bytes Hex RawJSON"),
		a.as(AsZerolog).only(0, 0, "Interface"),
		a.as(AsText).only(0, 0, "Err Errs"),
		a.as(AsObject).only(0, 0, "Object Dict"),
		e.on("Logger").as(AsText).from(0, "Print Println"),
		e.on("Logger").format(0, "Printf"),
		e.on("Logger").as(AsText).only(0, 0, "Err"),
		e.on("Logger").only(0, 0, "Write"),
		zerologGlobal(),
	)
}

// zerologGlobal has the functions of zerolog/log.
func zerologGlobal() []Sink {
	l := outlet{pkg: pkgZerolog + "/log", kind: Log, render: AsText}
	return slices.Concat(
		l.from(0, "Print"),
		l.format(0, "Printf"),
		l.only(0, 0, "Err"),
	)
}
