// Package tests has placeholders in its tests.
package tests
