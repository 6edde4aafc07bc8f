// Package cli is the command msginelint: it turns the user's wishes into scans,
// and their outcome into a report and an exit status. It detects nothing itself.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/msgine/msginelint/cmd/internal/report"
)

// grace is how long an interrupted command may take to end by itself.
const grace = time.Second

// Main runs msginelint with args, the command line without the program's name,
// and returns its exit status. Called as a vet tool it never returns: the vet
// driver reads the process's own arguments and exits.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if isVetTool(args) {
		runVetTool()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, redact: builtinRedactor(), started: time.Now()}
	done := make(chan int, 1)
	go func() { done <- a.run(ctx, args) }()
	select {
	case status := <-done:
		return status
	case <-ctx.Done():
	}
	stop() // a second signal ends the process at once
	select {
	case <-done:
	case <-time.After(grace):
	}
	if isTerminal(stderr) {
		fmt.Fprintln(stderr) // leave the progress bar's line
	}
	a.say("interrupted: nothing was reported")
	return ExitInterrupted
}

// app is one run of the command.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	options        options
	redact         redactor
	started        time.Time
}

// run executes the command line and returns the exit status.
func (a *app) run(ctx context.Context, args []string) (status int) {
	defer func() {
		if fault := recover(); fault != nil {
			// Not the value: it may hold what was being scanned.
			a.say(fmt.Sprintf("internal error (%T)", fault))
			fmt.Fprintf(a.stderr, "%s", debug.Stack())
			status = ExitIncomplete
		}
	}()
	root := a.rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	status = statusOf(err)
	if status != ExitInterrupted {
		a.explain(err)
	}
	return status
}

// explain prints an error that no report speaks of.
func (a *app) explain(err error) {
	switch err := err.(type) {
	case nil, statusError:
		return
	case *usageError:
		a.say(err.Error())
		if err.hint {
			fmt.Fprintln(a.stderr, `Run "msginelint help" for the commands and flags.`)
		}
	default:
		a.say(err.Error())
	}
}

// say writes a message to standard error, line by line, with no key and no
// terminal escape in it.
func (a *app) say(message string) {
	for line := range strings.SplitSeq(message, "\n") {
		fmt.Fprintf(a.stderr, "msginelint: %s\n", report.Printable(a.redact.text(line)))
	}
}

// detail says message under --verbose.
func (a *app) detail(format string, args ...any) {
	if a.options.verbose {
		a.say(fmt.Sprintf(format, args...))
	}
}
