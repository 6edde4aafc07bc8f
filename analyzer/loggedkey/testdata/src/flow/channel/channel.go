// Package channel carries keys through channels.
package channel

import (
	"log"
	"os"
)

// R: channel send and receive.
func sendReceive() {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	log.Print(<-ch) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: channel receive with comma-ok.
func commaOK() {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	v, ok := <-ch
	if ok {
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// N: the boolean of a comma-ok receive.
func commaOKBool() {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	_, ok := <-ch
	log.Print(ok)
}

// R: range over a channel.
func ranged() {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	close(ch)
	for v := range ch {
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// R: select, receive case.
func selected() {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	select {
	case v := <-ch:
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	default:
	}
}

// R: select, receive case with comma-ok.
func selectedOK() {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	select {
	case v, ok := <-ch:
		if ok {
			log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
		}
	default:
	}
}

// R: select, send case.
func selectedSend() {
	ch := make(chan string, 1)
	select {
	case ch <- os.Getenv("MSGINE_API_KEY"):
	default:
	}
	log.Print(<-ch) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: select, the other channel's value.
func selectedOther() {
	keys, done := make(chan string, 1), make(chan string, 1)
	keys <- os.Getenv("MSGINE_API_KEY")
	done <- "done"
	select {
	case <-keys:
	case v := <-done:
		log.Print(v)
	}
}

// R: sent by a goroutine.
func sentByGoroutine() {
	ch := make(chan string)
	k := os.Getenv("MSGINE_API_KEY")
	go func() { ch <- k }()
	log.Print(<-ch) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: channel of structs.
func structs() {
	type job struct{ Key string }
	ch := make(chan job, 1)
	ch <- job{os.Getenv("MSGINE_API_KEY")}
	log.Print((<-ch).Key) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// fill is a named sender.
func fill(ch chan<- string) { ch <- os.Getenv("MSGINE_API_KEY") }

// R: sent by a function that takes the channel.
func sentByFunction() {
	ch := make(chan string, 1)
	fill(ch)
	log.Print(<-ch) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: received from a function's channel.
func receivedFromFunction() {
	log.Print(<-source()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

func source() <-chan string {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	return ch
}

// N: length and capacity of a channel.
func lengths() {
	ch := make(chan string, 1)
	ch <- os.Getenv("MSGINE_API_KEY")
	log.Print(len(ch), cap(ch))
}

// N: a clean channel beside one that carries a key.
func cleanChannel() {
	keys, names := make(chan string, 1), make(chan string, 1)
	keys <- os.Getenv("MSGINE_API_KEY")
	names <- "notify"
	log.Print(<-names)
}
