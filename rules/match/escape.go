package match

import "bytes"

// unescape decodes one escaped ASCII character at the start of b. It returns
// the character, how many bytes spell it and the family of the escape; n is 0
// where there is none.
func unescape(b []byte) (c byte, n int, family Encoding) {
	if len(b) < 3 {
		return 0, 0, Plain
	}
	switch b[0] {
	case '%':
		c, n = unescapePercent(b)
		return c, n, Percent
	case '\\':
		c, n = unescapeBackslash(b)
		return c, n, Escape
	case '&':
		c, n = unescapeEntity(b)
		return c, n, Entity
	}
	return 0, 0, Plain
}

// unescapePercent reads %5F, %255F (escaped again) and %u005f.
func unescapePercent(b []byte) (byte, int) {
	at := 1
	for at+2 < len(b) && b[at] == '2' && b[at+1] == '5' && at < 16 {
		at += 2
	}
	if at < len(b) && (b[at] == 'u' || b[at] == 'U') {
		return hexDigits(b, at+1, 4, 4)
	}
	return hexDigits(b, at, 2, 2)
}

// unescapeBackslash reads \x5f, \u005f, \u{5f}, \U0000005f and \137, after any
// number of backslashes (a text escaped again).
func unescapeBackslash(b []byte) (byte, int) {
	at := 1
	for at < len(b) && b[at] == '\\' && at < 16 {
		at++
	}
	if at+1 >= len(b) {
		return 0, 0
	}
	switch kind := b[at]; {
	case b[at+1] == '{' && (kind == 'u' || kind == 'x'):
		c, n := hexDigits(b, at+2, 1, 8)
		if n == 0 || n >= len(b) || b[n] != '}' {
			return 0, 0
		}
		return c, n + 1
	case kind == 'x':
		return hexDigits(b, at+1, 2, 2)
	case kind == 'u':
		return hexDigits(b, at+1, 4, 4)
	case kind == 'U':
		return hexDigits(b, at+1, 8, 8)
	case '0' <= kind && kind <= '7':
		return number(b, at, 8, 3, 3)
	}
	return 0, 0
}

// entities are the names HTML gives to characters of keys and prefixes
// (HTML standard, "Named character references").
var entities = [...]struct {
	name string
	c    byte
}{{"lowbar;", '_'}, {"UnderBar;", '_'}, {"hyphen;", '-'}, {"dash;", '-'}}

// unescapeEntity reads &#95; &#x5f; and &lowbar;.
func unescapeEntity(b []byte) (byte, int) {
	if b[1] != '#' {
		for _, e := range entities {
			if bytes.HasPrefix(b[1:], []byte(e.name)) {
				return e.c, 1 + len(e.name)
			}
		}
		return 0, 0
	}
	var c byte
	var n int
	if b[2] == 'x' || b[2] == 'X' {
		c, n = number(b, 3, 16, 1, 8)
	} else {
		c, n = number(b, 2, 10, 1, 8)
	}
	if n == 0 || n >= len(b) || b[n] != ';' {
		return 0, 0
	}
	return c, n + 1
}

// hexDigits reads least to most hexadecimal digits at b[at:].
func hexDigits(b []byte, at, least, most int) (byte, int) { return number(b, at, 16, least, most) }

// number reads least to most digits of the given radix at b[at:] and returns
// their value and the index after them; 0, 0 if they spell no ASCII character.
func number(b []byte, at, radix, least, most int) (byte, int) {
	value, i := 0, at
	for ; i < len(b) && i-at < most; i++ {
		d := digitValue(b[i])
		if d >= radix {
			break
		}
		if value = value*radix + d; value > 0x7f {
			return 0, 0
		}
	}
	if i-at < least {
		return 0, 0
	}
	return byte(value), i
}

// digitValue is the value of a hexadecimal digit, or 16.
func digitValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return 16
}
