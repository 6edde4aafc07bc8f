package gitscan_test

import (
	"strings"
	"testing"
)

// TestManyKeys scans a blob that holds thousands of keys: each is named.
func TestManyKeys(t *testing.T) {
	r := newRepo(t)
	const n = 20_000
	var text strings.Builder
	for range n {
		text.WriteString(newKey() + "\n")
	}
	r.add("many.txt", text.String())
	if got := len(r.scan("").Findings); got != n {
		t.Errorf("%d findings, want %d", got, n)
	}
}
