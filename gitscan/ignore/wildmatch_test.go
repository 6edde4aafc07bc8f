package ignore

import (
	"bytes"
	"strings"
	"unicode"
)

// wildmatch is the second oracle beside git itself: gitignore(5) matched the
// plain way, by trying every split, written from what git 2.52 does and sharing
// nothing with the code under test.
type wildmatch struct {
	pattern, text  string
	anchored, fold bool
	known          map[[2]int]bool
}

func wild(pattern, text string, anchored, fold bool) bool {
	if fold {
		text = asciiLower(text)
	}
	w := wildmatch{pattern, text, anchored, fold, map[[2]int]bool{}}
	return w.from(0, 0)
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c < unicode.MaxASCII && unicode.IsUpper(rune(c)) {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

func (w *wildmatch) from(i, j int) bool {
	at := [2]int{i, j}
	if known, ok := w.known[at]; ok {
		return known
	}
	matched := w.try(i, j)
	w.known[at] = matched
	return matched
}

func (w *wildmatch) try(i, j int) bool {
	if i == len(w.pattern) {
		return j == len(w.text)
	}
	c := w.pattern[i]
	if c == '*' {
		return w.stars(i, j)
	}
	if j == len(w.text) {
		return false
	}
	t := w.text[j]
	switch c {
	case '?':
		return !(w.anchored && t == '/') && w.from(i+1, j+1)
	case '\\':
		return i+1 < len(w.pattern) && w.pattern[i+1] == t && w.from(i+2, j+1)
	case '[':
		next, matched := w.bracket(i+1, t)
		return next > 0 && matched && !(w.anchored && t == '/') && w.from(next, j+1)
	}
	if w.fold {
		c = asciiLower(string([]byte{c}))[0]
	}
	return c == t && w.from(i+1, j+1)
}

func (w *wildmatch) stars(i, j int) bool {
	end := i + len(w.pattern[i:]) - len(strings.TrimLeft(w.pattern[i:], "*"))
	after := w.pattern[end:]
	whole := end-i > 1 && (i == 0 || w.pattern[i-1] == '/') &&
		(after == "" || after[0] == '/' || strings.HasPrefix(after, `\/`))
	if w.anchored && whole && after != "" && after[0] == '/' && w.from(end+1, j) {
		return true
	}
	for ; ; j++ {
		if w.from(end, j) {
			return true
		}
		if j == len(w.text) || w.anchored && !whole && w.text[j] == '/' {
			return false
		}
	}
}

// bracket returns the end of the expression at i, 0 if it is malformed, and
// whether t is in it.
func (w *wildmatch) bracket(i int, t byte) (next int, matched bool) {
	p := w.pattern + "\x00\x00" // as C sees it
	negated := p[i] == '!' || p[i] == '^'
	if negated {
		i++
	}
	in, prev := false, byte(0)
	for n := 0; n == 0 || p[i] != ']'; n++ {
		switch {
		case p[i] == 0:
			return 0, false
		case p[i] == '\\':
			i++
			if p[i] == 0 {
				return 0, false
			}
			in = in || p[i] == t
			prev = p[i]
		case p[i] == '-' && prev != 0 && p[i+1] != 0 && p[i+1] != ']':
			i++
			if p[i] == '\\' {
				i++
			}
			if p[i] == 0 {
				return 0, false
			}
			in = in || prev <= t && t <= p[i]
			if w.fold && 'a' <= t && t <= 'z' {
				u := t - 0x20
				in = in || prev <= u && u <= p[i]
			}
			prev = 0
		case p[i] == '[' && p[i+1] == ':':
			end := strings.IndexAny(p[i+2:], "]\x00") + i + 2
			if p[end] == 0 {
				return 0, false
			}
			if end == i+2 || p[end-1] != ':' {
				in = in || t == '['
				prev = '['
				break
			}
			hit, ok := posix(p[i+2:end-1], t, w.fold)
			if !ok {
				return 0, false
			}
			in = in || hit
			i, prev = end, 0
		default:
			in = in || p[i] == t
			prev = p[i]
		}
		i++
	}
	return i + 1, in != negated
}

// posix reports whether t is in the named class, by git's own tables.
func posix(name string, t byte, fold bool) (hit, ok bool) {
	const (
		lowers = "abcdefghijklmnopqrstuvwxyz"
		uppers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		digits = "0123456789"
		puncts = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	)
	members := map[string]string{
		"alnum": lowers + uppers + digits, "alpha": lowers + uppers, "blank": " \t", "digit": digits,
		"graph": lowers + uppers + digits + puncts, "lower": lowers, "print": " " + lowers + uppers + digits + puncts,
		"punct": puncts, "space": " \t\n\r", "upper": uppers, "xdigit": digits + "abcdefABCDEF",
		"cntrl": "\x7f\x01\x02\x03\x04\x05\x06\a\b\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f",
	}
	chars, ok := members[name]
	if name == "upper" && fold {
		chars += lowers
	}
	return strings.IndexByte(chars, t) >= 0, ok
}

// oracleLine is the line of content that decides about path, in the directory
// of the ignore file; 0 for none.
func oracleLine(content []byte, path string, isDir, fold bool) int {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	lines := bytes.Split(content, []byte("\n"))
	for n := len(lines); n > 0; n-- {
		if line := lines[n-1]; len(line) > 0 && line[0] != '#' && oracleMatch(string(line), path, isDir, fold) {
			return n
		}
	}
	return 0
}

func oracleMatch(line, path string, isDir, fold bool) bool {
	line = strings.TrimSuffix(line, "\r")
	if at := strings.IndexByte(line, 0); at >= 0 {
		line = line[:at]
	}
	for strings.HasSuffix(line, " ") {
		kept := strings.TrimRight(line, " ")
		if slashes := len(kept) - len(strings.TrimRight(kept, `\`)); slashes%2 == 1 {
			line = kept + " "
			break
		}
		line = kept
	}
	if line != "" && line[0] == '!' {
		line = line[1:]
	}
	if n := len(line); n > 0 && line[n-1] == '/' {
		if line = line[:n-1]; !isDir {
			return false
		}
	}
	if line == "" {
		return false
	}
	if !strings.Contains(line, "/") {
		return wild(line, path[strings.LastIndexByte(path, '/')+1:], false, fold)
	}
	return wild(strings.TrimPrefix(line, "/"), path, true, fold)
}
