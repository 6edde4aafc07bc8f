// Package calls carries keys through functions and methods of the package.
package calls

import (
	"errors"
	"fmt"
	"log"
	"os"
)

func myLog(x string) { log.Print(x) }

func myLogger(x string) { myLog("key: " + x) }

// R: wrapper.
func wrapper() {
	k := os.Getenv("MSGINE_API_KEY")
	myLog(k) // want "MSGINE_API_KEY.*(myLog|log\\.Print)\\b"
}

// R: wrapper of a wrapper.
func wrapperTwice() {
	k := os.Getenv("MSGINE_API_KEY")
	myLogger(k) // want "MSGINE_API_KEY.*(myLogger|myLog|log\\.Print)\\b"
}

// N: wrapper given something else.
func wrapperClean() {
	k := os.Getenv("MSGINE_API_KEY")
	myLog("notify")
	_ = k
}

func logf(format string, args ...any) { log.Printf(format, args...) }

// R: variadic wrapper.
func variadic() {
	logf("key %s", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(logf|log\\.Printf)\\b"
}

func logStrings(parts ...string) {
	args := make([]any, 0, len(parts))
	for _, p := range parts {
		args = append(args, p)
	}
	log.Println(args...)
}

// R: variadic wrapper copying into []any.
func variadicCopy() {
	logStrings("key", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(logStrings|log\\.Println)\\b"
}

func second(_, x string) { log.Print(x) }

// R: second parameter of a wrapper.
func wrapperSecond() {
	second("key", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*(second|log\\.Print)\\b"
}

// N: parameter of a wrapper that it does not log.
func wrapperFirst() {
	second(os.Getenv("MSGINE_API_KEY"), "notify")
}

func getKey() string { return os.Getenv("MSGINE_API_KEY") }

// R: getter function.
func getter() {
	log.Print(getKey()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

type store struct{ key, name string }

func (s store) Key() string { return s.key }

func (s store) Name() string { return s.name }

// R: getter method.
func getterMethod() {
	s := store{key: os.Getenv("MSGINE_API_KEY"), name: "notify"}
	log.Print(s.Key()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: getter of a clean field.
func getterClean() {
	s := store{key: os.Getenv("MSGINE_API_KEY"), name: "notify"}
	log.Print(s.Name())
}

func keyOK() (string, bool) {
	k := os.Getenv("MSGINE_API_KEY")
	return k, k != ""
}

// R: (K, bool), result 0.
func tuple() {
	k, _ := keyOK()
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: (K, bool) taints only result 0.
func tupleBool() {
	_, ok := keyOK()
	log.Print(ok)
}

var errNoKey = errors.New("MSGINE_API_KEY is not set")

func errKey() (error, string) {
	k := os.Getenv("MSGINE_API_KEY")
	if k == "" {
		return errNoKey, ""
	}
	return nil, k
}

// R: flipped (error, K), result 1.
func flipped() {
	_, k := errKey()
	log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: flipped (error, K), result 0.
func flippedError() {
	err, _ := errKey()
	log.Print(err)
}

func keyAndRegion() (string, string) { return os.Getenv("MSGINE_API_KEY"), os.Getenv("REGION") }

// N: the clean one of two string results.
func tupleClean() {
	_, region := keyAndRegion()
	log.Print(region)
}

func identity(s string) string { return s }

// R: through a function that returns its argument.
func throughIdentity() {
	log.Print(identity(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: the same function called with something else.
func throughIdentityClean() {
	k := os.Getenv("MSGINE_API_KEY")
	log.Print(identity("notify"), len(identity(k)))
}

func pick(a, _ string) string { return a }

// N: the argument that a function does not return.
func pickClean() {
	log.Print(pick("notify", os.Getenv("MSGINE_API_KEY")))
}

func countdown(s string, n int) string {
	if n == 0 {
		return s
	}
	return countdown(s, n-1)
}

// R: through a recursive function.
func recursive() {
	log.Print(countdown(os.Getenv("MSGINE_API_KEY"), 3)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

func even(s string, n int) string {
	if n == 0 {
		return s
	}
	return odd(s, n-1)
}

func odd(s string, n int) string { return even(s, n-1) }

// R: through mutually recursive functions.
func mutual() {
	log.Print(even(os.Getenv("MSGINE_API_KEY"), 2)) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

func build() map[string]string { return map[string]string{"key": os.Getenv("MSGINE_API_KEY")} }

// R: a result that holds the key.
func resultMap() {
	fmt.Println(build()["key"]) // want "MSGINE_API_KEY.*fmt\\.Println\\b"
}

func (s *store) load() { s.key = os.Getenv("MSGINE_API_KEY") }

// R: a method that fills its receiver.
func loaded() {
	var s store
	s.load()
	log.Print(s.key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: an unknown callee given the key and something else.
func unknownCallee(f func(string, *string)) {
	name := "notify"
	f(os.Getenv("MSGINE_API_KEY"), &name)
	log.Print(name)
}

type saver interface {
	Save(key string, opts []string)
}

// N: an unknown method given the key and something else.
func unknownMethod(s saver) {
	opts := []string{"fast"}
	s.Save(os.Getenv("MSGINE_API_KEY"), opts)
	log.Print(opts)
}
