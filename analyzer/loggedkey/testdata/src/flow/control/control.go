// Package control carries keys through branches, loops and assignments.
package control

import (
	"log"
	"os"
)

// cond is a condition that no analysis can decide.
func cond() bool { return len(os.Args) > 0 }

// R: alias.
func alias() {
	k := os.Getenv("MSGINE_API_KEY")
	a := k
	b := a
	log.Print(b) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: phi.
func phi() {
	v := "none"
	if cond() {
		v = os.Getenv("MSGINE_API_KEY")
	}
	log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: loop-carried.
func loopCarried() {
	previous, current := "", ""
	for range 3 {
		log.Print(previous) // want "MSGINE_API_KEY.*log\\.Print\\b"
		previous = current
		current = os.Getenv("MSGINE_API_KEY")
	}
}

// R: built up in a loop.
func loopConcat() {
	all := ""
	for range 2 {
		all += os.Getenv("MSGINE_API_KEY")
	}
	log.Print(all) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: switch.
func switched() {
	var v string
	switch len(os.Args) {
	case 0:
		v = "none"
	case 1:
		v = os.Getenv("MSGINE_API_KEY")
	default:
		v = "many"
	}
	log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: switch with fallthrough.
func switchedFallthrough() {
	v := "none"
	switch {
	case cond():
		v = os.Getenv("MSGINE_API_KEY")
		fallthrough
	default:
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// R: goto.
func jump() {
	v := ""
again:
	if v != "" {
		log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
		return
	}
	v = os.Getenv("MSGINE_API_KEY")
	goto again
}

// named has a named result.
func named() (key string) {
	key = os.Getenv("MSGINE_API_KEY")
	return
}

// R: named return.
func namedReturn() {
	log.Print(named()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// deferredNamed fills its result in a deferred function.
func deferredNamed() (key string) {
	defer func() { key = os.Getenv("MSGINE_API_KEY") }()
	return ""
}

// R: named return filled by a deferred closure.
func namedReturnDeferred() {
	log.Print(deferredNamed()) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: sink in one branch only.
func sinkInBranch() {
	k := os.Getenv("MSGINE_API_KEY")
	if cond() {
		log.Print(k) // want "MSGINE_API_KEY.*log\\.Print\\b"
	}
}

// R: tuple assignment swaps.
func swapped() {
	a, b := os.Getenv("MSGINE_API_KEY"), "clean"
	a, b = b, a
	log.Print(b) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// N: tuple assignment swaps, the clean half.
func swappedClean() {
	a, b := os.Getenv("MSGINE_API_KEY"), "clean"
	a, b = b, a
	log.Print(a, len(b))
}

// N: sink before taint, same block.
func sinkBefore() {
	v := "none"
	log.Print(v)
	v = os.Getenv("MSGINE_API_KEY")
	_ = v
}

// N: sink before taint, in a variable whose address is taken.
func sinkBeforeAddress() {
	v := "none"
	p := &v
	log.Print(*p)
	*p = os.Getenv("MSGINE_API_KEY")
}

// N: sink in the other branch.
func otherBranch() {
	v := "none"
	if cond() {
		v = os.Getenv("MSGINE_API_KEY")
	} else {
		log.Print(v)
	}
	_ = v
}

// N: sink in the other case.
func otherCase() {
	v := "none"
	switch {
	case cond():
		v = os.Getenv("MSGINE_API_KEY")
	default:
		log.Print(v)
	}
	_ = v
}

// N: variable overwritten.
func overwritten() {
	v := os.Getenv("MSGINE_API_KEY")
	_ = len(v)
	v = "[removed]"
	log.Print(v)
}

// N: variable overwritten through its address.
func overwrittenAddress() {
	v := os.Getenv("MSGINE_API_KEY")
	p := &v
	*p = "[removed]"
	log.Print(v)
}

// N: variable set to nil.
func setToNil() {
	v := []byte(os.Getenv("MSGINE_API_KEY"))
	_ = len(v)
	v = nil
	log.Print(v)
}

// N: pointer set to nil.
func pointerSetToNil() {
	k := os.Getenv("MSGINE_API_KEY")
	p := &k
	_ = *p
	p = nil
	log.Print(p)
}

// R: overwritten in one branch only.
func overwrittenSometimes() {
	v := os.Getenv("MSGINE_API_KEY")
	if !cond() {
		v = "[removed]"
	}
	log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
}

// R: overwritten after the sink.
func overwrittenAfter() {
	v := os.Getenv("MSGINE_API_KEY")
	log.Print(v) // want "MSGINE_API_KEY.*log\\.Print\\b"
	v = "[removed]"
	_ = v
}
