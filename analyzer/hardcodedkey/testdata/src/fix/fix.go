// Package fix has keys that a fix takes out.
package fix

import "fmt"

type secret string

type config struct{ key string }

var packageVar = "msgine_live_S05kOY2oNzN2m1ElKncz8Hky" // want `msgine_live_S05k`

var named secret = "msgine_live_whjpU05mc4J1WRcQ1uhyMDJ2" // want `msgine_live_whjp`

var converted = secret("msgine_live_OXtPAtLpByQxCGClbaNFDpCW") // want `msgine_live_OXtP`

var sliced = []byte("msgine_live_NX0D1lZEzgeiwBxfZCGGQccO") // want `msgine_live_NX0D`

var units = []byte{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 'i', 'f', '7', 'U', 'u', 'X', 'U', 'G', 'f', 'd', 'W', 'G', '5', 'y', 'P', '8', 'Y', 'i', 'b', '2', 'e', 'N', 'U', 'S'} // want `msgine_live_if7U`

var runes = []rune{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', '0', 'h', 'm', 'i', '4', 'F', 's', '9', 'Z', '6', 'Y', 'k', 'R', 'Y', 'U', '7', 'o', 'e', '1', 'w', 'N', 'W', 'q', 'k'} // want `msgine_live_0hmi`

type text []byte

var list = []text{{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 'u', '5', 'N', 'r', '5', '0', 'D', 'j', 'q', 'G', '9', '6', 'E', 'n', 'L', 'q', 'N', 'G', 'p', 'u', 'x', 'c', 'm', 'l'}} // want `msgine_live_u5Nr`

var inner = [][]byte{{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 'z', 'k', 'O', '7', 'r', 'R', 'u', '5', 'y', 'k', 'Y', 'Y', 'q', 'h', 'X', 'H', 'd', 'O', '2', 'x', '9', '3', 'C', 'J'}} // want `msgine_live_zkO7`

var spread = "msgine_live_" + // want `msgine_live_HLS4`
	"HLS45gqIO2zVZxqyxKjxvWfC"

var newline = "msgine_live_olNV9ds0HqtO93L7Q5uUaVco\n" // want `msgine_live_olNV`

var example = "msgine_live_abc123..." // want `placeholder`

const constant = "msgine_live_jsNOBAGx5diFoNPcbdaKwtgH" // want `msgine_live_jsNO`

var length [len("msgine_live_wIoALtLinxN1Ekia7ZpTjCge")]int // want `msgine_live_wIoA`

var array = [...]byte{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 'O', 'j', '3', 'Q', 'Y', 'r', 'z', 'Z', 'q', '9', 'a', 'd', 'P', '0', 'J', '5', 'w', 'M', 'P', 'L', 'C', 'M', '7', 'H'} // want `msgine_live_Oj3Q`

var pointer = &[]byte{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 'U', 'F', 'p', 'k', '5', 'a', 'c', 'd', 'I', 'b', 'z', 'l', 'p', 'k', 'd', '6', 'X', 'g', 'a', 'N', 'J', 'Q', '8', 'm'} // want `msgine_live_UFpk`

var inURL = "https://api.msgine.net/?key=msgine_live_jAmHMPGPPA0NlGtetOd4UYET" // want `msgine_live_jAmH`

func fix(k string) any {
	c := config{key: "msgine_live_Iay2BV6DfVPClogqoPchv5V7"} // want `msgine_live_Iay2`
	c.key = "msgine_live_S82qTdrOJRBRY6HqsP795nf4"           // want `msgine_live_S82q`
	fmt.Println("msgine_live_Gakq5p1Vm8kV6um4yvMpy62O")      // want `msgine_live_Gakq`
	if k == "msgine_live_6SQ1IEE1HSa2bB9UoK4tYnzN" {         // want `msgine_live_6SQ1`
		return nil
	}
	switch k {
	case "msgine_live_LeK6kjcbhgN7kwjSbbciSPOc": // want `msgine_live_LeK6`
	}
	{
		os := 1
		fmt.Println(os, "msgine_live_SeVce2LWxm090I5Qe43W6T8y") // want `msgine_live_SeVc`
		secret := 2
		fmt.Println(secret, c, pick(("msgine_live_gpnnhcc826ZWOf0WOOsEgigY"))) // want `msgine_live_gpnn`
	}
	const local = "msgine_live_WPnsuvBqbwq7sdTWx6uX9MGE" // want `msgine_live_WPns`
	return "msgine_live_2sNVbYAbBHXgwETdIKnT30fK"        // want `msgine_live_2sNV`
}

func shadow(secret int) {
	take("msgine_live_0skBaHmsWWdawFgFSY0l9FLw") // want `msgine_live_0skB`
}

func take(secret) {}

func pick(k secret) secret { return k }

func generic[T ~string]() T {
	return "msgine_live_91GqK8ks0n8SoFkh8OXfFYSJ" // want `msgine_live_91Gq`
}
