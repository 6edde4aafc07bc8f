package cli

import (
	"context"
	"errors"
	"fmt"
)

// The exit statuses of msginelint. Findings and an incomplete scan together are
// ExitFindings, and the report says what was not scanned.
const (
	ExitClean       = 0   // nothing to report
	ExitFindings    = 1   // findings at or above --fail-on
	ExitUsage       = 2   // wrong usage, or a config file that is wrong
	ExitIncomplete  = 3   // something could not be scanned; with --require-complete also a known limit, such as a shallow clone
	ExitInterrupted = 130 // stopped by SIGINT or SIGTERM: 128 + SIGINT, as shells count
)

// statusError ends a command whose report was written with a status.
type statusError struct{ status int }

func (e statusError) Error() string { return fmt.Sprintf("exit status %d", e.status) }

// usageError is a fault of the command line or the config.
type usageError struct {
	err  error
	hint bool // point at the help: the command line is at fault, not a file
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// usage is a fault of the command line.
func usage(format string, args ...any) error {
	return &usageError{err: fmt.Errorf(format, args...), hint: true}
}

// statusOf is the exit status for a command that ended with err.
func statusOf(err error) int {
	var status statusError
	var wrong *usageError
	switch {
	case err == nil:
		return ExitClean
	case errors.As(err, &status):
		return status.status
	case errors.As(err, &wrong):
		return ExitUsage
	case errors.Is(err, context.Canceled):
		return ExitInterrupted
	}
	return ExitIncomplete
}
