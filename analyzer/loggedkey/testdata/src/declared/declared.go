// Package declared marks types, fields and results as keys.
package declared

import (
	"errors"
	"log"
)

// Token is a key by its mark.
//
//msginelint:key
type Token string

// R: a value of a marked type.
func markedType(t Token) {
	log.Print(t) // want "Token.*log\\.Print\\b"
}

// R: a value of a marked type, converted.
func markedTypeConverted(t Token) {
	log.Print(string(t)) // want "Token.*log\\.Print\\b"
}

// Account has a marked field.
type Account struct {
	//msginelint:key
	Credential string
	Name       string
}

// R: a marked field.
func markedField(a Account) {
	log.Print(a.Credential) // want "Credential.*log\\.Print\\b"
}

// R: the struct with a marked field printed whole.
func markedFieldWhole(a Account) {
	log.Printf("%+v", a) // want "Credential.*log\\.Printf\\b"
}

// N: the field beside a marked one.
func markedFieldSibling(a Account) {
	log.Print(a.Name)
}

// trailing has the mark behind the field.
type trailing struct {
	secret string //msginelint:key
	name   string
}

// R: a field marked behind it.
func markedTrailing(t trailing) {
	log.Print(t.secret) // want "secret.*log\\.Print\\b"
}

// N: the field beside it.
func markedTrailingSibling(t trailing) {
	log.Print(t.name)
}

// fetch asks a vault.
//
//msginelint:key
func fetch() (string, error) { return vault["key"], errVault }

var (
	vault    = map[string]string{}
	errVault = errors.New("vault is sealed")
)

// R: the string result of a marked function.
func markedFunction() {
	k, _ := fetch()
	log.Print(k) // want "fetch.*log\\.Print\\b"
}

// N: the error of a marked function.
func markedFunctionError() {
	_, err := fetch()
	log.Print(err)
}

// fetchBytes asks a vault.
//
//msginelint:key
func fetchBytes() ([]byte, error) { return nil, errVault }

// R: the []byte result of a marked function.
func markedFunctionBytes() {
	k, _ := fetchBytes()
	log.Printf("%s", k) // want "fetchBytes.*log\\.Printf\\b"
}

type client struct{}

// key is marked.
//
//msginelint:key
func (client) key() string { return vault["key"] }

// R: the result of a marked method.
func markedMethod(c client) {
	log.Print(c.key()) // want "key.*log\\.Print\\b"
}

// unmarked is not.
func unmarked() string { return vault["name"] }

// N: the result of an unmarked function.
func unmarkedFunction() {
	log.Print(unmarked())
}
