package lookup

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"fmt"
	"hash"
	"io"
	"os"
	"sync"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/inflate"
	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// inflater inflates what stands in a pack. Making one costs more than most
// objects do, so they are used again.
type inflater struct {
	r    *bufio.Reader
	z    io.ReadCloser // nil until first used; a zlib.Resetter
	fast inflate.Decoder
}

const (
	// readAhead is how much is read of a pack at a time: most objects are shorter.
	readAhead = 4 << 10
	// fastMost is the size up to which objects go through the fast decoder, which
	// needs their streams whole. It is small enough to trust a header with.
	fastMost = 64 << 10
)

// inflaters keeps those that are not in use.
type inflaters struct{ pool sync.Pool }

func (p *inflaters) get() *inflater {
	if in, ok := p.pool.Get().(*inflater); ok {
		return in
	}
	return &inflater{r: bufio.NewReaderSize(nil, readAhead)}
}

func (p *inflaters) put(in *inflater) {
	in.r.Reset(nil)
	p.pool.Put(in)
}

// from starts to read f at offset.
func (in *inflater) from(f *os.File, offset int64) {
	in.r.Reset(io.NewSectionReader(f, offset, 1<<62))
}

// start begins a zlib stream.
func (in *inflater) start() error {
	if z, ok := in.z.(zlib.Resetter); ok {
		return z.Reset(in.r, nil)
	}
	z, err := zlib.NewReader(in.r)
	if err == nil {
		in.z = z
	}
	return err
}

// inflate reads size bytes.
func (in *inflater) inflate(size int64) ([]byte, error) {
	if size <= fastMost {
		head, _ := in.r.Peek(in.r.Buffered())
		dst := make([]byte, size, size+inflate.Slack)
		if _, err := in.fast.Zlib(dst, head); err == nil {
			return dst, nil
		}
		// The stream may go on beyond what was read.
	}
	if err := in.start(); err != nil {
		return nil, errDamaged
	}
	// The declared size is not to be trusted with an allocation.
	buf := bytes.NewBuffer(make([]byte, 0, min(size, 1<<20)+bytes.MinRead))
	n, err := buf.ReadFrom(io.LimitReader(in.z, size+1))
	if err != nil || n != size {
		return nil, errDamaged
	}
	return buf.Bytes(), nil
}

// streamed is the blob at offset of the pack f, as a stream.
func streamed(f *os.File, offset int64, id objects.ID) (objects.Object, error) {
	in := &inflater{r: bufio.NewReader(io.NewSectionReader(f, offset, 1<<62))}
	h, err := readHeader(in.r, offset)
	if err != nil || in.start() != nil {
		return objects.Object{}, errDamaged
	}
	s := &stream{z: in.z, left: h.size, id: id, sum: newSum(h.kind, h.size)}
	return objects.Object{Type: h.kind, Size: h.size, Stream: s}, nil
}

// newSum starts the hash that is an object's id. Go-git's also looks for
// collisions, which takes several times as long; here it guards against damage.
func newSum(kind plumbing.ObjectType, size int64) hash.Hash {
	h := sha1.New()
	fmt.Fprintf(h, "%s %d\x00", kind, size)
	return h
}

// stream is a big blob. It fails at its end where it is not what its id says.
type stream struct {
	z    io.ReadCloser
	left int64
	id   objects.ID
	sum  hash.Hash
}

// Read implements [io.Reader].
func (s *stream) Read(p []byte) (int, error) {
	n, err := s.z.Read(p)
	s.left -= int64(n)
	_, _ = s.sum.Write(p[:n]) // a hash does not fail
	switch {
	case s.left < 0, err != nil && err != io.EOF:
		return n, errDamaged
	case err == io.EOF && (s.left > 0 || !bytes.Equal(s.sum.Sum(nil), s.id[:])):
		return n, errDamaged
	}
	return n, err
}

// Close implements [io.Closer].
func (s *stream) Close() error { return s.z.Close() }
