package measure

import (
	"context"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// The test binary is its own contestant: MEASURE_CHILD says what to do.
func TestMain(m *testing.M) {
	switch os.Getenv("MEASURE_CHILD") {
	case "spin":
		for start := time.Now(); time.Since(start) < 60*time.Millisecond; {
		}
		os.Exit(0)
	case "found":
		os.Exit(1)
	case "broken":
		os.Exit(3)
	}
	os.Exit(m.Run())
}

func child(t *testing.T, what string) Command {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("MEASURE_CHILD", what)
	return Command{Name: what, Args: []string{program}}
}

func TestAlternate(t *testing.T) {
	spin := child(t, "spin")
	results, err := Alternate(context.Background(), 3, spin, spin)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if r.Name != "spin" || len(r.Runs) != 3 {
			t.Errorf("%s: %d runs, want 3 without the one that warms up", r.Name, len(r.Runs))
		}
		if r.Wall() < 60*time.Millisecond || r.CPU() < 10*time.Millisecond {
			t.Errorf("wall %v, CPU %v for a child that spins 60 ms", r.Wall(), r.CPU())
		}
		if runtime.GOOS == "linux" && r.Peak() < 1<<20 {
			t.Errorf("peak %d bytes, less than any Go program takes", r.Peak())
		}
	}
}

func TestAlternateStatus(t *testing.T) {
	if _, err := Alternate(context.Background(), 1, child(t, "found")); err != nil {
		t.Errorf("status 1: %v", err)
	}
	if _, err := Alternate(context.Background(), 1, child(t, "broken")); err == nil {
		t.Error("status 3 was taken for a success")
	}
	if _, err := Alternate(context.Background(), 1, Command{Name: "none", Args: []string{"./no-such-program"}}); err == nil {
		t.Error("a missing program was taken for a success")
	}
}

func TestMedian(t *testing.T) {
	runs := []Usage{{CPU: 9}, {CPU: 1}, {CPU: 5}, {CPU: 2}}
	cpu := func(u Usage) time.Duration { return u.CPU }
	for n, want := range []time.Duration{0, 9, 1, 5, 2} {
		if got := median(slices.Clone(runs[:n]), cpu); got != want {
			t.Errorf("median of the first %d: %d, want %d", n, got, want)
		}
	}
}

func TestWrite(t *testing.T) {
	var out strings.Builder
	err := Write(&out, []Result{
		{Name: "ours", Runs: []Usage{{CPU: 3 * time.Second, Wall: 2 * time.Second, Peak: 5e6}}},
		{Name: "theirs", Runs: []Usage{{CPU: 2 * time.Second, Wall: time.Second, Peak: 4e6}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"CPU s ratio wall s peak MB runs command", "3.000 1.50 2.000 5.0 1 ours", "2.000 1.00 1.000 4.0 1 theirs"}
	var got []string
	for line := range strings.Lines(out.String()) {
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
