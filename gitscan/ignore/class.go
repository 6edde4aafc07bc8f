package ignore

import "strings"

// byteSet is a set of bytes.
type byteSet [256]bool

// members counts the set and returns its last member.
func (s *byteSet) members() (n int, last byte) {
	for c, in := range s {
		if in {
			n, last = n+1, byte(c)
		}
	}
	return n, last
}

// parseClass reads the bracket expression at body[i] and returns what follows
// it. It returns false where the expression has no end, names a class that git
// does not know, or matches nothing: no path can match such a pattern.
func parseClass(body string, i int, fold bool) (token, int, bool) {
	i++
	negated := i < len(body) && (body[i] == '!' || body[i] == '^')
	if negated {
		i++
	}
	var (
		in   byteSet
		prev byte // the lower end of a range; 0: none
	)
	for first := true; ; first = false {
		if i >= len(body) {
			return token{}, 0, false
		}
		c := body[i]
		if c == ']' && !first {
			break
		}
		switch {
		case c == '\\':
			if i++; i >= len(body) {
				return token{}, 0, false
			}
			prev = body[i]
			in[prev] = true
		case c == '-' && prev != 0 && i+1 < len(body) && body[i+1] != ']':
			if i++; body[i] == '\\' {
				i++
			}
			if i >= len(body) {
				return token{}, 0, false
			}
			in.addRange(prev, body[i], fold)
			prev = 0
		case c == '[' && strings.HasPrefix(body[i+1:], ":"):
			end, ok := in.addNamed(body, i, fold)
			if !ok {
				return token{}, 0, false
			}
			i, prev = end, 0
		default:
			in[c] = true
			prev = c
		}
		i++
	}
	t, ok := in.token(negated, fold)
	return t, i + 1, ok
}

// token is the atom that matches the set, or its complement. "/" is matched by
// no bracket expression, and under fold no subject has a capital letter.
func (s *byteSet) token(negated, fold bool) (token, bool) {
	for c := range s {
		s[c] = s[c] != negated && c != '/' && c != 0 && !(fold && isUpper(byte(c)))
	}
	switch n, last := s.members(); n {
	case 0:
		return token{}, false
	case 1:
		return token{kind: one, c: last}, true
	}
	return token{kind: set, set: s}, true
}

// addRange adds lo to hi. Under fold a small letter is also in a range that
// holds its capital.
func (s *byteSet) addRange(lo, hi byte, fold bool) {
	for c := int(lo); c <= int(hi); c++ {
		s[c] = true
		if fold {
			s[lower(byte(c))] = true
		}
	}
}

// addNamed adds the class "[:name:]" at body[i] and returns the index of its
// last byte; i itself where there is none and "[" is a plain member. It returns
// false for an unknown name or no end.
func (s *byteSet) addNamed(body string, i int, fold bool) (int, bool) {
	inner := body[i+2:]
	end := strings.IndexByte(inner, ']')
	if end < 0 {
		return 0, false
	}
	name, ok := strings.CutSuffix(inner[:end], ":")
	if !ok {
		s['['] = true
		return i, true
	}
	has, ok := namedClass(name, fold)
	if !ok {
		return 0, false
	}
	for c := range 128 { // git's classes know ASCII alone
		if has(byte(c)) {
			s[c] = true
		}
	}
	return i + 2 + end, true
}

// namedClass is git's own ctype: its space has no vertical tab or form feed.
func namedClass(name string, fold bool) (has func(c byte) bool, ok bool) {
	isLower := func(c byte) bool { return 'a' <= c && c <= 'z' }
	isAlpha := func(c byte) bool { return isLower(c) || isUpper(c) }
	isDigit := func(c byte) bool { return '0' <= c && c <= '9' }
	isGraph := func(c byte) bool { return '!' <= c && c <= '~' }
	switch name {
	case "alnum":
		has = func(c byte) bool { return isAlpha(c) || isDigit(c) }
	case "alpha":
		has = isAlpha
	case "blank":
		has = func(c byte) bool { return c == ' ' || c == '\t' }
	case "cntrl":
		has = func(c byte) bool { return c < ' ' || c == 0x7f }
	case "digit":
		has = isDigit
	case "graph":
		has = isGraph
	case "lower":
		has = isLower
	case "print":
		has = func(c byte) bool { return c == ' ' || isGraph(c) }
	case "punct":
		has = func(c byte) bool { return isGraph(c) && !isAlpha(c) && !isDigit(c) }
	case "space":
		has = func(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
	case "upper":
		has = func(c byte) bool { return isUpper(c) || fold && isLower(c) }
	case "xdigit":
		has = func(c byte) bool { return isDigit(c) || 'a' <= lower(c) && lower(c) <= 'f' }
	}
	return has, has != nil
}
