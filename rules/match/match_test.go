package match_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

const (
	prefix = "msgine_live_"
	base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// randomText is n characters of alphabet.
func randomText(rnd *rand.Rand, alphabet string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[rnd.IntN(len(alphabet))]
	}
	return string(b)
}

// newKey is a key as MsGine could issue it.
func newKey(rnd *rand.Rand) string { return prefix + randomText(rnd, base62, 32) }

func seeded(n uint64) *rand.Rand { return rand.New(rand.NewPCG(n, n)) }

func msgine(t testing.TB) *match.Matcher {
	t.Helper()
	m, err := match.New(provider.MsGine())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// all returns every match in b.
func all(m *match.Matcher, b []byte) []match.Match {
	var list []match.Match
	m.Bytes(b, func(mt match.Match) { list = append(list, mt) })
	return list
}

// wide is s in UTF-16.
func wide(s string, big bool) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if big {
			b.Write([]byte{0, c})
		} else {
			b.Write([]byte{c, 0})
		}
	}
	return b.String()
}

// escaped writes the bytes of s with format, all of them or only punctuation.
func escaped(s, format string, every bool) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if every || c == '_' || c == '-' {
			fmt.Fprintf(&b, format, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// wrapped cuts s into lines of n characters.
func wrapped(s string, n int, ending string) string {
	var b strings.Builder
	for len(s) > n {
		b.WriteString(s[:n] + ending)
		s = s[n:]
	}
	return b.String() + s
}

// form is one way to write a key down. whole says that the span must be the
// written form exactly.
type form struct {
	name     string
	encoding match.Encoding
	write    func(k string) string
	whole    bool
}

func forms() []form {
	list := []form{
		{"plain", match.Plain, func(k string) string { return k }, true},
		{"hex", match.Hex, func(k string) string { return hex.EncodeToString([]byte(k)) }, true},
		{"hex upper", match.Hex, func(k string) string { return strings.ToUpper(hex.EncodeToString([]byte(k))) }, true},
		{"utf-16le", match.UTF16LE, func(k string) string { return wide(k, false) }, true},
		{"utf-16be", match.UTF16BE, func(k string) string { return wide(k, true) }, true},
		{"entity name", match.Entity, func(k string) string { return strings.ReplaceAll(k, "_", "&lowbar;") }, true},
	}
	for _, f := range []struct {
		format   string
		encoding match.Encoding
	}{
		{"%%%02x", match.Percent}, {"%%%02X", match.Percent}, {"%%25%02X", match.Percent}, {"%%u%04x", match.Percent},
		{`\u%04x`, match.Escape}, {`\u%04X`, match.Escape}, {`\x%02x`, match.Escape}, {`\\u%04x`, match.Escape},
		{`\u{%x}`, match.Escape}, {`\u{%06x}`, match.Escape}, {`\%03o`, match.Escape}, {`\U%08x`, match.Escape},
		{"&#%d;", match.Entity}, {"&#x%x;", match.Entity}, {"&#x%04X;", match.Entity},
	} {
		list = append(list, form{f.format + " punctuation", f.encoding, func(k string) string { return escaped(k, f.format, false) }, true})
		switch f.format {
		case "%%25%02X", "%%u%04x", `\\u%04x`, `\u{%06x}`, `\U%08x`, "&#x%04X;":
			continue // written in full, they are in no needle
		}
		list = append(list, form{f.format + " every", f.encoding, func(k string) string { return escaped(k, f.format, true) }, true})
	}
	for align := range 3 {
		for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding} {
			list = append(list, form{fmt.Sprintf("base64 at %d", align), match.Base64, func(k string) string {
				return enc.EncodeToString([]byte("?>~"[:align] + k))
			}, false})
		}
		for _, width := range []int{60, 64, 76} {
			for _, ending := range []string{"\n", "\r\n", "\n    ", `\n`, `\r\n`, "\\\n"} {
				list = append(list, form{fmt.Sprintf("base64 at %d, lines of %d, %q", align, width, ending), match.Base64, func(k string) string {
					return wrapped(base64.StdEncoding.EncodeToString([]byte(strings.Repeat("~", 30+align)+k+" and more")), width, ending)
				}, false})
			}
		}
	}
	return list
}

// TestEveryForm finds a key in each form, alone and amid other text, with the
// right ID and span.
func TestEveryForm(t *testing.T) {
	m := msgine(t)
	rnd := seeded(1)
	for _, f := range forms() {
		t.Run(f.name, func(t *testing.T) {
			for _, around := range [][2]string{{"", ""}, {"x = \"", "\"\n"}, {"line\nline\n  ", " tail\n"}, {strings.Repeat("a", 33), " "}} {
				if (f.encoding == match.UTF16BE || f.encoding == match.UTF16LE) && len(around[0])%2 == 1 {
					around[0] += " " // code units are aligned
				}
				if strings.Contains(f.name, "lines of") {
					around[1] = "\n" + around[1] // the last line of a wrapped text ends, as the others do
				}
				k := newKey(rnd)
				text := f.write(k)
				got := all(m, []byte(around[0]+text+around[1]))
				if len(got) != 1 {
					t.Fatalf("in %q: %d matches, want 1", around, len(got))
				}
				mt := got[0]
				if mt.Kind != match.Live || mt.Encoding != f.encoding || mt.Key.ID() != key.New([]byte(k), 0).ID() {
					t.Fatalf("in %q: got %v %v %v", around, mt.Kind, mt.Encoding, mt.Key)
				}
				from, until := int64(len(around[0])), int64(len(around[0])+len(text))
				if f.whole && (mt.Start.Offset != from || mt.End.Offset != until) {
					t.Errorf("in %q: span %d:%d, want %d:%d", around, mt.Start.Offset, mt.End.Offset, from, until)
				}
				if mt.Start.Offset < from || mt.End.Offset > until {
					t.Errorf("in %q: span %d:%d outside %d:%d", around, mt.Start.Offset, mt.End.Offset, from, until)
				}
			}
		})
	}
}

// TestBase64Lines keeps apart what stands on lines of its own, be it padded or not.
func TestBase64Lines(t *testing.T) {
	m := msgine(t)
	rnd := seeded(11)
	for _, n := range []int{18, 20, 24, 30, 33, 36, 48} {
		a, b := prefix+randomText(rnd, base62, n), prefix+randomText(rnd, base62, n)
		a64, b64 := base64.StdEncoding.EncodeToString([]byte(a)), base64.StdEncoding.EncodeToString([]byte(b))
		for text, want := range map[string][]string{
			a64 + "\n" + b64 + "\n":                     {a, b},
			"A: " + a64 + "\n  OTHER: x\n":              {a},
			"A: " + a64 + "\ndb: " + b64 + "\n":         {a, b},
			"A: " + a64 + "\nREDIS_URL: x\n":            {a},
			"\"" + a64 + "\"\n\"" + b64 + "\"\n":        {a, b},
			"- " + a64 + "\n- " + b64 + "\napiVersion:": {a, b},
		} {
			var got, ids []string
			for _, mt := range all(m, []byte(text)) {
				got = append(got, mt.Key.ID())
			}
			for _, k := range want {
				ids = append(ids, key.New([]byte(k), 0).ID())
			}
			if diff := cmp.Diff(ids, got); diff != "" {
				t.Errorf("tails of %d in %q: %s", n, text, diff)
			}
		}
	}
}

// TestByteOrderMark decides the byte order where the parity would mislead.
func TestByteOrderMark(t *testing.T) {
	m := msgine(t)
	k := newKey(seeded(2))
	for _, c := range []struct {
		mark string
		big  bool
		want match.Encoding
	}{{"\xff\xfe", false, match.UTF16LE}, {"\xfe\xff", true, match.UTF16BE}} {
		got := all(m, []byte(c.mark+wide("key: "+k+"\n", c.big)))
		if len(got) != 1 || got[0].Encoding != c.want || got[0].Key.ID() != key.New([]byte(k), 0).ID() {
			t.Errorf("%s: got %+v", c.want, got)
		}
	}
}

func TestPositions(t *testing.T) {
	m := msgine(t)
	rnd := seeded(3)
	a, b := newKey(rnd), newKey(rnd)
	text := "first\n" + "// allow\r\n" + "x := \"" + a + "\" + \"" + b + "\" // end\r\nlast\n"
	got := all(m, []byte(text))
	if len(got) != 2 {
		t.Fatalf("%d matches, want 2", len(got))
	}
	for i, k := range []string{a, b} {
		mt := got[i]
		at := strings.Index(text, k)
		want := match.Position{Offset: int64(at), Line: 3, Column: at - len("first\n// allow\r\n") + 1}
		if mt.Start != want {
			t.Errorf("start %+v, want %+v", mt.Start, want)
		}
		if mt.End.Line != 3 || mt.End.Column != want.Column+len(k) {
			t.Errorf("end %+v", mt.End)
		}
		if string(mt.Above) != "// allow" {
			t.Errorf("above %q", mt.Above)
		}
	}
	if string(got[0].Before) != `x := "` || string(got[1].After) != `" // end` {
		t.Errorf("before %q, after %q", got[0].Before, got[1].After)
	}
}

// TestReaderEqualsBytes searches streams whose keys straddle every edge.
func TestReaderEqualsBytes(t *testing.T) {
	m := msgine(t)
	rnd := seeded(4)
	const edge = 1 << 20
	text := bytes.Repeat([]byte("lorem ipsum dolor sit amet\n"), 4*edge/27)
	every := forms()
	for near := edge - 40000; near < len(text)-60000; near += edge / 64 {
		f := every[rnd.IntN(len(every))]
		if f.encoding == match.UTF16BE || f.encoding == match.UTF16LE {
			near += near % 2
		}
		copy(text[near:], " "+f.write(newKey(rnd))+" ")
	}
	want := all(m, text)
	if len(want) < 150 {
		t.Fatalf("only %d matches: the test tests nothing", len(want))
	}
	for _, r := range []io.Reader{bytes.NewReader(text), iotest.HalfReader(bytes.NewReader(text)), iotest.DataErrReader(bytes.NewReader(text))} {
		var got []match.Match
		n, mentions, err := m.Reader(r, func(mt match.Match) { got = append(got, mt) })
		if err != nil || n != int64(len(text)) || !mentions {
			t.Fatalf("read %d of %d bytes, mentions %v: %v", n, len(text), mentions, err)
		}
		ignore := cmp.FilterPath(func(p cmp.Path) bool {
			return p.Last().String() == ".Above" || p.Last().String() == ".Before" || p.Last().String() == ".After"
		}, cmp.Ignore())
		if diff := cmp.Diff(want, got, ignore, cmp.Comparer(func(a, b key.Key) bool { return a == b })); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestReaderError keeps what was found before the stream broke.
func TestReaderError(t *testing.T) {
	m := msgine(t)
	k := newKey(seeded(5))
	broken := io.MultiReader(strings.NewReader(k+"\n"), iotest.ErrReader(io.ErrClosedPipe))
	found := 0
	n, _, err := m.Reader(broken, func(match.Match) { found++ })
	if err == nil || found != 1 || n != int64(len(k)+1) {
		t.Errorf("found %d in %d bytes, error %v", found, n, err)
	}
}

// TestLongLine finds a key in a line of 6 MB, in a stream.
func TestLongLine(t *testing.T) {
	m := msgine(t)
	k := newKey(seeded(6))
	text := strings.Repeat("x;", 3<<20) + k + strings.Repeat(";x", 100)
	var got []match.Match
	if _, _, err := m.Reader(strings.NewReader(text), func(mt match.Match) { got = append(got, mt) }); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Start.Line != 1 || got[0].Start.Column != 6<<20+1 {
		t.Errorf("got %+v", got)
	}
}

func TestMentions(t *testing.T) {
	m := msgine(t)
	for text, want := range map[string]bool{
		"":                                       false,
		"nothing here at all, a long text":       false,
		"import '@msgine/sdk'":                   true,
		"os.Getenv(\"MSGINE_API_KEY\")":          true,
		"https://api.MsGine.net/":                true,
		wide("MSGINE_API_KEY", false):            true,
		"msgin e":                                false,
		hex.EncodeToString([]byte("msginelint")): false,
	} {
		if got := m.Bytes([]byte(text), func(match.Match) {}); got != want {
			t.Errorf("%q: mentions %v, want %v", text, got, want)
		}
	}
}

// TestOtherProvider checks a provider with a short prefix and its own names.
func TestOtherProvider(t *testing.T) {
	acme := provider.Provider{Name: "Acme", Prefixes: []string{"ak_live_"}, Env: []string{"ACME_TOKEN"}, Hosts: []string{"api.acme.test"}, SDKs: []string{"acme-sdk"}}
	m, err := match.New(provider.MsGine(), acme)
	if err != nil {
		t.Fatal(err)
	}
	rnd := seeded(7)
	tail := randomText(rnd, base62, 30)
	k := "ak_live_" + tail
	for _, f := range forms() {
		switch name, _, _ := strings.Cut(f.name, " "); name {
		case "%%25%02X", "%%u%04x", `\\u%04x`, `\u{%06x}`, `\U%08x`, "&#x%04X;":
			continue // with so short a stem, only the usual spellings are needles
		}
		got := all(m, []byte(f.write(k)))
		if len(got) != 1 || got[0].Provider.Name != "Acme" || got[0].Key.ID() != key.New([]byte(k), 0).ID() || got[0].Kind != match.Live {
			t.Errorf("%s: got %d matches %+v", f.name, len(got), got)
		}
	}
	got := all(m, []byte("export ACME_TOKEN="+tail+"\n"))
	if len(got) != 1 || got[0].Evidence != match.ByEnvName || got[0].EnvName != "ACME_TOKEN" {
		t.Errorf("by name: %+v", got)
	}
	if !m.Bytes([]byte("https://API.acme.test/x"), func(match.Match) {}) {
		t.Error("host is no mention")
	}
	for _, bad := range []provider.Provider{
		{Name: "Short", Prefixes: []string{"ak_"}},
		{Name: "Short", Env: []string{"KEY"}},
		{Name: "Long", Prefixes: []string{strings.Repeat("x", 65)}},
	} {
		if _, err := match.New(bad); err == nil {
			t.Errorf("%+v: no error", bad)
		}
	}
}
