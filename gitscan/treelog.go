package gitscan

import (
	"github.com/msgine/msginelint/gitscan/internal/attribution"
	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
)

// treeLog is what one worker keeps of the trees it read, so that they need not
// be read again when it is known which objects matter: of each tree, the
// entries that are new and which ranges of entries it has from its delta base.
// That is a few words for most trees.
type treeLog struct {
	chunks [][]uint32 // records, each whole in its chunk
	record []uint32   // the one being written
	slots  int        // how many slots the records name
	names  []string   // what the entries' names index; without keys
	number map[string]uint32
	keyed  []keyedName // entries with a key in their name
}

// keyedName is an entry with a key in its name.
type keyedName struct {
	tree uint32
	leaf attribution.Leaf // without a mark
	key  sighting
}

// child is an entry of a tree: the number of its object, and above two bits
// for the kind of the entry the number of its name.
type child struct{ object, name uint32 }

// The kinds of entries. A record has runs of entries of the base among them,
// whose first takes the place of the object and whose count that of the name.
const (
	isBlob = iota
	isTree
	isModule
	isRun
	kindBits = 2
	kindMask = 1<<kindBits - 1
)

// recordHead is how many words stand before the entries of a record: the
// tree's number, its slot and its base's, and the number of entries and runs.
const recordHead = 4

// chunkLen is how many words a chunk has, unless one record needs more.
const chunkLen = 64 << 10

// noSlot is the slot of a tree that is no base, or has none.
const noSlot = ^uint32(0)

// begin starts the record of tree n.
func (l *treeLog) begin(n uint32, slot, base int) {
	l.record = append(l.record[:0], n, uint32(slot), uint32(base), 0)
	l.slots = max(l.slots, slot+1)
}

// entry adds an entry, whose name shows no key.
func (l *treeLog) entry(object, mode uint32, name []byte) uint32 {
	i, ok := l.number[string(name)]
	if !ok {
		i = uint32(len(l.names))
		l.names = append(l.names, string(name))
		if l.number == nil {
			l.number = map[string]uint32{}
		}
		l.number[l.names[i]] = i
	}
	kind := uint32(isBlob)
	switch mode {
	case objects.ModeTree:
		kind = isTree
	case objects.ModeGitlink:
		kind = isModule
	}
	l.record = append(l.record, object, i<<kindBits|kind)
	return i
}

// named adds an entry of tree n, in whose name there may be a key.
func (l *treeLog) named(n, object uint32, e objects.Entry, keyed bool, redact redactor) {
	if !keyed {
		l.entry(object, e.Mode, e.Name)
		return
	}
	shown, keys := redact.search(string(e.Name), finding.InPath)
	name := l.entry(object, e.Mode, []byte(shown))
	for _, k := range keys {
		l.keyed = append(l.keyed, keyedName{n, attribution.Leaf{Object: object, Name: name}, k})
	}
}

// run adds count entries of the base, from the one at index first.
func (l *treeLog) run(first, count int) {
	l.record = append(l.record, uint32(first), uint32(count)<<kindBits|isRun)
}

// end completes the record.
func (l *treeLog) end() {
	l.record[recordHead-1] = uint32(len(l.record)-recordHead) / 2
	last := len(l.chunks) - 1
	if last < 0 || cap(l.chunks[last])-len(l.chunks[last]) < len(l.record) {
		l.chunks = append(l.chunks, make([]uint32, 0, max(chunkLen, len(l.record))))
		last++
	}
	l.chunks[last] = append(l.chunks[last], l.record...)
}

// trees calls visit with every tree that has a record.
func (l *treeLog) trees(visit func(tree uint32)) {
	for _, chunk := range l.chunks {
		for ; len(chunk) > 0; chunk = chunk[recordHead+2*chunk[recordHead-1]:] {
			visit(chunk[0])
		}
	}
}

// replay calls visit with the entries of every tree, in the order in which
// they were read. They are valid during the call only.
func (l *treeLog) replay(visit func(tree uint32, entries []child)) {
	slots := make([][]child, l.slots)
	var leaf []child // entries of a tree that is no base
	for _, chunk := range l.chunks {
		for len(chunk) > 0 {
			tree, slot, base := chunk[0], chunk[1], chunk[2]
			items := chunk[recordHead : recordHead+2*chunk[recordHead-1]]
			entries := leaf[:0]
			if slot != noSlot {
				entries = slots[slot][:0]
			}
			for i := 0; i < len(items); i += 2 {
				if a, b := items[i], items[i+1]; b&kindMask != isRun {
					entries = append(entries, child{a, b})
				} else {
					entries = append(entries, slots[base][a:a+b>>kindBits]...)
				}
			}
			visit(tree, entries)
			if slot != noSlot {
				slots[slot] = entries
			} else {
				leaf = entries
			}
			chunk = chunk[recordHead+len(items):]
		}
	}
}
