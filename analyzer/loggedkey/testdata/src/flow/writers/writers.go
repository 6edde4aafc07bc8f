// Package writers prints keys through writers that end in a certain sink.
package writers

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"text/tabwriter"
)

// R: tabwriter over stdout.
func tab() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', 0)
	fmt.Fprintf(w, "key\t%s\n", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintf\\b"
	w.Flush()
}

// R: bufio over stderr.
func buffered() {
	w := bufio.NewWriter(os.Stderr)
	fmt.Fprintln(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
	w.Flush()
}

// R: WriteString of a bufio.Writer over stdout.
func bufferedWriteString() {
	w := bufio.NewWriter(os.Stdout)
	w.WriteString(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*WriteString\\b"
	w.Flush()
}

// R: bufio over a log file.
func logFile() {
	f, err := os.OpenFile(os.TempDir()+"/notify.log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	log.SetOutput(f)
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
	w.Flush()
}

// R: bufio over the log package's writer.
func logWriter() {
	w := bufio.NewWriter(log.Writer())
	fmt.Fprintln(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
	w.Flush()
}

// R: io.MultiWriter with stdout in it.
func multi() {
	w := io.MultiWriter(io.Discard, os.Stdout)
	fmt.Fprintln(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
}

// R: a writer over a writer over stdout.
func stacked() {
	b := bufio.NewWriter(os.Stdout)
	w := tabwriter.NewWriter(b, 0, 8, 1, ' ', 0)
	fmt.Fprintln(w, os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Fprintln\\b"
	w.Flush()
	b.Flush()
}

// R: io.Copy into a bufio.Writer over stdout.
func copied() {
	w := bufio.NewWriter(os.Stdout)
	io.Copy(w, strings.NewReader(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*io\\.Copy\\b"
	w.Flush()
}

// N: a writer over memory.
func memory() {
	var b strings.Builder
	w := bufio.NewWriter(&b)
	fmt.Fprintln(w, os.Getenv("MSGINE_API_KEY"))
	w.Flush()
	fmt.Println(b.Len())
}

// N: io.Discard.
func discard() {
	fmt.Fprintln(io.Discard, os.Getenv("MSGINE_API_KEY"))
}

// N: a tabwriter over stdout beside a key.
func tabClean() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', 0)
	fmt.Fprintf(w, "set\t%t\n", os.Getenv("MSGINE_API_KEY") != "")
	w.Flush()
}
