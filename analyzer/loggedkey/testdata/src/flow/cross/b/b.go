// Package b uses another package's getters, wrappers, fields and types.
package b

import (
	"fmt"
	"log"
	"os"

	"flow/cross/a"
)

// R: a getter in another package.
func getter() {
	log.Print(a.APIKey()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: a clean getter in another package.
func cleanGetter() {
	log.Print(a.Region())
}

// R: result 0 of a getter in another package.
func getterTuple() {
	k, _ := a.KeyOK()
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: result 1 of a getter in another package.
func getterTupleBool() {
	_, ok := a.KeyOK()
	log.Print(ok)
}

// R: a logger wrapper in another package.
func wrapper() {
	a.Logf("key %s", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(a\\.Logf|log\\.Printf)\\b"
}

// R: second parameter of a wrapper in another package.
func wrapperSecond() {
	a.Log("key", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(a\\.Log|log\\.Print)\\b"
}

// N: parameter that a wrapper in another package does not log.
func wrapperFirst() {
	a.Log(os.Getenv("MSGINE_API_KEY"), "notify")
}

// N: a function of another package that does nothing with it.
func dropped() {
	a.Drop(os.Getenv("MSGINE_API_KEY"))
}

// R: a logger's method in another package.
func wrapperMethod(l *a.Logger) {
	l.Infof("key %s", a.APIKey()) // want "MSGINE_API_KEY.*(Infof|log\\.Printf)\\b"
}

// R: a getter in one package, a wrapper in another.
func getterWrapper() {
	a.Logf("%s", a.APIKey()) // want "MSGINE_API_KEY.*(a\\.Logf|log\\.Printf)\\b"
}

// R: field of another package's struct.
func field(c *a.Config) {
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: clean field of another package's struct.
func cleanField(c *a.Config) {
	log.Print(c.Region)
}

// R: nested field of another package's struct.
func nestedField() {
	log.Print(a.Load().Nested.Token) // want "MSGINE_API_TOKEN.*log\\.Print\\b"
}

// R: another package's struct printed whole.
func whole() {
	fmt.Printf("%+v\n", *a.Load()) // want "MSGINE_API_(KEY|TOKEN).*fmt\\.Printf\\b"
}

// R: getter method of another package's struct.
func getterMethod() {
	log.Print(a.Load().GetKey()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: clean getter method of another package's struct.
func cleanGetterMethod() {
	log.Print(a.Load().GetRegion())
}

// R: through a function of another package.
func described() {
	log.Print(a.Describe(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: through another package's masking function.
func masked() {
	log.Print(a.Mask(a.APIKey()))
}

// R: an unexported field of another package, by its constructor and getter.
func constructor() {
	s := a.NewStore(os.Getenv("MSGINE_API_KEY"))
	log.Print(s.Secret()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a generic type of another package.
func genericType() {
	var b a.Box[string]
	b.Put(os.Getenv("MSGINE_API_KEY"))
	log.Print(b.Take()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a generic wrapper of another package.
func genericWrapper() {
	a.Show(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(a\\.Show|fmt\\.Println)\\b"
}

// R: a package variable of another package.
func variable() {
	log.Print(a.Global) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: the variable's name as a constant of another package.
func nameConstant() {
	log.Print(os.Getenv(a.EnvName)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: that constant printed.
func namePrinted() {
	log.Print(a.EnvName)
}

// N: a redacting type of another package.
func redacting() {
	log.Print(a.Secret(os.Getenv("MSGINE_API_KEY")))
}

// R: a redacting type of another package, converted back.
func redactingConverted() {
	s := a.Secret(os.Getenv("MSGINE_API_KEY"))
	log.Print(string(s)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// Key passes on another package's getter.
func Key() string { return a.APIKey() }

// Warn passes on to another package's wrapper.
func Warn(text string) { a.Logf("warning: %s", text) }
