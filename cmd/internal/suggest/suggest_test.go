package suggest_test

import (
	"testing"

	"github.com/msgine/msginelint/cmd/internal/suggest"
)

func TestClosest(t *testing.T) {
	among := []string{"check", "files", "history", "hardcodedkey", "loggedkey"}
	tests := []struct{ word, want string }{
		{"chekc", "check"},
		{"chek", "check"},
		{"file", "files"},
		{"histroy", "history"},
		{"hardcoded", "hardcodedkey"},
		{"logedkey", "loggedkey"},
		{"zzz", ""},
		{"", ""},
		{"deploy", ""},
	}
	for _, tt := range tests {
		if got, ok := suggest.Closest(tt.word, among); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Closest(%q) = %q, %v; want %q", tt.word, got, ok, tt.want)
		}
	}
	if got := suggest.Hint("vett", []string{"vet"}); got != `; did you mean "vet"?` {
		t.Errorf("Hint = %q", got)
	}
	if got := suggest.Hint("qqqqq", among); got != "" {
		t.Errorf("Hint = %q, want none", got)
	}
}
