package filescan

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// scanner is one scan: a queue of jobs that workers take from and add to.
type scanner struct {
	ctx  context.Context
	opts Options

	// explicit holds the paths that were named: they are jobs of their own,
	// which the walk of a directory round them leaves out.
	explicit map[string]bool

	mu      sync.Mutex
	wake    sync.Cond // L is &mu: a job was added, or the scan is over
	queue   []job     // a stack, so that it stays short
	pending int       // jobs queued or being done

	files atomic.Int64
	bytes atomic.Int64
	told  sync.Mutex // held during Progress
}

// job is a directory to list, some of its files to scan, or one named path.
type job struct {
	folder *folder
	follow bool    // the directory may be a link
	files  []entry // not nil: scan these and list nothing
	named  bool    // files holds one path, named by the user
}

// folder is a directory of the walk.
type folder struct {
	path  string // relative to Root, with "/"; empty for Root; absolute outside
	shown string // path without the keys in it
	repo  *repository
}

// repository is what holds for all directories of one git repository, or for
// those in none.
type repository struct {
	top     string // relative to Root; empty for Root's own
	inGit   bool
	ignorer Ignorer
	exclude func(path string, isDir bool) bool
}

// child is the folder of the entry e of f, at p.
func (f *folder) child(e entry, p string) *folder {
	c := &folder{path: p, shown: p, repo: f.repo}
	if e.shown != "" || f.shown != f.path {
		c.shown = join(f.shown, e.shownName())
	}
	return c
}

// ignored reports whether the repository's rules ignore p, relative to Root.
func (r *repository) ignored(p string, isDir bool) bool {
	if r.ignorer == nil {
		return false
	}
	if r.top != "" {
		p = p[len(r.top)+1:]
	}
	return r.ignorer.Ignored(p, isDir)
}

// outer is the repository, or the absence of one, at Root.
func (s *scanner) outer() *repository {
	return &repository{inGit: s.opts.InGit, ignorer: s.opts.Ignorer, exclude: s.opts.Exclude}
}

// nested is the repository with its top at dir, below Root.
func (s *scanner) nested(dir string) *repository {
	r := &repository{top: dir, inGit: true, exclude: s.opts.Exclude}
	if s.opts.Nested != nil {
		r.ignorer = s.opts.Nested(dir)
	}
	return r
}

// checkRoot fails when Root cannot be listed.
func (s *scanner) checkRoot() error {
	d, err := s.opts.open(s.opts.Root, true)
	if err != nil {
		return fmt.Errorf("scan %q: %s", redact(s.opts.Matcher, s.opts.Root), openReason(err))
	}
	d.close()
	return nil
}

// absolute is the path of p, relative to Root or absolute, on this system.
func (s *scanner) absolute(p string) string {
	if p = filepath.FromSlash(p); filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(s.opts.Root, p)
}

// join is path.Join for a folder's path and a name, which needs no cleaning.
func join(dir, name string) string {
	if dir == "" {
		return name
	}
	if dir[len(dir)-1] == '/' { // the root of the file system
		return dir + name
	}
	return dir + "/" + name
}

// run does jobs and all that follow from them.
func (s *scanner) run(jobs []job) (Report, error) {
	s.wake.L = &s.mu
	s.queue, s.pending = jobs, len(jobs)
	defer context.AfterFunc(s.ctx, s.wakeAll)()
	if err := s.ctx.Err(); err != nil {
		return Report{}, err
	}
	n := s.opts.Workers
	if n <= 0 {
		n = runtime.GOMAXPROCS(0)
	}
	workers := make([]*worker, n)
	var wg sync.WaitGroup
	for i := range workers {
		workers[i] = newWorker(s)
		wg.Go(workers[i].run)
	}
	wg.Wait()
	if err := s.ctx.Err(); err != nil {
		return Report{}, err
	}
	return merge(workers), nil
}

// stopped reports whether the scan was cancelled: workers then give up at the
// next file or read.
func (s *scanner) stopped() bool { return s.ctx.Err() != nil }

// wakeAll lets the workers that wait for a job see that there will be none.
func (s *scanner) wakeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wake.Broadcast()
}

// add queues jobs.
func (s *scanner) add(jobs ...job) {
	if len(jobs) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = append(s.queue, jobs...)
	s.pending += len(jobs)
	for range jobs {
		s.wake.Signal()
	}
}

// next takes a job, waiting for one while others may still add some.
func (s *scanner) next() (job, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.queue) == 0 && s.pending > 0 && !s.stopped() {
		s.wake.Wait()
	}
	if len(s.queue) == 0 || s.stopped() {
		return job{}, false
	}
	last := len(s.queue) - 1
	j := s.queue[last]
	s.queue[last] = job{}
	s.queue = s.queue[:last]
	return j, true
}

// done says that a job taken with next is finished.
func (s *scanner) done() {
	s.mu.Lock()
	s.pending--
	if s.pending == 0 {
		s.wake.Broadcast()
	}
	s.mu.Unlock()
	s.progress()
}

// progress tells the user how far the scan is.
func (s *scanner) progress() {
	if s.opts.Progress == nil {
		return
	}
	s.told.Lock()
	defer s.told.Unlock()
	s.opts.Progress(int(s.files.Load()), s.bytes.Load())
}
