// Package allow reads the inline directive that lets one finding through:
//
//	msginelint:allow RULE reason
//
// in a comment on the line of the finding, or in one that begins the line above
// it: a directive behind code is for that code alone.
package allow

import (
	"bytes"
	"slices"
	"strings"
)

// Marker starts a directive.
const Marker = "msginelint:allow"

// Directive is one parsed directive.
type Directive struct {
	Rule   string
	Reason string // empty: the directive is not honoured, a reason is required
}

// closers end a comment in the languages that close them; they are no part of a reason.
var closers = []string{"*/", "-->", "--%>", "#}", "}}", "*)"}

// Parse returns the first directive in line.
func Parse(line []byte) (Directive, bool) {
	at := bytes.Index(line, []byte(Marker))
	if at < 0 {
		return Directive{}, false
	}
	rest := string(line[at+len(Marker):])
	if rest == "" || (rest[0] != ' ' && rest[0] != '\t') {
		return Directive{}, false
	}
	rest, _, _ = strings.Cut(rest, "\n")
	for _, c := range closers {
		rest, _, _ = strings.Cut(rest, c)
	}
	rule, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
	return Directive{Rule: rule, Reason: strings.TrimSpace(reason)}, rule != ""
}

// openers returns what begins a comment; of two with the same start, the longer first.
func openers() []string {
	return []string{"<!--", "<%--", "{{!--", "{{/*", "{{-", "{{!", "{{", "{/*", "{#", "/*", "(*", "///", "//", "--", `"""`, "'''", "REM ", "rem ", "#", "*", ";", "%"}
}

// Above returns line, which is above a finding's, if its directive counts for
// the line below: nothing but what begins a comment comes before it. Otherwise,
// it returns nil.
func Above(line []byte) []byte {
	before, _, found := bytes.Cut(line, []byte(Marker))
	if !found {
		return nil
	}
	rest := string(before)
	for _, mark := range []string{"\ufeff", "\xff\xfe", "\xfe\xff"} { // byte order marks: UTF-8, UTF-16
		rest = strings.TrimPrefix(rest, mark)
	}
	rest = strings.TrimSpace(rest)
	for rest != "" {
		i := slices.IndexFunc(openers(), func(o string) bool { return strings.HasPrefix(rest+" ", o) })
		if i < 0 {
			return nil
		}
		rest = strings.TrimSpace(strings.TrimPrefix(rest+" ", openers()[i]))
	}
	return line
}

// For returns the directive for rule that stands in one of lines: give the
// line of the finding first, then what Above makes of the line above it.
func For(rule string, lines ...[]byte) (Directive, bool) {
	for _, line := range lines {
		if d, ok := Parse(line); ok && d.Rule == rule {
			return d, true
		}
	}
	return Directive{}, false
}
