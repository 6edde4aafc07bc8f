// Package config reads .msginelint.yml, the settings of one repository.
//
// It is strict: whatever it does not understand is an error with its place, so
// that a slip of the pen never weakens a scan silently.
package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/msgine/msginelint/rules/finding"
	"github.com/msgine/msginelint/rules/provider"
)

// FileName is the config file's name, at the root of a repository.
const FileName = ".msginelint.yml"

// MaxSize is the most bytes a config file may have.
const MaxSize = 1 << 20

// Config is what a config file says. The zero Config is that of no file.
type Config struct {
	Path      string // of the file it was read from; empty without one
	FailOn    string // "error", "warning", "never"; empty: not said
	Exclude   []string
	Rules     map[string]Rule // by rule id
	Providers []provider.Provider
	Allow     []Allow
}

// Rule is what the config says about one rule.
type Rule struct {
	Severity finding.Severity // Off: as the catalogue says
	Off      bool

	// Of loggedkey alone; see the settings of the Go passes.
	Sinks     string   // "certain", "all"; empty: not said
	Loggers   []string // import/path.Name
	Redactors []string // import/path.Name
}

// Allow lets the findings of one key, or one finding, through.
type Allow struct {
	Key         string // a key's id; empty with a fingerprint
	Fingerprint string
	Reason      string
	Until       time.Time // last day it holds, at midnight UTC; zero: no end
	Line        int       // where it stands in the file
}

// Expired reports whether a holds no longer at now: the day after Until has begun, in UTC.
func (a Allow) Expired(now time.Time) bool {
	return !a.Until.IsZero() && !now.Before(a.Until.AddDate(0, 0, 1))
}

// Matches reports whether a is about f.
func (a Allow) Matches(f *finding.Finding) bool {
	if a.Key != "" {
		return a.Key == f.Key.ID()
	}
	return a.Fingerprint == f.Fingerprint()
}

// Error is one fault of a config file, at its place.
type Error struct {
	File         string
	Line, Column int // 1-based; 0 where the fault has no place
	Msg          string
}

// Error is "file:line:column: what is wrong".
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Msg)
}

// Find reads the config file at root. Without one it returns the zero Config.
func Find(root string) (Config, error) {
	c, err := Load(filepath.Join(root, FileName))
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, nil
	}
	return c, err
}

// Load reads the config file called name.
func Load(name string) (Config, error) {
	info, err := os.Stat(name)
	if err != nil {
		return Config{}, fmt.Errorf("read config: %w", err)
	}
	if !info.Mode().IsRegular() { // a FIFO would block for ever
		return Config{}, &Error{File: name, Msg: "is not a regular file"}
	}
	f, err := os.Open(name)
	if err != nil {
		return Config{}, fmt.Errorf("read config: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return Config{}, fmt.Errorf("read config: %w", err)
	}
	return Parse(name, data)
}

// Parse reads a config file's text; name is for its errors. It reports every
// fault, joined.
func Parse(name string, data []byte) (Config, error) {
	if len(data) > MaxSize {
		return Config{}, &Error{File: name, Msg: "larger than 1 MiB"}
	}
	d := decoder{file: name}
	c := Config{Path: name}
	if root := d.document(data); root != nil {
		d.config(root, &c)
	}
	if err := errors.Join(d.errs...); err != nil {
		return Config{}, err
	}
	return c, nil
}

// Excluded reports whether an exclude glob matches p or a directory that holds
// it. p is relative to the root, with "/".
func (c *Config) Excluded(p string) bool {
	if len(c.Exclude) == 0 || p == "" {
		return false
	}
	for ; p != "." && p != "/"; p = path.Dir(p) {
		for _, glob := range c.Exclude {
			if ok, _ := doublestar.Match(glob, p); ok { // globs were validated when read
				return true
			}
		}
	}
	return false
}
