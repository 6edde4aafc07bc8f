package measure

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// Write prints one line a result and its ratio to the last one, the yardstick.
func Write(w io.Writer, results []Result) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "CPU s\tratio\twall s\tpeak MB\truns\t  command")
	if len(results) > 0 {
		base := results[len(results)-1].CPU()
		for _, r := range results {
			fmt.Fprintf(table, "%.3f\t%s\t%.3f\t%.1f\t%d\t  %s\n", r.CPU().Seconds(), ratio(r.CPU(), base),
				r.Wall().Seconds(), float64(r.Peak())/1e6, len(r.Runs), r.Name)
		}
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

// ratio is a divided by b, or "-" where b is too short to be measured.
func ratio(a, b time.Duration) string {
	if b == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", float64(a)/float64(b))
}
