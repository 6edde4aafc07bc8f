package analyzer_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/msgine/msginelint/analyzer"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// asVetTool makes this test binary a vet tool.
const asVetTool = "MSGINELINT_TEST_VETTOOL"

func TestMain(m *testing.M) {
	if os.Getenv(asVetTool) != "" {
		unitchecker.Main(analyzer.All(provider.MsGine())...)
	}
	os.Exit(m.Run())
}

func TestAll(t *testing.T) {
	passes := analyzer.All(provider.MsGine())
	if err := analysis.Validate(passes); err != nil {
		t.Error(err)
	}
	for _, a := range passes {
		rule, ok := rules.ByID(a.Name)
		if !ok || !rule.Enforced() {
			t.Errorf("%s is no enforced rule of the catalogue", a.Name)
		}
		if !strings.Contains(a.Doc, rule.Doc()) {
			t.Errorf("%s: the documentation is not the catalogue's", a.Name)
		}
	}
}

// liveKey is whole at run time only.
func liveKey() string { return provider.MsGine().Prefixes[0] + "9fK2mQ7xVb4LpZ8sTnR3" }

// module is a real module. KEY stands for the key, BARE for one without prefix.
var module = map[string]string{
	"go.mod": "module example.com/m\n\ngo 1.26\n",
	"send/send.go": `package send

import (
	_ "embed"

	"example.com/m/part"
	"example.com/m/web"
)

//go:embed key.txt
var embedded string

var whole = part.Head + "9fK2mQ7xVb4LpZ8sTnR3"

func Send(h web.Header) {
	h.Set("X-Api-Key", "KEY")
	h["X-Api-Key"] = []string{"BARE"}
}
`,
	"send/key.txt":      "key: KEY\n",
	"send/send_test.go": "package send\n\nvar example = \"msgine_live_abc123...\"\n",
	"send/plan9.go":     "//go:build plan9\n\npackage send\n\nvar old = \"KEY\"\n",
	// In place of net/http, whose closure takes the tool 190 runs.
	"web/web.go":   "package web\n\ntype Header map[string][]string\n\nfunc (h Header) Set(key, value string) {}\n",
	"part/part.go": "package part\n\nconst Head = \"msgine_\" + \"live_\"\n\nvar Example = \"msgine_live_abc123...\"\n",
}

// vet runs go vet with this binary as its tool in a new copy of module.
func vet(t *testing.T, args ...string) (stdout, stderr string, exit int) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range module {
		text = strings.ReplaceAll(text, "KEY", liveKey())
		text = strings.ReplaceAll(text, "BARE", "Zq3Xw7Lk9Rt2Yp5Mn8Bv4Cd6")
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", append([]string{"vet", "-vettool=" + self}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asVetTool+"=1", "GOFLAGS=", "GOWORK=off")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	runErr := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatal(runErr)
	}
	for _, text := range []string{out.String(), errs.String()} {
		if strings.Contains(text, "mQ7xVb4Lp") || strings.Contains(text, "Lk9Rt2") {
			t.Error("the output shows a key")
		}
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func TestVetText(t *testing.T) {
	stdout, stderr, exit := vet(t, "./...")
	if exit != 1 || stdout != "" {
		t.Errorf("exit %d, stdout %q; want 1 and nothing", exit, stdout)
	}
	want := []string{
		"part/part.go:5:16: placeholder msgine_live_abc1… (",
		"send/plan9.go:5:12: hardcoded MsGine key msgine_live_9fK2… (",
		"send/send.go:10:12: MsGine key msgine_live_9fK2… (",
		"send/send.go:13:13: hardcoded MsGine key msgine_live_9fK2… (",
		"send/send.go:16:22: hardcoded MsGine key msgine_live_9fK2… (",
		"send/send.go:17:29: hardcoded MsGine key Zq3X… (",
	}
	for _, line := range want {
		if !strings.Contains(stderr, "\n"+line) && !strings.HasPrefix(stderr, line) {
			t.Errorf("no line starts with %q", line)
		}
	}
	if strings.Contains(stderr, "error live") || strings.Contains(stderr, "send_test.go") {
		t.Errorf("the text shows a category or a test's placeholder")
	}
	if t.Failed() {
		t.Log(stderr)
	}
}

// diagnosed is the part of go vet's JSON that the command reads.
type diagnosed struct {
	Posn, End, Category, Message string
}

// decodeVet reads the stream of objects, one a package, that go vet -json prints.
func decodeVet(t *testing.T, text string) []diagnosed {
	t.Helper()
	var all []diagnosed
	for dec := json.NewDecoder(strings.NewReader(text)); dec.More(); {
		var tree map[string]map[string][]diagnosed
		if err := dec.Decode(&tree); err != nil {
			t.Fatal(err)
		}
		for _, byPass := range tree {
			for _, list := range byPass {
				all = append(all, list...)
			}
		}
	}
	return all
}

func TestVetJSON(t *testing.T) {
	flags, err := analyzer.VetFlags()
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr, exit := vet(t, append(append([]string{"-json"}, flags...), "./send")...)
	if exit != 0 {
		t.Errorf("exit %d, stderr %s", exit, stderr)
	}
	type fact struct {
		line, end string
		evidence  string
		place     string
	}
	want := []fact{
		{"send.go:10:12", "send.go:10:19", string(analyzer.ByPrefix), string(analyzer.InEmbed)},
		{"send.go:13:13", "send.go:13:47", string(analyzer.ByPrefix), string(analyzer.InLiteral)},
		{"send.go:16:22", "send.go:16:54", string(analyzer.ByPrefix), string(analyzer.InLiteral)},
		{"send.go:17:29", "send.go:17:53", string(analyzer.ByHeader), string(analyzer.InLiteral)},
	}
	got := decodeVet(t, stdout)
	if len(got) != len(want) {
		t.Fatalf("%d diagnostics, want %d:\n%s", len(got), len(want), stdout)
	}
	ids := map[string]bool{}
	for i, d := range got {
		details, ok := analyzer.Decode(d.Category)
		if !ok {
			t.Fatalf("Decode(%q) = false", d.Category)
		}
		f := fact{filepath.Base(d.Posn), filepath.Base(d.End), string(details.Evidence), string(details.Place)}
		if f != want[i] {
			t.Errorf("diagnostic %d: %+v, want %+v", i, f, want[i])
		}
		if details.Severity != finding.Error || details.Kind != match.Live || details.Provider != "MsGine" {
			t.Errorf("diagnostic %d: %+v", i, details)
		}
		if !strings.Contains(d.Message, details.Key.ID()) || !strings.Contains(d.Message, details.Key.Shown()) {
			t.Errorf("diagnostic %d: the message does not name the key: %s", i, d.Message)
		}
		ids[details.Key.ID()] = true
	}
	if len(ids) != 2 {
		t.Errorf("%d keys, want 2", len(ids))
	}
	// Another folder: go vet computes it again.
	again, _, _ := vet(t, append(append([]string{"-json"}, flags...), "./send")...)
	for i, d := range decodeVet(t, again) {
		if d.Category != got[i].Category || d.Message != got[i].Message {
			t.Errorf("diagnostic %d differs in a second run", i)
		}
	}
}

// TestVetProviders: the flag carries further providers, and a bad one fails loudly.
func TestVetProviders(t *testing.T) {
	flags, err := analyzer.VetFlags(provider.Provider{Name: "Acme Ltd", Headers: []string{"X-Acme"}, Env: []string{"ACME_API_KEY"}})
	if err != nil {
		t.Fatal(err)
	}
	if stdout, stderr, exit := vet(t, append(append([]string{"-json"}, flags...), "./part")...); exit != 0 || !strings.Contains(stdout, "placeholder") {
		t.Errorf("exit %d, stdout %q, stderr %q", exit, stdout, stderr)
	}
	if _, stderr, exit := vet(t, `-hardcodedkey.providers=[{"nome":"x"}]`, "./part"); exit == 0 || !strings.Contains(stderr, "nome") {
		t.Errorf("an unknown field: exit %d, stderr %q", exit, stderr)
	}
}
