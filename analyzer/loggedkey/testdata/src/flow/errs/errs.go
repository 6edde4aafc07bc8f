// Package errs puts keys into errors. The report stands at the call that puts
// the key in, once, if the error escapes.
package errs

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
)

// R: fmt.Errorf returned from an exported function.
func ErrorfReturned() error {
	k := os.Getenv("MSGINE_API_KEY")
	return fmt.Errorf("key %s was refused", k) // want "MSGINE_API_KEY.*fmt\\.Errorf\\b"
}

// R: errors.New returned from an exported function.
func NewReturned() error {
	k := os.Getenv("MSGINE_API_KEY")
	return errors.New("refused: " + k) // want "MSGINE_API_KEY.*errors\\.New\\b"
}

// R: errors.New in a variable, returned.
func NewVariableReturned() error {
	err := errors.New(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*errors\\.New\\b"
	if len(os.Args) > 99 {
		return nil
	}
	return err
}

// R: fmt.Errorf returned as the second result.
func SecondResult() (int, error) {
	return 0, fmt.Errorf("bad key %q", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Errorf\\b"
}

// R: fmt.Errorf assigned to a named result.
func NamedResult() (err error) {
	err = fmt.Errorf("bad key %q", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Errorf\\b"
	return
}

// R: wrapped with %w and returned: one report.
func WrappedReturned() error {
	err := errors.New(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*errors\\.New\\b"
	return fmt.Errorf("send: %w", err)
}

// R: joined and returned: one report.
func JoinedReturned() error {
	err := errors.New(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*errors\\.New\\b"
	return errors.Join(err, errors.New("send"))
}

// R: put in by an unexported function, whose error an exported one returns.
func check() error {
	k := os.Getenv("MSGINE_API_KEY")
	return fmt.Errorf("key %s was refused", k) // want "MSGINE_API_KEY.*fmt\\.Errorf\\b"
}

// ReturnedThroughUnexported is that exported function.
func ReturnedThroughUnexported() error {
	if err := check(); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	return nil
}

// Client is exported, and so are its methods.
type Client struct{}

// R: fmt.Errorf returned from an exported method.
func (Client) Do() error {
	return fmt.Errorf("key %s was refused", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Errorf\\b"
}

// R: an error that is logged: one report, where the key is put in.
func errorLogged() {
	err := fmt.Errorf("key %s was refused", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Errorf\\b"
	log.Print(err)
}

// R: an error whose text is logged: one report.
func errorTextLogged() {
	err := errors.New("refused: " + os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*errors\\.New\\b"
	log.Print("send: " + err.Error())
}

// R: an error that is written to a response: one report.
func errorAnswered(w http.ResponseWriter, _ *http.Request) {
	err := fmt.Errorf("key %s was refused", os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*fmt\\.Errorf\\b"
	http.Error(w, err.Error(), http.StatusUnauthorized)
}

// R: errors.New then errors.As: one report.
func errorAs() {
	err := errors.New(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*errors\\.New\\b"
	var target interface{ Error() string }
	if errors.As(fmt.Errorf("send: %w", err), &target) {
		log.Print(target.Error())
	}
}

// R: errors.New then errors.Unwrap: one report.
func errorUnwrap() {
	err := fmt.Errorf("send: %w", errors.New(os.Getenv("MSGINE_API_KEY"))) // want "MSGINE_API_KEY.*errors\\.New\\b"
	log.Print(errors.Unwrap(err))
}

// R: an error given to log.Panic: one report.
func errorPanic() {
	err := errors.New(os.Getenv("MSGINE_API_KEY")) // want "MSGINE_API_KEY.*errors\\.New\\b"
	log.Panic(err)
}

// N: an error that does not escape.
func swallowed() bool {
	err := fmt.Errorf("key %s was refused", os.Getenv("MSGINE_API_KEY"))
	return err != nil
}

// N: an error about the key that does not carry it.
func NotSet() error {
	if os.Getenv("MSGINE_API_KEY") == "" {
		return errors.New("MSGINE_API_KEY is not set")
	}
	return nil
}

// N: an error with the key's length.
func TooShort() error {
	k := os.Getenv("MSGINE_API_KEY")
	if len(k) < 99 {
		return fmt.Errorf("MSGINE_API_KEY has %d characters", len(k))
	}
	return nil
}

// N: an error with the key's public prefix.
func WrongPrefix() error {
	k := os.Getenv("MSGINE_API_KEY")
	return fmt.Errorf("key %s… was refused", k[:12])
}

// N: an error beside a key in the results.
func KeyAndError() (string, error) {
	k := os.Getenv("MSGINE_API_KEY")
	if k == "" {
		return "", errors.New("no key")
	}
	return k, nil
}

// N: that error, logged.
func keyAndErrorLogged() {
	_, err := KeyAndError()
	log.Print(err)
}
