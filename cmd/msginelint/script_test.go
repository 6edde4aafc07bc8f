package main_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript runs the scripts: each is a session of a user, from a fresh
// directory on, and reads as documentation. Beside testscript's own commands:
//
//	key NAME FILE...         make a random key and write it where the files say @NAME@
//	status N msginelint ...  run the command; its exit status must be N, and neither
//	                         of its outputs may hold any part of a key
//	same FILE                the last standard output must be FILE, byte by byte
func TestScript(t *testing.T) {
	outer := outerEnvironment(t)
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, outer...)
			env.Values[keysValue{}] = map[string]string{}
			return setupGit(env)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"key":    cmdKey,
			"status": cmdStatus,
			"same":   cmdSame,
		},
	})
}

// keysValue is where a script's keys are kept.
type keysValue struct{}

// outerEnvironment is what the go command needs from outside.
func outerEnvironment(t *testing.T) []string {
	t.Helper()
	env := []string{"GOPROXY=off", "GOFLAGS=-buildvcs=false", "GOWORK=off", "GOTOOLCHAIN=local", "LC_ALL=C", "TZ=UTC", "NO_COLOR="}
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatalf("go env %s: %v", name, err)
		}
		env = append(env, name+"="+strings.TrimSpace(string(value)))
	}
	return env
}

// setupGit keeps git from reading the machine's configuration, and time still.
func setupGit(env *testscript.Env) error {
	home := env.WorkDir + ".home" // beside, so that no scan of the work directory meets it
	if err := os.MkdirAll(home, 0o755); err != nil {
		return err
	}
	config := filepath.Join(home, "gitconfig")
	text := "[user]\n\tname = Ann\n\temail = ann@example.com\n[init]\n\tdefaultBranch = main\n[protocol \"file\"]\n\tallow = always\n"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return err
	}
	const date = "2026-01-05T10:00:00Z"
	env.Vars = append(env.Vars, "HOME="+home, "GIT_CONFIG_GLOBAL="+config, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	return nil
}

// cmdKey is the command key.
func cmdKey(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: key NAME FILE...")
	}
	keys := ts.Value(keysValue{}).(map[string]string)
	name := args[0]
	if keys[name] == "" {
		keys[name] = newKey(rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())))
		ts.Setenv(name+"_ID", keyID(keys[name]))
	}
	for _, file := range args[1:] {
		file = ts.MkAbs(file)
		text, err := os.ReadFile(file)
		ts.Check(err)
		if !strings.Contains(string(text), "@"+name+"@") {
			ts.Fatalf("%s does not hold @%s@", file, name)
		}
		ts.Check(os.WriteFile(file, []byte(strings.ReplaceAll(string(text), "@"+name+"@", keys[name])), 0o644))
	}
}

// cmdStatus is the command status.
func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND ARGUMENT...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	var places []place
	for name, key := range ts.Value(keysValue{}).(map[string]string) {
		places = append(places, place{name: name, key: key})
	}
	for _, stream := range []string{"stdout", "stderr"} {
		if names := leaks(places, []byte(ts.ReadFile(stream))); len(names) > 0 {
			ts.Fatalf("%s shows a part of %s", stream, strings.Join(slices.Compact(names), ", "))
		}
	}
}

// cmdSame is the command same.
func cmdSame(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: same FILE")
	}
	if same := ts.ReadFile("stdout") == ts.ReadFile(args[0]); same == neg {
		ts.Fatalf("standard output and %s: same is %v", args[0], same)
	}
}

// A second after it is interrupted, the command has ended, and has written nothing.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command("msginelint", "files", "--output", "report.txt", "-")
	cmd.Dir = dir
	stdin, err := cmd.StdinPipe() // which nobody writes to
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	start := time.Now()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	if cmd.ProcessState.ExitCode() != 130 {
		t.Errorf("exit status %d (%v), want 130", cmd.ProcessState.ExitCode(), err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v to stop", took)
	}
	if !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("standard error: %q", stderr.String())
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "report*")); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}
