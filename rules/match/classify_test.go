package match_test

import (
	"math"
	"strings"
	"testing"

	"github.com/msgine/msginelint/rules/match"
)

// TestPolicy is the placeholder policy, text by text. A tail such as {62:32}
// stands for a random one, 32 characters of base 62.
func TestPolicy(t *testing.T) {
	rnd := seeded(20)
	long := randomText(rnd, base62, 32)
	m := msgine(t)
	for _, row := range []struct {
		text string // after msgine_live_
		want match.Kind
	}{
		// live: it looks random
		{long, match.Live},
		{long[:16], match.Live},
		{long + "...", match.Live},
		{long + "${x}", match.Live},
		{randomText(rnd, "0123456789abcdef", 32), match.Live},
		{randomText(rnd, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 26), match.Live},
		{randomText(rnd, "0123456789abcdefghijklmnopqrstuvwxyz", 24), match.Live},
		{"550e8400-e29b-41d4-a716-44665544f0c3", match.Live},
		{randomText(rnd, base62, 12) + "-" + randomText(rnd, base62, 12), match.Live},
		{randomText(rnd, base62, 12) + "_" + randomText(rnd, base62, 12), match.Live},
		{randomText(rnd, base62+"-_", 43), match.Live},
		{"prod_" + long, match.Live},
		{"Fake" + randomText(rnd, base62, 28), match.Live},
		{randomText(rnd, base62, 14) + "9test9" + randomText(rnd, base62, 14), match.Live},
		{"8834d259513120b714524dfe41d6f48793778570", match.Live},

		// prefix: nothing after it, or a template
		{"", match.Prefix}, {`"`, match.Prefix}, {"...", match.Prefix}, {"…", match.Prefix}, {"*", match.Prefix},
		{"${ID}", match.Prefix}, {"{{id}}", match.Prefix}, {"%s", match.Prefix}, {"<key>", match.Prefix}, {"#{id}", match.Prefix},
		{"[A-Za-z0-9]{24,}", match.Prefix}, {`" + id`, match.Prefix}, {"_", match.Prefix}, {"--", match.Prefix},
		{"prod_${ID}", match.Prefix}, {"user%s", match.Prefix}, {"abc<id>", match.Prefix}, {"*****", match.Prefix},

		// name: words, as of a metric, a flag or a function
		{"requests_total", match.Name}, {"requests", match.Name}, {"sms_sent_count", match.Name}, {"http_2xx_total", match.Name},
		{"request_duration_seconds_bucket", match.Name}, {"p99_latency_by_region", match.Name}, {"sha256_sum_of_payload", match.Name},
		{"getUserAccountBalance", match.Name}, {"key", match.Name}, {"key_prefix", match.Name}, {"migration_v2_2024", match.Name},
		{"requests-total-per-minute", match.Name}, {"test_runner_process", match.Name}, {"demo", match.Name},

		// placeholder: it says so
		{"YOUR_KEY", match.Placeholder}, {"YOUR_API_KEY", match.Placeholder}, {"your_key_here", match.Placeholder},
		{"your-api-key-here", match.Placeholder}, {"YourApiKeyGoesHere1", match.Placeholder}, {"example", match.Placeholder},
		{"EXAMPLE_KEY_123456789", match.Placeholder}, {"exampleKey1234567890", match.Placeholder}, {"changeme", match.Placeholder},
		{"change_me_before_use_1", match.Placeholder}, {"dummy_key_for_tests_1", match.Placeholder}, {"placeholder", match.Placeholder},
		{"REDACTED", match.Placeholder}, {"replace_with_real_key", match.Placeholder}, {"INSERT_KEY_HERE", match.Placeholder},
		{"test_key_0123456789ab", match.Placeholder}, {"fake_9fK2mPq7Lx3Rv8Tz", match.Placeholder}, {"TODO", match.Placeholder},

		// placeholder: short or elided
		{"abc123...", match.Placeholder}, {"abc123", match.Placeholder}, {"9fK2", match.Placeholder}, {"9fK2…", match.Placeholder},
		{long[:15], match.Placeholder}, {"ABC", match.Placeholder}, {"123", match.Placeholder},

		// placeholder: it repeats or counts
		{strings.Repeat("x", 24), match.Placeholder}, {strings.Repeat("X", 32), match.Placeholder}, {strings.Repeat("0", 32), match.Placeholder},
		{"xxxxxxxxxxxxxxxxabcd", match.Placeholder}, {"1234567890123456", match.Placeholder}, {"abcdefghijklmnopqrstuvwxyz", match.Placeholder},
		{"0123456789abcdef0123456789abcdef", match.Placeholder}, {"abc123def456ghi789", match.Placeholder},
		{"aaaaaaaabbbbbbbbcccccccc", match.Placeholder}, {"deadbeefdeadbeefdeadbeef", match.Placeholder},
		{"1a1a1a1a1a1a1a1a1a", match.Placeholder}, {"ABCDEFGH12345678", match.Placeholder}, {"zyxwvutsrqponm9876543210", match.Placeholder},

		// placeholder: neither a digit nor both cases
		{"qwertyuiopasdfghjklzxcvbnm", match.Placeholder}, {"QWERTYUIOPASDFGHJKL", match.Placeholder},
	} {
		got := all(m, []byte("x "+prefix+row.text+"\n"))
		if len(got) != 1 {
			t.Errorf("%q: %d matches, want 1", row.text, len(got))
			continue
		}
		if got[0].Kind != row.want {
			t.Errorf("%q: %v, want %v", row.text, got[0].Kind, row.want)
		}
	}
}

// TestRandomIsLive bounds how many random keys the policy lets go: less than
// one in ten thousand of 20 characters or more, in each alphabet that an issuer
// would use.
func TestRandomIsLive(t *testing.T) {
	m := msgine(t)
	rnd := seeded(21)
	const samples = 8000
	for name, alphabet := range map[string]string{
		"base62":    base62,
		"base64url": base62 + "-_",
		"base36":    "0123456789abcdefghijklmnopqrstuvwxyz",
		"base32":    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
		"hex":       "0123456789abcdef",
	} {
		for _, n := range []int{20, 24, 32, 40} {
			lost := 0
			for range samples {
				k := prefix + randomText(rnd, alphabet, n)
				if got := all(m, []byte(k)); len(got) != 1 || got[0].Kind != match.Live {
					lost++
					if lost < 4 {
						t.Logf("%s of %d characters: %q let go", name, n, k)
					}
				}
			}
			// A text without digits in a single case is let go by definition.
			bound := 1e-4 + singleCase(alphabet, n)
			if rate := float64(lost) / samples; rate > bound+4*math.Sqrt(bound/samples) {
				t.Errorf("%s of %d characters: %.2g let go, at most %.2g wanted", name, n, rate, bound)
			}
		}
	}
}

// singleCase is the chance that n characters of alphabet have neither a digit
// nor both cases.
func singleCase(alphabet string, n int) float64 {
	var low, up float64
	for _, c := range alphabet {
		switch {
		case 'a' <= c && c <= 'z':
			low++
		case 'A' <= c && c <= 'Z':
			up++
		}
	}
	size := float64(len(alphabet))
	return math.Pow(low/size, float64(n)) + math.Pow(up/size, float64(n))
}

// TestAssigned finds keys without the prefix where an environment name is
// assigned one. TOKEN stands for 40 random hexadecimal digits.
func TestAssigned(t *testing.T) {
	const wideMark = "UTF-16:"
	m := msgine(t)
	token := randomText(seeded(22), "0123456789abcdef", 40)
	for _, text := range []string{
		"MSGINE_API_TOKEN=TOKEN", "MSGINE_API_KEY=TOKEN\n", "export MSGINE_API_KEY=\"TOKEN\"", "MSGINE_API_KEY: 'TOKEN'", "MSGINE_API_KEY: TOKEN # prod",
		`{"MSGINE_API_KEY": "TOKEN"}`, `os.environ["MSGINE_API_KEY"] = "TOKEN"`, `process.env.MSGINE_API_KEY = 'TOKEN'`, `'MSGINE_API_KEY' => 'TOKEN',`,
		`os.getenv("MSGINE_API_KEY", "TOKEN")`, `process.env.MSGINE_API_KEY || "TOKEN"`, `process.env.MSGINE_API_KEY ?? 'TOKEN'`, `${MSGINE_API_KEY:-TOKEN}`,
		`os.Setenv("MSGINE_API_KEY", "TOKEN")`, `getenv('MSGINE_API_KEY') ?: 'TOKEN'`, `msgine_api_key = "TOKEN"`, `docker run -e MSGINE_API_KEY=TOKEN app`,
		`"env": "MSGINE_API_KEY=TOKEN\nB=1"`, `{\"MSGINE_API_KEY\": \"TOKEN\"}`, "<p>MSGINE_API_KEY=TOKEN</p>", "refs/heads/b/MSGINE_API_TOKEN=TOKEN/x", "MSGINE_API_TOKEN=TOKEN: no such file", "`MSGINE_API_KEY=TOKEN`", wideMark + "MSGINE_API_KEY=TOKEN\n",
	} {
		at := strings.LastIndex(text, "TOKEN") // the first may be the name's
		b := text[:at] + token + text[at+len("TOKEN"):]
		if strings.HasPrefix(text, wideMark) {
			b = wide(b[len(wideMark):], false)
		}
		got := all(m, []byte(b))
		if len(got) != 1 || got[0].Kind != match.Live || got[0].Evidence != match.ByEnvName {
			t.Errorf("%q: got %+v", text, got)
			continue
		}
		if got[0].Key.Shown() != token[:4]+"…" {
			t.Errorf("%q: shown %q", text, got[0].Key.Shown())
		}
	}
}

// TestNotAssigned stays silent on names, references, templates and checks.
func TestNotAssigned(t *testing.T) {
	m := msgine(t)
	for _, text := range []string{
		"MSGINE_API_KEY=", "MSGINE_API_KEY", "MSGINE_API_TOKEN=your-api-token-here", "MSGINE_API_TOKEN=your-actual-api-token-here", "MSGINE_API_KEY=changeme",
		"apiToken: process.env.MSGINE_API_TOKEN!,", "MSGINE_API_KEY: ${{ secrets.MSGINE_API_KEY }}", "MSGINE_API_KEY=${MSGINE_API_KEY}", "MSGINE_API_KEY=$(vault read -field=key secret/msgine1)",
		"MSGINE_API_KEY: process.env.MSGINE_API_KEY_V2", "MSGINE_API_KEY = generateRandomTokenV2(32)", "MSGINE_API_KEY = settings.productionKeyV2.value", "MSGINE_API_KEY: msgine-production-key-v2",
		"MSGINE_API_KEY: MSGINE_PRODUCTION_KEY_2", "MSGINE_API_KEY=xxxxxxxxxxxxxxxxxxxxxxxx", "MSGINE_API_KEY=1234567890123456789", "MSGINE_API_KEY_FILE=/run/secrets/9fK2mPq7Lx3Rv8Tz",
		"if (!process.env.MSGINE_API_KEY) throw", "MSGINE_API_KEY is required, see https://docs/9fK2mPq7Lx3Rv8Tz5", "MSGINE_API_KEY=<9fK2mPq7Lx3Rv8Tz5>", `MSGINE_API_KEY="9fK2mPq7Lx3Rv8Tz5 `,
		"MSGINE_API_KEY=9fK2mPq7", "MSGINE_API_KEY: config.get9fK2mPq7Lx3Rv8Tz5()", "MSGINE_API_KEY == expectedValue1234.x", "MSGINE_API_KEY: {{ .Values.msgine }}", "MSGINE_API_KEY: {",
	} {
		for _, mt := range all(m, []byte(text)) {
			if mt.Kind == match.Live {
				t.Errorf("%q: %+v", text, mt)
			}
		}
	}
}

func TestPlaced(t *testing.T) {
	m := msgine(t)
	p := m.Providers()[0]
	random := randomText(seeded(23), base62, 24)
	for _, row := range []struct {
		value string
		want  match.Kind
	}{
		{random, match.Live}, {"Bearer " + random, match.Live}, {prefix + random, match.Live}, {"s3cr3t-k3y-f0r-msgine", match.Live}, {"hunter2hunter", match.Live},
		{"", match.Prefix}, {"${KEY}", match.Prefix}, {"<your key>", match.Prefix}, {"{{key}}", match.Prefix}, {"%s", match.Prefix}, {prefix, match.Prefix},
		{"YOUR_API_KEY", match.Placeholder}, {"your-api-token", match.Placeholder}, {"changeme", match.Placeholder}, {"test", match.Placeholder}, {"test-key", match.Placeholder},
		{"xxxxxxxxxxxx", match.Placeholder}, {"1234567890", match.Placeholder}, {"my-api-token", match.Placeholder}, {"MSGINE_PROD", match.Placeholder}, {prefix + "abc123...", match.Placeholder}, {"abc...", match.Placeholder},
		{prefix + "requests_total", match.Name},
	} {
		k, kind := m.Placed(&p, row.value)
		if kind != row.want {
			t.Errorf("%q: %v, want %v", row.value, kind, row.want)
		}
		if k.IsZero() != (kind < match.Placeholder) {
			t.Errorf("%q: key %v of kind %v", row.value, k, kind)
		}
	}
}
