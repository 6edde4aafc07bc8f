package finding

import (
	"maps"
	"slices"
)

// Coverage says what a scan looked at, and everything it passed over, with the
// reason. "Clean" may be said only of a complete Coverage.
type Coverage struct {
	Files    int            // files of the work tree read
	Packages int            // Go packages analysed
	Commits  int            // commits read
	Objects  map[string]int // git objects read: "blob", "commit", "tag", "tree"
	Bytes    int64          // bytes searched
	Skipped  []Skip
}

// Skip is one thing that was meant to be scanned and was not.
type Skip struct {
	What   string // path, object id or package, as the user would name it
	Reason string
	// Limit marks a known limit of what there is to scan, such as a shallow
	// clone: the coverage is incomplete, but nothing failed.
	Limit bool
}

// Complete reports whether nothing was passed over.
func (c *Coverage) Complete() bool { return len(c.Skipped) == 0 }

// Skip records that what could not be scanned.
func (c *Coverage) Skip(what, reason string) {
	c.Skipped = append(c.Skipped, Skip{What: what, Reason: reason})
}

// Limit records a known limit: what is not there to be scanned, though nothing failed.
func (c *Coverage) Limit(what, reason string) {
	c.Skipped = append(c.Skipped, Skip{What: what, Reason: reason, Limit: true})
}

// Failed reports whether a scan of something failed, known limits aside.
func (c *Coverage) Failed() bool {
	return slices.ContainsFunc(c.Skipped, func(s Skip) bool { return !s.Limit })
}

// Add adds other to c.
func (c *Coverage) Add(other Coverage) {
	c.Files += other.Files
	c.Packages += other.Packages
	c.Commits += other.Commits
	c.Bytes += other.Bytes
	if len(other.Objects) > 0 {
		sum := maps.Clone(c.Objects)
		if sum == nil {
			sum = make(map[string]int, len(other.Objects))
		}
		for kind, n := range other.Objects {
			sum[kind] += n
		}
		c.Objects = sum
	}
	c.Skipped = append(c.Skipped, other.Skipped...)
}

// Note is something a user may want to know that is no finding; shown under -v.
type Note struct {
	Path string
	Text string
}

// Result is the outcome of one scan.
type Result struct {
	Findings []Finding
	Coverage Coverage
	Notes    []Note
}
