package table

import "slices"

// stdHoldPasses has what holds values and gives them back.
func stdHoldPasses() []Pass {
	m, v, p := home{"sync", "Map"}, home{"sync/atomic", "Value"}, home{"sync/atomic", "Pointer"}
	r, rv := home{"reflect", ""}, home{"reflect", "Value"}
	return slices.Concat(
		under(1, home{"context", ""}.pass(at(2), at(0), "WithValue")),
		home{"context", ""}.pass(at(0), at(0), "WithCancel WithCancelCause WithDeadline WithDeadlineCause WithTimeout WithTimeoutCause WithoutCancel"),
		under(0, home{"context", "Context"}.pass(at(-1), at(0), "Value")),
		under(0, m.pass(at(1), at(Receiver), "Store")),
		under(0, m.pass(at(1, -1), at(0, Receiver), "LoadOrStore Swap")),
		under(0, m.pass(at(2), at(Receiver), "CompareAndSwap")),
		under(0, m.pass(at(-1), at(0), "Load LoadAndDelete")),
		v.pass(at(0), at(Receiver), "Store"),
		v.pass(at(-1), at(0), "Load"),
		v.pass(at(0, -1), at(0, Receiver), "Swap"),
		v.pass(at(1), at(Receiver), "CompareAndSwap"),
		p.pass(at(0), at(Receiver), "Store"),
		p.pass(at(-1), at(0), "Load"),
		p.pass(at(0, -1), at(0, Receiver), "Swap"),
		p.pass(at(1), at(Receiver), "CompareAndSwap"),
		home{"sync", "Pool"}.pass(at(0), at(Receiver), "Put"),
		home{"sync", "Pool"}.pass(at(-1), at(0), "Get"),
		home{"sync", ""}.pass(at(0), at(0), "OnceValue OnceValues"),
		r.pass(at(0), at(0), "ValueOf Indirect"),
		r.pass(at(0, 1), at(0), "Append AppendSlice"),
		r.pass(at(1), at(Pointee), "Copy"),
		rv.pass(at(-1), at(0), "Interface String Bytes Elem Field FieldByName Index MapIndex MapKeys Slice Addr Convert"),
		rv.pass(at(0), at(Receiver), "Set SetString SetBytes"),
		rv.pass(at(0, 1), at(Receiver), "SetMapIndex"),
		home{"unique", ""}.pass(at(0), at(0), "Make"),
		home{"unique", "Handle"}.pass(at(-1), at(0), "Value"),
		home{"container/list", "List"}.pass(at(0), at(Receiver, 0), "PushBack PushFront"),
		home{"container/list", "List"}.pass(at(-1), at(0), "Front Back"),
	)
}

// stdCollectionPasses has the generic functions on slices, maps and iterators.
func stdCollectionPasses() []Pass {
	s, m := home{"slices", ""}, home{"maps", ""}
	return slices.Concat(
		s.pass(at(0), at(0), "All Backward Chunk Clip Clone Collect Compact CompactFunc Concat Delete DeleteFunc Grow"),
		s.pass(at(0), at(0), "Max MaxFunc Min MinFunc Repeat Sorted SortedFunc SortedStableFunc Values"),
		s.pass(at(0, 1), at(0), "AppendSeq"),
		s.pass(at(0, 2), at(0), "Insert"),
		s.pass(at(0, 3), at(0), "Replace"),
		m.pass(at(0), at(0), "All Clone Collect Keys Values"),
		m.pass(at(1), at(Pointee), "Copy Insert"),
		home{"cmp", ""}.pass(at(0), at(0), "Or"),
		home{"iter", ""}.pass(at(0), at(0), "Pull Pull2"),
	)
}

// stdSafe has what tells nothing of a key: digests, comparisons, numbers.
func stdSafe() []Safe {
	var rows []Safe
	for _, pkg := range [...]string{"strings", "bytes"} {
		rows = slices.Concat(rows, home{pkg, ""}.safe(
			"Compare Contains ContainsAny ContainsFunc ContainsRune Count EqualFold HasPrefix HasSuffix"+
				" Index IndexAny IndexByte IndexFunc IndexRune LastIndex LastIndexAny LastIndexByte LastIndexFunc"))
	}
	return slices.Concat(rows,
		home{"bytes", ""}.safe("Equal"),
		home{"cmp", ""}.safe("Compare Less"),
		home{"slices", ""}.safe("Compare Contains ContainsFunc Equal EqualFunc Index IndexFunc IsSorted BinarySearch"),
		home{"maps", ""}.safe("Equal EqualFunc"),
		home{"reflect", ""}.safe("DeepEqual TypeOf"),
		home{"regexp", ""}.safe("Match MatchString"),
		home{"regexp", "Regexp"}.safe("Match MatchString FindIndex FindStringIndex FindAllIndex FindAllStringIndex"),
		home{"unicode/utf8", ""}.safe("RuneCount RuneCountInString Valid ValidString FullRune FullRuneInString"),
		home{"encoding/json", ""}.safe("Valid"),
		home{"errors", ""}.safe("Is"),
		stdDigests(),
	)
}

// stdDigests has SHA-2, SHA-3, HMAC and what is made of them. hash.Hash's Sum
// is a [Pass]: it appends to its argument.
func stdDigests() []Safe {
	return slices.Concat(
		home{"crypto/sha256", ""}.safe("Sum224 Sum256"),
		home{"crypto/sha512", ""}.safe("Sum384 Sum512 Sum512_224 Sum512_256"),
		home{"crypto/sha3", ""}.safe("Sum224 Sum256 Sum384 Sum512 SumSHAKE128 SumSHAKE256"),
		home{"crypto/hmac", ""}.safe("Equal New"),
		home{"crypto/subtle", ""}.safe("ConstantTimeCompare ConstantTimeEq ConstantTimeByteEq ConstantTimeLessOrEq"),
		home{"crypto/pbkdf2", ""}.safe("Key"),
		home{"crypto/hkdf", ""}.safe("Key Extract Expand"),
		home{"hash/maphash", ""}.safe("String Bytes Comparable"),
	)
}

// stdDigestPasses has the one way that a hash gives back what it was given.
func stdDigestPasses() []Pass {
	return home{"hash", "Hash"}.pass(at(0), at(0), "Sum")
}
