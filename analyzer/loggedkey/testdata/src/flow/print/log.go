// Package print prints keys with every function of the standard library.
package print

import (
	"log"
	"os"
)

// R: log.Print.
func pkgPrint() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print("key", k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: log.Printf.
func pkgPrintf() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Printf("key %s", k) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: log.Println.
func pkgPrintln() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Println("key", k) // want "MSGINE_API_KEY.*log\\.Println\\b"
}

// R: log.Fatal.
func pkgFatal() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Fatal("key", k) // want "MSGINE_API_KEY.*log\\.Fatal\\b"
}

// R: log.Fatalf.
func pkgFatalf() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Fatalf("key %s", k) // want "MSGINE_API_KEY.*log\\.Fatalf\\b"
}

// R: log.Fatalln.
func pkgFatalln() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Fatalln("key", k) // want "MSGINE_API_KEY.*log\\.Fatalln\\b"
}

// R: log.Panic.
func pkgPanic() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Panic("key", k) // want "MSGINE_API_KEY.*log\\.Panic\\b"
}

// R: log.Panicf.
func pkgPanicf() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Panicf("key %s", k) // want "MSGINE_API_KEY.*log\\.Panicf\\b"
}

// R: log.Panicln.
func pkgPanicln() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Panicln("key", k) // want "MSGINE_API_KEY.*log\\.Panicln\\b"
}

// R: log.Output.
func pkgOutput() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Output(2, k) // want "MSGINE_API_KEY.*log\\.Output\\b"
}

// R: log.SetPrefix.
func pkgSetPrefix() {
	k := os.Getenv("MSGINE_API_KEY")
	log.SetPrefix(k) // want "MSGINE_API_KEY.*log\\.SetPrefix\\b"
	log.Print("started")
}

// R: the prefix of log.New.
func pkgNew() {
	k := os.Getenv("MSGINE_API_KEY")
	l := log.New(os.Stderr, k, 0) // want "MSGINE_API_KEY.*log\\.New\\b"
	l.Print("started")
}

// R: log.Default().
func pkgDefault() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Default().Print(k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Print\\b"
}

// R: log.Default() formatted.
func pkgDefaultPrintf() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Default().Printf("key %s", k) // want "MSGINE_API_KEY.*log\\.Logger\\)\\.Printf\\b"
}

// R: the key as the format string.
func formatString() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Printf(k) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: the key as the format string, with arguments.
func formatStringArgs() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Printf(k, 1) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: no variable between.
func direct() {
	log.Print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: one of several arguments.
func oneOfMany() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Println("a", 1, k, nil, 2.5) // want "MSGINE_API_KEY.*log\\.Println\\b"
}

// R: spread arguments.
func spread() {
	args := []any{"key", os.Getenv("MSGINE_API_KEY")}
	log.Print(args...) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
