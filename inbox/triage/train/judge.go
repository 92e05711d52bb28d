package main

import (
	"fmt"

	"lotse/inbox"
)

// result is how well a head did in cross-validation.
type result struct {
	Name      string
	Measure   string
	Value     float64
	Low, High float64
	Error     float64 // of calibration
	Texts     int
	Table     table
}

// test is one judgement: a corpus, the heads that decide, the measure.
type test struct {
	name     string
	cols     []column
	first    inbox.Head // of a family, or the head
	classes  int
	yes      func(int8) int8 // the class of a label
	official bool
}

func same(y int8) int8 { return y }

var tests = []test{
	{"GE21 toxic", []column{colToxic}, inbox.HeadToxic, 2, same, true},
	{"GE21 engaging", []column{colEngaging}, inbox.HeadEngaging, 2, same, true},
	{"GE21 fact", []column{colFact}, inbox.HeadFact, 2, same, true},
	{"GE18 offence", []column{colOffence18}, inbox.HeadOffensive, 2, same, true},
	{"GE19 offence", []column{colOffence19}, inbox.HeadOffensive, 2, same, true},
	{"HASOC by hate", []column{colHasoc}, inbox.HeadHate, 2, same, false},
	{"HASOC by offensive", []column{colHasoc}, inbox.HeadOffensive, 2, same, false},
	{"HASOC by toxic", []column{colHasoc}, inbox.HeadToxic, 2, same, false},
	{"GAHD by hate", []column{colGahd}, inbox.HeadHate, 2, same, false},
	{"invented by hate", []column{colInvented}, inbox.HeadHate, 2, same, false},
	{"invented by toxic", []column{colInvented}, inbox.HeadToxic, 2, same, false},
	{"SB10k", []column{colSB10k}, inbox.HeadNegative, 3, same, false},
	{"PotTS", []column{colPotts}, inbox.HeadNegative, 3, same, false},
	{"SB10k+PotTS", []column{colSB10k, colPotts}, inbox.HeadNegative, 3, same, false},
	{"hate", []column{colGahd, colHasoc, colInvented}, inbox.HeadHate, 2, same, false},
	{"call to action", []column{colAction}, inbox.HeadCallToAction, 2, same, false},
	{"democratic order", []column{colOrder}, inbox.HeadOrderNothing, 4, same, false},
	{"violence", []column{colViolence}, inbox.HeadViolence, 2, same, false},
	{"defamation", []column{colDefamation}, inbox.HeadDefamation, 2, same, false},
	{"praise", []column{colPraise}, inbox.HeadPraise, 2, same, false},
	{"insult", []column{colFine}, inbox.HeadInsult, 2, func(y int8) int8 { return is(y == 2) }, false},
	{"profanity", []column{colFine}, inbox.HeadProfanity, 2, func(y int8) int8 { return is(y == 3) }, false},
}

func is(b bool) int8 {
	if b {
		return 1
	}
	return 0
}

// heads is how many heads decide together.
func (x test) heads() int {
	if x.classes == 2 {
		return 1
	}
	return x.classes
}

// truth gives the class of a text, -1 when the test does not ask it.
func (x test) truth(t *text) int8 {
	for _, c := range x.cols {
		if l := t.labels[c]; l >= 0 {
			return x.yes(l)
		}
	}
	return -1
}

// said gives the class that the logits decide for.
func (x test) said(l *[inbox.HeadCount]float64) int8 {
	if x.classes == 2 {
		return is(l[x.first] >= 0)
	}
	best := 0
	for k := range x.classes {
		if l[int(x.first)+k] > l[int(x.first)+best] {
			best = k
		}
	}
	return int8(best)
}

func (x test) measure(t table) float64 {
	if x.official {
		return t.official()
	}
	return t.macroF1()
}

// evaluate compares logits of unseen texts with their labels.
func (t *trainer) evaluate(x test, logits [][inbox.HeadCount]float64) result {
	var truth, said []int8
	tab := newTable(x.classes)
	for i, tx := range t.texts {
		if y := x.truth(tx); y >= 0 {
			s := x.said(&logits[i])
			truth, said = append(truth, y), append(said, s)
			tab[y][s]++
		}
	}
	r := result{Name: x.name, Measure: "mF1", Value: x.measure(tab), Texts: len(truth), Table: tab}
	if x.official {
		r.Measure = "F"
	}
	if len(truth) > 0 {
		r.Low, r.High = interval(truth, said, x.classes, x.measure)
	}
	return r
}

func (r result) String() string {
	return fmt.Sprintf("%-20s %-3s %.4f [%.3f, %.3f] ECE %.3f %v", r.Name, r.Measure, r.Value, r.Low, r.High, r.Error, r.Table)
}
