// Package optin hands keys to sinks that are off by default.
package optin

import (
	"encoding/json"
	"expvar"
	"net/http"
	"net/http/httputil"
	"os"
	"testing"
)

// N: testing logs.
func testingLog(t *testing.T) {
	t.Log(os.Getenv("MSGINE_API_KEY"))
	t.Logf("key %s", os.Getenv("MSGINE_API_KEY"))
}

// N: testing errors.
func testingError(t *testing.T) {
	t.Errorf("key %s", os.Getenv("MSGINE_API_KEY"))
}

// N: testing fatal and skip.
func testingFatal(t *testing.T) {
	t.Skip(os.Getenv("MSGINE_API_KEY"))
	t.Fatal(os.Getenv("MSGINE_API_KEY"))
}

// N: testing.TB.
func testingTB(t testing.TB) {
	t.Log(os.Getenv("MSGINE_API_KEY"))
}

// N: expvar.
func published() {
	expvar.NewString("key").Set(os.Getenv("MSGINE_API_KEY"))
}

// N: httputil.DumpRequestOut of a request that carries the key, its bytes unused.
func dumped() int {
	req, _ := http.NewRequest(http.MethodGet, "https://api.msgine.net/api/v1/account", nil)
	req.Header.Set("X-Api-Key", os.Getenv("MSGINE_API_KEY"))
	b, _ := httputil.DumpRequestOut(req, false)
	return len(b)
}

// N: json.Marshal of a struct holding the key, its bytes in no certain sink.
func marshalled() int {
	b, _ := json.Marshal(struct{ Key string }{os.Getenv("MSGINE_API_KEY")})
	return len(b)
}
