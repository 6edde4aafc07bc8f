// Package inflate decompresses zlib streams (RFC 1950, RFC 1951) whose size is
// known beforehand, from one buffer into another.
//
// That is what the objects of a git pack are. Knowing both buffers whole lets
// the decoder load eight bytes of input at a time and copy eight of output,
// with no window and no calls in between. The technique (two-level tables of
// self-describing entries, bit buffer of 64 bits, doubling table fill) is
// libdeflate's; compress/zlib is the oracle of the tests.
package inflate

import (
	"encoding/binary"
	"errors"
	"hash/adler32"
)

// Slack is how many bytes of capacity behind the end of dst, and of input
// behind the end of the stream, let [Decoder.Zlib] run at full speed to the
// very end. What it writes into the slack of dst has no meaning.
const Slack = 320

// ErrCorrupt says that a stream is not what RFC 1950 and 1951 describe, or is
// not as long as it should be.
var ErrCorrupt = errors.New("corrupt zlib stream")

// Decoder decompresses streams, one at a time. The zero value is ready for
// use; it holds tables, to be used again, of about 40 KB.
type Decoder struct {
	// Checksum makes [Decoder.Zlib] check the Adler-32 of the content. A
	// caller that has checked the compressed bytes already does not need it.
	Checksum bool

	lengths, fixedLengths codes
	offsets, fixedOffsets codes
	results               results
	prepared              bool

	in   []byte
	pos  int    // of the next byte to load; runs on beyond the end, where zeros are loaded
	buf  uint64 // bits loaded, the next one lowest
	bits uint   // how many bits of buf count as loaded
	out  []byte // with its slack
	at   int    // of the next byte to write
	want int
}

// Zlib decompresses the zlib stream that src starts with into dst, whose
// length must be exactly the content's. It returns how many bytes of src the
// stream took, or [ErrCorrupt].
func (d *Decoder) Zlib(dst, src []byte) (used int, err error) {
	const header, trailer = 2, 4
	// RFC 1950 §2.2: method 8, a window of up to 32 KB, no dictionary.
	if len(src) < header+trailer || src[0]&0xf != 8 || src[0]>>4 > 7 || src[1]&0x20 != 0 ||
		(uint(src[0])<<8|uint(src[1]))%31 != 0 {
		return 0, ErrCorrupt
	}
	if !d.prepared {
		d.prepare()
	}
	d.in, d.pos, d.buf, d.bits = src, header, 0, 0
	d.out, d.at, d.want = dst[:min(cap(dst), len(dst)+Slack)], 0, len(dst)
	for final := false; !final; {
		if final, err = d.block(); err != nil {
			break
		}
	}
	used = d.used()
	d.in, d.out = nil, nil // not to be kept alive
	switch {
	case err != nil:
		return 0, err
	case d.at != d.want || used+trailer > len(src):
		return 0, ErrCorrupt
	case d.Checksum && binary.BigEndian.Uint32(src[used:]) != adler32.Checksum(dst):
		return 0, ErrCorrupt
	}
	return used + trailer, nil
}

// used is how many bytes of input hold a bit that was taken.
func (d *Decoder) used() int { return d.pos - int(d.bits/8) }

// refill loads bits until there are at least 56. The bits above d.bits may be
// set to what the input has there: loading them again changes nothing.
func (d *Decoder) refill() {
	if d.pos+8 <= len(d.in) {
		d.buf |= binary.LittleEndian.Uint64(d.in[d.pos:]) << (d.bits & 63)
		d.pos += int((63 - d.bits) >> 3)
		d.bits |= 56
		return
	}
	for ; d.bits < 56; d.bits += 8 {
		if d.pos < len(d.in) {
			d.buf |= uint64(d.in[d.pos]) << (d.bits & 63)
		}
		d.pos++
	}
}

// take removes n bits, at most 56, of which the buffer must have enough.
func (d *Decoder) take(n uint) uint {
	v := uint(d.buf & (1<<n - 1))
	d.buf >>= n
	d.bits -= n
	return v
}

// block decompresses one block (RFC 1951 §3.2.3).
func (d *Decoder) block() (final bool, err error) {
	d.refill()
	final = d.take(1) == 1
	switch d.take(2) {
	case 0:
		return final, d.stored()
	case 1:
		return final, d.compressed(&d.fixedLengths, &d.fixedOffsets)
	case 2:
		if err := d.readCodes(); err != nil {
			return false, err
		}
		return final, d.compressed(&d.lengths, &d.offsets)
	}
	return false, ErrCorrupt
}

// stored copies a block that is not compressed (RFC 1951 §3.2.4).
func (d *Decoder) stored() error {
	d.take(d.bits & 7)
	d.pos, d.buf, d.bits = d.used(), 0, 0
	if d.pos+4 > len(d.in) {
		return ErrCorrupt
	}
	n := int(binary.LittleEndian.Uint16(d.in[d.pos:]))
	if n^0xffff != int(binary.LittleEndian.Uint16(d.in[d.pos+2:])) {
		return ErrCorrupt
	}
	d.pos += 4
	if n > len(d.in)-d.pos || n > d.want-d.at {
		return ErrCorrupt
	}
	copy(d.out[d.at:d.at+n], d.in[d.pos:])
	d.pos += n
	d.at += n
	return nil
}
