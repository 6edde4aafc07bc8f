// Package index reads a repository's index: what the next commit is made of.
//
// It reads versions 2 to 4, split and sparse indexes (gitformat-index(5)), with
// SHA-1 ids. go-git's decoder knows neither split nor sparse ones, and takes
// several times as long as git does, which a commit hook cannot afford.
package index

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// Entry is one entry of an index. Name is a view of what was read.
type Entry struct {
	Name  []byte // path with "/"; that of a directory in a sparse index ends in one
	ID    objects.ID
	Mode  uint32
	Stage uint8 // 1 to 3: a merge has not been resolved
	// IntentToAdd marks a path that git add --intent-to-add has promised: it has
	// no content yet.
	IntentToAdd bool
}

// Index is what an index file holds, with what it shares of another.
type Index struct {
	Entries []Entry // in order of Name, then Stage
	Cache   *Cache  // nil: none
}

const (
	headerLen    = 12      // "DIRC", version, number of entries
	statLen      = 40      // what lstat said of the file; the mode is in it
	modeAt       = 24      // in those
	sumLen       = 20      // the checksum at the end: a SHA-1
	nameMask     = 0xfff   // of the flags: length of the name, or more than fits
	stageShift   = 12      // of the flags
	extendedFlag = 1 << 14 // of the flags: two more bytes of them
	intentFlag   = 1 << 13 // of those
	minVersion   = 2
	maxVersion   = 4 // names are cut by what they share with the one before
)

// maxSize bounds the index that is read, in bytes: some ten million files.
const maxSize = 2 << 30

var errShort = errors.New("the file ends early")

// Read reads the index file called name, and the one it shares entries with,
// which lies in gitDir. Where there is no such file the Index is empty, as git
// takes it.
func Read(name, gitDir string) (*Index, error) {
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &Index{}, nil
	}
	if err != nil {
		return nil, err
	}
	x, link, err := decode(data)
	if err != nil || link == nil {
		return x, err
	}
	shared, err := readFile(filepath.Join(gitDir, "sharedindex."+link.base.String()))
	if err != nil {
		return nil, fmt.Errorf("read the shared index: %w", err)
	}
	base, nested, err := decode(shared)
	if err == nil && nested != nil {
		err = errors.New("it shares entries with another in turn")
	}
	if err == nil {
		x.Entries, err = link.join(base.Entries, x.Entries)
	}
	if err != nil {
		return nil, fmt.Errorf("read the shared index: %w", err)
	}
	x.sort()
	return x, nil
}

// readFile reads a regular file: a pipe would wait for ever.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, plain(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > maxSize:
		return nil, fmt.Errorf("%d bytes are too many", info.Size())
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(f, data)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, plain(err)
	}
	return data[:n], nil
}

// plain is err without the path, which the caller names itself.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// decode reads one index file. Its entries stand in no order if link is not nil.
func decode(data []byte) (*Index, *link, error) {
	if len(data) < headerLen+sumLen {
		return nil, nil, errShort
	}
	if !bytes.HasPrefix(data, []byte("DIRC")) {
		return nil, nil, errors.New("no index: wrong signature")
	}
	version := binary.BigEndian.Uint32(data[4:])
	if version < minVersion || version > maxVersion {
		return nil, nil, fmt.Errorf("version %d is not supported", version)
	}
	body, stored := data[:len(data)-sumLen], data[len(data)-sumLen:]
	// Zeros stand for no checksum, as index.skipHash allows.
	if sum := sha1.Sum(body); !bytes.Equal(stored, sum[:]) && !bytes.Equal(stored, make([]byte, sumLen)) {
		return nil, nil, errors.New("wrong checksum")
	}
	d := decoder{data: body, at: headerLen, version: version}
	x := &Index{}
	var err error
	if x.Entries, err = d.entries(binary.BigEndian.Uint32(data[8:])); err != nil {
		return nil, nil, err
	}
	link, err := d.extensions(x)
	if err != nil {
		return nil, nil, err
	}
	if link == nil {
		x.sort()
	}
	return x, link, nil
}

// sort puts the entries in order. They are, unless the file is hostile or split.
func (x *Index) sort() {
	inOrder := func(a, b Entry) int {
		if c := bytes.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return int(a.Stage) - int(b.Stage)
	}
	if !slices.IsSortedFunc(x.Entries, inOrder) {
		slices.SortStableFunc(x.Entries, inOrder)
	}
}

// decoder reads what lies between the header and the checksum.
type decoder struct {
	data    []byte
	at      int
	version uint32
	names   []byte // version 4: room for names, which are views of it
}

// entries reads n entries.
func (d *decoder) entries(n uint32) ([]Entry, error) {
	// No entry is shorter than this, so the file bounds what is allocated.
	list := make([]Entry, 0, min(int(n), len(d.data)/(statLen+sumLen+2)))
	var previous []byte
	for range n {
		e, err := d.entry(previous)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
		previous = e.Name
	}
	return list, nil
}

// entry reads the next entry.
func (d *decoder) entry(previous []byte) (Entry, error) {
	start := d.at
	fixed := statLen + len(objects.ID{}) + 2
	if len(d.data)-start < fixed {
		return Entry{}, errShort
	}
	record := d.data[start : start+fixed]
	e := Entry{Mode: binary.BigEndian.Uint32(record[modeAt:]), ID: objects.ID(record[statLen:])}
	flags := binary.BigEndian.Uint16(record[fixed-2:])
	e.Stage = uint8(flags>>stageShift) & 3
	d.at += fixed
	if flags&extendedFlag != 0 {
		if len(d.data)-d.at < 2 {
			return Entry{}, errShort
		}
		e.IntentToAdd = binary.BigEndian.Uint16(d.data[d.at:])&intentFlag != 0
		d.at += 2
	}
	var err error
	if d.version == 4 {
		e.Name, err = d.cutName(previous)
	} else {
		e.Name, err = d.wholeName(start, int(flags&nameMask))
	}
	return e, err
}

// wholeName reads a name of versions 2 and 3, of the entry that starts at start.
func (d *decoder) wholeName(start, length int) ([]byte, error) {
	if length == nameMask {
		length = bytes.IndexByte(d.data[d.at:], 0)
	}
	if length < 0 || length > len(d.data)-d.at {
		return nil, errShort
	}
	name := d.data[d.at : d.at+length]
	// One to eight NULs fill the entry up to a multiple of eight bytes.
	d.at = start + (d.at+length-start+8)&^7
	if d.at > len(d.data) {
		return nil, errShort
	}
	return name, nil
}

// cutName reads a name of version 4: how many bytes to drop from the end of
// the name before, in git's variable-width numbers, and what follows.
func (d *decoder) cutName(previous []byte) ([]byte, error) {
	drop := -1
	for more := true; more; d.at++ {
		if d.at >= len(d.data) || drop > len(previous) {
			return nil, errShort
		}
		c := d.data[d.at]
		drop = (drop+1)<<7 | int(c&0x7f)
		more = c&0x80 != 0
	}
	end := bytes.IndexByte(d.data[d.at:], 0)
	if end < 0 || drop > len(previous) {
		return nil, errShort
	}
	kept, added := previous[:len(previous)-drop], d.data[d.at:d.at+end]
	d.at += end + 1
	if cap(d.names)-len(d.names) < len(kept)+len(added) {
		d.names = make([]byte, 0, max(1<<16, len(kept)+len(added)))
	}
	from := len(d.names)
	d.names = append(append(d.names, kept...), added...)
	return d.names[from:len(d.names):len(d.names)], nil
}

// extensions reads those that matter and passes over the optional others. What
// else there is changes what the entries mean.
func (d *decoder) extensions(x *Index) (*link, error) {
	var shared *link
	for d.at < len(d.data) {
		if len(d.data)-d.at < 8 {
			return nil, errShort
		}
		name, size := string(d.data[d.at:d.at+4]), binary.BigEndian.Uint32(d.data[d.at+4:])
		d.at += 8
		if uint64(size) > uint64(len(d.data)-d.at) {
			return nil, errShort
		}
		body := d.data[d.at : d.at+int(size)]
		d.at += int(size)
		var err error
		switch {
		case name == "TREE":
			x.Cache = parseCache(body)
		case name == "link":
			shared, err = parseLink(body)
		case name == "sdir": // a sparse index: some entries are directories
		case name[0] < 'A' || name[0] > 'Z':
			err = fmt.Errorf("extension %q is not supported", name)
		}
		if err != nil {
			return nil, err
		}
	}
	return shared, nil
}
