// Package derived makes other values of keys that still show them.
package derived

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"log"
	"net/url"
	"os"
	"strconv"
	"strings"
)

// R: concatenation.
func concatenation() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print("key " + k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Sprintf then log.
func sprintf() {
	s := fmt.Sprintf("key %s", os.Getenv("MSGINE_API_KEY"))
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Sprint then log.
func sprint() {
	s := fmt.Sprint("key ", os.Getenv("MSGINE_API_KEY"))
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Sprintln then log.
func sprintln() {
	s := fmt.Sprintln("key", os.Getenv("MSGINE_API_KEY"))
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: fmt.Appendf then log.
func appendf() {
	b := fmt.Appendf(nil, "key %s", os.Getenv("MSGINE_API_KEY"))
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: base64.
func inBase64() {
	s := base64.StdEncoding.EncodeToString([]byte(os.Getenv("MSGINE_API_KEY")))
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: hex.
func inHex() {
	s := hex.EncodeToString([]byte(os.Getenv("MSGINE_API_KEY")))
	log.Print(s) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: the hexadecimal verb.
func hexVerb() {
	log.Printf("%x", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: the quoting verb.
func quoteVerb() {
	log.Printf("%q", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: the bytes with %v, which prints them as numbers.
func bytesVerb() {
	log.Printf("%v", []byte(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Printf\\b"
}

// R: Quote.
func quoted() {
	log.Print(strconv.Quote(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: JSON.
func inJSON() {
	b, err := json.Marshal(map[string]string{"key": os.Getenv("MSGINE_API_KEY")})
	if err != nil {
		return
	}
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: json.Unmarshal of key bytes.
func fromJSON() {
	var v []string
	if err := json.Unmarshal([]byte(`["`+os.Getenv("MSGINE_API_KEY")+`"]`), &v); err != nil {
		return
	}
	log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: ToUpper.
func upper() {
	log.Print(strings.ToUpper(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: ToLower.
func lower() {
	log.Print(strings.ToLower(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Replace.
func replaced() {
	log.Print(strings.Replace(os.Getenv("MSGINE_API_KEY"), "_", "-", -1)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: ReplaceAll.
func replacedAll() {
	log.Print(strings.ReplaceAll(os.Getenv("MSGINE_API_KEY"), "_", "-")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: TrimSpace.
func trimmed() {
	log.Print(strings.TrimSpace(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: TrimPrefix, which leaves the secret part.
func trimmedPrefix() {
	log.Print(strings.TrimPrefix(os.Getenv("MSGINE_API_KEY"), "msgine_live_")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Join.
func joined() {
	log.Print(strings.Join([]string{"key", os.Getenv("MSGINE_API_KEY")}, "=")) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Split.
func split() {
	parts := strings.Split(os.Getenv("MSGINE_API_KEY"), "_")
	log.Print(parts) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Cut.
func cut() {
	_, tail, _ := strings.Cut(os.Getenv("MSGINE_API_KEY"), "_")
	log.Print(tail) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the boolean of Cut.
func cutBool() {
	_, _, found := strings.Cut(os.Getenv("MSGINE_API_KEY"), "_")
	log.Print(found)
}

// R: QueryEscape.
func queryEscaped() {
	log.Print(url.QueryEscape(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: EscapeString.
func htmlEscaped() {
	log.Print(html.EscapeString(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: strings.Builder.
func builder() {
	var b strings.Builder
	b.WriteString("key=")
	b.WriteString(os.Getenv("MSGINE_API_KEY"))
	log.Print(b.String()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: Fprintf(w, K) then log of the buffer.
func buffer() {
	var b bytes.Buffer
	fmt.Fprintf(&b, "key=%s", os.Getenv("MSGINE_API_KEY"))
	log.Print(b.String()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: a buffer that is not logged.
func bufferUnused() {
	var b bytes.Buffer
	fmt.Fprintf(&b, "key=%s", os.Getenv("MSGINE_API_KEY"))
	log.Print(b.Len())
}

// R: []byte and back.
func bytesAndBack() {
	b := bytes.TrimSpace([]byte(os.Getenv("MSGINE_API_KEY")))
	log.Print(string(b)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: the tail after the public prefix.
func tail() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(k[12:]) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a prefix longer than 16.
func longPrefix() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(k[:24]) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a suffix longer than 4.
func longSuffix() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(k[len(k)-12:]) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: a prefix whose length is not constant.
func variablePrefix() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(k[:len(k)-1]) // want "MSGINE_API_KEY.*log\\.Print\\b"
}
