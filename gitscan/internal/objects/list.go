package objects

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// listPacks appends every entry of every pack in dir.
func (s *Store) listPacks(dir string, entries []entry) []entry {
	packDir := filepath.Join(dir, "pack")
	files, err := os.ReadDir(packDir) // sorted by name
	if errors.Is(err, fs.ErrNotExist) {
		return entries
	}
	if err != nil {
		s.problem(packDir, "cannot be read: %s", plain(err))
	}
	there := make(map[string]bool, len(files))
	for _, f := range files {
		there[f.Name()] = true
	}
	for _, f := range files {
		base, ok := strings.CutSuffix(f.Name(), ".pack")
		switch {
		case strings.HasSuffix(f.Name(), ".promisor"):
			s.promisor = true
		case !ok || !strings.HasPrefix(base, "pack-"): // tmp_pack_*: a transfer under way
		case !there[base+".idx"]:
			s.problem(filepath.Join(packDir, f.Name()), "pack has no index, nothing in it was read: git index-pack makes one")
		default:
			entries = s.listPack(filepath.Join(packDir, base), entries)
		}
	}
	for _, f := range files {
		if base, ok := strings.CutSuffix(f.Name(), ".idx"); ok && strings.HasPrefix(base, "pack-") && !there[base+".pack"] {
			s.problem(filepath.Join(packDir, f.Name()), "index without its pack: the objects in it are missing")
		}
	}
	return entries
}

// listPack appends the entries of the pack base.pack.
func (s *Store) listPack(base string, entries []entry) []entry {
	size, count, err := packHeader(base + ".pack")
	if err != nil {
		s.problem(base+".pack", "pack cannot be read: %s", plain(err))
		return entries
	}
	pack := int32(len(s.packs))
	list, err := readIndex(base+".idx", pack)
	if err != nil {
		s.problem(base+".idx", "pack index cannot be read, nothing in the pack was: %s", plain(err))
		return entries
	}
	if uint32(len(list)) != count {
		s.problem(base+".pack", "pack holds %d objects, its index names %d", count, len(list))
	}
	named := len(list)
	list = slices.DeleteFunc(list, func(e indexed) bool { return e.offset < packHeaderLen || e.offset >= size })
	if outside := named - len(list); outside > 0 {
		s.problem(base+".pack", "pack is cut short: %d objects lie past its end", outside)
	}
	entries = slices.Grow(entries, len(list))
	sums := make([]PackEntry, len(list))
	for i, e := range list {
		entries = append(entries, e.entry)
		sums[i] = PackEntry{e.offset, e.sum, uint32(i)} // until the objects have numbers
	}
	slices.SortFunc(sums, func(a, b PackEntry) int { return cmp.Compare(a.Offset, b.Offset) })
	s.packs = append(s.packs, packFile{base + ".pack", sums})
	return entries
}

// packHeaderLen is the length of "PACK", the version and the object count
// (gitformat-pack(5)).
const packHeaderLen = 12

// packHeader checks a pack's header and returns its size and object count.
func packHeader(path string) (size int64, count uint32, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	var h [packHeaderLen]byte
	if _, err := io.ReadFull(f, h[:]); err != nil {
		return 0, 0, errors.New("it is cut short")
	}
	if string(h[:4]) != "PACK" {
		return 0, 0, errors.New("it does not start with PACK")
	}
	if v := binary.BigEndian.Uint32(h[4:]); v != 2 && v != 3 {
		return 0, 0, fmt.Errorf("unknown version %d", v)
	}
	return info.Size(), binary.BigEndian.Uint32(h[8:]), nil
}

// indexed is one object of a pack index.
type indexed struct {
	entry
	sum uint32 // CRC-32 of its bytes in the pack
}

// The parts of a pack index, version 2 (gitformat-pack(5)): "\377tOc" and the
// version; for each first byte of an id, how many ids have it or a lower one;
// the ids, their CRC-32s, their offsets or, with the highest bit set, where in
// the table of large offsets they are; that table; two checksums.
const (
	indexMagic   = "\xfftOc\x00\x00\x00\x02"
	indexHead    = len(indexMagic) + 256*4
	indexTrailer = 2 * sha1.Size
	largeOffset  = 1 << 31
)

// readIndex reads a pack index, version 2: its objects in order of id.
func readIndex(path string, pack int32) ([]indexed, error) {
	idx, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(idx) < indexHead+indexTrailer {
		return nil, errors.New("it is cut short")
	}
	if string(idx[:len(indexMagic)]) != indexMagic {
		return nil, errors.New("it has another format than version 2")
	}
	body := idx[:len(idx)-sha1.Size]
	if sum := sha1.Sum(body); !bytes.Equal(sum[:], idx[len(body):]) {
		return nil, errors.New("its checksum is wrong")
	}
	const perObject = len(ID{}) + 4 + 4
	n := int(binary.BigEndian.Uint32(idx[indexHead-4:]))
	tables := idx[indexHead : len(idx)-indexTrailer]
	if uint64(n)*uint64(perObject) > uint64(len(tables)) {
		return nil, errors.New("it is cut short")
	}
	ids, sums := tables[:n*len(ID{})], tables[n*len(ID{}):]
	offsets, large := sums[n*4:], sums[n*8:]
	list := make([]indexed, n)
	for i := range list {
		e := &list[i]
		e.pack = pack
		copy(e.id[:], ids[i*len(e.id):])
		e.sum = binary.BigEndian.Uint32(sums[i*4:])
		e.offset = int64(binary.BigEndian.Uint32(offsets[i*4:]))
		if e.offset&largeOffset != 0 {
			at := (e.offset &^ largeOffset) * 8
			if at+8 > int64(len(large)) {
				return nil, errors.New("it names an offset that it does not have")
			}
			e.offset = int64(binary.BigEndian.Uint64(large[at:]))
		}
		if i > 0 && bytes.Compare(list[i-1].id[:], e.id[:]) > 0 {
			return nil, errors.New("its ids are not in order")
		}
	}
	return list, nil
}

// listLoose appends every loose object of dir, the i-th directory.
func (s *Store) listLoose(i int, dir string, entries []entry) []entry {
	for b := range 256 {
		prefix := fmt.Sprintf("%02x", b)
		files, err := os.ReadDir(filepath.Join(dir, prefix))
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				s.problem(filepath.Join(dir, prefix), "cannot be read: %s", plain(err))
			}
			continue
		}
		for _, f := range files {
			var id ID
			raw, err := hex.DecodeString(prefix + f.Name())
			if err != nil || len(raw) != len(id) {
				continue // tmp_obj_*: being written
			}
			copy(id[:], raw)
			entries = append(entries, entry{id, place{pack: int32(-1 - i)}})
		}
	}
	return entries
}

// loosePath is where dir keeps id when it is loose.
func loosePath(dir string, id ID) string {
	name := id.String()
	return filepath.Join(dir, name[:2], name[2:])
}
