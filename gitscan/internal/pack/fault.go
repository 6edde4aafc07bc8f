package pack

import "runtime/debug"

// withoutFault runs f and reports whether it ran to its end. It is false where
// memory could not be read that a file is mapped to: the file was cut short, or
// its disk fails. Any other panic goes on.
func withoutFault(f func()) (ok bool) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			if _, fault := r.(interface{ Addr() uintptr }); !fault {
				panic(r)
			}
			ok = false
		}
	}()
	f()
	return true
}
