package filescan

import (
	"io"
	"os"
	"path/filepath"

	"github.com/msgine/msginelint/rules/envfile"
	"github.com/msgine/msginelint/rules/match"
)

// bufferSize is the size of a worker's buffer, in bytes. A file that fills it is
// streamed; nearly all files of source are far smaller.
const bufferSize = 1 << 20

// batch is how many files of one directory make a job, so that the files of a
// directory that has many are shared among the workers.
const batch = 64

// worker does jobs, one at a time, and holds what they found.
type worker struct {
	s       *scanner
	buf     []byte
	entries []entry
	names   []byte
	text    text
	yield   func(match.Match) // text.add, bound once
	report  Report
}

func newWorker(s *scanner) *worker {
	w := &worker{s: s, buf: make([]byte, bufferSize)}
	w.yield = w.text.add
	return w
}

// run does jobs until none is left or the scan is stopped.
func (w *worker) run() {
	for {
		j, ok := w.s.next()
		if !ok {
			return
		}
		if j.named {
			w.named(j.folder, j.files[0])
		} else {
			w.visit(j)
		}
		w.s.done()
	}
}

// visit lists a directory, or scans some files of one.
func (w *worker) visit(j job) {
	f := j.folder
	d, err := w.s.opts.open(w.s.absolute(f.path), j.follow)
	if err != nil {
		w.skip(shownFolder(f), "open directory: "+reason(err))
		return
	}
	defer d.close()
	files := j.files
	if files == nil {
		files = w.list(f, d)
	}
	for len(files) > batch {
		// Copied, as files lies in a buffer that is used again.
		w.s.add(job{folder: f, files: append([]entry(nil), files[len(files)-batch:]...)})
		files = files[:len(files)-batch]
	}
	for _, e := range files {
		if w.s.stopped() {
			return
		}
		w.scan(f, d, e)
	}
}

// list queues the directories in f and returns its files, both without what is
// to be passed over.
func (w *worker) list(f *folder, d directory) []entry {
	all, err := d.list(w.entries[:0], w.buf)
	w.entries = all
	if err != nil {
		w.skip(shownFolder(f), "list directory: "+reason(err))
	}
	for _, e := range all {
		if e.name == ".git" && f.path != f.repo.top && isRepository(w.s.absolute(f.path)) {
			f.repo = w.s.nested(f.path)
		}
	}
	w.showNames(all)
	files, folders := all[:0], []job(nil)
	for _, e := range all {
		p := join(f.path, e.name)
		if e.name == ".git" || w.s.explicit[p] || !w.wanted(f, p, e) {
			continue
		}
		if e.shown != "" && !f.repo.ignored(p, e.kind == folderKind) {
			w.name(f, e)
		}
		if e.kind != folderKind {
			files = append(files, e)
			continue
		}
		folders = append(folders, job{folder: f.child(e, p)})
	}
	w.s.add(folders...)
	return files
}

// wanted reports whether the entry e at p is neither excluded nor ignored, or
// is looked at all the same.
func (w *worker) wanted(f *folder, p string, e entry) bool {
	isDir := e.kind == folderKind
	if f.repo.exclude != nil && f.repo.exclude(p, isDir) {
		return false
	}
	if !f.repo.ignored(p, isDir) {
		return true
	}
	return (e.kind == regular || e.kind == link) && isEnvFile(e.name)
}

// isEnvFile reports whether a file called name is a dotenv file and no template.
func isEnvFile(name string) bool {
	class := envfile.Of(name)
	return class == envfile.Secret || class == envfile.Variant
}

// isRepository reports whether dir, which holds a ".git", is the top of a git
// repository: a .git file names its directory, and a .git directory has a HEAD
// (gitrepository-layout(5)).
func isRepository(dir string) bool {
	dotgit := filepath.Join(dir, ".git")
	info, err := os.Stat(dotgit)
	if err != nil {
		return false
	}
	if !info.IsDir() {
		return info.Mode().IsRegular()
	}
	_, err = os.Lstat(filepath.Join(dotgit, "HEAD"))
	return err == nil
}

// scan scans one entry of an open directory that is no directory.
func (w *worker) scan(f *folder, d directory, e entry) {
	c := contentOf(f, e)
	switch e.kind {
	case regular:
		r, err := d.open(e.name)
		if err != nil {
			w.skip(c.shown, "open: "+reason(err))
			return
		}
		w.read(c, r)
		_ = r.Close() // nothing was written
	case link:
		target, err := d.readlink(e.name)
		if err != nil {
			w.skip(c.shown, "read link: "+reason(err))
			return
		}
		w.bytes(c, []byte(target))
		w.counted()
	default:
		// No failure: there is nothing in it that git could hold.
		w.report.Coverage.Limit(c.shown, e.kind.String()+": not opened")
	}
}

// read scans what r holds, however long it is.
func (w *worker) read(c content, r io.Reader) {
	n, err := fill(r, w.buf)
	if err == nil {
		err = w.stream(c, w.buf[:n], r)
	} else {
		w.bytes(c, w.buf[:n])
	}
	switch {
	case w.s.stopped():
	case err != nil && err != io.EOF:
		w.skip(c.shown, "read: "+reason(err))
	default:
		w.counted()
	}
}

// counted counts a file that was read to its end.
func (w *worker) counted() {
	w.s.files.Add(1)
	w.report.Coverage.Files++
}

// fill reads until buf is full or r ends or fails: then err is not nil.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var m int
		m, err = r.Read(buf[n:])
		n += m
	}
	return n, err
}

// skip records what could not be scanned.
func (w *worker) skip(shown, reason string) {
	w.report.Coverage.Skip(shown, redact(w.s.opts.Matcher, reason))
}

// shownFolder is how a skip names f.
func shownFolder(f *folder) string {
	if f.shown == "" {
		return "."
	}
	return f.shown
}
