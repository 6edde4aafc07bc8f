// Command msginelint finds leaked MsGine API keys in files, Go code and git
// history. Run "msginelint help".
package main

import (
	"os"

	"github.com/msgine/msginelint/cmd/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
