package goscan

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/msgine/msginelint/rules/provider"
)

// grace is how long an interrupted go command may take to end.
const grace = 2 * time.Second

// perRun is the most packages named on one command line, so that it stays well
// below the shortest limit there is: Windows allows 32767 characters.
const perRun = 200

// command is the go command with args, kept off the network.
func (s *scan) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, s.goCommand, args...)
	cmd.Dir = s.Dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "PWD="+s.Dir)
	if s.alone {
		cmd.Env = append(cmd.Env, "GOWORK=off")
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = grace
	return cmd
}

// run runs the go command and returns its output; failed says that it ended
// with a status other than 0.
func (s *scan) run(ctx context.Context, args ...string) (stdout, stderr []byte, failed bool, err error) {
	var out, errs bytes.Buffer
	cmd := s.command(ctx, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, nil, false, ctx.Err()
	}
	var exit *exec.ExitError
	if failed = errors.As(err, &exit); failed {
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("run go %s: %w", args[0], err)
	}
	return out.Bytes(), errs.Bytes(), failed, err
}

// listed is what `go list -e -test -json` says of one package.
type listed struct {
	ImportPath string
	ForTest    string
	GoFiles    []string
	CgoFiles   []string
	Error      *listError
	DepsErrors []*listError
}

type listError struct{ Err string }

// list names the packages, and notes those that cannot be loaded. The go command
// looks for embedded files only where these are asked for.
func (s *scan) list(ctx context.Context) ([]string, error) {
	args := append([]string{"list", "-e", "-test", "-buildvcs=false", "-json=ImportPath,ForTest,GoFiles,CgoFiles,EmbedFiles,TestEmbedFiles,XTestEmbedFiles,Error,DepsErrors", "--"}, s.Packages...)
	stdout, stderr, failed, err := s.run(ctx, args...)
	if err != nil {
		return nil, err
	}
	if failed {
		s.skip(s.reason(string(stderr), "go list failed"))
		return nil, nil
	}
	var packages []string
	for dec := json.NewDecoder(bytes.NewReader(stdout)); ; {
		var l listed
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("read go list: %w", err)
		}
		if slices.Contains(s.Packages, l.ImportPath) && l.Error != nil && strings.HasPrefix(l.Error.Err, "pattern ") {
			if strings.Contains(l.Error.Err, "go.work") && !s.alone {
				s.alone = true
				return s.list(ctx)
			}
			s.skip(s.reason(l.Error.Err, "no such packages"))
			continue
		}
		name := packageOf(l)
		if fault := l.fault(); fault != "" && s.broken[name] == "" {
			s.broken[name] = s.reason(fault, "it cannot be loaded")
		}
		if unit, _, _ := strings.Cut(l.ImportPath, " "); len(l.GoFiles)+len(l.CgoFiles) > 0 && !strings.HasSuffix(unit, ".test") {
			s.units[name] = append(s.units[name], unit)
		}
		packages = append(packages, name)
	}
	slices.Sort(packages)
	return slices.Compact(packages), nil
}

// packageOf is the package that l is a variant or a test of.
func packageOf(l listed) string {
	if l.ForTest != "" {
		return l.ForTest
	}
	name, _, _ := strings.Cut(l.ImportPath, " ")
	return strings.TrimSuffix(name, ".test")
}

// fault is the first error of l.
func (l *listed) fault() string {
	if l.Error != nil {
		return l.Error.Err
	}
	if len(l.DepsErrors) > 0 {
		return l.DepsErrors[0].Err
	}
	return ""
}

// vet analyses packages.
func (s *scan) vet(ctx context.Context, packages []string) error {
	for chunk := range slices.Chunk(packages, perRun) {
		args := []string{"vet", "-buildvcs=false", "-json", "-vettool=" + s.Tool, "-" + scannedName + ".report"}
		args = append(append(args, s.Flags...), "--")
		stdout, stderr, failed, err := s.run(ctx, append(args, chunk...)...)
		if err != nil {
			return err
		}
		if err := s.read(bytes.NewReader(stdout)); err != nil {
			return err
		}
		before := len(s.broken)
		s.readFaults(string(stderr))
		if failed && len(s.broken) == before {
			s.failed = true
			s.skip(s.reason(string(stderr), "go vet failed"))
		}
	}
	return nil
}

// readFaults notes the units that do not build: "# PACKAGE" and the
// compiler's lines below it.
func (s *scan) readFaults(stderr string) {
	name := ""
	for line := range strings.Lines(stderr) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			name, _, _ = strings.Cut(strings.Trim(heading, "[]"), " ")
			continue
		}
		if name != "" && line != "" && s.broken[name] == "" {
			s.broken[name] = s.reason(line, "it does not build")
		}
	}
}

// quotedText is a Go string in a compiler's message, cut short or whole.
var quotedText = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"?|`[^`]*`?")

// withoutText hides the longer strings of the source that a message repeats:
// one may be a key without a prefix, which no matcher would know without its place.
func withoutText(message string) string {
	return quotedText.ReplaceAllStringFunc(message, func(quoted string) string {
		if len(quoted) < provider.MinTail {
			return quoted
		}
		return `"…"`
	})
}

// reason is the first telling line of text, with no string of the source in it
// and no path of this machine.
func (s *scan) reason(text, otherwise string) string {
	if strings.Contains(text, "GOPROXY=off") || strings.Contains(text, "missing go.sum entry") {
		return "a module it needs is not downloaded (run: go mod download)"
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "vet: "))
		if isPreamble(line) {
			continue
		}
		line = strings.TrimSuffix(line, "; to add it:")
		for _, dir := range []string{s.Dir, s.Root} {
			line = strings.ReplaceAll(line, dir+string(filepath.Separator), "")
		}
		return withoutText(strings.TrimPrefix(strings.TrimPrefix(line, "go: "), "./"))
	}
	return otherwise
}

// isPreamble reports whether a line of the go command says nothing by itself.
func isPreamble(line string) bool {
	for _, start := range []string{"#", "go: warning:", "go: downloading", "go: errors parsing go.mod:"} {
		if strings.HasPrefix(line, start) {
			return true
		}
	}
	return line == ""
}
