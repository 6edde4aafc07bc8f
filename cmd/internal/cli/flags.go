package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/msgine/msginelint/cmd/internal/report"
	"github.com/msgine/msginelint/cmd/internal/suggest"
)

// options are the common flags.
type options struct {
	format, output, failOn, config, color, dir string
	requireComplete, verbose                   bool
}

// The values of --fail-on and --color.
func failOnValues() []string { return []string{"error", "warning", "never"} }
func colorValues() []string  { return []string{"auto", "always", "never"} }

// addTo declares the common flags.
func (o *options) addTo(cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	f.SortFlags = false
	f.StringVarP(&o.format, "format", "f", "text", "format of the report: "+strings.Join(report.Formats(), ", "))
	f.StringVarP(&o.output, "output", "o", "", "write the report to `FILE` instead of standard output, whole or not at all")
	f.StringVar(&o.failOn, "fail-on", "", "least severity for exit status 1: error, warning, never (default warning)")
	f.StringVar(&o.config, "config", "", "config `FILE` (default .msginelint.yml at the repository's root)")
	f.BoolVar(&o.requireComplete, "require-complete", false, "exit with status 3 unless everything could be scanned, known limits included")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "also say what was let through, passed over or used")
	f.StringVar(&o.color, "color", "auto", "colours in text: auto, always, never (NO_COLOR is honoured)")
	f.StringVarP(&o.dir, "directory", "C", "", "change to `DIR` first")
	complete := func(flag string, values []string) {
		err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		if err != nil {
			panic("no flag --" + flag) // a test would fail
		}
	}
	complete("format", report.Formats())
	complete("fail-on", failOnValues())
	complete("color", colorValues())
}

// check validates the flags and changes to the directory that -C names.
func (o *options) check() error {
	oneOf := func(flag, value string, values []string) error {
		if slices.Contains(values, value) {
			return nil
		}
		return usage("--%s %s does not exist; there are: %s%s", flag, value, strings.Join(values, ", "), suggest.Hint(value, values))
	}
	if err := oneOf("format", o.format, report.Formats()); err != nil {
		return err
	}
	if err := oneOf("color", o.color, colorValues()); err != nil {
		return err
	}
	if o.failOn != "" {
		if err := oneOf("fail-on", o.failOn, failOnValues()); err != nil {
			return err
		}
	}
	if o.dir != "" {
		if err := os.Chdir(o.dir); err != nil {
			return usage("-C: %w", err)
		}
	}
	if o.output == "" {
		return nil
	}
	// Told now, not after a long scan.
	if info, err := os.Stat(filepath.Dir(o.output)); err != nil || !info.IsDir() {
		return usage("--output %s: its directory does not exist", o.output)
	}
	if info, err := os.Stat(o.output); err == nil && info.IsDir() {
		return usage("--output %s: is a directory", o.output)
	}
	return nil
}

// flagError is a flag that cmd does not understand, with a guess at what was meant.
func flagError(cmd *cobra.Command, err error) error {
	typed, isUnknown := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !isUnknown {
		return &usageError{err: err, hint: true}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if closest, ok := suggest.Closest(typed, names); ok {
		return usage(`unknown flag: --%s; did you mean "--%s"?`, typed, closest)
	}
	return usage("unknown flag: --%s", typed)
}
