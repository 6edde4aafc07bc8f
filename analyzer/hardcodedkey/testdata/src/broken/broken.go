package broken

var key = "msgine_live_FWZY9Zmti18c6EudM7Oyf5TN"

func f( {
