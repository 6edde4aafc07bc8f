// Package gitscan finds keys in git: in every object that a repository holds,
// reachable or not, and in what git stores beside its objects.
package gitscan

import "github.com/msgine/msginelint/gitscan/internal/gitdir"

// Layout is where a repository lies on disk.
type Layout = gitdir.Layout

// ErrNotFound says that a path lies in no git repository.
var ErrNotFound = gitdir.ErrNotFound

// Find returns the repository that holds path.
func Find(path string) (Layout, error) { return gitdir.Find(path) }
