package model

import (
	"math"

	"lotse/inbox"
)

// Inputs is what the second stage sees: the lanes and the style.
const Inputs = Lanes + StyleCount

// HeadCount is how many heads the model has.
const HeadCount = int(inbox.HeadCount)

// Head is one output of the second stage: a weighted sum of the inputs. Its
// logit is zero on the border that is best for the head's measure; slope and
// shift give the probability that was found behind a logit.
type Head struct {
	Weights      [Inputs]float32
	Bias         float32
	Slope, Shift float32
}

// judge computes the logits and the scores from the lanes and the style.
func (m *Model) judge(r *Reading) {
	for h := range m.heads {
		hd := &m.heads[h]
		sum := hd.Bias
		for i, x := range r.Lanes {
			sum += hd.Weights[i] * x
		}
		for i, x := range r.Style {
			sum += hd.Weights[Lanes+i] * x
		}
		r.Logits[h] = sum
		r.Scores[h] = hd.Probability(sum)
	}
	Choose(r)
}

// Choose brings the families of a reading in order, see choose.
func Choose(r *Reading) {
	choose(r, inbox.HeadNegative, inbox.HeadPositive)
	choose(r, inbox.HeadOrderNothing, inbox.HeadOrderSubversive)
}

// lift is how wide the strip beside ½ is into which scores are moved that stand
// on the wrong side of it.
const lift = 0.02

// Probability gives the share of texts with such a logit that have the label.
// ½ is where the head decides: scores between the border and ½ are moved into a
// narrow strip on the border's side of ½, their order kept.
func (hd *Head) Probability(logit float32) float32 {
	p, border := sigmoid(hd.Slope*logit+hd.Shift), sigmoid(hd.Shift)
	switch {
	case logit >= 0 && border < 0.5 && p < 0.5+lift:
		return 0.5 + lift*(p-border)/(0.5+lift-border)
	case logit < 0 && border > 0.5 && p > 0.5-lift:
		return min(0.5-1e-5, 0.5-lift*(border-p)/(border-0.5+lift))
	}
	return p
}

// choose makes the scores of a family add up to one and its decision their
// greatest. The decision is the greatest logit, which weighs rare classes as
// much as frequent ones; where the probabilities say otherwise, the two classes
// share what they have.
func choose(r *Reading, first, last inbox.Head) {
	sum, best, top := float32(0), first, first
	for h := first; h <= last; h++ {
		sum += r.Scores[h]
		if r.Logits[h] > r.Logits[best] {
			best = h
		}
		if r.Scores[h] > r.Scores[top] {
			top = h
		}
	}
	for h := first; h <= last; h++ {
		r.Scores[h] /= max(sum, 1e-9)
	}
	if best != top {
		half := (r.Scores[best] + r.Scores[top]) / 2
		r.Scores[best], r.Scores[top] = half+1e-4, half-1e-4
	}
}

func sigmoid(x float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(x))))
}
