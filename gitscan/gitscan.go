// Package gitscan finds keys in git: in every object that a repository holds,
// reachable or not, and in what git stores beside its objects.
package gitscan

import (
	"errors"

	"github.com/msgine/msginelint/gitscan/internal/gitdir"
)

// Layout is where a repository lies on disk.
type Layout = gitdir.Layout

// ErrNotFound says that a path lies in no git repository.
var ErrNotFound = gitdir.ErrNotFound

// ErrRevision says that a range names no commits of the repository, or is none.
var ErrRevision = errors.New("unknown revision")

// Find returns the repository that holds path.
func Find(path string) (Layout, error) { return gitdir.Find(path) }
