package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes this test binary the command msginelint for scripts, and for
// the go command that they call.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"msginelint": main})
}
