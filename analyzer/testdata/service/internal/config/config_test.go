package config

import "testing"

func TestMinimal(t *testing.T) {
	t.Setenv("MSGINE_API_KEY", "your-api-key-here") // SAFE: a placeholder in a test
	key, listen := Minimal()
	if key == "" || listen == "" {
		t.Fatal("nothing read")
	}
	t.Logf("key %s", key)          // OPTIN: loggedkey: a test's log
	t.Logf("listen on %s", listen) // SAFE: another result
}
