// Package api is the service's own HTTP interface. Tenants that have a key of
// their own at MsGine send it in X-Api-Key, and we send in their name.
package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"example.test/notify/internal/config"
	"example.test/notify/internal/logx"
	"example.test/notify/internal/msgineclient"
	"example.test/notify/internal/queue"
	"example.test/notify/internal/secrets"
	"example.test/notify/internal/store"
)

// Server answers the tenants.
type Server struct {
	cfg   *config.Config
	store *store.Store
	queue *queue.Queue
	log   *slog.Logger
	audit auditLogger
	mux   *http.ServeMux
}

// auditLogger is whatever the house audits with at the moment.
type auditLogger interface {
	Info(msg string, fields ...any)
	Warn(msg string, fields ...any)
}

type keyContext struct{}

// New returns the server with its routes.
func New(cfg *config.Config, s *store.Store, q *queue.Queue, log *slog.Logger, audit auditLogger) *Server {
	srv := &Server{cfg: cfg, store: s, queue: q, log: log, audit: audit, mux: http.NewServeMux()}
	srv.mux.HandleFunc("POST /v1/messages", srv.withKey(srv.send))
	srv.mux.HandleFunc("GET /v1/whoami", srv.withKey(srv.whoami))
	srv.mux.HandleFunc("PUT /v1/key", srv.withKey(srv.replaceKey))
	srv.mux.HandleFunc("GET /v1/messages/{id}", srv.withKey(srv.message))
	srv.mux.HandleFunc("GET /v1/config", srv.showConfig)
	srv.mux.HandleFunc("GET /v1/connect", srv.connect)
	srv.mux.HandleFunc("POST /v1/callback", srv.callback)
	return srv
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	s.mux.ServeHTTP(w, r)
	s.log.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path, "took", time.Since(start)) // SAFE: nothing of the header
	s.log.Debug("request", "agent", r.Header.Get("User-Agent"), "accept", r.Header.Get("Accept"))                // SAFE: other headers
	s.log.Debug("request", "headers", len(r.Header))                                                             // SAFE: a number
	s.log.Debug("request", "headers", secrets.ScrubHeader(r.Header))                                             // SAFE: scrubbed
	s.log.Debug("request", "headers", r.Header)                                                                  // LEAK: loggedkey: the whole header, in a package that reads the key from it
}

// withKey finds the key the request is to be sent with.
func (s *Server) withKey(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key := r.Header.Get("X-Api-Key")
		if key == "" {
			s.log.Warn("request without X-Api-Key", "path", r.URL.Path)    // SAFE: the header's name
			http.Error(w, "X-Api-Key is missing", http.StatusUnauthorized) // SAFE: the header's name
			return
		}
		if !strings.HasPrefix(key, "msgine_live_") {
			s.log.Warn("not a key of MsGine's", "got", key)                       // LEAK: loggedkey: from the request's header
			http.Error(w, "not a key of MsGine's: "+key, http.StatusUnauthorized) // LEAK: loggedkey: in the response
			return
		}
		for name, values := range r.Header {
			s.log.Debug("header", "name", name)                   // SAFE: the header's names
			s.log.Debug("header", "name", name, "values", values) // LEAK: loggedkey: ranging over the header
		}
		ctx := context.WithValue(r.Context(), keyContext{}, key)
		s.log.DebugContext(ctx, "authenticated", "path", r.URL.Path) // SAFE: a context that holds the key is not printed
		next(w, r.WithContext(ctx))
	}
}

// keyOf returns the key that withKey found.
func keyOf(ctx context.Context) (string, bool) {
	key, ok := ctx.Value(keyContext{}).(string)
	return key, ok
}

func (s *Server) send(w http.ResponseWriter, r *http.Request) {
	key, ok := keyOf(r.Context())
	s.log.Debug("send", "authenticated", ok) // SAFE: the second result
	s.log.Debug("send", "key", key)          // LEAK: loggedkey: out of the context
	var job queue.Job
	if err := json.NewDecoder(r.Body).Decode(&job); err != nil {
		http.Error(w, "bad body: "+err.Error(), http.StatusBadRequest) // SAFE: an error about the body
		return
	}
	if err := s.queue.Put(r.Context(), job); err != nil {
		s.audit.Warn("dropped", "job", job.ID, "err", err)        // SAFE: reported where the key was put into the error
		http.Error(w, err.Error(), http.StatusServiceUnavailable) // SAFE: reported where the key was put into the error
		return
	}
	s.audit.Info("queued", "job", job.ID, "key", secrets.Key(key))                  // SAFE: the type redacts for fmt, slog and JSON
	s.audit.Info("queued", "job", job.ID, "key_id", secrets.Key(key).Fingerprint()) // SAFE: a digest
	s.audit.Info("queued", "job", job.ID, "key", key)                               // LEAK: loggedkey: an interface whose name ends in Logger
	w.WriteHeader(http.StatusAccepted)
}

func (s *Server) whoami(w http.ResponseWriter, r *http.Request) {
	key, _ := keyOf(r.Context())
	w.Header().Set("X-Key-Id", secrets.Key(key).Fingerprint()) // SAFE: a digest
	w.Header().Set("X-Api-Key", key)                           // LEAK: loggedkey: the header of a response
	switch accept := r.Header.Get("Accept"); accept {
	case "application/json":
		_ = json.NewEncoder(w).Encode(map[string]any{"key": key, "sender": s.cfg.SenderName()}) // LEAK: loggedkey: JSON in the response
	case "text/csv":
		fmt.Fprintf(w, "%s,%s\n", s.cfg.SenderName(), secrets.Mask(key)) // SAFE: masked
		fmt.Fprintf(w, "%s,%s\n", s.cfg.SenderName(), key)               // LEAK: loggedkey: Fprintf to the response
	default:
		_, _ = io.WriteString(w, "you are "+key+"\n")   // LEAK: loggedkey: io.WriteString to the response
		s.log.Debug("default format", "accept", accept) // SAFE: another header
	}
}

func (s *Server) replaceKey(w http.ResponseWriter, r *http.Request) {
	key, _ := keyOf(r.Context())
	tenant := r.URL.Query().Get("tenant")
	old, err := s.store.Replace(tenant, key)
	if err != nil {
		s.log.Error("replace", "tenant", tenant, "err", err) // SAFE: reported where the key was put into the error
		w.WriteHeader(http.StatusConflict)
		return
	}
	same := subtle.ConstantTimeCompare([]byte(old), []byte(key)) == 1
	s.log.Info("replaced", "tenant", tenant, "same", same)                                                     // SAFE: a comparison
	s.log.LogAttrs(r.Context(), slog.LevelInfo, "replaced", logx.Digest("old", old), logx.Present("new", key)) // SAFE: wrappers that make a digest and a boolean
	s.log.LogAttrs(r.Context(), slog.LevelInfo, "replaced", logx.Plain("old", old))                            // LEAK: loggedkey: a wrapper that makes an attribute of the value
	s.log.Info("replaced", slog.Group("key", slog.String("tenant", tenant), slog.String("value", key)))        // LEAK: loggedkey: in a group
	s.log.Info("replaced", "cred", secrets.NewCredential(tenant, key))                                         // LEAK: loggedkey: slog's JSON does not call String, and the field is exported
	_, _ = w.Write([]byte("old key: " + old))                                                                  // LEAK: loggedkey: Write to the response
}

func (s *Server) showConfig(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Query().Has("text") {
		fmt.Fprintln(w, s.cfg.Summary()) // LEAK: loggedkey: a getter that formats the key into its text
		return
	}
	if err := json.NewEncoder(w).Encode(s.cfg); err != nil { // SAFE: the field has json:"-"
		s.log.Error("show config", "err", err)
	}
}

// connect sends the browser to the provider's console.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) {
	base, key := s.cfg.Provider()
	if r.URL.Query().Has("console") {
		http.Redirect(w, r, base+"/console?sender="+s.cfg.SenderName(), http.StatusFound) // SAFE: sibling fields
		return
	}
	http.Redirect(w, r, base+"/login?token="+key, http.StatusFound) // LEAK: loggedkey: the second of two results, in a redirect's URL
}

// callback checks the signature under which the provider calls back.
func (s *Server) callback(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	if err != nil {
		http.Error(w, "body: "+err.Error(), http.StatusBadRequest)
		return
	}
	mac := hmac.New(sha256.New, []byte(s.cfg.APIKey()))
	mac.Write(body)
	want := hex.EncodeToString(mac.Sum(nil))
	if got := r.Header.Get("X-Signature"); got != want {
		s.log.Warn("signature", "got", got, "want", want) // SAFE: an HMAC
		s.log.Warn("signature", "secret", s.cfg.APIKey()) // LEAK: loggedkey: a getter of another package
		w.WriteHeader(http.StatusForbidden)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// forwardLimit bounds what forward copies.
const forwardLimit = 1 << 20

// forward sends r to the provider in the name of the tenant.
func (s *Server) forward(ctx context.Context, r *http.Request, path string) (*http.Response, error) {
	out, err := http.NewRequestWithContext(ctx, r.Method, msgineclient.DefaultBaseURL+path, io.LimitReader(r.Body, forwardLimit))
	if err != nil {
		return nil, fmt.Errorf("forward: %w", err)
	}
	out.Header.Set("X-Api-Key", r.Header.Get("X-Api-Key")) // SAFE: to the provider
	resp, err := http.DefaultClient.Do(out)
	if err != nil {
		return nil, fmt.Errorf("forward %s: %w", path, err) // SAFE: the URL has no key in it
	}
	return resp, nil
}

// message asks the provider about a message.
func (s *Server) message(w http.ResponseWriter, r *http.Request) {
	resp, err := s.forward(r.Context(), r, "/messages/"+r.PathValue("id"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway) // SAFE: the error carries no key
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body) // SAFE: what the provider answered
}

// Mirror sends what tenants send to our analytics partner, too.
func (s *Server) Mirror(r *http.Request) error {
	out, err := http.NewRequestWithContext(r.Context(), r.Method, "https://collect.insights.example/v2/events", http.NoBody)
	if err != nil {
		return fmt.Errorf("mirror: %w", err)
	}
	out.Header.Set("X-Api-Key", r.Header.Get("X-Api-Key")) // LEAK: transportkey: to a host that is not the provider's [mirror]
	resp, err := http.DefaultClient.Do(out)                // ALSO: [mirror] the request goes out here
	if err != nil {
		return fmt.Errorf("mirror: %w", err) // SAFE: the URL has no key in it
	}
	return resp.Body.Close()
}
