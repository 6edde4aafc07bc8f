// Package fmtverbs prints keys in types that redact them, or not, verb by verb.
package fmtverbs

import (
	"fmt"
	"log"
	"os"
)

// Stringed has String on the value.
type Stringed string

// String is a constant.
func (Stringed) String() string { return "[redacted]" }

func stringed() Stringed { return Stringed(os.Getenv("MSGINE_API_KEY")) }

// N: String with %v.
func stringV() { fmt.Printf("%v", stringed()) }

// N: String with %s.
func stringS() { fmt.Printf("%s", stringed()) }

// N: String with %q.
func stringQ() { fmt.Printf("%q", stringed()) }

// N: String with %x.
func stringX() { fmt.Printf("%x", stringed()) }

// N: String with %+v.
func stringPlusV() { fmt.Printf("%+v", stringed()) }

// N: String with Println.
func stringPrintln() { fmt.Println(stringed()) }

// N: String with log.Print.
func stringLog() { log.Print(stringed()) }

// R: String with %d.
func stringD() {
	fmt.Printf("%d", stringed()) // want "MSGINE_API_KEY.*fmt\\.Printf\\b"
}

// R: String with %#v.
func stringSharpV() {
	fmt.Printf("%#v", stringed()) // want "MSGINE_API_KEY.*fmt\\.Printf\\b"
}

// R: String, converted with string(s).
func stringConverted() {
	fmt.Println(string(stringed())) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// N: String through Sprintf.
func stringSprintf() { log.Print(fmt.Sprintf("key %v", stringed())) }

// R: String through Sprintf with %#v.
func stringSprintfSharpV() {
	log.Print(fmt.Sprintf("key %#v", stringed())) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: String, called statically.
func stringStatic() { log.Print("key " + stringed().String()) }

// N: String of the first argument, a clean one with %d.
func stringVerbOrder() { log.Printf("%s after %d", stringed(), len(os.Args)) }

// R: String with an argument index that gives it %d.
func stringIndexed() {
	log.Printf("%[2]v %[1]d", stringed(), len(os.Args)) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// GoStringed has String and GoString.
type GoStringed string

// String is a constant.
func (GoStringed) String() string { return "[redacted]" }

// GoString is a constant.
func (GoStringed) GoString() string { return "[redacted]" }

func goStringed() GoStringed { return GoStringed(os.Getenv("MSGINE_API_KEY")) }

// N: GoString with %#v.
func goStringSharpV() { fmt.Printf("%#v", goStringed()) }

// N: GoString in an exported field with %#v.
func goStringField() { fmt.Printf("%#v", struct{ K GoStringed }{goStringed()}) }

// Pointed has String on the pointer.
type Pointed struct{ Key string }

// String is a constant.
func (*Pointed) String() string { return "[redacted]" }

// R: a pointer-receiver String on a value.
func pointedValue() {
	p := Pointed{os.Getenv("MSGINE_API_KEY")}
	fmt.Println(p) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// N: a pointer-receiver String on a pointer.
func pointedPointer() {
	p := &Pointed{os.Getenv("MSGINE_API_KEY")}
	fmt.Println(p)
}

// R: a pointer-receiver String on a pointer, with %#v.
func pointedSharpV() {
	p := &Pointed{os.Getenv("MSGINE_API_KEY")}
	fmt.Printf("%#v", p) // want "MSGINE_API_KEY.*fmt\\.Printf\\b"
}

type exportedField struct{ K Stringed }

// N: an exported field of a printed struct.
func fieldExported() { fmt.Printf("%v %+v", exportedField{stringed()}, exportedField{stringed()}) }

// N: an exported field of a printed pointer to a struct.
func fieldExportedPointer() { fmt.Println(&exportedField{stringed()}) }

// R: an exported field of a struct printed with %#v.
func fieldExportedSharpV() {
	fmt.Printf("%#v", exportedField{stringed()}) // want "MSGINE_API_KEY.*fmt\\.Printf\\b"
}

type unexportedField struct{ k Stringed }

// R: an unexported field of a printed struct.
func fieldUnexported() {
	fmt.Println(unexportedField{stringed()}) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// R: an unexported field of a printed struct, %+v.
func fieldUnexportedPlusV() {
	log.Printf("%+v", &unexportedField{stringed()}) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

type nestedUnexported struct{ inner exportedField }

// R: an exported field in an unexported field of a printed struct.
func fieldNested() {
	fmt.Println(nestedUnexported{exportedField{stringed()}}) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

type secret string

func (secret) String() string { return "[redacted]" }

type ownStringer struct {
	key  secret
	name string
}

func (o ownStringer) String() string { return o.name + " " + o.key.String() }

// N: a struct with an unexported redacting type printed through its own Stringer.
func throughOwnStringer() {
	fmt.Println(ownStringer{secret(os.Getenv("MSGINE_API_KEY")), "notify"})
}

// R: that struct with %#v.
func ownStringerSharpV() {
	fmt.Printf("%#v", ownStringer{secret(os.Getenv("MSGINE_API_KEY")), "notify"}) // want "MSGINE_API_KEY.*fmt\\.Printf\\b"
}

// N: a slice of them.
func sliceOf() { fmt.Println([]Stringed{stringed()}) }

// N: a map of them.
func mapOf() { fmt.Println(map[string]Stringed{"key": stringed()}) }

// N: boxed.
func boxed() {
	var v any = stringed()
	fmt.Println(v)
}

// Leaky has a String that gives the key.
type Leaky string

// String is the key.
func (l Leaky) String() string { return "key " + string(l) }

// R: a String that gives the key.
func leaky() {
	fmt.Println(Leaky(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// Formatted writes itself for every verb.
type Formatted string

// Format writes a constant.
func (Formatted) Format(s fmt.State, _ rune) { fmt.Fprint(s, "[redacted]") }

// N: a fmt.Formatter that writes a constant, every verb.
func formatted() {
	f := Formatted(os.Getenv("MSGINE_API_KEY"))
	fmt.Printf("%v %s %d %#v %x", f, f, f, f, f)
}

// R: a fmt.Formatter in an unexported field, which fmt cannot call.
func formattedUnexported() {
	fmt.Println(struct{ f Formatted }{Formatted(os.Getenv("MSGINE_API_KEY"))}) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// FormattedLeaky writes the key.
type FormattedLeaky string

// Format writes the key.
func (f FormattedLeaky) Format(s fmt.State, _ rune) { fmt.Fprint(s, string(f)) }

// R: a fmt.Formatter that writes the key.
func formattedLeaky() {
	fmt.Println(FormattedLeaky(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// N: %T of a struct that holds the key.
func verbT() { fmt.Printf("%T", struct{ K string }{os.Getenv("MSGINE_API_KEY")}) }

// N: %p of a pointer to a struct that holds the key.
func verbP() { fmt.Printf("%p", &struct{ K string }{os.Getenv("MSGINE_API_KEY")}) }

// R: %T and %v: the second shows it.
func verbTandV() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Printf("%T %v", k, k) // want "MSGINE_API_KEY.*fmt\\.Printf\\b"
}

// Embedding promotes the String of the type it embeds.
type Embedding struct {
	Stringed
	Key string
}

// N: a promoted String prints for the whole struct.
func promoted() { fmt.Println(Embedding{Key: os.Getenv("MSGINE_API_KEY")}) }

// Failed is an error that says nothing of the key.
type Failed struct{ Key string }

// Error is a constant.
func (Failed) Error() string { return "refused" }

// N: an Error method that says nothing of the key.
func errorMethod() { log.Print(Failed{os.Getenv("MSGINE_API_KEY")}) }

// R: that error with %#v.
func errorMethodSharpV() {
	log.Printf("%#v", Failed{os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}
