package main

import (
	"math"
	"math/rand/v2"

	"lotse/inbox/triage/model"
)

// problem is a binary question about texts, to be answered by a weight for each
// feature: L2-regularised logistic regression, solved in its dual by coordinate
// descent (Yu, Huang, Lin 2011).
type problem struct {
	texts []*text
	y     []int8 // 1 or 0
	cost  []float64
	value []float64 // what a feature counts before it is divided by the text's length
	idf   []float64
	style float64 // what the style counts; 0 leaves it out
	mean  [model.StyleCount]float64
	sd    [model.StyleCount]float64
}

// solution holds a weight for each bucket, already multiplied by its value. What
// the style weighs is learnt anew in the second stage.
type solution struct {
	rows []float64
}

type weight struct{ value, w float64 }

// solve gives the same bits for the same problem.
func (p *problem) solve(epochs int) *solution {
	n := len(p.texts)
	row := make([]weight, model.Buckets)
	for b := range row {
		row[b].value = p.value[b]
	}
	inverse := make([]float64, n)
	style := make([][model.StyleCount]float64, n)
	square := make([]float64, n)
	for i, t := range p.texts {
		inverse[i] = 1 / max(length(t, p.idf), 1e-9)
		sum := 1.0
		for _, b := range t.buckets {
			x := row[b].value * inverse[i]
			sum += x * x
		}
		if p.style > 0 {
			for s, x := range t.style {
				z := min(max((float64(x)-p.mean[s])/p.sd[s], -4), 4) * p.style
				style[i][s] = z
				sum += z * z
			}
		}
		square[i] = sum
	}
	var ws [model.StyleCount]float64
	bias := 0.0
	alpha := make([][2]float64, n)
	order := make([]int, n)
	step := func(i int, d float64) {
		f := d * inverse[i]
		for _, b := range p.texts[i].buckets {
			row[b].w += f * row[b].value
		}
		if p.style > 0 {
			for s := range ws {
				ws[s] += d * style[i][s]
			}
		}
		bias += d
	}
	sign := func(i int) float64 { return float64(2*int(p.y[i]) - 1) }
	for i := range alpha {
		order[i] = i
		a := min(0.001*p.cost[i], 1e-8)
		alpha[i] = [2]float64{a, p.cost[i] - a}
		step(i, a*sign(i))
	}
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // an order, not a secret
	for range epochs {
		rng.Shuffle(n, func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			dot := 0.0
			for _, b := range p.texts[i].buckets {
				dot += row[b].value * row[b].w
			}
			dot *= inverse[i]
			if p.style > 0 {
				for s := range ws {
					dot += ws[s] * style[i][s]
				}
			}
			if d := newton(&alpha[i], p.cost[i], square[i], sign(i)*(dot+bias)); d != 0 {
				step(i, d*sign(i))
			}
		}
	}
	out := &solution{rows: make([]float64, model.Buckets)}
	for b := range row {
		out.rows[b] = row[b].w * row[b].value
	}
	return out
}

// newton solves the sub-problem of one text and gives the change of its weight.
func newton(alpha *[2]float64, c, a, b float64) float64 {
	one, two, sign := 0, 1, 1.0
	if 0.5*a*(alpha[1]-alpha[0])+b < 0 {
		one, two, sign = 1, 0, -1
	}
	old := alpha[one]
	z := old
	if c-z < 0.5*c {
		z *= 0.1
	}
	gradient := func() float64 { return a*(z-old) + sign*b + math.Log(z/(c-z)) }
	g := gradient()
	for range 100 {
		if math.Abs(g) < 1e-4 {
			break
		}
		if next := z - g/(a+c/(c-z)/z); next <= 0 {
			z *= 0.1
		} else {
			z = next
		}
		g = gradient()
	}
	alpha[one], alpha[two] = z, c-z
	return sign * (z - old)
}

// length is the length of the vector of a text.
func length(t *text, idf []float64) float64 {
	sum := 0.0
	for _, b := range t.buckets {
		sum += idf[b] * idf[b]
	}
	return math.Sqrt(sum)
}

// score gives what the words of a text say, its style left out.
func (s *solution) score(t *text, idf []float64) float64 {
	sum := 0.0
	for _, b := range t.buckets {
		sum += s.rows[b]
	}
	return sum / max(length(t, idf), 1e-9)
}
