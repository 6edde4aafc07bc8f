// Package embedded carries files.
package embedded

import "embed"

// want +2 `in the embedded file conf/key.txt, line 2` `in the embedded file conf/sub dir/k.bin, line 1`

//go:embed conf/*.txt "conf/sub dir" conf/clean.md
var files embed.FS

// want +2 `in the embedded file conf/.hidden, line 1`

//go:embed all:conf/.hidden
var hidden string

//go:embed conf/allowed.md
var allowed string
