// Package prefix is where others take a key's beginning from.
package prefix

const Head = "msgine_" + "live_"

const Whole = "msgine_live_mtX0moDoqW4sg8NFNl5oFA6Q" // want `msgine_live_mtX0`

// Unmarked is a key by its place alone.
const Unmarked = "aB3dE5fG7hJ9kL1mN3pQ5rS7tV9wX1yZ3bC5dF7g"
