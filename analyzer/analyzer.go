// Package analyzer lists the Go passes and reads what they say.
package analyzer

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer/hardcodedkey"
	"github.com/msgine/msginelint/analyzer/internal/diagnostic"
	"github.com/msgine/msginelint/analyzer/internal/keyflow"
	"github.com/msgine/msginelint/analyzer/internal/settings"
	"github.com/msgine/msginelint/analyzer/loggedkey"
	"github.com/msgine/msginelint/analyzer/transportkey"
	"github.com/msgine/msginelint/rules/provider"
)

// All returns the passes that look for the keys of providers, in the order of
// the catalogue. The passes share one analysis of the flow of keys, whose
// settings are flags of loggedkey.
//
// The other rules are no passes, and why:
//   - committedkey and rotation need git's history, which a pass does not see;
//   - clientkey is about code that runs in a browser or an app, which is rarely Go;
//   - envignore and cikey are about files that no Go package holds.
func All(providers ...provider.Provider) []*analysis.Analyzer {
	passes, _ := Build(Settings{Related: true}, providers...) // without names, nothing can be wrong
	return passes
}

// Settings are what a user may say about the flow of keys.
type Settings struct {
	Sinks     string   // "certain", the default, or "all": test logs, metrics and traces, too
	Loggers   []string // further functions and types that log, as import/path.Name
	Redactors []string // further functions that make a key safe
	Related   bool     // tell where a key comes from as a related position, which golangci-lint reports apart
}

// Build returns the passes of [All] with settings.
func Build(s Settings, providers ...provider.Provider) ([]*analysis.Analyzer, error) {
	flow := keyflow.New(providers...)
	passes := []*analysis.Analyzer{
		hardcodedkey.Following(flow, providers...),
		loggedkey.New(flow),
		transportkey.New(flow),
	}
	err := errors.Join(
		flow.SetSinks(s.Sinks),
		flow.AddLoggers(strings.Join(s.Loggers, ",")),
		flow.AddRedactors(strings.Join(s.Redactors, ",")),
	)
	for _, a := range passes[1:] {
		err = errors.Join(err, a.Flags.Set("related", strconv.FormatBool(s.Related)))
	}
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	return passes, nil
}

// VetFlags returns the flags that give further providers to the passes of a vet
// tool built from [All], and leave to the caller the files that go vet's cache
// does not watch: those that build constraints exclude.
func VetFlags(further ...provider.Provider) ([]string, error) {
	return FlowFlags(Settings{}, further...)
}

// FlowFlags returns the flags of [VetFlags] and those that say what s says.
func FlowFlags(s Settings, further ...provider.Provider) ([]string, error) {
	flags := []string{"-hardcodedkey.ignored=false"}
	if len(further) > 0 {
		text, err := settings.Encode(further)
		if err != nil {
			return nil, fmt.Errorf("vet flags: %w", err)
		}
		flags = append(flags, "-hardcodedkey.providers="+text, "-loggedkey.providers="+text)
	}
	if s.Sinks != "" {
		flags = append(flags, "-loggedkey.sinks="+s.Sinks)
	}
	if len(s.Loggers) > 0 {
		flags = append(flags, "-loggedkey.loggers="+strings.Join(s.Loggers, ","))
	}
	if len(s.Redactors) > 0 {
		flags = append(flags, "-loggedkey.redactors="+strings.Join(s.Redactors, ","))
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
	ByFlow   = diagnostic.ByFlow // where it comes from: its text is not known, and Details.Key is zero
)

// The values of Details.Place: the part of the package that holds the key.
const (
	InLiteral = diagnostic.InLiteral
	InComment = diagnostic.InComment
	InTag     = diagnostic.InTag
	InEmbed   = diagnostic.InEmbed
	InFlow    = diagnostic.InFlow // a call that lets a key out
	InOther   = diagnostic.InOther
)

// Decode returns the facts that a pass put into a diagnostic's Category. It
// reports false for a Category of any other origin.
func Decode(category string) (Details, bool) { return diagnostic.Decode(category) }
