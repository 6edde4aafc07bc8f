package cli

import (
	"github.com/spf13/cobra"
)

// rootCommand builds the command line. Without a command's name it checks.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "msginelint [PATH]",
		Short: "Find leaked MsGine API keys in files, Go code and git history",
		Long: `msginelint finds MsGine API keys where they must not be: in Go code by type, in
every other file by text, anywhere in git history, and in .env files that git
does not ignore. No report ever shows a whole key.

` + checkLong,
		Example:           "  msginelint                  check the repository you are in\n  msginelint ../service       check another one\n  msginelint --format json    for other programs",
		Version:           version(),
		Args:              cobra.MaximumNArgs(1),
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.options.check() },
		RunE:              func(cmd *cobra.Command, args []string) error { return a.check(cmd.Context(), cmd, args) },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate("msginelint {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveDefault)
	a.options.addTo(root)
	root.AddCommand(a.checkCommand(), a.filesCommand(), a.vetCommand(), a.historyCommand(), a.stagedCommand(), a.prepushCommand(), a.ignoreCommand(),
		a.explainCommand(), a.rulesCommand(), a.versionCommand())
	for _, cmd := range append(root.Commands(), root) {
		cmd.Args = usageArgs(cmd.Args)
	}
	return root
}

// usageArgs is check with its faults as faults of usage.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &usageError{err: err, hint: true}
		}
		return nil
	}
}

const checkLong = `Without PATH, the whole repository that holds the current directory is checked,
and so is a PATH that is a repository's root. With a PATH below a root, only what
lies under PATH is reported: its files, its Go packages, and what history holds at
paths under it. A PATH that is a file is scanned as text, alone. Outside a git
repository there is no history to scan. Go passes run where a module's Go files
mention a provider: a key's prefix, environment name, host or SDK.

Exit status: 0 nothing to report, 1 findings, 2 wrong usage or config,
3 something could not be scanned, 130 interrupted.`

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [PATH]",
		Short: "Check everything: Go code, files, .env rules, the whole history (default)",
		Long:  checkLong,
		Args:  cobra.MaximumNArgs(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return a.check(cmd.Context(), cmd, args) },
	}
}

func (a *app) filesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "files [PATH...|-]",
		Short: "Scan files as text, or standard input",
		Long: `Scan files of any language as text: the named files and directories, by default
the current directory, or standard input for "-". A named file is scanned even
if git ignores it. History and Go types are not looked at.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return a.files(cmd.Context(), args) },
	}
}

func (a *app) vetCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "vet [PACKAGES]",
		Short: "Run the Go passes only",
		Long: `Run the Go passes over packages, by default ./... of the current directory's
module, through go vet, which caches what did not change. Nothing is downloaded:
run "go mod download" first where modules are missing.`,
		Example: "  msginelint vet ./...\n  go vet -vettool=$(which msginelint) ./...    the same passes, without this command",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(cmd *cobra.Command, args []string) error { return a.vet(cmd.Context(), args) },
	}
}

func (a *app) historyCommand() *cobra.Command {
	since := ""
	cmd := &cobra.Command{
		Use:   "history [RANGE]",
		Short: "Scan git objects: all of them, or BASE..HEAD",
		Long: `Scan everything git stores, reachable or not: files, messages, tags, names,
notes, stashes, the reflog's objects. With RANGE, such as main..HEAD, scan what
its commits brought. With --since, scan what commits since then brought, of RANGE
or of all refs: a date (2025-01-31) or how long ago ("2 weeks").`,
		Example: "  msginelint history\n  msginelint history origin/main..HEAD\n  msginelint history --since '2 weeks'",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("since") {
				return a.history(cmd.Context(), args, nil)
			}
			return a.history(cmd.Context(), args, &since)
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "only what commits since `DATE` brought, by their committers' clocks")
	return cmd
}

func (a *app) ignoreCommand() *cobra.Command {
	fix := false
	cmd := &cobra.Command{
		Use:   "ignore",
		Short: "Check that git ignores .env files, and never held one",
		Long: `Check that git ignores every .env, .env.local and .env.*.local, tracks none of
them and never held one, and any other .env.* that holds a key.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.ignore(cmd.Context(), fix) },
	}
	cmd.Flags().BoolVar(&fix, "fix", false, "append the missing patterns to .gitignore")
	return cmd
}
