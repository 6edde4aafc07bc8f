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
		var paths []string
		for _, e := range entries {
			if files, _ := filepath.Glob(filepath.Join(analysistest.TestData(), "src", group, e.Name(), "*.go")); len(files) > 0 {
				paths = append(paths, group+"/"+e.Name())
			}
		}
		analysistest.Run(t, analysistest.TestData(), loggedkey.New(keyflow.New(provider.MsGine())), paths...)
	}
}
