package filescan

import (
	"strings"

	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/allow"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// hit is one place of one key: a match without its views of the buffer.
type hit struct {
	match   match.Match // Above, Before and After are nil
	at      finding.Location
	allowed *finding.Allowed
	refused bool // a directive to allow it has no reason
}

func newHit(m match.Match) hit {
	m.Above, m.Before, m.After = nil, nil, nil
	return hit{
		match: m,
		at: finding.Location{
			Line: m.Start.Line, Column: m.Start.Column,
			EndLine: m.End.Line, EndColumn: m.End.Column,
		},
	}
}

// whereabouts says in what a key stands, for the message.
type whereabouts int

const (
	inText whereabouts = iota
	inSource
	inFileName
	inFolderName
)

// finding is the finding for h alone.
func (h *hit) finding(in whereabouts) finding.Finding {
	f := finding.Finding{
		Rule:     rules.HardcodedKey,
		Severity: finding.Error,
		Message:  h.message(in),
		Provider: h.match.Provider.Name,
		Key:      h.match.Key,
		Kind:     h.match.Kind.String(),
		Encoding: string(h.match.Encoding),
		Location: h.at,
		Fix:      fix(h.match.Provider, h.match.Kind),
		Allowed:  h.allowed,
	}
	if h.match.Kind == match.Placeholder {
		f.Severity = finding.Warning
	}
	if h.refused {
		f.Message += " (the " + allow.Marker + " here has no reason, so it is not honoured)"
	}
	return f
}

// message says what h is, from what may be said about its key.
func (h *hit) message(in whereabouts) string {
	what := h.match.Provider.Name + " key " + h.match.Key.Shown()
	if h.match.Kind == match.Placeholder {
		what = "placeholder for a " + what
	}
	form := form(h.match.Encoding)
	switch {
	case in == inFileName:
		return what + " in a file name"
	case in == inFolderName:
		return what + " in a directory name"
	case h.match.Evidence == match.ByEnvName && form == "":
		return what + " assigned to " + h.match.EnvName
	case h.match.Evidence == match.ByEnvName:
		return what + " " + form + ", assigned to " + h.match.EnvName
	case form != "":
		return what + " " + form
	case in == inSource:
		return what + " in source"
	}
	return what + " in plain text"
}

// form says how a key is encoded; empty for a plain one.
func form(e match.Encoding) string {
	switch e {
	case match.Plain:
		return ""
	case match.UTF16LE, match.UTF16BE:
		return "in UTF-16 text"
	case match.Base64:
		return "in a base64-encoded form"
	case match.Hex:
		return "in a hexadecimal form"
	case match.Percent:
		return "in a percent-encoded form"
	case match.Escape:
		return "in an escaped form"
	case match.Entity:
		return "in HTML entities"
	}
	return "in an encoded form (" + string(e) + ")"
}

// fix says what to do about a key of p.
func fix(p *provider.Provider, k match.Kind) string {
	read := "read it from the environment"
	if len(p.Env) > 0 {
		read += ": " + p.Env[0]
	}
	if k == match.Placeholder {
		return "put no key here, not even for a try: " + read
	}
	return "revoke it in the " + p.Name + " Developer Dashboard, then " + read
}

// cutView is the length in bytes from which one of a match's views may have
// been cut at its end, with a key there.
const cutView = 512

// allowance is what the directives round m say: whether m is let through, or
// would be if a directive had a reason.
func allowance(m *match.Matcher, found match.Match) (allowed *finding.Allowed, refused bool) {
	for _, view := range [...][]byte{found.After, found.Before, allow.Above(found.Above)} {
		d, ok := allow.For(rules.HardcodedKey, view)
		switch {
		case !ok:
		case d.Reason == "":
			refused = true
		default:
			reason := d.Reason
			if len(view) >= cutView {
				// It may end in a part of a key, which redact would not know.
				reason = strings.TrimSpace(strings.TrimRightFunc(reason, isKeyRune))
			}
			return &finding.Allowed{By: "inline", Reason: redact(m, reason)}, false
		}
	}
	return nil, refused
}

func isKeyRune(r rune) bool { return r < 0x80 && provider.IsKeyByte(byte(r)) }
