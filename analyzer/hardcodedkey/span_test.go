package hardcodedkey

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// FuzzWritten: the bytes that spell the first n bytes of a literal's value,
// unquoted, are these n bytes, wherever n does not cut a character in two.
func FuzzWritten(f *testing.F) {
	f.Add(`plain`, 3)
	f.Add(`\t\x41\u00e9\377é"`, 4)
	f.Add(`\U0001F511\\`, 4)
	f.Add("\xff\x80", 1)
	f.Fuzz(func(t *testing.T, body string, n int) {
		value, err := strconv.Unquote(`"` + body + `"`)
		if err != nil || n < 0 || n > len(value) {
			t.Skip()
		}
		k := written(body, n)
		if k < 0 || k > len(body) {
			t.Fatalf("written(%q, %d) = %d", body, n, k)
		}
		if head, err := strconv.Unquote(`"` + body[:k] + `"`); err == nil && len(head) == n && head != value[:n] {
			t.Errorf("written(%q, %d) = %d, which spells %q, want %q", body, n, k, head, value[:n])
		}
	})
}

// FuzzPatterns: every pattern's span lies in the directive and spells it.
func FuzzPatterns(f *testing.F) {
	f.Add("//go:embed a b/*.txt")
	f.Add("//go:embed \"with space\" `raw`\tall:x")
	f.Add("//go:embed \"open")
	f.Add("//go:embedx a")
	f.Fuzz(func(t *testing.T, text string) {
		c := &ast.Comment{Slash: token.Pos(1), Text: text}
		for _, p := range patterns(c) {
			if p.span.pos < c.Pos() || p.span.end > c.End() || p.span.pos >= p.span.end {
				t.Fatalf("patterns(%q): span %v", text, p.span)
			}
			word := text[p.span.pos-1 : p.span.end-1]
			if unquoted, err := strconv.Unquote(word); word != p.text && (err != nil || unquoted != p.text) {
				t.Errorf("patterns(%q): %q at %q", text, p.text, word)
			}
		}
	})
}

func TestPatterns(t *testing.T) {
	for text, want := range map[string]string{
		"//go:embed a b/*.txt":                          "a,b/*.txt",
		"//go:embed \"with space\" `raw name`\tall:dir": "with space,raw name,all:dir",
		"//go:embed":        "",
		"//go:embedded a":   "",
		"// go:embed a":     "",
		"//go:embed a\tb  ": "a,b",
	} {
		var got []string
		for _, p := range patterns(&ast.Comment{Slash: 1, Text: text}) {
			got = append(got, p.text)
		}
		if strings.Join(got, ",") != want {
			t.Errorf("patterns(%q) = %q, want %q", text, got, want)
		}
	}
}
