package model

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"lotse/inbox"
)

// Contribution is what one word or sign adds to the logit of a head.
type Contribution struct {
	Start, End int // bytes of the text, on rune borders
	Weight     float32
}

// Explain reads a text and appends what each of its words and signs adds to the
// logit of a head, heaviest first. A word answers for itself, for the parts of
// words in it, for half of each pair it stands in and for its share of the
// counters of style; what stands in the text twice is shared. It allocates and is meant for the few texts somebody looks at.
func (m *Model) Explain(text string, h inbox.Head, r *Reading, into []Contribution) []Contribution {
	r.set.track = true
	m.Read(text, r)
	r.set.track = false
	return m.explain(h, r, into)
}

func (m *Model) explain(h inbox.Head, r *Reading, into []Contribution) []Contribution {
	length := max(r.length, 1e-6)
	var weight [Lanes]float32
	total := float32(0)
	for l := 1; l < Lanes; l++ {
		weight[l] = m.heads[h].Weights[l] * m.scale[l] / length
		total += m.heads[h].Weights[l] * r.Lanes[l]
	}
	// Without a feature the vector is shorter, and what is left weighs more.
	weight[0] = -total * m.scale[0] / (2 * length * length)
	shares := make(map[uint32]float32, len(r.set.buckets))
	for _, b := range r.set.all {
		shares[b]++
	}
	first := len(into)
	for i := range r.pass.tokens {
		t := &r.pass.tokens[i]
		into = append(into, Contribution{Start: int(t.start), End: int(t.end), Weight: m.colour(h, r, t)})
	}
	for i, b := range r.set.all {
		row := m.rows[int(b)*Lanes:][:Lanes]
		sum := weight[0] * float32(row[0])
		for l := 1; l < Lanes; l++ {
			sum += weight[l] * float32(int(row[l])-laneBias)
		}
		into[first+int(r.set.owners[i])].Weight += sum / shares[b]
	}
	slices.SortStableFunc(into[first:], func(a, b Contribution) int {
		return cmp.Compare(b.Weight, a.Weight)
	})
	return into
}

// colour is the share of a word or sign in the counters of style it was counted in.
func (m *Model) colour(h inbox.Head, r *Reading, t *token) float32 {
	share := func(i int) float32 { // a counter is a logarithm, whose parts are taken for equal
		n := float32(math.Expm1(float64(r.Style[i])))
		return m.heads[h].Weights[Lanes+i] * r.Style[i] / max(n, 1)
	}
	w := float32(0)
	if t.counted > 0 {
		w += share(int(t.counted) - 1)
	}
	if t.kind == word && t.group != groupNone {
		w += share(int(countCount) + int(t.group) - 1)
	}
	if t.upper > 2 && t.upper == t.letters {
		w += share(int(countShouted))
	}
	if r.pass.uppers > 0 {
		w += m.heads[h].Weights[Lanes+styleUpper] * r.Style[styleUpper] * float32(t.upper) / float32(r.pass.uppers)
	}
	return w
}

// Without gives the text without the share of its words that speaks most for a
// head, at least one of them. What a reason is worth is told by what is left when
// it is taken away.
func (m *Model) Without(text string, h inbox.Head, share float64, r *Reading) string {
	why := m.Explain(text, h, r, nil)
	n := min(max(int(math.Ceil(share*float64(len(why)))), 1), len(why))
	cut := slices.Clone(why[:n])
	slices.SortFunc(cut, func(a, b Contribution) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	at := 0
	for _, c := range cut {
		if c.Weight > 0 {
			b.WriteString(text[at:c.Start])
			at = c.End
		}
	}
	b.WriteString(text[at:])
	return b.String()
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
