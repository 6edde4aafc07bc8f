package calls

import (
	"log"
	"os"
)

func getenv(name, fallback string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return fallback
}

// R: a helper getenv(name, default).
func helper() {
	log.Print(getenv("MSGINE_API_KEY", "")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the same helper with another name.
func helperClean() {
	log.Print(getenv("PORT", "8080"))
}

func mustEnv(name string) string {
	v, ok := os.LookupEnv(name)
	if !ok {
		panic(name + " is not set")
	}
	return v
}

// R: a helper mustEnv(name).
func mustHelper() {
	log.Print(mustEnv("MSGINE_API_TOKEN")) // want "MSGINE_API_TOKEN.*log\\.Print\\b"
}

// N: that helper with another name, and its panic about the name.
func mustHelperClean() {
	log.Print(mustEnv("HOME"))
}
