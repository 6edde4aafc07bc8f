// Package admin is the operators' interface, with gin.
package admin

import (
	"fmt"
	"html/template"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/pkg/errors"
	"github.com/sirupsen/logrus"

	"example.test/notify/internal/config"
	"example.test/notify/internal/secrets"
	"example.test/notify/internal/store"
)

var page = template.Must(template.New("page").Parse(`<h1>{{.Sender}}</h1><p>Key: {{.Key}}</p>`))

var shortPage = template.Must(template.New("short").Parse(`<h1>{{.Sender}}</h1>`))

// Panel answers the operators.
type Panel struct {
	cfg   *config.Config
	store *store.Store
	log   *logrus.Logger
}

// view is what the pages show.
type view struct {
	Sender string
	Key    string
}

// state is what the JSON endpoints show.
type state struct {
	Sender string       `json:"sender"`
	Key    secrets.Key  `json:"key"`
	Old    *credentials `json:"old,omitempty"`
}

type credentials struct {
	Value secrets.Token `json:"value"`
}

// New returns the panel's routes.
func New(cfg *config.Config, s *store.Store, log *logrus.Logger) *gin.Engine {
	p := &Panel{cfg: cfg, store: s, log: log}
	e := gin.New()
	e.Use(p.auth)
	e.GET("/", p.index)
	e.GET("/state", p.state)
	e.GET("/tenants/:id", p.tenant)
	e.POST("/rotate", p.rotate)
	return e
}

// auth lets in who has the service's own key.
func (p *Panel) auth(c *gin.Context) {
	key := c.GetHeader("x-api-key")
	switch {
	case key == "":
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "X-Api-Key is missing"}) // SAFE: the header's name
	case key != p.cfg.APIKey():
		p.log.WithField("path", c.FullPath()).Warn("wrong key")                              // SAFE: a path
		p.log.WithField("key", key).Warn("wrong key")                                        // LEAK: loggedkey: gin's header, logrus's WithField
		c.AbortWithStatusJSON(http.StatusForbidden, gin.H{"error": "wrong key", "key": key}) // LEAK: loggedkey: gin's JSON response
	default:
		p.log.WithContext(c.Request.Context()).Debug("let in") // SAFE: a context is not printed
		c.Set("key", key)
		c.Next()
	}
}

func (p *Panel) index(c *gin.Context) {
	v := view{Sender: p.cfg.SenderName(), Key: p.cfg.APIKey()}
	if err := shortPage.Execute(c.Writer, view{Sender: v.Sender}); err != nil { // SAFE: a struct without the key
		p.log.WithError(err).Error("short page")
	}
	if err := page.Execute(c.Writer, v); err != nil { // LEAK: loggedkey: a page that shows the key
		p.log.WithError(err).Error("page")
	}
}

func (p *Panel) state(c *gin.Context) {
	s := state{Sender: p.cfg.SenderName(), Key: secrets.Key(p.cfg.APIKey())}
	c.JSON(http.StatusOK, s) // SAFE: the type's MarshalText redacts in JSON
	if c.Query("old") != "" {
		c.JSON(http.StatusOK, credentials{Value: secrets.Token(p.cfg.APIKey())}) // LEAK: loggedkey: JSON does not call String
	}
	p.log.Infof("state: %v", s) // SAFE: String of an exported field
}

func (p *Panel) tenant(c *gin.Context) {
	id := c.Param("id")
	key, err := p.store.KeyOf(id)
	if err != nil {
		p.log.WithError(err).WithField("tenant", id).Warn("no tenant") // SAFE: the error carries no key
		c.String(http.StatusNotFound, "no tenant %s", id)              // SAFE: an identifier
		return
	}
	fields := logrus.Fields{"tenant": id}
	p.log.WithFields(fields).Info("tenant") // SAFE: before the key is put in
	fields["key"] = key
	p.log.WithFields(fields).Info("tenant") // LEAK: loggedkey: a map that the key was put into
	delete(fields, "key")
	c.String(http.StatusOK, "tenant %s uses %s", id, secrets.Mask(key)) // SAFE: masked
	if c.Query("full") == "1" {
		c.String(http.StatusOK, "tenant %s uses %s", id, key) // LEAK: loggedkey: gin's text response
	}
}

func (p *Panel) rotate(c *gin.Context) {
	value, _ := c.Get("key")
	if err := p.apply(os.Getenv("MSGINE_API_KEY")); err != nil {
		p.log.WithError(err).Error("rotate") // SAFE: reported where the key was put into the error
		_ = c.AbortWithError(http.StatusInternalServerError, err)
		return
	}
	switch old := value.(type) {
	case string:
		p.log.Infof("rotated, was %s", strings.ToUpper(old)) // LEAK: loggedkey: gin's context values, a type switch, another case of letters
	case nil:
		p.log.Info("rotated, was nothing: ", old) // SAFE: nil
	}
	c.Status(http.StatusNoContent)
}

func (p *Panel) apply(key string) error {
	if err := os.WriteFile("/run/notify/key", []byte(key), 0o600); err != nil {
		return errors.Wrapf(err, "write key %s", key) // LEAK: loggedkey: pkg/errors, in an error that rotate logs
	}
	if _, err := os.Stat("/run/notify/lock"); err == nil {
		return errors.New("the key file is locked") // SAFE: about the key, without it
	}
	if err := p.probe(key); err != nil {
		return errors.Wrap(err, "probe") // SAFE: the error was swallowed and made anew
	}
	return nil
}

// probe says only whether the key is well formed.
func (p *Panel) probe(key string) error {
	if err := wellFormed(key); err != nil {
		return errors.New("not well formed") // SAFE: about the key, without it
	}
	return nil
}

// wellFormed explains what is wrong with key. Callers must not pass it on.
func wellFormed(key string) error {
	if len(key) < 20 {
		return fmt.Errorf("%q is too short", key) // SAFE: the only caller drops the error
	}
	return nil
}
