package table

import "slices"

// stdTextPasses has the functions on strings and bytes that keep a key readable.
func stdTextPasses() []Pass {
	s, b := home{"strings", ""}, home{"bytes", ""}
	var rows []Pass
	for _, h := range [...]home{s, b} {
		rows = slices.Concat(rows,
			h.pass(at(0), at(0), "Clone CutPrefix CutSuffix Fields FieldsFunc FieldsSeq FieldsFuncSeq Lines Repeat"),
			h.pass(at(0), at(0), "Split SplitN SplitAfter SplitAfterN SplitSeq SplitAfterSeq"),
			h.pass(at(0), at(0), "Title ToLower ToUpper ToTitle"),
			h.pass(at(0), at(0), "Trim TrimFunc TrimLeft TrimLeftFunc TrimPrefix TrimRight TrimRightFunc TrimSpace TrimSuffix"),
			h.pass(at(1), at(0), "Map ToLowerSpecial ToUpperSpecial ToTitleSpecial"),
			h.pass(at(0), at(0, 1), "Cut"),
			h.pass(at(0, 1), at(0), "Join ToValidUTF8"),
			h.pass(at(0, 2), at(0), "Replace ReplaceAll"),
			h.pass(at(0), at(0), "NewReader"),
		)
	}
	return slices.Concat(rows,
		s.pass(at(0), at(0), "NewReplacer"),
		home{"strings", "Replacer"}.pass(at(-1, 0), at(0), "Replace"),
		home{"strings", "Builder"}.pass(at(-1), at(0), "String"),
		home{"strings", "Builder"}.pass(at(0), at(Receiver), "Write WriteString"),
		home{"strings", "Reader"}.pass(at(-1), at(Pointee), "Read ReadAt WriteTo"),
		home{"strings", "Reader"}.pass(at(0), at(Receiver), "Reset"),
		b.pass(at(0), at(0), "Runes NewBuffer NewBufferString"),
		home{"bytes", "Buffer"}.pass(at(-1), at(0), "Bytes String Next ReadBytes ReadString AvailableBuffer Peek"),
		home{"bytes", "Buffer"}.pass(at(-1), at(Pointee), "Read WriteTo"),
		home{"bytes", "Buffer"}.pass(at(0), at(Receiver), "Write WriteString ReadFrom"),
		home{"bytes", "Reader"}.pass(at(-1), at(Pointee), "Read ReadAt WriteTo"),
		home{"bytes", "Reader"}.pass(at(0), at(Receiver), "Reset"),
	)
}

// stdCodecPasses has what encodes a key so that anyone may decode it.
func stdCodecPasses() []Pass {
	rows := slices.Concat(
		home{"strconv", ""}.pass(at(0), at(0), "Quote QuoteToASCII QuoteToGraphic Unquote QuotedPrefix"),
		home{"strconv", ""}.pass(at(0, 1), at(0), "AppendQuote AppendQuoteToASCII AppendQuoteToGraphic"),
		// A *NumError prints what could not be parsed.
		home{"strconv", ""}.pass(at(0), at(1), "Atoi ParseInt ParseUint ParseFloat ParseBool ParseComplex"),
		home{"time", ""}.pass(at(0), at(1), "ParseDuration"),
		home{"time", ""}.pass(at(1), at(1), "Parse"),
		home{"html", ""}.pass(at(0), at(0), "EscapeString UnescapeString"),
		home{"text/template", ""}.pass(at(0), at(0), "HTMLEscapeString JSEscapeString HTMLEscaper JSEscaper URLQueryEscaper"),
		home{"html/template", ""}.pass(at(0), at(0), "HTMLEscapeString JSEscapeString HTMLEscaper JSEscaper URLQueryEscaper"),
		home{"mime", "WordEncoder"}.pass(at(1), at(0), "Encode"),
		home{"path", ""}.pass(at(0), at(0), "Base Clean Dir Ext Join"),
		home{"path/filepath", ""}.pass(at(0), at(0), "Base Clean Dir Ext Join FromSlash ToSlash"),
		home{"encoding/hex", ""}.pass(at(0), at(0), "EncodeToString DecodeString Dump"),
		home{"encoding/hex", ""}.pass(at(1), at(Pointee), "Encode Decode"),
		home{"encoding/hex", ""}.pass(at(0, 1), at(0), "AppendEncode AppendDecode"),
		home{"encoding/pem", ""}.pass(at(0), at(0), "EncodeToMemory"),
		home{"encoding/json", ""}.passAs(AsJSON, none, at(0), at(0), "Marshal MarshalIndent"),
		home{"encoding/json", ""}.pass(at(0), at(Pointee+1), "Unmarshal"),
		home{"encoding/json", ""}.pass(at(1), at(Pointee), "Compact Indent HTMLEscape"),
		home{"encoding/json", ""}.pass(at(0), at(0), "NewDecoder"),
		home{"encoding/json", "Decoder"}.pass(at(-1), at(Pointee), "Decode"),
		home{"encoding/json", "Decoder"}.pass(at(-1), at(0), "Token Buffered"),
		home{"encoding/json", "Number"}.pass(at(-1), at(0), "String"),
		home{"encoding/xml", ""}.passAs(AsText, none, at(0), at(0), "Marshal MarshalIndent"),
		home{"encoding/xml", ""}.pass(at(0), at(Pointee+1), "Unmarshal"),
	)
	for _, h := range [...]home{{"encoding/base64", "Encoding"}, {"encoding/base32", "Encoding"}} {
		rows = slices.Concat(rows,
			h.pass(at(0), at(0), "EncodeToString DecodeString"),
			h.pass(at(1), at(Pointee), "Encode Decode"),
			h.pass(at(0, 1), at(0), "AppendEncode AppendDecode"))
	}
	re := home{"regexp", "Regexp"}
	return slices.Concat(rows,
		re.pass(at(0), at(0), "Find FindAll FindAllString FindAllStringSubmatch FindAllSubmatch FindString"),
		re.pass(at(0), at(0), "FindStringSubmatch FindSubmatch Split"),
		re.pass(at(0, 1), at(0), "ReplaceAll ReplaceAllLiteral ReplaceAllLiteralString ReplaceAllString"),
		re.pass(at(0), at(0), "ReplaceAllFunc ReplaceAllStringFunc"),
		re.pass(at(0, 1, 2), at(0), "Expand ExpandString"),
		home{"regexp", ""}.pass(at(0), at(0), "QuoteMeta"),
	)
}

// stdReadPasses has readers, which hold what they read from.
func stdReadPasses() []Pass {
	i, b := home{"io", ""}, home{"bufio", ""}
	rows := slices.Concat(
		i.pass(at(0), at(0), "ReadAll NopCloser LimitReader TeeReader MultiReader NewSectionReader"),
		i.pass(at(0), at(Pointee+1), "ReadFull ReadAtLeast"),
		i.pass(at(1), at(Pointee), "Copy CopyN CopyBuffer WriteString"),
		b.pass(at(0), at(0), "NewReader NewReaderSize NewScanner NewReadWriter"),
		home{"bufio", "Scanner"}.pass(at(-1), at(0), "Text Bytes"),
	)
	for _, recv := range [...]string{"Reader", "ReadWriter"} {
		h := home{"bufio", recv}
		rows = slices.Concat(rows,
			h.pass(at(-1), at(0), "ReadString ReadBytes ReadLine ReadSlice Peek"),
			h.pass(at(-1), at(Pointee), "Read WriteTo"))
	}
	return slices.Concat(rows,
		home{"io", "Reader"}.pass(at(-1), at(Pointee), "Read"),
		home{"io", "ReaderAt"}.pass(at(-1), at(Pointee), "ReadAt"),
		home{"io", "WriterTo"}.pass(at(-1), at(Pointee), "WriteTo"),
		home{"io", "LimitedReader"}.pass(at(-1), at(Pointee), "Read"),
		home{"io", "SectionReader"}.pass(at(-1), at(Pointee), "Read ReadAt"),
		home{"encoding/csv", ""}.pass(at(0), at(0), "NewReader"),
		home{"encoding/csv", "Reader"}.pass(at(-1), at(0), "Read ReadAll"),
	)
}
