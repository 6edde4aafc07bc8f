// Package structs carries keys in structs. Each case has types of its own,
// since a field that holds a key in one function holds it in every other.
package structs

import (
	"fmt"
	"log"
	"os"
)

type readConfig struct{ Key, Region string }

// R: field read.
func fieldRead() {
	c := readConfig{Key: os.Getenv("MSGINE_API_KEY"), Region: "ug"}
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: sibling field of a struct.
func siblingField() {
	c := readConfig{Key: os.Getenv("MSGINE_API_KEY"), Region: "ug"}
	log.Print(c.Region)
}

// R: struct literal printed whole.
func literalWhole() {
	type config struct{ Key string }
	log.Printf("%+v", config{Key: os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: struct literal without field names.
func literalUnkeyed() {
	type config struct {
		Region string
		Key    string
	}
	c := config{"ug", os.Getenv("MSGINE_API_KEY")}
	log.Print(c) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: pointer to a struct literal printed whole.
func literalPointer() {
	type config struct{ Key string }
	log.Print(&config{Key: os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: field set then struct printed.
func setThenPrinted() {
	type config struct{ Key string }
	var c config
	c.Key = os.Getenv("MSGINE_API_KEY")
	log.Print(c) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: field set through a pointer then struct printed.
func setThroughPointer() {
	type config struct{ Key string }
	c := new(config)
	c.Key = os.Getenv("MSGINE_API_KEY")
	log.Print(*c) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type leaf struct {
	C string
	D string
}

type branch struct{ B leaf }

// R: nested a.B.C.
func nested() {
	var a branch
	a.B.C = os.Getenv("MSGINE_API_KEY")
	log.Print(a.B.C) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: nested, outer struct printed.
func nestedOuter() {
	var a branch
	a.B.C = os.Getenv("MSGINE_API_KEY")
	log.Printf("%v", a) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// N: nested sibling a.B.D.
func nestedSibling() {
	var a branch
	a.B.C = os.Getenv("MSGINE_API_KEY")
	log.Print(a.B.D)
}

type credentials struct{ Key string }

type embedding struct {
	credentials
	Name string
}

// R: embedded struct, promoted field.
func embedded() {
	e := embedding{credentials: credentials{Key: os.Getenv("MSGINE_API_KEY")}}
	log.Print(e.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: embedded struct, outer one printed.
func embeddedWhole() {
	var e embedding
	e.Key = os.Getenv("MSGINE_API_KEY")
	log.Print(e) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: field beside an embedded struct.
func embeddedSibling() {
	e := embedding{credentials: credentials{Key: os.Getenv("MSGINE_API_KEY")}, Name: "notify"}
	log.Print(e.Name)
}

type pointerCredentials struct{ Key string }

type pointerEmbedding struct {
	*pointerCredentials
	Name string
}

// R: pointer-embedded struct, promoted field.
func pointerEmbedded() {
	e := pointerEmbedding{pointerCredentials: &pointerCredentials{}}
	e.Key = os.Getenv("MSGINE_API_KEY")
	log.Print(e.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: field beside a pointer-embedded struct.
func pointerEmbeddedSibling() {
	e := pointerEmbedding{&pointerCredentials{Key: os.Getenv("MSGINE_API_KEY")}, "notify"}
	log.Print(e.Name)
}

// R: anonymous struct.
func anonymous() {
	c := struct{ Key, Name string }{Key: os.Getenv("MSGINE_API_KEY")}
	log.Print(c.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: anonymous struct printed whole.
func anonymousWhole() {
	c := struct{ Key string }{os.Getenv("MSGINE_API_KEY")}
	fmt.Println(c) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// N: other field of an anonymous struct.
func anonymousSibling() {
	c := struct{ Key, Name string }{Key: os.Getenv("MSGINE_API_KEY"), Name: "notify"}
	log.Print(c.Name)
}

// R: copy of a struct.
func copied() {
	type config struct{ Key string }
	c := config{Key: os.Getenv("MSGINE_API_KEY")}
	d := c
	log.Print(d.Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: array of structs.
func arrayOfStructs() {
	type config struct{ Key string }
	var all [2]config
	all[1].Key = os.Getenv("MSGINE_API_KEY")
	log.Print(all) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type provider struct {
	Name   string
	Secret string
}

type overwrittenConfig struct{ Provider provider }

// N: a local copy that is overwritten before it is printed.
func overwrittenCopy() {
	cfg := overwrittenConfig{Provider: provider{"msgine", os.Getenv("MSGINE_API_KEY")}}
	p := cfg.Provider
	p.Secret = "[removed]"
	log.Printf("%+v", p)
}

// R: the struct that an overwritten copy was made of.
func overwrittenOriginal() {
	cfg := overwrittenConfig{Provider: provider{"msgine", os.Getenv("MSGINE_API_KEY")}}
	p := cfg.Provider
	p.Secret = "[removed]"
	log.Printf("%+v", cfg) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// N: a local copy of a parameter's field, overwritten; the field holds a key elsewhere.
func overwrittenParameter(cfg *overwrittenConfig) {
	p := cfg.Provider
	p.Secret = "[removed]"
	log.Printf("%+v", p)
}
