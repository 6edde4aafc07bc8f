// Package measure times commands side by side: the same few commands in turn,
// many times over, so that whatever else the machine does falls on all alike.
package measure

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"time"
)

// Usage is what one run of a command took.
type Usage struct {
	CPU  time.Duration // user and system time, of the command and the children it waited for
	Wall time.Duration
	Peak int64 // most memory resident at once, in bytes; 0 where the system does not say
}

// Command is one contestant. Its output goes to the null device.
type Command struct {
	Name string
	Args []string // the program first
	Dir  string   // empty: the current directory
}

// run runs c once. Exit status 1 is success: search tools mean "nothing found"
// by it, linters "something found".
func (c Command) run(ctx context.Context) (Usage, error) {
	cmd := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	cmd.Dir = c.Dir
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return Usage{}, fmt.Errorf("run %s: %w", c.Name, err)
	}
	state := cmd.ProcessState
	return Usage{CPU: state.UserTime() + state.SystemTime(), Wall: wall, Peak: peak(state)}, nil
}

// Result is all the runs of one command.
type Result struct {
	Name string
	Runs []Usage
}

// Alternate runs every command once to warm the caches, and then all of them in
// turn, rounds times. It fails on the first command that cannot be run or ends
// with a status other than 0 and 1.
func Alternate(ctx context.Context, rounds int, commands ...Command) ([]Result, error) {
	results := make([]Result, len(commands))
	for round := range rounds + 1 {
		for i, c := range commands {
			usage, err := c.run(ctx)
			if err != nil {
				return nil, err
			}
			results[i].Name = c.Name
			if round > 0 {
				results[i].Runs = append(results[i].Runs, usage)
			}
		}
	}
	return results, nil
}

// CPU is the median of the runs' CPU times.
func (r Result) CPU() time.Duration {
	return median(r.Runs, func(u Usage) time.Duration { return u.CPU })
}

// Wall is the median of the runs' wall-clock times.
func (r Result) Wall() time.Duration {
	return median(r.Runs, func(u Usage) time.Duration { return u.Wall })
}

// Peak is the median of the runs' peak memory, in bytes.
func (r Result) Peak() int64 {
	return median(r.Runs, func(u Usage) int64 { return u.Peak })
}

// median is the middle of what of returns for each run; of an even number of
// runs, the lower of the two in the middle. It is 0 without runs.
func median[N time.Duration | int64](runs []Usage, of func(Usage) N) N {
	if len(runs) == 0 {
		return 0
	}
	values := make([]N, len(runs))
	for i, u := range runs {
		values[i] = of(u)
	}
	slices.Sort(values)
	return values[(len(values)-1)/2]
}
