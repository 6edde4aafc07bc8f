// Package wholeheader prints a header that it also reads a key from.
package wholeheader

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

// host mentions the provider.
const host = "https://api.msgine.net"

// authenticated reads the key's header.
func authenticated(r *http.Request) bool {
	return r.Header.Get("X-Api-Key") == os.Getenv("MSGINE_API_KEY")
}

// R: printing the whole header.
func whole(r *http.Request) {
	log.Print(r.Header) // want "MsGine key.*log\\.Print\\b"
}

// R: range over r.Header, value.
func rangeValue(r *http.Request) {
	for _, v := range r.Header {
		fmt.Println(v) // want "MsGine key.*fmt\\.Println\\b"
	}
}

// R: range over r.Header, name and value.
func rangeBoth(r *http.Request) {
	for name, v := range r.Header {
		log.Printf("%s: %s", name, v) // want "MsGine key.*log\\.Printf\\b"
	}
}

// N: range over r.Header, name only.
func rangeName(r *http.Request) {
	for name := range r.Header {
		log.Print(name)
	}
}

// N: the number of headers.
func number(r *http.Request) {
	log.Print(len(r.Header))
}
