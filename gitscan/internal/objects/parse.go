package objects

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strconv"
	"time"
)

// The modes of a tree's entries that matter here (gitformat: tree objects).
const (
	ModeTree    = 0o040000
	ModeGitlink = 0o160000 // a submodule's commit: no object of this repository
	ModeSymlink = 0o120000
)

// Entry is one entry of a tree. Name is a view of the tree's bytes.
type Entry struct {
	Mode uint32
	Name []byte
	ID   ID
}

// IsBlob reports whether e is a file or a symbolic link.
func (e Entry) IsBlob() bool { return e.Mode != ModeTree && e.Mode != ModeGitlink }

// ParseTree yields the entries of a tree, as far as it is well formed.
func ParseTree(tree []byte, yield func(Entry)) error {
	for len(tree) > 0 {
		e, n, err := ParseEntry(tree)
		if err != nil {
			return err
		}
		yield(e)
		tree = tree[n:]
	}
	return nil
}

// ParseEntry reads the entry that tree starts with, and its length:
// "MODE NAME\0" and twenty bytes of id.
func ParseEntry(tree []byte) (e Entry, n int, err error) {
	space := bytes.IndexByte(tree[:min(len(tree), 8)], ' ')
	if space <= 0 {
		return Entry{}, 0, errMalformed
	}
	for _, c := range tree[:space] {
		if c < '0' || c > '7' {
			return Entry{}, 0, errMalformed
		}
		e.Mode = e.Mode<<3 | uint32(c-'0')
	}
	end := bytes.IndexByte(tree[space+1:], 0)
	n = space + 1 + end + 1 + len(e.ID)
	if end < 0 || len(tree) < n {
		return Entry{}, 0, errMalformed
	}
	e.Name = tree[space+1:][:end]
	copy(e.ID[:], tree[space+1+end+1:])
	return e, n, nil
}

// errMalformed says that a tree is not what git writes.
var errMalformed = errors.New("malformed tree")

// Commit is what a commit's headers say.
type Commit struct {
	Tree      ID
	Parents   []ID
	Author    Signature
	Committed int64 // the committer's clock, in seconds since 1970
}

// Signature is who did something, and when. Name is a view of the object.
type Signature struct {
	Name []byte
	When time.Time
}

// ParseCommit reads a commit's headers. It takes what it finds: real
// repositories hold commits without authors or with impossible dates.
func ParseCommit(commit []byte) Commit {
	var c Commit
	c.Author.When = time.Unix(0, 0).UTC()
	headers(commit, func(name, value []byte) {
		switch string(name) {
		case "tree":
			c.Tree = parseID(value)
		case "parent":
			if id := parseID(value); !id.IsZero() {
				c.Parents = append(c.Parents, id)
			}
		case "author":
			c.Author = parseSignature(value)
		case "committer":
			c.Committed = parseSignature(value).When.Unix()
		}
	})
	return c
}

// ParseTag returns the id of the object that a tag names; zero when malformed.
func ParseTag(tag []byte) (target ID) {
	headers(tag, func(name, value []byte) {
		if string(name) == "object" && target.IsZero() {
			target = parseID(value)
		}
	})
	return target
}

// HeaderAt returns the name of the header that the byte at offset of a commit
// or tag belongs to, continuation lines included; empty: the message.
func HeaderAt(object []byte, offset int64) string {
	end := bytes.Index(object, []byte("\n\n"))
	if offset >= int64(len(object)) || (end >= 0 && offset > int64(end)) {
		return ""
	}
	for at := offset; ; {
		start := bytes.LastIndexByte(object[:at], '\n') + 1
		if object[start] != ' ' || start == 0 {
			name, _, _ := bytes.Cut(object[start:], []byte(" "))
			return string(name)
		}
		at = int64(start) - 1
	}
}

// headers yields the first line of each header up to the empty line.
func headers(object []byte, yield func(name, value []byte)) {
	for line := range bytes.Lines(object) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if len(line) == 0 {
			return
		}
		if name, value, ok := bytes.Cut(line, []byte(" ")); ok && len(name) > 0 {
			yield(name, value)
		}
	}
}

// parseID reads forty hexadecimal digits; zero when there are not.
func parseID(text []byte) (id ID) {
	if len(text) != 2*len(id) {
		return ID{}
	}
	if _, err := hex.Decode(id[:], text); err != nil {
		return ID{}
	}
	return id
}

// ParseID reads an id of forty hexadecimal digits.
func ParseID(text []byte) (ID, bool) {
	id := parseID(text)
	return id, !id.IsZero()
}

// parseSignature reads "NAME <EMAIL> SECONDS ZONE".
func parseSignature(text []byte) Signature {
	var s Signature
	s.When = time.Unix(0, 0).UTC()
	open, shut := bytes.IndexByte(text, '<'), bytes.LastIndexByte(text, '>')
	if open < 0 || shut < open {
		s.Name = bytes.TrimSpace(text)
		return s
	}
	s.Name = bytes.TrimSpace(text[:open])
	fields := bytes.Fields(text[shut+1:])
	if len(fields) == 0 {
		return s
	}
	seconds, err := strconv.ParseInt(string(fields[0]), 10, 64)
	if err != nil || seconds < 0 || seconds > 1<<40 { // beyond: no date that can be printed
		return s
	}
	zone := time.UTC
	if len(fields) > 1 {
		zone = parseZone(string(fields[1]))
	}
	s.When = time.Unix(seconds, 0).In(zone)
	return s
}

// parseZone reads "+0130".
func parseZone(text string) *time.Location {
	n, err := strconv.Atoi(text)
	if err != nil || n < -2359 || n > 2359 || n == 0 {
		return time.UTC
	}
	return time.FixedZone("", (n/100*60+n%100)*60)
}
