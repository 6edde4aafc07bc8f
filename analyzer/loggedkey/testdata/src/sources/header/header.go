// Package header reads keys from request headers.
package header

import (
	"log"
	"net/http"
)

// host mentions the provider.
const host = "https://api.msgine.net"

// R: Header.Get.
func get(r *http.Request) {
	log.Print(r.Header.Get("X-Api-Key")) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// R: Header.Get, the name in lower case.
func getLower(r *http.Request) {
	k := r.Header.Get("x-api-key")
	log.Print(k) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// R: Header.Get, the name in upper case.
func getUpper(r *http.Request) {
	log.Print(r.Header.Get("X-API-KEY")) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// R: index.
func index(r *http.Request) {
	log.Print(r.Header["X-Api-Key"]) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// R: index of the index.
func indexFirst(r *http.Request) {
	if v := r.Header["X-Api-Key"]; len(v) > 0 {
		log.Print(v[0]) // want "(?i)X-Api-Key.*log\\.Print\\b"
	}
}

// R: Header.Values.
func values(r *http.Request) {
	log.Print(r.Header.Values("X-Api-Key")) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

const name = "X-Api-Key"

// R: the name as a constant.
func constant(r *http.Request) {
	log.Print(r.Header.Get(name)) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// R: the header in a variable.
func variable(r *http.Request) {
	h := r.Header
	log.Print(h.Get("X-Api-Key")) // want "(?i)X-Api-Key.*log\\.Print\\b"
}

// N: Header.Get("Accept").
func accept(r *http.Request) {
	log.Print(r.Header.Get("Accept"))
}

// N: another index.
func acceptIndex(r *http.Request) {
	log.Print(r.Header["Accept"])
}

// N: the name of the header.
func headerName() {
	log.Print(name)
}

// N: whether the header is set.
func isSet(r *http.Request) {
	log.Print(r.Header.Get("X-Api-Key") != "")
}
