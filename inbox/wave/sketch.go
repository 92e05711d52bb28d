package wave

import (
	"math/bits"
	"slices"
	"unicode/utf8"

	"lotse/inbox/plain"
)

// Sizes of a signature.
const (
	bins  = 64
	bands = 16
	rows  = bins / bands
)

// shingleRunes is how many characters a shingle has.
const shingleRunes = 4

// maxShingles bounds the work on one text. Whoever copies a longer one has copied
// its beginning.
const maxShingles = 4_000

// Signature is a one-permutation MinHash: of each bin of the hashes the smallest.
type Signature [bins]uint32

// Sketcher makes sketches. It reuses its memory, so it is for one goroutine.
type Sketcher struct {
	plain  []byte
	hashes []uint32
}

// Sketch is what is compared of a text.
type Sketch struct {
	Sig      Signature
	Shingles []uint32 // sorted, each once; the sketcher's until its next text
	Words    int      // how many words the text has
	Runes    int      // and how many characters, in its plain form
}

// Of gives the sketch of a text.
func (s *Sketcher) Of(text string) Sketch {
	s.plain = plain.Append(s.plain[:0], text)
	var k Sketch
	k.Words, k.Runes = s.shingle(s.plain)
	slices.Sort(s.hashes)
	s.hashes = slices.Compact(s.hashes)
	k.Shingles = s.hashes
	k.Sig.take(s.hashes)
	return k
}

// shingle fills the hashes and counts words and characters.
func (s *Sketcher) shingle(b []byte) (words, runes int) {
	s.hashes = s.hashes[:0]
	var a, c, d uint32 // the three characters before
	inWord := false
	for i := 0; i < len(b) && runes < maxShingles; {
		r, n := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(b[i:])
		}
		i += n
		if r == ' ' {
			inWord = false
		} else if !inWord {
			inWord = true
			words++
		}
		if runes++; runes >= shingleRunes {
			s.hashes = append(s.hashes, mix(uint64(a)<<42^uint64(c)<<21^uint64(d), uint32(r)))
		}
		a, c, d = c, d, uint32(r)
	}
	return words, runes
}

// mix spreads four characters over 32 bits; the multipliers are those of
// SplitMix64.
func mix(three uint64, last uint32) uint32 {
	h := three*0x9E3779B97F4A7C15 + uint64(last)
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return uint32(h >> 32)
}

// take fills the signature from sorted hashes: the high bits choose the bin. A bin
// that gets none borrows from the next one that has some, with the distance mixed
// in, so that two empty bins agree only where their lenders do.
func (g *Signature) take(hashes []uint32) {
	var own uint64
	for _, h := range hashes {
		if bin := h >> 26; own>>bin&1 == 0 { // sorted: the first one is the smallest
			g[bin] = h
			own |= 1 << bin
		}
	}
	if own == 0 {
		return
	}
	first := bits.TrailingZeros64(own)
	lent, away := g[first], uint32(first)
	for i := bins - 1; i >= 0; i-- {
		if own>>i&1 == 1 {
			lent, away = g[i], 0
			continue
		}
		away++
		g[i] = lent + away*0x9E3779B1
	}
}

// band is the key of a band in the index.
func (g *Signature) band(n int) uint64 {
	h := uint64(n) + 1
	for _, v := range g[n*rows : (n+1)*rows] {
		h = (h ^ uint64(v)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	return h
}

// leastBins is how many numbers two signatures share at the least when their texts
// are alike: three standard deviations below what is expected.
const leastBins = 20

// near reports whether two texts may be alike: a look at the signatures spares
// most comparisons of shingles.
func (g *Signature) near(o *Signature) bool {
	n := 0
	for i := range g {
		if g[i] == o[i] {
			n++
		}
	}
	return n >= leastBins
}

// Alike gives the share of shingles that two texts have in common (Jaccard).
func Alike(a, b []uint32) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common++
			i++
			j++
		}
	}
	return float64(common) / float64(len(a)+len(b)-common)
}

// What a text must have for its likeness to mean something: "Ja, danke!" is said
// by many who never heard of each other.
const (
	leastWords = 5
	leastRunes = 30
)

// comparable reports whether the text is long enough to be a copy of another.
func (k *Sketch) comparable() bool { return k.Words >= leastWords && k.Runes >= leastRunes }
