package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"github.com/msgine/msginelint/cmd/internal/report"
	"github.com/msgine/msginelint/rules/finding"
)

// finish filters, reports and turns the outcome into a status.
func (a *app) finish(t target, s settings, r finding.Result) error {
	a.filter(&r, t, &s.config)
	if c := &r.Coverage; c.Files+c.Packages+c.Commits == 0 && len(c.Objects) == 0 && c.Complete() {
		c.Limit("scan", "there was nothing to scan")
	}
	for _, n := range r.Notes {
		if n.Path == "" {
			a.detail("note: %s", n.Text)
		} else {
			a.detail("note: %s: %s", n.Path, n.Text)
		}
	}
	if err := a.write(r, s); err != nil {
		return err
	}
	if a.options.format == "text" {
		a.say(fmt.Sprintf("took %.1f s", time.Since(a.started).Seconds()))
	}
	if status := a.status(r, s); status != ExitClean {
		return statusError{status}
	}
	return nil
}

// status is the exit status for r.
func (a *app) status(r finding.Result, s settings) int {
	failOn := cmp.Or(a.options.failOn, s.config.FailOn, "warning")
	least := map[string]finding.Severity{"warning": finding.Warning, "error": finding.Error, "never": finding.Error + 1}[failOn]
	for _, f := range r.Findings {
		if f.Allowed == nil && f.Severity >= least {
			return ExitFindings
		}
	}
	if r.Coverage.Failed() || a.options.requireComplete && !r.Coverage.Complete() {
		return ExitIncomplete
	}
	return ExitClean
}

// write writes the report to where the user wants it.
func (a *app) write(r finding.Result, s settings) error {
	var b bytes.Buffer
	var err error
	switch a.options.format {
	case "json":
		err = report.JSON(&b, r, report.JSONOptions{Version: version(), ShowAllowed: a.options.verbose})
	default:
		err = report.Text(&b, r, report.TextOptions{Color: a.color(), ShowAllowed: a.options.verbose, Providers: s.providers})
	}
	if err != nil {
		return err
	}
	if a.options.output == "" {
		if _, err := a.stdout.Write(b.Bytes()); err != nil {
			return fmt.Errorf("write report: %w", err)
		}
		return nil
	}
	if err := writeFile(a.options.output, b.Bytes()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	a.say(fmt.Sprintf("%s written to %s", countFindings(len(r.Findings)), a.options.output))
	return nil
}

// color reports whether text is coloured.
func (a *app) color() bool {
	switch a.options.color {
	case "always":
		return true
	case "never":
		return false
	}
	return a.options.output == "" && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(a.stdout)
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// writeFile writes data to the file called name: whoever reads it sees the old
// file or the new one, never a part. A device or a pipe is written to directly.
func writeFile(name string, data []byte) (err error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	mode := fs.FileMode(0o666) // less the umask
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return os.WriteFile(name, data, 0)
		}
		mode = info.Mode().Perm()
	}
	f, err := createBeside(name, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(data)
	if err := cmp.Or(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// createBeside creates a new file in the directory of the one called name.
// os.CreateTemp would not heed the umask.
func createBeside(name string, mode fs.FileMode) (*os.File, error) {
	for i := 0; ; i++ {
		temp := fmt.Sprintf("%s.%d-%d.tmp", name, os.Getpid(), i)
		f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) || i > 100 {
			return f, err
		}
	}
}
