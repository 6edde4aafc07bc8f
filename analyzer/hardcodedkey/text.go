package hardcodedkey

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/rules"
	"github.com/msgine/msginelint/rules/allow"
	"github.com/msgine/msginelint/rules/match"
)

// comments looks for keys in file's comments.
func (s *scan) comments(file *ast.File) {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if len(c.Text) < s.search.least {
				continue
			}
			s.search.all.Bytes([]byte(c.Text), func(m match.Match) {
				if reportable(m, diagnostic.InComment, false) {
					sp := span{s.inRaw(c.Pos(), c.Text, int(m.Start.Offset)), s.inRaw(c.Pos(), c.Text, int(m.End.Offset))}
					s.hits = append(s.hits, hit{span: sp, details: s.detailsOf(m, diagnostic.InComment), envName: m.EnvName})
				}
			})
		}
	}
}

// otherFiles looks into the package's files that are no Go source of this
// build: assembly and C, and with ignored those that build constraints leave out.
func (s *scan) otherFiles(ignored bool) error {
	names := s.pass.OtherFiles
	if ignored {
		names = append(names[:len(names):len(names)], s.pass.IgnoredFiles...)
	}
	var errs []error
	for _, name := range names {
		content, err := s.readFile(name)
		if err != nil {
			errs = append(errs, fmt.Errorf("read file of package: %w", err))
			continue
		}
		if s.search.all.Bytes(content, ignore) && !(strings.HasSuffix(name, ".go") && s.untyped(name, content)) {
			s.text(name, content)
		}
	}
	return errors.Join(errs...)
}

// untyped looks at the syntax of a Go file that the build leaves out. It
// reports false if the file does not parse.
func (s *scan) untyped(name string, content []byte) bool {
	file, err := parser.ParseFile(s.pass.Fset, name, content, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	typed := s.fold
	defer func() { s.fold = typed }()
	s.fold = folder{}
	s.addSource(file)
	s.comments(file)
	s.walk(inspector.New([]*ast.File{file}).Root())
	return true
}

// text looks for live keys in content, the text of a file.
func (s *scan) text(name string, content []byte) {
	var tok *token.File // added at the first hit
	s.search.all.Bytes(content, func(m match.Match) {
		if !reportable(m, diagnostic.InOther, false) {
			return
		}
		if tok == nil {
			tok = s.pass.Fset.AddFile(name, -1, len(content))
			tok.SetLinesForContent(content)
		}
		s.hits = append(s.hits, hit{
			span:    span{tok.Pos(int(m.Start.Offset)), tok.Pos(int(m.End.Offset))},
			details: s.detailsOf(m, diagnostic.InOther),
			envName: m.EnvName,
			allowed: directiveOf(m),
		})
	})
}

// directiveOf returns the allow directive round a match in plain text.
func directiveOf(m match.Match) *allow.Directive {
	line := append(append(append([]byte{}, m.Before...), ' '), m.After...)
	if d, ok := allow.For(rules.HardcodedKey, line, allow.Above(m.Above)); ok {
		return &d
	}
	return nil
}

// readFile reads a file of the package. Some drivers set no ReadFile.
func (s *scan) readFile(name string) ([]byte, error) {
	if s.pass.ReadFile != nil {
		return s.pass.ReadFile(name)
	}
	return os.ReadFile(name)
}
