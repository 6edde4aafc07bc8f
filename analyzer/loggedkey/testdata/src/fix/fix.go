// Package fix holds leaks that can be taken out, and leaks that cannot.
package fix

import (
	"fmt"
	"log"
	"os"
)

func used() string {
	key := os.Getenv("MSGINE_API_KEY")
	log.Println("key", key) // want "MSGINE_API_KEY.*Println"
	return key
}

// Without its only use, the variable would not compile.
func once() {
	key := os.Getenv("MSGINE_API_KEY")
	fmt.Println(key) // want "MSGINE_API_KEY.*Println"
}

// Nothing is proposed for a call in the place of a variable.
func call() {
	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print"
}
