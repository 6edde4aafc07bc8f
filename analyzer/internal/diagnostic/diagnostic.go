// Package diagnostic carries a finding's facts through drivers that know only
// [analysis.Diagnostic]: they travel in its Category, which x/tools keeps in
// JSON output and which neither go vet nor golangci-lint prints as text.
//
// The form is eight words separated by single spaces, in a fixed order:
//
//	severity kind encoding provider key-id shown evidence place
//	error live plain MsGine k_0123456789abcdef msgine_live_9fK2… prefix literal
//
// Bytes that would break a word (space, percent, control characters) are
// percent-encoded; an empty word is "-".
package diagnostic

import (
	"fmt"
	"strings"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/match"
)

// Evidence is what makes a text a key.
type Evidence string

// The kinds of evidence.
const (
	ByPrefix Evidence = "prefix" // it starts with the provider's prefix
	ByEnv    Evidence = "env"    // it is assigned to the provider's environment name
	ByHeader Evidence = "header" // it is sent in the provider's header
	BySDK    Evidence = "sdk"    // it is handed to the provider's SDK
	ByFlow   Evidence = "flow"   // it comes from where keys come from: its text is not known, and Key is zero
)

// Place is the part of a package that the key stands in.
type Place string

// The places.
const (
	InLiteral Place = "literal" // an expression of the source
	InComment Place = "comment"
	InTag     Place = "tag"   // a struct tag
	InEmbed   Place = "embed" // a file that a //go:embed directive names; the position is the directive's
	InFlow    Place = "flow"  // a call that lets a key out
	InOther   Place = "other" // a file of the package that is no Go source of this build
)

// Details are a finding's facts.
type Details struct {
	Severity finding.Severity // Warning or Error
	Kind     match.Kind       // Live or Placeholder
	Encoding match.Encoding
	Provider string // its name
	Key      key.Key
	Evidence Evidence
	Place    Place
	Way      string // with ByFlow: the key's way without positions, in the place of the key's shown form
}

// Encode returns the Category for d.
func Encode(d Details) string {
	shown := d.Key.Shown()
	if d.Evidence == ByFlow {
		shown = d.Way
	}
	words := [...]string{
		d.Severity.String(), d.Kind.String(), string(d.Encoding), d.Provider,
		d.Key.ID(), shown, string(d.Evidence), string(d.Place),
	}
	for i, w := range words {
		words[i] = escape(w)
	}
	return strings.Join(words[:], " ")
}

// Decode reads what [Encode] wrote. It reports false for any other text, such
// as the Category of another analyzer.
func Decode(category string) (Details, bool) {
	words := strings.Split(category, " ")
	if len(words) != 8 {
		return Details{}, false
	}
	for i, w := range words {
		text, ok := unescape(w)
		if !ok {
			return Details{}, false
		}
		words[i] = text
	}
	severity, ok := severityOf(words[0])
	if !ok {
		return Details{}, false
	}
	kind, ok := kindOf(words[1])
	if !ok {
		return Details{}, false
	}
	d := Details{
		Severity: severity,
		Kind:     kind,
		Encoding: match.Encoding(words[2]),
		Provider: words[3],
		Key:      key.Of(words[4], words[5]),
		Evidence: Evidence(words[6]),
		Place:    Place(words[7]),
	}
	known := strings.HasPrefix(words[4], "k_")
	if d.Evidence == ByFlow {
		d.Key, d.Way = key.Key{}, words[5]
		known = words[4] == ""
	}
	// One text for one value: whatever Encode would not write is foreign.
	return d, known && Encode(d) == category
}

// severityOf is the inverse of [finding.Severity.String] for what is reported.
func severityOf(word string) (finding.Severity, bool) {
	for _, s := range [...]finding.Severity{finding.Error, finding.Warning} {
		if s.String() == word {
			return s, true
		}
	}
	return finding.Off, false
}

// kindOf is the inverse of [match.Kind.String] for what is reported.
func kindOf(word string) (match.Kind, bool) {
	for _, k := range [...]match.Kind{match.Live, match.Placeholder} {
		if k.String() == word {
			return k, true
		}
	}
	return match.Prefix, false
}

// escape makes one word of s.
func escape(s string) string {
	switch s {
	case "":
		return "-"
	case "-":
		return "%2D"
	}
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c == '%' || c == 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unescape is the inverse of escape.
func unescape(w string) (string, bool) {
	if w == "-" {
		return "", true
	}
	var b strings.Builder
	for i := 0; i < len(w); i++ {
		if w[i] != '%' {
			b.WriteByte(w[i])
			continue
		}
		if i+2 >= len(w) {
			return "", false
		}
		high, low := strings.IndexByte(hexDigits, w[i+1]), strings.IndexByte(hexDigits, w[i+2])
		if high < 0 || low < 0 {
			return "", false
		}
		b.WriteByte(byte(high<<4 | low))
		i += 2
	}
	return b.String(), true
}

const hexDigits = "0123456789ABCDEF"
