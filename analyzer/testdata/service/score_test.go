package service

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// leastRecall is the part of the LEAK marks that must be reported.
const leastRecall = 0.95

var (
	leak   = regexp.MustCompile(`// LEAK: ([a-z]+): .*?(\[[^\]]+\])?$`)
	also   = regexp.MustCompile(`// ALSO: (\[[^\]]+\])`)
	either = regexp.MustCompile(`// OPEN: `)
)

// TestScore: the vet tool reports the marked leaks, and nothing else.
func TestScore(t *testing.T) {
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	said := reports(t, root)
	lines := marked(t, root)
	atTag := map[string][]string{} // tag to the places where its leak may be reported instead
	for place, text := range lines {
		if m := also.FindStringSubmatch(text); m != nil {
			atTag[m[1]] = append(atTag[m[1]], place)
		}
	}
	all, found := 0, 0
	fine := map[string]bool{}
	for place, text := range lines {
		m := leak.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		all++
		hit := false
		for _, p := range append([]string{place}, atTag[m[2]]...) {
			fine[p] = true
			hit = hit || accepts(m[1], said[p])
		}
		if hit {
			found++
		} else {
			t.Logf("missed %s: %s", place, m[0])
		}
	}
	wrong := 0
	for place, rules := range said {
		if !fine[place] && !either.MatchString(lines[place]) {
			wrong++
			t.Errorf("false: %s: %v", place, rules)
		}
	}
	t.Logf("%d of %d leaks, %d false", found, all, wrong)
	if all == 0 || float64(found) < leastRecall*float64(all) {
		t.Errorf("%d of %d leaks reported, want %.0f %%", found, all, 100*leastRecall)
	}
}

// accepts: of a key in a URL, both rules are right.
func accepts(rule string, said []string) bool {
	for _, s := range said {
		if s == rule || rule != "hardcodedkey" && s != "hardcodedkey" {
			return true
		}
	}
	return false
}

// marked is the text of each line of the module, by file:line.
func marked(t *testing.T, root string) map[string]string {
	t.Helper()
	lines := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || d.Name() == "score_test.go" {
			return err
		}
		text, err := os.ReadFile(path)
		for i, line := range strings.Split(string(text), "\n") {
			lines[at(root, path, i+1)] = line
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// at names a line of a file below root.
func at(root, path string, line int) string {
	rel, err := filepath.Rel(root, path)
	if err != nil {
		rel = path
	}
	return fmt.Sprintf("%s:%d", filepath.ToSlash(rel), line)
}

// reports builds the vet tool and returns the rules it reports at each line.
func reports(t *testing.T, root string) map[string][]string {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "msginelint")
	build := exec.Command("go", "build", "-o", tool, "./cmd/msginelint")
	build.Dir = filepath.Join(root, "..", "..", "..")
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, text)
	}
	vet := exec.Command("go", "vet", "-json", "-vettool="+tool, "./...")
	vet.Dir = root
	var errs strings.Builder
	vet.Stderr = &errs
	out, err := vet.Output()
	if err != nil {
		t.Fatalf("vet: %v\n%s", err, errs.String())
	}
	place := regexp.MustCompile(`^(.*):(\d+):\d+$`)
	said := map[string][]string{}
	seen := map[string]bool{} // a package and its test variant say the same twice
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var tree map[string]map[string]json.RawMessage
		if err := dec.Decode(&tree); err != nil {
			t.Fatal(err)
		}
		for _, byPass := range tree {
			for pass, raw := range byPass {
				var list []struct{ Posn string }
				if !strings.HasSuffix(pass, "key") || json.Unmarshal(raw, &list) != nil {
					continue
				}
				for _, d := range list {
					m := place.FindStringSubmatch(d.Posn)
					if m == nil || seen[pass+d.Posn] {
						continue
					}
					seen[pass+d.Posn] = true
					line, _ := strconv.Atoi(m[2])
					said[at(root, m[1], line)] = append(said[at(root, m[1], line)], pass)
				}
			}
		}
	}
	return said
}
