package filescan

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// named makes jobs of the paths a user named, each once.
func (s *scanner) named(paths []string) ([]job, error) {
	s.explicit = make(map[string]bool, len(paths))
	var jobs []job
	for _, p := range paths {
		if p == "" {
			return nil, errors.New("scan files: empty path")
		}
		rel := s.relative(p)
		if s.explicit[rel] {
			continue
		}
		abs := s.absolute(rel)
		if _, err := os.Lstat(abs); err != nil {
			return nil, fmt.Errorf("scan %q: %s", redactPath(s.opts.Matcher, filepath.ToSlash(p)), openReason(err))
		}
		s.explicit[rel] = true
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			jobs = append(jobs, job{folder: s.namedFolder(rel, abs), follow: true})
			continue
		}
		dir, name := splitPath(rel)
		f := s.namedFolder(dir, filepath.Dir(abs))
		jobs = append(jobs, job{folder: f, files: []entry{s.namedEntry(name)}, named: true})
	}
	return jobs, nil
}

// relative is p relative to Root with "/", or absolute where it lies outside.
// Root itself is empty.
func (s *scanner) relative(p string) string {
	abs := filepath.Clean(s.absolute(p))
	rel, err := filepath.Rel(s.opts.Root, abs)
	switch {
	case err != nil, rel == "..", strings.HasPrefix(rel, ".."+string(filepath.Separator)):
		return filepath.ToSlash(abs)
	case rel == ".":
		return ""
	}
	return filepath.ToSlash(rel)
}

// splitPath is path.Split without the slash that ends the directory.
func splitPath(p string) (dir, name string) {
	at := strings.LastIndexByte(p, '/')
	if at == 0 {
		return "/", p[1:]
	}
	return p[:max(at, 0)], p[at+1:]
}

// namedEntry is an entry called name, ready to be shown.
func (s *scanner) namedEntry(name string) entry {
	e := entry{name: name}
	if shown := redact(s.opts.Matcher, name); shown != name {
		e.shown = shown
	}
	return e
}

// namedFolder is the folder at rel (abs on this system), with what holds below it.
func (s *scanner) namedFolder(rel, abs string) *folder {
	f := &folder{path: rel, shown: redactPath(s.opts.Matcher, rel), repo: s.governing(rel, abs)}
	if rel == "" || filepath.IsAbs(filepath.FromSlash(rel)) {
		return f
	}
	for at := 0; at <= len(rel); at++ {
		if at < len(rel) && rel[at] != '/' {
			continue
		}
		p := rel[:at]
		if len(p) > len(f.repo.top) && f.repo.ignored(p, true) || f.repo.exclude != nil && f.repo.exclude(p, true) {
			f.repo = unfiltered(f.repo)
			break
		}
	}
	return f
}

// unfiltered is r where a user named what r's rules would pass over.
func unfiltered(r *repository) *repository {
	return &repository{top: r.top, inGit: r.inGit}
}

// governing is the repository that holds the directory at rel: the innermost one
// with its top at or above it.
func (s *scanner) governing(rel, abs string) *repository {
	outside := filepath.IsAbs(filepath.FromSlash(rel))
	for dir := abs; ; dir = filepath.Dir(dir) {
		if !outside && dir == s.opts.Root {
			return s.outer()
		}
		if isRepository(dir) {
			if outside {
				return &repository{top: filepath.ToSlash(dir), inGit: true}
			}
			return s.nested(s.relative(dir))
		}
		if dir == filepath.Dir(dir) {
			return &repository{}
		}
	}
}

// named scans one file that a user named: links are followed, pipes are read.
func (w *worker) named(f *folder, e entry) {
	c := contentOf(f, e)
	abs := w.s.absolute(c.path())
	if info, err := os.Lstat(abs); err == nil && kindOf(info.Mode()) == link {
		if target, err := os.Readlink(abs); err == nil {
			text := c
			text.env = false
			w.bytes(text, []byte(target))
		}
		if _, err := os.Stat(abs); os.IsNotExist(err) {
			w.counted() // it leads nowhere: its text is all there is
			return
		}
	}
	info, err := os.Stat(abs)
	if err != nil {
		w.skip(c.shown, "open: "+reason(err))
		return
	}
	open := func() (io.ReadCloser, error) { return os.Open(abs) }
	if info.Mode().IsRegular() {
		w.opened(c, open)
		return
	}
	// Opening or reading a pipe may wait for ever.
	if part, err := w.s.aside(c, open); err == nil {
		w.report = merge([]*worker{w, part})
	}
}

// opened scans what open opens.
func (w *worker) opened(c content, open func() (io.ReadCloser, error)) {
	r, err := open()
	if err != nil {
		w.skip(c.shown, "open: "+reason(err))
		return
	}
	w.read(c, r)
	_ = r.Close() // nothing was written
}

// aside scans what open opens in a goroutine of its own, which is left behind
// when the scan is stopped while it waits for data.
func (s *scanner) aside(c content, open func() (io.ReadCloser, error)) (*worker, error) {
	done := make(chan *worker, 1)
	go func() {
		w := newWorker(s)
		w.opened(c, open)
		done <- w
	}()
	select {
	case w := <-done:
		return w, s.ctx.Err()
	case <-s.ctx.Done():
		return nil, s.ctx.Err()
	}
}

// Stream scans r, such as standard input, as a file called name: its extension
// says whether it is source. A dotenv file's name has no meaning here. When ctx
// ends while r waits for data, Stream returns and leaves the read behind.
// A read error ends the scan and is a skip in the report's Coverage.
func Stream(ctx context.Context, opts Options, name string, r io.Reader) (Report, error) {
	if opts.Root == "" {
		opts.Root = string(filepath.Separator) // no file of it is read
	}
	s, err := newScanner(ctx, opts)
	if err != nil {
		return Report{}, err
	}
	c := content{name: name, shown: redactPath(s.opts.Matcher, name)}
	w, err := s.aside(c, func() (io.ReadCloser, error) { return io.NopCloser(r), nil })
	if err != nil {
		return Report{}, err
	}
	s.progress()
	return merge([]*worker{w}), nil
}

// openReason says why a path that a user named cannot be used.
func openReason(err error) string {
	if os.IsNotExist(err) {
		return "no such file or directory"
	}
	return reason(err)
}
