package settings_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/msgine/msginelint/analyzer/internal/settings"
	"github.com/msgine/msginelint/rules/provider"
)

func TestRoundTrip(t *testing.T) {
	want := []provider.Provider{{
		Name: "Acme Ltd", Prefixes: []string{"acme_live_"}, Env: []string{"ACME_KEY"},
		Headers: []string{"X-Acme-Key"}, Hosts: []string{"api.acme.example"}, SDKs: []string{"acme.example/sdk"},
	}}
	text, err := settings.Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := settings.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Decode(Encode) (-want +got):\n%s", diff)
	}
}

func TestDecode(t *testing.T) {
	for text, want := range map[string]string{ // text -> part of the error, "" for none
		``:   "",
		`[]`: "",
		`[{"name":"A","env":["ACME_API_KEY"],"rotation":"90d"}]`: "",
		`[{"name":"A","env":["ACME_API_KEY"],"rotation":90}]`:    "",
		`[{"name":"A"}]`:                             "needs one of",
		`[{"env":["ACME_API_KEY"]}]`:                 "name is missing",
		`[{"name":"A","prefix":["acme_live_"]}]`:     `unknown field "prefix"`,
		`[{"name":"A","prefixes":"acme_live_"}]`:     "cannot unmarshal",
		`{"name":"A"}`:                               "cannot unmarshal",
		`[`:                                          "decode providers",
		`[{"name":"A","env":["ACME_API_KEY"]}] true`: "text after the array",
	} {
		_, err := settings.Decode(text)
		switch {
		case want == "" && err != nil:
			t.Errorf("Decode(%s): %v", text, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("Decode(%s) = %v, want an error with %q", text, err, want)
		}
	}
}
