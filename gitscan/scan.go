package gitscan

import (
	"bytes"
	"context"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/msgine/msginelint/gitscan/internal/objects"
	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
)

// commit is a commit that was read.
type commit struct {
	tree    objects.ID
	parents []objects.ID
	author  string // with no key in it
	date    time.Time
	clock   int64 // the committer's
}

// absence is an object that another one names and that is not there.
type absence struct {
	id   objects.ID
	from uint32 // the object that names it
}

// failure is an object that could not be read.
type failure struct {
	n      uint32
	reason string
}

// contents is what the objects hold, as far as anything later needs it.
type contents struct {
	hits     map[uint32][]sighting // blobs, commits, tags
	mentions map[uint32]bool       // blobs that name a provider
	commits  map[uint32]commit
	outside  map[uint32]bool       // commits outside the range, read to complete it
	tags     map[uint32]objects.ID // what each tag names
	keyNames map[uint32]bool       // trees with a key in a name
	absent   []absence
	failed   []failure
	counts   map[string]int
	bytes    int64
	logs     []*treeLog // of all trees that were read
	dotenv   bool       // some tree has a .env* entry
	gitlinks bool       // some tree has a submodule
}

// newContents returns empty contents.
func newContents() *contents {
	return &contents{hits: map[uint32][]sighting{}, mentions: map[uint32]bool{}, commits: map[uint32]commit{}, outside: map[uint32]bool{},
		tags: map[uint32]objects.ID{}, keyNames: map[uint32]bool{}, counts: map[string]int{}}
}

// add merges what another worker found.
func (c *contents) add(o *contents) {
	maps.Copy(c.hits, o.hits)
	maps.Copy(c.mentions, o.mentions)
	if len(c.commits) < len(o.commits) {
		c.commits, o.commits = o.commits, c.commits
	}
	maps.Copy(c.commits, o.commits)
	maps.Copy(c.tags, o.tags)
	maps.Copy(c.keyNames, o.keyNames)
	c.absent = append(c.absent, o.absent...)
	c.failed = append(c.failed, o.failed...)
	for kind, n := range o.counts {
		c.counts[kind] += n
	}
	c.bytes += o.bytes
	c.dotenv = c.dotenv || o.dotenv
	c.gitlinks = c.gitlinks || o.gitlinks
}

// scan is the first pass over the objects: it searches every one.
type scan struct {
	ctx    context.Context
	src    source
	redact redactor
	types  []plumbing.ObjectType // by object; zero: not read
}

// searcher is one worker's part of a scan.
type searcher struct {
	*scan
	found *contents
	known []known // a direct-mapped cache
	log   *treeLog
	bases []base // what is known of the bases at hand, by slot
	tally [8]int // objects searched, by their three-bit type
}

// run searches the objects wanted.
func (s *scan) run(wanted []uint32, workers int, progress func(n int)) (*contents, error) {
	s.types = make([]plumbing.ObjectType, s.src.Len())
	searchers := make([]*searcher, workers)
	for i := range searchers {
		searchers[i] = s.searcher()
	}
	wanted, err := s.families(wanted, searchers, progress)
	if err != nil {
		return nil, err
	}
	err = each(s.ctx, s.src, wanted, workers, progress, func(worker int, n uint32, o objects.Object, err error) {
		searchers[worker].visit(n, o, err)
	})
	all := newContents()
	for _, w := range searchers {
		for typ, n := range w.tally {
			if n > 0 {
				w.found.counts[plumbing.ObjectType(typ).String()] = n
			}
		}
		all.add(w.found)
		all.logs = append(all.logs, w.log)
	}
	slices.SortFunc(all.failed, func(a, b failure) int { return int(int64(a.n) - int64(b.n)) })
	return all, err
}

// searcher returns a new worker.
func (s *scan) searcher() *searcher {
	return &searcher{scan: s, found: newContents(), known: make([]known, 1<<16), log: &treeLog{}}
}

// visit searches one object.
func (w *searcher) visit(n uint32, o objects.Object, err error) {
	if err == nil {
		w.types[n] = o.Type
		switch o.Type {
		case plumbing.BlobObject:
			err = w.blob(n, o)
		case plumbing.TreeObject:
			err = w.tree(n, o.Data)
		case plumbing.CommitObject:
			w.commit(n, o.Data, true)
		case plumbing.TagObject:
			w.tag(n, o.Data, true)
		}
	}
	if err != nil {
		w.found.failed = append(w.found.failed, failure{n, err.Error()})
		return
	}
	w.tally[o.Type]++
	w.found.bytes += o.Size
}

// blob searches a file's content.
func (w *searcher) blob(n uint32, o objects.Object) (err error) {
	var found sightings
	var mentions bool
	yield := func(m match.Match) { found.add(m, finding.InBlob) }
	if o.Stream != nil {
		defer o.Stream.Close()
		_, mentions, err = w.redact.matcher.Reader(interruptible{w.ctx, o.Stream}, yield)
	} else {
		mentions = w.redact.matcher.Bytes(o.Data, yield)
	}
	w.keep(n, found.list)
	if mentions {
		w.found.mentions[n] = true
	}
	return err
}

// keep notes what was found in object n, with no key left in the reasons.
func (w *searcher) keep(n uint32, found []sighting) {
	if len(found) == 0 {
		return
	}
	for i := range found {
		if a := found[i].allowed; a != nil {
			a.Reason = w.redact.text(a.Reason)
		}
	}
	w.found.hits[n] = found
}

// tree looks for keys and .env files in the names of a tree's entries, and for
// entries whose objects are not there.
func (w *searcher) tree(n uint32, data []byte) error {
	keyed := w.treeNames(n, data)
	w.found.dotenv = w.found.dotenv || bytes.Contains(data, []byte(dotenvEntry))
	w.log.begin(n, -1, -1)
	defer w.log.end()
	return objects.ParseTree(data, func(e objects.Entry) { w.entry(n, e, keyed) })
}

// treeNames reports whether there may be a key in the names of tree n.
func (w *searcher) treeNames(n uint32, data []byte) bool {
	keyed := false
	w.redact.matcher.Bytes(data, func(m match.Match) { keyed = keyed || m.Kind == match.Live })
	if keyed {
		w.found.keyNames[n] = true
	}
	return keyed
}

// entry looks at one entry of tree n, in whose name there may be a key.
func (w *searcher) entry(n uint32, e objects.Entry, keyed bool) {
	object := objects.None
	if e.Mode == objects.ModeGitlink {
		w.found.gitlinks = true
	} else {
		object = w.expect(e.ID, n)
	}
	w.log.named(n, object, e, keyed, w.redact)
}

// commit reads a commit, and searches its headers and message if there may be
// a key in them.
func (w *searcher) commit(n uint32, data []byte, search bool) {
	if search {
		w.message(n, data, finding.InCommitMessage)
	}
	c := objects.ParseCommit(data)
	w.expect(c.Tree, n)
	for _, p := range c.Parents {
		w.expect(p, n)
	}
	author := string(c.Author.Name)
	if len(w.found.hits[n]) > 0 {
		author = w.redact.text(author)
	}
	w.found.commits[n] = commit{tree: c.Tree, parents: c.Parents, author: author, date: c.Author.When, clock: c.Committed}
}

// tag is commit for a tag.
func (w *searcher) tag(n uint32, data []byte, search bool) {
	if search {
		w.message(n, data, finding.InTagMessage)
	}
	target := objects.ParseTag(data)
	w.found.tags[n] = target
	w.expect(target, n)
}

// message searches the headers and the message of a commit or tag.
func (w *searcher) message(n uint32, data []byte, where finding.Where) {
	var found sightings
	w.redact.matcher.Bytes(data, func(m match.Match) { found.add(m, partOf(data, m.Start.Offset, where)) })
	w.keep(n, found.list)
}

// partOf says where in git the byte at offset of a commit or tag lies. Headers
// other than the names count as message: a mergetag holds another tag's, the
// rest is free text to git.
func partOf(data []byte, offset int64, message finding.Where) finding.Where {
	switch objects.HeaderAt(data, offset) {
	case "author", "committer", "tagger":
		return finding.InAuthor
	case "mergetag":
		return finding.InTagMessage
	}
	return message
}

// expect returns the number of the object called id, and notes that it is
// absent if the source does not hold it.
func (w *searcher) expect(id objects.ID, from uint32) uint32 {
	slot := &w.known[int(id[0])<<8|int(id[1])]
	if slot.id == id && slot.there {
		return slot.number
	}
	n, ok := w.src.Find(id)
	if !ok {
		n = objects.None
		if !builtIn(id) {
			w.found.absent = append(w.found.absent, absence{id, from})
			return n
		}
	}
	*slot = known{id, n, true}
	return n
}

// known is an object that the source, or git itself, holds.
type known struct {
	id     objects.ID
	number uint32 // None: built in
	there  bool
}

// builtIn reports whether git knows id without storing it: the empty tree and
// the empty blob.
func builtIn(id objects.ID) bool {
	return id == plumbing.NewHash("4b825dc642cb6eb9a060e54bf8d69288fbee4904") ||
		id == plumbing.NewHash("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
}

// interruptible is a reader that ends when its context does.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

// Read implements [io.Reader].
func (i interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.r.Read(p)
}
