package goscan

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/msgine/msginelint/rules/finding"
)

// diagnostic is one diagnostic as go vet -json writes it, as far as it is read.
type diagnostic struct {
	Category string
	Posn     string
	End      string
	Message  string
	Fixes    []struct{ Message string } `json:"suggested_fixes"`
	Related  []struct{ Posn, End, Message string }
}

// read reads the stream of go vet -json: one object a package, which maps the
// package to its analyzers and each of them to diagnostics, or to an error.
func (s *scan) read(r io.Reader) error {
	for dec := json.NewDecoder(r); ; {
		var unit map[string]map[string]json.RawMessage
		if err := dec.Decode(&unit); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read go vet's output: %w", err)
		}
		for id, analyzers := range unit {
			unit, _, _ := strings.Cut(id, " ")
			for analyzer, raw := range analyzers {
				s.analyzer(unit, analyzer, raw)
			}
		}
	}
}

// analyzer reads what one analyzer says of one unit.
func (s *scan) analyzer(unit, name string, raw json.RawMessage) {
	var diagnostics []diagnostic
	if json.Unmarshal(raw, &diagnostics) != nil {
		var fault struct {
			Err string `json:"error"`
		}
		if json.Unmarshal(raw, &fault) != nil || fault.Err == "" {
			fault.Err = "unknown output"
		}
		s.broken[unit] = name + ": " + s.reason(fault.Err, "failed")
		return
	}
	if name == scannedName {
		s.seen[unit] = true
		return
	}
	for _, d := range diagnostics {
		if f, ok := s.finding(name, d); ok {
			s.result.Findings = append(s.result.Findings, f)
		}
	}
}

// finding turns a diagnostic of a pass into a finding.
func (s *scan) finding(rule string, d diagnostic) (finding.Finding, bool) {
	f, ok := s.Decode(d.Category)
	if !ok {
		return f, false
	}
	f.Rule, f.Message = rule, d.Message
	f.Location = s.location(d.Posn, d.End)
	for _, r := range d.Related {
		f.Flow = append(f.Flow, finding.Step{Message: r.Message, Location: s.location(r.Posn, r.End)})
	}
	if len(d.Fixes) > 0 {
		f.Fix = d.Fixes[0].Message
	}
	return f, true
}

// location is the place from one position to another.
func (s *scan) location(from, to string) finding.Location {
	var l finding.Location
	l.Path, l.Line, l.Column = s.position(from)
	_, l.EndLine, l.EndColumn = s.position(to)
	return l
}

// position splits "FILE:LINE:COLUMN".
func (s *scan) position(text string) (path string, line, column int) {
	file, rest := text, [2]int{}
	for i := len(rest) - 1; i >= 0; i-- {
		at := strings.LastIndexByte(file, ':')
		if at < 0 {
			break
		}
		n, err := strconv.Atoi(file[at+1:])
		if err != nil {
			break
		}
		rest[i], file = n, file[:at]
	}
	if !filepath.IsAbs(file) && file != "" {
		file = filepath.Join(s.Dir, file)
	}
	return relative(s.Root, file), rest[0], rest[1]
}

// relative is file relative to root with "/", or as it is where it lies outside.
func relative(root, file string) string {
	rel, err := filepath.Rel(root, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}
