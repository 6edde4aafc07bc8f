// Package contexts carries keys through contexts.
package contexts

import (
	"context"
	"log"
	"log/slog"
	"net/http"
	"os"
)

type keyName struct{}

// R: context.WithValue under a key and read back.
func readBack() {
	ctx := context.WithValue(context.Background(), keyName{}, os.Getenv("MSGINE_API_KEY"))
	log.Print(ctx.Value(keyName{})) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: read back with an assertion.
func readBackAsserted() {
	ctx := context.WithValue(context.Background(), keyName{}, os.Getenv("MSGINE_API_KEY"))
	if k, ok := ctx.Value(keyName{}).(string); ok {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

func withKey(ctx context.Context, k string) context.Context {
	return context.WithValue(ctx, keyName{}, k)
}

func keyFrom(ctx context.Context) string {
	k, _ := ctx.Value(keyName{}).(string)
	return k
}

// R: written and read back by helpers.
func readBackHelpers() {
	ctx := withKey(context.Background(), os.Getenv("MSGINE_API_KEY"))
	log.Print(keyFrom(ctx)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: read back from a context derived from it.
func readBackDerived() {
	ctx := context.WithValue(context.Background(), keyName{}, os.Getenv("MSGINE_API_KEY"))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	log.Print(ctx.Value(keyName{})) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: a context derived from the request.
func fromRequest(_ http.ResponseWriter, r *http.Request) {
	k := r.Header.Get("X-Api-Key")
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	slog.InfoContext(ctx, "request", "set", k != "")
}

// N: a value of the request's context.
func valueFromRequest(_ http.ResponseWriter, r *http.Request) {
	k := r.Header.Get("X-Api-Key")
	type id struct{}
	log.Print(r.Context().Value(id{}), len(k))
}

// N: the error of a context that carries the key.
func contextError() {
	ctx := context.WithValue(context.Background(), keyName{}, os.Getenv("MSGINE_API_KEY"))
	log.Print(ctx.Err())
}

// N: logging under a context that carries the key.
func contextArgument() {
	ctx := context.WithValue(context.Background(), keyName{}, os.Getenv("MSGINE_API_KEY"))
	slog.InfoContext(ctx, "start")
}
