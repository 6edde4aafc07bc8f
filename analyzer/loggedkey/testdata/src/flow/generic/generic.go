// Package generic carries keys through generic functions and types.
package generic

import (
	"log"
	"os"
)

func identity[T any](v T) T { return v }

// R: flow through a generic function.
func throughGeneric() {
	log.Print(identity(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the same generic function with something else.
func throughGenericClean() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(identity("notify"), identity(len(k)))
}

func show[T any](v T) { log.Print(v) }

// R: generic wrapper.
func genericWrapper() {
	show(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(show|log\\.Print)\\b"
}

// R: generic wrapper, instantiated explicitly.
func genericWrapperExplicit() {
	show[any](os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(show|log\\.Print)\\b"
}

func mapped[T, U any](in []T, f func(T) U) []U {
	var out []U
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

// R: generic map over a slice.
func genericMap() {
	keys := mapped([]string{os.Getenv("MSGINE_API_KEY")}, func(s string) string { return "key=" + s })
	log.Print(keys) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type box[T any] struct{ value T }

func (b *box[T]) Set(v T) { b.value = v }

func (b *box[T]) Get() T { return b.value }

// R: generic type, field.
func genericField() {
	b := box[string]{value: os.Getenv("MSGINE_API_KEY")}
	log.Print(b.value) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: generic type, methods.
func genericMethods() {
	var b box[string]
	b.Set(os.Getenv("MSGINE_API_KEY"))
	log.Print(b.Get()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

func first[K comparable, V any](m map[K]V) (k K, v V) {
	for k, v = range m {
		break
	}
	return k, v
}

// R: generic function over a map, value.
func genericMapValue() {
	_, v := first(map[string]string{"key": os.Getenv("MSGINE_API_KEY")})
	log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type text interface{ ~string | ~[]byte }

func join[T text](a, b T) string { return string(a) + string(b) }

// R: generic function with a constraint.
func genericConstraint() {
	log.Print(join("key=", os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
