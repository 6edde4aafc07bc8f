package cli

import (
	"strconv"
	"strings"
	"time"
)

// parseSince reads what --since takes: a date, a date and a time, "@" and
// seconds since 1970, or how long ago, such as "2 weeks", "2.weeks.ago" or "10d".
// A date without a zone is local, one without a time is the day's start. It
// fails on anything else, where git would guess.
func parseSince(text string, now time.Time) (time.Time, error) {
	text = strings.TrimSpace(text)
	if seconds, ok := strings.CutPrefix(text, "@"); ok {
		if n, err := strconv.ParseInt(seconds, 10, 64); err == nil && n >= 0 {
			return time.Unix(n, 0), nil
		}
	}
	for _, layout := range [...]string{time.DateOnly, time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02T15:04:05",
		time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 Z07:00"} {
		if t, err := time.ParseInLocation(layout, text, now.Location()); err == nil {
			return t, nil
		}
	}
	if t, ok := ago(strings.ToLower(text), now); ok {
		return t, nil
	}
	return time.Time{}, usage("--since %s: want a date such as 2025-01-31 or how long ago, such as \"2 weeks\"", text)
}

// ago reads how long before now: pairs of a number and a unit.
func ago(text string, now time.Time) (time.Time, bool) {
	switch text {
	case "yesterday":
		return now.AddDate(0, 0, -1), true
	case "today", "midnight":
		y, m, d := now.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, now.Location()), true
	}
	fields := strings.Fields(strings.ReplaceAll(separated(text), ".", " "))
	if len(fields) > 0 && fields[len(fields)-1] == "ago" {
		fields = fields[:len(fields)-1]
	}
	if len(fields) == 0 || len(fields)%2 != 0 {
		return now, false
	}
	for ; len(fields) > 0; fields = fields[2:] {
		n, err := strconv.Atoi(fields[0])
		if err != nil || n < 0 || n > 1e6 {
			return now, false
		}
		switch strings.TrimSuffix(fields[1], "s") {
		case "second", "sec", "":
			now = now.Add(-time.Duration(n) * time.Second)
		case "minute", "min":
			now = now.Add(-time.Duration(n) * time.Minute)
		case "hour", "h":
			now = now.Add(-time.Duration(n) * time.Hour)
		case "day", "d":
			now = now.AddDate(0, 0, -n)
		case "week", "w":
			now = now.AddDate(0, 0, -7*n)
		case "month":
			now = now.AddDate(0, -n, 0)
		case "year", "y":
			now = now.AddDate(-n, 0, 0)
		default:
			return now, false
		}
	}
	return now, true
}

// separated is text with a space between each number and its unit.
func separated(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if i > 0 && isDigit(text[i-1]) && 'a' <= text[i] && text[i] <= 'z' {
			b.WriteByte(' ')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
