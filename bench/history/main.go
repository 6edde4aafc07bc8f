// Command history compares `msginelint history` with git printing every object
// of the same repository: CPU time and peak memory, side by side.
//
//	go run ./bench/history [-n ROUNDS] [-program FILE] [REPOSITORY]
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
	rounds := flag.Int("n", 3, "how many rounds to measure, after one to warm up")
	given := flag.String("program", "", "measure this program instead of one built from here")
	flag.Parse()
	dir := "."
	if flag.NArg() > 0 {
		dir = flag.Arg(0)
	}
	if err := compare(context.Background(), os.Stdout, *given, *rounds, dir); err != nil {
		fmt.Fprintln(os.Stderr, "bench/history:", err)
		os.Exit(1)
	}
}

// compare measures both in the repository dir and prints the table to w.
func compare(ctx context.Context, w io.Writer, given string, rounds int, dir string) error {
	program, remove, err := measure.Program(ctx, given)
	if err != nil {
		return err
	}
	defer remove()
	git := []string{"git", "cat-file", "--batch-all-objects", "--batch", "--unordered", "--buffer"}
	results, err := measure.Alternate(ctx, rounds,
		measure.Command{Name: "msginelint history", Args: []string{program, "history"}, Dir: dir},
		measure.Command{Name: "git cat-file --batch-all-objects --batch --unordered --buffer", Args: git, Dir: dir},
	)
	if err != nil {
		return err
	}
	return measure.Write(w, results)
}
