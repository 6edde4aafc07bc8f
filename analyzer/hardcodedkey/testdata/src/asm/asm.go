// Package asm has a file in another language.
package asm

func nothing()
