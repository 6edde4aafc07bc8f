// Package env reads keys from the environment.
package env

import (
	"log"
	"os"
	"syscall"
)

// R: os.Getenv.
func getenv() {
	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: os.Getenv with the older name.
func getenvToken() {
	log.Print(os.Getenv("MSGINE_API_TOKEN")) // want "MSGINE_API_TOKEN.*log\\.Print\\b"
}

// R: os.LookupEnv.
func lookup() {
	k, _ := os.LookupEnv("MSGINE_API_KEY")
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the boolean of os.LookupEnv.
func lookupBool() {
	_, ok := os.LookupEnv("MSGINE_API_KEY")
	log.Print(ok)
}

// R: syscall.Getenv.
func syscallGetenv() {
	k, _ := syscall.Getenv("MSGINE_API_KEY")
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the boolean of syscall.Getenv.
func syscallBool() {
	_, ok := syscall.Getenv("MSGINE_API_KEY")
	log.Print(ok)
}

const envName = "MSGINE_" + "API_KEY"

// R: the name as a folded constant.
func constantName() {
	log.Print(os.Getenv(envName)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the name itself.
func name() {
	log.Print(envName)
}

// N: another variable.
func otherVariable() {
	log.Print(os.Getenv("MSGINE_REGION"), os.Getenv("PORT"))
}

// N: another variable in a variable called apiKey: provenance, not names.
func otherCalledKey() {
	apiKey := os.Getenv("COLOUR")
	token := "blue"
	log.Print(apiKey, token)
}

// R: the key in a variable called name: provenance, not names.
func keyCalledName() {
	name := os.Getenv("MSGINE_API_KEY")
	log.Print(name) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
