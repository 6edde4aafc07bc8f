package filescan

import (
	"slices"
	"strings"

	"github.com/msgine/msginelint/rules/finding"
)

// merge is the sum of what workers found, in an order that does not depend on
// which worker found what.
func merge(workers []*worker) Report {
	var sum Report
	for _, w := range workers {
		sum.Findings = append(sum.Findings, w.report.Findings...)
		sum.Notes = append(sum.Notes, w.report.Notes...)
		sum.Coverage.Add(w.report.Coverage)
		sum.EnvFiles = append(sum.EnvFiles, w.report.EnvFiles...)
		sum.Mentions = append(sum.Mentions, w.report.Mentions...)
	}
	finding.Sort(sum.Findings)
	sum.Result = finding.Merge(sum.Result)
	slices.SortFunc(sum.EnvFiles, func(a, b EnvFile) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(sum.Mentions)
	sum.Mentions = slices.Compact(sum.Mentions)
	return sum
}
