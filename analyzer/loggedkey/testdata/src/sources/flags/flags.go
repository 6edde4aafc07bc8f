// Package flags reads keys from flags.
package flags

import (
	"flag"
	"log"
)

// R: flag.String.
func stringFlag() {
	k := flag.String("msgine-api-key", "", "the key")
	flag.Parse()
	log.Print(*k) // want "msgine-api-key.*log\\.Print\\b"
}

// R: flag.StringVar.
func stringVar() {
	var k string
	flag.StringVar(&k, "msgine-api-key", "", "the key")
	flag.Parse()
	log.Print(k) // want "msgine-api-key.*log\\.Print\\b"
}

// R: a flag of a FlagSet.
func flagSet(args []string) {
	fs := flag.NewFlagSet("notify", flag.ContinueOnError)
	k := fs.String("msgine-api-key", "", "the key")
	if fs.Parse(args) != nil {
		return
	}
	log.Print(*k) // want "msgine-api-key.*log\\.Print\\b"
}

var packageFlag = flag.String("msgine-api-key", "", "the key")

// R: a flag in a package variable.
func variable() {
	log.Print(*packageFlag) // want "msgine-api-key.*log\\.Print\\b"
}

// N: another flag.
func other() {
	port := flag.String("port", "8080", "the port")
	flag.Parse()
	log.Print(*port)
}
