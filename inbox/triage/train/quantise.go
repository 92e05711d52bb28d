package main

import (
	"math"
	"slices"

	"lotse/inbox/triage/model"
)

// quantise puts the lanes into rows of bytes. Lane 0 holds the squared idf.
func quantise(weight []float64, solutions []*solution) (rows []byte, scale [model.Lanes]float32) {
	rows = make([]byte, model.Buckets*model.Lanes)
	top := slices.Max(weight)
	scale[0] = float32(top * top / 255)
	for b, w := range weight {
		rows[b*model.Lanes] = byte(max(1, math.Round(w*w/float64(scale[0]))))
	}
	for l := range model.Lanes - 1 {
		if l >= len(solutions) {
			for b := range weight {
				rows[b*model.Lanes+l+1] = 128
			}
			continue
		}
		sizes := make([]float64, 0, model.Buckets)
		for _, w := range solutions[l].rows {
			if w != 0 {
				sizes = append(sizes, math.Abs(w))
			}
		}
		slices.Sort(sizes)
		step := 1e-6
		if n := len(sizes); n > 0 { // the few greatest weights are cut, so that the many small ones stay apart
			step = max(step, sizes[n-1-n/2000]/127)
		}
		scale[l+1] = float32(step)
		for b, w := range solutions[l].rows {
			rows[b*model.Lanes+l+1] = byte(128 + min(max(math.Round(w/step), -127), 127))
		}
	}
	return rows, scale
}

// heads writes the second stage into the model's heads.
func heads(v *validated) (out [model.HeadCount]model.Head) {
	for h := range out {
		for i, w := range v.stage[h].w {
			out[h].Weights[i] = float32(w)
		}
		out[h].Bias, out[h].Slope, out[h].Shift = float32(v.stage[h].bias), float32(v.slope[h]), float32(v.shift[h])
	}
	return out
}
