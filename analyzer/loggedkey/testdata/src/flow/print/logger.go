package print

import (
	"log"
	"os"
)

// R: (*log.Logger).Print.
func loggerPrint() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Print("key", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Print\\b"
}

// R: (*log.Logger).Printf.
func loggerPrintf() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Printf("key %s", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Printf\\b"
}

// R: (*log.Logger).Println.
func loggerPrintln() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Println("key", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Println\\b"
}

// R: (*log.Logger).Fatal.
func loggerFatal() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Fatal("key", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Fatal\\b"
}

// R: (*log.Logger).Fatalf.
func loggerFatalf() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Fatalf("key %s", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Fatalf\\b"
}

// R: (*log.Logger).Fatalln.
func loggerFatalln() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Fatalln("key", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Fatalln\\b"
}

// R: (*log.Logger).Panic.
func loggerPanic() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Panic("key", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Panic\\b"
}

// R: (*log.Logger).Panicf.
func loggerPanicf() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Panicf("key %s", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Panicf\\b"
}

// R: (*log.Logger).Panicln.
func loggerPanicln() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Panicln("key", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Panicln\\b"
}

// R: (*log.Logger).Output.
func loggerOutput() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.Output(2, k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Output\\b"
}

// R: (*log.Logger).SetPrefix.
func loggerSetPrefix() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	l.SetPrefix(k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.SetPrefix\\b"
	l.Print("started")
}
