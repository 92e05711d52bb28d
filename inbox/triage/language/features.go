// Package language says in which language a short text is written. It knows the
// languages of a German town's pages; dialects count as German.
//
// A text is read as runs of one to four letters and as whole words, each hashed to a
// row of small weights, one for each language: a linear model, trained by train/.
package language

import (
	"unicode"
	"unicode/utf8"
)

// Rows of the table.
const (
	bits    = 15
	buckets = 1 << bits
)

// maxLetters is how much of a text is read: a language shows at its beginning.
const maxLetters = 160

// reader walks over a text. It adds up the rows of its features, or lists them for
// the trainer.
type reader struct {
	table   *table
	list    []uint32
	sum     [columns]int32
	n       int // features
	letters int

	a, b, c uint32 // the letters before, c the latest; 0 before the word
	word    uint32 // hash of the word so far
	size    int    // of the word so far
}

// read reads the letters. Web addresses, names behind an @, figures and pictures are
// no language.
func (r *reader) read(text string) {
	for i := 0; i < len(text) && r.letters < maxLetters; {
		b := text[i]
		if b == '@' || b|0x20 == 'h' || b|0x20 == 'w' {
			if n := skip(text, i); n > 0 {
				r.space()
				i += n
				continue
			}
		}
		if b < utf8.RuneSelf {
			i++
			switch {
			case b|0x20 >= 'a' && b|0x20 <= 'z':
				r.letter(uint32(b | 0x20))
			case b != '\'':
				r.space()
			}
			continue
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case unicode.IsLetter(c):
			r.letter(uint32(unicode.ToLower(c)))
		case c != '’':
			r.space()
		}
	}
	r.space()
}

// Features lists the buckets of a text for the trainer.
func Features(text string) []uint32 {
	var r reader
	r.read(text)
	return r.list
}

func (r *reader) letter(c uint32) {
	if r.size == 0 {
		r.a, r.b, r.c, r.word = 0, 0, border, 2166136261
	}
	r.size++
	r.letters++
	r.word = (r.word ^ c) * 16777619
	r.add(mix(c, 1))
	r.runs(c)
}

const border = uint32(' ')

func (r *reader) runs(c uint32) {
	r.add(mix(r.c<<16^c*0x9E3779B1, 2))
	if r.b != 0 {
		r.add(mix((r.b*31+r.c)*0x85EBCA6B^c*0x9E3779B1, 3))
	}
	if r.a != 0 {
		r.add(mix(((r.a*31+r.b)*0xC2B2AE35+r.c)*0x85EBCA6B^c*0x9E3779B1, 4))
	}
	r.a, r.b, r.c = r.b, r.c, c
}

// space ends a word.
func (r *reader) space() {
	if r.size == 0 {
		return
	}
	r.runs(border)
	r.add(mix(r.word, 5))
	r.size = 0
}

func (r *reader) add(bucket uint32) {
	r.n++
	if r.table == nil {
		r.list = append(r.list, bucket)
		return
	}
	row := (*[columns]int8)(r.table.weights[int(bucket)*columns:])
	for k, w := range row {
		r.sum[k] += int32(w)
	}
}

// mix spreads a run of one kind over the buckets.
func mix(x, kind uint32) uint32 {
	x += kind * 0x9E3779B9
	x ^= x >> 16
	x *= 0x7feb352d
	x ^= x >> 15
	x *= 0x846ca68b
	x ^= x >> 16
	return x & (buckets - 1)
}

// skip measures what carries no language: a web address or a name behind an @.
func skip(s string, i int) int {
	if i > 0 && s[i-1] > ' ' && s[i-1] != '(' {
		return 0
	}
	rest := s[i:]
	if rest[0] != '@' && !begins(rest, "http://") && !begins(rest, "https://") && !begins(rest, "www.") {
		return 0
	}
	n := 1
	for n < len(rest) && rest[n] > ' ' {
		n++
	}
	return n
}

// begins compares without regard to case.
func begins(s, with string) bool {
	if len(s) < len(with) {
		return false
	}
	for i := range len(with) {
		if c := s[i]; c != with[i] && (c < 'A' || c > 'Z' || c|0x20 != with[i]) {
			return false
		}
	}
	return true
}
