//go:build unix

package filescan

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/finding"
)

// mkfifo makes a named pipe.
func mkfifo(t *testing.T, p string) {
	t.Helper()
	if err := syscall.Mkfifo(p, 0o644); err != nil {
		t.Fatal(err)
	}
}

// symlink makes a link.
func symlink(t *testing.T, target, p string) {
	t.Helper()
	if err := os.Symlink(target, p); err != nil {
		t.Fatal(err)
	}
}

// TestNotOpened: pipes, sockets and what is ignored among them.
func TestNotOpened(t *testing.T) {
	for name, open := range openers() {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir) // a socket's address is at most 108 bytes
			write(t, dir, map[string]string{"x.txt": newKey(1)})
			mkfifo(t, "pipe")
			mkfifo(t, "ignored")
			mkfifo(t, ".env") // as some secret managers serve it
			l, err := net.Listen("unix", "sock")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			r := tree(t, Options{Root: dir, InGit: true, Ignorer: ignoreList{"ignored", ".env"}, open: open})
			want := []finding.Skip{
				{What: "pipe", Reason: "a named pipe: not opened", Limit: true},
				{What: "sock", Reason: "a socket: not opened", Limit: true},
			}
			if diff := cmp.Diff(want, r.Coverage.Skipped); diff != "" {
				t.Errorf("skipped (-want +got):\n%s", diff)
			}
			if r.Coverage.Failed() || len(r.Findings) != 1 || len(r.EnvFiles) != 0 {
				t.Errorf("failed %t, findings %v, env files %v", r.Coverage.Failed(), places(r.Findings), r.EnvFiles)
			}
		})
	}
}

// TestLinks: the text of a link is scanned, what it leads to is not.
func TestLinks(t *testing.T) {
	for name, open := range openers() {
		t.Run(name, func(t *testing.T) {
			k, dir, outside := newKey(1), t.TempDir(), t.TempDir()
			write(t, outside, map[string]string{"secret.txt": newKey(2), "d/secret.txt": newKey(2)})
			write(t, dir, map[string]string{"real/x.txt": "nothing"})
			symlink(t, k, filepath.Join(dir, "dangling"))
			symlink(t, filepath.Join(outside, "secret.txt"), filepath.Join(dir, "out"))
			symlink(t, filepath.Join(outside, "d"), filepath.Join(dir, "outdir"))
			symlink(t, ".", filepath.Join(dir, "loop"))
			symlink(t, "loop2", filepath.Join(dir, "loop2"))
			symlink(t, "..", filepath.Join(dir, "real", "up"))
			r := tree(t, Options{Root: dir, open: open})
			if diff := cmp.Diff([]string{"dangling:1:1"}, places(r.Findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if r.Coverage.Files != 7 || !r.Coverage.Complete() {
				t.Errorf("coverage = %+v, want 7 files and complete", r.Coverage)
			}
		})
	}
}

// TestHostileNames: newlines, escapes and invalid UTF-8 stay as they are.
func TestHostileNames(t *testing.T) {
	for opener, open := range openers() {
		t.Run(opener, func(t *testing.T) {
			dir := t.TempDir()
			names := []string{"a\nb", "\x1b[31mred", "bad\xff\xfeutf8", "sp ace", "-rf", "ümlaut", "x\ty", ".git2"}
			want := []string{}
			for i, n := range names {
				p := filepath.Join(dir, n)
				if err := os.WriteFile(p, []byte(newKey(uint64(i))), 0o644); err != nil {
					if errors.Is(err, syscall.EILSEQ) {
						continue // the file system takes only valid UTF-8
					}
					t.Fatal(err)
				}
				want = append(want, n+":1:1")
			}
			slices.Sort(want)
			r := tree(t, Options{Root: dir, open: open})
			if diff := cmp.Diff(want, places(r.Findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOpenersListAlike compares what both openers say of each kind of entry.
func TestOpenersListAlike(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"f": "x", "d/f": "x"})
	mkfifo(t, filepath.Join(dir, "p"))
	symlink(t, "d", filepath.Join(dir, "l"))
	write(t, dir, map[string]string{strings.Repeat("long", 60): ""})
	var lists [][]entry
	for name, open := range openers() {
		d, err := open(dir, false)
		if err != nil {
			t.Fatal(err)
		}
		defer d.close()
		got, err := d.list(nil, make([]byte, bufferSize))
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(got, func(a, b entry) int { return strings.Compare(a.name, b.name) })
		lists = append(lists, got)
		if target, err := d.readlink("l"); err != nil || target != "d" {
			t.Errorf("%s: readlink = %q, %v", name, target, err)
		}
		if _, err := open(filepath.Join(dir, "l"), false); err == nil {
			t.Errorf("%s: opened a directory through a link", name)
		}
		if followed, err := open(filepath.Join(dir, "l"), true); err != nil {
			t.Errorf("%s: did not follow a link: %v", name, err)
		} else {
			followed.close()
		}
	}
	want := []entry{{name: "d", kind: folderKind}, {name: "f"}, {name: "l", kind: link}, {name: strings.Repeat("long", 60)}, {name: "p", kind: pipe}}
	for _, got := range lists {
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(entry{})); diff != "" {
			t.Errorf("entries (-want +got):\n%s", diff)
		}
	}
}

// childRoot, when set, tells TestUnreadable that it is the child.
const childRoot = "FILESCAN_TEST_ROOT"

// TestUnreadable scans what permissions hide. Root may read everything, so as
// root the test runs itself again as another user.
func TestUnreadable(t *testing.T) {
	if root := os.Getenv(childRoot); root != "" {
		if err := json.NewEncoder(os.Stdout).Encode(tree(t, Options{Root: root}).Coverage); err != nil {
			t.Fatal(err)
		}
		return
	}
	dir, err := os.MkdirTemp("", "unreadable")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "closed"), 0o755); _ = os.RemoveAll(dir) })
	write(t, dir, map[string]string{"open.txt": "x", "hidden.txt": newKey(1), "closed/x.txt": newKey(1)})
	for name, mode := range map[string]os.FileMode{".": 0o755, "hidden.txt": 0, "closed": 0} {
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	var got finding.Coverage
	if os.Geteuid() != 0 {
		got = tree(t, Options{Root: dir}).Coverage
	} else {
		got = asNobody(t, dir)
	}
	want := []finding.Skip{
		{What: "closed", Reason: "open directory: permission denied"},
		{What: "hidden.txt", Reason: "open: permission denied"},
	}
	if diff := cmp.Diff(want, got.Skipped); diff != "" || got.Files != 1 || !got.Failed() {
		t.Errorf("coverage = %+v, skipped (-want +got):\n%s", got, diff)
	}
}

// asNobody is the coverage of a scan of dir by a user who is not root. The test
// binary is copied to where that user may run it.
func asNobody(t *testing.T, dir string) finding.Coverage {
	t.Helper()
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(dir, "..", filepath.Base(dir)+".test")
	if err := os.WriteFile(bin, self, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Remove(bin) })
	cmd := exec.Command(bin, "-test.run=^TestUnreadable$")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), childRoot+"="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("scan as another user: %v\n%s", err, out)
	}
	var c finding.Coverage
	line, _, _ := strings.Cut(string(out), "\n")
	if err := json.Unmarshal([]byte(line), &c); err != nil {
		t.Fatalf("%v in %q", err, out)
	}
	return c
}

// TestNamedPipe: a pipe that was named is read, and does not outlive the scan.
func TestNamedPipe(t *testing.T) {
	dir := t.TempDir()
	p := filepath.Join(dir, "pipe")
	mkfifo(t, p)
	go func() {
		f, err := os.OpenFile(p, os.O_WRONLY, 0)
		if err != nil {
			return
		}
		_, _ = io.WriteString(f, "k="+newKey(1))
		_ = f.Close()
	}()
	r, err := Paths(context.Background(), Options{Root: dir, Matcher: newMatcher(t)}, []string{"pipe"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"pipe:1:3"}, places(r.Findings)); diff != "" || r.Coverage.Files != 1 {
		t.Errorf("%d files, findings (-want +got):\n%s", r.Coverage.Files, diff)
	}

	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := Paths(ctx, Options{Root: dir, Matcher: newMatcher(t)}, []string{p}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a pipe that nobody writes to: error %v, want a deadline", err)
	}
	// Let the goroutine that still waits for a writer go.
	if f, err := os.OpenFile(p, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
		_ = f.Close()
	}
}
