package filescan

import (
	"bytes"
	"path"
	"strings"
)

// This file judges by a file's name and by single lines whether a placeholder
// stands in code that ships. It knows no grammar: a quote that spans lines, or
// a comment opened on an earlier one, is judged as if its line stood alone.

// language is how a language of source writes its comments.
type language struct {
	line     []string // what opens a comment to the end of the line
	open     string   // what opens a comment that something closes; empty: nothing
	close    string   // what closes it
	doc      []string // what else starts a line of nothing but documentation
	hashAttr bool     // #[ opens an attribute, not a comment
}

// languageOf is the language of the file called name, if it is source by its
// extension. Formats of data and markup are not.
func languageOf(name string) (language, bool) {
	switch strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")) {
	case "go", "js", "mjs", "cjs", "ts", "mts", "cts", "tsx", "jsx", "java", "kt", "kts", "cs",
		"rs", "swift", "dart", "c", "cc", "cpp", "cxx", "h", "hh", "hpp", "m", "mm", "scala",
		"groovy", "gradle", "zig", "fs", "proto":
		return language{line: []string{"//"}, open: "/*", close: "*/", doc: []string{"* ", "*\t", "*/"}}, true
	case "vue", "svelte", "astro":
		return language{line: []string{"//", "<!--"}, open: "/*", close: "*/", doc: []string{"* ", "*\t", "*/"}}, true
	case "php", "phtml":
		return language{line: []string{"//", "#", "<!--"}, open: "/*", close: "*/", doc: []string{"* ", "*\t", "*/"}, hashAttr: true}, true
	case "py", "pyw", "pyi":
		return language{line: []string{"#"}, doc: []string{`"""`, `'''`, ">>> ", "... "}}, true
	case "rb", "sh", "bash", "zsh", "fish", "pl", "pm", "r", "ex", "exs", "jl", "nim", "cr":
		return language{line: []string{"#"}}, true
	case "ps1", "psm1":
		return language{line: []string{"#"}, open: "<#", close: "#>"}, true
	case "lua", "sql", "hs", "elm":
		return language{line: []string{"--"}}, true
	}
	return language{}, false
}

// isSource reports whether the file called name is source code.
func isSource(name string) bool {
	_, ok := languageOf(name)
	return ok
}

// placeholderCounts reports whether a placeholder in the file at p, with before
// left of it on its line, is worth a warning: it stands in source that ships,
// outside comments.
func placeholderCounts(p string, before []byte) bool {
	lang, ok := languageOf(path.Base(p))
	return ok && !isAside(p) && !lang.inComment(before)
}

// isAside reports whether the file at p is a test, test data, an example or
// documentation, by the names that languages and their tools give those.
func isAside(p string) bool {
	dir, file := path.Split(p)
	for segment := range strings.SplitSeq(strings.ToLower(dir), "/") {
		switch segment {
		case "test", "tests", "__tests__", "testing", "testdata", "spec", "specs", "e2e",
			"fixture", "fixtures", "__fixtures__", "mock", "mocks", "__mocks__",
			"example", "examples", "sample", "samples", "doc", "docs":
			return true
		}
	}
	stem := strings.TrimSuffix(file, path.Ext(file))
	for _, end := range [...]string{"Test", "Tests", "TestCase", "Spec", "_test", "_spec", ".test", ".spec", "_tests"} {
		if strings.HasSuffix(stem, end) {
			return true
		}
	}
	return strings.HasPrefix(stem, "test_") || stem == "conftest"
}

// inComment reports whether what follows before, on its line, is in a comment.
func (l language) inComment(before []byte) bool {
	trimmed := bytes.TrimLeft(before, " \t")
	for _, start := range l.doc {
		if bytes.HasPrefix(trimmed, []byte(start)) {
			return true
		}
	}
	for i := 0; i < len(before); i++ {
		rest := before[i:]
		switch c := before[i]; {
		case c == '"' || c == '\'' || c == '`':
			end := closingQuote(rest)
			if end < 0 {
				return false // the match is in the string
			}
			i += end
		case l.opensLine(before, i):
			return true
		case l.open != "" && bytes.HasPrefix(rest, []byte(l.open)):
			end := bytes.Index(rest[len(l.open):], []byte(l.close))
			if end < 0 {
				return true
			}
			i += len(l.open) + end + len(l.close) - 1
		}
	}
	return false
}

// closingQuote is the offset in s of the quote that closes its first, or -1.
func closingQuote(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i
		}
	}
	return -1
}

// opensLine reports whether a comment to the end of the line opens at line[i].
func (l language) opensLine(line []byte, i int) bool {
	for _, opener := range l.line {
		if !bytes.HasPrefix(line[i:], []byte(opener)) {
			continue
		}
		after := line[i+len(opener):]
		switch opener {
		case "//": // not that of a URL
			if i > 0 && line[i-1] == ':' {
				continue
			}
		case "#": // not that of $#, ${#name} or #[attribute]
			if i > 0 && (line[i-1] == '$' || line[i-1] == '{') || l.hashAttr && bytes.HasPrefix(after, []byte("[")) {
				continue
			}
		}
		return true
	}
	return false
}
