package table

import "slices"

// stdPrint has what ends on standard output or error, and the builtins.
func stdPrint() []Sink {
	p := outlet{pkg: "fmt", kind: Print, render: AsText}
	b := outlet{kind: Print, render: AsString}
	return slices.Concat(
		p.from(0, "Print Println"),
		p.format(0, "Printf"),
		b.from(0, "print println"),
		outlet{kind: Panic, render: AsText}.only(0, 0, "panic"),
	)
}

// stdErrors has what puts text into an error.
func stdErrors() []Sink {
	return slices.Concat(
		outlet{pkg: "errors", kind: ErrorText, render: AsString}.only(0, 0, "New"),
		outlet{pkg: "fmt", kind: ErrorText}.format(0, "Errorf"),
	)
}

// stdFmtPasses has what formats, scans, and what looks into errors.
func stdFmtPasses() []Pass {
	f := home{"fmt", ""}
	e := home{"errors", ""}
	return slices.Concat(
		f.passAs(AsText, none, at(0), at(0), "Sprint Sprintln"),
		f.passAs(AsFormat, 0, at(0, 1), at(0), "Sprintf"),
		f.passAs(AsText, none, at(0, 1), at(0), "Append Appendln"),
		f.passAs(AsFormat, 1, at(0, 1, 2), at(0), "Appendf"),
		f.pass(at(0), at(Pointee+1), "Sscan Sscanln Fscan Fscanln"),
		f.pass(at(0), at(Pointee+2), "Sscanf Fscanf"),
		e.pass(at(0), at(0), "Join Unwrap AsType"),
		e.pass(at(0), at(Pointee+1), "As"),
		home{"", "error"}.pass(at(-1), at(0), "Error"),
		home{"fmt", "Stringer"}.pass(at(-1), at(0), "String"),
	)
}

// stdWrites has what writes to a writer.
func stdWrites() []Write {
	f := home{"fmt", ""}
	rows := slices.Concat(
		f.writes(0, 1, none, AsText, "Fprint Fprintln"),
		f.writes(0, 1, 1, AsFormat, "Fprintf"),
		home{"io", ""}.writes(0, 1, none, AsString, "WriteString Copy CopyN CopyBuffer"),
		home{"encoding/json", "Encoder"}.writes(-1, 0, none, AsJSON, "Encode"),
		home{"encoding/xml", "Encoder"}.writes(-1, 0, none, AsText, "Encode EncodeElement"),
		home{"encoding/gob", "Encoder"}.writes(-1, 0, none, AsString, "Encode"),
		home{"encoding/csv", "Writer"}.writes(-1, 0, none, AsString, "Write WriteAll"),
		home{"strings", "Replacer"}.writes(0, 1, none, AsString, "WriteString"),
	)
	for _, pkg := range [...]string{"text/template", "html/template"} {
		t := home{pkg, "Template"}
		rows = slices.Concat(rows,
			t.writes(0, 1, none, AsText, "Execute"),
			t.writes(0, 2, none, AsText, "ExecuteTemplate"))
	}
	for _, h := range [...]home{
		{"os", "File"}, {"bufio", "Writer"}, {"bytes", "Buffer"}, {"strings", "Builder"}, {"io", "PipeWriter"},
	} {
		rows = slices.Concat(rows, h.writes(-1, 0, none, AsString, "Write"))
		if h.recv != "PipeWriter" {
			rows = slices.Concat(rows, h.writes(-1, 0, none, AsString, "WriteString"))
		}
	}
	return slices.Concat(rows,
		home{"os", "File"}.writes(-1, 0, none, AsString, "WriteAt ReadFrom"),
		home{"bufio", "Writer"}.writes(-1, 0, none, AsString, "ReadFrom"),
		home{"bytes", "Buffer"}.writes(-1, 0, none, AsString, "ReadFrom"),
		home{"bufio", "ReadWriter"}.writes(-1, 0, none, AsString, "Write WriteString"),
		home{"text/tabwriter", "Writer"}.writes(-1, 0, none, AsString, "Write"),
		home{"io", "Writer"}.writes(-1, 0, none, AsString, "Write"),
		home{"io", "StringWriter"}.writes(-1, 0, none, AsString, "WriteString"),
		home{"io", "ReaderFrom"}.writes(-1, 0, none, AsString, "ReadFrom"),
		home{"net/http", "ResponseWriter"}.writes(-1, 0, none, AsString, "Write"),
		home{"fmt", "State"}.writes(-1, 0, none, AsString, "Write"),
	)
}

// stdWrappers has what makes a writer over another.
func stdWrappers() []Wrapper {
	return slices.Concat(
		home{"bufio", ""}.wraps(0, "NewWriter NewWriterSize"),
		home{"bufio", ""}.wraps(1, "NewReadWriter"),
		home{"text/tabwriter", ""}.wraps(0, "NewWriter"),
		home{"encoding/json", ""}.wraps(0, "NewEncoder"),
		home{"encoding/xml", ""}.wraps(0, "NewEncoder"),
		home{"encoding/gob", ""}.wraps(0, "NewEncoder"),
		home{"encoding/csv", ""}.wraps(0, "NewWriter"),
		home{"encoding/hex", ""}.wraps(0, "NewEncoder Dumper"),
		home{"encoding/base64", ""}.wraps(1, "NewEncoder"),
		home{"encoding/base32", ""}.wraps(1, "NewEncoder"),
		home{"compress/gzip", ""}.wraps(0, "NewWriter NewWriterLevel"),
		home{"io", ""}.wraps(0, "MultiWriter"),
		home{"io", ""}.wraps(1, "TeeReader"),
		[]Wrapper{{Func: Func{"text/tabwriter", "Writer", "Init"}, Init: true}},
		[]Wrapper{{Func: Func{"bufio", "Writer", "Reset"}, Init: true}},
	)
}
