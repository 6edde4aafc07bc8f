// Package key holds what may be said about a key: never the key itself.
//
// A [Key] is built from the raw bytes where they are matched and keeps only
// its public prefix with at most four characters, and a hash that identifies
// it. No field holds the raw key, so no verb, encoder or debugger can print it.
package key

import (
	"crypto/sha256"
	"encoding/hex"
)

// ShownTail is the most characters after the prefix that [Key.Shown] reveals.
const ShownTail = 4

// Key is what may be said about one key. The zero Key is no key.
type Key struct {
	shown string
	id    string
}

// New describes raw, whose first prefixLen bytes are the provider's public
// prefix (0 for a key that is known by its place alone). It does not keep raw.
func New(raw []byte, prefixLen int) Key {
	if len(raw) == 0 {
		return Key{}
	}
	show := min(prefixLen+ShownTail, len(raw))
	if show == len(raw) { // never the whole of it
		show = min(prefixLen, len(raw)-1)
	}
	sum := sha256.Sum256(raw)
	return Key{
		shown: string(raw[:show]) + "…",
		id:    "k_" + hex.EncodeToString(sum[:8]),
	}
}

// Of restores a Key from what [Key.ID] and [Key.Shown] returned, for a finding
// that crossed a process boundary.
func Of(id, shown string) Key { return Key{shown: shown, id: id} }

// ID identifies the key: "k_" and the first 16 hexadecimal digits of the
// SHA-256 of the raw key. Equal keys have equal IDs, in any encoding.
func (k Key) ID() string { return k.id }

// Shown is the key as a person may see it, such as "msgine_live_9fK2…".
func (k Key) Shown() string { return k.shown }

// String is [Key.Shown].
func (k Key) String() string { return k.shown }

// IsZero reports whether k is no key.
func (k Key) IsZero() bool { return k.id == "" }
