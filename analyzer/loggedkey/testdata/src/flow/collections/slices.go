package collections

import (
	"fmt"
	"log"
	"os"
)

// R: slice literal.
func sliceLiteral() {
	s := []string{"a", os.Getenv("MSGINE_API_KEY")}
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: slice element.
func sliceElement() {
	s := []string{"a", os.Getenv("MSGINE_API_KEY")}
	log.Print(s[1]) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: assignment to an element.
func sliceAssign() {
	s := make([]string, 2)
	s[1] = os.Getenv("MSGINE_API_KEY")
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: append.
func sliceAppend() {
	var s []string
	s = append(s, os.Getenv("MSGINE_API_KEY"))
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: append of a spread slice.
func sliceAppendSpread() {
	keys := []string{os.Getenv("MSGINE_API_KEY")}
	s := append([]string{"a"}, keys...)
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: append of the key's bytes.
func sliceAppendBytes() {
	k := os.Getenv("MSGINE_API_KEY")
	b := append([]byte("key="), k...)
	log.Printf("%s", b) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: copy.
func sliceCopy() {
	from := []byte(os.Getenv("MSGINE_API_KEY"))
	to := make([]byte, len(from))
	copy(to, from)
	log.Printf("%s", to) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// N: copy count.
func sliceCopyCount() {
	from := []byte(os.Getenv("MSGINE_API_KEY"))
	to := make([]byte, 64)
	n := copy(to, from)
	log.Print(n)
}

// R: re-slice aliasing: written through the part, printed whole.
func resliceAlias() {
	b := make([]byte, 64)
	part := b[8:40]
	copy(part, os.Getenv("MSGINE_API_KEY"))
	log.Printf("%s", b) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: re-slice of a slice that holds a key.
func resliceRead() {
	s := []string{"a", os.Getenv("MSGINE_API_KEY")}
	log.Print(s[1:]) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: range value.
func sliceRangeValue() {
	for _, v := range []string{os.Getenv("MSGINE_API_KEY")} {
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: range index.
func sliceRangeIndex() {
	for i := range []string{os.Getenv("MSGINE_API_KEY")} {
		log.Print(i)
	}
}

// N: range index over the key's own bytes.
func stringRangeIndex() {
	for i := range os.Getenv("MSGINE_API_KEY") {
		log.Print(i)
	}
}

// N: the length of a slice.
func sliceLen() {
	s := []string{os.Getenv("MSGINE_API_KEY")}
	log.Print(len(s), cap(s))
}

// R: array.
func array() {
	var a [2]string
	a[0] = os.Getenv("MSGINE_API_KEY")
	fmt.Println(a) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// R: slice of an array.
func arraySlice() {
	a := [2]string{os.Getenv("MSGINE_API_KEY")}
	s := a[:]
	fmt.Println(s) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// R: slice of slices.
func sliceOfSlices() {
	s := [][]string{{"a"}, {os.Getenv("MSGINE_API_KEY")}}
	fmt.Println(s[1][0]) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// R: the key's bytes.
func bytesOf() {
	b := []byte(os.Getenv("MSGINE_API_KEY"))
	fmt.Println(string(b)) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

// R: the key's runes.
func runesOf() {
	r := []rune(os.Getenv("MSGINE_API_KEY"))
	fmt.Println(string(r)) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}
