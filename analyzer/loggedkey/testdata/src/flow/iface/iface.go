// Package iface carries keys through interfaces, assertions and defined types.
package iface

import (
	"fmt"
	"log"
	"os"
)

// R: interface boxing.
func boxing() {
	var v any = os.Getenv("MSGINE_API_KEY")
	log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: assertion.
func assertion() {
	var v any = os.Getenv("MSGINE_API_KEY")
	log.Print(v.(string)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: assertion with comma-ok.
func assertionOK() {
	var v any = os.Getenv("MSGINE_API_KEY")
	if s, ok := v.(string); ok {
		log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: the boolean of an assertion.
func assertionBool() {
	var v any = os.Getenv("MSGINE_API_KEY")
	_, ok := v.(string)
	log.Print(ok)
}

// R: type switch.
func typeSwitch() {
	var v any = os.Getenv("MSGINE_API_KEY")
	switch s := v.(type) {
	case string:
		log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
	case nil:
	}
}

type alias = string

// R: type alias.
func typeAlias() {
	var k alias = os.Getenv("MSGINE_API_KEY")
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type apiKey string

// R: defined type.
func definedType() {
	k := apiKey(os.Getenv("MSGINE_API_KEY"))
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: defined type, converted back.
func definedTypeBack() {
	k := apiKey(os.Getenv("MSGINE_API_KEY"))
	log.Print(string(k)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type apiKeyBytes []byte

// R: defined type of bytes.
func definedBytes() {
	k := apiKeyBytes(os.Getenv("MSGINE_API_KEY"))
	log.Printf("%s", k) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

type keeper interface{ Key() string }

type envKeeper struct{}

func (envKeeper) Key() string { return os.Getenv("MSGINE_API_KEY") }

// R: an interface's getter with an implementation in the same package.
func interfaceGetter(k keeper) {
	log.Print(k.Key()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: the same, the implementation in the variable.
func interfaceGetterKnown() {
	var k keeper = envKeeper{}
	log.Print(k.Key()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type putter interface{ put(s string) }

type drop struct{}

func (drop) put(string) {}

type chain struct{ next putter }

func apiKeyOf() string { return os.Getenv("MSGINE_API_KEY") }

// R: an interface's wrapper with an implementation in the same package: call and sink are one line.
func (c chain) put(s string) { log.Print(s); c.next.put(apiKeyOf()) } // want "MSGINE_API_KEY.*log\\.Print\\b"

// interfaceSink runs it.
func interfaceSink() { chain{chain{drop{}}}.put("start") }

type namer interface{ Name() string }

type keyNamer struct{ key string }

func (keyNamer) Name() string { return "notify" }

// N: an interface's method that returns something else.
func interfaceClean() {
	var n namer = keyNamer{os.Getenv("MSGINE_API_KEY")}
	log.Print(n.Name())
}

type label interface{ Label() string }

type tag struct{ key string }

func (t tag) Label() string { return t.key }

// R: an interface's method over a field that holds a key.
func interfaceField() {
	var l label = tag{os.Getenv("MSGINE_API_KEY")}
	fmt.Println(l.Label()) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// R: an interface in a slice.
func interfaceSlice() {
	all := []any{1, os.Getenv("MSGINE_API_KEY")}
	log.Print(all...) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: fmt.Stringer whose dynamic type gives the key.
func stringer() {
	var s fmt.Stringer = stringing{os.Getenv("MSGINE_API_KEY")}
	log.Print(s.String()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type stringing struct{ k string }

func (s stringing) String() string { return s.k }
