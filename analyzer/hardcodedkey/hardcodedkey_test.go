package hardcodedkey_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/msgine/msginelint/analyzer/hardcodedkey"
	"github.com/msgine/msginelint/rules/provider"
)

func TestAnalyzer(t *testing.T) {
	// One call, so that the standard library is loaded once.
	analysistest.Run(t, analysistest.TestData(), hardcodedkey.New(provider.MsGine()),
		"forms", "folded", "prefix", "quiet", "placed", "other", "tests",
		"m/testdata/data", "embedded", "asm", "generated", "allowed")
}

func TestFurtherProvider(t *testing.T) {
	a := hardcodedkey.New(provider.MsGine())
	if err := a.Flags.Set("providers", `[{"name":"Acme Ltd","prefixes":["acme_live_"],"env":["ACME_API_KEY"]}]`); err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, analysistest.TestData(), a, "acme")

	if err := a.Flags.Set("providers", `[{"nome":"Acme"}]`); err == nil {
		t.Error("an unknown field is no error")
	}
}

func TestFixes(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), hardcodedkey.New(provider.MsGine()), "fix", "fiximport")
}
