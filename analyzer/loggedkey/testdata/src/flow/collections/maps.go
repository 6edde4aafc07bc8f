// Package collections carries keys in maps, slices and arrays.
package collections

import (
	"fmt"
	"log"
	"os"
)

// R: map value insert, map printed.
func mapInsertWhole() {
	m := map[string]string{}
	m["key"] = os.Getenv("MSGINE_API_KEY")
	log.Print(m) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: map value lookup.
func mapLookup() {
	m := map[string]string{"key": os.Getenv("MSGINE_API_KEY")}
	log.Print(m["key"]) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: map value lookup with comma-ok.
func mapLookupOK() {
	m := map[string]string{"key": os.Getenv("MSGINE_API_KEY")}
	if v, ok := m["key"]; ok {
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: the boolean of a comma-ok lookup.
func mapLookupBool() {
	m := map[string]string{"key": os.Getenv("MSGINE_API_KEY")}
	_, ok := m["key"]
	log.Print(ok)
}

// R: range over a map, value.
func mapRangeValue() {
	m := map[string]string{"key": os.Getenv("MSGINE_API_KEY")}
	for _, v := range m {
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: map key when only the value is tainted.
func mapRangeCleanKey() {
	m := map[string]string{"key": os.Getenv("MSGINE_API_KEY")}
	for name := range m {
		log.Print(name)
	}
}

// R: map key insert, map printed.
func mapKeyInsert() {
	m := map[string]int{}
	m[os.Getenv("MSGINE_API_KEY")] = 1
	log.Print(m) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: range over a map, key.
func mapRangeKey() {
	m := map[string]int{os.Getenv("MSGINE_API_KEY"): 1}
	for k := range m {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: map value when only the key is tainted.
func mapRangeCleanValue() {
	m := map[string]string{os.Getenv("MSGINE_API_KEY"): "active"}
	for _, v := range m {
		log.Print(v)
	}
}

// N: lookup under the key of a clean value.
func mapLookupByKey() {
	m := map[string]string{}
	k := os.Getenv("MSGINE_API_KEY")
	m[k] = "active"
	log.Print(m[k])
}

// N: the length of a map.
func mapLen() {
	m := map[string]string{"key": os.Getenv("MSGINE_API_KEY")}
	log.Print(len(m))
}

// R: map of slices.
func mapOfSlices() {
	m := map[string][]string{}
	m["keys"] = append(m["keys"], os.Getenv("MSGINE_API_KEY"))
	fmt.Println(m["keys"][0]) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}
