// Package operator replaces the key in the cluster when its time has come.
package operator

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"time"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"

	"example.test/notify/internal/config"
	"example.test/notify/internal/msgineclient"
	"example.test/notify/internal/secrets"
)

// bootstrap is the key of the first installation, before there is a secret.
const bootstrap = "ngYXlSgSPPef5GRXe7aTBokjIO1POSu3rIYDyhD6" // LEAK: hardcodedkey: a constant that client hands to the header, through an option [bootstrap]

// Secret mirrors the cluster's object.
type Secret struct {
	Name string
	Data map[string][]byte
}

// rotation is one replacement.
type rotation struct {
	secret Secret
	old    string
	next   string
	age    time.Duration
}

// String says what is replaced, not with what.
func (r rotation) String() string { return fmt.Sprintf("%s after %s", r.secret.Name, r.age) }

// Reconciler replaces keys.
type Reconciler struct {
	log    logr.Logger
	secret Secret
	period time.Duration
}

// New returns a reconciler that starts with the key of the environment.
func New(log logr.Logger) (*Reconciler, error) {
	key, found := os.LookupEnv("MSGINE_API_TOKEN")
	log.Info("starting", "found", found, "variable", "MSGINE_API_TOKEN") // SAFE: the second result, and the variable's name
	if !found {
		klog.Warningf("no %s, starting with the bootstrap key", "MSGINE_API_TOKEN") // SAFE: the variable's name
	}
	klog.V(4).Infof("starting with %d characters", len(key)) // SAFE: a length
	klog.V(4).Infof("starting with %s", key)                 // LEAK: loggedkey: klog's Verbose, the older variable
	r := &Reconciler{log: log.WithName("rotation"), period: 90 * 24 * time.Hour}
	r.secret = Secret{Name: "notify-msgine", Data: map[string][]byte{"key": []byte(key), "sender": []byte("NOTIFY")}}
	log.V(1).Info("starting", "secret", r.secret.Name)       // SAFE: a sibling field
	log.V(1).Info("starting", "entries", len(r.secret.Data)) // SAFE: a number
	log.V(1).Info("starting", "secret", r.secret)            // LEAK: loggedkey: a struct whose map holds the key
	return r, nil
}

// client returns a client for the current key.
func (r *Reconciler) client() (*msgineclient.Client, error) {
	key := string(r.secret.Data["key"])
	if key == "" {
		key = bootstrap // ALSO: [bootstrap] where the constant becomes the key
	}
	return msgineclient.New(msgineclient.WithAPIKey(key))
}

// Reconcile replaces the key if it is old enough.
func (r *Reconciler) Reconcile(ctx context.Context, age time.Duration) error {
	if age < r.period {
		r.log.V(2).Info("young enough", "age", age) // SAFE: a duration
		return nil
	}
	c, err := r.client()
	if err != nil {
		r.log.Error(err, "no client") // SAFE: the error carries no key
		return err
	}
	old := c.APIKey()
	next, err := r.next(ctx)
	if err != nil {
		klog.ErrorS(err, "No next key", "secret", klog.KRef("notify", r.secret.Name)) // SAFE: a name
		klog.ErrorS(err, "No next key", "current", old)                               // LEAK: loggedkey: klog's structured form
		return fmt.Errorf("rotate %s: %w", r.secret.Name, err)                        // SAFE: a name
	}
	rot := rotation{secret: r.secret, old: old, next: next, age: age}
	klog.InfoS("Rotating", "rotation", rot)                     // SAFE: klog calls the struct's own String
	klog.Infof("rotating %v", rot)                              // SAFE: the struct's own String
	klog.Infof("rotating %s to %s", rot.old, rot.next)          // LEAK: loggedkey: the struct's fields
	r.log.WithValues("old", secrets.Mask(old)).Info("rotating") // SAFE: masked
	r.log.WithValues("old", old).Info("rotating")               // LEAK: loggedkey: logr's WithValues
	r.secret.Data["key"] = []byte(next)
	encoded := base64.StdEncoding.EncodeToString(r.secret.Data["key"])
	klog.InfoDepth(1, "wrote ", len(encoded), " bytes") // SAFE: a length
	klog.InfoDepth(1, "wrote ", encoded)                // LEAK: loggedkey: base64, with a depth
	return nil
}

// next reads the key that the mounted secret holds now.
func (r *Reconciler) next(ctx context.Context) (string, error) {
	key, err := secrets.ReadMounted("/run/secrets/msgine")
	if err != nil {
		return "", err
	}
	if ctx.Err() != nil {
		panic(fmt.Sprintf("stopped in the middle, next key is %s", key)) // LEAK: loggedkey: in a panic
	}
	return key, nil
}

// Verify compares what is mounted with what the service was given.
func (r *Reconciler) Verify(cfg *config.Config) {
	mounted, err := r.next(context.Background())
	if err != nil {
		klog.Exitf("verify: %v", err) // SAFE: the error carries no key
	}
	if mounted != cfg.APIKey() {
		klog.Warning("the mounted key is not the configured one") // SAFE: about the key, without it
		klog.Exitln("mounted", mounted)                           // LEAK: loggedkey: klog's Exit
	}
}
