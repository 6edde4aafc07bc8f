// Package tags has fields that their tags make keys.
package tags

import "log"

type envConfig struct {
	Key  string `env:"MSGINE_API_KEY"`
	Port string `env:"PORT"`
}

// R: env tag.
func envTag(c envConfig) {
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: another field's env tag.
func envTagOther(c envConfig) {
	log.Print(c.Port)
}

// R: the struct with such a field printed whole.
func envWhole(c *envConfig) {
	log.Printf("%+v", c) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

type envOptions struct {
	Key string `env:"MSGINE_API_KEY,required" envDefault:""`
}

// R: env tag with options.
func envTagOptions(c envOptions) {
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type envconfigConfig struct {
	Key string `envconfig:"MSGINE_API_TOKEN"`
}

// R: envconfig tag.
func envconfigTag(c envconfigConfig) {
	log.Print(c.Key) // want "MSGINE_API_TOKEN.*log\\.Print\\b"
}

type mapConfig struct {
	Key string `mapstructure:"MSGINE_API_KEY"`
}

// R: mapstructure tag.
func mapTag(c mapConfig) {
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type jsonConfig struct {
	Key  string `json:"MSGINE_API_KEY"`
	Name string `json:"name"`
}

// R: json tag.
func jsonTag(c jsonConfig) {
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: another field's json tag.
func jsonTagOther(c jsonConfig) {
	log.Print(c.Name)
}

type yamlConfig struct {
	Key string `yaml:"MSGINE_API_KEY"`
}

// R: yaml tag.
func yamlTag(c yamlConfig) {
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type service struct{ config envConfig }

// R: a tagged field of a struct in a struct.
func (s *service) run() {
	log.Print(s.config.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
