package gitscan

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/msgine/msginelint/gitscan/internal/attribution"
	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
)

// Options are the settings of a [History] scan.
type Options struct {
	// Matcher finds the keys. Required.
	Matcher *match.Matcher
	// Range limits the scan to the objects of some commits, as git-rev-list
	// does: "BASE..TIP" takes what TIP's history adds to BASE's ("HEAD" where
	// one is left out), "TIP" all of TIP's. Empty means every object there is.
	// Trees and blobs that the commits just before the range hold are left
	// out; what an older one held and the range brings back is not.
	Range string
	// Since limits the scan, or the Range, to commits that were made at that time
	// or later by their committers' clocks, as git log --since picks them: the
	// walk ends at an older one. Without a Range, all refs are gone through.
	// Zero: no limit.
	Since time.Time
	// Pushes, if not nil, limits the scan to the objects that these pushes to the
	// remote called Remote would send. Range and Since are then to be empty.
	Pushes []Push
	Remote string
	// Progress is told how many objects of how many were searched. It may be
	// nil; it is called by one goroutine at a time.
	Progress func(done, total int64)
}

// EnvFile is a dotenv file that a commit held: one whose name says that it
// holds secrets, or another .env.* that held a key or set a provider's
// environment name.
type EnvFile struct {
	Path     string
	History  finding.History
	HoldsKey bool // a live key was found in one of its versions
}

// Report is the outcome of a [History] scan.
type Report struct {
	finding.Result
	EnvFiles []EnvFile // sorted by path
}

// History searches everything that git stores in the repository at l: every
// object, reachable or not, and the names of its refs, its reflogs and the
// paths in its indexes. Each key is reported once for each path, or once for
// each part of git that has no paths.
//
// Coverage is incomplete by a limit where the clone is shallow or partial: the
// rest is elsewhere. It is incomplete by a failure where objects, packs, refs,
// reflogs or indexes are damaged or unreadable, where objects that refs reach
// are missing, and where the repository has a format that cannot be read
// (SHA-256, reftable). Submodules are repositories of their own: they are
// named in Notes.
//
// It fails with [ErrNotFound] where l is no repository, with [ErrRevision] for a
// Range that names no commits, and with ctx.Err() when ctx ends.
func History(ctx context.Context, l Layout, opts Options) (Report, error) {
	dir := filepath.Join(l.CommonDir, "objects")
	if info, err := os.Stat(dir); l.CommonDir == "" || err != nil || !info.IsDir() {
		return Report{}, fmt.Errorf("scan history at %s: %w", l.GitDir, ErrNotFound)
	}
	if opts.Matcher == nil {
		return Report{}, errors.New("scan history: no matcher")
	}
	h := &history{ctx: ctx, layout: l, opts: opts, redact: redactor{opts.Matcher}, workers: min(max(2, runtime.GOMAXPROCS(0)), maxWorkers)}
	h.report.Coverage.Objects = map[string]int{}
	if err := h.run(dir); err != nil {
		if ctx.Err() != nil {
			return Report{}, ctx.Err()
		}
		return Report{}, fmt.Errorf("scan history: %w", err)
	}
	return h.report, nil
}

// maxWorkers bounds how many readers there are: each has a cache of its own.
const maxWorkers = 8

// history is one scan under way.
type history struct {
	ctx       context.Context
	layout    Layout
	opts      Options
	redact    redactor
	workers   int
	settings  settings
	src       source
	refs      *refs
	logs      *reflogs
	staged    []staged
	bareTrees bool // a limited scan takes trees that belong to no commit
	found     *contents
	report    Report
}

// skip records that what was not scanned.
func (h *history) skip(what, reason string) {
	h.report.Coverage.Skip(h.redact.text(what), h.redact.text(reason))
}

// limit records that what is not here to be scanned.
func (h *history) limit(what, reason string) {
	h.report.Coverage.Limit(h.redact.text(what), h.redact.text(reason))
}

// run scans the repository whose objects lie in dir.
func (h *history) run(dir string) error {
	var err error
	if h.settings, err = readSettings(h.layout.CommonDir); err != nil {
		h.report.Notes = append(h.report.Notes, finding.Note{Path: "config", Text: "git config was not read: " + cause(err)})
	}
	if h.settings.sha256 {
		h.skip("repository", "its objects are named by SHA-256, which cannot be read yet: nothing was scanned")
		return nil
	}
	h.src = stored{objects.Open(dir)}
	h.readAround()
	wanted, err := h.wanted()
	if err != nil {
		return err
	}
	s := &scan{ctx: h.ctx, src: h.src, redact: h.redact}
	if h.found, err = s.run(wanted, h.workers, h.progress(int64(len(wanted)))); err != nil {
		return err
	}
	h.count()
	reachable, err := h.attribute(s, wanted)
	if err != nil {
		return err
	}
	h.skips(reachable)
	h.report.Findings = oneEach(h.report.Findings)
	return nil
}

// readAround reads what git keeps beside its objects. With a range, refs serve
// to name commits only.
func (h *history) readAround() {
	problem := h.skip
	if h.settings.reftable {
		h.skip("refs", "they are stored as a reftable, which cannot be read yet: keys are not attributed to refs")
		h.refs = &refs{}
	} else {
		h.refs = readRefs(h.layout, h.redact, problem)
	}
	if h.limited() {
		h.logs = &reflogs{}
		return
	}
	h.logs = readReflogs(h.ctx, h.layout, h.redact, problem)
	h.staged = readIndexes(h.layout, h.redact, problem)
	h.report.Findings = append(refNames(h.refs.found), reflogKeys(h.logs.found.list)...)
	h.report.Coverage.Bytes += h.logs.bytes
}

// wanted lists the objects to scan: all, or some in the order in which to read
// them.
func (h *history) wanted() ([]uint32, error) {
	if h.limited() {
		return h.limitedObjects()
	}
	all := make([]uint32, h.src.Len())
	for i := range all {
		all[i] = uint32(i)
	}
	return all, nil
}

// progress returns a counter that reports to Options.Progress.
func (h *history) progress(total int64) func(n int) {
	if h.opts.Progress == nil {
		return func(int) {}
	}
	var done int64
	h.opts.Progress(0, total)
	return func(n int) {
		done += int64(n)
		h.opts.Progress(done, total)
	}
}

// count fills in what was covered.
func (h *history) count() {
	c := &h.report.Coverage
	c.Objects = h.found.counts
	c.Commits = h.found.counts["commit"]
	c.Bytes += h.found.bytes
}

// attribute finds out where in history the keys and dotenv files lie. It
// returns which objects the refs reach, where some object is missing.
func (h *history) attribute(s *scan, wanted []uint32) (reachable func(n uint32) bool, err error) {
	if len(h.found.hits) == 0 && len(h.found.keyNames) == 0 && !h.found.dotenv && len(h.found.absent) == 0 && !h.stagedKeys() {
		return nil, nil
	}
	if h.limited() {
		head, err := h.completeCommits(s)
		if err != nil {
			return nil, err
		}
		wanted = append(wanted, head...)
		h.src.Sort(wanted)
		wanted = slices.Compact(wanted)
	}
	f := newForest(s, h.found)
	if err := f.grow(wanted, h.workers); err != nil {
		return nil, err
	}
	g := &grapher{src: h.src, found: h.found, forest: f, refs: h.refs, stashes: h.logs.stashes, staged: h.staged, noRefs: h.settings.reftable}
	graph := g.graph()
	traces, truncated, err := attribution.Run(h.ctx, graph)
	if err != nil {
		return nil, err
	}
	if truncated {
		h.report.Notes = append(h.report.Notes, finding.Note{Text: "some trees lie at too many paths: not every path of every key is listed"})
	}
	r := &reporter{src: h.src, found: h.found, forest: f}
	traces = slices.DeleteFunc(traces, h.beyond)
	h.report.Findings = append(h.report.Findings, r.findings(traces)...)
	h.report.EnvFiles = r.envFiles(traces)
	if len(h.found.absent) == 0 {
		return nil, nil
	}
	return reachableFrom(graph), nil
}

// beyond reports whether t is a path that HEAD has and no commit of the range.
func (h *history) beyond(t attribution.Trace) bool {
	return h.limited() && !h.bareTrees && t.Path != "" && t.Introduced == attribution.None
}

// stagedKeys reports whether a path in an index holds a key.
func (h *history) stagedKeys() bool {
	for _, e := range h.staged {
		if len(e.keys) > 0 {
			return true
		}
	}
	return false
}
