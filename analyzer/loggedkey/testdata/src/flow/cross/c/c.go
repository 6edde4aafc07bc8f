// Package c uses what package b passes on from package a.
package c

import (
	"log"
	"os"

	"flow/cross/b"
)

// R: a getter two packages away.
func getter() {
	log.Print(b.Key()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a logger wrapper two packages away.
func wrapper() {
	b.Warn(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(b\\.Warn|a\\.Logf|log\\.Printf)\\b"
}

// N: that wrapper with something else.
func wrapperClean() {
	b.Warn("notify")
}
