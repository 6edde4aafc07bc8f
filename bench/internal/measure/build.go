package measure

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// underTest is the command to measure, as the go command names it.
const underTest = "github.com/msgine/msginelint/cmd/msginelint"

// Program returns the program to measure: given, or where that is empty
// msginelint compiled from this source tree into a temporary directory, which
// remove deletes again.
func Program(ctx context.Context, given string) (program string, remove func(), err error) {
	if given != "" {
		program, err = filepath.Abs(given)
		return program, func() {}, err
	}
	dir, err := os.MkdirTemp("", "msginelint-bench")
	if err != nil {
		return "", nil, fmt.Errorf("build msginelint: %w", err)
	}
	remove = func() { _ = os.RemoveAll(dir) }
	program = filepath.Join(dir, "msginelint")
	out, err := exec.CommandContext(ctx, "go", "build", "-o", program, underTest).CombinedOutput()
	if err != nil {
		remove()
		return "", nil, fmt.Errorf("build msginelint: %w\n%s", err, out)
	}
	return program, remove, nil
}
