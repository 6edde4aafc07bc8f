package objects

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// deltaPack writes a pack of deltas that name each other as base: entry i's
// base is bases[i].
func deltaPack(t *testing.T, dir string, ids, bases []ID, delta []byte) {
	t.Helper()
	var pack bytes.Buffer
	pack.WriteString("PACK")
	_ = binary.Write(&pack, binary.BigEndian, []uint32{2, uint32(len(ids))})
	var offsets, sums []uint32
	for i := range ids {
		start := pack.Len()
		if len(delta) > 15 {
			t.Fatal("delta too long for a one-byte header")
		}
		pack.WriteByte(7<<4 | byte(len(delta)))
		pack.Write(bases[i][:])
		z := zlib.NewWriter(&pack)
		_, _ = z.Write(delta)
		z.Close()
		offsets = append(offsets, uint32(start))
		sums = append(sums, crc32.ChecksumIEEE(pack.Bytes()[start:]))
	}
	check := sha1.Sum(pack.Bytes())
	pack.Write(check[:])
	var idx bytes.Buffer
	idx.WriteString("\xfftOc")
	_ = binary.Write(&idx, binary.BigEndian, uint32(2))
	for b := range 256 {
		n := uint32(0)
		for _, id := range ids {
			if int(id[0]) <= b {
				n++
			}
		}
		_ = binary.Write(&idx, binary.BigEndian, n)
	}
	for _, id := range ids {
		idx.Write(id[:])
	}
	_ = binary.Write(&idx, binary.BigEndian, sums)
	_ = binary.Write(&idx, binary.BigEndian, offsets)
	idx.Write(check[:])
	whole := sha1.Sum(idx.Bytes())
	idx.Write(whole[:])
	if err := os.MkdirAll(filepath.Join(dir, "pack"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"pack-1.pack": pack.Bytes(), "pack-1.idx": idx.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, "pack", name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHostileDeltas reads deltas that are their own base, which must not
// recurse, and deltas that promise more than memory holds.
func TestHostileDeltas(t *testing.T) {
	a, b, gone := ID{1}, ID{2}, ID{3}
	for name, c := range map[string]struct {
		bases []ID
		delta []byte
		want  string
	}{
		"own base": {[]ID{a, b}, []byte{0, 1, 1, 'x'}, "without an end"},
		"circle":   {[]ID{b, a}, []byte{0, 1, 1, 'x'}, "without an end"},
		"no base":  {[]ID{gone, a}, []byte{0, 1, 1, 'x'}, "missing"},
	} {
		dir := filepath.Join(t.TempDir(), "objects")
		deltaPack(t, dir, []ID{a, b}, c.bases, c.delta)
		s := Open(dir)
		if len(s.Problems()) > 0 || s.Len() != 2 {
			t.Fatalf("%s: %v, %d objects", name, s.Problems(), s.Len())
		}
		r := s.NewReader()
		if _, err := r.Read(0); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		r.Close()
	}
	bomb := binary.AppendUvarint([]byte{0}, 1<<40)
	if size, err := deltaTarget(bomb); err != nil || size != 1<<40 {
		t.Errorf("deltaTarget: %d, %v", size, err)
	}
	r := &Reader{}
	if _, err := r.apply(Object{Data: []byte("x")}, []delta{{data: bomb}}); err == nil || !strings.Contains(err.Error(), "too many") {
		t.Errorf("a delta that builds a terabyte: %v", err)
	}
}

func TestCache(t *testing.T) {
	c := cache{limit: 10 * (1000 + entryOverhead)}
	at := func(i int) place { return place{offset: int64(i)} }
	for i := range 20 {
		c.put(at(i), Object{Size: 1000})
		if _, ok := c.get(at(0)); !ok { // used all the time
			t.Fatalf("entry 0 is gone after %d others", i)
		}
	}
	for i, want := range map[int]bool{1: false, 10: false, 11: true, 19: true} {
		if _, ok := c.get(at(i)); ok != want {
			t.Errorf("entry %d: %v, want %v", i, ok, want)
		}
	}
	if c.size > c.limit || len(c.byKey) != 10 {
		t.Errorf("%d bytes in %d entries", c.size, len(c.byKey))
	}
	c.put(at(99), Object{Size: c.limit})
	if _, ok := c.get(at(99)); ok {
		t.Error("an object that fills the cache was kept")
	}
}

func FuzzDamagedPack(f *testing.F) {
	r, path := packed(f)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(20), []byte{0xff})
	f.Add(uint16(12), []byte{0x95, 0x01, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, at uint16, over []byte) {
		damaged := bytes.Clone(whole)
		if int(at) >= len(damaged) {
			return
		}
		copy(damaged[at:], over)
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		readable(t, r.open())
	})
}
