package loggedkey_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/loggedkey"
	"github.com/msgine/msginelint/rules/provider"
)

// TestFlow runs the pass over every package of cases.
func TestFlow(t *testing.T) {
	for _, group := range []string{"flow", "redact"} {
		entries, err := os.ReadDir(filepath.Join(analysistest.TestData(), "src", group))
		if err != nil {
			t.Skip(err)
		}
		for _, e := range entries {
			t.Run(group+"/"+e.Name(), func(t *testing.T) {
				analysistest.Run(t, analysistest.TestData(), loggedkey.New(keyflow.New(provider.MsGine())), group+"/"+e.Name())
			})
		}
	}
}
