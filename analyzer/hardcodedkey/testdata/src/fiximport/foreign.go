package fiximport

import (
	"fixtype"

	msgine "github.com/kasimlyee/msgine-sdk/go"
)

var f = fixtype.Holder{Key: "msgine_live_9QgmyjjYtUtBrmgO6grn4yDc"} // want `msgine_live_9Qgm`

var g = msgine.NewClient("usJWV06lBPxLgD4ufIfBKKF0RDt0Xaetn6QMfStF") // want `handed to`
