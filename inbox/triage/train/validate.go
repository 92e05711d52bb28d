package main

import (
	"lotse/inbox"
	"lotse/inbox/triage/model"
)

// validated is what cross-validation gives.
type validated struct {
	stage        [inbox.HeadCount]affine
	slope, shift [inbox.HeadCount]float64
	results      []result
}

// validate trains without each fold in turn, judges on what was left out, moves
// the borders and calibrates.
func (t *trainer) validate() *validated {
	v := &validated{}
	words := t.outOfFold()
	var logits [][inbox.HeadCount]float64
	v.stage, logits = t.second(t.vectors(words))
	t.moveBorders(&v.stage, logits)
	for _, q := range questions {
		v.slope[q.head], v.shift[q.head] = 1, 0
		if ls, ys := t.known(q, logits); len(ls) > 0 {
			v.slope[q.head], v.shift[q.head] = platt(ls, ys)
		} else {
			v.stage[q.head] = affine{bias: -20} // nobody was asked: the head says no
		}
	}
	for _, x := range tests {
		r := t.evaluate(x, logits)
		if r.Texts == 0 {
			continue
		}
		r.Error = t.calibration(x, v, logits)
		v.results = append(v.results, r)
	}
	return v
}

// known gives the logits of a head and the answers of people.
func (t *trainer) known(q question, logits [][inbox.HeadCount]float64) (ls []float64, ys []int8) {
	for i, x := range t.texts {
		if x.labels[colInvented] >= 0 {
			continue // nobody writes as often as we invent
		}
		if y := judge(x, q.answers); y >= 0 {
			ls, ys = append(ls, logits[i][q.head]), append(ys, y)
		}
	}
	return ls, ys
}

// calibration compares the scores, moved ones included, with what is so.
func (t *trainer) calibration(x test, v *validated, logits [][inbox.HeadCount]float64) float64 {
	var ps []float64
	var ys []int8
	var r model.Reading
	for i, tx := range t.texts {
		y := x.truth(tx)
		if y < 0 {
			continue
		}
		for h := range r.Logits {
			r.Logits[h] = float32(logits[i][h])
			hd := model.Head{Slope: float32(v.slope[h]), Shift: float32(v.shift[h])}
			r.Scores[h] = hd.Probability(r.Logits[h])
		}
		model.Choose(&r)
		p := &r.Scores
		if x.classes == 2 {
			ps, ys = append(ps, float64(p[x.first])), append(ys, y)
			continue
		}
		for k := range x.classes {
			ps, ys = append(ps, float64(p[int(x.first)+k])), append(ys, is(int(y) == k))
		}
	}
	return calibrationError(ps, ys)
}

// finish trains the lanes on all texts and packs the model.
func (t *trainer) finish(v *validated, licences string) ([]byte, error) {
	solutions := make([]*solution, len(lanes))
	each(len(lanes), func(l int) { solutions[l] = t.fit(lanes[l], -1) })
	p := &model.Parts{Heads: heads(v)}
	p.Rows, p.Scale = quantise(t.weight, solutions)
	for s, x := range t.mean {
		p.Usual[s] = float32(x)
	}
	info := model.Info{Name: "model-2", Licences: licences, Data: t.digest}
	for _, l := range lanes {
		info.Lanes = append(info.Lanes, l.name)
	}
	return model.Encode(info, p)
}

// faithful counts how many flagged comments lose their flag without the fifth of
// the words that speaks most for it.
func (t *trainer) faithful(m *model.Model) map[inbox.Head][2]int {
	out := map[inbox.Head][2]int{}
	var r model.Reading
	for _, h := range []inbox.Head{inbox.HeadToxic, inbox.HeadFact} {
		n := out[h]
		for _, x := range t.texts {
			if x.labels[colToxic] >= 0 || x.labels[colOrder] < 0 { // tweets these heads have never seen
				continue
			}
			if m.Read(x.raw, &r); r.Logits[h] < 0 {
				continue
			}
			n[1]++
			if m.Read(m.Without(x.raw, h, 0.2, &r), &r); r.Logits[h] < 0 {
				n[0]++
			}
		}
		out[h] = n
	}
	return out
}
