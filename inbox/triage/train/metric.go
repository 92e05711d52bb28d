package main

import "math/rand/v2"

// table counts decisions: table[truth][said].
type table [][]int

func newTable(classes int) table {
	t := make(table, classes)
	for i := range t {
		t[i] = make([]int, classes)
	}
	return t
}

// ratios gives precision and recall of each class.
func (t table) ratios() (precision, recall []float64) {
	n := len(t)
	precision, recall = make([]float64, n), make([]float64, n)
	for c := range n {
		said, is := 0, 0
		for k := range n {
			said += t[k][c]
			is += t[c][k]
		}
		precision[c] = ratio(t[c][c], said)
		recall[c] = ratio(t[c][c], is)
	}
	return precision, recall
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// macroF1 is the mean of the classes' F1.
func (t table) macroF1() float64 {
	p, r := t.ratios()
	sum := 0.0
	for c := range p {
		sum += harmonic(p[c], r[c])
	}
	return sum / float64(len(p))
}

// official is the measure of GermEval 2018 and 2021: the harmonic mean of the
// mean precision and the mean recall.
func (t table) official() float64 {
	p, r := t.ratios()
	var ps, rs float64
	for c := range p {
		ps += p[c]
		rs += r[c]
	}
	return harmonic(ps/float64(len(p)), rs/float64(len(p)))
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// interval gives the 95 % bootstrap interval of a measure.
func interval(truth, said []int8, classes int, measure func(table) float64) (low, high float64) {
	const rounds = 400
	rng := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // samples, not a secret
	values := make([]float64, rounds)
	for i := range values {
		t := newTable(classes)
		for range truth {
			k := rng.IntN(len(truth))
			t[truth[k]][said[k]]++
		}
		values[i] = measure(t)
	}
	sortFloats(values)
	return values[rounds/40], values[rounds-1-rounds/40]
}

// calibrationError is the mean distance between what was said and what was, in
// ten bins of equal width.
func calibrationError(p []float64, y []int8) float64 {
	var sum, hit [10]float64
	for i, x := range p {
		b := min(int(x*10), 9)
		sum[b] += x
		hit[b] += float64(y[i])
	}
	e := 0.0
	for b := range sum {
		if d := sum[b] - hit[b]; d > 0 {
			e += d
		} else {
			e -= d
		}
	}
	return e / float64(len(p))
}
