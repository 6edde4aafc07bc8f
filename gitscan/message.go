package gitscan

import (
	"strings"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/provider"
)

// message says what is wrong, from what may be said of the key alone.
func message(s sighting, path string, h *finding.History) string {
	return s.provider.Name + " key " + s.key.Shown() + " " + situation(path, h)
}

// situation says where in git a key lies and what follows from that.
func situation(path string, h *finding.History) string {
	switch h.Where {
	case finding.InCommitMessage:
		return "in a commit message" + kept(h.Reach)
	case finding.InTagMessage:
		return "in a tag message" + kept(h.Reach)
	case finding.InAuthor:
		return "in the name or e-mail of an author, committer or tagger" + kept(h.Reach)
	case finding.InRefName:
		return "in the name of a branch, tag or other ref"
	case finding.InReflog:
		return "in the reflog of this clone"
	case finding.InPath:
		if h.Reach == finding.FromIndex {
			return "in the name of a staged file: in the index, in no commit yet"
		}
		return "in the name of a file in git history" + kept(h.Reach)
	}
	switch {
	case h.Reach == finding.FromIndex:
		return "is staged: in the index, in no commit yet"
	case h.Reach == finding.FromStash:
		return "in a stash"
	case h.Reach == finding.Unreachable:
		return "in an object that no ref reaches (amended, deleted or dropped): git keeps it until it is pruned"
	case len(h.Refs) == 0: // the refs could not be read
		return "in git history"
	case path == "":
		return "in a blob that a tag or other ref names: in every clone that has the ref"
	case h.InHead:
		return "in git history: still in the files of HEAD, and in every clone"
	}
	return "in git history: removed from the current files, still in every clone"
}

// kept says how long git keeps what reach describes.
func kept(reach finding.Reach) string {
	switch reach {
	case finding.FromStash:
		return " of a stash"
	case finding.Unreachable:
		return " that no ref reaches: git keeps it until it is pruned"
	}
	return ": in every clone"
}

// fixFor says what to do about a leaked key of p. Nothing but revoking it
// helps: whoever has a clone has the key.
func fixFor(p *provider.Provider) string {
	if len(p.Revoke) == 0 {
		return "revoke the key and use a new one"
	}
	return strings.Join(p.Revoke, "; ")
}
