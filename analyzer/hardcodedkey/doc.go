// Package hardcodedkey defines an Analyzer that reports API keys written in Go
// source code, whatever form the types and constants of a package give them.
//
// # Analyzer hardcodedkey
//
// hardcodedkey: report a provider's API key in source code
//
// A text is a key by its prefix, however it is put together: in one literal,
// by constants folded across declarations and packages, by strings.Join or
// fmt.Sprintf of constants, byte by byte in a []byte literal, encoded, in a
// comment, a struct tag or an embedded file. A text without the prefix is a
// key by its place: sent in the provider's header, handed to its SDK, or
// assigned to its environment name.
//
// A key is reported once, where it is written; a key that becomes whole in an
// expression is reported at that expression.
//
// What the analyzer does not see: a value that passes through a parameter, a
// field or another function's result, and a variable that is assigned twice.
// In files that the build leaves out it sees no types; they are read closely
// only if they mention the provider.
package hardcodedkey
