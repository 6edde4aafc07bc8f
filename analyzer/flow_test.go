package analyzer_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// flowModule has a key that travels through three packages. Its own log package
// stands in place of log's closure, which takes the tool many runs.
var flowModule = map[string]string{
	"go.mod": "module example.com/f\n\ngo 1.26\n",
	"config/config.go": `package config

import "os"

type Config struct{ Key, Region string }

func Load() *Config { return &Config{Key: os.Getenv("MSGINE_API_KEY"), Region: "ug"} }
`,
	"out/out.go": `package out

func Say(name string, text string) { println(name, text) }
`,
	"app/app.go": `package app

import (
	"example.com/f/config"
	"example.com/f/out"
)

func Run() {
	cfg := config.Load()
	out.Say("region", cfg.Region)
	out.Say("key", cfg.Key)
	out.Say("key", cfg.Key) // msginelint:allow loggedkey a test of the directive
}
`,
}

// TestVetFlow: facts carry a key across packages under go vet.
func TestVetFlow(t *testing.T) {
	dir := t.TempDir()
	for name, text := range flowModule {
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
	cmd := exec.Command("go", "vet", "-vettool="+self, "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asVetTool+"=1", "GOFLAGS=", "GOWORK=off")
	text, err := cmd.CombinedOutput()
	if err == nil {
		t.Error("go vet found nothing")
	}
	want := "app/app.go:11:2: MsGine key from MSGINE_API_KEY (config.go:7) → "
	if got := string(text); strings.Count(got, ".go:") != 2 || !strings.Contains(got, want) || !strings.Contains(got, "printed by println") {
		t.Errorf("go vet says:\n%swant one line with %q", got, want)
	}
}
