package config

import (
	"fmt"
	"log"
	"log/slog"
	"os"
	"sort"

	"github.com/joho/godotenv"
	"github.com/spf13/viper"
)

// file mirrors notify.yaml.
type file struct {
	Gateway struct {
		URL   string `mapstructure:"url"`
		Token string `mapstructure:"msgine_api_token"`
	} `mapstructure:"gateway"`
	Workers int `mapstructure:"workers"`
}

// FromFile reads the settings of notify.yaml and of the environment over them.
func FromFile(path string) (*Config, error) {
	v := viper.New()
	v.SetConfigFile(path)
	v.SetDefault("workers", 4)
	v.SetDefault("msgine_api_key", "FHutwADYOgYdwvl8yHAGp0rHlDosc4JMD7Wvf423") // LEAK: hardcodedkey: a default for the variable
	v.AutomaticEnv()
	if err := v.ReadInConfig(); err != nil {
		return nil, fmt.Errorf("config: read %s: %w", path, err) // SAFE: a file's name
	}
	slog.Debug("config file read", "settings", v.AllKeys())                         // SAFE: the settings' names
	slog.Debug("config file read", "has_key", v.IsSet("MSGINE_API_KEY"))            // SAFE: a boolean
	slog.Debug("config file read", "msgine_api_key", v.GetString("msgine_api_key")) // LEAK: loggedkey: viper's names have no case

	var f file
	if err := v.Unmarshal(&f); err != nil {
		return nil, fmt.Errorf("config: decode %s: %w", path, err)
	}
	fmt.Fprintf(os.Stderr, "%s: %+v\n", path, f)                                           // LEAK: loggedkey: a field tagged with the older name, printed with its struct
	fmt.Fprintf(os.Stderr, "%s: %d workers, gateway %s\n", path, f.Workers, f.Gateway.URL) // SAFE: sibling fields

	if err := v.BindEnv("gateway.credential", "MSGINE_API_KEY"); err != nil {
		return nil, fmt.Errorf("config: bind %s: %w", envKey, err) // SAFE: the variable's name
	}
	log.Print("gateway credential ", v.GetString("gateway.credential")) // LEAK: loggedkey: the variable under the name that BindEnv gave it
	log.Printf("all settings: %v", v.AllSettings())                     // OPEN: real, the bound variable is among them; the specification does not speak of AllSettings

	cfg := &Config{Listen: v.GetString("listen")}
	cfg.MsGine.APIKey = v.GetString("MSGINE_API_KEY")
	cfg.MsGine.BaseURL = f.Gateway.URL
	return cfg, nil
}

// fromDotenv reads the key from a dotenv file, without changing the environment.
func fromDotenv(path string) (string, error) {
	vars, err := godotenv.Read(path)
	if err != nil {
		return "", fmt.Errorf("config: read %s: %w", path, err)
	}
	names := make([]string, 0, len(vars))
	for name := range vars {
		names = append(names, name)
	}
	sort.Strings(names)
	log.Printf("%s sets %v", path, names) // SAFE: the map's keys are names
	key, ok := vars["MSGINE_API_KEY"]
	if !ok {
		return "", fmt.Errorf("config: %s does not set %s", path, envKey) // SAFE: the variable's name
	}
	log.Printf("%s: %s=%s", path, envKey, key) // LEAK: loggedkey: a dotenv file's value
	return key, nil
}

// Reload reads the dotenv file again and says whether the key changed.
func Reload(c *Config, path string) (changed bool, err error) {
	old := c.MsGine.APIKey
	key, err := fromDotenv(path)
	if err != nil {
		return false, err
	}
	changed = key != old
	c.MsGine.APIKey = key
	log.Printf("reload: key changed: %t", changed) // SAFE: a comparison
	if changed {
		log.Println("reload: replaced", old) // LEAK: loggedkey: the old key, read from the field before it was replaced
	}
	return changed, nil
}

// Environment is what the debug page lists.
func Environment() []string {
	log.Printf("environment: %d variables", len(os.Environ())) // SAFE: a number
	log.Println("environment:", os.Environ())                  // OPEN: real, the variable is among them; the specification does not speak of Environ
	return nil
}
