package filescan

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkTree scans a tree made like a checkout: many small files in many
// directories. FILESCAN_BENCH_ROOT names a real one to scan in its place.
func BenchmarkTree(b *testing.B) {
	root := os.Getenv("FILESCAN_BENCH_ROOT")
	if root == "" {
		root = b.TempDir()
		files := map[string]string{}
		line := "\treturn fmt.Errorf(\"apply %s: %w\", name, err) // as before\n"
		for i := range 2000 {
			files[strconv.Itoa(i%40)+"/"+strconv.Itoa(i%5)+"/"+strconv.Itoa(i)+".go"] = strings.Repeat(line, 1+i%200)
		}
		write(b, root, files)
	}
	for name, open := range openers() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := tree(b, Options{Root: root, open: open})
				b.SetBytes(r.Coverage.Bytes)
			}
		})
	}
}
