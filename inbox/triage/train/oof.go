package main

import (
	"math"
	"runtime"
	"sync"

	"lotse/inbox/triage/model"
)

// styleWeight is what one standardised style counter weighs beside the words,
// whose vector has length one before the ratios.
const styleWeight = 0.03

// trainer holds what all problems share.
type trainer struct {
	*data
	weight   []float64 // idf
	epochs   int
	mean, sd [model.StyleCount]float64
}

func newTrainer(d *data, epochs int) *trainer {
	t := &trainer{data: d, weight: d.idf(), epochs: epochs}
	n := float64(len(d.texts))
	for _, x := range d.texts {
		for s, v := range x.style {
			t.mean[s] += float64(v) / n
		}
	}
	for _, x := range d.texts {
		for s, v := range x.style {
			z := float64(v) - t.mean[s]
			t.sd[s] += z * z / n
		}
	}
	for s := range t.sd {
		t.sd[s] = max(math.Sqrt(t.sd[s]), 1e-3)
	}
	return t
}

// fit answers a lane's question from the texts of all folds but one (-1: all).
func (t *trainer) fit(l lane, without int) *solution {
	asked, y := ask(t.texts, l.answers)
	kept := asked[:0:0]
	var ky []int8
	for i, x := range asked {
		if x.fold != without {
			kept, ky = append(kept, x), append(ky, y[i])
		}
	}
	value := ratios(kept, ky)
	for b := range value {
		value[b] = math.Abs(value[b]) * t.weight[b]
	}
	p := &problem{
		texts: kept, y: ky, cost: balance(ky, l.c, 1), value: value, idf: t.weight,
		style: styleWeight, mean: t.mean, sd: t.sd,
	}
	return p.solve(t.epochs)
}

// each runs the jobs on all processors; what they compute does not depend on
// how many there are.
func each(n int, job func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				job(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// outOfFold gives every text what the words say by lanes that have not seen its fold.
func (t *trainer) outOfFold() [][]float64 {
	words := make([][]float64, len(t.texts))
	for i := range t.texts {
		words[i] = make([]float64, len(lanes))
	}
	each(len(lanes)*folds, func(k int) {
		l, f := k/folds, k%folds
		s := t.fit(lanes[l], f)
		for i, x := range t.texts {
			if x.fold == f {
				words[i][l] = s.score(x, t.weight)
			}
		}
	})
	return words
}
