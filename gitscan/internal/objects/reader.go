package objects

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

const (
	// maxResident is the largest object that is rebuilt in memory: git makes
	// no deltas of larger ones either (core.bigFileThreshold).
	maxResident = 512 << 20
	// streamFrom is the size from which a blob is streamed where its storage
	// allows that.
	streamFrom = 8 << 20
	// cacheBytes bounds the delta bases one Reader keeps.
	cacheBytes = 96 << 20
	// maxOpen bounds the packs one Reader keeps open.
	maxOpen = 16
)

// Object is one object's content.
type Object struct {
	Type plumbing.ObjectType
	Size int64
	// Data is the content, to be read only. It is nil for a big blob, which
	// Stream holds instead: to be read and closed before the next Read.
	Data   []byte
	Stream io.ReadCloser
}

// Reader reads objects of a Store, one at a time. It is not safe for
// concurrent use: each goroutine takes its own.
type Reader struct {
	store *Store
	open  map[int32]*pack
	cache cache
}

// NewReader returns a Reader of s.
func (s *Store) NewReader() *Reader {
	return &Reader{store: s, open: map[int32]*pack{}, cache: cache{limit: cacheBytes}}
}

// Close closes the files that r holds open.
func (r *Reader) Close() {
	for n, p := range r.open {
		p.file.Close()
		delete(r.open, n)
	}
}

// Read reads object n, from another copy where the first is damaged.
func (r *Reader) Read(n uint32) (Object, error) {
	return r.anyCopy(n, streamFrom)
}

// anyCopy reads the first copy of object n that can be read.
func (r *Reader) anyCopy(n uint32, stream int64) (Object, error) {
	o, err := r.readAt(n, r.store.at[n], stream)
	for _, p := range r.store.more[n] {
		if err == nil {
			break
		}
		if other, otherErr := r.readAt(n, p, stream); otherErr == nil {
			o, err = other, nil
		}
	}
	return o, err
}

// ReadWhole is Read without streams: an object too large for memory fails.
func (r *Reader) ReadWhole(n uint32) (Object, error) {
	o, err := r.anyCopy(n, maxResident)
	if err == nil && o.Stream != nil {
		o.Stream.Close()
		return Object{}, errTooLarge(o.Size)
	}
	return o, err
}

// readAt reads the copy of object n that lies at p.
func (r *Reader) readAt(n uint32, p place, stream int64) (o Object, err error) {
	err = guard(func() error {
		var err error
		if p.pack < 0 {
			o, err = readLoose(loosePath(r.store.dirs[-1-p.pack], r.store.ids[n]), r.store.ids[n], stream)
		} else {
			o, err = r.readPacked(p, stream)
		}
		return err
	})
	return o, err
}

// guard runs f and turns a panic into an error. go-git's decoders index into
// what they read: a hostile or damaged file can lead them out of range, and
// that must cost one object, not the scan. The panic's value is left out: it
// might quote what was read.
func guard(f func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("damaged beyond what the decoder can handle")
		}
	}()
	return f()
}

// readLoose reads the loose object at path and checks that it is id.
func readLoose(path string, id ID, stream int64) (Object, error) {
	f, err := os.Open(path)
	if err != nil {
		return Object{}, errors.New(plain(err))
	}
	z, err := objfile.NewReader(f)
	if err != nil {
		f.Close()
		return Object{}, errors.New("damaged: no zlib stream")
	}
	typ, size, err := z.Header()
	if err != nil || size < 0 {
		f.Close()
		return Object{}, errors.New("damaged: no object header")
	}
	body := &content{r: z, want: size, close: func() error {
		z.Close()
		return f.Close()
	}, check: func() bool { return z.Hash() == id }}
	if typ == plumbing.BlobObject && size > stream {
		return Object{Type: typ, Size: size, Stream: body}, nil
	}
	defer body.Close()
	if size > maxResident {
		return Object{}, errTooLarge(size)
	}
	data, err := io.ReadAll(body)
	return Object{Type: typ, Size: size, Data: data}, err
}

// errTooLarge says that an object does not fit in memory.
func errTooLarge(size int64) error {
	return fmt.Errorf("%d bytes are too many to rebuild in memory", size)
}

// content is an object's content: it fails where the content is shorter or
// longer than its header says, or is not what its id says.
type content struct {
	r     io.Reader
	want  int64
	n     int64
	close func() error
	check func() bool // nil: nothing to check
}

// Read implements [io.Reader].
func (s *content) Read(p []byte) (n int, err error) {
	gone := guard(func() error {
		n, err = s.r.Read(p)
		return nil
	})
	if gone != nil {
		return 0, gone
	}
	s.n += int64(n)
	switch {
	case s.n > s.want:
		return 0, errors.New("damaged: longer than its header says")
	case err == io.EOF && s.n < s.want:
		return n, errors.New("damaged: shorter than its header says")
	case err == io.EOF && s.check != nil && !s.check():
		return n, errors.New("damaged: content does not match its id")
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("damaged: %w", err)
	}
	return n, err
}

// Close implements [io.Closer].
func (s *content) Close() error { return s.close() }
