// Package literal logs keys that are constants of the source.
package literal

import "log"

const whole = "msgine_live_9fK2mQ7xVb4LpZ8sTnR3"

// R: a constant.
func constant() {
	log.Print(whole) // want "msgine_live_9fK2.*log\\.Print\\b"
}

const (
	head = "msgine_" + "live_"
	tail = "9fK2mQ7xVb4LpZ8sTnR3"
)

// R: folded across constants.
func folded() {
	log.Print(head + tail) // want "msgine_live_9fK2.*log\\.Print\\b"
}

// R: a local variable.
func local() {
	k := "msgine_live_9fK2mQ7xVb4LpZ8sTnR3"
	log.Print(k) // want "msgine_live_9fK2.*log\\.Print\\b"
}

var variable = "msgine_live_9fK2mQ7xVb4LpZ8sTnR3"

// R: a package variable.
func packageVariable() {
	log.Print(variable) // want "msgine_live_9fK2.*log\\.Print\\b"
}

type config struct{ Key, Name string }

// R: a struct literal's field.
func field() {
	c := config{Key: "msgine_live_9fK2mQ7xVb4LpZ8sTnR3", Name: "notify"}
	log.Print(c.Key) // want "msgine_live_9fK2.*log\\.Print\\b"
}

// N: the field beside it.
func fieldClean() {
	c := config{Key: "msgine_live_9fK2mQ7xVb4LpZ8sTnR3", Name: "notify"}
	log.Print(c.Name)
}

// N: a metric's name.
func metric() {
	log.Print("msgine_live_requests_total")
}

// N: the bare prefix.
func prefix() {
	log.Print("a key begins with msgine_live_")
}

// N: a template.
func template(id int) {
	log.Printf("msgine_live_%d", id)
}
