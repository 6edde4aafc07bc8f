// Package analyzer lists the Go passes and reads what they say.
package analyzer

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/hardcodedkey"
	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/analyzer/internal/settings"
	"github.com/msgine/msginelint/rules/provider"
)

// All returns the passes that look for the keys of providers, in the order of
// the catalogue.
//
// The other rules are no passes, and why:
//   - loggedkey follows a key through a program's data flow, which no pass does yet;
//   - committedkey and rotation need git's history, which a pass does not see;
//   - clientkey is about code that runs in a browser or an app, which is rarely Go;
//   - envignore and cikey are about files that no Go package holds;
//   - transportkey needs the same data flow as loggedkey.
func All(providers ...provider.Provider) []*analysis.Analyzer {
	return []*analysis.Analyzer{
		hardcodedkey.New(providers...),
	}
}

// VetFlags returns the flags that give further providers to the passes of a vet
// tool built from [All], and leave to the caller the files that go vet's cache
// does not watch: those that build constraints exclude.
func VetFlags(further ...provider.Provider) ([]string, error) {
	flags := []string{"-hardcodedkey.ignored=false"}
	if len(further) > 0 {
		text, err := settings.Encode(further)
		if err != nil {
			return nil, fmt.Errorf("vet flags: %w", err)
		}
		flags = append(flags, "-hardcodedkey.providers="+text)
	}
	return flags, nil
}

// Details are the facts of one finding of a pass.
type Details = diagnostic.Details

// The values of Details.Evidence: what makes the text a key.
const (
	ByPrefix = diagnostic.ByPrefix
	ByEnv    = diagnostic.ByEnv
	ByHeader = diagnostic.ByHeader
	BySDK    = diagnostic.BySDK
)

// The values of Details.Place: the part of the package that holds the key.
const (
	InLiteral = diagnostic.InLiteral
	InComment = diagnostic.InComment
	InTag     = diagnostic.InTag
	InEmbed   = diagnostic.InEmbed
	InOther   = diagnostic.InOther
)

// Decode returns the facts that a pass put into a diagnostic's Category. It
// reports false for a Category of any other origin.
func Decode(category string) (Details, bool) { return diagnostic.Decode(category) }
