package index

import (
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// link is the extension of a split index: it names the index file whose
// entries it shares, by that file's checksum, and which of them it does not
// (gitformat-index(5), "Split index").
type link struct {
	base     objects.ID
	deleted  []uint32 // positions in the shared index
	replaced []uint32 // likewise, by the entries without a name, in order
}

var errLink = errors.New("malformed split index")

// parseLink reads the extension; nil where nothing is shared.
func parseLink(data []byte) (*link, error) {
	l := &link{}
	if len(data) < len(l.base) {
		return nil, errLink
	}
	l.base = objects.ID(data[:len(l.base)])
	rest := data[len(l.base):]
	if l.base.IsZero() {
		return nil, nil
	}
	if len(rest) == 0 {
		return l, nil
	}
	var ok bool
	if l.deleted, rest, ok = parseBitmap(rest); !ok {
		return nil, errLink
	}
	if l.replaced, rest, ok = parseBitmap(rest); !ok || len(rest) > 0 {
		return nil, errLink
	}
	return l, nil
}

// join is the shared entries as own changes them: own's entries without a name
// replace shared ones, the others are added. The order is not that of an index.
func (l *link) join(shared, own []Entry) ([]Entry, error) {
	gone := make([]bool, len(shared))
	for i, at := range l.replaced {
		if int(at) >= len(shared) || i >= len(own) || len(own[i].Name) > 0 {
			return nil, errLink
		}
		own[i].Name = shared[at].Name
		gone[at] = true
	}
	for _, at := range l.deleted {
		if int(at) >= len(shared) {
			return nil, errLink
		}
		gone[at] = true
	}
	all := make([]Entry, 0, len(shared)+len(own))
	for i, e := range shared {
		if !gone[i] {
			all = append(all, e)
		}
	}
	for _, e := range own {
		if len(e.Name) == 0 {
			return nil, errLink
		}
		all = append(all, e)
	}
	return all, nil
}

// parseBitmap reads a bitmap in the EWAH form of git's indexes and returns the
// positions of its bits (gitformat-bitmap(5), "Appendix A"): the number of bits
// and of words, the words of 64 bits, and the place of the last run. A word that
// starts a run holds from the lowest bit on: the run's bit, the run's length in
// words (32 bits), and how many words of bits as they are follow it (31).
func parseBitmap(data []byte) (set []uint32, rest []byte, ok bool) {
	if len(data) < 8 {
		return nil, nil, false
	}
	size, words := binary.BigEndian.Uint32(data), binary.BigEndian.Uint32(data[4:])
	data = data[8:]
	if uint64(words)*8+4 > uint64(len(data)) {
		return nil, nil, false
	}
	rest = data[words*8+4:]
	data = data[:words*8]
	base := uint64(0)
	for len(data) > 0 {
		run := binary.BigEndian.Uint64(data)
		data = data[8:]
		length, literal := run>>1&(1<<32-1), run>>33
		end := base + length*64
		if literal > uint64(len(data)/8) || end > uint64(size)+64 || end > maxSize/headerLen {
			return nil, nil, false
		}
		if run&1 != 0 {
			for ; base < end && base < uint64(size); base++ {
				set = append(set, uint32(base))
			}
		}
		base = end
		for range literal {
			for word := binary.BigEndian.Uint64(data); word != 0; word &= word - 1 {
				set = append(set, uint32(base)+uint32(bits.TrailingZeros64(word)))
			}
			data = data[8:]
			base += 64
		}
	}
	return set, rest, true
}
