package table

import "slices"

// phusluSinks has github.com/phuslu/log, whose Entry resembles zerolog's Event.
func phusluSinks() []Sink {
	const pkg = "github.com/phuslu/log"
	e := outlet{pkg: pkg, recv: "Entry", kind: Log, render: AsString}
	return slices.Concat(
		e.only(0, 1, "Str Strs Bytes BytesOrNil Hex Base64 Base64URL RawJSON RawJSONStr Encode"),
		e.as(AsJSON).only(0, 1, "Interface"),
		e.as(AsZapAny).only(0, 1, "Any"),
		e.as(AsZapAny).from(0, "KeysAndValues"),
		e.as(AsZapAny).only(0, 0, "Fields"),
		e.as(AsText).only(0, 1, "AnErr Errs Stringer GoStringer"),
		e.as(AsText).only(0, 0, "Err"),
		e.as(AsText).from(0, "Msgs"),
		e.as(AsObject).only(0, 1, "Object Objects"),
		e.as(AsObject).only(0, 0, "EmbedObject"),
		e.only(0, 1, "Dict"),
		e.only(0, 0, "Context Msg"),
		e.format(0, "Msgf"),
		e.on("").format(0, "Printf"),
		e.on("Logger").format(0, "Printf"),
		e.on("Logger").as(AsText).only(0, 0, "Err"),
	)
}
