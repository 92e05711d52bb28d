package wave

import "slices"

// alikeFrom is the share of shingles from which two texts count as copies.
const alikeFrom = 0.5

// index finds earlier texts that a text is a copy of. Numbers of texts rise; the
// oldest are dropped first.
type index struct {
	table map[uint64][]int // band → numbers of texts
	texts []sketched       // those held, by rising number
	first int              // number of the first one held
	seen  map[int]bool     // candidates of one lookup
}

type sketched struct {
	sig      Signature
	shingles []uint32
}

func newIndex() *index {
	return &index{table: make(map[uint64][]int), seen: make(map[int]bool)}
}

// add puts a text in; numbers rise by one.
func (x *index) add(k *Sketch) {
	n := x.first + len(x.texts)
	x.texts = append(x.texts, sketched{k.Sig, slices.Clone(k.Shingles)})
	for b := range bands {
		key := k.Sig.band(b)
		x.table[key] = append(x.table[key], n)
	}
}

// maxCompared bounds the work on a text of which there are very many already.
const maxCompared = 32

// find calls yield with each text held that is alike, the latest first, until it
// returns false. Texts that skip names are not compared.
func (x *index) find(k *Sketch, skip func(n int) bool, yield func(n int, alike float64) bool) {
	clear(x.seen)
	compared := 0
	for b := range bands {
		for _, n := range slices.Backward(x.table[k.Sig.band(b)]) {
			if x.seen[n] {
				continue
			}
			if x.seen[n] = true; len(x.seen) > 4*maxCompared {
				return
			}
			if skip(n) {
				continue
			}
			if compared++; compared > maxCompared {
				return
			}
			t := &x.texts[n-x.first]
			if !k.Sig.near(&t.sig) {
				continue
			}
			if a := Alike(k.Shingles, t.shingles); a >= alikeFrom && !yield(n, a) {
				return
			}
		}
	}
}

// drop forgets the texts below a number.
func (x *index) drop(below int) {
	for x.first < below && len(x.texts) > 0 {
		t := &x.texts[0]
		for b := range bands {
			key := t.sig.band(b)
			// The oldest stands first in each of its lists.
			if ns := x.table[key]; len(ns) > 1 {
				x.table[key] = ns[1:]
			} else {
				delete(x.table, key)
			}
		}
		*t = sketched{}
		x.texts = x.texts[1:]
		x.first++
	}
}
