package ignore

import (
	"fmt"
	"strings"
)

// shellQuote writes s as one word of a POSIX shell; bytes that a terminal would
// obey are written as bash's $'…' escapes.
func shellQuote(s string) string {
	plain, printable := s != "", true
	for i := 0; i < len(s); i++ {
		c := s[i]
		word := 'a' <= c && c <= 'z' || isUpper(c) || '0' <= c && c <= '9' || strings.IndexByte("_-./+,@%:=", c) >= 0
		plain = plain && word
		printable = printable && c >= ' ' && c < 0x7f
	}
	switch {
	case plain:
		return s
	case printable:
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	var b strings.Builder
	b.WriteString("$'")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\'' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String() + "'"
}
