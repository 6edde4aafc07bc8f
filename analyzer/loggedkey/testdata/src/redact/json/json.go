// Package json encodes keys in types that redact them, or not, and prints the result.
package json

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
)

// Stringed has String.
type Stringed string

// String is a constant.
func (Stringed) String() string { return "[redacted]" }

// JSONed has MarshalJSON.
type JSONed string

// MarshalJSON is a constant.
func (JSONed) MarshalJSON() ([]byte, error) { return []byte(`"[redacted]"`), nil }

// Texted has MarshalText.
type Texted string

// MarshalText is a constant.
func (Texted) MarshalText() ([]byte, error) { return []byte("[redacted]"), nil }

func stringed() Stringed { return Stringed(os.Getenv("MSGINE_API_KEY")) }

func jsoned() JSONed { return JSONed(os.Getenv("MSGINE_API_KEY")) }

func texted() Texted { return Texted(os.Getenv("MSGINE_API_KEY")) }

// R: String does not cover JSON.
func stringedMarshal() {
	b, _ := json.Marshal(stringed())
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: String in a field does not cover JSON.
func stringedField() {
	b, _ := json.Marshal(struct{ K Stringed }{stringed()})
	log.Printf("%s", b) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// N: MarshalJSON covers JSON.
func jsonedMarshal() {
	b, _ := json.Marshal(jsoned())
	log.Print(string(b))
}

// N: MarshalJSON in a field covers JSON.
func jsonedField() {
	b, _ := json.MarshalIndent(struct{ K JSONed }{jsoned()}, "", "\t")
	log.Print(string(b))
}

// R: MarshalJSON covers JSON only, not fmt.
func jsonedPrint() {
	fmt.Println(jsoned()) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// N: MarshalText covers JSON.
func textedMarshal() {
	b, _ := json.Marshal(struct{ K Texted }{texted()})
	log.Print(string(b))
}

// R: MarshalText covers JSON only, not fmt.
func textedPrint() {
	log.Printf("%s", texted()) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

type hidden struct {
	K string `json:"-"`
}

// N: json:"-" hides the field from JSON.
func hiddenMarshal() {
	b, _ := json.Marshal(hidden{os.Getenv("MSGINE_API_KEY")})
	log.Print(string(b))
}

// R: json:"-" hides the field from JSON only.
func hiddenPrint() {
	log.Printf("%+v", hidden{os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

type dashed struct {
	K string `json:"-,"`
}

// R: json:"-," names the field "-".
func dashedMarshal() {
	b, _ := json.Marshal(dashed{os.Getenv("MSGINE_API_KEY")})
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type unexported struct{ k string }

// N: an unexported field is not encoded.
func unexportedMarshal() {
	b, _ := json.Marshal(unexported{os.Getenv("MSGINE_API_KEY")})
	log.Print(string(b))
}

// R: an unexported field is printed.
func unexportedPrint() {
	log.Print(unexported{os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a plain field.
func plainMarshal() {
	b, _ := json.MarshalIndent(struct{ K string }{os.Getenv("MSGINE_API_KEY")}, "", "\t")
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: an encoder over stdout.
func encoder() {
	json.NewEncoder(os.Stdout).Encode(struct{ K string }{os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*Encode\\b"
}

// R: an encoder over stdout in a variable.
func encoderVariable() {
	e := json.NewEncoder(os.Stdout)
	e.SetIndent("", "\t")
	e.Encode(map[string]string{"key": os.Getenv("MSGINE_API_KEY")}) // want "MSGINE_API_KEY.*Encode\\b"
}

// N: an encoder over stdout, of a redacting type.
func encoderRedacted() {
	json.NewEncoder(os.Stdout).Encode(struct{ K JSONed }{jsoned()})
}

// Pointed has MarshalJSON on the pointer.
type Pointed struct{ Key string }

// MarshalJSON is a constant.
func (*Pointed) MarshalJSON() ([]byte, error) { return []byte(`"[redacted]"`), nil }

// R: a pointer-receiver MarshalJSON on a value.
func pointedValue() {
	b, _ := json.Marshal(Pointed{os.Getenv("MSGINE_API_KEY")})
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: a pointer-receiver MarshalJSON on a pointer.
func pointedPointer() {
	b, _ := json.Marshal(&Pointed{os.Getenv("MSGINE_API_KEY")})
	log.Print(string(b))
}

// Leaky has a MarshalJSON that gives the key.
type Leaky struct{ key string }

// MarshalJSON is the key.
func (l Leaky) MarshalJSON() ([]byte, error) { return json.Marshal(l.key) }

// R: a MarshalJSON that gives the key.
func leaky() {
	b, _ := json.Marshal(Leaky{os.Getenv("MSGINE_API_KEY")})
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
