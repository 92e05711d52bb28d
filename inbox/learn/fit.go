package learn

import "math"

// sample is a row of the regression: scaled numbers, words that are there, and how
// far what is known beforehand already speaks for the label.
type sample struct {
	dense  []float32
	words  []uint16
	each   float64 // what each of the words weighs
	offset float64
	yes    bool
	weight float64
}

// weights are what a regression gives.
type weights struct {
	dense []float32
	words []float32 // by bucket; nil where words are off
	bias  float32
}

const (
	rounds    = 15  // of the fit at most
	enough    = 0.1 // largest slope at which it ends
	biasScale = 1.0 // the bias is a column of this value, held down like the others
)

// wordValue is what each of k words weighs in a row: a long text says each less
// loudly.
func wordValue(k int) float64 {
	if k == 0 {
		return 0
	}
	return wordScale / math.Sqrt(float64(k))
}

// wordScale sets words against the dense numbers, whose spread is one.
const wordScale = 6.0

// fit solves a logistic regression held down towards zero by coordinate ascent on its
// dual: each row moves the weights as far as its own slope asks. The rows are gone
// through in an order drawn from a fixed seed, so the same rows give the same weights.
func fit(rows []sample, dense int, withWords bool) weights {
	w := weights{dense: make([]float32, dense)}
	if withWords {
		w.words = make([]float32, buckets)
	}
	n := len(rows)
	alpha, size, order := make([]float64, n), make([]float64, n), make([]int, n)
	for i := range rows {
		r := &rows[i]
		alpha[i] = min(0.001*r.weight, 1e-8)
		size[i] = biasScale * biasScale
		for _, x := range r.dense {
			size[i] += float64(x) * float64(x)
		}
		if withWords {
			size[i] += r.each * r.each * float64(len(r.words))
		}
		order[i] = i
		w.add(r, alpha[i]*sign(r.yes))
	}
	random := uint64(0x9E3779B97F4A7C15)
	inner := 0.1
	for range rounds {
		for i := n - 1; i > 0; i-- {
			random = random*6364136223846793005 + 1442695040888963407
			j := int((random >> 33) % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		worst, steps := 0.0, 0
		for _, i := range order {
			slope, moved := w.move(&rows[i], &alpha[i], size[i], inner)
			worst, steps = max(worst, slope), steps+moved
		}
		if worst < enough {
			break
		}
		if steps <= n/10 {
			inner = max(inner*0.1, 1e-4)
		}
	}
	return w
}

func sign(yes bool) float64 {
	if yes {
		return 1
	}
	return -1
}

// move takes one row's share, which lies between nothing and its weight, to where the
// slope of the dual is nearly level, by a few steps of Newton.
func (w *weights) move(r *sample, alpha *float64, size, inner float64) (slope float64, steps int) {
	c, y := r.weight, sign(r.yes)
	b := y * (r.offset + w.sum(r.dense, r.words, r.each))
	// Near the far end the same is said with what is left to it, where the steps hold.
	was, turn := *alpha, 1.0
	if 0.5*size*(c-2*was)+b < 0 {
		was, turn = c-was, -1
	}
	z := was
	if c-z < 0.5*c {
		z *= 0.1
	}
	g := size*(z-was) + turn*b + math.Log(z/(c-z))
	slope = math.Abs(g)
	for ; steps < 100 && math.Abs(g) >= inner; steps++ {
		next := z - g/(size+c/(c-z)/z)
		if next <= 0 {
			z *= 0.1
		} else {
			z = next
		}
		g = size*(z-was) + turn*b + math.Log(z/(c-z))
	}
	if steps == 0 {
		return slope, 0
	}
	w.add(r, turn*(z-was)*y)
	if turn < 0 {
		z = c - z
	}
	*alpha = z
	return slope, steps
}

// of gives the margin of a text.
func (w *weights) of(dense []float32, words []uint16) float64 {
	return w.sum(dense, words, wordValue(len(words)))
}

func (w *weights) sum(dense []float32, words []uint16, each float64) float64 {
	var s float32
	ws := w.dense[:len(dense)]
	for i, x := range dense {
		s += ws[i] * x
	}
	sum := float64(s) + float64(w.bias)*biasScale
	if w.words != nil && len(words) > 0 {
		var t float32
		for _, k := range words {
			t += w.words[k]
		}
		sum += float64(t) * each
	}
	return sum
}

// add moves the weights along a row.
func (w *weights) add(r *sample, by float64) {
	f := float32(by)
	for i, x := range r.dense {
		w.dense[i] += f * x
	}
	w.bias += float32(by * biasScale)
	if w.words != nil {
		f = float32(by * r.each)
		for _, k := range r.words {
			w.words[k] += f
		}
	}
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
