package filescan

import (
	"bytes"

	"github.com/msgine/msginelint/rules/match"
)

// envNames is a writer that looks for a line which assigns a provider's
// environment name, in the dialects of dotenv files: NAME=, export NAME=,
// NAME: . The value does not matter.
type envNames struct {
	names []string
	found bool

	line [128]byte // the current line up to its first = or :
	n    int       // how much of line is used; more than it holds: no name starts this line
}

func newEnvNames(m *match.Matcher) *envNames {
	e := &envNames{}
	providers := m.Providers()
	for i := range providers {
		e.names = append(e.names, providers[i].Env...)
	}
	return e
}

// Write looks at the next bytes. It takes them all.
func (e *envNames) Write(p []byte) (int, error) {
	for _, c := range p {
		switch c {
		case 0: // the other half of UTF-16, as PowerShell's redirection writes it
		case '\n', '\r':
			e.n = 0
		case '=', ':':
			if e.n <= len(e.line) && e.isName(e.line[:e.n]) {
				e.found = true
			}
			e.n = len(e.line) + 1
		default:
			if e.n < len(e.line) {
				e.line[e.n] = c
			}
			e.n = min(e.n+1, len(e.line)+1)
		}
	}
	return len(p), nil
}

// isName reports whether left, the left side of an assignment, is one of the names.
func (e *envNames) isName(left []byte) bool {
	for _, bom := range [...]string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		left = bytes.TrimPrefix(left, []byte(bom))
	}
	left = bytes.TrimSpace(left)
	if rest, ok := bytes.CutPrefix(left, []byte("export")); ok && len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') {
		left = bytes.TrimSpace(rest)
	}
	for _, name := range e.names {
		if string(left) == name {
			return true
		}
	}
	return false
}
