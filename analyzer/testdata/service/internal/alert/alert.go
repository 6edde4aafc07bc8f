// Package alert tells the people on call.
package alert

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/getsentry/sentry-go"

	"example.test/notify/internal/config"
	"example.test/notify/internal/secrets"
)

// Alerter sends to Sentry and to the chat.
type Alerter struct {
	hub *sentry.Hub
	cfg *config.Config
}

// New returns an alerter.
func New(cfg *config.Config) *Alerter {
	return &Alerter{hub: sentry.CurrentHub().Clone(), cfg: cfg}
}

// Scope describes the instance to Sentry.
func (a *Alerter) Scope() {
	key := a.cfg.APIKey()
	a.hub.ConfigureScope(func(scope *sentry.Scope) {
		scope.SetTag("sender", a.cfg.SenderName())                               // SAFE: a sibling field
		scope.SetTag("key_id", secrets.Key(key).Fingerprint())                   // SAFE: a digest
		scope.SetTag("key", key)                                                 // LEAK: loggedkey: a tag of the error tracker
		scope.SetContext("msgine", sentry.Context{"base": a.cfg.MsGine.BaseURL}) // SAFE: a sibling field
		scope.SetContext("msgine", sentry.Context{"key": a.cfg.MsGine.APIKey})   // LEAK: loggedkey: a context of the error tracker
		scope.SetUser(sentry.User{ID: secrets.Mask(key)})                        // SAFE: masked
		scope.SetUser(sentry.User{ID: "instance", Username: key})                // LEAK: loggedkey: a user of the error tracker
	})
}

// Rejected says that the provider did not take the key.
func (a *Alerter) Rejected(status int) {
	a.hub.CaptureMessage(fmt.Sprintf("MSGINE_API_KEY was rejected with %d", status))                          // SAFE: the variable's name
	a.hub.CaptureMessage(fmt.Sprintf("%s was rejected with %d", a.cfg.APIKey(), status))                      // LEAK: loggedkey: a message to the error tracker
	a.hub.CaptureException(fmt.Errorf("key %s was rejected with %d", a.cfg.APIKey(), status))                 // LEAK: loggedkey: an error made for the error tracker
	a.hub.AddBreadcrumb(&sentry.Breadcrumb{Message: "rejected", Data: map[string]any{"status": status}}, nil) // SAFE: a number
	a.hub.AddBreadcrumb(&sentry.Breadcrumb{Message: "rejected " + a.cfg.APIKey()}, nil)                       // LEAK: loggedkey: a breadcrumb of the error tracker
}

// Failed passes err on.
func (a *Alerter) Failed(err error) {
	a.hub.CaptureException(err) // SAFE: reported where a key was put into the error
}

// Chat writes text to the team's channel. The hook is the partner's.
func (a *Alerter) Chat(text string) error {
	req, err := http.NewRequest(http.MethodPost, "https://chat.partner.example/hooks/T024BE7LD", strings.NewReader(text))
	if err != nil {
		return fmt.Errorf("alert: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+a.cfg.APIKey()) // LEAK: transportkey: as a bearer token, to a host that is not the provider's [chat]
	resp, err := http.DefaultClient.Do(req)                   // ALSO: [chat] the request goes out here
	if err != nil {
		return fmt.Errorf("alert: %w", err) // SAFE: the URL has no key in it
	}
	return resp.Body.Close()
}
