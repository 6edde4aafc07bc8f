package ignore

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// The layout of an index file (gitformat-index(5)).
const (
	indexHeader  = 12      // "DIRC", version, number of entries
	indexStat    = 40      // what lstat said of the file, before the object id
	nameMask     = 0xfff   // of the flags: length of the name, or more than fits
	extendedFlag = 1 << 14 // of the flags: two more bytes of them
	minVersion   = 2
	maxVersion   = 4 // names are cut by what they share with the one before
)

var errIndexEnd = errors.New("the file ends early")

// decodeIndex returns the names in an index file, in its order. It reads names
// alone: go-git's decoder takes ten times as long, for dates and sizes that nobody
// here needs, and knows no SHA-256.
func decodeIndex(data []byte, format string) ([]string, error) {
	sum, size := indexSum(data, format)
	if size == 0 {
		return nil, fmt.Errorf("object format %q is not supported", format)
	}
	if len(data) < indexHeader+size {
		return nil, errIndexEnd
	}
	if !bytes.HasPrefix(data, []byte("DIRC")) {
		return nil, errors.New("no index: wrong signature")
	}
	d := indexDecoder{idSize: size, version: binary.BigEndian.Uint32(data[4:])}
	if d.version < minVersion || d.version > maxVersion {
		return nil, fmt.Errorf("version %d is not supported", d.version)
	}
	end := len(data) - size
	// Zeros stand for no checksum, as index.skipHash allows.
	if stored := data[end:]; !bytes.Equal(stored, make([]byte, size)) && !bytes.Equal(stored, sum) {
		return nil, errors.New("wrong checksum")
	}
	d.text = string(data[:end])
	d.at = indexHeader
	names, err := d.entries(int(binary.BigEndian.Uint32(data[8:])))
	if err != nil {
		return nil, err
	}
	return names, d.extensions()
}

// indexSum returns the checksum of all but the checksum, and its size; 0 for
// a format that is not known.
func indexSum(data []byte, format string) (sum []byte, size int) {
	switch format {
	case "", "sha1":
		s := sha1.Sum(data[:max(len(data)-sha1.Size, 0)])
		return s[:], sha1.Size
	case "sha256":
		s := sha256.Sum256(data[:max(len(data)-sha256.Size, 0)])
		return s[:], sha256.Size
	}
	return nil, 0
}

// indexDecoder reads what lies between the header and the checksum.
type indexDecoder struct {
	text    string
	at      int
	version uint32
	idSize  int
}

func (d *indexDecoder) entries(n int) ([]string, error) {
	// No entry is shorter than this, so the file bounds what is allocated.
	names := make([]string, 0, min(n, len(d.text)/(indexStat+d.idSize)))
	previous := ""
	for range n {
		name, err := d.entry(previous)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
		previous = name
	}
	return names, nil
}

// entry returns the name of the next entry.
func (d *indexDecoder) entry(previous string) (string, error) {
	start := d.at
	d.at += indexStat + d.idSize + 2
	if d.at > len(d.text) {
		return "", errIndexEnd
	}
	flags := uint16(d.text[d.at-2])<<8 | uint16(d.text[d.at-1])
	if flags&extendedFlag != 0 {
		d.at += 2
	}
	if d.version == 4 {
		return d.cutName(previous)
	}
	length := int(flags & nameMask)
	if length == nameMask {
		length = strings.IndexByte(d.text[min(d.at, len(d.text)):], 0)
	}
	if length < 0 || d.at+length > len(d.text) {
		return "", errIndexEnd
	}
	name := d.text[d.at : d.at+length]
	// One to eight NULs fill the entry up to a multiple of eight bytes.
	d.at = start + (d.at+length-start+8)&^7
	if d.at > len(d.text) {
		return "", errIndexEnd
	}
	return name, nil
}

// cutName reads a name of version 4: how many bytes to drop from the end of
// the name before, in git's variable-width numbers, and what follows.
func (d *indexDecoder) cutName(previous string) (string, error) {
	drop := -1
	for more := true; more; d.at++ {
		if d.at >= len(d.text) || drop > len(previous) {
			return "", errIndexEnd
		}
		c := d.text[d.at]
		drop = (drop+1)<<7 | int(c&0x7f)
		more = c&0x80 != 0
	}
	end := strings.IndexByte(d.text[d.at:], 0)
	if end < 0 || drop > len(previous) {
		return "", errIndexEnd
	}
	name := previous[:len(previous)-drop] + d.text[d.at:d.at+end]
	d.at += end + 1
	return name, nil
}

// extensions passes over the optional extensions. Others change what the
// entries mean: a split index has some elsewhere, a sparse one has directories.
func (d *indexDecoder) extensions() error {
	for d.at < len(d.text) {
		if len(d.text)-d.at < 8 {
			return errIndexEnd
		}
		name := d.text[d.at : d.at+4]
		if !isUpper(name[0]) {
			return fmt.Errorf("extension %q is not supported", name)
		}
		size := binary.BigEndian.Uint32([]byte(d.text[d.at+4 : d.at+8]))
		if d.at += 8; uint64(size) > uint64(len(d.text)-d.at) {
			return errIndexEnd
		}
		d.at += int(size)
	}
	return nil
}
