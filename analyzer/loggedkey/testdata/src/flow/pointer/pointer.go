// Package pointer carries keys through pointers.
package pointer

import (
	"log"
	"os"
)

// R: pointer.
func pointer() {
	k := os.Getenv("MSGINE_API_KEY")
	p := &k
	log.Print(*p) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: written through a pointer.
func written() {
	var k string
	p := &k
	*p = os.Getenv("MSGINE_API_KEY")
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: double pointer.
func double() {
	k := os.Getenv("MSGINE_API_KEY")
	p := &k
	pp := &p
	log.Print(**pp) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: written through a double pointer.
func doubleWritten() {
	var k string
	p := &k
	pp := &p
	**pp = os.Getenv("MSGINE_API_KEY")
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: new.
func allocated() {
	p := new(string)
	*p = os.Getenv("MSGINE_API_KEY")
	log.Print(*p) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: new of an expression.
func allocatedExpression() {
	p := new(os.Getenv("MSGINE_API_KEY"))
	log.Print(*p) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// fill writes the key through its parameter.
func fill(to *string) { *to = os.Getenv("MSGINE_API_KEY") }

// R: written by a function that takes the pointer.
func filled() {
	var k string
	fill(&k)
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: pointer to a slice element.
func element() {
	s := make([]string, 1)
	p := &s[0]
	*p = os.Getenv("MSGINE_API_KEY")
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: pointer to a field.
func field() {
	var c struct{ Key string }
	p := &c.Key
	*p = os.Getenv("MSGINE_API_KEY")
	log.Print(c) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the address of the key, with %p.
func address() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Printf("%p", &k)
}

// N: a pointer to another variable.
func other() {
	k, name := os.Getenv("MSGINE_API_KEY"), "notify"
	p, q := &k, &name
	log.Print(*q, len(*p))
}
