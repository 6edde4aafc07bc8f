package allow_test

import (
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/allow"
)

func TestParse(t *testing.T) {
	for line, want := range map[string]allow.Directive{
		"// msginelint:allow hardcodedkey revoked in 2024":      {Rule: "hardcodedkey", Reason: "revoked in 2024"},
		"x = 1 # msginelint:allow hardcodedkey  two  spaces \r": {Rule: "hardcodedkey", Reason: "two  spaces"},
		"/* msginelint:allow envignore why not */ more":         {Rule: "envignore", Reason: "why not"},
		"<!-- msginelint:allow cikey a reason -->":              {Rule: "cikey", Reason: "a reason"},
		"{# msginelint:allow cikey a reason #}":                 {Rule: "cikey", Reason: "a reason"},
		"// msginelint:allow hardcodedkey":                      {Rule: "hardcodedkey"},
		"// msginelint:allow hardcodedkey   */":                 {Rule: "hardcodedkey"},
		"// msginelint:allow\thardcodedkey tab":                 {Rule: "hardcodedkey", Reason: "tab"},
		"// msginelint:allow hardcodedkey a\nnext line":         {Rule: "hardcodedkey", Reason: "a"},
		"// msginelint:allow hardcodedkey é \xff":               {Rule: "hardcodedkey", Reason: "é \xff"},
	} {
		got, ok := allow.Parse([]byte(line))
		if !ok || got != want {
			t.Errorf("%q: got %+v, %v", line, got, ok)
		}
	}
	for _, line := range []string{"", "// nothing", "// msginelint:allow", "// msginelint:allow ", "// msginelint:allowed hardcodedkey x", "// msginelint: allow hardcodedkey x", "// msginelint:allow */"} {
		if d, ok := allow.Parse([]byte(line)); ok {
			t.Errorf("%q: got %+v", line, d)
		}
	}
}

func TestFor(t *testing.T) {
	above := []byte("// msginelint:allow envignore above")
	line := []byte("x // msginelint:allow hardcodedkey here")
	if d, ok := allow.For("hardcodedkey", line, above); !ok || d.Reason != "here" {
		t.Errorf("got %+v, %v", d, ok)
	}
	if d, ok := allow.For("envignore", line, above); !ok || d.Reason != "above" {
		t.Errorf("got %+v, %v", d, ok)
	}
	if _, ok := allow.For("cikey", line, above); ok {
		t.Error("a directive for another rule was taken")
	}
}

func TestAbove(t *testing.T) {
	const directive = "msginelint:allow hardcodedkey a reason"
	for _, before := range []string{"", "# ", "\t// ", "//", "/* ", " * ", "-- ", "<!-- ", "; ", "% ", "{# ", `""" `, "''' ", "REM ", "rem ", "{{/* ", "{{!-- ", "{{- /* ", "<%-- ", "(* ", "/// ", "## ", "\ufeff# ", "\xff\xfe// "} {
		line := []byte(before + directive)
		if d, ok := allow.For("hardcodedkey", allow.Above(line)); !ok || d.Reason != "a reason" {
			t.Errorf("%q is not taken", before)
		}
	}
	for _, before := range []string{"a='K' # ", "x // ", "1;//", "} # ", ") /* ", "/* x */ ", "REMARK ", "remote ", "'k' -- ", "é # "} {
		if line := allow.Above([]byte(before + directive)); line != nil {
			t.Errorf("%q is taken", before)
		}
	}
	if allow.Above([]byte("# nothing")) != nil || allow.Above(nil) != nil {
		t.Error("a line without a directive is taken")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("// msginelint:allow hardcodedkey because"))
	f.Fuzz(func(t *testing.T, line []byte) {
		d, ok := allow.Parse(line)
		if ok && (d.Rule == "" || strings.ContainsAny(d.Rule+d.Reason, "\n")) {
			t.Errorf("%q: %+v", line, d)
		}
	})
}
