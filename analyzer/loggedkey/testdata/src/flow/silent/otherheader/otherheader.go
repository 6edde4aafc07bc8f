// Package otherheader mentions MSGINE_API_KEY, and neither reads nor sets the
// key's header.
package otherheader

import (
	"log"
	"net/http"
)

// N: printing the whole header where the package neither reads nor sets the key's.
func whole(r *http.Request) {
	log.Print(r.Header)
}

// N: range over such a header.
func ranged(r *http.Request) {
	for name, v := range r.Header {
		log.Print(name, v)
	}
}

// N: another header.
func other(r *http.Request) {
	log.Print(r.Header.Get("Accept"), r.Header["X-Request-Id"])
}
