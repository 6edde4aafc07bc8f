// Package transportkey defines an Analyzer that reports API keys on the wrong
// wire: in a URL, over plain http, to a foreign host.
//
// # Analyzer transportkey
//
// transportkey: report keys in URLs, over plain http and to foreign hosts
//
// A key belongs in the provider's header of an https request to the provider's
// host. The analyzer follows keys into URLs, and the constant parts of the URL
// of each request that carries a provider's header.
package transportkey
