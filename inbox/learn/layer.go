package learn

import (
	"math"
	"sync"

	"lotse/inbox"
)

// Reading is what the shipped triage read in one text, on its way to becoming flags.
type Reading struct {
	Text   string
	Dense  []float32       // heads and style; the same places mean the same in every text
	Scores [labels]float32 // by label, ½ is the border; a second layer may change them
}

// Second has its say after the shipped triage and before flags are made of scores. It
// keeps nothing of the reading.
type Second interface{ Revise(r *Reading) }

// Base is the shipped triage as this package needs it.
type Base interface {
	inbox.Assessor
	// AssessWith assesses and lets second have its say; nil is nobody.
	AssessWith(text string, c inbox.AssessContext, second Second) inbox.Assessment
	// Numbers names what Reading.Dense holds. It changes when a place changes its
	// meaning, and a layer fitted on other numbers is not used.
	Numbers() string
}

// onlyRaised are the labels whose suggestion no layer takes back.
var onlyRaised = inbox.SetOf(inbox.LabelThreat, inbox.LabelEmergency, inbox.LabelPrivateData)

// half is the weight of evidence at which the layer's word counts as much as the
// shipped one.
const half = 50

// Part is what was learned for one label.
type Part struct {
	w            weights
	slope, shift float32 // probability behind a margin
	n            float32 // weight of the evidence, a layer taken over included
	Stats        Stats
}

// Stats say how well the layer knows the house's line for one label.
type Stats struct {
	Yes, No float32 // weight of the evidence for and against
	Named   int     // labels that a person set, took away or left standing while looking at them
	Seen    int     // labels guessed before they were learned from
	Shipped Hits    // how the shipped triage fared on them
	House   Hits    // how it fared together with the layer
}

// Hits counts guesses by what was guessed and what people said.
type Hits struct{ RightYes, RightNo, WrongYes, WrongNo int }

// Count counts one guess.
func (h *Hits) Count(said, truth bool) {
	switch {
	case said && truth:
		h.RightYes++
	case said:
		h.WrongYes++
	case truth:
		h.WrongNo++
	default:
		h.RightNo++
	}
}

// Agreement is the share that people saw the same way.
func (h *Hits) Agreement() float64 {
	n := h.RightYes + h.RightNo + h.WrongYes + h.WrongNo
	return float64(h.RightYes+h.RightNo) / float64(max(n, 1))
}

// F is the harmonic mean of macro-averaged precision and recall, which a label that
// is rare does not win by never being given.
func (h *Hits) F() float64 {
	share := func(a, b int) float64 { return float64(a) / float64(max(a+b, 1)) }
	p := (share(h.RightYes, h.WrongYes) + share(h.RightNo, h.WrongNo)) / 2
	r := (share(h.RightYes, h.WrongNo) + share(h.RightNo, h.WrongYes)) / 2
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Layer is what a desk has learned. It is only read once it is made, and safe for
// concurrent use.
type Layer struct {
	numbers string
	dense   int
	parts   [labels]*Part
	words   bool // some part weighs words
	pool    sync.Pool
}

var _ Second = (*Layer)(nil)

// Part gives what was learned for a label, nil for nothing.
func (l *Layer) Part(of inbox.Label) *Part {
	if l == nil {
		return nil
	}
	return l.parts[of]
}

// Evidence is the weight of the evidence behind a part.
func (p *Part) Evidence() float64 { return float64(p.n) }

// Share is how much the part's word counts against the shipped one.
func (p *Part) Share() float64 { return float64(p.n / (p.n + half)) }

// Revise blends the scores with what was learned.
func (l *Layer) Revise(r *Reading) {
	if len(r.Dense) != l.dense {
		return
	}
	var words []uint16
	if l.words {
		space, _ := l.pool.Get().(*[]uint16)
		if space == nil {
			space = new([]uint16)
		}
		*space = appendWords((*space)[:0], r.Text)
		words = *space
		defer l.pool.Put(space)
	}
	l.ReviseWith(r, words)
}

// ReviseWith is Revise for a text whose words are known.
func (l *Layer) ReviseWith(r *Reading, words []uint16) {
	for i, p := range l.parts {
		if p == nil || p.n == 0 {
			continue
		}
		was := r.Scores[i]
		now := p.blend(was, p.w.of(r.Dense, words))
		if now < was && onlyRaised.Has(inbox.Label(i)) {
			continue
		}
		r.Scores[i] = now
	}
}

// blend weighs a margin of the part against the shipped score.
func (p *Part) blend(shipped float32, margin float64) float32 {
	share := p.n / (p.n + half)
	return share*p.probability(float32(margin)) + (1-share)*shipped
}

// lift is how wide the strip beside ½ is into which probabilities are moved that
// stand on its wrong side: the border of the decision is the margin's zero.
const lift = 0.02

// probability gives the share of texts with such a margin that have the label, with ½
// where the margin is zero: people who label rare things would otherwise never see
// one suggested.
func (p *Part) probability(margin float32) float32 {
	x := float32(logistic(float64(p.slope*margin + p.shift)))
	border := float32(logistic(float64(p.shift)))
	switch {
	case margin >= 0 && border < 0.5 && x < 0.5+lift:
		return 0.5 + lift*(x-border)/(0.5+lift-border)
	case margin < 0 && border > 0.5 && x > 0.5-lift:
		return min(0.5-1e-5, 0.5-lift*(border-x)/(border-0.5+lift))
	}
	return x
}

// platt finds slope and shift of the probability behind margins, by Newton's steps on
// a likelihood that is held a little towards a slope of one.
func platt(margins []float64, yes []bool) (slope, shift float32) {
	a, b := 1.0, 0.0
	for range 30 {
		ga, gb, haa, hab, hbb := 2*(a-1), 0.2*b, 2.0, 0.0, 0.2
		for i, m := range margins {
			p := logistic(a*m + b)
			d := p
			if yes[i] {
				d--
			}
			h := p * (1 - p)
			ga, gb = ga+d*m, gb+d
			haa, hab, hbb = haa+h*m*m, hab+h*m, hbb+h
		}
		det := haa*hbb - hab*hab
		if det < 1e-12 {
			break
		}
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		a, b = a-da, b-db
		if math.Abs(da)+math.Abs(db) < 1e-6 {
			break
		}
	}
	if !(a > 0.05 && a < 20) || math.Abs(b) > 20 { // also for what is no number
		return 1, 0
	}
	return float32(a), float32(b)
}
