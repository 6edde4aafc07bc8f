package cli

import (
	"testing"
	"time"
)

func TestParseSince(t *testing.T) {
	zone := time.FixedZone("", 3*3600)
	now := time.Date(2025, 3, 31, 15, 4, 5, 0, zone)
	for text, want := range map[string]string{
		"2025-01-31":                "2025-01-31T00:00:00+03:00",
		" 2025-01-31 ":              "2025-01-31T00:00:00+03:00",
		"2025-01-31 10:11":          "2025-01-31T10:11:00+03:00",
		"2025-01-31 10:11:12":       "2025-01-31T10:11:12+03:00",
		"2025-01-31T10:11:12Z":      "2025-01-31T10:11:12Z",
		"2025-01-31 10:11:12 -0500": "2025-01-31T10:11:12-05:00",
		"@1700000000":               "2023-11-14T22:13:20Z",
		"2 weeks":                   "2025-03-17T15:04:05+03:00",
		"2 Weeks Ago":               "2025-03-17T15:04:05+03:00",
		"2.weeks.ago":               "2025-03-17T15:04:05+03:00",
		"2w":                        "2025-03-17T15:04:05+03:00",
		"1 day":                     "2025-03-30T15:04:05+03:00",
		"10d 2h":                    "2025-03-21T13:04:05+03:00",
		"90 minutes":                "2025-03-31T13:34:05+03:00",
		"30s":                       "2025-03-31T15:03:35+03:00",
		"2 months":                  "2025-01-31T15:04:05+03:00",
		"1 year 1 day":              "2024-03-30T15:04:05+03:00",
		"yesterday":                 "2025-03-30T15:04:05+03:00",
		"today":                     "2025-03-31T00:00:00+03:00",
	} {
		wanted, err := time.Parse(time.RFC3339, want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := parseSince(text, now); err != nil || !got.Equal(wanted) {
			t.Errorf("%q: %v, %v, want %v", text, got, err, wanted)
		}
	}
	for _, text := range []string{"", "ago", "weeks", "2", "2 fortnights", "two weeks", "-1 day", "2025-13-01", "2025-02-30", "31.01.2025", "@", "@x", "1 day 2", "99999999 days", "next week"} {
		if got, err := parseSince(text, now); err == nil || statusOf(err) != ExitUsage {
			t.Errorf("%q: %v, %v, want a fault of usage", text, got, err)
		}
	}
}
