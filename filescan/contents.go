package filescan

import (
	"context"
	"io"
	"iter"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/msgine/msginelint/rules/match"
)

// Content is a file that lies in no file system, such as one of git's index.
type Content struct {
	// Path is where the file would lie, relative to Root with "/".
	Path string
	// Open returns what the file holds. It is called once, by any goroutine.
	Open func() (io.ReadCloser, error)
}

// Contents scans files as [Tree] does, names included, but takes them from files
// instead of the file system. Options.Exclude applies; no file is ignored, and
// none belongs to a nested repository. What cannot be opened or read is in the
// report's Coverage. It fails with ctx's error when ctx ends.
func Contents(ctx context.Context, opts Options, files iter.Seq[Content]) (Report, error) {
	s, err := newScanner(ctx, opts)
	if err != nil {
		return Report{}, err
	}
	n := opts.Workers
	if n <= 0 {
		n = runtime.GOMAXPROCS(0)
	}
	repo := s.outer()
	queue := make(chan Content)
	workers := make([]*worker, n)
	var wg sync.WaitGroup
	for i := range workers {
		workers[i] = newWorker(s)
		wg.Go(func() {
			for c := range queue {
				workers[i].loose(c, repo)
			}
		})
	}
	for c := range files {
		if s.stopped() {
			break
		}
		if !s.excludes(c.Path) {
			queue <- c
		}
	}
	close(queue)
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	s.progress()
	return merge(workers), nil
}

// excludes reports whether the user wants to pass over p or a directory it
// lies in.
func (s *scanner) excludes(p string) bool {
	if s.opts.Exclude == nil {
		return false
	}
	for i := range len(p) {
		if p[i] == '/' && s.opts.Exclude(p[:i], true) {
			return true
		}
	}
	return s.opts.Exclude(p, false)
}

// loose scans one file that lies in no file system.
func (w *worker) loose(file Content, repo *repository) {
	if w.s.stopped() {
		return
	}
	dir, name := splitPath(file.Path)
	f := &folder{path: dir, shown: dir, repo: repo}
	e := entry{name: name}
	found := false
	w.s.opts.Matcher.Bytes([]byte(file.Path), func(m match.Match) { found = found || m.Kind == match.Live })
	if found {
		f.shown = redactPath(w.s.opts.Matcher, dir)
		e = w.s.namedEntry(name)
		w.pathNames(file.Path)
	}
	c := contentOf(f, e)
	r, err := file.Open()
	if err != nil {
		w.skip(c.shown, "open: "+reason(err))
		return
	}
	w.read(c, r)
	_ = r.Close() // nothing was written
	w.s.progress()
}

// pathNames records the keys in the names that p is made of.
func (w *worker) pathNames(p string) {
	for at := 0; at <= len(p); at++ {
		if at < len(p) && p[at] != '/' {
			continue
		}
		dir, name := path.Split(p[:at])
		dir = strings.TrimSuffix(dir, "/")
		e := w.s.namedEntry(name)
		if e.shown == "" {
			continue
		}
		if at < len(p) {
			e.kind = folderKind
		}
		w.name(&folder{path: dir, shown: redactPath(w.s.opts.Matcher, dir)}, e)
	}
}
