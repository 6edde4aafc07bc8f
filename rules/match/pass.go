package match

import (
	"bytes"

	"github.com/msgine/msginelint/rules/key"
	"github.com/msgine/msginelint/rules/provider"
)

// Bounds of the context that a Match shows of the text round it, in bytes.
const (
	contextBefore = 4 << 10
	contextAfter  = 1 << 10
)

// longestDecoded is how many characters of a decoded text are looked at: an
// environment name, what assigns to it, and a key.
const longestDecoded = provider.MaxTail + provider.MaxPrefix + 64

// pass is one search through a stream, of which it sees one window at a time.
type pass struct {
	m        *Matcher
	yield    func(Match)
	b        []byte // the window
	base     int64  // offset of b[0] in the stream
	bom      Encoding
	mentions bool

	plain, decoded view // what view returns, used again

	done      int64 // offset up to which matches were yielded
	line      int   // line number at counted
	counted   int   // index in b up to which line breaks were counted
	lineStart int64 // offset of the start of that line
}

// readMark reads a byte order mark at the start of the stream.
func (p *pass) readMark() {
	switch {
	case bytes.HasPrefix(p.b, []byte{0xff, 0xfe}):
		p.bom = UTF16LE
	case bytes.HasPrefix(p.b, []byte{0xfe, 0xff}):
		p.bom = UTF16BE
	}
}

// search yields the matches whose needles start in b[from:to].
func (p *pass) search(from, to int) {
	end := min(len(p.b), to+p.m.filter.longest) // a needle may reach past to
	p.m.filter.each(p.b[:end], from, func(h hit) {
		if h.at < to {
			p.judge(h)
		}
	})
}

// judge decodes the text at h and yields what it finds there.
func (p *pass) judge(h hit) {
	p.mentions = p.mentions || h.needle.mentions
	if p.base+int64(h.at) < p.done {
		return
	}
	v := p.view(h, p.m.look)
	if h.needle.form != inPlain {
		// A short look first: most hits are no keys, and need no long decoding.
		if !p.m.promising(v) {
			return
		}
		v = p.view(h, longestDecoded)
	}
	for i := range p.m.providers {
		prov := &p.m.providers[i]
		for _, prefix := range prov.Prefixes {
			if end, family, ok := v.spells(prefix); ok {
				p.mentions = true
				p.prefixed(v, prov, prefix, end, family)
				return
			}
		}
	}
	if h.needle.form == inPlain || h.needle.form == inUTF16 {
		p.assigned(v)
	}
}

// view decodes at most most characters at h. The view holds until the next one.
func (p *pass) view(h hit, most int) *view {
	limit := min(len(p.b), h.at+reach)
	if h.needle.form == inPlain {
		p.plain = view{text: p.b[h.at:limit], encoding: Plain, start: h.at}
		return &p.plain
	}
	v := &p.decoded
	v.reset()
	switch h.needle.form {
	case inUTF16:
		v.readUTF16(p.b[:limit], p.base, p.bom, h.at, most)
	case inHex:
		v.readHex(p.b[:limit], h.at, most)
	case inBase64:
		v.readBase64(p.b[:limit], h, most, p.startsBase64)
	}
	return v
}

// startsBase64 reports whether the base64 of a key starts at b[at].
func (p *pass) startsBase64(at int) bool {
	for i := range p.m.filter.needles {
		if n := &p.m.filter.needles[i]; n.form == inBase64 && n.digits == 0 && n.standsAt(p.b, at) {
			return true
		}
	}
	return false
}

// promising reports whether v starts with a prefix or an environment name.
func (m *Matcher) promising(v *view) bool {
	for i := range m.providers {
		for _, prefix := range m.providers[i].Prefixes {
			if _, _, ok := v.spells(prefix); ok {
				return true
			}
		}
		if _, ok := v.envName(&m.providers[i]); ok {
			return true
		}
	}
	return false
}

// spells reports whether v starts with prefix, escaped or not: the index after
// it, and the family of the escapes that stand in it (Plain: none).
func (v *view) spells(prefix string) (end int, family Encoding, ok bool) {
	family = Plain
	for k := range len(prefix) {
		if end >= len(v.text) {
			return 0, Plain, false
		}
		if v.text[end] == prefix[k] {
			end++
			continue
		}
		c, n, f := unescape(v.text[end:])
		if n == 0 || c != prefix[k] {
			return 0, Plain, false
		}
		end += n
		family = f
	}
	return end, family, true
}

// prefixed yields the key of prov that starts v and whose prefix ends at end.
func (p *pass) prefixed(v *view, prov *provider.Provider, prefix string, end int, family Encoding) {
	var space [provider.MaxPrefix + provider.MaxTail]byte
	raw := append(space[:0], prefix...)
	for len(raw)-len(prefix) < provider.MaxTail && end < len(v.text) {
		if c := v.text[end]; provider.IsKeyByte(c) {
			raw = append(raw, c)
			end++
			continue
		}
		if family == Plain {
			break
		}
		c, n, f := unescape(v.text[end:])
		if n == 0 || f != family || !provider.IsKeyByte(c) {
			break
		}
		raw = append(raw, c)
		end += n
	}
	encoding := v.encoding
	if encoding == Plain {
		encoding = family
	}
	mt := Match{Provider: prov, Encoding: encoding, Evidence: ByPrefix}
	if mt.Kind = tailKind(raw[len(prefix):], v.text[end:]); mt.Kind >= Placeholder {
		mt.Key = key.New(raw, len(prefix))
	}
	p.emit(v, 0, end, mt)
}

// emit completes mt, whose key is v.text[start:end], with its place and yields it.
func (p *pass) emit(v *view, start, end int, mt Match) {
	from, until := v.from(start), v.until(end-1)
	p.done = p.base + int64(until)
	mt.Start, mt.End = p.position(from), p.position(until)
	mt.Above, mt.Before, mt.After = p.context(from, until, mt.Start.Column)
	if v.encoding == UTF16LE || v.encoding == UTF16BE {
		mt.Above, mt.Before, mt.After = narrow(mt.Above), narrow(mt.Before), narrow(mt.After)
	}
	p.yield(mt)
}

// position is the place of b[at]. It counts line breaks onward from the last
// position asked for, or looks back for a start that lies before it.
func (p *pass) position(at int) Position {
	p.count(at)
	line, start := p.line, p.lineStart
	if at < p.counted {
		line -= bytes.Count(p.b[at:p.counted], []byte{'\n'})
		if line != p.line {
			start = p.base + int64(bytes.LastIndexByte(p.b[:at], '\n')) + 1
		}
	}
	offset := p.base + int64(at)
	return Position{Offset: offset, Line: line, Column: int(offset-start) + 1}
}

// count counts the line breaks of b up to at.
func (p *pass) count(at int) {
	if at <= p.counted {
		return
	}
	passed := p.b[p.counted:at]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		p.line += n
		p.lineStart = p.base + int64(p.counted+bytes.LastIndexByte(passed, '\n')) + 1
	}
	p.counted = at
}

// context returns the text round b[from:until], which starts in column column.
// The line above is given only where the whole of the match's own line before
// it is.
func (p *pass) context(from, until, column int) (above, before, after []byte) {
	start := from - column + 1
	switch whole := column <= contextBefore && start >= 0; {
	case !whole:
		start = max(0, from-contextBefore)
	case start > 0:
		least := max(0, start-1-contextBefore)
		if i := bytes.LastIndexByte(p.b[least:start-1], '\n'); i >= 0 {
			least += i + 1
		}
		above = bytes.TrimSuffix(p.b[least:start-1], []byte{'\r'})
	}
	after = p.b[until:min(len(p.b), until+contextAfter)]
	if i := bytes.IndexByte(after, '\n'); i >= 0 {
		after = bytes.TrimSuffix(after[:i], []byte{'\r'})
	}
	return above, p.b[start:from], after
}

// narrow drops the NULs of UTF-16 text.
func narrow(b []byte) []byte { return bytes.ReplaceAll(b, []byte{0}, nil) }
