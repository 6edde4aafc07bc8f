package inflate

// results are the entries of all symbols, computed once for a Decoder.
type results struct {
	lengths [numLengths]result
	offsets [numOffsets]result
	heads   [numHeads]result
}

// prepare computes what does not depend on a stream: the results and the
// codes of RFC 1951 §3.2.6.
func (d *Decoder) prepare() {
	for i := range d.results.lengths {
		d.results.lengths[i] = lengthResult(i)
	}
	for i := range d.results.offsets {
		d.results.offsets[i] = offsetResult(i)
	}
	for i := range d.results.heads {
		d.results.heads[i] = headResult(i)
	}
	var lengths [numLengths]uint8
	for i := range lengths {
		switch {
		case i < 144, i >= 280:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		default:
			lengths[i] = 7
		}
	}
	d.fixedLengths.build(lengths[:], lengthBits, d.results.lengths[:])
	for i := range numOffsets {
		lengths[i] = 5
	}
	d.fixedOffsets.build(lengths[:numOffsets], offsetBits, d.results.offsets[:])
	d.prepared = true
}

// headOrder is the order in which the code lengths of the code lengths are
// stored (RFC 1951 §3.2.7).
const headOrder = "\x10\x11\x12\x00\x08\x07\x09\x06\x0a\x05\x0b\x04\x0c\x03\x0d\x02\x0e\x01\x0f"

// readCodes reads the codes of a block (RFC 1951 §3.2.7).
func (d *Decoder) readCodes() error {
	numLen, numOff, numHead := int(d.take(5))+257, int(d.take(5))+1, int(d.take(4))+4
	if numLen > 286 || numOff > 30 {
		return ErrCorrupt
	}
	var lengths [numLengths + numOffsets]uint8
	var heads [numHeads]uint8
	for i := range numHead {
		if d.bits < 3 {
			d.refill()
		}
		heads[headOrder[i]] = uint8(d.take(3))
	}
	if !d.lengths.build(heads[:], headBits, d.results.heads[:]) || !d.readLengths(lengths[:numLen+numOff]) {
		return ErrCorrupt
	}
	if !d.lengths.build(lengths[:numLen], lengthBits, d.results.lengths[:]) ||
		!d.offsets.build(lengths[numLen:numLen+numOff], offsetBits, d.results.offsets[:]) {
		return ErrCorrupt
	}
	return nil
}

// readLengths reads run-length coded code lengths, with the code in d.lengths.
func (d *Decoder) readLengths(lengths []uint8) bool {
	mask := uint64(1)<<d.lengths.bits - 1
	for i := 0; i < len(lengths); {
		if d.bits < headBits+7 {
			d.refill()
		}
		e := d.lengths.table[d.buf&mask&(1<<headBits-1)]
		if e&isSpecial != 0 {
			return false
		}
		d.take(uint(e & 0xff))
		symbol := uint8(e >> 16)
		if symbol < 16 {
			lengths[i] = symbol
			i++
			continue
		}
		var value uint8
		var run int
		switch symbol {
		case 16:
			if i == 0 {
				return false
			}
			value, run = lengths[i-1], 3+int(d.take(2))
		case 17:
			run = 3 + int(d.take(3))
		case 18:
			run = 11 + int(d.take(7))
		}
		if run > len(lengths)-i {
			return false
		}
		if value != 0 {
			for k := range run {
				lengths[i+k] = value
			}
		}
		i += run
	}
	return d.used() <= len(d.in)
}
