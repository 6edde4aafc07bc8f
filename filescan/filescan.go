// Package filescan finds keys in files of any language: it walks a tree,
// reads what it may read, and judges every text that [match] finds in it.
//
// # What is read
//
// Every regular file, binary ones too, and the text of every symbolic link, as
// git stores it: a link is never followed. A name that holds a key is a finding
// as well. What [Options.Ignorer] ignores and what [Options.Exclude] excludes is
// passed over, except that a dotenv file is looked at even when it is ignored,
// as long as its directory is not.
//
// A directory called ".git" and a file called ".git" are git's own and are
// skipped at every level. A directory that holds one is a repository of its
// own, such as a submodule's checkout: its files are scanned, but the outer
// repository's ignore rules end there, as they do for git, and those that
// [Options.Nested] returns apply.
//
// # What is not read
//
// What cannot be read and what vanishes during the scan is a [finding.Skip].
// Named pipes, sockets and devices met on the walk are not opened, since that
// could block or have effects: each is a Skip too, marked as a limit and no
// failure, because git can hold none. Ignored ones are not mentioned.
//
// # Names
//
// Names are bytes. They are carried into findings as they are, invalid UTF-8
// and terminal escapes included, and it is for the report to escape them. Only
// a key in a name is replaced, by [key.Key.Shown], wherever the name appears.
package filescan

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/match"
)

// Ignorer says what git ignores. Paths are relative to the top of the tree it
// was made for, with "/", never empty, and given from the top down: a path in an
// ignored directory is not asked for. It must answer false for what git tracks,
// and for a directory that holds something tracked. It is called by many
// goroutines at once.
type Ignorer interface {
	Ignored(path string, isDir bool) bool
}

// Options say what to scan and how. Only Root and Matcher are required.
type Options struct {
	// Root is absolute. Paths in findings are relative to it.
	Root string
	// Matcher finds the keys.
	Matcher *match.Matcher
	// Ignorer holds the ignore rules below Root. Nil: nothing is ignored.
	Ignorer Ignorer
	// InGit says that Root is a git work tree. There a dotenv file's keys are
	// judged by its git state: they are returned in [Report.EnvFiles] and are
	// no findings. Elsewhere they are a note.
	InGit bool
	// Nested returns the ignore rules of the git repository whose top is dir,
	// relative to Root (absolute outside it), or nil when there are none. It is
	// called by many goroutines at once. Nil: nothing is ignored there.
	Nested func(dir string) Ignorer
	// Exclude is the user's wish to pass over a path relative to Root. It is
	// called by many goroutines at once. Nil: nothing is excluded.
	Exclude func(path string, isDir bool) bool
	// Workers is how many goroutines scan. 0: GOMAXPROCS.
	Workers int
	// Progress is told, now and then, how many files and bytes were read so
	// far. Calls do not overlap and never go backwards. May be nil.
	Progress func(files int, bytes int64)

	open opener // nil: the system's fastest
}

// EnvFile is one dotenv file that is no template ([envfile.Secret] or
// [envfile.Variant]), ignored or not.
type EnvFile struct {
	// Path is relative to Root, with what may be shown in place of a key in it.
	Path string
	// Repository is the top of the nested repository that holds the file; empty
	// for a file of Root's own. It is relative to Root, or absolute for a file
	// outside Root.
	Repository string
	// Keys are the file's keys, as the findings they would be in another file.
	Keys []finding.Finding
	// NamesProvider: it assigns a provider's environment name, whatever the value.
	NamesProvider bool
}

// Report is the outcome of a scan. It is the same however many workers scanned.
type Report struct {
	finding.Result
	EnvFiles []EnvFile // sorted by Path
	Mentions []string  // sorted paths of the files whose bytes mention a provider
}

// Tree scans everything under Root. It fails when Root cannot be listed, and
// with ctx's error when ctx ends; what cannot be read below Root is in the
// report's Coverage.
func Tree(ctx context.Context, opts Options) (Report, error) {
	s, err := newScanner(ctx, opts)
	if err != nil {
		return Report{}, err
	}
	if err := s.checkRoot(); err != nil {
		return Report{}, err
	}
	return s.run([]job{{folder: &folder{repo: s.outer()}, follow: true}})
}

// Paths scans the named files and directories, absolute or relative to Root.
//
// What is named is scanned, even if it is ignored, excluded, a link (which is
// then followed, and its text scanned too) or a pipe. Inside a named directory
// things are as in [Tree], but where the directory itself is ignored or
// excluded, nothing in it is. Paths outside Root are reported absolute. It
// fails on a path that does not exist.
func Paths(ctx context.Context, opts Options, paths []string) (Report, error) {
	s, err := newScanner(ctx, opts)
	if err != nil {
		return Report{}, err
	}
	if len(paths) == 0 {
		return Report{}, errors.New("scan files: no paths")
	}
	jobs, err := s.named(paths)
	if err != nil {
		return Report{}, err
	}
	return s.run(jobs)
}

// newScanner checks opts and fills in what was left out.
func newScanner(ctx context.Context, opts Options) (*scanner, error) {
	if opts.Matcher == nil {
		return nil, errors.New("scan files: no matcher")
	}
	if !filepath.IsAbs(opts.Root) {
		return nil, fmt.Errorf("scan files: root %q is not absolute", redact(opts.Matcher, opts.Root))
	}
	opts.Root = filepath.Clean(opts.Root)
	if opts.open == nil {
		opts.open = openSystem
	}
	return &scanner{ctx: ctx, opts: opts}, nil
}
