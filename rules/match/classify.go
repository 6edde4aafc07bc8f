package match

import (
	"bytes"
	"strings"

	"github.com/msgine/msginelint/rules/provider"
)

// The placeholder policy. Documentation, tests and examples are full of texts
// that stand in for a key; a linter that reports them is soon switched off, and
// one that drops a real key is worse. So a text of full length is let go only
// for a reason that a random key meets less than once in ten thousand.

// strongWords make any text that holds them a placeholder: no identifier that
// is not about placeholders has them.
var strongWords = [...]string{
	"your", "example", "dummy", "changeme", "change_me", "change-me", "placeholder",
	"redacted", "replace", "insert", "xxxx", "todo", "fixme", "sample", "yourkey", "yourapikey", "yourtoken",
	"goeshere", "goes_here", "goes-here", "key_here", "key-here", "keyhere",
	"abc123", "notreal", "not_real", "not-real", "removed", "masked",
	"secret_key", "my_key", "mykey", "my-key",
}

// weakWords do so too, but stand in identifiers as well.
var weakWords = [...]string{"test", "fake", "demo", "mock", "stub", "temp", "foobar", "invalid", "testing", "lorem", "ipsum"}

// labelWords make words, but not random characters, a placeholder: my-api-token.
var labelWords = [...]string{"token", "secret", "apikey", "api_key", "api-key", "key", "password"}

// tailKind judges the characters after a prefix; rest is the text after them.
func tailKind(tail, rest []byte) Kind {
	if len(bytes.Trim(tail, "-_")) == 0 {
		return Prefix
	}
	if len(tail) < provider.MinTail && templateFollows(rest) {
		return Prefix
	}
	if hasWord(tail, strongWords[:]) {
		return Placeholder
	}
	if wordy(tail) && !shouts(tail) {
		return Name
	}
	if len(tail) < provider.MinTail || hasWord(tail, weakWords[:]) || patterned(tail) || !random(tail) {
		return Placeholder
	}
	return Live
}

// leastPlaced is the shortest value that a place can make a key.
const leastPlaced = 8

// placedKind judges a value that its place makes a key.
func placedKind(value string) Kind {
	tail := []byte(value)
	switch {
	case value == "" || strings.ContainsAny(value, " \t\r\n${}<>%*[]()"):
		return Prefix
	case len(tail) < leastPlaced, strings.Contains(value, "..."), strings.Contains(value, "…"):
		return Placeholder
	case hasWord(tail, strongWords[:]), hasWord(tail, weakWords[:]), patterned(tail):
		return Placeholder
	case wordy(tail) && (shouts(tail) || hasWord(tail, labelWords[:])):
		return Placeholder // a name, such as YOUR_API_KEY, MSGINE_PROD or my-api-token
	}
	return Live
}

// templateFollows reports whether rest opens a template's variable.
func templateFollows(rest []byte) bool {
	for _, open := range []string{"${", "{", "%", "<", "#{", "$", "[", "\"+", "\" +", "' +", "'+", "`+"} {
		if bytes.HasPrefix(rest, []byte(open)) {
			return true
		}
	}
	return false
}

// random reports whether text can be the output of a random generator: it has
// a digit or both cases, and is not made of words.
func random(text []byte) bool {
	var digit, upper, low bool
	for _, c := range text {
		switch {
		case '0' <= c && c <= '9':
			digit = true
		case 'A' <= c && c <= 'Z':
			upper = true
		case 'a' <= c && c <= 'z':
			low = true
		}
	}
	return (digit || upper && low) && !wordy(text)
}

// hasWord reports whether one of words stands in text, in one case or
// capitalised. A short one stands in a random key once in some thousands, so
// where as much as a key is left round it, it counts only as a part of its own,
// between separators.
func hasWord(text []byte, words []string) bool {
	s := string(text)
	for _, word := range words {
		for _, w := range [...]string{word, strings.ToUpper(word), strings.ToUpper(word[:1]) + word[1:]} {
			cutOff := bounded
			if len(s)-len(w) >= provider.MinTail {
				cutOff = separated
			}
			for from := 0; ; {
				i := strings.Index(s[from:], w)
				if i < 0 {
					break
				}
				at := from + i
				if len(w) > shortWord || cutOff(s, at, at+len(w)) {
					return true
				}
				from = at + 1
			}
		}
	}
	return false
}

// shortWord is the length up to which a word can be chance.
const shortWord = 5

// bounded reports whether s[from:to] is cut off from the letters round it, be
// it by their case.
func bounded(s string, from, to int) bool {
	before := from == 0 || class(s[from-1]) != class(s[from]) || s[from-1] == s[from]
	after := to == len(s) || class(s[to]) != class(s[to-1]) || s[to] == s[to-1]
	return before && after
}

// separated reports whether s[from:to] is all that stands between two
// separators, or one and an end of s.
func separated(s string, from, to int) bool {
	before := from == 0 || class(s[from-1]) == 3
	after := to == len(s) || class(s[to]) == 3
	return before && after
}

// class groups characters: lower case, upper case, digit, other.
func class(c byte) int {
	switch {
	case 'a' <= c && c <= 'z':
		return 0
	case 'A' <= c && c <= 'Z':
		return 1
	case '0' <= c && c <= '9':
		return 2
	}
	return 3
}

// Bounds of the pattern test. A random text of 16 characters of base 62 passes
// each of them by chance less than once in a million.
const (
	longestRun    = 6 // equal characters in a row
	fewestLetters = 5 // different characters in the whole text
)

// patterned reports whether text repeats or counts: aaaa…, abcabc…, 12345….
func patterned(text []byte) bool {
	if len(text) < 2 {
		return true
	}
	var steps [3]int // up, equal, down
	var seen [256]bool
	run, different := 1, 0
	for i, c := range text {
		if !seen[c] {
			seen[c] = true
			different++
		}
		if i == 0 {
			continue
		}
		if c == text[i-1] {
			run++
		} else {
			run = 1
		}
		if run >= longestRun {
			return true
		}
		if step := int(c) - int(text[i-1]); -1 <= step && step <= 1 {
			steps[1+step]++
		}
	}
	most := max(steps[0], steps[1], steps[2])
	return different < fewestLetters || 2*most >= len(text)-1 || periodic(text)
}

// periodic reports whether text is one piece repeated.
func periodic(text []byte) bool {
	for period := 1; period <= len(text)/2; period++ {
		if bytes.Equal(text[period:], text[:len(text)-period]) {
			return true
		}
	}
	return false
}
