// Package allow lets findings through, inline.
package allow

import (
	"log"
	"os"
)

// N: a directive on the line.
func onLine() {
	log.Print(os.Getenv("MSGINE_API_KEY")) // msginelint:allow loggedkey shown once to its owner
}

// N: a directive on the line above.
func above() {
	// msginelint:allow loggedkey shown once to its owner
	log.Print(os.Getenv("MSGINE_API_KEY"))
}

// N: a directive without a space.
func noSpace() {
	//msginelint:allow loggedkey shown once to its owner
	log.Print(os.Getenv("MSGINE_API_KEY"))
}

// N: a directive in a general comment.
func general() {
	log.Print(os.Getenv("MSGINE_API_KEY")) /* msginelint:allow loggedkey shown once to its owner */
}

// R: a directive without a reason.
func noReason() {
	// msginelint:allow loggedkey
	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a directive for another rule.
func otherRule() {
	// msginelint:allow hardcodedkey shown once to its owner
	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a directive two lines above.
func twoAbove() {
	// msginelint:allow loggedkey shown once to its owner

	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a directive on the line below.
func below() {
	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
	// msginelint:allow loggedkey shown once to its owner
}

// R: no directive.
func none() {
	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
