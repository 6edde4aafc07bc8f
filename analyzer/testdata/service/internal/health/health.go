// Package health says whether the service is well.
package health

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"time"

	"example.test/notify/internal/config"
	"example.test/notify/internal/logx"
	"example.test/notify/internal/msgineclient"
	"example.test/notify/internal/secrets"
)

// Check is one thing that must be well.
type Check struct {
	Name string
	Run  func(context.Context) error
}

// Report is what the load balancer is told.
type Report struct {
	OK     bool              `json:"ok"`
	Failed map[string]string `json:"failed,omitempty"`
}

// probe holds what a check needs.
type probe struct {
	url    string
	key    string
	logger *log.Logger
}

// Checks returns the checks of the service.
func Checks(cfg *config.Config, c *msgineclient.Client) []Check {
	p := &probe{url: cfg.MsGine.BaseURL + "/account", key: c.APIKey(), logger: log.New(os.Stderr, "health ", 0)}
	return []Check{
		{Name: "account", Run: c.Account},
		{Name: "probe", Run: p.run},
		{Name: "key", Run: func(context.Context) error {
			if cfg.APIKey() == "" {
				return errors.New("MSGINE_API_KEY is not set") // SAFE: the variable's name
			}
			if !bytes.HasPrefix([]byte(cfg.APIKey()), []byte("msgine_live_")) {
				return fmt.Errorf("key %q is not live", cfg.APIKey()) // LEAK: loggedkey: an error that Handler writes to the response
			}
			return nil
		}},
	}
}

func (p *probe) run(ctx context.Context) error {
	logf := p.logger.Printf
	logf("probing %s", p.url)                                     // SAFE: a sibling field
	logf("probing with %s", p.key)                                // LEAK: loggedkey: a method value
	(*log.Logger).Println(p.logger, p.key)                        // LEAK: loggedkey: a method expression
	say := func(v any) { p.logger.Println("probe:", v) }          // ALSO: [say] the closure that logs what it is given
	say(p.url)                                                    // SAFE: a sibling field
	say(p.key)                                                    // LEAK: loggedkey: a closure that logs its parameter [say]
	attempt := func() { p.logger.Println("attempt", len(p.key)) } // SAFE: a length
	attempt()
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return ctx.Err()
}

// Handler runs checks and answers with what failed.
func Handler(checks []Check) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rep := Report{OK: true, Failed: map[string]string{}}
		for _, c := range checks {
			if err := c.Run(r.Context()); err != nil {
				rep.OK = false
				rep.Failed[c.Name] = err.Error()
			}
		}
		if err := json.NewEncoder(w).Encode(rep); err != nil { // SAFE: reported where the key was put into the error
			slog.Error("health", "err", err)
		}
	}
}

// Announce tells the status page that the service is up.
func Announce(cfg *config.Config) error {
	form := url.Values{"service": {"notify"}, "sender": {cfg.SenderName()}}
	if _, err := http.PostForm("https://status.notify.example/report", form); err != nil { // SAFE: nothing of the key in it
		return fmt.Errorf("health: announce: %w", err) // SAFE: the error carries no key
	}
	resp, err := http.PostForm("https://status.notify.example/report", url.Values{"credential": {cfg.APIKey()}}) // LEAK: transportkey: the key in a body, to a host that is not the provider's
	if err != nil {
		return fmt.Errorf("health: announce: %w", err) // SAFE: a body is not in the error
	}
	return resp.Body.Close()
}

// SelfTest is what the operators run when the provider says no.
func SelfTest(cfg *config.Config, l *logx.Logger) {
	key := cfg.APIKey()
	l.With("sender", cfg.SenderName()).Infof("self test")                               // SAFE: a sibling field
	l.With("key", key).Infof("self test")                                               // LEAK: loggedkey: With of a logger of another package
	l.Names("self test", map[string]string{"key": key})                                 // SAFE: the wrapper logs the map's keys
	l.Event(context.Background(), "self test", map[string]string{"key": key})           // LEAK: loggedkey: the wrapper copies the map's values into its fields
	l.Infof("self test: %s", hex.EncodeToString([]byte(key)))                           // LEAK: loggedkey: hexadecimal hides nothing
	l.Infof("self test: %x", key)                                                       // LEAK: loggedkey: %x hides nothing
	l.Infof("self test: %d bytes", len(base64.StdEncoding.EncodeToString([]byte(key)))) // SAFE: a length
	l.Infof("self test: %v", secrets.Key(key))                                          // SAFE: the type redacts
	l.Infof("self test with "+key+": %s", "done")                                       // LEAK: loggedkey: in the format
	raw := []byte(key)
	half := raw[:len(raw)]
	l.Infof("self test: %s", half) // LEAK: loggedkey: a slice of its bytes
	n := copy(make([]byte, 8), raw)
	l.Infof("self test: %d copied", n) // SAFE: copy's count
	dst := make([]byte, len(raw))
	copy(dst, raw)
	l.Infof("self test: %s", dst) // LEAK: loggedkey: a copy of its bytes
	clear(dst)
	box := any(key)
	if s, ok := box.(string); ok {
		l.Infof("self test: %t", ok) // SAFE: comma-ok
		l.Infof("self test: %s", s)  // LEAK: loggedkey: boxed and asserted
	}
	alias := &key
	pp := &alias
	l.Infof("self test: %p", alias) // SAFE: an address
	l.Infof("self test: %s", **pp)  // LEAK: loggedkey: behind two pointers
}
