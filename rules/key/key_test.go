package key_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/key"
)

func TestNew(t *testing.T) {
	tail := strings.Repeat("9fK2", 8)
	k := key.New([]byte("msgine_live_"+tail), len("msgine_live_"))
	if k.Shown() != "msgine_live_9fK2…" {
		t.Errorf("shown %q", k.Shown())
	}
	if len(k.ID()) != len("k_")+16 || !strings.HasPrefix(k.ID(), "k_") {
		t.Errorf("id %q", k.ID())
	}
	if again := key.New([]byte("msgine_live_"+tail), 0); again.ID() != k.ID() {
		t.Error("the id depends on the prefix")
	}
	if other := key.New([]byte("msgine_live_"+tail[1:]), 12); other.ID() == k.ID() {
		t.Error("two keys with one id")
	}
	if key.Of(k.ID(), k.Shown()) != k {
		t.Error("Of does not restore a key")
	}
	if !(key.Key{}).IsZero() || k.IsZero() || !key.New(nil, 0).IsZero() {
		t.Error("IsZero")
	}
}

// TestNeverWhole shows less than the key, however short it is.
func TestNeverWhole(t *testing.T) {
	for n := 1; n < 24; n++ {
		for prefix := 0; prefix <= n; prefix++ {
			raw := strings.Repeat("x", n)
			if shown := strings.TrimSuffix(key.New([]byte(raw), prefix).Shown(), "…"); len(shown) >= n || len(shown) > prefix+key.ShownTail {
				t.Errorf("%d characters, prefix of %d: shows %d", n, prefix, len(shown))
			}
		}
	}
}

// TestNoVerbPrintsTheKey prints a key in every way there is.
func TestNoVerbPrintsTheKey(t *testing.T) {
	secret := strings.Repeat("Zq7", 10)
	k := key.New([]byte("msgine_live_"+secret), 12)
	encoded, err := json.Marshal(struct{ K key.Key }{k})
	if err != nil {
		t.Fatal(err)
	}
	every := strings.Join([]string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"}, " ")
	for _, text := range []string{
		fmt.Sprintf(every, k, k, k, k, k, k, k, k), fmt.Sprint(struct{ k key.Key }{k}), fmt.Sprintf("%#v", &k), string(encoded),
	} {
		if strings.Contains(text, secret[:8]) || strings.Contains(text, fmt.Sprintf("%x", secret[:8])) {
			t.Errorf("prints the key: %s", text)
		}
	}
}
