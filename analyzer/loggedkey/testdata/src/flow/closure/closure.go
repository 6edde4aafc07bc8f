// Package closure carries keys through function literals, go and defer. Where
// the report may stand at the call or inside the literal, both are one line.
package closure

import (
	"log"
	"os"
)

// R: closure capture.
func capture() {
	k := os.Getenv("MSGINE_API_KEY")
	func() { log.Print(k) }() // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// run calls what it is given.
func run(f func()) { f() }

// R: closure capture, passed on.
func capturePassed() {
	k := os.Getenv("MSGINE_API_KEY")
	run(func() { log.Print(k) }) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: closure capture, returned.
func captureReturned() func() {
	k := os.Getenv("MSGINE_API_KEY")
	return func() { log.Print(k) } // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: closure capture by a closure in a closure.
func captureTwice() {
	k := os.Getenv("MSGINE_API_KEY")
	func() { func() { log.Print(k) }() }() // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: closure capture, assigned inside.
func captureAssigned() {
	var k string
	func() { k = os.Getenv("MSGINE_API_KEY") }()
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: closure-local.
func local() {
	f := func() {
		k := os.Getenv("MSGINE_API_KEY")
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
	f()
}

// R: closure parameter.
func parameter() {
	func(s string) { log.Print(s) }(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: closure result.
func result() {
	get := func() string { return os.Getenv("MSGINE_API_KEY") }
	log.Print(get()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: closure that returns what it captured.
func captureResult() {
	k := os.Getenv("MSGINE_API_KEY")
	get := func() string { return k }
	log.Print(get()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: sink in a deferred recover.
func deferredRecover() {
	k := os.Getenv("MSGINE_API_KEY")
	defer func() { log.Print(recover(), k) }() // want "MSGINE_API_KEY.*log\\.Print\\b"
	panic("stopped")
}

// R: go of a sink.
func goSink() {
	k := os.Getenv("MSGINE_API_KEY")
	go log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	select {}
}

// R: defer of a sink.
func deferSink() {
	k := os.Getenv("MSGINE_API_KEY")
	defer log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: go of a method sink.
func goMethodSink() {
	k := os.Getenv("MSGINE_API_KEY")
	go log.Default().Print(k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Print\\b"
	select {}
}

// R: defer of a method sink.
func deferMethodSink() {
	k := os.Getenv("MSGINE_API_KEY")
	defer log.Default().Print(k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Print\\b"
}

// R: go of a closure.
func goClosure() {
	k := os.Getenv("MSGINE_API_KEY")
	go func() { log.Print(k) }() // want "MSGINE_API_KEY.*log\\.Print\\b"
	select {}
}

// R: go of a closure with a parameter.
func goClosureParameter() {
	go func(s string) { log.Print(s) }(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
	select {}
}

// R: defer of a closure with a parameter.
func deferClosureParameter() {
	defer func(s string) { log.Print(s) }(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: closure that captures the key and logs something else.
func captureClean() {
	k := os.Getenv("MSGINE_API_KEY")
	f := func() { log.Print("key is set: ", k != "") }
	f()
}

// N: closure beside a key.
func beside() {
	k, name := os.Getenv("MSGINE_API_KEY"), "notify"
	func() { log.Print(name) }()
	_ = k
}

// N: variable overwritten with a closure's clean result.
func captureOverwritten() {
	k := os.Getenv("MSGINE_API_KEY")
	k = func() string { return "[removed]" }()
	log.Print(k)
}
