// Package web stands for net/http, which takes seconds to load from source.
package web

// Header is http.Header.
type Header map[string][]string

// Set sets.
func (h Header) Set(key, value string) {}

// Add adds.
func (h Header) Add(key, value string) {}

// Get gets.
func (h Header) Get(key string) string { return "" }

// Request is http.Request.
type Request struct{ Header Header }

// NewRequest is http.NewRequest.
func NewRequest(method, url string) *Request { return nil }
