// Package sdk hands values to the provider: they are keys in their other uses too.
package sdk

import (
	"log"
	"net/http"

	msgine "github.com/kasimlyee/msgine-sdk/go"
)

// R: a value passed to NewClient, logged after.
func after(k string) {
	msgine.NewClient(k)
	log.Print(k) // want "MsGine key.*log\\.Print\\b"
}

// R: a value passed to NewClient, logged before.
func before(k string) {
	log.Print("starting with ", k) // want "MsGine key.*log\\.Print\\b"
	msgine.NewClient(k)
}

// R: a value passed to NewClientWithConfig.
func withConfig(k, url string) {
	msgine.NewClientWithConfig(k, msgine.Config{BaseURL: url})
	log.Print(k) // want "MsGine key.*log\\.Print\\b"
}

// N: the configuration passed beside it.
func config(k, url string) {
	msgine.NewClientWithConfig(k, msgine.Config{BaseURL: url})
	log.Print(url)
}

type settings struct{ secret, name string }

// R: a field passed to NewClient.
func field(s settings) {
	msgine.NewClient(s.secret)
	log.Print(s.secret) // want "MsGine key.*log\\.Print\\b"
}

// N: the field beside it.
func fieldClean(s settings) {
	msgine.NewClient(s.secret)
	log.Print(s.name)
}

// R: a value set as the key's header.
func headerSet(k string) {
	req, _ := http.NewRequest(http.MethodGet, "https://api.msgine.net/api/v1/account", nil)
	req.Header.Set("X-Api-Key", k)
	log.Print(k) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// R: a value added as the key's header.
func headerAdd(k string) {
	req, _ := http.NewRequest(http.MethodGet, "https://api.msgine.net/api/v1/account", nil)
	req.Header.Add("x-api-key", k)
	log.Print(k) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// N: a value set as another header.
func headerOther(id string) {
	req, _ := http.NewRequest(http.MethodGet, "https://api.msgine.net/api/v1/account", nil)
	req.Header.Set("X-Request-Id", id)
	log.Print(id)
}

// N: the client.
func client(k string) {
	c := msgine.NewClient(k)
	log.Print(c != nil)
}
