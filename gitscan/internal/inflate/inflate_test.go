package inflate_test

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/msgine/msginelint/gitscan/internal/inflate"
)

// library is what compress/zlib makes of src.
func library(src []byte) (content []byte, used int, err error) {
	in := bytes.NewReader(src)
	z, err := zlib.NewReader(in)
	if err != nil {
		return nil, 0, err
	}
	content, err = io.ReadAll(z)
	return content, len(src) - in.Len(), err
}

// compress makes a zlib stream of level, flushed after every flush bytes.
func compress(t testing.TB, content []byte, level, flush int) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	for part := content; len(part) > 0; {
		n := min(len(part), flush)
		_, _ = z.Write(part[:n])
		if part = part[n:]; len(part) > 0 {
			_ = z.Flush()
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// contents are texts of many kinds and sizes.
func contents(t testing.TB) [][]byte {
	rnd := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 70_000)
	for i := range noise {
		noise[i] = byte(rnd.Uint32())
	}
	skewed := make([]byte, 200_000)
	for i := range skewed {
		skewed[i] = byte(min(rnd.ExpFloat64()*4, 255)) // codes of many lengths
	}
	list := [][]byte{{}, {'x'}, []byte("hello, hello, hello"), noise, noise[:300], skewed, make([]byte, 100_000),
		[]byte(strings.Repeat("ab", 1000)), []byte(strings.Repeat("abcdefg", 999)), []byte(strings.Repeat("0123456789abcdefXYZ", 400))}
	files, _ := filepath.Glob("*.go")
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, text, text[:min(len(text), 700)])
	}
	return list
}

func TestZlib(t *testing.T) {
	d := inflate.Decoder{Checksum: true}
	for i, content := range contents(t) {
		for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
			for _, flush := range []int{1 << 30, 5000, 100} {
				src := compress(t, content, level, flush)
				for _, slack := range []int{0, 7, inflate.Slack} {
					dst := make([]byte, len(content), len(content)+slack)
					in := append(bytes.Clone(src), make([]byte, slack)...)
					used, err := d.Zlib(dst, in)
					if err != nil || used != len(src) || !bytes.Equal(dst, content) {
						t.Fatalf("content %d, level %d, slack %d: used %d of %d, %v", i, level, slack, used, len(src), err)
					}
				}
			}
		}
	}
}

// TestWrongSize refuses a stream that is longer or shorter than it should be,
// and leaves everything beyond the slack alone.
func TestWrongSize(t *testing.T) {
	var d inflate.Decoder
	for i, content := range contents(t) {
		src := compress(t, content, 6, 1<<30)
		for _, n := range []int{0, 1, len(content) / 2, len(content) - 1, len(content) + 1, len(content) + 1000} {
			if n < 0 || n == len(content) {
				continue
			}
			space := bytes.Repeat([]byte{0xa5}, n+2*inflate.Slack)
			if _, err := d.Zlib(space[:n], src); err == nil {
				t.Errorf("content %d of %d bytes decompresses into %d", i, len(content), n)
			}
			if rest := space[n+inflate.Slack:]; !bytes.Equal(rest, bytes.Repeat([]byte{0xa5}, len(rest))) {
				t.Errorf("content %d into %d bytes: written beyond the slack", i, n)
			}
		}
		for n := range min(len(src), 600) {
			if _, err := d.Zlib(make([]byte, len(content)), src[:len(src)-1-n]); err == nil {
				t.Errorf("content %d decompresses with %d bytes missing", i, n+1)
			}
		}
	}
}

func TestChecksum(t *testing.T) {
	content := []byte("some text, some text")
	src := compress(t, content, 6, 1<<30)
	src[len(src)-1] ^= 1
	dst := make([]byte, len(content))
	strict, lax := inflate.Decoder{Checksum: true}, inflate.Decoder{}
	if _, err := strict.Zlib(dst, src); err == nil {
		t.Error("a wrong checksum was taken")
	}
	if _, err := lax.Zlib(dst, src); err != nil || !bytes.Equal(dst, content) {
		t.Errorf("the checksum was looked at: %v", err)
	}
}

// FuzzZlib holds the decoder to compress/zlib: equal content, or both fail.
func FuzzZlib(f *testing.F) {
	for _, content := range contents(f) {
		f.Add(compress(f, content[:min(len(content), 3000)], 6, 1000), uint16(0))
		f.Add(compress(f, content[:min(len(content), 300)], flate.HuffmanOnly, 1000), uint16(40))
	}
	// One offset code only; no offset code; a stored block in the middle of a byte.
	f.Add([]byte("\x78\x9c\x03\x00\x00\x00\x00\x01"), uint16(9))
	f.Add([]byte("\x78\x9c\x00\x01\x00\xfe\xffx\x03\x00\x00\x79\x00\x79"), uint16(9))
	var d inflate.Decoder
	f.Fuzz(func(t *testing.T, src []byte, slack uint16) {
		fixed := bytes.Clone(src)
		if len(fixed) > 2 { // let more inputs past the header
			binary.BigEndian.PutUint16(fixed, 0x789c)
		}
		content, used, err := library(fixed)
		if len(content) > 1<<20 {
			return
		}
		d.Checksum = true
		dst := make([]byte, len(content), len(content)+int(slack%400))
		got, gotErr := d.Zlib(dst, fixed)
		if (err == nil) != (gotErr == nil) {
			t.Fatalf("library: %v, here: %v", err, gotErr)
		}
		if err == nil && (got != used || !bytes.Equal(dst, content)) {
			t.Fatalf("used %d, want %d, or other content", got, used)
		}
		d.Checksum = false
		_, _ = d.Zlib(make([]byte, len(content)+1), src) // must not panic
		_, _ = d.Zlib(dst[:len(content)/2], fixed)
	})
}
