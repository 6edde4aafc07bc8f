package gitscan

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/msgine/msginelint/gitscan/internal/objects"
)

// Push is one ref that a push is about to update.
type Push struct {
	LocalRef  string // as the user named it; "(delete)" for a deletion
	RemoteRef string

	local, remote objects.ID
}

// Deletes reports whether the push deletes the ref: it sends nothing.
func (p *Push) Deletes() bool { return p.local.IsZero() }

// ParsePushes reads what git tells a pre-push hook (githooks(5)): a line for
// each ref, "LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID", where zeros stand for no
// object. It fails on a line that is none, and where r does.
func ParsePushes(r io.Reader) ([]Push, error) {
	in := bufio.NewReader(r)
	pushes := []Push{}
	for n := 1; ; n++ {
		line, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("read pushed refs: %w", err)
		}
		if line != "" {
			p, bad := parsePush(strings.TrimSuffix(line, "\n"))
			if bad != nil {
				return nil, fmt.Errorf("pushed refs, line %d: %w", n, bad)
			}
			pushes = append(pushes, p)
		}
		if err == io.EOF {
			return pushes, nil
		}
	}
}

// parsePush reads one line, from its end: what the user wrote for the local
// ref, such as HEAD^{/fix it}, may hold spaces.
func parsePush(line string) (Push, error) {
	var fields [3]string // remote id, remote ref, local id
	rest := line
	for i := range fields {
		at := strings.LastIndexByte(rest, ' ')
		if at < 0 {
			return Push{}, errors.New(`want "LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID"`)
		}
		rest, fields[i] = rest[:at], rest[at+1:]
	}
	p := Push{LocalRef: rest, RemoteRef: fields[1]}
	var localOK, remoteOK bool
	p.local, localOK = parseAnyID(fields[2])
	p.remote, remoteOK = parseAnyID(fields[0])
	if !localOK || !remoteOK || p.LocalRef == "" || p.RemoteRef == "" {
		return Push{}, errors.New(`want "LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID"`)
	}
	return p, nil
}

// parseAnyID reads an id, which may be zero.
func parseAnyID(text string) (objects.ID, bool) {
	if strings.Trim(text, "0") == "" && len(text) == 2*len(objects.ID{}) {
		return objects.ID{}, true
	}
	return objects.ParseID([]byte(text))
}

// pushed selects what Options.Pushes would send: what the remote is known to
// have is left out, by the ids it told and by the remote-tracking refs here. A
// ref's old value that is not here, since someone else pushed it, tells nothing.
func (w *ranger) pushed() (s selection) {
	for i := range w.opts.Pushes {
		p := &w.opts.Pushes[i]
		if n, ok := w.src.Find(p.remote); ok {
			s.exclude = append(s.exclude, n)
			s.edges = append(s.edges, n)
		}
		if p.Deletes() {
			continue
		}
		if n, ok := w.src.Find(p.local); ok {
			s.include = append(s.include, n)
		} else {
			w.skip(p.LocalRef, fmt.Sprintf("names %s, which is not here", p.local))
		}
	}
	if w.opts.Remote == "" {
		return s
	}
	tracking := "refs/remotes/" + w.opts.Remote + "/"
	for _, r := range w.refs.list {
		if n, ok := w.src.Find(r.target); ok && strings.HasPrefix(r.name, tracking) {
			s.exclude = append(s.exclude, n)
		}
	}
	return s
}
