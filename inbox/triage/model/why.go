package model

import (
	"slices"

	"lotse/inbox"
)

// Contribution is what one word or sign adds to the logit of a head.
type Contribution struct {
	Start, End int // bytes of the text, on rune borders
	Weight     float32
}

// Explain reads a text and appends what each of its words and signs adds to the
// logit of a head, heaviest first. A word answers for itself, for the parts of
// words in it and for half of each pair it stands in; what stands in the text
// twice is shared. It allocates and is meant for the few texts somebody looks at.
func (m *Model) Explain(text string, h inbox.Head, r *Reading, into []Contribution) []Contribution {
	r.set.track = true
	m.Read(text, r)
	r.set.track = false
	return m.explain(h, r, into)
}

func (m *Model) explain(h inbox.Head, r *Reading, into []Contribution) []Contribution {
	var weight [Lanes]float32
	for l := 1; l < Lanes; l++ {
		weight[l] = m.heads[h].Weights[l] * m.scale[l] / max(r.length, 1e-6)
	}
	shares := make(map[uint32]float32, len(r.set.buckets))
	for _, b := range r.set.all {
		shares[b]++
	}
	first := len(into)
	for i := range r.pass.tokens {
		t := &r.pass.tokens[i]
		into = append(into, Contribution{Start: int(t.start), End: int(t.end)})
	}
	for i, b := range r.set.all {
		row := m.rows[int(b)*Lanes:][:Lanes]
		sum := float32(0)
		for l := 1; l < Lanes; l++ {
			sum += weight[l] * float32(int(row[l])-laneBias)
		}
		into[first+int(r.set.owners[i])].Weight += sum / shares[b]
	}
	slices.SortStableFunc(into[first:], func(a, b Contribution) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
	return into
}

// Cue names the counter of style that speaks most for a head in the text read
// last, compared with an ordinary text, and what it adds to the logit. The
// length of a text and its parts is no cue: nobody writes by it.
func (m *Model) Cue(h inbox.Head, r *Reading) (name string, weight float32) {
	for i, x := range r.Style {
		if i >= styleLength && i <= styleSentenceLength && i != styleUpper {
			continue
		}
		if w := m.heads[h].Weights[Lanes+i] * (x - m.usual[i]); w > weight && x > m.usual[i] {
			name, weight = styleNames[i], w
		}
	}
	return name, weight
}
