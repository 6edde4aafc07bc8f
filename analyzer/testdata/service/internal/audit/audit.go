// Package audit writes down who did what.
package audit

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/sirupsen/logrus"

	"example.test/notify/internal/config"
	"example.test/notify/internal/secrets"
	"example.test/notify/internal/store"
)

// Trail is the audit trail.
type Trail struct {
	hc      hclog.Logger
	lr      *logrus.Entry
	file    *bufio.Writer
	verbose bool
}

// Open starts a trail in the house's log file.
func Open(cfg *config.Config, verbose bool) (*Trail, error) {
	f, err := os.OpenFile("/var/log/notify/audit.log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("audit: %w", err)
	}
	jsonLog := logrus.New()
	jsonLog.SetFormatter(&logrus.JSONFormatter{})
	t := &Trail{
		hc:      hclog.New(&hclog.LoggerOptions{Name: "audit", Output: f}),
		lr:      logrus.NewEntry(jsonLog),
		file:    bufio.NewWriter(f),
		verbose: verbose,
	}
	t.hc.Info("trail opened", "sender", cfg.SenderName())    // SAFE: a getter of a clean field
	t.hc.Info("trail opened", "key", cfg.APIKey())           // LEAK: loggedkey: hclog
	t.hc = t.hc.With("key", secrets.Mask(cfg.MsGine.APIKey)) // SAFE: masked
	t.lr = t.lr.WithField("instance", cfg.APIKey()[:14])     // SAFE: a prefix of fourteen characters
	fmt.Fprintf(t.file, "start %s\n", time.Now().UTC())      // SAFE: the time
	fmt.Fprintf(t.file, "start with %s\n", cfg.APIKey())     // LEAK: loggedkey: a buffered writer over a log file
	return t, t.file.Flush()
}

// Info implements the audit logger of the API.
func (t *Trail) Info(msg string, fields ...any) { t.hc.Info(msg, fields...) }

// Warn implements the audit logger of the API.
func (t *Trail) Warn(msg string, fields ...any) { t.hc.Warn(msg, fields...) }

// Key writes down which key was used for what.
func (t *Trail) Key(cfg *config.Config, what string) {
	key := cfg.APIKey()
	value := key
	if !t.verbose {
		value = secrets.Mask(key)
	}
	t.lr.WithField("what", what).Info("used ", value) // LEAK: loggedkey: masked on one branch only

	value = key
	if t.verbose {
		value = secrets.Mask(key)
	} else {
		value = secrets.Key(key).Fingerprint()
	}
	t.lr.WithField("what", what).Info("used ", value) // SAFE: masked on both branches

	secrets.Mask(key)
	t.lr.Warnf("%s: used %s", what, key) // LEAK: loggedkey: the masked result was dropped
	key = secrets.Mask(key)
	t.lr.Warnf("%s: used %s", what, key) // SAFE: masked and reassigned
}

// Masking logs the key in the ways the reviewers wanted to compare.
func (t *Trail) Masking(cfg *config.Config) {
	key := cfg.APIKey()
	t.hc.Debug("masking", "mask", secrets.Mask(key))                                // SAFE: masked
	t.hc.Debug("masking", "production", secrets.MaskInProduction("production", "")) // SAFE: nothing to mask
	t.hc.Debug("masking", "here", secrets.MaskInProduction(cfg.Env, key))           // LEAK: loggedkey: returns its argument unchanged outside production
	t.hc.Debug("masking", "base64", secrets.Obfuscate(key))                         // LEAK: loggedkey: base64 hides nothing, whatever the function is called
	t.hc.Debug("masking", "tail", key[len(key)-4:])                                 // SAFE: a suffix of four characters
	t.hc.Debug("masking", "tail", key[12:])                                         // LEAK: loggedkey: all of it but the public prefix
	t.hc.Debug("masking", "half", key[:len(key)/2])                                 // LEAK: loggedkey: half of it
	t.hc.Debug("masking", "quoted", fmt.Sprintf("%q", key))                         // LEAK: loggedkey: quoted
	t.hc.Debug("masking", "type", fmt.Sprintf("%T", key))                           // SAFE: the type
	t.hc.Debug("masking", "hash", secrets.Key(key).Fingerprint())                   // SAFE: a digest
	line := fmt.Sprintf("%s sends as %s", key, cfg.SenderName())
	t.hc.Debug("masking", "line", secrets.Redact(line, key)) // SAFE: taken out again
	t.hc.Debug("masking", "line", line)                      // LEAK: loggedkey: Sprintf, then logged
}

// Order logs before and after the key is known.
func (t *Trail) Order(cfg *config.Config, s *store.Store, tenants []string) {
	var key string
	t.hc.Info("order", "key", key) // SAFE: before the key is read
	key = cfg.APIKey()
	if key == "" {
		t.hc.Warn("order", "key", key) // SAFE: empty here
		return
	}
	last := ""
	for _, tenant := range tenants {
		t.hc.Info("order", "tenant", tenant, "previous", last) // LEAK: loggedkey: carried round the loop
		last, _ = s.KeyOf(tenant)
	}
	key = ""
	t.hc.Info("order", "key", key)              // SAFE: overwritten
	t.hc.Info("order", "tenants", len(tenants)) // SAFE: a number
}

// Report prints the trail of a day.
func (t *Trail) Report(w io.Writer, cfg *config.Config) error {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "sender %s\n", cfg.SenderName())
	log.Print(buf.String()) // SAFE: nothing but the sender is in it yet
	fmt.Fprintf(&buf, "key %s\n", cfg.APIKey())
	if _, err := io.Copy(w, strings.NewReader(cfg.SenderName())); err != nil {
		return fmt.Errorf("audit: report: %w", err) // SAFE: the error carries no key
	}
	if _, err := os.Stderr.Write(buf.Bytes()); err != nil { // LEAK: loggedkey: a buffer that holds the key, to standard error
		return fmt.Errorf("audit: report: %w", err) // SAFE: the error carries no key
	}
	var b strings.Builder
	b.WriteString("key: ")
	b.WriteString(cfg.APIKey())
	t.lr.Infoln("report", b.Len())    // SAFE: a length
	t.lr.Infoln("report", b.String()) // LEAK: loggedkey: a strings.Builder
	b.Reset()
	b.WriteString(cfg.SenderName())
	t.lr.Infoln("report", b.String()) // SAFE: the builder was reset
	return nil
}

// Mounted logs about the key that the orchestrator mounts.
func (t *Trail) Mounted(path string) {
	key, err := secrets.ReadMounted(path)
	if err != nil {
		t.lr.WithError(err).Error("mounted key") // SAFE: the mark covers the result, not the error
		return
	}
	t.lr.WithField("path", path).Info("mounted key") // SAFE: a file's name
	t.lr.WithField("key", key).Info("mounted key")   // LEAK: loggedkey: the result of a function marked as a key
	typed, err := secrets.FromEnv("MSGINE_API_KEY")
	if err != nil {
		t.lr.WithError(err).Error("key") // SAFE: the variable's name
		return
	}
	t.lr.WithField("key", typed).Info("key")          // SAFE: MarshalText redacts under the JSON formatter
	t.lr.WithField("key", typed.Reveal()).Info("key") // LEAK: loggedkey: the redaction was taken off
	t.lr.Infof("key %v %s %q", typed, typed, typed)   // SAFE: String covers these verbs
	t.lr.Infof("key %#v", typed)                      // SAFE: GoString covers %#v
	old := secrets.Token(typed.Reveal())
	t.lr.Infof("key %v", old)              // SAFE: String covers %v
	t.lr.Infof("key %#v", old)             // LEAK: loggedkey: there is no GoString
	t.lr.WithField("key", old).Info("key") // LEAK: loggedkey: JSON does not call String
	t.lr.Infof("key %s", string(old))      // LEAK: loggedkey: the conversion takes the method off
	cred := secrets.NewCredential("house", string(typed))
	t.lr.Infof("credential %v", cred)           // SAFE: the pointer has the String method
	t.lr.Infof("credential %v", *cred)          // LEAK: loggedkey: the value does not
	t.lr.Infof("credential of %v", cred.Tenant) // SAFE: a sibling field
}
