// Package ignore answers "does git ignore this path?" exactly as
// git-check-ignore(1) does, and finds the .env files that git would let into a
// commit.
//
// The format is gitignore(5); where the manual is silent, what git does counts.
// Each line of an ignore file is rewritten into the part of
// github.com/sabhiram/go-gitignore's language that means the same there as in
// git (see [glob.line]), and that library compiles it, one line at a time. Which
// file and which line decide is git's own order, walked here.
//
// Paths are relative to the work tree, with "/" between their parts and none at
// the end. Git compares bytes, and so does this package.
package ignore
