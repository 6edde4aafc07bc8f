package gitconfig

import (
	"errors"
	"fmt"
	"strings"
)

// setting is one "key = value" of a file.
type setting struct {
	key   string  // section.name or section.subsection.name; all but the subsection in lower case
	value *string // nil for a key without "=", which means true
}

var errEnd = errors.New("unexpected end of line")

// parser reads git's configuration syntax (git-config(1), "CONFIGURATION FILE").
type parser struct {
	text    string
	at      int
	section string
}

// parse calls yield for each setting in text, in order, up to the first that
// is not well-formed, about which it returns an error.
func parse(text string, yield func(setting)) error {
	p := parser{text: strings.TrimPrefix(text, "\xef\xbb\xbf")}
	p.text = strings.ReplaceAll(p.text, "\r\n", "\n")
	for {
		c, ok := p.next()
		var err error
		switch {
		case !ok:
			return nil
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		case c == '#' || c == ';':
			p.skipLine()
		case c == '[':
			p.section, err = p.readSection()
		case isAlpha(c):
			p.at--
			var s setting
			if s, err = p.readSetting(); err == nil {
				yield(s)
			}
		default:
			err = fmt.Errorf("unexpected byte %q", c)
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", 1+strings.Count(p.text[:p.at], "\n"), err)
		}
	}
}

func (p *parser) next() (c byte, ok bool) {
	if p.at == len(p.text) {
		return 0, false
	}
	p.at++
	return p.text[p.at-1], true
}

func (p *parser) skipLine() {
	if n := strings.IndexByte(p.text[p.at:], '\n'); n >= 0 {
		p.at += n + 1
		return
	}
	p.at = len(p.text)
}

// readSection reads what follows "[": the section's name and, in quotes, the
// subsection's. It returns both with a dot.
func (p *parser) readSection() (string, error) {
	start := p.at
	for {
		c, ok := p.next()
		switch {
		case !ok:
			return "", errEnd
		case c == ']':
			return strings.ToLower(p.text[start : p.at-1]), nil
		case c == ' ' || c == '\t':
			return p.readSubsection(strings.ToLower(p.text[start : p.at-1]))
		case !isKeyByte(c) && c != '.':
			return "", fmt.Errorf("unexpected byte %q in a section's name", c)
		}
	}
}

func (p *parser) readSubsection(section string) (string, error) {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
	if c, ok := p.next(); !ok || c != '"' {
		return "", errors.New("a subsection without quotes")
	}
	var b strings.Builder
	for {
		c, ok := p.next()
		if ok && c == '\\' {
			if c, ok = p.next(); ok && c != '\n' {
				b.WriteByte(c)
				continue
			}
		}
		switch {
		case !ok || c == '\n':
			return "", errEnd
		case c == '"':
			if c, ok := p.next(); !ok || c != ']' {
				return "", errors.New("a section without \"]\"")
			}
			return section + "." + b.String(), nil
		}
		b.WriteByte(c)
	}
}

// readSetting reads a key and its value.
func (p *parser) readSetting() (setting, error) {
	start := p.at
	for p.at < len(p.text) && isKeyByte(p.text[p.at]) {
		p.at++
	}
	s := setting{key: strings.ToLower(p.text[start:p.at])}
	if p.section != "" { // git lets a key stand before any section
		s.key = p.section + "." + s.key
	}
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
	c, ok := p.next()
	switch {
	case !ok || c == '\n':
		return s, nil
	case c == '=':
		value, err := p.readValue()
		s.value = &value
		return s, err
	}
	return s, fmt.Errorf("unexpected byte %q after a key", c)
}

// readValue reads up to the end of the line: quotes keep spaces and comment
// characters, a backslash escapes or continues the line.
func (p *parser) readValue() (string, error) {
	var (
		value  []byte
		keep   int // length without the unquoted spaces at the end
		quoted bool
	)
	for {
		c, ok := p.next()
		switch {
		case !ok || c == '\n':
			if quoted {
				return "", errEnd
			}
			return string(value[:keep]), nil
		case !quoted && (c == ' ' || c == '\t' || c == '\r'):
			if len(value) > 0 {
				value = append(value, c)
			}
			continue
		case !quoted && (c == '#' || c == ';'):
			p.skipLine()
			return string(value[:keep]), nil
		case c == '"':
			quoted = !quoted
			keep = len(value)
			continue
		case c == '\\':
			if c, ok = p.next(); !ok || c == '\n' {
				continue
			}
			if c, ok = unescape(c); !ok {
				return "", errors.New("unknown escape")
			}
		}
		value = append(value, c)
		keep = len(value)
	}
}

func unescape(c byte) (byte, bool) {
	switch c {
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'n':
		return '\n', true
	case '\\', '"':
		return c, true
	}
	return 0, false
}

func isAlpha(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isKeyByte(c byte) bool { return isAlpha(c) || '0' <= c && c <= '9' || c == '-' }
