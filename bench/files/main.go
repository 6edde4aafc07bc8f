// Command files compares `msginelint files DIR` with ripgrep looking for one
// fixed string in the same directory: CPU time and peak memory, side by side.
//
//	go run ./bench/files [-n ROUNDS] [-program FILE] [DIR]
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/msgine/msginelint/bench/internal/measure"
)

func main() {
	rounds := flag.Int("n", 7, "how many rounds to measure, after one to warm up")
	given := flag.String("program", "", "measure this program instead of one built from here")
	flag.Parse()
	dir := "."
	if flag.NArg() > 0 {
		dir = flag.Arg(0)
	}
	if err := compare(context.Background(), os.Stdout, *given, *rounds, dir); err != nil {
		fmt.Fprintln(os.Stderr, "bench/files:", err)
		os.Exit(1)
	}
}

// compare measures both on dir and prints the table to w.
func compare(ctx context.Context, w io.Writer, given string, rounds int, dir string) error {
	program, remove, err := measure.Program(ctx, given)
	if err != nil {
		return err
	}
	defer remove()
	results, err := measure.Alternate(ctx, rounds,
		measure.Command{Name: "msginelint files " + dir, Args: []string{program, "files", dir}},
		measure.Command{Name: "rg -uu -F -c msgine_live_ " + dir, Args: []string{"rg", "-uu", "-F", "-c", "msgine_live_", dir}},
	)
	if err != nil {
		return err
	}
	return measure.Write(w, results)
}
