package main

import (
	"slices"

	"lotse/inbox"
)

// tuned names the tests whose border is moved to where their measure is best on
// unseen texts. The measure of a rare class is best far from the balanced
// border. Where the shares of the classes shift from one source to the next, as
// they do between the shows of GermEval 2021, a moved border does harm, so those
// heads keep the balanced one.
var tuned = []string{"SB10k+PotTS", "call to action", "democratic order", "violence", "defamation", "hate", "insult", "profanity"}

// moveBorders shifts biases and logits of the tuned heads.
func (t *trainer) moveBorders(stage *[inbox.HeadCount]affine, logits [][inbox.HeadCount]float64) {
	for _, x := range tests {
		if slices.Contains(tuned, x.name) {
			t.moveTest(x, stage, logits)
		}
	}
}

// moveTest moves the border of one test. A family is moved class by class, from
// several beginnings, for a rare class may get caught where it swallows others.
func (t *trainer) moveTest(x test, stage *[inbox.HeadCount]affine, logits [][inbox.HeadCount]float64) {
	moves, starts := x.heads(), []float64{0}
	if moves > 1 {
		starts = []float64{0, 1.5, 3}
	}
	var best [inbox.HeadCount]float64
	top := -1.0
	a := t.asked(x, logits)
	for _, s := range starts {
		var moved [inbox.HeadCount]float64
		if moves > 1 {
			for k := range moves {
				moved[int(x.first)+k] = -s * float64(k) / float64(moves-1)
			}
		}
		for range 3 {
			for k := range moves {
				a.bestMove(x, x.first+inbox.Head(k), &moved)
			}
		}
		if v := a.value(x, &moved); v > top {
			top, best = v, moved
		}
	}
	for h, d := range best {
		stage[h].bias += d
		for i := range logits {
			logits[i][h] += d
		}
	}
}

// asked are the texts of one test. Each of its corpora is judged for itself, so
// that a large one does not decide for a small one.
type asked struct {
	corpus []int
	truth  []int8
	logits [][inbox.HeadCount]float64
}

func (t *trainer) asked(x test, logits [][inbox.HeadCount]float64) *asked {
	a := &asked{}
	for i, tx := range t.texts {
		for n, c := range x.cols {
			if l := tx.labels[c]; l >= 0 {
				a.corpus, a.truth, a.logits = append(a.corpus, n), append(a.truth, x.yes(l)), append(a.logits, logits[i])
				break
			}
		}
	}
	return a
}

// value is the mean measure of the corpora with all borders moved.
func (a *asked) value(x test, moved *[inbox.HeadCount]float64) float64 {
	tabs := make([]table, len(x.cols))
	for n := range tabs {
		tabs[n] = newTable(x.classes)
	}
	for i := range a.logits {
		l := a.logits[i]
		for k := range x.heads() {
			l[int(x.first)+k] += moved[int(x.first)+k]
		}
		tabs[a.corpus[i]][a.truth[i]][x.said(&l)]++
	}
	sum := 0.0
	for _, tab := range tabs {
		sum += x.measure(tab) / float64(len(tabs))
	}
	return sum
}

// bestMove tries shifts of one head; of those beside the best and within a hair
// of it, it takes the middle, which hangs less on single texts.
func (a *asked) bestMove(x test, h inbox.Head, moved *[inbox.HeadCount]float64) {
	const steps, width, hair = 40, 3.0, 0.002
	var value [2*steps + 1]float64
	best, from := 0.0, moved[h]
	for k := range value {
		moved[h] = from + float64(k-steps)*width/steps
		value[k] = a.value(x, moved)
		best = max(best, value[k])
	}
	at := slices.Index(value[:], best)
	low, high := at, at
	for low > 0 && value[low-1] >= best-hair {
		low--
	}
	for high < 2*steps && value[high+1] >= best-hair {
		high++
	}
	moved[h] = from + float64(low+high-2*steps)/2*width/steps
}
