package ignore

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rootPatterns is a root .gitignore of thirty lines, as they come.
const rootPatterns = `# build
/dist/
/build/
/bin/*
!/bin/keep
*.o
*.a
*.so
*.test
*.out
*.exe
node_modules/
vendor/
.idea/
.vscode/*
!.vscode/settings.json
*.swp
*~
.DS_Store
Thumbs.db
.env
.env.local
.env.*.local
!.env.example
coverage.*
*.log
logs/
/docs/_build/**
**/testdata/tmp-*
*.py[cod]
__pycache__/
`

// benchTree is the paths of a tree of 7,000 files, in a walker's order.
func benchTree() (paths []string) {
	for i := range 700 {
		for j := range 10 {
			ext := [...]string{"go", "md", "txt", "json", "tf", "yml", "go", "go", "hcl", "ts"}[j]
			paths = append(paths, fmt.Sprintf("internal/service%d/package-%d/some_file_%d.%s", i/20, i, j, ext))
		}
	}
	return paths
}

// BenchmarkExcluded is one path of a tree that is walked once: the cost of
// finding, reading and compiling the ignore files is in it.
func BenchmarkExcluded(b *testing.B) {
	isolate(b)
	root := newRepo(b)
	write(b, filepath.Join(root, ".gitignore"), rootPatterns)
	write(b, filepath.Join(root, "internal/.gitignore"), "*.tmp\n/generated\n")
	paths := benchTree()
	for _, p := range paths {
		if err := os.MkdirAll(filepath.Join(root, filepath.Dir(p)), 0o755); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("warm", func(b *testing.B) {
		r := open(b, root)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, excluded := r.Excluded(paths[i%len(paths)], false); excluded {
				b.Fatal("excluded")
			}
		}
	})
	b.Run("hit", func(b *testing.B) {
		r := open(b, root)
		b.ReportAllocs()
		for b.Loop() {
			if _, excluded := r.Excluded("internal/service1/some-file.log", false); !excluded {
				b.Fatal("not excluded")
			}
		}
	})
	b.Run("tree", func(b *testing.B) {
		for b.Loop() {
			r := open(b, root)
			for _, p := range paths {
				r.Excluded(p, false)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(paths)), "ns/path")
	})
}

// BenchmarkIndex reads an index of 7,000 files.
func BenchmarkIndex(b *testing.B) {
	isolate(b)
	root := newRepo(b)
	for _, p := range benchTree() {
		write(b, filepath.Join(root, p), p)
	}
	git(b, root, "add", ".")
	for b.Loop() {
		if ok, err := open(b, root).Tracked("x"); ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

// TestHostile gives time to patterns and files made to take it.
func TestHostile(t *testing.T) {
	isolate(t)
	root := newRepo(t)
	long := strings.Repeat("a", 250)
	var many strings.Builder
	for i := range 34_000 {
		fmt.Fprintf(&many, "x%d\n*.y%d\nz%d*q\n", i, i, i)
	}
	write(t, filepath.Join(root, "many/.gitignore"), many.String())
	write(t, filepath.Join(root, "stars/.gitignore"), strings.Repeat("*a", 120)+"b\n/"+strings.Repeat("**/a*", 1000)+"b\n"+
		strings.Repeat("[ab]*", 100)+"c\n")
	write(t, filepath.Join(root, "line/.gitignore"), strings.Repeat("?*", 1<<20)+"\n"+strings.Repeat("*", 1<<20)+"b\n!"+strings.Repeat("[", 1<<20)+"\n")
	r := open(t, root)
	for path, want := range map[string]bool{
		"many/x33999": true, "many/d/a.y7": true, "many/z5-q": true, "many/x34000": false, "many/none": false,
		"stars/" + long: false, "stars/" + strings.Repeat(long+"/", 16) + long: false, "line/aab": true, "line/a": false,
	} {
		if _, excluded := r.Excluded(path, false); excluded != want {
			t.Errorf("Excluded(%.40q) = %v, want %v", path, excluded, want)
		}
	}
	if skipped := r.Err(); len(skipped) > 0 {
		t.Errorf("skipped: %v", skipped)
	}
}
