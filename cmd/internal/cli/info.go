package cli

import (
	"fmt"
	"runtime/debug"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/msgine/msginelint/cmd/internal/suggest"
	"github.com/msgine/msginelint/rules"
)

// version is the module's version as the go command recorded it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, "msginelint", version())
			return err
		},
	}
}

// ruleIDs lists the rules' ids.
func ruleIDs() []string {
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, r.ID)
	}
	return ids
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "explain RULE",
		Short:             "Print a rule's documentation",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.FixedCompletions(ruleIDs(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			rule, ok := rules.ByID(args[0])
			if !ok {
				return usage("unknown rule %q%s (rules: %s)", args[0], suggest.Hint(args[0], ruleIDs()), strings.Join(ruleIDs(), ", "))
			}
			_, err := fmt.Fprint(a.stdout, rule.Doc())
			return err
		},
	}
}

func (a *app) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			for _, r := range rules.All() {
				state := "since " + r.Since
				if !r.Enforced() {
					state = "not enforced yet"
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, r.Severity, state, r.Title)
			}
			return w.Flush()
		},
	}
}
