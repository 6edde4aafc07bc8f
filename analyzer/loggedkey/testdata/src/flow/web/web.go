// Package web writes keys to HTTP responses.
package web

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

// R: http.Error.
func httpError(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "bad key "+os.Getenv("MSGINE_API_KEY"), http.StatusUnauthorized) // want "MSGINE_API_KEY.*http\\.Error\\b"
}

// R: ResponseWriter.Write.
func write(w http.ResponseWriter, _ *http.Request) {
	w.Write([]byte(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*ResponseWriter\\)?\\.Write\\b"
}

// R: fmt.Fprintf to a ResponseWriter.
func fprintf(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintf(w, "key %s", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintf\\b"
}

// R: fmt.Fprintln to a ResponseWriter.
func fprintln(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintln(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
}

// R: fmt.Fprint to a ResponseWriter in a variable of type io.Writer.
func fprintVariable(w http.ResponseWriter, _ *http.Request) {
	var out io.Writer = w
	fmt.Fprint(out, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprint\\b"
}

// R: io.WriteString to a ResponseWriter.
func writeString(w http.ResponseWriter, _ *http.Request) {
	io.WriteString(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*io\\.WriteString\\b"
}

// R: io.Copy to a ResponseWriter.
func copied(w http.ResponseWriter, _ *http.Request) {
	io.Copy(w, strings.NewReader(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*io\\.Copy\\b"
}

// R: Redirect URL.
func redirect(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/login?key="+os.Getenv("MSGINE_API_KEY"), http.StatusFound) // want "MSGINE_API_KEY.*http\\.Redirect\\b"
}

// R: Header().Set on a response.
func headerSet(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("X-Debug", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Header\\)?\\.Set\\b"
}

// R: Header().Set on a response, the header in a variable.
func headerSetVariable(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("X-Debug", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Header\\)?\\.Set\\b"
}

// R: JSON encoded to a ResponseWriter.
func encoded(w http.ResponseWriter, _ *http.Request) {
	json.NewEncoder(w).Encode(map[string]string{"key": os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*Encode\\b"
}

// R: marshalled, then written to a ResponseWriter.
func marshalled(w http.ResponseWriter, _ *http.Request) {
	b, _ := json.Marshal(map[string]string{"key": os.Getenv("MSGINE_API_KEY")})
	w.Write(b) // want "MSGINE_API_KEY.*ResponseWriter\\)?\\.Write\\b"
}

// R: a handler as a function literal.
func handlers() http.Handler {
	k := os.Getenv("MSGINE_API_KEY")
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, k) // want "MSGINE_API_KEY.*fmt\\.Fprint\\b"
	})
}

func answer(w http.ResponseWriter, text string) { fmt.Fprint(w, text) }

// R: a wrapper that answers.
func wrapped(w http.ResponseWriter, _ *http.Request) {
	answer(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(answer|fmt\\.Fprint)\\b"
}

type recorder struct {
	http.ResponseWriter
	status int
}

// R: a ResponseWriter that embeds one.
func embedding(w http.ResponseWriter, _ *http.Request) {
	rec := &recorder{ResponseWriter: w}
	rec.Write([]byte(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*\\.Write\\b"
}

// N: the request that carries the key to the provider.
func request(_ http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "https://api.msgine.net/api/v1/developers/sms", nil)
	if err != nil {
		return
	}
	req.Header.Set("X-Api-Key", os.Getenv("MSGINE_API_KEY"))
	log.Print(req.Method, " ", req.URL)
}

// N: an answer about the key that does not carry it.
func status(w http.ResponseWriter, _ *http.Request) {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprintf(w, "key set: %t", k != "")
	http.Error(w, "invalid or missing API key", http.StatusUnauthorized)
}

// N: a body that is no response.
func body() io.Reader {
	return strings.NewReader(os.Getenv("MSGINE_API_KEY"))
}
