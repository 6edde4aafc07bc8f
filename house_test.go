// Package house_test holds the arrows between the rooms of ARCHITECTURE.md.
package house_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/msgine/msginelint/"

// mayImport says which rooms each room may import, besides its own folder. A
// room is the longest entry that its path starts with.
var mayImport = map[string][]string{
	"cmd":      {"analyzer", "filescan", "gitscan", "rules"},
	"analyzer": {"rules"},
	"filescan": {"rules"},
	"gitscan":  {"rules"},
	"rules":    {"rules"},
	"bench":    {},

	// Inside rules: the data first, what is built on it after.
	"rules/key":      {},
	"rules/provider": {},
	"rules/allow":    {},
	"rules/envfile":  {},
	"rules/match":    {"rules/key", "rules/provider"},
	"rules/finding":  {"rules/key"},
}

// badNames are folders that say nothing about what is in them.
var badNames = []string{"util", "utils", "common", "helpers", "types", "misc", "shared"}

type pkg struct {
	ImportPath string
	Imports    []string
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var packages []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

// room is the longest entry of mayImport that path lies in.
func room(path string) string {
	longest := ""
	for r := range mayImport {
		if (path == r || strings.HasPrefix(path, r+"/")) && len(r) > len(longest) {
			longest = r
		}
	}
	return longest
}

func TestArrows(t *testing.T) {
	packages := list(t)
	if len(packages) < 10 {
		t.Fatalf("only %d packages listed", len(packages))
	}
	for _, p := range packages {
		path, ok := strings.CutPrefix(p.ImportPath, module)
		if !ok {
			continue
		}
		from := room(path)
		if from == "" {
			t.Errorf("%s lies in no room", path)
			continue
		}
		for _, imported := range p.Imports {
			target, ours := strings.CutPrefix(imported, module)
			if !ours || allowed(from, target) {
				continue
			}
			t.Errorf("%s imports %s: no arrow leads from %s there", path, target, from)
		}
	}
}

func allowed(from, target string) bool {
	if target == from || strings.HasPrefix(target, from+"/") {
		return true
	}
	for _, r := range mayImport[from] {
		if target == r || strings.HasPrefix(target, r+"/") {
			return true
		}
	}
	return false
}

func TestNames(t *testing.T) {
	for _, p := range list(t) {
		for _, part := range strings.Split(p.ImportPath, "/") {
			for _, bad := range badNames {
				if part == bad {
					t.Errorf("%s: a folder called %s says nothing about what is in it", p.ImportPath, bad)
				}
			}
		}
	}
}
