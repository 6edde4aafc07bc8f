package match

import (
	"encoding/hex"

	"github.com/msgine/msginelint/rules/provider"
)

// reach is the most bytes after a needle that are read to decode a key: enough
// for the longest key with every character written as `\u{0000005f}`, or in
// base64 wrapped into short, indented lines.
const reach = 16 << 10

// view is bytes decoded from a part of the stream. It starts with what the
// needle found.
type view struct {
	text     []byte
	encoding Encoding
	// offsets[i] is where text[i] starts in the searched bytes and ends[i] where
	// it ends; both empty for text that stands there as it is, from start on.
	offsets, ends []int
	start         int
}

// reset empties v, to be read into again.
func (v *view) reset() {
	v.text, v.offsets, v.ends = v.text[:0], v.offsets[:0], v.ends[:0]
}

// from is the offset of text[i] in the searched bytes.
func (v *view) from(i int) int {
	if len(v.offsets) == 0 {
		return v.start + i
	}
	return v.offsets[i]
}

// until is the offset at which text[i] ends in the searched bytes.
func (v *view) until(i int) int {
	if len(v.ends) == 0 {
		return v.start + i + 1
	}
	return v.ends[i]
}

// put appends one decoded byte that stands at b[from:until].
func (v *view) put(c byte, from, until int) {
	v.text = append(v.text, c)
	v.offsets = append(v.offsets, from)
	v.ends = append(v.ends, until)
}

// full reports whether a view need not be decoded further: it has most
// characters, or one that ends a key after the prefix.
func (v *view) full(most int) bool {
	n := len(v.text)
	return n >= most || n > provider.MaxPrefix && !provider.IsKeyByte(v.text[n-1])
}

// readUTF16 reads characters below U+0100 from at, where a low byte stands.
// Both byte orders look alike from inside a text (RFC 2781 §4.1): the byte
// order mark decides, and without one the parity of the offset, since code
// units are aligned. It reads at most most characters.
func (v *view) readUTF16(b []byte, base int64, bom Encoding, at, most int) {
	big := at > 0 && b[at-1] == 0 && (base+int64(at))%2 == 1
	switch {
	case bom == UTF16LE:
		big = false
	case bom == UTF16BE && at > 0:
		big = true
	}
	v.encoding = UTF16LE
	if big {
		v.encoding = UTF16BE
	}
	for i := at; i < len(b) && len(v.text) < most; i += 2 {
		from := i
		if big {
			from = i - 1
		}
		until := from + 2
		if until > len(b) || from < 0 {
			break
		}
		zero := from + 1
		if big {
			zero = from
		}
		if b[zero] != 0 {
			break
		}
		v.put(b[i], from, until)
	}
}

// readHex reads pairs of hexadecimal digits, to most characters at most.
func (v *view) readHex(b []byte, at, most int) {
	v.encoding = Hex
	var pair [1]byte
	for i := at; i+2 <= len(b) && !v.full(most); i += 2 {
		if _, err := hex.Decode(pair[:], b[i:i+2]); err != nil {
			break
		}
		v.put(pair[0], i, i+2)
	}
}

// readBase64 reads base64 digits of either alphabet (RFC 4648 §4, §5), across
// line breaks, and starts with the first byte of the prefix. starts tells where
// another value starts, which is no part of this one.
func (v *view) readBase64(b []byte, h hit, most int, starts func(at int) bool) {
	v.encoding = Base64
	at := h.at
	for range h.needle.digits { // back to the start of the group of four
		if at = previousDigit(b, at); at < 0 {
			return
		}
	}
	var quad uint32
	var places [4]int
	n := 0
	skip := h.needle.align
	for i := at; i < len(b) && !v.full(most); i++ {
		d, ok := digit64(b[i])
		if !ok {
			if gap := lineBreak(b, i); gap > 0 && wraps(b, i, i+gap) && !starts(i+gap) {
				i += gap - 1
				continue
			}
			break
		}
		quad, places[n] = quad<<6|uint32(d), i
		if n++; n == 4 {
			v.put64(quad, places, 3, &skip)
			quad, n = 0, 0
		}
	}
	if n > 1 { // a last group without its padding, or cut by it
		v.put64(quad<<(6*(4-n)), places, n-1, &skip)
	}
}

// put64 appends the first n bytes of a group of four digits, less skip bytes.
func (v *view) put64(quad uint32, places [4]int, n int, skip *int) {
	for k := range n {
		if *skip > 0 {
			*skip--
			continue
		}
		v.put(byte(quad>>(16-8*k)), places[k], places[k+1]+1)
	}
}

// digit64 is the value of a base64 digit of either alphabet.
func digit64(c byte) (byte, bool) {
	switch {
	case 'A' <= c && c <= 'Z':
		return c - 'A', true
	case 'a' <= c && c <= 'z':
		return c - 'a' + 26, true
	case '0' <= c && c <= '9':
		return c - '0' + 52, true
	case c == '+' || c == '-':
		return 62, true
	case c == '/' || c == '_':
		return 63, true
	}
	return 0, false
}

// wrapSpan bounds a line break with its indentation inside wrapped base64.
const wrapSpan = 80

// lineBreak is the length of the line break at b[i:] with the indentation
// after it, 0 if there is none. The break may be written `\n` or `\r\n`, as in
// JSON, or be continued by a backslash.
func lineBreak(b []byte, i int) int {
	at, broke := i, false
	for at < len(b) && at-i < wrapSpan {
		switch {
		case b[at] == '\n' || b[at] == '\r':
			broke, at = true, at+1
		case b[at] == '\\' && at+1 < len(b) && (b[at+1] == 'n' || b[at+1] == 'r'):
			broke, at = true, at+2
		case b[at] == '\\' && at+1 < len(b) && (b[at+1] == '\n' || b[at+1] == '\r'):
			at++
		case (b[at] == ' ' || b[at] == '\t') && broke:
			at++
		default:
			if broke {
				return at - i
			}
			return 0
		}
	}
	if broke && at == len(b) {
		return at - i
	}
	return 0
}

// shortestWrap is the least width at which encoders wrap base64: 64 in PEM
// (RFC 7468), 76 in MIME (RFC 2045), 60 in some lists.
const shortestWrap = 60

// wraps reports whether the line that ends at b[end] is wrapped base64 that
// goes on in the one that starts at b[next]: it is full, and all that follows
// is base64, no longer than it. A value on each line is not one wrapped value.
func wraps(b []byte, end, next int) bool {
	width := 0
	for i := end - 1; i >= 0 && width < reach/8; i-- {
		if _, ok := digit64(b[i]); !ok || escapedBreak(b, i) {
			break
		}
		width++
	}
	if width < shortestWrap {
		return false
	}
	i := next
	for i < len(b) && i-next <= width {
		if _, ok := digit64(b[i]); !ok {
			break
		}
		i++
	}
	for i < len(b) && b[i] == '=' {
		i++
	}
	if i-next > width {
		return false
	}
	return i == len(b) || b[i] == '"' || b[i] == '\'' || b[i] == '`' || lineBreak(b, i) > 0
}

// previousDigit is the index of the base64 digit before b[at], across one line
// break, or -1.
func previousDigit(b []byte, at int) int {
	i := at - 1
	if i >= 0 {
		if _, ok := digit64(b[i]); ok && !escapedBreak(b, i) {
			return i
		}
	}
	for ; i >= 0 && at-i < wrapSpan; i-- {
		if b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r' || b[i] == '\\' {
			continue
		}
		if escapedBreak(b, i) {
			i--
			continue
		}
		if _, ok := digit64(b[i]); ok && lineBreak(b, i+1) == at-i-1 && wraps(b, i+1, at) {
			return i
		}
		return -1
	}
	return -1
}

// escapedBreak reports whether b[i] is the letter of a written `\n` or `\r`.
func escapedBreak(b []byte, i int) bool {
	return i > 0 && (b[i] == 'n' || b[i] == 'r') && b[i-1] == '\\'
}
