package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/msgine/msginelint/cmd/internal/config"
	"github.com/msgine/msginelint/rules/match"
	"github.com/msgine/msginelint/rules/provider"
)

// settings are what the config file and the flags say together.
type settings struct {
	config    config.Config
	providers []provider.Provider // built in and configured
	matcher   *match.Matcher
}

// settingsOf reads the config of t and compiles the matcher.
func (a *app) settingsOf(t target) (settings, error) {
	c, err := a.readConfig(t)
	if err != nil {
		return settings{}, &usageError{err: err}
	}
	if c.Path != "" {
		a.detail("config: %s", c.Path)
	} else {
		a.detail("config: none")
	}
	s := settings{config: c, providers: append([]provider.Provider{provider.MsGine()}, c.Providers...)}
	if s.matcher, err = match.New(s.providers...); err != nil {
		return settings{}, &usageError{err: fmt.Errorf("%s: %w", c.Path, err)}
	}
	a.redact = redactor{s.matcher}
	now := time.Now()
	for _, allow := range c.Allow {
		if allow.Expired(now) {
			a.say(fmt.Sprintf("warning: %s:%d: this allow entry expired after %s and holds no longer", c.Path, allow.Line, allow.Until.Format(time.DateOnly)))
		}
	}
	return s, nil
}

// readConfig reads the file that --config names, or that of the root.
func (a *app) readConfig(t target) (config.Config, error) {
	if a.options.config != "" {
		return config.Load(a.options.config)
	}
	return config.Find(shortPath(t.root))
}

// shortPath is path relative to the current directory where it lies below it.
func shortPath(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if here, err = filepath.EvalSymlinks(here); err != nil {
		return path
	}
	rel, err := filepath.Rel(here, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return path
	}
	return rel
}
