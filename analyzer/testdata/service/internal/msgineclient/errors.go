package msgineclient

import (
	"fmt"

	"example.test/notify/internal/secrets"
)

// AuthError is returned when the provider does not know the key.
type AuthError struct {
	Key    string
	Status int
}

func (e *AuthError) Error() string {
	return fmt.Sprintf("msgine: status %d: key %s was rejected", e.Status, e.Key)
}

// QuotaError is returned when the key has used up its quota.
type QuotaError struct {
	key  secrets.Key
	Path string
}

func (e *QuotaError) Error() string {
	return fmt.Sprintf("msgine: %s: quota of key %s used up", e.Path, e.key.Fingerprint())
}
