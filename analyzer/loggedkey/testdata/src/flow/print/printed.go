package print

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

// R: fmt.Print.
func fmtPrint() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Print("key", k) // want "MSGINE_API_KEY.*fmt\\.Print\\b"
}

// R: fmt.Fprint to os.Stdout.
func fmtFprintStdout() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprint(os.Stdout, "key", k) // want "MSGINE_API_KEY.*fmt\\.Fprint\\b"
}

// R: fmt.Fprint to os.Stderr.
func fmtFprintStderr() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprint(os.Stderr, "key", k) // want "MSGINE_API_KEY.*fmt\\.Fprint\\b"
}

// R: fmt.Fprint to log.Writer().
func fmtFprintLogWriter() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprint(log.Writer(), "key", k) // want "MSGINE_API_KEY.*fmt\\.Fprint\\b"
}

// R: fmt.Printf.
func fmtPrintf() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Printf("key %s\n", k) // want "MSGINE_API_KEY.*fmt\\.Printf\\b"
}

// R: fmt.Fprintf to os.Stdout.
func fmtFprintfStdout() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprintf(os.Stdout, "key %s\n", k) // want "MSGINE_API_KEY.*fmt\\.Fprintf\\b"
}

// R: fmt.Fprintf to os.Stderr.
func fmtFprintfStderr() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprintf(os.Stderr, "key %s\n", k) // want "MSGINE_API_KEY.*fmt\\.Fprintf\\b"
}

// R: fmt.Fprintf to log.Writer().
func fmtFprintfLogWriter() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprintf(log.Writer(), "key %s\n", k) // want "MSGINE_API_KEY.*fmt\\.Fprintf\\b"
}

// R: fmt.Println.
func fmtPrintln() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Println("key", k) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// R: fmt.Fprintln to os.Stdout.
func fmtFprintlnStdout() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprintln(os.Stdout, "key", k) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
}

// R: fmt.Fprintln to os.Stderr.
func fmtFprintlnStderr() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprintln(os.Stderr, "key", k) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
}

// R: fmt.Fprintln to log.Writer().
func fmtFprintlnLogWriter() {
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprintln(log.Writer(), "key", k) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
}

// R: fmt.Fprint to the writer of a logger.
func fmtFprintLoggerWriter() {
	l := log.New(os.Stderr, "", 0)
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprint(l.Writer(), k) // want "MSGINE_API_KEY.*fmt\\.Fprint\\b"
}

// R: fmt.Fprint to os.Stderr in a variable of type io.Writer.
func fmtFprintVariable() {
	var w io.Writer = os.Stderr
	k := os.Getenv("MSGINE_API_KEY")
	fmt.Fprint(w, k) // want "MSGINE_API_KEY.*fmt\\.Fprint\\b"
}

// R: builtin print.
func builtinPrint() {
	k := os.Getenv("MSGINE_API_KEY")
	print(k) // want "MSGINE_API_KEY.*\\bprint\\b"
}

// R: builtin println.
func builtinPrintln() {
	k := os.Getenv("MSGINE_API_KEY")
	println(k) // want "MSGINE_API_KEY.*\\bprintln\\b"
}

// R: builtin panic.
func builtinPanic() {
	k := os.Getenv("MSGINE_API_KEY")
	panic(k) // want "MSGINE_API_KEY.*\\bpanic\\b"
}

// R: panic of a concatenation.
func panicConcat() {
	panic("bad key " + os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*\\bpanic\\b"
}

// R: go panic.
func goPanic() {
	k := os.Getenv("MSGINE_API_KEY")
	go panic(k) // want "MSGINE_API_KEY.*\\bpanic\\b"
	select {}
}

// R: defer panic.
func deferPanic() {
	k := os.Getenv("MSGINE_API_KEY")
	defer panic(k) // want "MSGINE_API_KEY.*\\bpanic\\b"
}

// R: os.Stdout.Write.
func osStdoutWrite() {
	k := os.Getenv("MSGINE_API_KEY")
	os.Stdout.Write([]byte(k)) // want "MSGINE_API_KEY.*os\\.(File\\)|Stdout|Stderr)\\.Write\\b"
}

// R: os.Stdout.WriteString.
func osStdoutWriteString() {
	k := os.Getenv("MSGINE_API_KEY")
	os.Stdout.WriteString(k) // want "MSGINE_API_KEY.*os\\.(File\\)|Stdout|Stderr)\\.WriteString\\b"
}

// R: io.WriteString to os.Stdout.
func ioWriteStringStdout() {
	k := os.Getenv("MSGINE_API_KEY")
	io.WriteString(os.Stdout, k) // want "MSGINE_API_KEY.*io\\.WriteString\\b"
}

// R: io.Copy to os.Stdout.
func ioCopyStdout() {
	k := os.Getenv("MSGINE_API_KEY")
	io.Copy(os.Stdout, strings.NewReader(k)) // want "MSGINE_API_KEY.*io\\.Copy\\b"
}

// R: os.Stderr.Write.
func osStderrWrite() {
	k := os.Getenv("MSGINE_API_KEY")
	os.Stderr.Write([]byte(k)) // want "MSGINE_API_KEY.*os\\.(File\\)|Stdout|Stderr)\\.Write\\b"
}

// R: os.Stderr.WriteString.
func osStderrWriteString() {
	k := os.Getenv("MSGINE_API_KEY")
	os.Stderr.WriteString(k) // want "MSGINE_API_KEY.*os\\.(File\\)|Stdout|Stderr)\\.WriteString\\b"
}

// R: io.WriteString to os.Stderr.
func ioWriteStringStderr() {
	k := os.Getenv("MSGINE_API_KEY")
	io.WriteString(os.Stderr, k) // want "MSGINE_API_KEY.*io\\.WriteString\\b"
}

// R: io.Copy to os.Stderr.
func ioCopyStderr() {
	k := os.Getenv("MSGINE_API_KEY")
	io.Copy(os.Stderr, strings.NewReader(k)) // want "MSGINE_API_KEY.*io\\.Copy\\b"
}
