package match_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/match"
)

func FuzzReaderEqualsBytes(f *testing.F) {
	m := msgine(f)
	rnd := seeded(8)
	for _, form := range forms() {
		f.Add([]byte("a\n"+form.write(newKey(rnd))+"\n"), uint(rnd.IntN(3000)))
	}
	f.Add([]byte(`MSGINE_API_KEY="`+randomText(rnd, base62, 40)+`"`), uint(0))
	f.Fuzz(func(t *testing.T, text []byte, pad uint) {
		// The padding moves the text across the edge of the first window.
		b := append(bytes.Repeat([]byte{'.'}, 1<<20+int(pad%60000)), text...)
		var whole, stream []string
		m.Bytes(b, func(mt match.Match) {
			whole = append(whole, fmt.Sprint(mt.Kind, mt.Encoding, mt.Key, mt.Start, mt.End))
		})
		if _, _, err := m.Reader(bytes.NewReader(b), func(mt match.Match) {
			stream = append(stream, fmt.Sprint(mt.Kind, mt.Encoding, mt.Key, mt.Start, mt.End))
		}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole, stream); diff != "" {
			t.Fatal(diff)
		}
	})
}

// FuzzPlain holds the filter against a search that needs none.
func FuzzPlain(f *testing.F) {
	m := msgine(f)
	rnd := seeded(9)
	f.Add([]byte("x"+newKey(rnd)), []byte("msgine_live_"))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		text := slices.Concat(a, []byte(prefix), b)
		var got []int64
		m.Bytes(text, func(mt match.Match) {
			if mt.Encoding == match.Plain && mt.Evidence == match.ByPrefix {
				got = append(got, mt.Start.Offset)
			}
			if mt.End.Offset <= mt.Start.Offset || mt.End.Offset > int64(len(text)) {
				t.Fatalf("span %+v", mt)
			}
		})
		at := int64(bytes.Index(text, []byte(prefix)))
		for _, g := range got {
			if g == at {
				return
			}
		}
		// A key in another encoding, or of another evidence, may cover it.
		covered := false
		m.Bytes(text, func(mt match.Match) { covered = covered || mt.Start.Offset <= at && at < mt.End.Offset })
		if !covered {
			t.Fatalf("prefix at %d not found: %v", at, got)
		}
	})
}

func BenchmarkBytes(b *testing.B) {
	m := msgine(b)
	rnd := seeded(10)
	words := strings.Fields("func return if err != nil { } the package import var := for range string int byte len append message engine live _ %5F &amp; \\u0026 // 0x00")
	var text bytes.Buffer
	for text.Len() < 8<<20 {
		text.WriteString(words[rnd.IntN(len(words))])
		text.WriteByte(" \n\t"[rnd.IntN(3)])
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		m.Bytes(text.Bytes(), func(match.Match) {})
	}
}

// BenchmarkHostile searches streams made to be slow: all of these must stay
// within two orders of magnitude of an ordinary text.
func BenchmarkHostile(b *testing.B) {
	m := msgine(b)
	for _, unit := range []string{
		"msgine", "msgine_live_", "msgine_live_\x00", "msgine_live_%5F", "m\x00s\x00g\x00i\x00n\x00e\x00", "6d7367696e65", "6d7367696e655f6c6976655f",
		"bXNnaW5l", "X2xpdmVf", "bXNnaW5lX2xpdmVf", "%6d%73%67", `\u006d\u0073`, "&#109;&#115;", "MSGINE_API_KEY=", "msgine\n",
	} {
		text := bytes.Repeat([]byte(unit), 1<<20/len(unit))
		b.Run(fmt.Sprintf("%q", unit), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				m.Bytes(text, func(match.Match) {})
			}
		})
	}
}
