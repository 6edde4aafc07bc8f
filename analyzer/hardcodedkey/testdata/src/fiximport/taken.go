package fiximport

import (
	"flag"

	os "strings"
)

var c = "msgine_live_CQJVukDCSXqLoivDP4SpGmrt" // want `msgine_live_CQJV`

var d = os.ToUpper("x")

var e = flag.String("key", "msgine_live_WT01NjUjpUuMHwkpu9mq9Ugk", "printed with the usage") // want `msgine_live_WT01`
