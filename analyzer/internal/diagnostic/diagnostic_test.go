package diagnostic_test

import (
	"testing"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/match"
)

func sample() diagnostic.Details {
	return diagnostic.Details{
		Severity: finding.Error,
		Kind:     match.Live,
		Encoding: match.Plain,
		Provider: "MsGine",
		Key:      key.Of("k_0123456789abcdef", "msgine_live_9fK2…"),
		Evidence: diagnostic.ByPrefix,
		Place:    diagnostic.InLiteral,
	}
}

// TestEncode pins the text: another version of the command may read it.
func TestEncode(t *testing.T) {
	const want = "error live plain MsGine k_0123456789abcdef msgine_live_9fK2… prefix literal"
	if got := diagnostic.Encode(sample()); got != want {
		t.Errorf("Encode = %q, want %q", got, want)
	}
}

func TestRoundTrip(t *testing.T) {
	for name, change := range map[string]func(*diagnostic.Details){
		"plain":            func(*diagnostic.Details) {},
		"warning":          func(d *diagnostic.Details) { d.Severity = finding.Warning; d.Kind = match.Placeholder },
		"provider of two":  func(d *diagnostic.Details) { d.Provider = "Acme 100% Ltd" },
		"no provider":      func(d *diagnostic.Details) { d.Provider = "" },
		"dash":             func(d *diagnostic.Details) { d.Provider = "-" },
		"shown with noise": func(d *diagnostic.Details) { d.Key = key.Of("k_0123456789abcdef", "a \n\x00%41\x7f…") },
		"not UTF-8":        func(d *diagnostic.Details) { d.Key = key.Of("k_0123456789abcdef", "\xff\xfe…") },
	} {
		t.Run(name, func(t *testing.T) {
			want := sample()
			change(&want)
			got, ok := diagnostic.Decode(diagnostic.Encode(want))
			if !ok || got != want {
				t.Errorf("Decode(%q) = %+v, %t; want %+v", diagnostic.Encode(want), got, ok, want)
			}
		})
	}
}

func TestDecodeForeign(t *testing.T) {
	for _, category := range []string{
		"",
		"printf",
		"off live plain MsGine k_0123456789abcdef x prefix literal",
		"error name plain MsGine k_0123456789abcdef x prefix literal",
		"error live plain MsGine 0123456789abcdef x prefix literal",
		"error live plain MsGine k_0123456789abcdef x prefix",
		"error live plain MsGine k_0123456789abcdef x prefix literal more",
		"error live plain MsGine k_0123456789abcdef  prefix literal",
		"error live plain MsGine k_0123456789abcdef x% prefix literal",
		"error live plain MsGine k_0123456789abcdef x%4 prefix literal",
		"error live plain MsGine k_0123456789abcdef x%zz prefix literal",
		"error live plain MsGine k_0123456789abcdef x%41 prefix literal", // Encode writes A as A
	} {
		if d, ok := diagnostic.Decode(category); ok {
			t.Errorf("Decode(%q) = %+v, true; want false", category, d)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(diagnostic.Encode(sample()))
	f.Add("error live plain - k_%20 %25 prefix literal")
	f.Add("warning placeholder base64 %2D k_ - - -")
	f.Fuzz(func(t *testing.T, category string) {
		d, ok := diagnostic.Decode(category)
		if ok && diagnostic.Encode(d) != category {
			t.Errorf("Decode(%q) re-encodes as %q", category, diagnostic.Encode(d))
		}
	})
}
