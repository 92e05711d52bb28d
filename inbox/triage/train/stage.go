package main

import (
	"math"

	"lotse/inbox"
	"lotse/inbox/triage/model"
)

// inputs of the second stage: the lanes, then the style.
const inputs = model.Inputs

// question is what one head is asked, and by which measure it is judged.
type question struct {
	head    inbox.Head
	answers []answer
	share   float64 // how far the classes are balanced
	l2      float64 // how much other lanes and the style are held back
}

var questions = []question{
	{inbox.HeadToxic, []answer{{colToxic, yes, nil}}, 1, 100},
	{inbox.HeadEngaging, []answer{{colEngaging, yes, nil}}, 1, 100},
	{inbox.HeadFact, []answer{{colFact, yes, nil}}, 1, 100},
	{inbox.HeadOffensive, []answer{{colOffence18, yes, nil}, {colOffence19, yes, nil}}, 1, 100},
	{inbox.HeadNegative, sentimentAnswers(0), 0.2, 100},
	{inbox.HeadNeutral, sentimentAnswers(1), 0.2, 100},
	{inbox.HeadPositive, sentimentAnswers(2), 0.2, 100},
	{inbox.HeadCallToAction, []answer{{colAction, yes, nil}}, 0.5, 100},
	{inbox.HeadOrderNothing, []answer{{colOrder, []int8{0}, nil}}, 0.25, 1000},
	{inbox.HeadOrderCriticism, []answer{{colOrder, []int8{1}, nil}}, 0.25, 1000},
	{inbox.HeadOrderAgitation, []answer{{colOrder, []int8{2}, nil}}, 0.25, 1000},
	{inbox.HeadOrderSubversive, []answer{{colOrder, []int8{3}, nil}}, 0.25, 1000},
	{inbox.HeadViolence, []answer{{colViolence, yes, nil}}, 0.5, 100},
	{inbox.HeadDefamation, []answer{{colDefamation, yes, nil}}, 0.5, 300},
	{inbox.HeadHate, []answer{{colGahd, yes, nil}, {colHasoc, yes, nil}, {colIwg, yes, nil}, {colInvented, yes, nil}}, 0.5, 100},
	{inbox.HeadInsult, []answer{{colFine, []int8{2}, nil}}, 0.5, 100},
	{inbox.HeadProfanity, []answer{{colFine, []int8{3}, nil}}, 0.5, 300},
	{inbox.HeadPraise, []answer{{colPraise, yes, nil}}, 1, 100},
}

func sentimentAnswers(class int8) []answer {
	return []answer{{colSB10k, []int8{class}, nil}, {colPotts, []int8{class}, nil}}
}

// sample is one text as the second stage sees it.
type sample struct {
	x    *[inputs]float64
	y    int8
	cost float64
	fold int
	text int
}

// samples collects the texts that answer a question. Each class of each corpus
// weighs the same in sum, so that no corpus outvotes another.
func (t *trainer) samples(q question, vectors []*[inputs]float64) []sample {
	var all []sample
	for _, a := range q.answers {
		var mine []sample
		var n [2]float64
		for i, x := range t.texts {
			if y := judge(x, []answer{a}); y >= 0 {
				mine = append(mine, sample{x: vectors[i], y: y, fold: x.fold, text: i})
				n[y]++
			}
		}
		for i := range mine {
			mine[i].cost = weightOf(a.col) * math.Pow(float64(len(mine))/(2*max(n[mine[i].y], 1)), q.share)
		}
		all = append(all, mine...)
	}
	return all
}

// weightOf keeps large corpora from outvoting small ones where they answer a
// question together.
func weightOf(c column) float64 {
	if c == colHasoc {
		return 2
	}
	return 1
}

// affine is a logistic regression on the inputs as they come.
type affine struct {
	w    [inputs]float64
	bias float64
}

func (a *affine) logit(x *[inputs]float64) float64 {
	sum := a.bias
	for i, v := range x {
		sum += a.w[i] * v
	}
	return sum
}

// regress fits by Newton's method on standardised inputs. The lanes of the
// question itself are nearly free, all else is held back. Samples of the fold
// that is left out are not seen.
func regress(all []sample, without int, q question) affine {
	var mean, sd [inputs]float64
	total := 0.0
	for i := range all {
		if s := &all[i]; s.fold != without {
			total += s.cost
			for k, v := range s.x {
				mean[k] += s.cost * v
			}
		}
	}
	for k := range mean {
		mean[k] /= max(total, 1e-9)
	}
	for i := range all {
		if s := &all[i]; s.fold != without {
			for k, v := range s.x {
				sd[k] += s.cost * (v - mean[k]) * (v - mean[k])
			}
		}
	}
	for k := range sd {
		sd[k] = max(math.Sqrt(sd[k]/max(total, 1e-9)), 1e-6)
	}
	var seen []int
	for i := range all {
		if all[i].fold != without {
			seen = append(seen, i)
		}
	}
	rows := make([][size]float64, len(seen))
	for n, i := range seen {
		for k, v := range all[i].x {
			rows[n][k] = (v - mean[k]) / sd[k]
		}
		rows[n][inputs] = 1
	}
	var penalty [size]float64
	for k := range inputs {
		penalty[k] = q.l2
		if k > 0 && k <= len(lanes) && lanes[k-1].akin(q) {
			penalty[k] = q.l2 / 100
		}
	}
	w := newtonSteps(all, seen, rows, &penalty)
	out := affine{bias: w[inputs]}
	for k := range inputs {
		out.w[k] = w[k] / sd[k]
		out.bias -= out.w[k] * mean[k]
	}
	return out
}

const size = inputs + 1

// newtonSteps minimises the loss by Newton's method. The curvature is taken from
// a part of the texts and kept for a few steps, which costs a tenth of the time
// and leads to the same minimum.
func newtonSteps(all []sample, seen []int, rows [][size]float64, penalty *[size]float64) (w [size]float64) {
	const part, refresh = 3000, 5
	stride := len(seen)/part + 1
	p := make([]float64, len(seen))
	var h [][]float64
	for round := range 40 {
		g := make([]float64, size)
		for k := range inputs {
			g[k] = -penalty[k] * w[k]
		}
		for n, i := range seen {
			dot := 0.0
			for k, z := range &rows[n] {
				dot += w[k] * z
			}
			p[n] = 1 / (1 + math.Exp(-dot))
			e := all[i].cost * (float64(all[i].y) - p[n])
			for k, z := range &rows[n] {
				g[k] += e * z
			}
		}
		if round%refresh == 0 {
			h = make([][]float64, size)
			for k := range h {
				h[k] = make([]float64, k+1)
				h[k][k] = penalty[k] + 1e-6
			}
			for n := 0; n < len(seen); n += stride {
				c := 1.1 * float64(stride) * all[seen[n]].cost * max(p[n]*(1-p[n]), 1e-3)
				z := &rows[n]
				for k := range h {
					a, hk := c*z[k], h[k]
					for j := range hk {
						hk[j] += a * z[j]
					}
				}
			}
			factor(h)
		}
		moved := 0.0
		for k, d := range solveFactored(h, g) {
			w[k] += d
			moved = max(moved, math.Abs(d))
		}
		if moved < 1e-3 {
			break
		}
	}
	return w
}

// factor replaces the lower half of a symmetric positive matrix by its Cholesky factor.
func factor(h [][]float64) {
	for i := range h {
		for j := 0; j <= i; j++ {
			sum := h[i][j]
			for k := range j {
				sum -= h[i][k] * h[j][k]
			}
			if i == j {
				h[i][i] = math.Sqrt(max(sum, 1e-12))
			} else {
				h[i][j] = sum / h[j][j]
			}
		}
	}
}

// solveFactored solves for the right side g.
func solveFactored(h [][]float64, g []float64) []float64 {
	n := len(g)
	x := append([]float64(nil), g...)
	for i := range n {
		for k := range i {
			x[i] -= h[i][k] * x[k]
		}
		x[i] /= h[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= h[k][i] * x[k]
		}
		x[i] /= h[i][i]
	}
	return x
}

// platt finds slope and shift of the probability behind a logit, classes in
// their own frequency.
func platt(logits []float64, y []int8) (slope, shift float64) {
	slope = 1
	for range 60 {
		var g0, g1, h00, h01, h11 float64
		for i, x := range logits {
			p := 1 / (1 + math.Exp(-(slope*x + shift)))
			e, c := float64(y[i])-p, max(p*(1-p), 1e-9)
			g0 += e * x
			g1 += e
			h00 += c * x * x
			h01 += c * x
			h11 += c
		}
		h00 += 1e-6
		h11 += 1e-6
		det := h00*h11 - h01*h01
		if det <= 0 {
			break
		}
		d0, d1 := (h11*g0-h01*g1)/det, (h00*g1-h01*g0)/det
		if size := max(math.Abs(d0), math.Abs(d1)); size > 0.5 { // far from the minimum a whole step may overshoot
			d0, d1 = d0/size*0.5, d1/size*0.5
		}
		slope, shift = slope+d0, shift+d1
		if math.Abs(d0)+math.Abs(d1) < 1e-7 {
			break
		}
	}
	return max(slope, 1e-3), shift
}

// vectors joins lanes and style, as the model's second stage sees them.
func (t *trainer) vectors(lane [][]float64) []*[inputs]float64 {
	out := make([]*[inputs]float64, len(t.texts))
	for i, x := range t.texts {
		v := new([inputs]float64)
		v[0] = math.Log1p(float64(len(x.buckets)))
		copy(v[1:model.Lanes], lane[i])
		for s, z := range x.style {
			v[model.Lanes+s] = float64(z)
		}
		out[i] = v
	}
	return out
}

// second fits the second stage of each head on all texts, and gives the logits
// of each text by a stage that has not seen its fold.
func (t *trainer) second(vectors []*[inputs]float64) (stage [inbox.HeadCount]affine, logits [][inbox.HeadCount]float64) {
	logits = make([][inbox.HeadCount]float64, len(t.texts))
	var unseen [inbox.HeadCount][folds]affine
	each(len(questions)*(folds+1), func(k int) {
		q, f := questions[k/(folds+1)], k%(folds+1)
		all := t.samples(q, vectors)
		if f == folds {
			stage[q.head] = regress(all, -1, q)
		} else {
			unseen[q.head][f] = regress(all, f, q)
		}
	})
	for i, x := range t.texts {
		for h := range logits[i] {
			logits[i][h] = unseen[h][x.fold].logit(vectors[i])
		}
	}
	return stage, logits
}
