// Package folded puts keys together.
package folded

import (
	"fmt"
	"strings"

	"prefix"
)

const head = "msgine_live_"

const (
	whole  = head + "sDDDXh5Jmtf7EbsDe0G9Cryn" // want `msgine_live_sDDD`
	again  = whole
	within = "Bearer " + whole // the key is written above
)

var split = "msg" + "ine_live_" + "687neLfjVHq8xiM0OGr4hTxo" // want `msgine_live_687n`

var parens = ("msgine_" + ("live_" + ("F54Fzbka8FRCztUjAwyuh1va"))) // want `msgine_live_F54F`

var across = prefix.Head + "uWv1zh87mTa5Vsqxezy3Lex7" // want `msgine_live_uWv1`

var elsewhere = prefix.Whole // written in the other package

var spread = "" +
	"msgine_live_" + // want `msgine_live_BWr2`
	"BWr2drgd1QsO7jprBGumXxY9" +
	""

var inOneTerm = "Authorization: " + "msgine_live_B4bZWOz648JJnUfd7UACNWiP" // want `msgine_live_B4bZ`

type secret string

const typed secret = secret(head) + "3sFd67JikEAvstqVVPqzPptE" // want `msgine_live_3sFd`

func local(id string) {
	joined := strings.Join([]string{"msgine", "live", "JQzhkPkenG5ZFJoC6vWCBiJm"}, "_") // want `msgine_live_JQzh`
	formatted := fmt.Sprintf("msgine_live_%s", "pflvJfupxqZKm4bV3AyAVHny")              // want `msgine_live_pflv`
	printed := fmt.Sprintf("%s_%s%d", "msgine_live", "rvWdFrK9xiRGHOY32nfr5pyz", 42)    // want `msgine_live_rvWd`
	quoted := fmt.Sprintf("key=%q", head+"PCB9t2039bicBTW5ZE9LFaez")                    // want `msgine_live_PCB9`
	start := "msgine_live_"
	summed := start + "7770H2DCpYgojjHRg80USP2W"                    // want `msgine_live_7770`
	words := []string{"msgine", "live", "5DfJXcaYioK6cPTt9iOqHOBS"} // want `msgine_live_5DfJ`
	late := strings.Join(words, "_")
	fmt.Printf("%s%s\n", head, "WhgetH8LmyqoYMaaItDr9uP1")                   // want `msgine_live_Whge`
	tail := id + "msgine_live_" + "4pEHpJpb9ATPtdbmF4RPAfqo" + id            // want `msgine_live_4pEH`
	converted := string([]byte("msgine_")) + "live_QB7xoFcSvTAxRzmaZsV2GenF" // want `msgine_live_QB7x`
	use(joined, formatted, printed, quoted, summed, late, tail, converted, again, within, typed)

	use(whole+"9", whole+whole, elsewhere+"9", prefix.Whole+"9", strings.Join([]string{whole, again}, "_"))

	twice := "msgine_live_"
	twice = id
	use(twice + "Q7fZp2LmX9cVb4Nk8TrW")
	use(head+id, fmt.Sprintf("msgine_live_%s", id), "msgine_live_test"+id, strings.Join([]string{head, id}, ""))
}

func use(...any) {}
