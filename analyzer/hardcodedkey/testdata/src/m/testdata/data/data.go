// Package data is test data by its path.
package data

var (
	placeholder = "msgine_live_abc123..."
	live        = "msgine_live_f7kvmlP7HVDctQUy1xvCkgaf" // want `msgine_live_f7kv`
)
