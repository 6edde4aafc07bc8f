// Package config reads the service's settings.
package config

import (
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"
)

const (
	envKey      = "MSGINE_API_KEY"
	keyPrefix   = "msgine_live_"
	DefaultBase = "https://api.msgine.net/api/v1"
)

// StagingKey is the key of the staging account.
const StagingKey = "rnIlXhRUFhKMdMX4p9L570dIIsBxPrmDt6ugvfIP" // ALSO: [staging] the constant that another package sends

// Config is everything the service is told from outside.
type Config struct {
	Env    string `env:"APP_ENV" envDefault:"development" json:"env"`
	Listen string `env:"LISTEN_ADDR" envDefault:":8080" json:"listen"`
	MsGine MsGine `json:"msgine"`
	SMTP   SMTP   `json:"smtp"`
}

// MsGine is how to reach the provider.
type MsGine struct {
	BaseURL string        `env:"MSGINE_BASE_URL" envDefault:"https://api.msgine.net/api/v1" json:"baseUrl"`
	APIKey  string        `env:"MSGINE_API_KEY,required" json:"-"`
	Sender  string        `env:"MSGINE_SENDER" envDefault:"NOTIFY" json:"sender"`
	Timeout time.Duration `env:"MSGINE_TIMEOUT" envDefault:"10s" json:"timeout"`
}

// SMTP is the fallback for e-mail.
type SMTP struct {
	Host string `env:"SMTP_HOST" json:"host"`
	Port int    `env:"SMTP_PORT" envDefault:"587" json:"port"`
}

// Load reads the environment, after the dotenv file if NOTIFY_DOTENV names one.
func Load() (*Config, error) {
	if path := os.Getenv("NOTIFY_DOTENV"); path != "" {
		if err := godotenv.Load(path); err != nil {
			return nil, fmt.Errorf("config: load %s: %w", path, err) // SAFE: a file's name
		}
	}
	var cfg Config
	if err := env.Parse(&cfg); err != nil {
		return nil, fmt.Errorf("config: parse environment: %w", err)
	}
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	log.Printf("config: %+v", cfg) // LEAK: loggedkey: the whole struct, MsGine.APIKey with it
	safe := cfg
	safe.MsGine.APIKey = "[removed]"
	log.Printf("config: %+v", safe)                                    // SAFE: a copy whose key was overwritten
	log.Printf("config: %+v", cfg.SMTP)                                // SAFE: a sibling struct
	slog.Info("config", "msgine", cfg.MsGine.Redacted())               // SAFE: Redacted overwrites the field in its copy
	slog.Info("config", "base", cfg.MsGine.BaseURL, "env", cfg.Env)    // SAFE: sibling fields
	slog.Info("config", slog.Bool("has_key", cfg.MsGine.APIKey != "")) // SAFE: a comparison
	return &cfg, nil
}

// Redacted returns a copy that may be printed.
func (m MsGine) Redacted() MsGine {
	m.APIKey = "[removed]"
	return m
}

// APIKey returns the key for the provider.
func (c *Config) APIKey() string { return c.MsGine.APIKey }

// SenderName returns the name that recipients see.
func (c *Config) SenderName() string { return c.MsGine.Sender }

// Provider returns where the provider is and the key for it.
func (c *Config) Provider() (baseURL, key string) {
	return c.MsGine.BaseURL, c.MsGine.APIKey
}

// Summary is what the start-up banner says.
func (c *Config) Summary() string {
	return fmt.Sprintf("env=%s listen=%s key=%s", c.Env, c.Listen, c.MsGine.APIKey)
}

func (c *Config) validate() error {
	key := c.MsGine.APIKey
	if key == "" {
		return errors.New("config: MSGINE_API_KEY is not set") // SAFE: the variable's name
	}
	if !strings.HasPrefix(key, keyPrefix) {
		return fmt.Errorf("config: %s has the wrong form: %q", envKey, key) // LEAK: loggedkey: the key in an error that Load returns
	}
	if len(key) < 28 {
		return fmt.Errorf("config: %s has only %d characters", envKey, len(key)) // SAFE: its length
	}
	if c.Env == "production" && c.MsGine.BaseURL != DefaultBase {
		return fmt.Errorf("config: production sends to %s, not to %s", DefaultBase, c.MsGine.BaseURL) // SAFE: a sibling field
	}
	if strings.ContainsAny(key, " \t") {
		return fmt.Errorf("config: white space in the key that starts with %s", key[:12]) // SAFE: the public prefix
	}
	return nil
}

// envOr returns the environment variable name, or fallback where it is unset.
func envOr(name, fallback string) string {
	if v, ok := os.LookupEnv(name); ok && v != "" {
		return v
	}
	return fallback
}

// Minimal is for the tools that need a key and nothing else.
func Minimal() (key, listen string) {
	key = envOr("MSGINE_API_KEY", "")
	listen = envOr("LISTEN_ADDR", ":8080")
	log.Printf("minimal configuration: listen on %s", listen)          // SAFE: the same helper, another variable
	log.Printf("minimal configuration: key %s", key)                   // LEAK: loggedkey: through a helper that reads the environment
	log.Printf("minimal configuration: the key comes from %s", envKey) // SAFE: the variable's name
	return key, listen
}

// Sandbox returns the key for the provider's sandbox. Everybody shares it.
func Sandbox() string {
	return envOr("MSGINE_API_KEY", "zBxB2r3oBuhTocc2P4o0EttqFLeCFvzUI2Xf4gRX") // LEAK: hardcodedkey: the fallback of an environment helper
}
