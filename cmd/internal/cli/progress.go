package cli

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar shows how far a scan is, on a terminal only.
type bar struct{ bar *progressbar.ProgressBar }

// bar starts a progress bar called what; total -1 is a spinner.
func (a *app) bar(what string, total int64) *bar {
	if !isTerminal(a.stderr) {
		return &bar{}
	}
	return &bar{progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(a.stderr),
		progressbar.OptionSetDescription(what),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
	)}
}

// to says that n of total are done. Its faults are the terminal's, and no scan's.
func (b *bar) to(n, total int64) {
	if b.bar == nil {
		return
	}
	if total > 0 && b.bar.GetMax64() != total {
		b.bar.ChangeMax64(total)
	}
	_ = b.bar.Set64(n)
}

// done takes the bar off the terminal.
func (b *bar) done() {
	if b.bar != nil {
		_ = b.bar.Finish() // a spinner turns until then
		_ = b.bar.Clear()
	}
}
