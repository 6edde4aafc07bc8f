package inflate

import "encoding/binary"

// maxMatch is the longest match (RFC 1951 §3.2.5), and wordSlack how far the
// copying of one may run on beyond its end.
const (
	maxMatch  = 258
	wordSlack = 16
)

// compressed decompresses the symbols of a block.
func (d *Decoder) compressed(lengths, offsets *codes) error {
	for {
		if !d.fast(lengths, offsets) || d.at > d.want {
			return ErrCorrupt
		}
		if end, ok := d.careful(lengths, offsets); end || !ok {
			if !ok || d.used() > len(d.in) {
				return ErrCorrupt
			}
			return nil
		}
	}
}

// limits are the last positions in the input and the output from which fast
// may start a round: it loads two words and writes three literals or two and a match.
func (d *Decoder) limits() (lastIn, lastOut int) {
	return len(d.in) - 16, min(len(d.out)-maxMatch-wordSlack-3, d.want)
}

// fast decompresses symbols while it can without looking where the buffers
// end. It stops before a symbol that is neither literal nor length, and is
// false where a match is impossible.
func (d *Decoder) fast(lengths, offsets *codes) bool {
	in, out, pos, at, buf, nbits := d.in, d.out, d.pos, d.at, d.buf, d.bits
	lengthMask, offsetMask := uint64(1)<<lengths.bits-1, uint64(1)<<offsets.bits-1
	lastIn, lastOut := d.limits()
	for pos <= lastIn && at <= lastOut {
		buf |= binary.LittleEndian.Uint64(in[pos:]) << (nbits & 63)
		pos += int((63 - nbits) >> 3)
		nbits |= 56
		e := lengths.table[buf&lengthMask&(1<<lengthBits-1)]
		if e&isLiteral != 0 {
			// Three codes of the first table are at most 33 of the 56 bits.
			buf, nbits = buf>>(e&63), nbits-uint(e&63)
			next := lengths.table[buf&lengthMask&(1<<lengthBits-1)]
			out[at] = byte(e >> 16)
			at++
			if e = next; e&isLiteral != 0 {
				buf, nbits = buf>>(e&63), nbits-uint(e&63)
				next = lengths.table[buf&lengthMask&(1<<lengthBits-1)]
				out[at] = byte(e >> 16)
				at++
				if e = next; e&isLiteral != 0 {
					buf, nbits = buf>>(e&63), nbits-uint(e&63)
					out[at] = byte(e >> 16)
					at++
					continue
				}
			}
		}
		if e&isSpecial != 0 {
			if e&isTable == 0 {
				break
			}
			second := lengths.table[(uint64(e>>16)+buf>>(e&63)&(1<<(e>>8&15)-1))%tableLen]
			if second&isSpecial != 0 {
				break
			}
			buf, nbits, e = buf>>(e&63), nbits-uint(e&63), second
			if e&isLiteral != 0 {
				buf, nbits = buf>>(e&63), nbits-uint(e&63)
				out[at] = byte(e >> 16)
				at++
				continue
			}
		}
		length := int(e>>16) + int(buf&(1<<(e&63)-1)>>(e>>8&15))
		buf, nbits = buf>>(e&63), nbits-uint(e&63)
		if nbits < maxCodeLen+13 {
			buf |= binary.LittleEndian.Uint64(in[pos:]) << (nbits & 63)
			pos += int((63 - nbits) >> 3)
			nbits |= 56
		}
		e = offsets.table[buf&offsetMask&(1<<offsetBits-1)]
		if e&isSpecial != 0 {
			buf, nbits = buf>>(e&63), nbits-uint(e&63)
			e = offsets.table[(uint64(e>>16)+buf&(1<<(e>>8&15)-1))%tableLen]
			if e&isSpecial != 0 {
				return false
			}
		}
		offset := int(e>>16) + int(buf&(1<<(e&63)-1)>>(e>>8&15))
		buf, nbits = buf>>(e&63), nbits-uint(e&63)
		if offset > at {
			return false
		}
		if offset < 16 || length > 32 {
			repeat(out[at-offset:], offset, length)
			at += length
			continue
		}
		from := out[at-offset:][:32+16]
		to := out[at:][:32]
		copy16(to, from)
		if length > 16 {
			copy16(to[16:], from[16:])
		}
		at += length
	}
	d.pos, d.at, d.buf, d.bits = pos, at, buf, nbits
	return true
}

// copy16 copies sixteen bytes.
func copy16(to, from []byte) {
	x, y := binary.LittleEndian.Uint64(from), binary.LittleEndian.Uint64(from[8:])
	binary.LittleEndian.PutUint64(to, x)
	binary.LittleEndian.PutUint64(to[8:], y)
}

// repeat copies the length bytes of a match, which starts offset bytes into b,
// from the start of b. It may write up to wordSlack bytes more.
func repeat(b []byte, offset, length int) {
	switch {
	case offset >= length:
		copy(b[offset:offset+length], b)
	case offset >= 8:
		b = b[:offset+length+wordSlack]
		to := b[offset:]
		for i := 0; i < length; i += 8 {
			binary.LittleEndian.PutUint64(to[i:], binary.LittleEndian.Uint64(b[i:]))
		}
	default:
		repeatShort(b, offset, length)
	}
}

// repeatShort is repeat for a pattern that what was copied extends.
func repeatShort(b []byte, offset, length int) {
	b = b[:offset+length]
	for have := offset; have < len(b); have *= 2 {
		copy(b[have:], b[:have])
	}
}

// careful decompresses symbols, the end of a block among them, one at a time
// with all checks, until the block ends or fast can go on.
func (d *Decoder) careful(lengths, offsets *codes) (end, ok bool) {
	lastIn, lastOut := d.limits()
	for first := true; first || d.pos > lastIn || d.at > lastOut; first = false {
		d.refill()
		e := d.decode(lengths)
		switch {
		case e&isLiteral != 0:
			if d.at >= d.want {
				return false, false
			}
			d.out[d.at] = byte(e >> 16)
			d.at++
			continue
		case e&isSpecial != 0:
			return true, e&isEnd != 0
		}
		length := int(e>>16) + int(d.extra(e))
		d.refill()
		e = d.decode(offsets)
		if e&isSpecial != 0 {
			return false, false
		}
		offset := int(e>>16) + int(d.extra(e))
		if offset > d.at || length > d.want-d.at || d.used() > len(d.in) {
			return false, false
		}
		repeatShort(d.out[d.at-offset:d.at+length], offset, length)
		d.at += length
	}
	return false, true
}

// decode takes one code. The extra bits of a length or offset stay.
func (d *Decoder) decode(c *codes) entry {
	e := c.table[d.buf&(1<<c.bits-1)%tableLen]
	if e&isTable != 0 {
		d.take(uint(e & 63))
		e = c.table[(uint64(e>>16)+d.buf&(1<<(e>>8&15)-1))%tableLen]
	}
	if e&(isLiteral|isSpecial) != 0 {
		d.take(uint(e & 63))
	} else {
		d.take(uint(e >> 8 & 15))
	}
	return e
}

// extra takes the extra bits of e, whose code was taken.
func (d *Decoder) extra(e entry) uint { return d.take(uint(e&63) - uint(e>>8&15)) }
