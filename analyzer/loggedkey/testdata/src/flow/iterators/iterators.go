// Package iterators carries keys through iterators: range over func.
package iterators

import (
	"iter"
	"log"
	"maps"
	"os"
	"slices"
)

func keys() iter.Seq[string] {
	return func(yield func(string) bool) {
		yield(os.Getenv("MSGINE_API_KEY"))
	}
}

// R: range over func, the iterator yields the key.
func yielded() {
	for k := range keys() {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

func pairs() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		yield(0, os.Getenv("MSGINE_API_KEY"))
	}
}

// R: range over func with two values, the second.
func yieldedSecond() {
	for _, k := range pairs() {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: range over func with two values, the first.
func yieldedFirst() {
	for i := range pairs() {
		log.Print(i)
	}
}

func each(s []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, v := range s {
			if !yield(v) {
				return
			}
		}
	}
}

// R: range over func, the iterator's argument holds the key.
func yieldedArgument() {
	for k := range each([]string{os.Getenv("MSGINE_API_KEY")}) {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: the same iterator over something else.
func yieldedClean() {
	for v := range each([]string{"notify"}) {
		log.Print(v)
	}
}

// R: range over func, the body uses the key.
func body() {
	k := os.Getenv("MSGINE_API_KEY")
	for range each([]string{"notify"}) {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// R: range over func, the body assigns the key.
func bodyAssigns() {
	last := ""
	for k := range keys() {
		last = k
	}
	log.Print(last) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: slices.Values.
func slicesValues() {
	for k := range slices.Values([]string{os.Getenv("MSGINE_API_KEY")}) {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// R: maps.Values.
func mapsValues() {
	for k := range maps.Values(map[string]string{"key": os.Getenv("MSGINE_API_KEY")}) {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// R: slices.Collect.
func collected() {
	all := slices.Collect(keys())
	log.Print(all) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
