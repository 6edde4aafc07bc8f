// Package retry calls things again.
package retry

import (
	"context"
	"fmt"
	"time"
)

// Do calls f until it succeeds, at most attempts times.
func Do[T any](ctx context.Context, attempts int, f func(context.Context) (T, error)) (T, error) {
	var zero T
	var last error
	for i := range attempts {
		v, err := f(ctx)
		if err == nil {
			return v, nil
		}
		last = err
		select {
		case <-ctx.Done():
			return zero, ctx.Err()
		case <-time.After(time.Duration(i+1) * 100 * time.Millisecond):
		}
	}
	return zero, fmt.Errorf("retry: %d attempts: %w", attempts, last)
}

// First returns the first value that is not zero.
func First[T comparable](values ...T) T {
	var zero T
	for _, v := range values {
		if v != zero {
			return v
		}
	}
	return zero
}

// Named is a value with a name for the logs.
type Named[T any] struct {
	Name  string
	Value T
}

// Name gives v a name.
func Name[T any](name string, v T) Named[T] { return Named[T]{Name: name, Value: v} }

// Get returns the value.
func (n Named[T]) Get() T { return n.Value }

// Note calls log with the name of n, and how long it took.
func Note[T any](n Named[T], took time.Duration, log func(string, ...any)) {
	log("%s took %s", n.Name, took)
}

// Verbose calls log with all of n.
func Verbose[T any](n Named[T], log func(string, ...any)) {
	log("%s = %v", n.Name, n.Value)
}
