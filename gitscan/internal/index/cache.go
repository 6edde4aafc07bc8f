package index

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// Cache is what the index remembers of one directory, if nothing in it was
// changed since: the tree that git would write for it (gitformat-index(5),
// "Cache tree").
type Cache struct {
	name     []byte // below its parent
	Entries  int    // of the index that lie below it; negative: something was changed
	ID       objects.ID
	children []Cache // sorted by length of the name, then by name
}

// Valid reports whether the directory is what its tree says.
func (c *Cache) Valid() bool { return c != nil && c.Entries >= 0 }

// Child is the directory called name in c; nil where nothing is known of it.
func (c *Cache) Child(name []byte) *Cache {
	if c == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(c.children, name, func(x Cache, name []byte) int { return byLength(x.name, name) })
	if !ok {
		return nil
	}
	return &c.children[i]
}

// byLength is the order of the cache: shorter names first.
func byLength(a, b []byte) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), bytes.Compare(a, b))
}

// maxDepth bounds how deep directories may lie in each other.
const maxDepth = 4096

// parseCache reads the extension TREE; nil where it makes no sense, since it
// only saves work.
func parseCache(data []byte) *Cache {
	var root Cache
	rest, ok := root.parse(data, 0)
	if !ok || len(rest) > 0 {
		return nil
	}
	return &root
}

// parse reads one directory and those in it, and returns what follows:
// "NAME\0ENTRIES SUBTREES\n", the id of a valid one, and the subtrees.
func (c *Cache) parse(data []byte, depth int) (rest []byte, ok bool) {
	name, rest, ok := bytes.Cut(data, []byte{0})
	line, rest, ok2 := bytes.Cut(rest, []byte("\n"))
	count, subtrees, ok3 := bytes.Cut(line, []byte(" "))
	if !ok || !ok2 || !ok3 || depth > maxDepth {
		return nil, false
	}
	c.name = name
	var err error
	if c.Entries, err = strconv.Atoi(string(count)); err != nil {
		return nil, false
	}
	if c.Entries >= 0 {
		if len(rest) < len(c.ID) {
			return nil, false
		}
		c.ID = objects.ID(rest[:len(c.ID)])
		rest = rest[len(c.ID):]
	}
	n, err := strconv.Atoi(string(subtrees))
	const shortest = len("\x00-1 0\n")
	if err != nil || n < 0 || n > len(rest)/shortest {
		return nil, false
	}
	c.children = make([]Cache, n)
	for i := range c.children {
		if rest, ok = c.children[i].parse(rest, depth+1); !ok {
			return nil, false
		}
	}
	inOrder := func(a, b Cache) int { return byLength(a.name, b.name) }
	if !slices.IsSortedFunc(c.children, inOrder) {
		slices.SortFunc(c.children, inOrder)
	}
	return rest, true
}
