package goscan

import "golang.org/x/tools/go/analysis"

// scannedName is the name of the analyzer that [Scanned] returns.
const scannedName = "scanned"

// Scanned returns the analyzer that says which packages were analysed: go vet
// names only packages with diagnostics, and a package that silently was not
// analysed would pass for clean. It says nothing unless its flag -report is set.
func Scanned() *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name: scannedName,
		Doc:  "report each package that was analysed\n\nFor msginelint's own count of what it covered; off unless -scanned.report is set.",
	}
	report := a.Flags.Bool("report", false, "report each package")
	a.Run = func(pass *analysis.Pass) (any, error) {
		if *report && len(pass.Files) > 0 {
			pass.Reportf(pass.Files[0].Package, "analysed")
		}
		return nil, nil
	}
	return a
}
