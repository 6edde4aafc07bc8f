package hardcodedkey

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/rules/match"
)

// embedDirective starts a directive of package embed.
const embedDirective = "//go:embed"

// pattern is one pattern of a directive. Its grammar and meaning are those of
// package embed's documentation.
type pattern struct {
	text string
	span span
}

// embedded looks into the files that the package's directives embed: they are
// part of every binary. The finding stands at the directive.
func (s *scan) embedded() error {
	var errs []error
	for _, file := range s.pass.Files {
		if !imports(file, "embed") {
			continue
		}
		// cgo's output lies elsewhere and says by //line where it came from.
		dir := filepath.Dir(s.pass.Fset.Position(file.Package).Filename)
		for _, group := range file.Comments {
			for _, c := range group.List {
				for _, p := range patterns(c) {
					errs = append(errs, s.embeddedBy(dir, p))
				}
			}
		}
	}
	return errors.Join(errs...)
}

// imports reports whether file imports the package at path.
func imports(file *ast.File, path string) bool {
	return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool {
		return spec.Path.Value == strconv.Quote(path)
	})
}

// patterns returns the patterns of an embed directive.
func patterns(c *ast.Comment) []pattern {
	rest, ok := strings.CutPrefix(c.Text, embedDirective)
	if !ok || rest == "" || rest[0] != ' ' && rest[0] != '\t' {
		return nil
	}
	var all []pattern
	for {
		rest = strings.TrimLeft(rest, " \t")
		if rest == "" {
			return all
		}
		word := rest
		if quoted, err := strconv.QuotedPrefix(rest); err == nil {
			word = quoted
		} else if i := strings.IndexAny(rest, " \t"); i >= 0 {
			word = rest[:i]
		}
		start := c.Pos() + token.Pos(len(c.Text)-len(rest))
		text, err := strconv.Unquote(word)
		if err != nil {
			text = word
		}
		all = append(all, pattern{text, span{start, start + token.Pos(len(word))}})
		rest = rest[len(word):]
	}
}

// embeddedBy looks into the files below dir that p names.
func (s *scan) embeddedBy(dir string, p pattern) error {
	text, all := strings.CutPrefix(p.text, "all:")
	if !fs.ValidPath(text) {
		return nil // the compiler refuses it
	}
	root := os.DirFS(dir)
	names, err := fs.Glob(root, text)
	if err != nil {
		return nil // so does it here
	}
	var errs []error
	for _, name := range names {
		err := fs.WalkDir(root, name, func(file string, d fs.DirEntry, err error) error {
			if err != nil {
				return fmt.Errorf("walk embedded files: %w", err)
			}
			hidden := file != name && !all && strings.IndexByte("._", path.Base(file)[0]) >= 0
			switch {
			case hidden && d.IsDir():
				return fs.SkipDir
			case hidden || !d.Type().IsRegular():
				return nil
			}
			return s.embeddedFile(filepath.Join(dir, filepath.FromSlash(file)), file, p.span)
		})
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// embeddedFile looks for live keys in the file at name, called shown. It is read
// from disk, since pass.ReadFile refuses embedded files; the go command's cache
// notices when they change.
func (s *scan) embeddedFile(name, shown string, at span) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open embedded file: %w", err)
	}
	defer f.Close()
	_, _, err = s.search.all.Reader(f, func(m match.Match) {
		if reportable(m, diagnostic.InEmbed, false) {
			s.hits = append(s.hits, hit{
				span: at, details: s.detailsOf(m, diagnostic.InEmbed), envName: m.EnvName,
				file: shown, line: m.Start.Line, allowed: directiveOf(m),
			})
		}
	})
	if err != nil {
		return fmt.Errorf("read embedded file: %w", err)
	}
	return nil
}
