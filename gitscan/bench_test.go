package gitscan_test

import (
	"context"
	"os"
	"testing"

	"github.com/msgine/msginelint/gitscan"
)

// BenchmarkHistory scans the repository that the environment variable
// BENCH_REPO names.
func BenchmarkHistory(b *testing.B) {
	dir := os.Getenv("BENCH_REPO")
	if dir == "" {
		b.Skip("BENCH_REPO names no repository")
	}
	l, err := gitscan.Find(dir)
	if err != nil {
		b.Fatal(err)
	}
	m := matcher(b)
	for b.Loop() {
		if _, err := gitscan.History(context.Background(), l, gitscan.Options{Matcher: m}); err != nil {
			b.Fatal(err)
		}
	}
}
