package model

import "math/bits"

// Buckets is how many rows the table has: every feature is hashed into one.
const Buckets = 1 << 17

// Character n-grams stand inside a word that is framed by boundary marks.
const (
	gramMin = 3
	gramMax = 5
)

// features is the set of buckets that a text touches. Its space is reused.
type features struct {
	seen    [Buckets / 64]uint64
	buckets []uint32
	owners  []uint32 // only when asked for: the token of each bucket, repeats included
	all     []uint32 // the buckets that owners belong to
	track   bool
	frame   []byte
}

func (f *features) reset() {
	for _, b := range f.buckets {
		f.seen[b/64] = 0
	}
	f.buckets, f.owners, f.all = f.buckets[:0], f.owners[:0], f.all[:0]
}

func (f *features) add(h uint32, owner int) {
	b := mix(h) % Buckets
	if f.track {
		f.owners, f.all = append(f.owners, uint32(owner)), append(f.all, b)
	}
	if bit := uint64(1) << (b % 64); f.seen[b/64]&bit == 0 {
		f.seen[b/64] |= bit
		f.buckets = append(f.buckets, b)
	}
}

// collect hashes what the pass found: words, pairs of words, denied words,
// signs and the character n-grams of each word.
func (f *features) collect(p *pass) {
	f.reset()
	var before uint32
	var met uint64
	sentence := uint16(0)
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.sentence != sentence {
			f.meet(met, i-1)
			met, sentence = 0, t.sentence
		}
		if t.kind != word && t.kind != number {
			f.add(t.hash, i)
			before = 0
			continue
		}
		letters := p.folded[t.from:t.to]
		if t.kind == number {
			t.hash = hashBytes(seedWord, letters)
		}
		f.add(t.hash, i)
		if t.negated {
			f.add(t.hash^seedNot, i)
		}
		if before != 0 && i > 0 && p.tokens[i-1].sentence == t.sentence {
			pair := (before*hashPrime ^ t.hash) + seedPair
			f.add(pair, i)
			if f.track {
				f.add(pair, i-1)
			}
		}
		before = t.hash
		if t.kind == word {
			f.grams(letters, i)
			met |= t.meets()
		}
	}
	f.meet(met, len(p.tokens)-1)
}

// meets gives the bit of the group of a word, another one when it is denied.
func (t *token) meets() uint64 {
	switch t.group {
	case groupNone, groupThis, groupParticle, groupGreeting, groupIntense:
		return 0
	default:
	}
	if t.negated {
		return 1 << (t.group + groupCount)
	}
	return 1 << t.group
}

// meet hashes which groups of words meet in a sentence: scorn and a people say
// something else together than each of them alone.
func (f *features) meet(met uint64, owner int) {
	for a := met; a != 0; a &= a - 1 {
		one := uint32(bits.TrailingZeros64(a))
		for b := a & (a - 1); b != 0; b &= b - 1 {
			f.add((one<<8|uint32(bits.TrailingZeros64(b)))*hashPrime^seedMeet, owner)
		}
	}
}

func (f *features) grams(letters []byte, owner int) {
	f.frame = append(append(append(f.frame[:0], '_'), letters...), '_')
	for i := 0; i+gramMin <= len(f.frame); i++ {
		h := uint32(seedGram)
		for k, b := range f.frame[i:min(i+gramMax, len(f.frame))] {
			h = (h ^ uint32(b)) * hashPrime
			if k >= gramMin-1 {
				f.add(h, owner)
			}
		}
	}
}
