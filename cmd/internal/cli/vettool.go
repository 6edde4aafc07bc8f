package cli

import (
	"encoding/json"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/msgine/msginelint/analyzer"
	"github.com/msgine/msginelint/cmd/internal/goscan"
	"github.com/msgine/msginelint/rules/provider"
)

// isVetTool reports whether args are those of `go vet -vettool` (see package
// unitchecker): a query about the tool, or flags and one unit to analyse.
func isVetTool(args []string) bool {
	if len(args) == 1 && (args[0] == "-V=full" || args[0] == "-flags") {
		return true
	}
	if len(args) == 0 || !strings.HasSuffix(args[len(args)-1], ".cfg") {
		return false
	}
	for _, flag := range args[:len(args)-1] {
		if !strings.HasPrefix(flag, "-") {
			return false
		}
	}
	return isUnit(args[len(args)-1])
}

// isUnit reports whether the file called name describes a unit of a build, and
// is not just any .cfg file that a user wants scanned.
func isUnit(name string) bool {
	text, err := os.ReadFile(name)
	var unit struct {
		ImportPath string
		GoFiles    []string
	}
	return err == nil && json.Unmarshal(text, &unit) == nil && unit.ImportPath != "" && len(unit.GoFiles) > 0
}

// runVetTool analyses the unit that the process's arguments name, and exits.
func runVetTool() {
	passes := append(analyzer.All(provider.MsGine()), goscan.Scanned())
	unitchecker.Main(passes...)
}
