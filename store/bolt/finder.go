package bolt

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// finder looks for one folded word in raw bytes. It gives the same answers as
// inbox.ContainsFold, allocates nothing and looks at few bytes: it jumps from one
// place of the word's rarest letter to the next and compares only there. A fuzz
// test holds the two together.
type finder struct {
	word string
	// The anchor: the rarest rune of the word, where it stands, and the last bytes of
	// the two runes that fold to it (the same byte twice where there is but one).
	anchor       rune
	before       string // the word in front of the anchor
	after        string // and behind it
	small, large byte
	next         byte // what follows the anchor, lower case; 0 where that may be several bytes
	pair         bool // anchor and next are letters so common that both are looked for at once
	slow         bool // no rune can be the anchor: compare everywhere
	odd          bool // holds U+FFFD, which every broken byte folds to
}

func newFinder(word string) finder {
	f := finder{word: word, slow: true}
	best := 0
	for i, r := range word {
		if r == utf8.RuneError {
			f.odd = true
			continue
		}
		small, large, ok := anchorBytes(r)
		if !ok {
			continue
		}
		n := commonness(small)
		if large != small {
			n += commonness(large)
		}
		if f.slow || n < best {
			f.slow, best = false, n
			f.anchor, f.small, f.large = r, small, large
			f.before, f.after = word[:i], word[i+utf8.RuneLen(r):]
			f.next = plain(f.after)
		}
	}
	if best > commonLetter {
		f.choosePair()
	}
	return f
}

// commonLetter is how common the rarest letter must be for a pair to be quicker.
const commonLetter = 20

// choosePair takes the rarest two neighbours as anchor and next, where the word
// has two plain letters side by side.
func (f *finder) choosePair() {
	best := 0
	for i := range len(f.word) - 1 {
		a, b := plain(f.word[i:]), plain(f.word[i+1:])
		if a == 0 || b == 0 {
			continue
		}
		if n := commonness(a) * commonness(b); !f.pair || n < best {
			f.pair, best = true, n
			f.anchor, f.small, f.large, f.next = rune(a), a, a-('a'-'A'), b
			f.before, f.after = f.word[:i], f.word[i+1:]
		}
	}
}

// anchorBytes gives the last bytes of the runes that fold to r, where these are
// one or two and all known.
func anchorBytes(r rune) (small, large byte, ok bool) {
	other := unicode.SimpleFold(r)
	switch {
	case r == 'i': // the dotted capital of Turkish folds to it too
		return 0, 0, false
	case foldRune(r) != r: // a capital: nothing ever folds to it
		return 0, 0, false
	case other == r:
		return lastByte(r), lastByte(r), true
	case unicode.SimpleFold(other) != r: // three or more, as with the Kelvin sign
		return 0, 0, false
	case foldRune(other) != r:
		return lastByte(r), lastByte(r), true
	}
	return lastByte(r), lastByte(other), true
}

// plain gives the first byte of a word when only that byte and its capital fold to
// it, else 0.
func plain(word string) byte {
	if word == "" || word[0] < 'a' || word[0] > 'z' || word[0] == 'i' || word[0] == 'k' {
		return 0
	}
	return word[0]
}

func lastByte(r rune) byte {
	var b [utf8.UTFMax]byte
	return b[utf8.EncodeRune(b[:], r)-1]
}

// foldRune is the folding of inbox.FoldText.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return r
	}
	return unicode.ToLower(r)
}

// in reports whether b, folded, contains the word.
func (f *finder) in(b []byte) bool {
	switch {
	case f.word == "":
		return true
	case f.slow:
		return f.everywhere(b)
	case f.pair:
		return f.pairs(b)
	case f.along(b, f.small):
		return true
	}
	return f.large != f.small && f.along(b, f.large)
}

func (f *finder) along(b []byte, anchor byte) bool {
	for at := 0; ; at++ {
		n := bytes.IndexByte(b[at:], anchor)
		if n < 0 {
			return false
		}
		at += n
		if f.next != 0 && (at+1 == len(b) || b[at+1]|0x20 != f.next) {
			continue // most places end here
		}
		if f.around(b, at) {
			return true
		}
	}
}

// pairs looks for anchor and next side by side, in either case, eight places at a
// time: a place where both are right becomes a zero byte.
func (f *finder) pairs(b []byte) bool {
	const ones, tops, small = 0x0101010101010101, 0x8080808080808080, 0x2020202020202020
	first, second := uint64(f.small)*ones, uint64(f.next)*ones
	at := 0
	for ; at+9 <= len(b); at += 8 {
		z := (binary.LittleEndian.Uint64(b[at:]) | small) ^ first | (binary.LittleEndian.Uint64(b[at+1:]) | small) ^ second
		for hit := (z - ones) &^ z & tops; hit != 0; hit &= hit - 1 {
			// The lowest hit is right; those above it may be its shadows.
			if i := at + bits.TrailingZeros64(hit)/8; f.pairAt(b, i) && f.around(b, i) {
				return true
			}
		}
	}
	for ; at+1 < len(b); at++ {
		if f.pairAt(b, at) && f.around(b, at) {
			return true
		}
	}
	return false
}

func (f *finder) pairAt(b []byte, at int) bool {
	return b[at]|0x20 == f.small && b[at+1]|0x20 == f.next
}

// around compares the word with what stands around the anchor's last byte.
func (f *finder) around(b []byte, at int) bool {
	head := b[:at+1]
	if c := b[at]; c < utf8.RuneSelf {
		head = head[:at]
	} else {
		r, n := utf8.DecodeLastRune(head)
		if foldRune(r) != f.anchor {
			return false
		}
		head = head[:len(head)-n]
	}
	for w := f.before; w != ""; {
		want, n := utf8.DecodeLastRuneInString(w)
		got, m := utf8.DecodeLastRune(head)
		if m == 0 || foldRune(got) != want {
			return false
		}
		w, head = w[:len(w)-n], head[:len(head)-m]
	}
	return hasPrefix(b[at+1:], f.after)
}

func (f *finder) everywhere(b []byte) bool {
	for len(b) > 0 {
		if hasPrefix(b, f.word) {
			return true
		}
		_, n := utf8.DecodeRune(b)
		b = b[n:]
	}
	return false
}

func hasPrefix(b []byte, folded string) bool {
	for folded != "" {
		want, n := utf8.DecodeRuneInString(folded)
		got, m := utf8.DecodeRune(b)
		if m == 0 || foldRune(got) != want {
			return false
		}
		folded, b = folded[n:], b[m:]
	}
	return true
}

// commonness says how often a byte stands in a thousand of a German text, roughly:
// it only has to rank the letters of one word.
func commonness(b byte) int {
	const letters = "enisratdhulcgmobwfkzpv"
	often := [len(letters)]uint8{160, 98, 75, 73, 70, 65, 62, 51, 48, 43, 34, 31, 30, 25, 25, 19, 19, 17, 12, 11, 8, 7}
	switch i := strings.IndexByte(letters, b); {
	case i >= 0:
		return int(often[i])
	case b == ' ':
		return 150
	case 'A' <= b && b <= 'Z', b == '.', b == ',', '0' <= b && b <= '9':
		return 5
	case b >= utf8.RuneSelf:
		return 3
	}
	return 1
}
