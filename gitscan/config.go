package gitscan

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// settings is what a repository's config says of its formats
// (gitrepository-layout(5), "extensions" in git-config(1)).
type settings struct {
	sha256   bool
	reftable bool
	promisor bool // objects may be missing: a remote has promised them
}

// readSettings reads dir/config. A config that cannot be parsed says nothing:
// no setting decides whether something is scanned, they only explain why
// something could not be.
func readSettings(dir string) (s settings, err error) {
	f, err := os.Open(filepath.Join(dir, "config"))
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	defer f.Close()
	defer func() { // the decoder panics on some malformed files
		if recover() != nil {
			err = errors.New("malformed")
		}
	}()
	c := config.New()
	if err := config.NewDecoder(f).Decode(c); err != nil {
		return s, errors.New("malformed")
	}
	for _, section := range c.Sections {
		switch {
		case strings.EqualFold(section.Name, "extensions"):
			s.sha256 = strings.EqualFold(section.Option("objectformat"), "sha256")
			s.reftable = strings.EqualFold(section.Option("refstorage"), "reftable")
			s.promisor = s.promisor || section.Option("partialclone") != ""
		case strings.EqualFold(section.Name, "remote"):
			for _, sub := range section.Subsections {
				s.promisor = s.promisor || strings.EqualFold(sub.Option("promisor"), "true")
			}
		}
	}
	return s, nil
}
