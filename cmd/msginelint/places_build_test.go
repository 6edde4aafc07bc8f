package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// harmless is text of many lines in which no key stands. Versions of it that
// differ a little are what git stores as deltas.
func harmless(seed int) []byte {
	var b bytes.Buffer
	for i := range 120 {
		fmt.Fprintf(&b, "line %d of text number %d: nothing to see, %x\n", i, seed, (i+1)*(seed+7)*2654435761)
	}
	return b.Bytes()
}

// among puts a key on a line of its own in the middle of harmless text.
func among(seed int) func(string) []byte {
	return func(key string) []byte {
		lines := bytes.SplitAfter(harmless(seed), []byte("\n"))
		middle := append(bytes.Join(lines[:60], nil), "token = "+key+"\n"...)
		return append(middle, bytes.Join(lines[60:], nil)...)
	}
}

// keyed writes a file that holds a key and says what is to be found in it.
func (f *fixture) keyed(what, path string, s setting, encode func(string) []byte) *place {
	key, content := f.file(path, s, encode)
	f.expect(place{name: what, key: key, path: path, where: "blob", object: blobID(content)})
	return &f.places[len(f.places)-1]
}

// since completes the places from the first one on, which a commit introduced.
func (f *fixture) since(first int, commit string, complete func(*place)) {
	for i := range f.places[first:] {
		p := &f.places[first+i]
		p.introduced = commit
		complete(p)
	}
}

// gone says that git alone holds the key, on main.
func gone(p *place) {
	if p.rule == "" {
		p.rule = "committedkey"
	}
	p.ref = "refs/heads/main"
}

// current says that HEAD and the work tree both hold the key.
func current(p *place) {
	if p.rule == "" {
		p.rule = "hardcodedkey"
	}
	p.object = "" // the place is in the work tree
	p.ref, p.inHead = "refs/heads/main", true
}

// pastCommits puts keys into commits of main, and then removes them all.
func (f *fixture) pastCommits() {
	f.write("README.md", []byte("# Alerts\n\nSends through MsGine.\n"))
	f.write(".gitattributes", []byte("*.nodiff -diff\n"))
	f.write("rename/old.txt", harmless(1))
	f.write("edited.txt", harmless(2))
	f.write("resolved.txt", harmless(3))
	if f.keys {
		f.write("env/tracked/.env", []byte("PORT=8080\n"))
	} else {
		f.write(".gitignore", []byte(".env\n.env.local\n.env.*.local\n"))
	}
	f.commit("start")

	first := len(f.places)
	f.keyed("deleted file", "deleted.txt", prose, plainText)
	f.keyed("edited-away line", "edited.txt", prose, among(2)).line = 61
	f.contents("past")
	if f.keys {
		f.keyed("once-committed .env", "env/once/.env", code, envText)
	}
	f.since(first, f.commit("keys to be removed"), gone)

	first = len(f.places)
	f.git("mv", "rename/old.txt", "rename/new.txt")
	f.keyed("rename with edit", "rename/new.txt", prose, among(1)).line = 61
	f.since(first, f.commit("rename and edit"), gone)
	f.mergeOnly()
	f.removePast()
	f.typeChange()
}

// mergeOnly puts keys into a merge commit's tree: neither parent has them.
func (f *fixture) mergeOnly() {
	first := len(f.places)
	f.git("switch", "-q", "-c", "side")
	f.write("side.txt", harmless(4))
	f.commit("on the side")
	f.git("switch", "-q", "main")
	f.write("main.txt", harmless(5))
	f.commit("on main")
	f.git("merge", "-q", "--no-ff", "--no-commit", "side")
	f.keyed("merge-only file", "merged.txt", prose, plainText)
	f.keyed("merge-only line", "resolved.txt", prose, among(3)).line = 61
	f.since(first, f.commit("merge side"), gone)
	f.git("branch", "-q", "-D", "side")
}

// removePast removes every key so far from the current files. The commit
// before is the last that shows them.
func (f *fixture) removePast() {
	last := f.git("rev-parse", "HEAD")
	for i := range f.places {
		f.places[i].lastSeen = last
	}
	f.git("rm", "-q", "-r", "deleted.txt", "merged.txt", "past")
	if f.keys {
		f.git("rm", "-q", "-r", "env/once")
	}
	f.write("edited.txt", harmless(2))
	f.write("rename/new.txt", harmless(1))
	f.write("resolved.txt", harmless(3))
	f.commit("remove the keys")
}

// contents puts a key in each form a file can hold it, and in the names of
// files, below dir.
func (f *fixture) contents(dir string) {
	for _, form := range forms() {
		f.keyed(form.name+", "+dir, dir+"/"+form.file, form.setting, form.encode)
	}
	f.linkTo(dir)
	f.fileName("file name, "+dir, dir+"/names/", ".txt", "")
	f.fileName("directory name, "+dir, dir+"/names/d-", "", "/file.txt")

	key := f.value(name)
	p := f.keyed("file whose name holds another key, "+dir, dir+"/names/in-"+key+".txt", prose, plainText)
	p.path = dir + "/names/in-" + shown(key) + ".txt"
	f.expect(place{name: "name of a file that holds another key, " + dir, key: key, path: p.path, where: "path"})
}

// linkTo makes a symbolic link whose target holds a key.
func (f *fixture) linkTo(dir string) {
	key := f.value(name)
	target := "../secrets/" + key
	f.symlink(dir+"/link", target)
	f.expect(place{name: "symlink target, " + dir, key: key, path: dir + "/link", where: "blob", object: blobID([]byte(target))})
}

// fileName makes a harmless file with a key in its path, which a report gives
// up to the name that holds the key.
func (f *fixture) fileName(what, before, after, below string) {
	key := f.value(name)
	f.write(before+key+after+below, []byte("nothing in here: "+what+"\n"))
	f.expect(place{name: what, key: key, path: before + shown(key) + after, where: "path"})
}

// envText is a .env file.
func envText(key string) []byte {
	return []byte("# development\nPORT=8080\nMSGINE_API_KEY=" + key + "\n")
}

// currentFiles commits the files that HEAD holds and nothing removes again.
func (f *fixture) currentFiles() {
	first := len(f.places)
	key, content := f.file("tail.txt", prose, among(6))
	f.expect(place{name: "last characters changed, before", key: key, path: "tail.txt", where: "blob", object: blobID(content), line: 61,
		introduced: f.commit("first key"), lastSeen: f.git("rev-parse", "HEAD"), ref: "refs/heads/main", rule: "committedkey"})
	first++

	p := f.keyed("file at HEAD", "head.txt", prose, plainText)
	p.line, p.column = 3, 9
	changed := key[:len(key)-4] + f.value(prose)[len(keyPrefix):][:4]
	if !f.keys {
		changed = key
	}
	f.write("tail.txt", among(6)(changed))
	f.expect(place{name: "last characters changed, after", key: changed, path: "tail.txt", where: "blob", line: 61})
	f.contents("present")
	f.largeFiles()
	f.goFiles()
	f.write("stash/base.txt", harmless(7))
	f.write("stash/index.txt", harmless(8))
	f.write("stash/older.txt", harmless(9))
	f.write("unstaged.txt", harmless(10))
	if f.keys {
		f.keyed("tracked .env", "env/tracked/.env", code, envText).rule = "envignore"
	} else {
		f.write(".env.example", envText(f.value(prose)))
	}
	f.since(first, f.commit("the current files"), current)
	f.goParts()
	f.submodule()
}

// largeFiles makes files that no scanner should hold in memory or read by line.
func (f *fixture) largeFiles() {
	filler := bytes.Repeat([]byte("ab cd, ef "), f.large/10)
	long := func(key string) []byte {
		return bytes.Join([][]byte{filler[:f.large/10], []byte(key), filler[:f.large/10]}, []byte(" "))
	}
	f.keyed("line of 6 MB", "large/line.txt", prose, long).line = 1
	lines := bytes.Repeat([]byte("a line of nothing, and that thirty million bytes long\n"), f.large/54)
	f.keyed("near the end of 30 MB", "large/end.txt", prose, func(key string) []byte {
		return append(lines[:len(lines):len(lines)], plainText(key)...)
	})

	edges := bytes.Clone(filler)
	for i, size := range []int{4 << 10, 32 << 10, 64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20, 2 << 20, 4 << 20, 8 << 20, 16 << 20} {
		key := f.value(prose)
		at := size - 1 - i*4 // a different part of the key beyond each edge
		if at+len(key)+1 > len(edges) {
			break
		}
		copy(edges[at-1:], " "+key+" ")
		f.expect(place{name: fmt.Sprintf("%d bytes before the edge at %d KiB", size-at, size>>10), key: key, path: "large/edges.txt", where: "blob"})
	}
	f.write("large/edges.txt", edges)
}

// goFiles makes a Go package that holds a key in one literal.
func (f *fixture) goFiles() {
	f.write("go.mod", []byte("module example.com/alerts\n\ngo 1.26\n"))
	p := f.keyed("Go literal", "alerts.go", code, func(key string) []byte {
		return []byte("package alerts\n\nconst token = `" + key + "`\n")
	})
	p.line, p.column = 3, 16
}

// goParts makes a Go file that holds a key which only constant folding sees:
// git knows nothing of it.
func (f *fixture) goParts() {
	if !f.keys {
		f.write("parts.go", []byte("package alerts\n\nimport \"os\"\n\nvar Token = os.Getenv(\"MSGINE_API_KEY\")\n"))
		return
	}
	key, _ := f.file("parts.go", code, func(key string) []byte {
		return fmt.Appendf(nil, "package alerts\n\nconst (\n\tfront = %q\n\tParts = front + %q\n)\n", key[:20], key[20:])
	})
	f.expect(place{name: "Go constant in two parts", key: key, rule: "hardcodedkey", path: "parts.go", line: 5})
}

// submodule adds a submodule whose checkout holds a key.
func (f *fixture) submodule() {
	upstream := newRepo(f.t, filepath.Join(f.root, "upstream"), f.env)
	key := f.value(prose)
	upstream.write("inside.txt", plainText(key))
	upstream.commit("a library")
	f.git("submodule", "--quiet", "add", upstream.dir, "vendor/lib")
	f.commit("add the library")
	f.expect(place{name: "submodule checkout", key: key, path: "vendor/lib/inside.txt", rule: "hardcodedkey", line: 3, column: 9})
}

// workTree leaves keys that no commit holds.
func (f *fixture) workTree() {
	f.remove("absent/deleted.txt")
	f.untrackedLink()
	f.conflict()
	key, content := f.file("staged.txt", prose, plainText)
	f.git("add", "staged.txt")
	f.write("staged.txt", harmless(11))
	f.expect(place{name: "staged, edited away in the work tree", key: key, path: "staged.txt", rule: "committedkey",
		where: "blob", reach: "index", object: blobID(content), noRefs: true})
	key, _ = f.file("unstaged.txt", prose, among(10))
	f.expect(place{name: "unstaged edit", key: key, path: "unstaged.txt", rule: "hardcodedkey", line: 61})
	key, _ = f.file("untracked.txt", prose, plainText)
	f.expect(place{name: "untracked file", key: key, path: "untracked.txt", rule: "hardcodedkey", line: 3, column: 9})
	key = f.value(name)
	f.write("untracked-"+key+".txt", nil)
	f.expect(place{name: "name of an untracked file", key: key, path: "untracked-" + shown(key) + ".txt", rule: "hardcodedkey"})
	if f.keys {
		key, _ = f.file("env/untracked/.env", code, envText)
		f.expect(place{name: "untracked .env that is not ignored", key: key, path: "env/untracked/.env", rule: "envignore"})
	}
}

// deltas counts the blobs that the packs hold as deltas.
func (f *fixture) deltas() int {
	f.t.Helper()
	packs, err := filepath.Glob(filepath.Join(f.dir, ".git", "objects", "pack", "*.idx"))
	if err != nil || len(packs) == 0 {
		f.t.Fatalf("no packs: %v", err)
	}
	n := 0
	for _, pack := range packs {
		for line := range strings.Lines(f.git("verify-pack", "-v", pack)) {
			if fields := strings.Fields(line); len(fields) == 7 && fields[1] == "blob" { // git-verify-pack(1): depth and base
				n++
			}
		}
	}
	return n
}

// loose counts the loose objects.
func (f *fixture) loose() int {
	f.t.Helper()
	dirs, err := os.ReadDir(filepath.Join(f.dir, ".git", "objects"))
	if err != nil {
		f.t.Fatal(err)
	}
	n := 0
	for _, dir := range dirs {
		if len(dir.Name()) == 2 {
			n++
		}
	}
	return n
}
