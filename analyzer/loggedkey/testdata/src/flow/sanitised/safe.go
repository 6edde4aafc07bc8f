// Package sanitised makes values of keys that no longer show them, and tries to.
package sanitised

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"log"
	"os"
	"strings"
)

// N: %T.
func verbT() {
	log.Printf("%T", os.Getenv("MSGINE_API_KEY"))
}

// N: K != "".
func notEmpty() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print("set: ", k != "")
}

// N: a comparison of two keys.
func compared() {
	a, b := os.Getenv("MSGINE_API_KEY"), os.Getenv("MSGINE_API_TOKEN")
	same := a == b
	log.Print("same: ", same)
}

// N: len(K).
func length() {
	log.Print(len(os.Getenv("MSGINE_API_KEY")))
}

// N: a boolean of a function of the key.
func hasPrefix() {
	log.Print(strings.HasPrefix(os.Getenv("MSGINE_API_KEY"), "msgine_live_"))
}

// N: a number of a function of the key.
func count() {
	log.Print(strings.Count(os.Getenv("MSGINE_API_KEY"), "_"), strings.Index(os.Getenv("MSGINE_API_KEY"), "_"))
}

// N: a text chosen by the key.
func chosen() {
	state := "unset"
	if os.Getenv("MSGINE_API_KEY") != "" {
		state = "set"
	}
	log.Print(state)
}

// N: SHA-256 digest.
func digest256() {
	sum := sha256.Sum256([]byte(os.Getenv("MSGINE_API_KEY")))
	log.Printf("%x", sum)
}

// N: SHA-256 digest in hexadecimal, cut.
func digestHex() {
	sum := sha256.Sum256([]byte(os.Getenv("MSGINE_API_KEY")))
	log.Print("k_" + hex.EncodeToString(sum[:8]))
}

// N: SHA-256 as a hash.Hash.
func digestHash() {
	h := sha256.New()
	h.Write([]byte(os.Getenv("MSGINE_API_KEY")))
	log.Printf("%x", h.Sum(nil))
}

// N: SHA-512 digest.
func digest512() {
	log.Printf("%x", sha512.Sum512([]byte(os.Getenv("MSGINE_API_KEY"))))
}

// N: SHA-3 digest.
func digestSHA3() {
	log.Printf("%x", sha3.Sum256([]byte(os.Getenv("MSGINE_API_KEY"))))
}

// N: HMAC under the key.
func digestHMAC() {
	mac := hmac.New(sha256.New, []byte(os.Getenv("MSGINE_API_KEY")))
	mac.Write([]byte("message"))
	log.Printf("%x", mac.Sum(nil))
}

// N: subtle.ConstantTimeCompare.
func constantTime() {
	log.Print(subtle.ConstantTimeCompare([]byte(os.Getenv("MSGINE_API_KEY")), []byte("given")))
}

// N: the prefix alone, [:12].
func prefix12() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(k[:12])
}

// N: a constant prefix of 16.
func prefix16() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(k[:16] + "…")
}

// N: a suffix of 4.
func suffix4() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print("…" + k[len(k)-4:])
}

// N: the prefix of the key in a Sprintf.
func prefixSprintf() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Printf("key %s…", k[:12])
}

// N: env-variable name constants.
func nameConstant() {
	const name = "MSGINE_API_KEY"
	if os.Getenv(name) == "" {
		log.Printf("%s is missing", name)
	}
}

// N: "MSGINE_API_KEY is not set".
func notSet() {
	k := os.Getenv("MSGINE_API_KEY")
	if k == "" {
		log.Print("MSGINE_API_KEY is not set")
	}
}

// N: that message with log.Fatal.
func notSetFatal() {
	if os.Getenv("MSGINE_API_KEY") == "" {
		log.Fatal("MSGINE_API_KEY is not set")
	}
}
