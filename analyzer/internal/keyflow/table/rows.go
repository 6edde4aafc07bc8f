package table

import "slices"

// Sinks returns every function that lets its arguments out. What writes to a
// writer is in [Writes], the header of a response in [SinksVia].
func Sinks() []Sink {
	return slices.Concat(
		stdLog(), stdSlog(), stdSyslog(), stdPrint(), stdErrors(), stdHTTP(),
		stdDumps(), stdTesting(), stdExpvar(),
		zapSinks(), zerologSinks(), logrusSinks(), glogSinks(), klogSinks(), logrSinks(),
		hclogSinks(), goKitSinks(), apexSinks(), charmSinks(), phusluSinks(),
		errorSinks(),
		grpcSinks(), ginSinks(), echoSinks(), fiberSinks(), chiSinks(), cobraSinks(),
		sentrySinks(), otelSinks(), prometheusSinks(), spewSinks(),
	)
}

// SinksVia returns the sinks that depend on where their receiver comes from.
func SinksVia() []Via { return slices.Concat(stdVia(), webVia()) }

// Carriers returns every function whose result holds a key for a sink.
func Carriers() []Carrier {
	return slices.Concat(stdSlogAttrs(), zapCarriers(), hclogCarriers(), otelCarriers())
}

// Sources returns every function that returns what it is given the name of.
func Sources() []Source {
	return slices.Concat(stdSources(), webSources(), configSources())
}

// Passes returns every function that keeps a key a key.
func Passes() []Pass {
	return slices.Concat(
		stdFmtPasses(), stdTextPasses(), stdCodecPasses(), stdReadPasses(), stdURLPasses(),
		stdHoldPasses(), stdCollectionPasses(), stdDigestPasses(),
		zapPasses(), logrusPasses(), errorPasses(), grpcPasses(), webPasses(), configPasses(), spewPasses(),
	)
}

// Writes returns every function that writes to a writer.
func Writes() []Write {
	return slices.Concat(stdWrites(), webWrites(), spewWrites(), zapEncoderWrites())
}

// Streams returns every function that returns a writer which others see.
func Streams() []Stream { return streams() }

// Wrappers returns every function that makes a writer over another.
func Wrappers() []Wrapper { return slices.Concat(stdWrappers(), zapWrappers()) }

// SafeFuncs returns every function whose results tell nothing of a key.
func SafeFuncs() []Safe {
	return slices.Concat(stdSafe(), errorSafe(), clientSafe())
}

// ReceivesKey returns every function that takes a key where one belongs.
func ReceivesKey() []Receives {
	return slices.Concat(stdReceives(), clientReceives())
}
