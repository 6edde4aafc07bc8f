package match

import "bytes"

// Bounds of what counts as words in [wordy]: wide enough for names, and narrow
// for chance (TestRandomIsLive bounds how often a random key is wordy).
const (
	longestWord   = 14 // letters
	exemptWord    = 4  // letters up to which a word needs no vowel: http, sms, cfg
	consonantRun  = 4  // consonants in a row in a longer word, as in "transcript"
	averageLetter = 3  // letters a word, on average
	shortestHump  = 3  // letters of a camel-case word
	wordDigits    = 3  // digits that may end a word, as in sha256
	yearDigits    = 4  // digits that may stand alone, as in 2024
)

// wordy reports whether text is made of words, as names are: requests_total,
// http_2xx, PROD_KEY_2, getUserAccount. All of it must be in one style.
func wordy(text []byte) bool {
	var styles [3]bool // lower, upper, camel
	words, letters := 0, 0
	for _, segment := range bytes.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '_' }) {
		if aside(segment) {
			continue
		}
		stem := bytes.TrimRight(segment, "0123456789")
		style, n := segmentStyle(stem)
		if n == 0 || len(segment)-len(stem) > wordDigits {
			return false
		}
		styles[style] = true
		words += n
		letters += len(stem)
	}
	mixed := styles[0] && styles[1] || styles[1] && styles[2]
	return words > 0 && !mixed && letters >= averageLetter*words && 2*letters >= len(text)
}

// aside reports whether a segment is one that stands between words: 404, 2xx,
// 2024, v2, p99.
func aside(s []byte) bool {
	digits := digitsLength(s)
	if digits > 0 {
		return digits == len(s) && digits <= yearDigits || digits <= wordDigits && len(s)-digits <= 2
	}
	return len(s) > 1 && len(s)-1 <= wordDigits && digitsLength(s[1:]) == len(s)-1
}

// segmentStyle counts the words of s and tells their style: 0 lower case, 1
// upper case, 2 camel case. No words: s is none.
func segmentStyle(s []byte) (style, words int) {
	upper := 0
	for _, c := range s {
		switch class(c) {
		case 1:
			upper++
		case 2:
			return 0, 0 // a digit amid letters
		}
	}
	switch {
	case len(s) == 0:
		return 0, 0
	case upper == 0 && pronounceable(s):
		return 0, 1
	case upper == len(s) && pronounceable(s):
		return 1, 1
	}
	return 2, humps(s)
}

// humps counts the words of camel case, 0 if s is none.
func humps(s []byte) int {
	words := 0
	for start := 0; start < len(s); words++ {
		end := start + 1
		for end < len(s) && class(s[end]) == 0 {
			end++
		}
		if end-start < shortestHump || !pronounceable(s[start:end]) {
			return 0
		}
		start = end
	}
	return words
}

// pronounceable reports whether word could be one of a natural language, or is
// short enough to be an abbreviation.
func pronounceable(word []byte) bool {
	if len(word) <= exemptWord {
		return true
	}
	if len(word) > longestWord {
		return false
	}
	vowels, run := 0, 0
	for _, c := range word {
		switch lower(c) {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			vowels++
			run = 0
			continue
		}
		if run++; run > consonantRun {
			return false
		}
	}
	return 5*vowels >= len(word) && 4*vowels <= 3*len(word)
}

func digitsLength(s []byte) int {
	n := 0
	for n < len(s) && class(s[n]) == 2 {
		n++
	}
	return n
}

// shouts reports whether text has no lower-case letter, as constants and
// placeholders have none.
func shouts(text []byte) bool {
	for _, c := range text {
		if class(c) == 0 {
			return false
		}
	}
	return true
}
