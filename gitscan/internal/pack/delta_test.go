package pack

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// FuzzApply holds apply to go-git's PatchDelta, and the segments to the bytes
// they stand for.
func FuzzApply(f *testing.F) {
	f.Add([]byte("0123456789"), []byte{3, 'a', 'b', 'c', 0x91, 2, 5, 0x91, 7, 2, 0x90, 1})
	f.Add([]byte("base"), []byte{0x80})
	f.Add(bytes.Repeat([]byte("x"), 70_000), []byte{0x80, 0xb1, 3, 0xff, 0xff, 0xf0, 0, 0, 1})
	f.Add([]byte("y"), []byte{0xff, 0, 0, 0, 0, 1, 0, 0})
	f.Add([]byte("y"), []byte{0})
	f.Fuzz(func(t *testing.T, base, instructions []byte) {
		n, ok := Build(base, instructions)
		if !ok {
			return
		}
		delta := binary.AppendUvarint(binary.AppendUvarint(nil, uint64(len(base))), uint64(len(n.Data)))
		want, err := packfile.PatchDelta(base, append(delta, instructions...))
		if err == nil && !bytes.Equal(n.Data, want) {
			t.Fatalf("%v of %q builds %q, want %q", instructions, base, n.Data, want)
		}
		var rebuilt []byte
		for i, s := range n.Segments {
			end := int32(len(n.Data))
			if i+1 < len(n.Segments) {
				end = n.Segments[i+1].At
			}
			if s.From == Inserted {
				rebuilt = append(rebuilt, n.Data[s.At:end]...)
			} else {
				rebuilt = append(rebuilt, base[s.From:s.From+end-s.At]...)
			}
		}
		if !bytes.Equal(rebuilt, n.Data) || !slices.IsSortedFunc(n.Segments, func(a, b Segment) int { return int(a.At - b.At) }) {
			t.Fatalf("segments %v of %v upon %q", n.Segments, instructions, base)
		}
	})
}

// TestApplyRefuses fails on deltas that do not build what they say.
func TestApplyRefuses(t *testing.T) {
	base := []byte("0123456789")
	for name, d := range map[string][]byte{
		"no sizes left":  {0x91},
		"reserved":       {0},
		"cut insert":     {5, 'a'},
		"beyond base":    {0x91, 8, 5},
		"far beyond":     {0x9f, 0xff, 0xff, 0xff, 0xff, 1},
		"too little":     {2, 'a', 'b'},
		"too much":       {6, 'a', 'b', 'c', 'd', 'e', 'f'},
		"cut copy":       {4, 'a', 'b', 'c', 'd', 0x91, 0},
		"copies too far": {0x90, 6},
	} {
		if _, ok := apply(make([]byte, 5), base, d, nil); ok {
			t.Errorf("%s: %v was applied", name, d)
		}
	}
	if segments, ok := apply(make([]byte, 5), base, []byte{1, 'a', 1, 'b', 0x90, 2, 0x91, 2, 1}, nil); !ok || len(segments) != 2 {
		t.Errorf("neighbours are %d segments, want 2 (%v)", len(segments), segments)
	}
}
