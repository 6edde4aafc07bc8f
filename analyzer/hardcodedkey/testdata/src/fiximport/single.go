package fiximport

import sys "os"

var a = "msgine_live_YgOuwgz7z54VfB4PbxntqB5I" // want `msgine_live_YgOu`

var _ = sys.Args
