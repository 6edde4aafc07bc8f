// Package other calls an API that has the same header, and mentions no one.
package other

import "web"

func headers(r *web.Request) {
	r.Header.Set("X-Api-Key", "2FINMdB8FAsHzMtxHsEPrJ7sQTVsbaXpLcOkAWRy")
	r.Header.Set("Authorization", "Bearer d5uVzdLU8ueZ5oBUEqWpcHg7ZU6Dj90pMThdNADh")
}
