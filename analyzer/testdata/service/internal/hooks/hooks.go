// Package hooks answers the provider's delivery reports, with echo.
package hooks

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog/log"

	"example.test/notify/internal/secrets"
	"example.test/notify/internal/store"
)

// sharedKeys are the keys of the provider's regional test accounts.
var sharedKeys = map[string]string{
	"ug": "dG43vqqEQ2mkPYX4yFQn3U2d0y2THTzbbeHHvkhW", // LEAK: hardcodedkey: a map's value that confirm sends to the provider [shared]
	"ke": "YOUR_API_KEY",                             // SAFE: a placeholder
}

// Report is what the provider says about a message.
type Report struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Region string `json:"region"`
}

// Hooks answers reports.
type Hooks struct {
	store *store.Store
	http  *http.Client
}

// Register adds the hooks' routes to e.
func Register(e *echo.Echo, s *store.Store) {
	h := &Hooks{store: s, http: http.DefaultClient}
	e.POST("/hooks/delivery/:tenant", h.delivery)
	e.GET("/hooks/check", h.check)
}

func (h *Hooks) delivery(c echo.Context) error {
	tenant := c.Param("tenant")
	want, err := h.store.KeyOf(tenant)
	if errors.Is(err, store.ErrNotFound) {
		return echo.NewHTTPError(http.StatusNotFound, "no tenant "+tenant) // SAFE: an identifier
	}
	got := c.Request().Header.Get("X-Api-Key")
	if got != want {
		log.Warn().Str("tenant", tenant).Bool("empty", got == "").Msg("wrong key") // SAFE: a comparison
		log.Warn().Str("tenant", tenant).Type("key", got).Msg("wrong key")         // SAFE: the type
		return echo.NewHTTPError(http.StatusForbidden, "expected "+want)           // LEAK: loggedkey: echo's error, which is the response
	}
	var r Report
	if err := c.Bind(&r); err != nil {
		return c.String(http.StatusBadRequest, "bad report: "+err.Error()) // SAFE: an error about the body
	}
	if err := h.confirm(r); err != nil {
		log.Error().Err(err).Str("report", r.ID).Msg("confirm") // SAFE: the error carries no key
		return c.NoContent(http.StatusBadGateway)
	}
	log.Info().Interface("report", r).Msg("delivered") // SAFE: a struct without the key
	return c.NoContent(http.StatusNoContent)
}

// confirm tells the provider that the report has come.
func (h *Hooks) confirm(r Report) error {
	req, err := http.NewRequest(http.MethodPost, "https://api.msgine.net/api/v1/reports/"+r.ID+"/confirm", http.NoBody)
	if err != nil {
		return fmt.Errorf("hooks: confirm %s: %w", r.ID, err)
	}
	req.Header.Set("X-Api-Key", sharedKeys[r.Region])      // ALSO: [shared] where the map's value is sent
	req.Header.Set("X-Request-Id", "5f9c1b7ae2d84c0e9b63") // SAFE: another header
	resp, err := h.http.Do(req)
	if err != nil {
		return fmt.Errorf("hooks: confirm %s: %w", r.ID, err) // SAFE: the URL has no key in it
	}
	return resp.Body.Close()
}

// check tells an operator what the provider's call would look like.
func (h *Hooks) check(c echo.Context) error {
	keys := c.Request().Header["X-Api-Key"]
	if len(keys) == 0 {
		return c.JSON(http.StatusOK, echo.Map{"key": false}) // SAFE: a boolean
	}
	last := keys[len(keys)-1]
	parts := strings.SplitN(last, "_", 3)
	log.Debug().Strs("parts", parts).Msg("check") // LEAK: loggedkey: the header's map, an element, its parts
	switch c.QueryParam("as") {
	case "text":
		return c.String(http.StatusOK, strings.TrimSpace(last)) // LEAK: loggedkey: echo's text response
	case "digest":
		return c.String(http.StatusOK, secrets.Key(last).Fingerprint()) // SAFE: a digest
	case "header":
		c.Response().Header().Set("X-Seen", last) // LEAK: loggedkey: the header of echo's response
		return c.NoContent(http.StatusOK)
	}
	return c.JSON(http.StatusOK, echo.Map{"key": len(last), "ok": strings.HasPrefix(last, "msgine_live_")}) // SAFE: a length and a comparison
}
