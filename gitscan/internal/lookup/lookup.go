// Package lookup reads single objects of a repository by their ids, without
// listing all there are: what a commit hook needs is a handful, and packages
// that read everything take longer to start than a hook may run.
//
// Formats: gitformat-pack(5), gitrepository-layout(5).
package lookup

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// ErrMissing says that the repository does not hold an object.
var ErrMissing = errors.New("missing: it is not in the repository")

// maxResident is the largest object that is rebuilt in memory: git makes no
// deltas of larger ones either (core.bigFileThreshold).
const maxResident = 512 << 20

// Store finds objects. It is safe for concurrent use.
type Store struct {
	dirs     []string
	packs    []*pack
	problems []objects.Problem
	pool     inflaters
	last     atomic.Pointer[pack] // that held what was read last: the next is often there too
}

// Open prepares to read from dirs, which are "objects" directories, and from
// those that they borrow from.
func Open(dirs ...string) *Store {
	s := &Store{}
	seen := map[string]bool{}
	for _, dir := range dirs {
		all, problems := objects.Directories(dir)
		s.problems = append(s.problems, problems...)
		for _, d := range all {
			if !seen[d] {
				seen[d] = true
				s.dirs = append(s.dirs, d)
				s.list(filepath.Join(d, "pack"))
			}
		}
	}
	return s
}

// list adds the packs in dir.
func (s *Store) list(dir string) {
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.problems = append(s.problems, objects.Problem{What: dir, Reason: "cannot be read: " + plain(err).Error()})
	}
	for _, f := range files {
		if base, ok := strings.CutSuffix(f.Name(), ".idx"); ok && strings.HasPrefix(base, "pack-") {
			s.packs = append(s.packs, &pack{base: filepath.Join(dir, base), pool: &s.pool})
		}
	}
}

// Problems lists what could not be read when the store was opened.
func (s *Store) Problems() []objects.Problem { return s.problems }

// Close closes the files that are held open. No reader that Open returned may
// be in use.
func (s *Store) Close() {
	for _, p := range s.packs {
		p.close()
	}
}

// Has reports whether the store holds id. It does not read the object.
func (s *Store) Has(id objects.ID) bool {
	if builtIn(id) {
		return true
	}
	name := id.String()
	for _, dir := range s.dirs {
		if _, err := os.Stat(filepath.Join(dir, name[:2], name[2:])); err == nil {
			return true
		}
	}
	for _, p := range s.packs {
		if _, ok, _ := p.find(id); ok {
			return true
		}
	}
	return false
}

// Read reads an object. A big blob is a stream. What comes from a pack is
// checked against its id once it is whole. It fails with [ErrMissing] where the
// store does not hold id.
func (s *Store) Read(id objects.ID) (objects.Object, error) {
	if p := s.last.Load(); p != nil {
		if at, ok, _ := p.find(id); ok {
			if o, err := p.read(at, id); err == nil {
				return o, nil
			}
		}
	}
	err := ErrMissing
	for _, dir := range s.dirs {
		o, looseErr := objects.ReadLoose(dir, id)
		if looseErr == nil {
			return o, nil
		}
		if !errors.Is(looseErr, fs.ErrNotExist) {
			err = looseErr
		}
	}
	for _, p := range s.packs {
		at, ok, findErr := p.find(id)
		if findErr != nil {
			err = fmt.Errorf("%s.idx: %w", filepath.Base(p.base), findErr)
		}
		if !ok {
			continue
		}
		o, packErr := p.read(at, id)
		if packErr == nil {
			s.last.Store(p)
			return o, nil
		}
		err = packErr
	}
	if empty, ok := builtInObject(id); ok {
		return empty, nil
	}
	return objects.Object{}, err
}

// ReadTyped reads an object that is to have a type, whole.
func (s *Store) ReadTyped(id objects.ID, want plumbing.ObjectType) ([]byte, error) {
	o, err := s.Read(id)
	if err != nil {
		return nil, err
	}
	if o.Stream != nil {
		_ = o.Stream.Close() // nothing was read
		return nil, fmt.Errorf("%d bytes are too many", o.Size)
	}
	if o.Type != want {
		return nil, fmt.Errorf("it is a %s, not a %s", o.Type, want)
	}
	return o.Data, nil
}

// Content opens a blob.
func (s *Store) Content(id objects.ID) (io.ReadCloser, error) {
	o, err := s.Read(id)
	if err != nil {
		return nil, err
	}
	if o.Stream != nil {
		return o.Stream, nil
	}
	return io.NopCloser(bytes.NewReader(o.Data)), nil
}

// The objects that git knows without storing them.
const (
	emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
	emptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
)

// builtIn reports whether git knows id without storing it.
func builtIn(id objects.ID) bool {
	_, ok := builtInObject(id)
	return ok
}

func builtInObject(id objects.ID) (objects.Object, bool) {
	switch id.String() {
	case emptyTree:
		return objects.Object{Type: plumbing.TreeObject}, true
	case emptyBlob:
		return objects.Object{Type: plumbing.BlobObject}, true
	}
	return objects.Object{}, false
}

// plain is err without the path that package os puts before it.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// file is a file that is opened when it is first needed.
type file struct {
	once sync.Once
	f    *os.File
	err  error
}

// open returns the file called name, which check must accept.
func (f *file) open(name string, check func(*os.File) error) (*os.File, error) {
	f.once.Do(func() {
		if f.f, f.err = os.Open(name); f.err != nil {
			f.err = plain(f.err)
			return
		}
		f.err = check(f.f)
	})
	return f.f, f.err
}

func (f *file) close() {
	f.once.Do(func() {})
	if f.f != nil {
		_ = f.f.Close() // it was only read
	}
}
