// Package forms holds a key in every form that a literal has.
package forms

import (
	"flag"
	"fmt"

	"web"
)

var packageVar = "msgine_live_u8jzPde0IgxLd6GncfBAepfJ" // want `msgine_live_u8jz`

const packageConst = "msgine_live_Bd0Kh8oOOL8dKLzdocJ2isAj" // want `msgine_live_Bd0K`

const (
	grouped      = "msgine_live_IhKtJ0RlgLKOmxgJTeKdNnFR"      // want `msgine_live_IhKt`
	groupedAgain                                               // the same key, written once
	bytes        = len("msgine_live_IBXuDL7DxtpYlSXpfKtHF4vU") // want `msgine_live_IBXu`
)

var fromInit string

func init() {
	fromInit = "msgine_live_CsMehGAkWvj7FAc9QeWJKY40" // want `msgine_live_CsMe`
}

type secret string

type config struct {
	APIKey string
	Nested struct{ Key secret }
}

func literals() {
	short := "msgine_live_uvSwMFLZDe1f8rESQedUStPK"                                                                    // want `msgine_live_uvSw`
	c := config{APIKey: "msgine_live_R0CsTy4Qwb8DwkNhFdnXsiVp"}                                                        // want `msgine_live_R0Cs`
	p := &config{"msgine_live_zz63FfkCzJr4i0B3JrTAwR4y", struct{ Key secret }{"msgine_live_9ojfljoQoaF1LlqsajAIxNKu"}} // want `hardcoded` `hardcoded`
	anonymous := struct{ k string }{k: "msgine_live_8iS2G8NPRVdD53X83RZJzzzz"}                                         // want `msgine_live_8iS2`
	m := map[string]string{"k": "msgine_live_gEOzdmenCkhvMdgaKjIg8xNb"}                                                // want `msgine_live_gEOz`
	mm := map[string]int{"msgine_live_e3nNyjOq9wMxEhh2FDEEtfjg": 1}                                                    // want `msgine_live_e3nN`
	c.APIKey = "msgine_live_VvVqE1SkHbn88HxjSI6bWHtP"                                                                  // want `msgine_live_VvVq`
	raw := `msgine_live_3fS2qHx6kwXoIIXGvOoNZYW2`                                                                      // want `msgine_live_3fS2`
	use(short, c, p, anonymous, m, mm, raw, groupedAgain, grouped)
	use("msgine_live_mZp0zVZomHFwUbbYrEqmSM9w")           // want `msgine_live_mZp0`
	var _ secret = "msgine_live_CZ7Uw9xfogoEmvnEN5N1aE6P" // want `msgine_live_CZ7U`
}

func result() (string, error) {
	return "msgine_live_wZPf1Qh6yYTWmE4lBYOvfZ8U", nil // want `msgine_live_wZPf`
}

func compare(k string) bool {
	if k == "msgine_live_zDzV8fUkkibjL5DZPjN0MEQ7" { // want `msgine_live_zDzV`
		return true
	}
	if "msgine_live_wjJJibaZUPgHV7iB3m03nbqn" == k { // want `msgine_live_wjJJ`
		return true
	}
	switch k {
	case "msgine_live_sGpWLuqIA1id6Vw5DQL05HA0": // want `msgine_live_sGpW`
		return true
	}
	return false
}

var flagDefault = flag.String("key", "msgine_live_64GiIjHGb3CXlMaXZjljENUh", "the key") // want `msgine_live_64Gi`

var (
	asBytes  = []byte("msgine_live_JduRHHJEYXg4JdpmrcXgGCJb")                                                                                                                                                                                    // want `msgine_live_JduR`
	byByte   = []byte{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 'W', '5', '6', 'e', 'C', 'u', 'N', 'G', 'M', 'G', 'm', 'S', 'r', 'C', 'G', 'I', 'Z', 'E', 'G', '8', 'p', 'S', 'H', '4'}                                        // want `msgine_live_W56e`
	byNumber = [...]byte{0x6d, 0x73, 0x67, 0x69, 0x6e, 0x65, 0x5f, 0x6c, 0x69, 0x76, 0x65, 0x5f, 0x34, 0x38, 0x37, 0x71, 0x37, 0x4a, 0x35, 0x38, 0x6d, 0x31, 0x43, 0x69, 0x41, 0x68, 0x7a, 0x43, 0x75, 0x65, 0x51, 0x70, 0x42, 0x65, 0x6e, 0x51} // want `msgine_live_487q`
	byRune   = []rune{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 't', 'Y', 'h', '5', 'X', 'j', '8', 'T', 'P', 'Q', 'x', 'j', 'q', '4', 'i', '9', 'D', 'o', 'V', '8', 'g', 'z', '4', 'F'}                                        // want `msgine_live_tYh5`
	byUnit   = []uint16{'m', 's', 'g', 'i', 'n', 'e', '_', 'l', 'i', 'v', 'e', '_', 'k', 'Q', '1', 'o', 'k', 'T', 'B', 'G', 'z', 'v', 'A', 'm', 'w', 'u', 'f', 'U', 'x', 'b', 'v', 'J', 'D', 'C', 'T', 'b'}                                      // want `msgine_live_kQ1o`
)

var (
	inURL    = "https://api.msgine.net/api/v1/account?key=msgine_live_yvHNsG9eh6Yo4gfqrc5XlrWi&x=1"              // want `msgine_live_yvHN`
	inHeader = "X-Api-Key: msgine_live_0B26R08qzjI6GKFSufrdZSlB\r\n"                                             // want `msgine_live_0B26`
	inJSON   = `{"apiKey": "msgine_live_5er8bOfZqfM2oeq3hDavJA76"}`                                              // want `msgine_live_5er8`
	inCurl   = "curl -H 'X-Api-Key: msgine_live_rNicHTp8hkqdlm7tOtHWnsCG' https://api.msgine.net/api/v1/account" // want `msgine_live_rNic`
	escaped  = "msgine\x5flive\x5fRlrwZbqcabUGJmGEp7CgQ0PB"                                                      // want `msgine_live_Rlrw`
	base64ed = "a2V5PW1zZ2luZV9saXZlX1FGSTE0ekd0U25vdm0xNFRVT2l6d2QxaQ=="                                        // want `msgine_live_QFI1`
	hexed    = "6d7367696e655f6c6976655f61654f563471426b6466513179334751734d70537363446c"                        // want `msgine_live_aeOV`
	two      = "msgine_live_krCaqx9vJupc94tnwlavyfEr and msgine_live_GPmpGXafq0fjzLczbttOofL9"                   // want `hardcoded` `hardcoded`
)

// want +3 `msgine_live_H2Wj`

var rawLines = `first
	key: msgine_live_H2WjQ5TY4MyWuUFjsUNPjc01
`

type tagged struct {
	Key string `json:"key" default:"msgine_live_T5GOBUSZGi6HWGK10Zb0RLZ5"` // want `msgine_live_T5GO`
	// A placeholder in a tag is documentation.
	Other string `json:"other" example:"msgine_live_abc123"`
}

var placeholder = "msgine_live_abc123..." // want `placeholder msgine_live_abc1.* stands where a MsGine key`

func send(r *web.Request) {
	r.Header.Set("X-Api-Key", "msgine_live_TR9SPofbciOx9gy1CJdObOIR")     // want `msgine_live_TR9S`
	b := any(map[string]any{"k": "msgine_live_pFqaDZeV7G5IfQHeVVEqZe2q"}) // want `msgine_live_pFqa`
	fmt.Println(b, placeholder)
}

// msgine_live_pUWnoVPDF2yeE6RsXcNOPmeM in a comment // want `msgine_live_pUWn`

// want +4 `msgine_live_jvqP`

/*
	A block comment with a key:
	msgine_live_jvqPVStNKiaEdFrRgSnRFsTH
*/

func use(...any) {}
