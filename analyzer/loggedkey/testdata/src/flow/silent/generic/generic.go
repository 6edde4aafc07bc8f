// Package generic has a header of that name, for some other service.
package generic

import (
	"log"
	"net/http"
	"os"
)

// N: the header's name is generic: nothing here mentions the provider.
func header(r *http.Request) {
	log.Print(r.Header.Get("X-Api-Key"))
}

// N: the whole header, where nothing mentions the provider.
func whole(r *http.Request) {
	r.Header.Set("X-Api-Key", os.Getenv("WEATHER_KEY"))
	log.Print(r.Header)
}

// N: another service's key.
func otherKey() {
	apiKey := os.Getenv("WEATHER_API_KEY")
	log.Printf("api key %s", apiKey)
}
