// Package gclplugin makes the Go passes a linter of golangci-lint, by its module
// plugin system. The linter is called msginelint. Its settings:
//
//	linters:
//	  enable: [msginelint]
//	  settings:
//	    custom:
//	      msginelint:
//	        type: module
//	        settings:
//	          providers:
//	            - name: Acme
//	              prefixes: [acme_live_]
//	              env: [ACME_API_KEY]
//	          sinks: all
//	          loggers: [example.com/logx.Infof]
//	          redactors: [example.com/redact.Key]
//
// A setting that is not known is an error.
package gclplugin

import (
	"fmt"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/msgine/msginelint/analyzer"
	"github.com/msgine/msginelint/analyzer/internal/settings"
	"github.com/msgine/msginelint/rules/provider"
)

// Name is the linter's name in golangci-lint.
const Name = "msginelint"

// init registers the plugin: golangci-lint imports it for this effect alone,
// and offers no other way in.
func init() { register.Plugin(Name, New) }

// New makes a plugin of the decoded settings; nil is none.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[settings.Settings](conf)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	further, err := settings.Build(s.Providers)
	if err != nil {
		return nil, fmt.Errorf("%s: settings: %w", Name, err)
	}
	// golangci-lint makes an issue of every related position: the message holds
	// the whole flow anyway.
	passes, err := analyzer.Build(
		analyzer.Settings{Sinks: s.Sinks, Loggers: s.Loggers, Redactors: s.Redactors},
		append([]provider.Provider{provider.MsGine()}, further...)...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Name, err)
	}
	return &plugin{passes: passes}, nil
}

// plugin is one configured linter.
type plugin struct{ passes []*analysis.Analyzer }

// BuildAnalyzers returns the passes.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) { return p.passes, nil }

// GetLoadMode says that the passes need types.
func (p *plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
