package table

import "slices"

// Sinks returns every function that lets its arguments out. What writes to a
// writer is in [Writes], the header of a response in [SinksVia].
func Sinks() []Sink {
	return slices.Concat(
		stdLog(), stdSlog(), stdSyslog(), stdPrint(), stdErrors(), stdHTTP(),
		stdDumps(), stdTesting(), stdExpvar(),
	)
}

// SinksVia returns the sinks that depend on where their receiver comes from.
func SinksVia() []Via { return stdVia() }

// Carriers returns every function whose result holds a key for a sink.
func Carriers() []Carrier {
	return slices.Concat(stdSlogAttrs())
}

// Sources returns every function that returns what it is given the name of.
func Sources() []Source {
	return slices.Concat(stdSources())
}

// Passes returns every function that keeps a key a key.
func Passes() []Pass {
	return slices.Concat(
		stdFmtPasses(), stdTextPasses(), stdCodecPasses(), stdReadPasses(), stdURLPasses(),
		stdHoldPasses(), stdCollectionPasses(), stdDigestPasses(),
	)
}

// Writes returns every function that writes to a writer.
func Writes() []Write { return stdWrites() }

// Wrappers returns every function that makes a writer over another.
func Wrappers() []Wrapper { return stdWrappers() }

// SafeFuncs returns every function whose results tell nothing of a key.
func SafeFuncs() []Safe {
	return slices.Concat(stdSafe())
}

// ReceivesKey returns every function that takes a key where one belongs.
func ReceivesKey() []Receives {
	return slices.Concat(stdReceives())
}
