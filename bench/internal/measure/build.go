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

// Build compiles msginelint into a new temporary directory and returns the
// program's path and a function that removes it again.
func Build(ctx context.Context) (program string, remove func(), err error) {
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
