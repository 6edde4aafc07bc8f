// Package acme uses a further provider.
package acme

import "os"

var key = "acme_live_rrNRUKSLmOrWpm8pGP6m4RcO" // want `hardcoded Acme Ltd key acme_live_`

func set() {
	os.Setenv("ACME_API_KEY", "RkJpOxEEwnvvFVi13eZhCZ0N1XXnCBVqyZjxjP1M") // want `the value of ACME_API_KEY`
}
