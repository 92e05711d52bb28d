package learn

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// buckets is how many places hashed words share. Several words fall into each, so
// that a weight never stands for one word alone.
const buckets = 1 << 14

// maxWords bounds what is taken from one text.
const maxWords = 512

// appendWords hashes the words of a text and the pairs of them, each once, in rising
// order. It does not allocate once the slice is large enough.
func appendWords(to []uint16, text string) []uint16 {
	const prime = 1099511628211
	var word, before uint64
	for i := 0; i <= len(text) && len(to) < maxWords-1; {
		r, n := rune(0), 1
		if i < len(text) {
			if r = rune(text[i]); r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
		}
		i += n
		switch {
		case 'a' <= r && r <= 'z':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case '0' <= r && r <= '9':
			r = '0' // how much matters less than that there is a number
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			r = unicode.ToLower(r)
		default:
			if word == 0 {
				continue
			}
			to = append(to, bucket(word))
			if before != 0 {
				to = append(to, bucket(before*31+word))
			}
			before, word = word, 0
			continue
		}
		if word == 0 {
			word = 14695981039346656037
		}
		word = (word ^ uint64(r)) * prime
	}
	slices.Sort(to)
	return slices.Compact(to)
}

func bucket(h uint64) uint16 { return uint16((h ^ h>>29 ^ h>>43) % buckets) }
