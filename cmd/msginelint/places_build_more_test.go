package main_test

import (
	"fmt"
	"os"
	"path/filepath"
)

// typeChange commits a file that becomes a symbolic link and is then removed:
// both hold a key.
func (f *fixture) typeChange() {
	first := len(f.places)
	f.keyed("file that becomes a link", "typechange", prose, plainText)
	f.since(first, f.commit("a file"), gone)
	f.remove("typechange")

	first = len(f.places)
	key := f.value(name)
	f.symlink("typechange", "elsewhere/"+key)
	f.expect(place{name: "link that was a file", key: key, path: "typechange", where: "blob", object: blobID([]byte("elsewhere/" + key))})
	f.since(first, f.commit("a link"), gone)
	f.git("rm", "-q", "typechange")
	f.commit("no link")
}

// remove deletes a file from the work tree.
func (f *fixture) remove(path string) {
	f.t.Helper()
	if err := os.Remove(filepath.Join(f.dir, filepath.FromSlash(path))); err != nil {
		f.t.Fatal(err)
	}
}

// oddTags tags a tag of a blob, and a tree that no commit holds.
func (f *fixture) oddTags() {
	key := f.value(prose)
	id := f.storeBlob(plainText(key))
	f.git("tag", "-a", "-m", "inner", "inner", id)
	f.git("tag", "-a", "-m", "outer", "outer", "inner^{tag}")
	f.git("tag", "-d", "inner")
	f.expect(place{name: "blob of a tag of a tag", key: key, rule: "committedkey", where: "blob", object: id, ref: "refs/tags/outer"})

	key = f.value(prose)
	id = f.storeBlob(plainText(key))
	tree := f.gitInput(fmt.Appendf(nil, "100644 blob %s\tleaf.txt\n", id), nil, "mktree")
	f.git("tag", "tree", tree)
	f.expect(place{name: "blob of a tagged tree", key: key, rule: "committedkey", path: "leaf.txt", where: "blob", object: id, ref: "refs/tags/tree"})
}

// replaced makes a replacement (git-replace(1)) for a commit: what git shows
// from then on is another message than the commit has.
func (f *fixture) replaced() {
	key := f.value(prose)
	old := f.gitInput([]byte("hidden by its replacement: "+key+"\n"), nil, "commit-tree", "HEAD^{tree}")
	substitute := f.gitInput([]byte("nothing\n"), nil, "commit-tree", "HEAD^{tree}")
	f.git("update-ref", "refs/heads/replaced", old)
	f.git("replace", old, substitute)
	f.expect(place{name: "commit behind a replacement", key: key, rule: "committedkey", where: "commit-message", introduced: old, ref: "refs/heads/replaced"})
}

// conflict leaves both sides of a merge conflict in the index, and neither in
// the work tree.
func (f *fixture) conflict() {
	var entries []byte
	for _, side := range []int{2, 3} {
		key := f.value(prose)
		id := f.storeBlob(plainText(key))
		entries = fmt.Appendf(entries, "100644 %s %d\tconflict.txt\n", id, side)
		f.expect(place{name: fmt.Sprintf("merge conflict, stage %d", side), key: key, rule: "committedkey", path: "conflict.txt",
			where: "blob", reach: "index", object: id, noRefs: true})
	}
	f.gitInput(entries, nil, "update-index", "--index-info")
}

// absent commits files that the work tree then lacks, one by deleting it and
// one as a sparse checkout does.
func (f *fixture) absent() {
	first := len(f.places)
	f.keyed("deleted in the work tree only", "absent/deleted.txt", prose, plainText)
	f.keyed("left out by a sparse checkout", "absent/sparse.txt", prose, plainText)
	commit := f.commit("soon absent")
	for i := range f.places[first:] {
		p := &f.places[first+i]
		p.rule, p.introduced, p.ref, p.inHead = "committedkey", commit, "refs/heads/main", true
	}
	f.git("update-index", "--skip-worktree", "absent/sparse.txt")
	f.remove("absent/sparse.txt")
}

// untrackedLink leaves a symbolic link that git does not know.
func (f *fixture) untrackedLink() {
	key := f.value(name)
	f.symlink("untracked-link", "nowhere/"+key)
	f.expect(place{name: "target of an untracked symlink", key: key, path: "untracked-link", rule: "hardcodedkey"})
}
