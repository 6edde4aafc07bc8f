package objects

import (
	"cmp"
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

	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
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
	var list []entry
	var sums []PackEntry
	err = guard(func() (err error) {
		list, sums, err = readIndex(base+".idx", pack)
		return err
	})
	if err != nil {
		s.problem(base+".idx", "pack index cannot be read, nothing in the pack was: %s", plain(err))
		return entries
	}
	s.packs = append(s.packs, packFile{base + ".pack", sums})
	if uint32(len(list)) != count {
		s.problem(base+".pack", "pack holds %d objects, its index names %d", count, len(list))
	}
	outside := 0
	for _, e := range list {
		if e.offset < packHeaderLen || e.offset >= size {
			outside++
			continue
		}
		entries = append(entries, e)
	}
	if outside > 0 {
		s.problem(base+".pack", "pack is cut short: %d objects lie past its end", outside)
	}
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

// readIndex reads a pack index, version 2: where each object starts, by id and
// by offset.
func readIndex(path string, pack int32) (entries []entry, sums []PackEntry, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	idx := idxfile.NewMemoryIndex()
	// The decoder wants the file itself: it checks the file's size against the
	// object count before it allocates.
	if err := idxfile.NewDecoder(f).Decode(idx); err != nil {
		return nil, nil, err
	}
	n, err := idx.Count()
	if err != nil {
		return nil, nil, err
	}
	iter, err := idx.Entries()
	if err != nil {
		return nil, nil, err
	}
	entries, sums = make([]entry, 0, n), make([]PackEntry, 0, n)
	for {
		e, err := iter.Next()
		if err == io.EOF {
			slices.SortFunc(sums, func(a, b PackEntry) int { return cmp.Compare(a.Offset, b.Offset) })
			return entries, sums, nil
		}
		if err != nil {
			return nil, nil, err
		}
		entries = append(entries, entry{e.Hash, place{pack, int64(e.Offset)}})
		sums = append(sums, PackEntry{int64(e.Offset), e.CRC32, None})
	}
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
