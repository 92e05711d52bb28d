package main

import (
	"math"
	"strings"

	"lotse/inbox/triage/language"
)

// How it learns; chosen by cross-validation.
const (
	passes   = 6
	rate     = 0.3
	decay    = 1e-5
	enough   = 6000 // pieces of a language; one with fewer counts more,
	boost    = 0.7  // by this power of what it lacks,
	mostly   = 12   // at most this much
	longText = 10   // words from which a text is cut into pieces
)

// example is a piece of a text.
type example struct {
	buckets []uint32
	by      float32 // one over the root of their number
	column  int
	weight  float32
}

// lot gives the same numbers on every machine.
type lot uint64

func (l *lot) below(n int) int {
	*l = *l*6364136223846793005 + 1442695040888963407
	return int(uint64(*l)>>33) % n
}

// train fits the weights by AdaGrad on the loss of a softmax, without the texts of
// one fold; -1 leaves none out.
func train(texts []text, without int) []float32 {
	dice := lot(1)
	var all []example
	var count [language.Columns]float64
	for i := range texts {
		t := &texts[i]
		if !t.use || t.fold == without {
			continue
		}
		for _, p := range pieces(t, &dice) {
			b := language.Features(p)
			if len(b) < 4 {
				continue
			}
			all = append(all, example{buckets: b, by: float32(1 / math.Sqrt(float64(len(b)))), column: t.column})
			count[t.column]++
		}
	}
	for i := range all {
		all[i].weight = float32(min(math.Pow(enough/count[all[i].column], boost), mostly))
	}
	w := make([]float32, language.Buckets*language.Columns)
	seen := make([]float32, len(w))
	for range passes {
		for i := len(all) - 1; i > 0; i-- {
			j := dice.below(i + 1)
			all[i], all[j] = all[j], all[i]
		}
		for i := range all {
			all[i].learn(w, seen)
		}
	}
	return w
}

// pieces cuts a long text, so that short ones are learned too.
func pieces(t *text, dice *lot) (out []string) {
	words := strings.Fields(t.words)
	if len(words) <= longText {
		return []string{t.words}
	}
	most := 3
	if t.source == "claim" {
		most = 20 // there are few of them
	}
	for len(words) > 0 && len(out) < most {
		n := min(2+dice.below(14), len(words))
		out = append(out, strings.Join(words[:n], " "))
		words = words[n:]
	}
	return out
}

func (e *example) learn(w, seen []float32) {
	p := e.probabilities(w)
	p[e.column]--
	for _, b := range e.buckets {
		row, square := w[int(b)*language.Columns:][:language.Columns], seen[int(b)*language.Columns:][:language.Columns]
		for k := range row {
			slope := float32(p[k])*e.by*e.weight + decay*row[k]
			square[k] += slope * slope
			row[k] -= rate * slope / (float32(math.Sqrt(float64(square[k]))) + 1e-4)
		}
	}
}

func (e *example) probabilities(w []float32) (p [language.Columns]float64) {
	for _, b := range e.buckets {
		for k, v := range w[int(b)*language.Columns:][:language.Columns] {
			p[k] += float64(v)
		}
	}
	top := math.Inf(-1)
	for k := range p {
		p[k] *= float64(e.by)
		top = math.Max(top, p[k])
	}
	var sum float64
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}
