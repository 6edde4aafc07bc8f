//go:build unix

package measure

import (
	"os"
	"runtime"
	"syscall"
)

// peak is the most memory the process had resident at once, in bytes.
// getrusage(2) counts it in kilobytes, but for macOS, which counts bytes.
func peak(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(usage.Maxrss) //nolint:unconvert // 32 bits wide on some systems
	}
	return int64(usage.Maxrss) << 10 //nolint:unconvert // 32 bits wide on some systems
}
