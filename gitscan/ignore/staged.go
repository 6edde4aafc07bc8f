package ignore

import (
	"github.com/msgine/msginelint/rules/envfile"
	"github.com/msgine/msginelint/rules/finding"
)

// Staged is the envignore rule for files that the index is about to commit,
// whatever lies in the work tree: rules say only what is to be done. Rules may
// be nil where there is no work tree.
func Staged(rules *Rules, files []EnvFile) []finding.Finding {
	var found []finding.Finding
	for i := range files {
		f := &files[i]
		s := &envState{path: f.Path, class: envfile.Of(f.Path), file: f, tracked: true}
		if rules != nil {
			_, s.excluded = rules.Excluded(f.Path, false)
		}
		if (s.class == envfile.Secret || s.class == envfile.Variant) && s.faulty() {
			found = append(found, s.findings()...)
		}
	}
	return found
}
