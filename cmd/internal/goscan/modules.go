package goscan

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Modules returns the directories of the modules, relative to root with "/",
// that hold the Go files among paths: the nearest directory with a go.mod at or
// above each. homeless lists the files that lie in no module. A file that the
// go command never builds (in testdata or vendor, or in a directory that starts
// with "." or "_") counts for neither: it is text.
func Modules(root string, paths []string) (modules, homeless []string) {
	known := map[string]string{} // directory to its module's, "" for none
	for _, p := range paths {
		if path.Ext(p) != ".go" || !built(p) {
			continue
		}
		if dir, ok := moduleOf(root, path.Dir(p), known); ok {
			modules = append(modules, dir)
		} else {
			homeless = append(homeless, p)
		}
	}
	slices.Sort(modules)
	return slices.Compact(modules), homeless
}

// built reports whether "./..." can match the package of the file at p.
func built(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if part == "testdata" || part == "vendor" || part[:1] == "." || part[:1] == "_" {
			return false
		}
	}
	return true
}

// moduleOf is the module directory at or above dir.
func moduleOf(root, dir string, known map[string]string) (string, bool) {
	if module, ok := known[dir]; ok {
		return module, module != ""
	}
	module := ""
	if info, err := os.Stat(filepath.Join(root, filepath.FromSlash(dir), "go.mod")); err == nil && info.Mode().IsRegular() {
		module = dir
	} else if dir != "." {
		module, _ = moduleOf(root, path.Dir(dir), known)
	}
	known[dir] = module
	return module, module != ""
}
