// Package allow reads the inline directive that lets one finding through:
//
//	msginelint:allow RULE reason
//
// in a comment on the line of the finding or on the line above it.
package allow

import (
	"bytes"
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

// For returns the directive for rule that stands in one of lines: give the
// line of the finding first, then the line above it.
func For(rule string, lines ...[]byte) (Directive, bool) {
	for _, line := range lines {
		if d, ok := Parse(line); ok && d.Rule == rule {
			return d, true
		}
	}
	return Directive{}, false
}
