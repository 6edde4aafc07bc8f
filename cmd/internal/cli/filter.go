package cli

import (
	"fmt"
	"slices"
	"time"

	"github.com/msgine/msginelint/cmd/internal/config"
	"github.com/msgine/msginelint/rules/finding"
)

// filter applies the user's wishes to merged findings. Paths are judged before
// keys are taken out of them, fingerprints after.
func (a *app) filter(r *finding.Result, t target, c *config.Config) {
	outside, excluded := 0, 0
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool {
		switch {
		case !t.inside(f.Location.Path):
			outside++
		case c.Excluded(f.Location.Path):
			excluded++
		default:
			return false
		}
		return true
	})
	if outside > 0 {
		a.say(fmt.Sprintf("note: %s outside %s not shown; check the repository's root to see all", countFindings(outside), t.sub))
	}
	if excluded > 0 {
		a.detail("%s in excluded paths", countFindings(excluded))
	}
	a.redact.result(r)
	off := 0
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool {
		if c.Rules[f.Rule].Off {
			off++
			return true
		}
		return false
	})
	if off > 0 {
		a.detail("%s of rules that are off", countFindings(off))
	}
	for i := range r.Findings {
		if severity := c.Rules[r.Findings[i].Rule].Severity; severity != finding.Off {
			r.Findings[i].Severity = severity
		}
	}
	a.allow(r, c)
	finding.Sort(r.Findings)
}

// allow lets through what the config allows.
func (a *app) allow(r *finding.Result, c *config.Config) {
	now := time.Now()
	for _, allow := range c.Allow {
		if allow.Expired(now) {
			continue
		}
		used := false
		for i := range r.Findings {
			f := &r.Findings[i]
			if !allow.Matches(f) {
				continue
			}
			used = true
			if f.Allowed == nil {
				f.Allowed = &finding.Allowed{By: "config", Reason: a.redact.text(allow.Reason)}
			}
		}
		if !used {
			a.detail("%s:%d: this allow entry matches nothing", c.Path, allow.Line)
		}
	}
}

// countFindings is "1 finding", "2 findings".
func countFindings(n int) string {
	if n == 1 {
		return "1 finding"
	}
	return fmt.Sprintf("%d findings", n)
}
