package ignore

import "strings"

// kind tells the tokens of a glob apart.
type kind uint8

const (
	one  kind = iota // exactly the byte c
	set              // one byte of the set
	some             // any one byte but "/"
	star             // any bytes but "/"
	dirs             // whole directories, each with its "/", or none
	rest             // at least one byte of any kind, to the end
)

// token is one atom of a glob.
type token struct {
	kind kind
	c    byte
	set  *byteSet
}

// maxPath is longer than any path that a file system or git can hold.
const maxPath = 64 << 10

// glob is a pattern as git understands it: wildmatch's language
// (gitignore(5), "PATTERN FORMAT").
type glob []token

// parseGlob reads body. With fold, the glob is for subjects in lower case, as
// core.ignoreCase wants. It returns false for a body that no path can match.
func parseGlob(body string, fold bool) (glob, bool) {
	g := make(glob, 0, min(len(body), 256))
	for i := 0; i < len(body); {
		if len(g) > 2*maxPath { // at least half of it bytes, and more than a path has
			return nil, false
		}
		var (
			t  token
			ok = true
		)
		switch c := body[i]; c {
		case '\\':
			if i+1 == len(body) {
				return nil, false
			}
			// Git folds plain characters, but not escaped ones: under fold, an
			// escaped capital matches nothing.
			t = token{kind: one, c: body[i+1]}
			i += 2
		case '?':
			t = token{kind: some}
			i++
		case '[':
			t, i, ok = parseClass(body, i, fold)
		case '*':
			g, i = g.stars(body, i)
			continue
		default:
			t = token{kind: one, c: c}
			if fold {
				t.c = lower(c)
			}
			i++
		}
		if !ok {
			return nil, false
		}
		g = append(g, t)
	}
	return g, true
}

// stars adds the run of asterisks at body[i], and returns what follows it.
// "**" crosses directories only as a whole component: "**/", "/**/", "/**".
// (Before version 2.52, git also took "a**/b" for one.)
func (g glob) stars(body string, i int) (glob, int) {
	end := i
	for end < len(body) && body[end] == '*' {
		end++
	}
	starts := i == 0 || body[i-1] == '/'
	tail := body[end:]
	switch {
	case end-i == 1 || !starts:
	case tail == "":
		return g.add(rest), end
	case tail[0] == '/':
		return g.add(dirs), end + 1
	case strings.HasPrefix(tail, `\/`):
		// Only an unescaped "/" lets "**" match no directory at all.
		g = append(g, token{kind: star}, token{kind: one, c: '/'})
		return g.add(dirs), end + 2
	}
	return g.add(star), end
}

// add appends a wildcard, and merges it with one before it that it includes.
func (g glob) add(k kind) glob {
	if n := len(g); n > 0 {
		last := g[n-1].kind
		switch {
		case last == k:
			return g
		case last == dirs && k == rest:
			g = g[:n-1]
		}
	}
	return append(g, token{kind: k})
}

// literal returns the text of a glob without wildcards.
func (g glob) literal() (string, bool) {
	var b strings.Builder
	for _, t := range g {
		if t.kind != one {
			return "", false
		}
		b.WriteByte(t.c)
	}
	return b.String(), true
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func lower(c byte) byte {
	if isUpper(c) {
		c += 'a' - 'A'
	}
	return c
}

// lowerASCII folds as git does: letters of ASCII alone, byte by byte.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if isUpper(s[i]) {
			b := []byte(s)
			for ; i < len(b); i++ {
				b[i] = lower(b[i])
			}
			return string(b)
		}
	}
	return s
}
