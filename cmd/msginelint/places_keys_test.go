package main_test

import (
	"bytes"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

// keyPrefix is written apart, so that no source file holds what looks like a key.
const keyPrefix = "msgine" + "_live_"

// shownLen is how much of a key a report may show: the prefix and four characters.
const shownLen = len(keyPrefix) + 4

// seedVariable holds the seed of an earlier run, to repeat it.
const seedVariable = "MSGINELINT_PLACES_SEED"

// newRandom returns a source of random keys. A failing test prints the seed.
func newRandom(t *testing.T) *rand.Rand {
	t.Helper()
	var seed [32]byte
	if text := os.Getenv(seedVariable); text != "" {
		if n, err := hex.Decode(seed[:], []byte(text)); err != nil || n != len(seed) {
			t.Fatalf("%s: want %d hexadecimal digits", seedVariable, 2*len(seed))
		}
	} else if _, err := crand.Read(seed[:]); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("to repeat this run: %s=%x", seedVariable, seed)
		}
	})
	return rand.New(rand.NewChaCha8(seed))
}

// newKey makes a key of 32 random characters after the prefix: letters of both
// cases and digits, and in one key of four a '-' or '_' inside.
func newKey(random *rand.Rand) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	for {
		tail := make([]byte, 32)
		for i := range tail {
			tail[i] = alphabet[random.IntN(len(alphabet))]
		}
		if random.IntN(4) == 0 {
			tail[8+random.IntN(16)] = "-_"[random.IntN(2)]
		}
		key := string(tail)
		if strings.ContainsFunc(key, unicode.IsDigit) && strings.ContainsFunc(key, unicode.IsUpper) &&
			strings.ContainsFunc(key, unicode.IsLower) {
			return keyPrefix + key
		}
	}
}

// keyID is the id that every report must give a key.
func keyID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "k_" + hex.EncodeToString(sum[:8])
}

// shown is a key as a report may show it.
func shown(key string) string { return key[:min(shownLen, len(key))] + "…" }

// form is one way in which a file can hold a key.
type form struct {
	name    string
	file    string // base name
	setting setting
	encode  func(key string) []byte
}

// forms lists every form in which a key must be found.
func forms() []form {
	list := []form{
		{"plain", "plain.txt", prose, plainText},
		{"UTF-16 LE with BOM", "utf16le-bom.txt", prose, inUTF16(binary.LittleEndian, true)},
		{"UTF-16 LE", "utf16le.txt", prose, inUTF16(binary.LittleEndian, false)},
		{"UTF-16 BE with BOM", "utf16be-bom.txt", prose, inUTF16(binary.BigEndian, true)},
		{"UTF-16 BE", "utf16be.txt", prose, inUTF16(binary.BigEndian, false)},
		{"base64 in 64 columns, prefix broken", "b64-wrap64-prefix.txt", prose, inLines(64, "\n", 42)},
		{"base64 in 64 columns, tail broken", "b64-wrap64-tail.txt", prose, inLines(64, "\n", 30)},
		{"base64 in 76 columns, prefix broken", "b64-wrap76-prefix.txt", prose, inLines(76, "\r\n", 51)},
		{"base64 in 76 columns, tail broken", "b64-wrap76-tail.txt", prose, inLines(76, "\n", 31)},
		{"hex lower", "hex-lower.txt", prose, func(k string) []byte { return plainText(fmt.Sprintf("%x", k)) }},
		{"hex upper", "hex-upper.txt", prose, func(k string) []byte { return plainText(fmt.Sprintf("%X", k)) }},
		{"percent, underscores only", "percent.txt", prose, escaped("%%%02X", '_')},
		{"percent, underscores only, lower", "percent-lower.txt", prose, escaped("%%%02x", '_')},
		{"percent, all", "percent-all.txt", prose, escaped("%%%02X", 0)},
		{`\u005f, underscores only`, "u-escape.json", code, escaped(`\u%04x`, '_')},
		{`\u005F, all`, "u-escape-all.json", code, escaped(`\u%04X`, 0)},
		{`\x5f, underscores only`, "x-escape.js", code, escaped(`\x%02x`, '_')},
		{`\x5F, all`, "x-escape-all.js", code, escaped(`\x%02X`, 0)},
		{"HTML decimal, underscores only", "entity.html", prose, escaped("&#%d;", '_')},
		{"HTML hexadecimal, underscores only", "entity-hex.html", prose, escaped("&#x%x;", '_')},
		{"HTML decimal, all", "entity-all.html", prose, escaped("&#%d;", 0)},
		{"binary", "data.bin", code, inBinary},
		{"-diff attribute", "secret.nodiff", code, plainText},
	}
	for i := range 3 {
		list = append(list,
			form{fmt.Sprintf("base64 at alignment %d", i), fmt.Sprintf("b64-%d.txt", i), prose, inBase64(base64.StdEncoding, i)},
			form{fmt.Sprintf("base64 for URLs at alignment %d", i), fmt.Sprintf("b64url-%d.txt", i), prose, inBase64(base64.RawURLEncoding, i)},
		)
	}
	return list
}

// plainText puts a key on line 3, column 9.
func plainText(key string) []byte {
	return []byte("# how we reach the service\n\ntoken = " + key + " and so on\n")
}

func inUTF16(order binary.AppendByteOrder, bom bool) func(string) []byte {
	return func(key string) []byte {
		text := string(plainText(key))
		if bom {
			text = "\ufeff" + text
		}
		var b []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, unit)
		}
		return b
	}
}

// inBase64 encodes the key at the alignment, between bytes that make the
// alphabets differ: ">?~" needs '+' or '/', or '-' and '_' for URLs.
func inBase64(enc *base64.Encoding, alignment int) func(string) []byte {
	return func(key string) []byte {
		return plainText(enc.EncodeToString([]byte(">?~~?>"[:3+alignment] + key + ">?~?")))
	}
}

// inLines is base64 broken into lines, with the key at an offset of the clear text.
func inLines(columns int, eol string, offset int) func(string) []byte {
	return func(key string) []byte {
		clear := strings.Repeat("lorem ipsum dolor sit amet ", 3)[:offset] + key + " sed do eiusmod tempor incididunt ut labore"
		encoded := base64.StdEncoding.EncodeToString([]byte(clear))
		var b bytes.Buffer
		for len(encoded) > columns {
			b.WriteString(encoded[:columns] + eol)
			encoded = encoded[columns:]
		}
		b.WriteString(encoded + eol)
		return b.Bytes()
	}
}

// escaped writes the key with the bytes that equal only (0: all bytes) in format.
func escaped(format string, only byte) func(string) []byte {
	return func(key string) []byte {
		var b strings.Builder
		for _, c := range []byte(key) {
			if only == 0 || c == only {
				fmt.Fprintf(&b, format, c)
			} else {
				b.WriteByte(c)
			}
		}
		return plainText(`"` + b.String() + `"`)
	}
}

func inBinary(key string) []byte {
	noise := make([]byte, 4096)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	return bytes.Join([][]byte{noise[:2000], []byte(key), noise[2000:]}, []byte{0})
}
