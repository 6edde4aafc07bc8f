// Package finding is what a scan says: what was found, where, and how
// completely the scan looked. It knows no output format.
package finding

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/msgine/msginelint/rules/key"
)

// Severity orders findings. The zero Severity is none.
type Severity int

// The severities, from the least.
const (
	Off Severity = iota
	Warning
	Error
)

// String is "off", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "off"
}

// Finding is one fault: one key at one path, or one rule broken at one path.
// Its Message is built from Key, never from source text.
type Finding struct {
	Rule     string
	Severity Severity
	Message  string
	Identity string // where a finding has no key: what identifies it instead of Message, without positions; empty: Message does
	Provider string // name of the key's provider

	Key      key.Key // zero where the fault is not about one key
	Kind     string  // "live" or "placeholder"; empty without a key
	Encoding string  // "plain", "utf-16le", "base64", …; empty without a key

	Location Location
	Also     []Location // further places of the same key at the same path
	History  *History   // nil: not known, or not in git
	Flow     []Step     // how the key got here, source first
	Fix      string     // one line: what to do

	// Allowed is set where the user let this finding through, with the reason.
	Allowed *Allowed
}

// Location is a place in a file or a git object. Lines and columns are 1-based,
// columns count bytes; 0 means unknown. Path is relative to the root of the
// repository (or of the scan), with "/", and empty for a git object that has none.
type Location struct {
	Path      string
	Line      int
	Column    int
	EndLine   int
	EndColumn int
	Object    string // object id, when the place is not in the work tree
}

// Step is one station of a flow.
type Step struct {
	Message  string
	Location Location
}

// Where says in which part of git a key lies.
type Where string

// The parts of git that hold a key.
const (
	InBlob          Where = "blob"
	InCommitMessage Where = "commit-message"
	InTagMessage    Where = "tag-message"
	InAuthor        Where = "author" // author, committer or tagger
	InRefName       Where = "ref-name"
	InReflog        Where = "reflog"
	InPath          Where = "path"
)

// Reach says how a key in git is still held when no ordinary ref holds it.
type Reach string

// The ways to be held. The zero Reach is an ordinary ref.
const (
	FromRefs    Reach = ""
	FromStash   Reach = "stash"       // refs/stash or its reflog only
	FromIndex   Reach = "index"       // staged, in no commit
	Unreachable Reach = "unreachable" // reflogs only, or nothing at all
)

// History says what git knows of a key at a path.
type History struct {
	Introduced *Commit  // first commit that holds it; nil when no commit does
	LastSeen   *Commit  // last commit that holds it
	InHead     bool     // whether HEAD's tree still shows it
	Refs       []string // full names of the refs from which it can be reached, sorted
	Pushed     bool     // whether a remote-tracking ref is among them
	Where      Where
	Reach      Reach
}

// Commit is one commit, as far as a report needs it.
type Commit struct {
	ID     string
	Author string // name only: no report shows an e-mail address unasked
	Date   time.Time
}

// Allowed says who let a finding through.
type Allowed struct {
	By     string // "inline", "config" or "baseline"
	Reason string
}

// place is what identifies where a finding stands, across edits and rebases.
func (f *Finding) place() string {
	if f.Location.Path == "" && f.History != nil {
		return "\x00" + string(f.History.Where)
	}
	return f.Location.Path
}

// Fingerprint identifies a finding by rule, key and path (by rule, path and
// Identity or Message where it has no key). It has no line and no commit in it, so it
// survives edits and rebases: 32 hexadecimal digits.
func (f *Finding) Fingerprint() string {
	what := cmp.Or(f.Key.ID(), f.Identity, f.Message)
	sum := sha256.Sum256([]byte(f.Rule + "\x00" + what + "\x00" + f.place()))
	return hex.EncodeToString(sum[:16])
}
