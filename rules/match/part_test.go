package match_test

import (
	"slices"
	"testing"

	"github.com/msgine/msginelint/rules/match"
)

// FuzzPieces builds a text out of two others and holds [match.Matcher.Touches]
// and [match.Matcher.Seam] to what a search of the whole text says.
func FuzzPieces(f *testing.F) {
	m := msgine(f)
	rnd := seeded(30)
	for _, form := range forms() {
		text := form.write(newKey(rnd))
		f.Add([]byte(text[:len(text)/3]), []byte(text[len(text)/3:len(text)/2]), []byte(text[len(text)/2:]))
		f.Add([]byte("x"+text[:5]), []byte(nil), []byte(text[5:]+"y"))
	}
	f.Add([]byte("msg"), []byte("i"), []byte("ne"))
	f.Fuzz(func(t *testing.T, before, fresh, after []byte) {
		found := func(b []byte) bool {
			any := false
			mentions := m.Bytes(b, func(match.Match) { any = true })
			return any || mentions
		}
		whole := slices.Concat(before, fresh, after)
		if found(before) || found(after) || !found(whole) {
			return
		}
		from, to := len(before), len(before)+len(fresh)
		if !m.Touches(whole, from, to) && !m.Touches(whole, to, to) {
			t.Fatalf("%q %q %q: found in the whole, but no part is touched", before, fresh, after)
		}
		if len(fresh) == 0 && from > 0 && to < len(whole) && !m.Seam(whole[from-1], whole[from]) {
			t.Fatalf("%q %q: found across a seam that cannot have a needle", before, after)
		}
	})
}

// TestTouches leaves alone what stands elsewhere in the text.
func TestTouches(t *testing.T) {
	m := msgine(t)
	b := []byte("....msgine....")
	for _, c := range []struct {
		from, to int
		want     bool
	}{{0, 4, false}, {10, 14, false}, {0, 5, true}, {9, 14, true}, {5, 6, true}, {4, 4, false}, {5, 5, true}, {10, 10, false}, {0, 0, false}, {14, 14, false}} {
		if got := m.Touches(b, c.from, c.to); got != c.want {
			t.Errorf("[%d:%d]: %v, want %v", c.from, c.to, got, c.want)
		}
	}
	if !m.Seam('m', 's') || !m.Seam('G', 'i') || m.Seam('!', '!') {
		t.Error("seams")
	}
}
