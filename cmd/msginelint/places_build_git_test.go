package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// lost says that no ref holds the key.
func lost(p *place) { p.rule, p.reach, p.noRefs = "committedkey", "unreachable", true }

// metadata puts keys into commits beside their trees.
func (f *fixture) metadata() {
	note := func(what, where, commit, key string) {
		f.expect(place{name: what, key: key, rule: "committedkey", where: where, introduced: commit, ref: "refs/heads/main"})
	}
	key := f.value(prose)
	note("commit message, body", "commit-message", f.commit("configure\n\nThe key is "+key+" for now.", "--allow-empty"), key)
	key = f.value(prose)
	note("commit message, subject", "commit-message", f.commit("use "+key, "--allow-empty"), key)

	key = f.value(name)
	p := f.keyed("file by an author whose name is a key", "authored.txt", prose, plainText)
	current(p)
	p.introduced = f.commit("by someone", "--author", key+" <dev@example.com>")
	note("author name", "author", p.introduced, key)
	key = f.value(name)
	note("committer name", "author", f.commitAs([]string{"GIT_COMMITTER_NAME=" + key}, "for someone", "--allow-empty"), key)

	f.commit("a commit to be copied", "--allow-empty")
	key = f.value(prose)
	raw := f.git("cat-file", "commit", "HEAD") + "\n"
	signed := strings.Replace(raw, "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n "+key+"\n -----END PGP SIGNATURE-----\n\n", 1)
	id := f.gitInput([]byte(signed), nil, "hash-object", "-t", "commit", "-w", "--stdin")
	f.git("update-ref", "refs/heads/signed", id)
	f.expect(place{name: "extra commit header", key: key, rule: "committedkey", introduced: id, ref: "refs/heads/signed"})
}

// tags puts keys into tags and into blobs that only tags hold.
func (f *fixture) tags() {
	key := f.value(prose)
	f.git("tag", "-a", "-m", "release\n\nkey: "+key, "v1")
	f.expect(place{name: "tag message", key: key, rule: "committedkey", where: "tag-message", ref: "refs/tags/v1"})
	key = f.value(name)
	f.gitInput(nil, []string{"GIT_COMMITTER_NAME=" + key}, "tag", "-a", "-m", "release", "v2")
	f.expect(place{name: "tagger name", key: key, rule: "committedkey", where: "author", ref: "refs/tags/v2"})

	key = f.value(prose)
	id := f.storeBlob(plainText(key))
	f.git("tag", "-a", "-m", "a file", "blob-annotated", id)
	f.expect(place{name: "blob with an annotated tag", key: key, rule: "committedkey", where: "blob", object: id, ref: "refs/tags/blob-annotated"})
	key = f.value(prose)
	id = f.storeBlob(plainText(key))
	f.git("tag", "blob-light", id)
	f.expect(place{name: "blob with a lightweight tag", key: key, rule: "committedkey", where: "blob", object: id, ref: "refs/tags/blob-light"})
}

// notes puts keys into git notes.
func (f *fixture) notes() {
	for _, ref := range []string{"refs/notes/commits", "refs/notes/review"} {
		key := f.value(prose)
		f.git("notes", "--ref", ref, "add", "-m", "looked at it: "+key, "HEAD")
		f.expect(place{name: "note in " + ref, key: key, rule: "committedkey", where: "blob", ref: ref, introduced: f.git("rev-parse", ref)})
	}
}

// lostCommits leaves commits and blobs that no ref holds.
func (f *fixture) lostCommits() {
	first := len(f.places)
	f.git("switch", "-q", "-c", "doomed")
	p := f.keyed("deleted branch", "lost/branch.txt", prose, plainText)
	p.introduced = f.commit("on a branch")
	f.git("switch", "-q", "main")
	f.git("branch", "-q", "-D", "doomed")

	p = f.keyed("amended commit", "lost/amended.txt", prose, plainText)
	p.introduced = f.commit("to be amended")
	f.write("lost/amended.txt", harmless(12))
	f.commit("amended", "--amend")

	p = f.keyed("commit in the reflog only", "lost/reset.txt", prose, plainText)
	p.introduced = f.commit("to be forgotten")
	f.git("reset", "-q", "--hard", "HEAD~1")

	f.git("switch", "-q", "--detach")
	p = f.keyed("commit on a detached HEAD, left", "lost/detached.txt", prose, plainText)
	p.introduced = f.commit("detached")
	f.git("switch", "-q", "main")

	key := f.value(prose)
	id := f.gitInput([]byte("never on a branch: "+key+"\n"), nil, "commit-tree", "HEAD^{tree}")
	f.expect(place{name: "message of a dangling commit", key: key, where: "commit-message", introduced: id})
	f.dangling("dangling blob, packed")
	f.git("repack", "-a", "-d", "-k", "-q")
	f.dangling("dangling blob, loose")
	for i := range f.places[first:] {
		lost(&f.places[first+i])
	}
}

// dangling stores a blob that nothing refers to.
func (f *fixture) dangling(what string) {
	key := f.value(prose)
	f.expect(place{name: what, key: key, where: "blob", object: f.storeBlob(plainText(key))})
}

// linkedWorktree leaves keys in the HEAD, index and stash of a second work tree.
func (f *fixture) linkedWorktree() {
	dir := filepath.Join(f.root, "linked")
	f.git("worktree", "add", "-q", "--detach", dir)
	linked := f.worktree(dir)
	write := func(path string, encode func(string) []byte) (string, string) {
		key := f.value(prose)
		linked.write(path, encode(key))
		return key, blobID(encode(key))
	}
	key, id := write("stash/older.txt", among(9))
	linked.git("stash", "push", "-q", "-m", "elsewhere")
	f.expect(place{name: "linked worktree: stash", key: key, rule: "committedkey", path: "stash/older.txt", where: "blob", reach: "stash",
		object: id, introduced: f.git("rev-parse", "refs/stash")})

	key, id = write("linked-head.txt", plainText)
	commit := linked.commit("in the second work tree")
	f.expect(place{name: "linked worktree: detached HEAD", key: key, rule: "committedkey", path: "linked-head.txt", where: "blob", object: id, introduced: commit})

	key, id = write("linked-index.txt", plainText)
	linked.git("add", "linked-index.txt")
	if err := os.Remove(filepath.Join(dir, "linked-index.txt")); err != nil {
		f.t.Fatal(err)
	}
	f.expect(place{name: "linked worktree: index", key: key, rule: "committedkey", path: "linked-index.txt", where: "blob", reach: "index", object: id, noRefs: true})
}

// stashes leaves two stashes: the newer holds keys in the index, in the work
// tree and in an untracked file.
func (f *fixture) stashes() {
	first := len(f.places)
	f.keyed("older stash", "stash/older.txt", prose, among(9))
	f.git("stash", "push", "-q", "-m", "older")
	f.places[first].introduced = f.git("rev-parse", "stash@{0}")

	newer := len(f.places)
	f.keyed("stash: index", "stash/index.txt", prose, among(8))
	f.git("add", "stash/index.txt")
	f.write("stash/index.txt", harmless(13))
	f.keyed("stash: work tree", "stash/base.txt", prose, among(7))
	f.keyed("stash: untracked file", "stash/untracked.txt", prose, plainText)
	f.git("stash", "push", "-q", "-u", "-m", "newer")
	for i, commit := range []string{"stash@{0}^2", "stash@{0}", "stash@{0}^3"} {
		f.places[newer+i].introduced = f.git("rev-parse", commit)
		f.places[newer+i].ref = "refs/stash"
	}
	for i := range f.places[first:] {
		p := &f.places[first+i]
		p.rule, p.reach = "committedkey", "stash"
	}
}

// alternates puts a key into another repository's objects, which this one
// borrows, and one into what that one borrows by a relative path.
func (f *fixture) alternates() {
	var lender [2]*repo
	for i, what := range []string{"object of an alternate", "object of an alternate's alternate"} {
		lender[i] = newRepo(f.t, filepath.Join(f.root, fmt.Sprint("lender", i)), f.env)
		key := f.value(prose)
		id := lender[i].storeBlob(plainText(key))
		f.expect(place{name: what, key: key, rule: "committedkey", where: "blob", reach: "unreachable", object: id, noRefs: true})
	}
	f.write(".git/objects/info/alternates", []byte(filepath.Join(lender[0].dir, ".git", "objects")+"\n"))
	lender[0].write(".git/objects/info/alternates", []byte("../../../lender1/.git/objects\n"))
}

// refNames puts keys into the names of refs and the messages of reflogs.
func (f *fixture) refNames() {
	for _, kind := range []string{"packed", "loose"} {
		key := f.value(name)
		f.git("branch", kind+"/"+key)
		if kind == "packed" {
			f.git("pack-refs", "--all")
		}
		f.expect(place{name: "ref name, " + kind, key: key, rule: "committedkey", where: "ref-name"})
	}
	key := f.value(prose)
	f.git("update-ref", "--create-reflog", "-m", "rewind: "+key, "refs/heads/logged", "HEAD")
	f.expect(place{name: "reflog message", key: key, rule: "committedkey", where: "reflog", reach: "unreachable"})
}
