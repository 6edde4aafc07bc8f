// Package envfile tells dotenv files apart by name: those that hold secrets
// from those that are templates to copy.
package envfile

import (
	"path"
	"strings"
)

// Class is what a file's name says about the secrets in it.
type Class int

// The classes.
const (
	// None is not a dotenv file.
	None Class = iota
	// Template is meant to be committed: .env.example and its like.
	Template
	// Variant is any other .env.*, such as .env.production: some projects
	// commit it on purpose, so only its content makes it a secret.
	Variant
	// Secret is .env, .env.local or .env.*.local: never to be committed.
	Secret
)

// templates are the last parts of a template's name.
var templates = [...]string{"example", "examples", "sample", "template", "tmpl", "tpl", "dist", "default", "defaults", "schema"}

// Of returns the class of the file at p, a path with "/".
func Of(p string) Class {
	rest, ok := strings.CutPrefix(path.Base(p), ".env")
	if !ok {
		return None
	}
	if rest == "" {
		return Secret
	}
	suffix, ok := strings.CutPrefix(rest, ".")
	if !ok || suffix == "" {
		return None
	}
	parts := strings.Split(strings.ToLower(suffix), ".")
	for _, part := range parts {
		for _, t := range templates {
			if part == t {
				return Template
			}
		}
	}
	if parts[len(parts)-1] == "local" {
		return Secret
	}
	return Variant
}
