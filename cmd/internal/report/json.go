package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/msgine/msginelint/rules/finding"
)

// schemaVersion is raised when a field changes its meaning or goes away; new
// fields do not raise it.
const schemaVersion = 1

// JSONOptions says what of a result JSON shows.
type JSONOptions struct {
	Version     string // of msginelint
	ShowAllowed bool   // also the findings that were let through
}

// The document, field by field in its order.
type (
	jsonDocument struct {
		SchemaVersion int           `json:"schemaVersion"`
		Tool          jsonTool      `json:"tool"`
		Coverage      jsonCoverage  `json:"coverage"`
		Findings      []jsonFinding `json:"findings"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonCoverage struct {
		Complete bool           `json:"complete"`
		Files    int            `json:"files"`
		Packages int            `json:"packages"`
		Commits  int            `json:"commits"`
		Objects  map[string]int `json:"objects"`
		Bytes    int64          `json:"bytes"`
		Skipped  []jsonSkip     `json:"skipped"`
	}
	jsonSkip struct {
		What   string `json:"what"`
		Reason string `json:"reason"`
		Limit  bool   `json:"limit,omitempty"`
	}
	jsonFinding struct {
		Rule        string         `json:"rule"`
		Severity    string         `json:"severity"`
		Message     string         `json:"message"`
		Fingerprint string         `json:"fingerprint"`
		Provider    string         `json:"provider,omitempty"`
		Key         *jsonKey       `json:"key,omitempty"`
		Location    jsonLocation   `json:"location"`
		Also        []jsonLocation `json:"also,omitempty"`
		History     *jsonHistory   `json:"history,omitempty"`
		Flow        []jsonStep     `json:"flow,omitempty"`
		Fix         string         `json:"fix,omitempty"`
		Allowed     *jsonAllowed   `json:"allowed,omitempty"`
	}
	jsonKey struct {
		ID       string `json:"id"`
		Shown    string `json:"shown"`
		Kind     string `json:"kind,omitempty"`
		Encoding string `json:"encoding,omitempty"`
	}
	jsonLocation struct {
		Path      string `json:"path,omitempty"`
		Line      int    `json:"line,omitempty"`
		Column    int    `json:"column,omitempty"`
		EndLine   int    `json:"endLine,omitempty"`
		EndColumn int    `json:"endColumn,omitempty"`
		Object    string `json:"object,omitempty"`
	}
	jsonHistory struct {
		Introduced *jsonCommit `json:"introduced,omitempty"`
		LastSeen   *jsonCommit `json:"lastSeen,omitempty"`
		InHead     bool        `json:"inHead"`
		Pushed     bool        `json:"pushed"`
		Refs       []string    `json:"refs"`
		Where      string      `json:"where"`
		Reach      string      `json:"reach,omitempty"`
	}
	jsonCommit struct {
		Commit string `json:"commit"`
		Author string `json:"author,omitempty"`
		Date   string `json:"date,omitempty"`
	}
	jsonStep struct {
		Message  string       `json:"message"`
		Location jsonLocation `json:"location"`
	}
	jsonAllowed struct {
		By     string `json:"by"`
		Reason string `json:"reason"`
	}
)

// JSON writes r as one JSON document with a newline at its end.
func JSON(w io.Writer, r finding.Result, o JSONOptions) error {
	doc := jsonDocument{
		SchemaVersion: schemaVersion,
		Tool:          jsonTool{Name: "msginelint", Version: o.Version},
		Coverage:      coverageToJSON(r.Coverage),
		Findings:      []jsonFinding{},
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Allowed == nil || o.ShowAllowed {
			doc.Findings = append(doc.Findings, findingToJSON(f))
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return fmt.Errorf("encode json: %w", err)
	}
	if _, err := w.Write(escapeUnprintable(b.Bytes())); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}

func coverageToJSON(c finding.Coverage) jsonCoverage {
	out := jsonCoverage{Complete: c.Complete(), Files: c.Files, Packages: c.Packages, Commits: c.Commits,
		Objects: map[string]int{"blob": 0, "commit": 0, "tag": 0}, Bytes: c.Bytes, Skipped: []jsonSkip{}}
	for kind, n := range c.Objects {
		out.Objects[kind] = n
	}
	for _, s := range c.Skipped {
		out.Skipped = append(out.Skipped, jsonSkip(s))
	}
	return out
}

func findingToJSON(f *finding.Finding) jsonFinding {
	out := jsonFinding{Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Fingerprint: f.Fingerprint(),
		Provider: f.Provider, Location: jsonLocation(f.Location), Fix: f.Fix}
	if !f.Key.IsZero() {
		out.Key = &jsonKey{ID: f.Key.ID(), Shown: f.Key.Shown(), Kind: f.Kind, Encoding: f.Encoding}
	}
	for _, l := range f.Also {
		out.Also = append(out.Also, jsonLocation(l))
	}
	for _, s := range f.Flow {
		out.Flow = append(out.Flow, jsonStep{Message: s.Message, Location: jsonLocation(s.Location)})
	}
	if h := f.History; h != nil {
		out.History = historyToJSON(h)
	}
	if f.Allowed != nil {
		out.Allowed = &jsonAllowed{By: f.Allowed.By, Reason: f.Allowed.Reason}
	}
	return out
}

func historyToJSON(h *finding.History) *jsonHistory {
	out := &jsonHistory{InHead: h.InHead, Pushed: h.Pushed, Refs: append([]string{}, h.Refs...),
		Where: string(h.Where), Reach: string(h.Reach)}
	if h.Where == finding.InBlob && (h.Reach == finding.FromStash || h.Reach == finding.Unreachable) {
		out.Where = string(h.Reach) // one word says where such content lies
	}
	if c := h.Introduced; c != nil {
		out.Introduced = &jsonCommit{Commit: c.ID, Author: c.Author}
		if !c.Date.IsZero() {
			out.Introduced.Date = c.Date.Format(time.RFC3339)
		}
	}
	if c := h.LastSeen; c != nil {
		out.LastSeen = &jsonCommit{Commit: c.ID}
	}
	return out
}

// escapeUnprintable writes the characters that encoding/json leaves as they
// are and a terminal may obey (DEL, C1 controls, bidirectional overrides) as
// \u escapes. In the encoder's output they stand in strings only.
func escapeUnprintable(doc []byte) []byte {
	var out []byte
	kept := 0
	for i := 0; i < len(doc); {
		r, width := utf8.DecodeRune(doc[i:])
		if r >= 0x7f && !strconv.IsPrint(r) {
			out = append(out, doc[kept:i]...)
			if r > 0xffff {
				high := 0xd800 + (r-0x10000)>>10
				low := 0xdc00 + (r-0x10000)&0x3ff
				out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
			} else {
				out = fmt.Appendf(out, `\u%04x`, r)
			}
			kept = i + width
		}
		i += width
	}
	return append(out, doc[kept:]...)
}
