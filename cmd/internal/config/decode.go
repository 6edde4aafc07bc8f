package config

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/msgine/msginelint/cmd/internal/suggest"
)

// decoder turns YAML nodes into values and collects what is wrong with them.
type decoder struct {
	file string
	errs []error
}

// fail records a fault at n.
func (d *decoder) fail(n *yaml.Node, format string, args ...any) {
	d.errs = append(d.errs, &Error{File: d.file, Line: n.Line, Column: n.Column, Msg: fmt.Sprintf(format, args...)})
}

// document parses data as one document and returns its top node, or nil after a fault.
func (d *decoder) document(data []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		d.errs = append(d.errs, d.syntaxError(err))
		return nil
	}
	if len(doc.Content) != 1 {
		d.errs = append(d.errs, &Error{File: d.file, Msg: "is empty; write at least: version: 1"})
		return nil
	}
	before := len(d.errs)
	d.plain(doc.Content[0])
	if len(d.errs) > before {
		return nil
	}
	return doc.Content[0]
}

// syntaxError is a fault the YAML parser found. Messages that quote the text
// are told in own words: they may quote a key.
func (d *decoder) syntaxError(err error) error {
	out := &Error{File: d.file, Msg: "not valid YAML"}
	var at *yaml.LoadError
	switch {
	case errors.As(err, &at):
		out.Line, out.Column = at.Mark.Line, at.Mark.Column
		if !strings.ContainsAny(at.Message, `'"`) {
			out.Msg = "not valid YAML: " + at.Message
		}
	}
	switch text := err.Error(); {
	case strings.Contains(text, "no documents"):
		return &Error{File: d.file, Msg: "is empty; write at least: version: 1"}
	case strings.Contains(text, "found multiple"):
		return &Error{File: d.file, Msg: "holds several YAML documents; one is wanted"}
	}
	return out
}

// plain refuses aliases and merge keys anywhere under n: no config needs them,
// and a few lines of them expand without bound.
func (d *decoder) plain(n *yaml.Node) {
	switch {
	case n.Kind == yaml.AliasNode:
		d.fail(n, "YAML aliases (*name) are not supported")
		return
	case n.Tag == "!!merge":
		d.fail(n, "YAML merge keys (<<) are not supported")
		return
	}
	for _, child := range n.Content {
		d.plain(child)
	}
}

// field reads one key's value.
type field func(value *yaml.Node)

// mapping calls the field of each key of n, and returns the keys it saw.
func (d *decoder) mapping(n *yaml.Node, what string, fields map[string]field) map[string]bool {
	seen := map[string]bool{}
	d.pairs(n, what, func(k *yaml.Node, v *yaml.Node) {
		read, ok := fields[k.Value]
		if !ok {
			known := slices.Sorted(maps.Keys(fields))
			d.fail(k, "unknown key%s in %s%s (known: %s)", quoted(k.Value), what,
				suggest.Hint(k.Value, known), strings.Join(known, ", "))
			return
		}
		seen[k.Value] = true
		read(v)
	})
	return seen
}

// pairs calls each for every key and value of the mapping n, each key once.
func (d *decoder) pairs(n *yaml.Node, what string, each func(k, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		d.fail(n, "%s must be a mapping (key: value), not %s", what, kindOf(n))
		return
	}
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if k.Kind != yaml.ScalarNode {
			d.fail(k, "a key of %s must be a word, not %s", what, kindOf(k))
			continue
		}
		if line, ok := first[k.Value]; ok {
			d.fail(k, "duplicate key%s in %s, first on line %d", quoted(k.Value), what, line)
			continue
		}
		first[k.Value] = k.Line
		each(k, n.Content[i+1])
	}
}

// items is the elements of the list n.
func (d *decoder) items(n *yaml.Node, what string) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "%s must be a list (- item), not %s", what, kindOf(n))
		return nil
	}
	return n.Content
}

// text is a string that is not empty.
func (d *decoder) text(n *yaml.Node, what string) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode || n.Tag != "!!str":
		d.fail(n, "%s must be text, not %s", what, kindOf(n))
		return "", false
	case strings.TrimSpace(n.Value) == "":
		d.fail(n, "%s must not be empty", what)
		return "", false
	}
	return n.Value, true
}

// texts is a list of distinct strings.
func (d *decoder) texts(n *yaml.Node, what string) []string {
	var out []string
	for _, item := range d.items(n, what) {
		s, ok := d.text(item, "an entry of "+what)
		if ok && slices.Contains(out, s) {
			d.fail(item, "duplicate entry in %s", what)
		} else if ok {
			out = append(out, s)
		}
	}
	return out
}

// boolean is true or false.
func (d *decoder) boolean(n *yaml.Node, what string) bool {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		d.fail(n, "%s must be true or false, not %s", what, kindOf(n))
		return false
	}
	return strings.EqualFold(n.Value, "true")
}

// choice is one of values.
func (d *decoder) choice(n *yaml.Node, what string, values ...string) string {
	if n.Kind == yaml.ScalarNode && slices.Contains(values, n.Value) {
		return n.Value
	}
	hint := ""
	if n.Kind == yaml.ScalarNode {
		hint = suggest.Hint(n.Value, values)
	}
	d.fail(n, "%s must be one of %s%s", what, strings.Join(values, ", "), hint)
	return ""
}

// kindOf names what n is, for an error.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.Tag {
	case "!!null":
		return "nothing"
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "true or false"
	case "!!timestamp":
		return "a date"
	case "!!str":
		return "text"
	}
	return "a value of another type"
}

// word is text that cannot be a key: a key has a digit or both cases.
var word = regexp.MustCompile(`^[a-z_./*-]{1,40}$`)

// quoted is ` "value"` where value may be shown, else nothing: a config file
// may hold a key by mistake, and no error repeats it.
func quoted(value string) string {
	if !word.MatchString(value) {
		return ""
	}
	return fmt.Sprintf(" %q", value)
}
