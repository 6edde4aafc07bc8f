// Package urls puts keys into URLs, which an *url.Error prints. Where the
// report may stand at the value that is set or at its use, both are one line.
package urls

import (
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
)

const base = "https://api.msgine.net/api/v1/account?key="

func key() string { return os.Getenv("MSGINE_API_KEY") }

// R: concatenation into Get.
func get() {
	k := os.Getenv("MSGINE_API_KEY")
	http.Get(base + k) // want "MSGINE_API_KEY.*http\\.Get\\b"
}

// R: query string into http.Get whose error is logged: one report.
func getErrorLogged() {
	u := base + os.Getenv("MSGINE_API_KEY")
	_, err := http.Get(u) // want "MSGINE_API_KEY.*http\\.Get\\b"
	if err != nil {
		log.Print(err)
	}
}

// R: Sprintf into Get.
func getSprintf() {
	u := fmt.Sprintf("https://api.msgine.net/%s/account", os.Getenv("MSGINE_API_KEY"))
	http.Get(u) // want "MSGINE_API_KEY.*http\\.Get\\b"
}

// R: concatenation into Post.
func post() {
	http.Post(base+os.Getenv("MSGINE_API_KEY"), "text/plain", strings.NewReader("hello")) // want "MSGINE_API_KEY.*http\\.Post\\b"
}

// R: concatenation into NewRequest.
func newRequest() {
	req, _ := http.NewRequest(http.MethodGet, base+os.Getenv("MSGINE_API_KEY"), nil) // want "MSGINE_API_KEY.*http\\.NewRequest\\b"
	_ = req
}

// R: Sprintf into NewRequest.
func newRequestSprintf() {
	u := fmt.Sprintf("%s%s", base, os.Getenv("MSGINE_API_KEY"))
	req, _ := http.NewRequest(http.MethodGet, u, nil) // want "MSGINE_API_KEY.*http\\.NewRequest\\b"
	_ = req
}

// R: concatenation into the Get of a client.
func clientGet() {
	c := &http.Client{}
	c.Get(base + os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*http\\.Client\\)\\.Get\\b"
}

// R: url.Values Set, then Encode into Get.
func valuesSet(v url.Values) { v.Set("key", key()); http.Get(base + v.Encode()) } // want "MSGINE_API_KEY.*(Values|http\\.Get)\\b"

// R: url.Values Add, then Encode into Get.
func valuesAdd(v url.Values) { v.Add("key", key()); http.Get(base + v.Encode()) } // want "MSGINE_API_KEY.*(Values|http\\.Get)\\b"

// R: url.Values literal, Encode into Get.
func valuesLiteral() {
	http.Get(base + url.Values{"key": {os.Getenv("MSGINE_API_KEY")}}.Encode()) // want "MSGINE_API_KEY.*(Values|http\\.Get)\\b"
}

// R: RawQuery.
func rawQuery(u *url.URL) {
	u.RawQuery = "key=" + os.Getenv("MSGINE_API_KEY") // want "MSGINE_API_KEY.*RawQuery\\b"
}

// R: RawQuery of a request.
func requestRawQuery(r *http.Request) {
	r.URL.RawQuery = "key=" + os.Getenv("MSGINE_API_KEY") // want "MSGINE_API_KEY.*RawQuery\\b"
}

// R: url.Values Set, then Encode into RawQuery.
func valuesRawQuery(u *url.URL, v url.Values) { v.Set("k", key()); u.RawQuery = v.Encode() } // want "MSGINE_API_KEY.*(Values|RawQuery)\\b"

// N: the key in the body of Post.
func postBody() {
	http.Post("https://api.msgine.net/api/v1/account", "text/plain", strings.NewReader(os.Getenv("MSGINE_API_KEY")))
}

// N: the key in the header of a request.
func header() {
	req, _ := http.NewRequest(http.MethodGet, "https://api.msgine.net/api/v1/account", nil)
	req.Header.Set("X-Api-Key", os.Getenv("MSGINE_API_KEY"))
	_, err := http.DefaultClient.Do(req)
	log.Print(err)
}

// N: a query without the key.
func cleanQuery() {
	k := os.Getenv("MSGINE_API_KEY")
	v := url.Values{}
	v.Set("set", fmt.Sprint(k != ""))
	http.Get("https://api.msgine.net/api/v1/account?" + v.Encode())
}
