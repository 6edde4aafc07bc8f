// Package allowed holds keys that were let through.
package allowed

var a = "msgine_live_1ssrKrxqVqmCplppjs46Lmue" // msginelint:allow hardcodedkey revoked in May

// msginelint:allow hardcodedkey revoked in May
var b = "msgine_live_zqpGHoPZgPDcgaE40o1C6xc4"

var c = "msgine_live_sohdmM0Lm7exG3lCMqXXQ8ag" /* msginelint:allow hardcodedkey */ // want `the allow directive here has no reason`

var d = "msgine_live_OMTNwncxvjcnqcMUP6n0a0uA" /* msginelint:allow loggedkey another rule */ // want `msgine_live_OMTN`

var e = "msgine_live_RxlNtencYFJEeAgYzQJjOIfP msginelint:allow hardcodedkey not in a comment" // want `msgine_live_RxlN`

// msginelint:allow hardcodedkey revoked in May
var f = `
first
msgine_live_kzSrAsQtA9dtVK4wAAb3XZxP
`

// msgine_live_mzUzn8aB5kBh0fzK4xDXkiad msginelint:allow hardcodedkey revoked in May

// msginelint:allow hardcodedkey too far away

var g = "msgine_live_JjPZ6zfKN7xVGkjwskHk7egy" // want `msgine_live_JjPZ`
