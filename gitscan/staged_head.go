package gitscan

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// readHead returns the commit that HEAD names, zero where its branch has none
// yet. It reads no other refs: there may be many.
func readHead(l Layout) (objects.ID, error) {
	name := "HEAD"
	for range maxLinks {
		text, err := refText(l, name)
		if errors.Is(err, fs.ErrNotExist) {
			return packedRef(l, name)
		}
		if err != nil {
			return objects.ID{}, errors.New(cause(err))
		}
		if target, ok := strings.CutPrefix(text, "ref:"); ok {
			name = strings.TrimSpace(target)
			if !strings.HasPrefix(name, "refs/") || !filepath.IsLocal(filepath.FromSlash(name)) {
				return objects.ID{}, errors.New("it names no ref")
			}
			continue
		}
		id, _, _ := strings.Cut(text, "\n")
		if id, ok := objects.ParseID([]byte(strings.TrimSpace(id))); ok {
			return id, nil
		}
		return objects.ID{}, errors.New("it holds no object id")
	}
	return objects.ID{}, errors.New("symbolic refs lead in a circle")
}

// refText reads the file of a ref: HEAD and refs/worktree/* and the like are
// each worktree's own, the others are shared (git-worktree(1), "Refs").
func refText(l Layout, name string) (string, error) {
	dir := l.CommonDir
	if name == "HEAD" || strings.HasPrefix(name, "refs/worktree/") || strings.HasPrefix(name, "refs/bisect/") || strings.HasPrefix(name, "refs/rewritten/") {
		dir = l.GitDir
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(path)
	if info, statErr := os.Stat(path); err != nil && statErr == nil && info.IsDir() {
		err = fs.ErrNotExist // "a" is packed, and there was a branch "a/b"
	}
	return strings.TrimSpace(string(text)), err
}

// packedRef looks for a ref in packed-refs; zero where it is not there.
func packedRef(l Layout, name string) (objects.ID, error) {
	if name == "HEAD" {
		return objects.ID{}, errors.New("there is none")
	}
	text, err := os.ReadFile(filepath.Join(l.CommonDir, "packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return objects.ID{}, nil
	}
	if err != nil {
		return objects.ID{}, fmt.Errorf("read packed-refs: %s", cause(err))
	}
	for rest := text; ; {
		at := bytes.Index(rest, []byte(" "+name))
		if at < 0 {
			return objects.ID{}, nil
		}
		line, end := rest[:at], rest[at+1+len(name):]
		line = line[bytes.LastIndexByte(line, '\n')+1:]
		if len(end) == 0 || end[0] == '\n' || end[0] == '\r' {
			if id, ok := objects.ParseID(line); ok {
				return id, nil
			}
		}
		rest = end
	}
}
