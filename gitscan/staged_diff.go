package gitscan

import (
	"bytes"
	"context"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/index"
	"github.com/msgine/msginelint/gitscan/internal/lookup"
	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// maxStagedDepth bounds how deep directories may lie in each other.
const maxStagedDepth = 4096

// differ compares an index with HEAD's tree, both in their common order.
type differ struct {
	ctx      context.Context
	layout   Layout
	settings settings
	src      *lookup.Store
	entries  []index.Entry
	at       int // the first entry that was not compared yet
	out      Changes
}

// directory compares the entries below prefix, which is empty or ends in "/",
// with tree; zero: HEAD has no such directory. cache is what the index
// remembers of it: a directory that is known to be HEAD's is not looked at, and
// its tree is not read.
func (d *differ) directory(prefix []byte, tree objects.ID, cache *index.Cache, depth int) {
	if d.unchanged(prefix, tree, cache) {
		return
	}
	t := d.tree(prefix, tree)
	for d.at < len(d.entries) && bytes.HasPrefix(d.entries[d.at].Name, prefix) && d.ctx.Err() == nil {
		e := &d.entries[d.at]
		name := e.Name[len(prefix):]
		slash := bytes.IndexByte(name, '/')
		switch {
		case slash < 0:
			d.at++
			d.file(e, t.find(name, false))
		case depth > maxStagedDepth:
			d.at++
			d.file(e, objects.ID{})
		case e.Mode == objects.ModeTree && slash == len(name)-1: // of a sparse index
			d.at++
			d.sparse(e, t.find(name[:slash], true))
		default:
			id := t.find(name[:slash], true)
			d.directory(e.Name[:len(prefix)+slash+1], id, cache.Child(name[:slash]), depth+1)
		}
	}
}

// unchanged passes over the entries below prefix if the index knows them to be
// tree.
func (d *differ) unchanged(prefix []byte, tree objects.ID, cache *index.Cache) bool {
	if tree.IsZero() || !cache.Valid() || cache.ID != tree {
		return false
	}
	end := d.at + cache.Entries
	// Each must lie below prefix, and no other.
	if end > len(d.entries) || end == d.at || !bytes.HasPrefix(d.entries[end-1].Name, prefix) {
		return false
	}
	if end < len(d.entries) && bytes.HasPrefix(d.entries[end].Name, prefix) {
		return false
	}
	d.at = end
	return true
}

// file notes the entry e, unless HEAD has the same object there.
func (d *differ) file(e *index.Entry, head objects.ID) {
	if e.IntentToAdd || e.ID == head {
		return
	}
	path := string(e.Name)
	if e.Mode == objects.ModeGitlink {
		d.out.Coverage.Limit(path, "a submodule at another commit: its own repository is not scanned, run the scan in it")
		return
	}
	d.add(path, e.ID, int(e.Stage))
}

// add notes that the blob id is staged at path.
func (d *differ) add(path string, id objects.ID, stage int) {
	if !d.src.Has(id) {
		d.missing(path, id)
		return
	}
	d.out.Files = append(d.out.Files, StagedFile{Path: path, Object: id.String(), Stage: stage, id: id, src: d.src})
}

// missing says that a staged object is not here.
func (d *differ) missing(path string, id objects.ID) {
	if d.settings.promisor {
		d.out.Coverage.Limit(path, fmt.Sprintf("partial clone: %s is at the remote only", id))
		return
	}
	d.out.Coverage.Skip(path, fmt.Sprintf("%s is staged, but it is not in the repository", id))
}

// sparse compares the directory e of a sparse index with HEAD's.
func (d *differ) sparse(e *index.Entry, head objects.ID) {
	if e.ID != head {
		d.trees(string(e.Name), e.ID, head, 0)
	}
}

// trees notes what is in the tree id, at path, and not in head.
func (d *differ) trees(path string, id, head objects.ID, depth int) {
	if depth > maxStagedDepth || d.ctx.Err() != nil {
		return
	}
	if !d.src.Has(id) {
		d.missing(path, id)
		return
	}
	old := d.tree([]byte(path), head)
	for _, e := range d.tree([]byte(path), id).entries {
		isTree := e.Mode == objects.ModeTree
		was := old.find(e.Name, isTree)
		p := path + string(e.Name)
		switch {
		case was == e.ID:
		case isTree:
			d.trees(p+"/", e.ID, was, depth+1)
		case e.Mode == objects.ModeGitlink:
			d.file(&index.Entry{Name: []byte(p), ID: e.ID, Mode: e.Mode}, was)
		default:
			d.add(p, e.ID, 0)
		}
	}
}

// tree reads a tree of HEAD. One that cannot be read is empty: what lies there
// counts as changed.
func (d *differ) tree(path []byte, id objects.ID) *treeCursor {
	t := &treeCursor{}
	if id.IsZero() {
		return t
	}
	data, err := d.src.ReadTyped(id, plumbing.TreeObject)
	if err == nil {
		err = objects.ParseTree(data, func(e objects.Entry) { t.entries = append(t.entries, e) })
	}
	if err != nil {
		name := "HEAD:" + string(path)
		if d.settings.promisor && !d.src.Has(id) {
			d.out.Coverage.Limit(name, "partial clone: this tree is at the remote only")
		} else {
			d.out.Coverage.Skip(name, fmt.Sprintf("tree %s cannot be read: %v", id, err))
		}
	}
	return t
}

// treeCursor finds entries of a tree that are asked for in its order, in which
// a directory's name counts as ending in "/".
type treeCursor struct {
	entries []objects.Entry
	at      int
}

// find returns the id of the entry called name; zero where there is none, or
// where it is a directory and isTree is false, or the other way round. An entry
// that is asked for out of order may not be found, which is the safe side.
func (t *treeCursor) find(name []byte, isTree bool) objects.ID {
	for ; t.at < len(t.entries); t.at++ {
		e := &t.entries[t.at]
		c := compareNames(e.Name, e.Mode == objects.ModeTree, name, isTree)
		if c > 0 {
			break
		}
		if c == 0 {
			return e.ID
		}
	}
	return objects.ID{}
}

// compareNames is git's order of names in a tree (base_name_compare).
func compareNames(a []byte, aTree bool, b []byte, bTree bool) int {
	n := min(len(a), len(b))
	if c := bytes.Compare(a[:n], b[:n]); c != 0 {
		return c
	}
	return int(byteAfter(a, n, aTree)) - int(byteAfter(b, n, bTree))
}

// byteAfter is the n-th byte of a name that may end in "/".
func byteAfter(name []byte, n int, isTree bool) byte {
	switch {
	case n < len(name):
		return name[n]
	case isTree:
		return '/'
	}
	return 0
}
