package learn

import (
	"bytes"
	"math"
	"slices"

	"lotse/inbox"
)

// How a part is fitted. The numbers were chosen in cross-validation, see the test of
// adaptation.
const (
	strength  = 1.0 // how much a row may say against staying at zero, shared by its numbers
	wordsFrom = 400 // weight of evidence from which words count
	rareWord  = 5   // a word in fewer texts than this has no weight: it might name somebody
	fewest    = 3   // weight of evidence that each side needs at least
	firstSeen = 25  // rows before the first guess
	fewForFit = 40  // guesses that a fit of probabilities needs
	priorHalf = 50  // the most that a layer taken over counts for
)

// Train fits a layer. prior is a layer that was taken over, nil for none; numbers says
// what the examples' numbers are. The same examples in any order give the same layer.
func Train(examples []*Example, prior *Layer, numbers string) *Layer {
	l := &Layer{numbers: numbers}
	if prior != nil && prior.numbers == numbers {
		l.dense = prior.dense
	} else {
		prior = nil
	}
	examples = slices.Clone(examples)
	slices.SortFunc(examples, func(a, b *Example) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	t := trainer{examples: examples, prior: prior}
	if len(examples) > 0 {
		l.dense = len(examples[0].Dense)
		t.scale(l.dense)
	}
	for _, label := range inbox.Labels() {
		l.parts[label] = t.part(label)
		l.words = l.words || l.parts[label] != nil && l.parts[label].w.words != nil
	}
	return l
}

type trainer struct {
	examples []*Example
	prior    *Layer
	scaled   [][]float32
	common   [][]uint16 // words of each example that are not rare
	mean     []float32
	spread   []float32
}

// scale brings all numbers to a spread of one and leaves out rare words.
func (t *trainer) scale(dense int) {
	n := float64(len(t.examples))
	t.mean, t.spread = make([]float32, dense), make([]float32, dense)
	for i := range dense {
		var sum, square float64
		for _, e := range t.examples {
			x := float64(e.Dense[i])
			sum, square = sum+x, square+x*x
		}
		mean := sum / n
		t.mean[i] = float32(mean)
		t.spread[i] = float32(math.Sqrt(max(square/n-mean*mean, 0)))
	}
	var texts [buckets]int
	for _, e := range t.examples {
		row := make([]float32, dense)
		for i, x := range e.Dense {
			if t.spread[i] > 1e-3 {
				row[i] = (x - t.mean[i]) / t.spread[i]
			}
		}
		t.scaled = append(t.scaled, row)
		for _, w := range e.Words {
			texts[w]++
		}
	}
	for _, e := range t.examples {
		var ws []uint16
		for _, w := range e.Words {
			if texts[w] >= rareWord {
				ws = append(ws, w)
			}
		}
		t.common = append(t.common, ws)
	}
}

// row is one example's evidence for the label at hand.
type row struct {
	at      int // in trainer.examples
	verdict int8
}

func (r row) yes() bool { return r.verdict > 0 }

// part learns one label: guesses block by block first, then from everything.
func (t *trainer) part(label inbox.Label) *Part {
	taken := t.prior.Part(label)
	var rows []row
	p := &Part{slope: 1}
	for i, e := range t.examples {
		v := e.Verdict[label]
		switch {
		case v > 0:
			p.Stats.Yes += float32(v) / 100
		case v < 0:
			p.Stats.No -= float32(v) / 100
		default:
			continue
		}
		rows = append(rows, row{i, v})
		if v >= stayed || v == -named {
			p.Stats.Named++
		}
	}
	if !sides(p.Stats.Yes, p.Stats.No) {
		if taken == nil {
			if len(rows) == 0 {
				return nil
			}
			return p // too few: counted, not used
		}
		return &Part{w: taken.w, slope: taken.slope, shift: taken.shift, n: min(taken.n, priorHalf), Stats: p.Stats}
	}
	p.n = p.Stats.Yes + p.Stats.No
	if taken != nil {
		p.n += min(taken.n, priorHalf)
		p.slope, p.shift = taken.slope, taken.shift
	}
	t.guess(p, label, rows, taken)
	p.w = t.fit(rows, taken)
	return p
}

func sides(yes, no float32) bool { return yes >= fewest && no >= fewest }

// guess goes through the rows in blocks that double. Each block is guessed with what
// the rows before it gave; only labels that a person named or left standing while
// looking at the labels are counted.
func (t *trainer) guess(p *Part, label inbox.Label, rows []row, taken *Part) {
	var margins []float64
	var truths []bool
	step := Part{slope: p.slope, shift: p.shift}
	for from := firstSeen; from < len(rows); from *= 2 {
		var yes, no float32
		for _, r := range rows[:from] {
			if r.yes() {
				yes += float32(r.verdict) / 100
			} else {
				no -= float32(r.verdict) / 100
			}
		}
		step.n = 0
		if taken != nil {
			step.w, step.n = taken.w, min(taken.n, priorHalf)
		}
		if sides(yes, no) {
			step.w = t.fit(rows[:from], taken)
			step.n += yes + no
		}
		for _, r := range rows[from:min(2*from, len(rows))] {
			e := t.examples[r.at]
			shipped := e.Shipped[label]
			score := shipped
			if step.n > 0 {
				m := step.w.of(e.Dense, e.Words)
				score = step.blend(shipped, m)
				if onlyRaised.Has(label) {
					score = max(score, shipped)
				}
				margins, truths = append(margins, m), append(truths, r.yes())
			}
			if r.verdict >= stayed || r.verdict <= -left {
				p.Stats.Seen++
				p.Stats.Shipped.Count(shipped >= 0.5, r.yes())
				p.Stats.House.Count(score >= 0.5, r.yes())
			}
		}
		if len(margins) >= fewForFit {
			step.slope, step.shift = platt(margins, truths)
		}
	}
	p.slope, p.shift = step.slope, step.shift
}

// fit solves one regression and gives its weights in the units of the raw numbers,
// what was taken over included.
func (t *trainer) fit(rows []row, taken *Part) weights {
	var yes, no float64
	for _, r := range rows {
		if r.yes() {
			yes += float64(r.verdict) / 100
		} else {
			no -= float64(r.verdict) / 100
		}
	}
	withWords := yes+no >= wordsFrom
	samples := make([]sample, len(rows))
	for i, r := range rows {
		s := &samples[i]
		s.dense, s.yes = t.scaled[r.at], r.yes()
		if withWords {
			s.words, s.each = t.common[r.at], wordValue(len(t.examples[r.at].Words))
		}
		side := no
		if s.yes {
			side = yes
		}
		// Both sides weigh the same together, or a rare label would never be given.
		s.weight = strength / float64(max(len(t.mean), 1)) * math.Abs(float64(r.verdict)) / 100 * (yes + no) / (2 * side)
		if taken != nil {
			s.offset = taken.w.of(t.examples[r.at].Dense, t.examples[r.at].Words)
		}
	}
	w := fit(samples, len(t.mean), withWords)
	raw := weights{dense: make([]float32, len(w.dense)), words: w.words, bias: w.bias}
	for i, x := range w.dense {
		if t.spread[i] > 1e-3 {
			raw.dense[i] = x / t.spread[i]
			raw.bias -= raw.dense[i] * t.mean[i]
		}
	}
	if taken != nil {
		raw.bias += taken.w.bias
		for i, x := range taken.w.dense {
			raw.dense[i] += x
		}
		if taken.w.words != nil && raw.words == nil {
			raw.words = slices.Clone(taken.w.words)
		} else {
			for i, x := range taken.w.words {
				raw.words[i] += x
			}
		}
	}
	return raw
}
