package transportkey_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/transportkey"
	"github.com/msgine/msginelint/rules/provider"
)

func TestAnalyzer(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), transportkey.New(keyflow.New(provider.MsGine())), "wire")
}
