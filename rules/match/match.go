// Package match turns bytes into spans: where a provider's keys stand in a
// byte stream, in every encoding that a stream can hold them in.
//
// It knows bytes only: no files, no git, no syntax. The raw key lives in the
// caller's buffer while the matcher reads it, and leaves it as a [key.Key],
// which cannot be turned back.
package match

import (
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/provider"
)

// Kind says how much like a key a text is. DESIGN: only Live and Placeholder
// may ever be reported.
type Kind int

// The kinds.
const (
	// Prefix is a bare prefix: nothing after it, or a template such as ${…}.
	Prefix Kind = iota
	// Name is lower-case words joined by underscores, such as a metric's name.
	Name
	// Placeholder is a stand-in for a key in documentation or examples.
	Placeholder
	// Live is a key.
	Live
)

// String is "prefix", "name", "placeholder" or "live".
func (k Kind) String() string {
	return [...]string{"prefix", "name", "placeholder", "live"}[k]
}

// Encoding names the form in which a key stands in the bytes.
type Encoding string

// The encodings.
const (
	Plain   Encoding = "plain"
	UTF16LE Encoding = "utf-16le"
	UTF16BE Encoding = "utf-16be"
	Base64  Encoding = "base64" // standard or URL alphabet, also wrapped in lines
	Hex     Encoding = "hex"
	Percent Encoding = "percent" // RFC 3986
	Escape  Encoding = "escape"  // \u005f, \x5f, \137 of the C family, JSON and JavaScript
	Entity  Encoding = "html"    // &#95; &#x5f; &lowbar;
)

// Evidence says what makes a text a key.
type Evidence int

const (
	// ByPrefix: it starts with a provider's prefix.
	ByPrefix Evidence = iota
	// ByEnvName: it is assigned to a provider's environment name.
	ByEnvName
)

// Position is a place in the bytes. Offset counts from 0, Line and Column from
// 1; all count bytes of the original, undecoded stream.
type Position struct {
	Offset       int64
	Line, Column int
}

// Match is one text that may be a key.
type Match struct {
	Provider   *provider.Provider
	Kind       Kind
	Encoding   Encoding
	Evidence   Evidence
	EnvName    string   // the environment name, with ByEnvName
	Key        key.Key  // zero for a Prefix or a Name
	Start, End Position // of the key in the original bytes, End exclusive

	// Above, Before and After are the text round the match, for a caller that
	// judges its context: the line above and the match's own line up to it, each
	// cut to 4 KiB, and from its end, cut to 1 KiB. They are views of the scanned buffer,
	// to be read during the call and not kept.
	Above, Before, After []byte
}
