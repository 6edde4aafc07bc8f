package sanitised

import (
	"log"
	"os"
	"strings"
)

func mask(s string) string {
	if len(s) < 12 {
		return "…"
	}
	return s[:12] + "…"
}

// N: mask(K).
func masked() {
	log.Print(mask(os.Getenv("MSGINE_API_KEY")))
}

// N: sanitised and reassigned.
func reassigned() {
	k := os.Getenv("MSGINE_API_KEY")
	k = mask(k)
	log.Print(k)
}

func redactSecret(s string) string {
	return strings.Repeat("*", len(s))
}

// N: redactSecret(K).
func redacted() {
	log.Print(redactSecret(os.Getenv("MSGINE_API_KEY")))
}

func obfuscated(s string) string {
	if s == "" {
		return ""
	}
	return "****" + s[len(s)-4:]
}

// N: obfuscated(K).
func obfuscate() {
	log.Print(obfuscated(os.Getenv("MSGINE_API_KEY")))
}

// CensorKey hides a key.
func CensorKey(string) string { return "[censored]" }

// N: CensorKey(K).
func censored() {
	log.Print(CensorKey(os.Getenv("MSGINE_API_KEY")))
}

func scrub(s, secret string) string { return strings.ReplaceAll(s, secret, "***") }

// N: scrub(K, K).
func scrubbed() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(scrub("key "+k, k))
}

func keyHash(s string) string {
	h := 0
	for _, c := range s {
		h = h*31 + int(c)
	}
	return strings.Repeat("#", h%7)
}

// N: keyHash(K).
func hashed() {
	log.Print(keyHash(os.Getenv("MSGINE_API_KEY")))
}

type redactor struct{}

func (redactor) Redact(s string) string { return s[:0] + "[redacted]" }

// N: a method called Redact.
func redactedByMethod() {
	log.Print(redactor{}.Redact(os.Getenv("MSGINE_API_KEY")))
}

func redactNothing(s string) string { return s }

// R: a function called redact… whose result is its argument unchanged.
func unredacted() {
	log.Print(redactNothing(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

func maskLater(s string) string {
	v := s
	return v
}

// R: a function called mask… whose result is its argument through a variable.
func unmasked() {
	log.Print(maskLater(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

func cond() bool { return len(os.Args) > 99 }

// R: sanitised on one branch only.
func oneBranch() {
	k := os.Getenv("MSGINE_API_KEY")
	if cond() {
		k = mask(k)
	}
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: sanitiser result discarded.
func discarded() {
	k := os.Getenv("MSGINE_API_KEY")
	_ = mask(k)
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: sanitised after the sink.
func afterSink() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	k = mask(k)
	_ = k
}

// R: sanitised into another variable.
func otherVariable() {
	k := os.Getenv("MSGINE_API_KEY")
	shown := mask(k)
	log.Print(shown, k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: sanitised on both branches.
func bothBranches() {
	k := os.Getenv("MSGINE_API_KEY")
	if cond() {
		k = mask(k)
	} else {
		k = redactSecret(k)
	}
	log.Print(k)
}
