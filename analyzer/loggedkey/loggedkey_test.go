package loggedkey_test

import (
	"io/fs"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/loggedkey"
	"github.com/msgine/msginelint/rules/provider"
)

// TestFlow runs the pass over every package of cases.
func TestFlow(t *testing.T) {
	root := filepath.Join(analysistest.TestData(), "src")
	for _, group := range []string{"flow", "redact"} {
		seen := map[string]bool{}
		var paths []string
		err := filepath.WalkDir(filepath.Join(root, group), func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" {
				return err
			}
			rel, err := filepath.Rel(root, filepath.Dir(path))
			if err == nil && !seen[rel] {
				seen[rel] = true
				paths = append(paths, filepath.ToSlash(rel))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		analysistest.Run(t, analysistest.TestData(), loggedkey.New(keyflow.New(provider.MsGine())), paths...)
	}
}
