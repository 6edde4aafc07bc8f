package structs

import (
	"log"
	"os"
)

type message struct {
	key  *string
	name string
}

func (m *message) SetKey(key string) { m.key = &key }

func (m *message) SetName(name string) { m.name = name }

func (m *message) GetKey() string {
	if m != nil && m.key != nil {
		return *m.key
	}
	return ""
}

func (m *message) GetName() string {
	if m != nil {
		return m.name
	}
	return ""
}

// R: protobuf-style setter and getter.
func setterGetter() {
	m := &message{}
	m.SetKey(os.Getenv("MSGINE_API_KEY"))
	log.Print(m.GetKey()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: getter of a clean field.
func cleanGetter() {
	m := &message{}
	m.SetName("notify")
	m.SetKey(os.Getenv("MSGINE_API_KEY"))
	log.Print(m.GetName())
}

type settable struct{ key string }

func (s *settable) set(key string) { s.key = key }

// R: setter, then the field is read.
func setterField() {
	var s settable
	s.set(os.Getenv("MSGINE_API_KEY"))
	log.Print(s.key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type service struct {
	key string
	url string
}

// newService fills the field that other functions log.
func newService() *service {
	return &service{key: os.Getenv("MSGINE_API_KEY"), url: "https://api.msgine.net"}
}

// R: a field that another function of the package assigned from a source.
func (s *service) run() {
	log.Print("starting with ", s.key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: clean field of such a struct.
func (s *service) ping() {
	log.Print("pinging ", s.url)
}

// R: a constructor's result, field read.
func constructed() {
	s := newService()
	log.Print(s.key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: a constructor's result, clean field read.
func constructedClean() {
	s := newService()
	log.Print(s.url)
}

type shown struct{ k string }

func (s shown) String() string { return s.k }

// R: String() returning the key, called statically.
func stringStatic() {
	s := shown{os.Getenv("MSGINE_API_KEY")}
	log.Print(s.String()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: String() returning the key, called by the log function.
func stringDynamic() {
	s := shown{os.Getenv("MSGINE_API_KEY")}
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// packageKey is a package variable that holds a key.
var packageKey string

// setPackageKey fills it.
func setPackageKey() { packageKey = os.Getenv("MSGINE_API_KEY") }

// R: a package variable that another function assigned from a source.
func packageVariable() {
	log.Print(packageKey) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// initialKey is a package variable with an initial value.
var initialKey = os.Getenv("MSGINE_API_KEY")

// R: a package variable initialised from a source.
func packageInitial() {
	log.Print(initialKey) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
