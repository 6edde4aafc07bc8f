package objects

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestParseCommit(t *testing.T) {
	tree, parent := strings.Repeat("ab", 20), strings.Repeat("cd", 20)
	text := "tree " + tree + "\nparent " + parent + "\nparent " + tree + "\nauthor A U Thor <a@example.com> 1700000000 +0130\n" +
		"committer C <c@example.com> 1700000001 -0800\nencoding latin-1\ngpgsig -----BEGIN\n parent " + tree + "\n -----END\n\nparent of it all\n"
	c := ParseCommit([]byte(text))
	if c.Tree.String() != tree || len(c.Parents) != 2 || c.Parents[0].String() != parent {
		t.Errorf("tree %s, parents %v", c.Tree, c.Parents)
	}
	if got := c.Author.When.Format(time.RFC3339); string(c.Author.Name) != "A U Thor" || got != "2023-11-14T23:43:20+01:30" {
		t.Errorf("author %q, %s", c.Author.Name, got)
	}
	if c.Committed != 1700000001 {
		t.Errorf("committed %d", c.Committed)
	}
	for at, want := range map[string]string{"a@example": "author", "latin": "encoding", "-----END": "gpgsig", "of it": "", "tree ": "tree", "\n\nparent": "gpgsig"} {
		if got := HeaderAt([]byte(text), int64(strings.Index(text, at))); got != want {
			t.Errorf("HeaderAt %q: %q, want %q", at, got, want)
		}
	}
}

func TestParseSignature(t *testing.T) {
	for text, want := range map[string]string{
		"A <a> 1 +0000":                    "A 1970-01-01T00:00:01Z",
		"A B <a@b> c> 60 -0130":            "A B 1969-12-31T22:31:00-01:30",
		"no address":                       "no address 1970-01-01T00:00:00Z",
		"<a> 1":                            " 1970-01-01T00:00:01Z",
		"A <a> 99999999999999999999 +0000": "A 1970-01-01T00:00:00Z",
		"A <a> 9999999999999999 +0000":     "A 1970-01-01T00:00:00Z",
		"A <a> -5 +0000":                   "A 1970-01-01T00:00:00Z",
		"A <a> 1 +9999":                    "A 1970-01-01T00:00:01Z",
		"A <a> x":                          "A 1970-01-01T00:00:00Z",
		"A <a>":                            "A 1970-01-01T00:00:00Z",
	} {
		s := parseSignature([]byte(text))
		if got := fmt.Sprintf("%s %s", s.Name, s.When.Format(time.RFC3339)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestParseTree(t *testing.T) {
	id := strings.Repeat("x", 20)
	good := "100644 a b\x00" + id + "40000 d\x00" + id + "160000 s\x00" + id + "120000 l\x00" + id
	var got []string
	if err := ParseTree([]byte(good), func(e Entry) { got = append(got, fmt.Sprintf("%o %s %v", e.Mode, e.Name, e.IsBlob())) }); err != nil {
		t.Error(err)
	}
	if want := "[100644 a b true 40000 d false 160000 s false 120000 l true]"; fmt.Sprint(got) != want {
		t.Errorf("got %v", got)
	}
	for _, bad := range []string{"x", "100644 a", "100644 a\x00short", "100944 a\x00" + id, " a\x00" + id, "12345678 a\x00" + id} {
		if err := ParseTree([]byte(bad), func(Entry) {}); err == nil {
			t.Errorf("%q was taken for a tree", bad)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("100644 a\x00"+strings.Repeat("x", 20)), int64(3))
	f.Add([]byte("tree x\nauthor A <a> 1 +0000\n more\n\nmessage"), int64(9))
	f.Add([]byte(" x\n\n"), int64(1))
	f.Fuzz(func(t *testing.T, data []byte, at int64) {
		n := 0
		err := ParseTree(data, func(e Entry) { n += len(e.Name) + len(e.ID) + 2 })
		if err == nil && n > len(data) {
			t.Errorf("entries of %d bytes in a tree of %d", n, len(data))
		}
		c := ParseCommit(data)
		if y := c.Author.When.Year(); y < 1969 || y > 40000 {
			t.Errorf("year %d", y)
		}
		ParseTag(data)
		parseAlternates(data)
		if at >= 0 && at < int64(len(data)) {
			if name := HeaderAt(data, at); !bytes.Contains(data, []byte(name)) {
				t.Errorf("header %q", name)
			}
		}
	})
}
