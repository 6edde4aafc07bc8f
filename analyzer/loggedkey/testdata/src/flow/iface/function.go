package iface

import (
	"log"
	"os"
)

// R: method value of a sink.
func methodValue() {
	f := log.Default().Print
	f(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print\\b"
}

// R: method expression of a sink.
func methodExpression() {
	(*log.Logger).Print(log.Default(), os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print\\b"
}

// R: method expression of a sink in a variable.
func methodExpressionVariable() {
	f := (*log.Logger).Print
	f(log.Default(), os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print\\b"
}

// R: function value of a sink.
func functionValue() {
	f := log.Print
	f(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print\\b"
}

type holder struct{ k, name string }

func (h holder) key() string { return h.k }

func (h *holder) fill() { h.k = os.Getenv("MSGINE_API_KEY") }

// R: method value of a getter.
func methodValueGetter() {
	h := holder{k: os.Getenv("MSGINE_API_KEY")}
	f := h.key
	log.Print(f()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: method expression of a getter.
func methodExpressionGetter() {
	h := holder{k: os.Getenv("MSGINE_API_KEY")}
	log.Print(holder.key(h)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: method value that fills its receiver.
func methodValueFill() {
	var h holder
	f := h.fill
	f()
	log.Print(h.k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: function value of a source.
func sourceValue() {
	get := os.Getenv
	log.Print(get("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type hooks struct{ show func(string) }

// R: a func stored in a field: call and literal are one line.
func funcField() {
	hooks{show: func(s string) { log.Print(s) }}.show(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type outputs struct{ print func(v ...any) }

// R: a sink stored in a field.
func sinkField() {
	o := outputs{print: log.Print}
	o.print(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*Print\\b"
}

type getters struct{ key, name func() string }

// R: a getter stored in a field.
func getterField() {
	g := getters{key: func() string { return os.Getenv("MSGINE_API_KEY") }}
	log.Print(g.key()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the clean getter beside it.
func getterFieldClean() {
	g := getters{key: func() string { return os.Getenv("MSGINE_API_KEY") }, name: func() string { return "notify" }}
	log.Print(g.name())
}
