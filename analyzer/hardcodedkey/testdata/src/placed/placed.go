// Package placed holds keys without a prefix, where only a key belongs.
package placed

import (
	"os"
	"syscall"

	msgine "github.com/kasimlyee/msgine-sdk/go"

	"prefix"
	"web"
)

const declared = "C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPk" // want `handed to github.com/kasimlyee/msgine-sdk/go`

var variable = "Na1Hedcm4pMbXDuCL1mHoOsFaQfDPrAJ71fTquWo" // want `handed to github.com/kasimlyee/msgine-sdk/go`

const header = "x-api-key"

func sdk(given string) {
	msgine.NewClient("GsbeKXgzg2sye9b2Rann76dEyTzAeKOmXRrvftva")                            // want `handed to github.com/kasimlyee/msgine-sdk/go`
	msgine.NewClientWithConfig("9AW7hipTgadDZFlRJmCGmUXiAPyhzAnar3ZLt4bn", msgine.Config{}) // want `handed to`
	msgine.NewClient(declared)
	msgine.NewClient(declared)
	msgine.NewClient(variable)
	msgine.NewClient(prefix.Unmarked)                   // want `handed to`
	local := "lz2MPKgcjnCqaXNv1syeefnLOpaMxxNDi9LE1Ki3" // want `handed to`
	msgine.NewClient(local)
	_ = msgine.Config{APIKey: "ylOjt6o0NpUmkVO8JmR8y4EMfAdggcG9qpVTzqA0", BaseURL: "https://msgine.example.com/some/base/url/of/it"} // want `handed to`
	var c msgine.Config
	c.APIKey = "5MFsHl7UeioEJP2NNern66nVberACpdclsxHKifx" // want `handed to`

	msgine.NewClient(given)
	msgine.NewClient(os.Getenv("MSGINE_API_KEY"))
	msgine.NewClient("")
	msgine.NewClient("YOUR_API_KEY")
	msgine.NewClient("your-api-key-here")
	again := "i5CvQUSHL8iLc7bE6wSt9cbMOeEeUtuieeCIxVc5"
	again = given
	msgine.NewClient(again)
	taken := "7VVTiY96vwfRE5e32A8Yb3FKaNQyyLaMeffOhq4A"
	change(&taken)
	msgine.NewClient(taken)
}

func headers(r *web.Request) {
	r.Header.Set("X-Api-Key", "Uvy7VSLDCD1IfHWGbtMfEbo9ShFXNQ6Fq5axtjRN")                                                                // want `sent in the header X-Api-Key`
	r.Header.Add(header, "mHkW5vQ7CF5puzQqmOBZZW6m4nyoL6uniiFw152c")                                                                     // want `sent in the header x-api-key`
	r.Header["X-Api-Key"] = []string{"Te8r0khCEr7n1AyOHFRuT11NCue1cr3McRTrKwtP"}                                                         // want `sent in the header X-Api-Key`
	r.Header = web.Header{"X-Api-Key": {"YKbPizDmbX1rpXjYdOhCgOIPOZx9eRmm0EqlTaWE"}}                                                     // want `sent in the header X-Api-Key`
	_ = map[string]string{"X-Api-Key": "ITclorXwIS8HGNWkz2YS5ofA75UyiCDmO46ayJKP", "Accept": "4GY08vDuPngU30ZP7Thnp5yftIY7uq6T2bwGfcCv"} // want `sent in the header X-Api-Key`
	r.Header.Set("X-Api-Key", os.Getenv("MSGINE_API_KEY"))
	r.Header.Set("X-Api-Key", "YOUR_API_KEY")
	r.Header.Set("Accept", "JAXrF6bnZ3eBZclIvRY6iEjH5UH1RSC84FL8SfWo")
	r.Header.Get("X-Api-Key")
}

func anotherAPI(r *web.Request) {
	r.Header.Set("Authorization", "Bearer CHJs1UJOkHG16JqtQy9235Nnt2j9IHrKFmAIhGaM")
}

const base = "https://api.msgine.net"

func older() {
	r := web.NewRequest("GET", base+"/api/v1/account")
	r.Header.Set("Authorization", "ybIcH6zIZKhFfSke7IDA69Z7zrpEFivB50756EHu")        // want `sent in the header Authorization`
	r.Header.Set("Authorization", "Bearer gmANb7qiSXbcmjoaRsuUwpNFgFULh2GNqTmSH4Bb") // want `sent in the header Authorization`
	r.Header.Set("Authorization", "Basic dXNlcjpwYXNzd29yZDEyMzQ1Njc4OTA=")
}

func environment() {
	os.Setenv("MSGINE_API_KEY", "yOA0HNkIn3OIOnHn2INL2io6VOZw5luMu57mnXm4")             // want `the value of MSGINE_API_KEY`
	syscall.Setenv("MSGINE_API_TOKEN", "gi4piUfqygB18AIYTimzORZbgmKRw609xhTGOWvG")      // want `the value of MSGINE_API_TOKEN`
	getenv("MSGINE_API_KEY", "R1mZeEgbcWJNG5KEjmlhnl1ks7RgLdi8RDeWguzD")                // want `the value of MSGINE_API_KEY`
	_ = []string{"MSGINE_API_KEY=BGwBnMxaOSc2mlADxVxz6mMkgGYau5fZ1T436O8z"}             // want `the value of MSGINE_API_KEY`
	_ = map[string]string{"MSGINE_API_KEY": "KMmGLvZWqr6hVVXk07zi5v4ISxXBWlznUleZvtEg"} // want `the value of MSGINE_API_KEY`
	os.Setenv("OTHER_API_KEY", "a4wO5Ndor89QtvnQzKlIeyGFPnShWzKbhNgVpqCz")
	os.Setenv("MSGINE_API_KEY", "MSGINE_API_KEY")
	const MSGINE_API_TOKEN = "GdWmPyagqqr5vJIGA9HK2gOCZPeJMQW9cy78kyEk" // want `the value of MSGINE_API_TOKEN`
	const MSGINE_API_KEY = "MSGINE_API_KEY"
}

func getenv(name, otherwise string) string { return otherwise }

func change(*string) {}
