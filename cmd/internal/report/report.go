// Package report writes results. Each format is a pure function of a result:
// the same result gives the same bytes, so no report holds a time of day.
//
// Whatever a repository's author chose (paths, names, refs, reasons) is
// untrusted: no report lets it move the cursor, hide text or forge a line.
package report

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// Formats lists the names of the formats there are.
func Formats() []string { return []string{"text", "json"} }

// Printable is s, safe to print to a terminal as one line, with every character that does not print made visible: control and
// escape characters, bidirectional overrides, zero-width marks, invalid UTF-8.
func Printable(s string) string {
	clean := true
	for _, r := range s {
		if r == utf8.RuneError || !strconv.IsPrint(r) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var b bytes.Buffer
	for i, width := 0, 0; i < len(s); i += width {
		var r rune
		r, width = utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && width == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

// count is "1 file", "2 files".
func count(n int, singular, plural string) string {
	if n == 1 {
		return "1 " + singular
	}
	return strconv.Itoa(n) + " " + plural
}

// size is n bytes in decimal units, as disks and git servers count.
func size(n int64) string {
	units := []string{"kB", "MB", "GB", "TB", "PB", "EB"}
	if n < 1000 {
		return fmt.Sprintf("%d bytes", n)
	}
	value, unit := float64(n)/1000, 0
	for value >= 999.95 && unit < len(units)-1 {
		value, unit = value/1000, unit+1
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}

// writer remembers the first error, so that a report checks once.
type writer struct {
	w   io.Writer
	err error
}

// printf writes, unless an earlier write failed.
func (w *writer) printf(format string, args ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintf(w.w, format, args...)
	}
}
