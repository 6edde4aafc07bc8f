// Package loggedkey defines an Analyzer that reports where an API key reaches a
// log or anything else that people read.
//
// # Analyzer loggedkey
//
// loggedkey: report keys that reach logs, output, errors, panics and responses
//
// A value is a key by where it comes from: the provider's environment variable,
// header, flag or setting, a field tagged with its name, a declaration marked
// //msginelint:key; or by where it goes: the provider's header or SDK. It is
// followed through fields, collections, closures, channels and functions, also
// of other packages, until it meets a way out. The message tells the whole way.
//
// Types that redact themselves are judged by what the method that the sink
// calls really returns, for the verb, the handler and the field that are used.
package loggedkey
