package inflate_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"testing"

	"github.com/msgine/msginelint/gitscan/internal/inflate"
)

// stream is one compressed object, with all that follows it in its pack.
type stream struct {
	src  []byte
	size int
}

// streams are those of the pack that the environment variable BENCH_PACK
// names, or of texts cut into pieces of the sizes that packs have.
func streams(b *testing.B) (list []stream, total int64) {
	path := os.Getenv("BENCH_PACK")
	if path == "" {
		for _, content := range contents(b)[10:] {
			for n := 40; len(content) > n; n = n*2%5000 + 40 {
				src := append(compress(b, content[:n], 6, 1<<30), make([]byte, inflate.Slack)...)
				list = append(list, stream{src, n})
				total += int64(n)
				content = content[n:]
			}
		}
		return list, total
	}
	pack, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	var d inflate.Decoder
	dst := make([]byte, 64<<20)
	for at := 12; at < len(pack)-20; {
		c := pack[at]
		kind, size := c>>4&7, int(c&15)
		at++
		for shift := 4; c&0x80 != 0; shift += 7 {
			c = pack[at]
			size |= int(c&0x7f) << shift
			at++
		}
		switch kind {
		case 6:
			for pack[at]&0x80 != 0 {
				at++
			}
			at++
		case 7:
			at += 20
		}
		used, err := d.Zlib(dst[:size], pack[at:])
		if err != nil {
			b.Fatalf("at %d: %v", at, err)
		}
		list = append(list, stream{pack[at:], size})
		total += int64(size)
		at += used
	}
	return list, total
}

func BenchmarkZlib(b *testing.B) {
	list, total := streams(b)
	var d inflate.Decoder
	dst := make([]byte, 64<<20)
	b.SetBytes(total)
	for b.Loop() {
		for _, s := range list {
			if _, err := d.Zlib(dst[:s.size], s.src); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkLibrary(b *testing.B) {
	list, total := streams(b)
	dst := make([]byte, 64<<20)
	z, err := zlib.NewReader(bytes.NewReader(list[0].src))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(total)
	for b.Loop() {
		for _, s := range list {
			if err := z.(zlib.Resetter).Reset(bytes.NewReader(s.src), nil); err != nil {
				b.Fatal(err)
			}
			if _, err := io.ReadFull(z, dst[:s.size]); err != nil {
				b.Fatal(err)
			}
		}
	}
}
