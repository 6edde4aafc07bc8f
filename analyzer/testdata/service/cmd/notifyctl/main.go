// Command notifyctl is for the operators' own terminals.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"text/tabwriter"

	pkgerrors "github.com/pkg/errors"
	"github.com/spf13/cobra"

	"example.test/notify/internal/config"
	"example.test/notify/internal/health"
	"example.test/notify/internal/logx"
	"example.test/notify/internal/msgineclient"
	"example.test/notify/internal/retry"
	"example.test/notify/internal/secrets"
	"example.test/notify/internal/store"
)

// trialKey lets new colleagues send ten messages.
const trialKey = "msgine_live_" + "WGSexlMN4C7HbfHGjC8nml5Pj7wd" // LEAK: hardcodedkey: with the prefix, joined

// The account that the office's monitor uses, by hand:
// curl -H "X-Api-Key: msgine_live_CYROpMkQ9aid0FjnUpWKskuTz7Pc" https://api.msgine.net/api/v1/account // LEAK: hardcodedkey: in a comment

// target is where a command sends, and as whom.
type target struct {
	Name string
	Key  string
}

func main() {
	if err := root().Execute(); err != nil {
		fmt.Fprintln(os.Stderr, err) // SAFE: reported where the key was put into the error
		os.Exit(1)
	}
}

func root() *cobra.Command {
	cmd := &cobra.Command{Use: "notifyctl", SilenceErrors: true}
	cmd.PersistentFlags().String("msgine-api-key", "", "key for MsGine (default: $MSGINE_API_KEY)") // SAFE: the names
	cmd.AddCommand(sendCommand(), keysCommand(), checkCommand(), debugCommand(), importCommand())
	return cmd
}

// keyFlag returns the key that the command line or the environment gives.
func keyFlag(cmd *cobra.Command) (string, error) {
	key, err := cmd.Flags().GetString("msgine-api-key")
	if err != nil {
		return "", fmt.Errorf("flag msgine-api-key: %w", err) // SAFE: the flag's name
	}
	return retry.First(key, os.Getenv("MSGINE_API_KEY")), nil
}

// flipped is keyFlag for the callers that want the error first.
func flipped(cmd *cobra.Command) (error, string) {
	key, err := keyFlag(cmd)
	return err, key
}

func sendCommand() *cobra.Command {
	var office string
	cmd := &cobra.Command{Use: "send TO TEXT", Args: cobra.ExactArgs(2)}
	cmd.Flags().StringVar(&office, "office-msgine-api-key", "LxvhFnV8Ju0F4RTeMgnjSLeNp6P4hRhp7OrDYryu", "the office's key") // LEAK: hardcodedkey: a flag's default that goes to the provider [office]
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		err, key := flipped(cmd)
		if err != nil {
			cmd.PrintErrln("send:", err) // SAFE: the first of two results
			return err
		}
		if key == "" {
			key = office // ALSO: [office] where the default becomes the key
		}
		fmt.Fprintln(os.Stderr, "send with", key) // LEAK: loggedkey: the second of two results, a flag's value
		c, err := msgineclient.New(msgineclient.WithAPIKey(key))
		if err != nil {
			return err
		}
		id, err := c.SendSMS(cmd.Context(), msgineclient.SMS{To: args[0], Message: args[1]})
		if err != nil {
			return pkgerrors.WithMessagef(err, "send to %s", args[0]) // SAFE: reported where the key was put into the error
		}
		fmt.Println("sent", id, "to", args[0]) // SAFE: what the provider answered
		if id == "" {
			return pkgerrors.Errorf("no identifier for key %s", key) // LEAK: loggedkey: pkg/errors, an error that main prints
		}
		return nil
	}
	return cmd
}

// targets are where the check command looks.
func targets(cfg *config.Config) []target {
	return []target{
		{Name: "production", Key: cfg.APIKey()},
		{Name: "staging", Key: config.StagingKey},                          // LEAK: hardcodedkey: another package's constant, in a field that checkCommand sends [staging]
		{Name: "trial", Key: trialKey},                                     // SAFE: reported at its constant
		{Name: "monitor", Key: "IXCWb1hqvJHPXKSwLYoqNPSomEcixegLy0cu8mnx"}, // LEAK: hardcodedkey: a field that checkCommand sends [monitor]
	}
}

func checkCommand() *cobra.Command {
	return &cobra.Command{Use: "check", RunE: func(cmd *cobra.Command, _ []string) error {
		cfg, err := config.Load()
		if err != nil {
			return err
		}
		for i, t := range targets(cfg) {
			fmt.Printf("%d: %s\n", i, t.Name)                          // SAFE: the index and a sibling field
			fmt.Printf("%d: %s\n", i, secrets.Mask(t.Key))             // SAFE: masked
			fmt.Printf("%d: %v\n", i, t)                               // LEAK: loggedkey: an element of a slice of structs
			c, err := msgineclient.New(msgineclient.WithAPIKey(t.Key)) // ALSO: [staging] [monitor] where the field is sent
			if err != nil {
				return fmt.Errorf("check %s: %w", t.Name, err) // SAFE: a sibling field
			}
			if err := c.Account(cmd.Context()); err != nil {
				return fmt.Errorf("check %s with %s: %w", t.Name, t.Key, err) // LEAK: loggedkey: a field in an error that main prints
			}
		}
		health.SelfTest(cfg, logx.Default())
		return nil
	}}
}

func keysCommand() *cobra.Command {
	var full bool
	cmd := &cobra.Command{Use: "keys FILE", Args: cobra.ExactArgs(1)}
	cmd.Flags().BoolVar(&full, "full", false, "print the keys themselves")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := store.Open(args[0], slog.Default())
		if err != nil {
			return err
		}
		tw := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
		defer tw.Flush()
		fmt.Fprintln(tw, "TENANT\tKEY") // SAFE: words
		seen := map[string]string{}
		for id, key := range s.All() {
			seen[key] = id
			fmt.Fprintf(tw, "%s\t%s\n", id, secrets.Mask(key)) // SAFE: masked
			if full {
				fmt.Fprintf(tw, "%s\t%s\n", id, key) // LEAK: loggedkey: a tabwriter over standard output
			}
		}
		for key, id := range seen {
			fmt.Println("seen", id)  // SAFE: the map's value, where its key is the secret
			fmt.Println("seen", key) // LEAK: loggedkey: the map's key
		}
		return nil
	}
	return cmd
}

func debugCommand() *cobra.Command {
	return &cobra.Command{Use: "debug", RunE: func(cmd *cobra.Command, _ []string) error {
		cfg, err := config.Load()
		if err != nil {
			return err
		}
		out := bufio.NewWriter(os.Stdout)
		defer out.Flush()
		fmt.Fprintf(out, "sender %s\n", cfg.SenderName()) // SAFE: a getter of a clean field
		fmt.Fprintf(out, "key %s\n", cfg.APIKey())        // LEAK: loggedkey: a buffered writer over standard output
		dump(os.Stderr, "listen", cfg.Listen)             // SAFE: a sibling field
		dump(os.Stderr, "key", cfg.MsGine.APIKey)         // LEAK: loggedkey: a function that prints to the writer it is given
		dump(io.Discard, "key", cfg.MsGine.APIKey)        // SAFE: the same function, to nowhere
		// msginelint:allow loggedkey the installer shows the key once, at the customer's wish
		fmt.Println("your key is", cfg.APIKey()) // SAFE: allowed on the line above, with a reason
		type account struct {
			Sender string
			*target
		}
		a := account{Sender: cfg.SenderName(), target: &target{Name: "debug", Key: cfg.APIKey()}}
		fmt.Println(a.Sender, a.Name) // SAFE: sibling fields
		cmd.Println(a.Sender, a.Key)  // LEAK: loggedkey: a field of an embedded pointer, cobra's Println
		enc := json.NewEncoder(os.Stdout)
		if err := enc.Encode(cfg); err != nil { // SAFE: the key's field has json:"-"
			return err
		}
		return enc.Encode(a) // LEAK: loggedkey: JSON of an embedded pointer, to standard output
	}}
}

// dump prints one setting.
func dump(w io.Writer, name, value string) {
	fmt.Fprintf(w, "%-12s %s\n", name, value)
}

// imported is what some installations have in MSGINE_API_KEY: an object.
type imported struct {
	Key string `json:"key"`
}

func importCommand() *cobra.Command {
	return &cobra.Command{Use: "import", RunE: func(cmd *cobra.Command, _ []string) (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("import: %v", p) // SAFE: reported where it panics
			}
		}()
		text := os.Getenv("MSGINE_API_KEY")
		if text == "" {
			return errors.New("import: MSGINE_API_KEY is not set") // SAFE: the variable's name
		}
		var in imported
		if err := json.Unmarshal([]byte(text), &in); err != nil {
			return fmt.Errorf("import: MSGINE_API_KEY is no JSON (%d bytes)", len(text)) // SAFE: a length
		}
		fmt.Printf("imported %v\n", in) // LEAK: loggedkey: decoded from the key's bytes
		if strings.Count(in.Key, "_") < 2 {
			panic(errors.New("no key in " + text)) // LEAK: loggedkey: in a panic
		}
		c, err := msgineclient.New(msgineclient.WithAPIKey(pick(os.Getenv("REGION")))) // ALSO: [rw] where the result is sent
		if err != nil {
			return err
		}
		return c.Account(context.Background())
	}}
}

// pick returns the key of a region.
func pick(region string) string {
	switch region {
	case "ug":
		return os.Getenv("MSGINE_API_KEY")
	case "rw":
		return "n3dAaSF6P92xjqRgXFF8R9pDoD2mWfC7sdqX7bCK" // LEAK: hardcodedkey: a result that importCommand sends [rw]
	}
	return "your-api-key-here" // SAFE: a placeholder
}
