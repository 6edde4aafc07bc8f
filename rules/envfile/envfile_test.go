package envfile_test

import (
	"testing"

	"github.com/msgine/msginelint/rules/envfile"
)

func TestOf(t *testing.T) {
	for name, want := range map[string]envfile.Class{
		".env":                   envfile.Secret,
		"a/b/.env":               envfile.Secret,
		".env.local":             envfile.Secret,
		".env.production.local":  envfile.Secret,
		".env.a.b.local":         envfile.Secret,
		".env.production":        envfile.Variant,
		".env.test":              envfile.Variant,
		".env.example":           envfile.Template,
		".env.local.example":     envfile.Template,
		".env.example.local":     envfile.Template,
		".env.SAMPLE":            envfile.Template,
		".env.template":          envfile.Template,
		".env.dist":              envfile.Template,
		".env.defaults":          envfile.Template,
		".envrc":                 envfile.None,
		".env.":                  envfile.None,
		".environment":           envfile.None,
		"prod.env":               envfile.None,
		"env":                    envfile.None,
		".env/file":              envfile.None,
		"deploy/.env.staging.eu": envfile.Variant,
	} {
		if got := envfile.Of(name); got != want {
			t.Errorf("Of(%q) = %d, want %d", name, got, want)
		}
	}
}
