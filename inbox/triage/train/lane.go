package main

import (
	"math"
	"slices"

	"lotse/inbox/triage/model"
)

func sortFloats(x []float64) { slices.Sort(x) }

// answer is one column and which of its classes count as yes.
type answer struct {
	col column
	yes []int8
	no  []int8 // nil: all others
}

// lane is a question answered by words alone, one byte a row of the table.
type lane struct {
	name    string
	answers []answer
	c       float64 // how far the weights may go
}

var yes = []int8{1}

var lanes = []lane{
	{"toxic", []answer{{colToxic, yes, nil}}, 3},
	{"engaging", []answer{{colEngaging, yes, nil}}, 3},
	{"fact", []answer{{colFact, yes, nil}}, 3},
	{"offence", []answer{{colOffence18, yes, nil}, {colOffence19, yes, nil}}, 3},
	{"abuse", []answer{{colFine, []int8{1}, nil}}, 3},
	{"insult", []answer{{colFine, []int8{2}, nil}}, 3},
	{"profanity", []answer{{colFine, []int8{3}, nil}}, 3},
	{"hasoc", []answer{{colHasoc, yes, nil}}, 3},
	{"gahd", []answer{{colGahd, yes, nil}, {colIwg, yes, nil}, {colInvented, yes, nil}}, 3},
	{"hate", []answer{{colGahd, yes, nil}, {colIwg, yes, nil}, {colHasoc, yes, nil}, {colInvented, yes, nil}}, 3},
	{"action", []answer{{colAction, yes, nil}}, 3},
	{"criticism", []answer{{colOrder, []int8{1}, nil}}, 3},
	{"agitation", []answer{{colOrder, []int8{2}, nil}}, 3},
	{"subversive", []answer{{colOrder, []int8{3}, nil}}, 3},
	{"violence", []answer{{colViolence, yes, nil}}, 3},
	{"defamation", []answer{{colDefamation, yes, nil}}, 3},
	{"negative", []answer{{colSB10k, []int8{0}, nil}, {colPotts, []int8{0}, nil}}, 3},
	{"positive", []answer{{colSB10k, []int8{2}, nil}, {colPotts, []int8{2}, nil}}, 3},
	{"neutral", []answer{{colSB10k, []int8{1}, nil}, {colPotts, []int8{1}, nil}}, 3},
	{"talk", []answer{{colPotts, []int8{0, 1, 2}, nil}, {colSB10k, []int8{}, nil}}, 3}, // which of the two sets of tweets
	{"rail_negative", []answer{{colRail, []int8{0}, nil}}, 3},
	{"praise", []answer{{colPraise, yes, nil}}, 3},
}

// akin reports whether a lane answers the question of a head, in some corpus.
func (l lane) akin(q question) bool {
	for _, a := range l.answers {
		for _, b := range q.answers {
			if a.col == b.col && (a.col != colFine || a.yes[0] == b.yes[0]) {
				return true
			}
		}
	}
	return false
}

// ask collects the texts that answer the lane's question.
func ask(texts []*text, answers []answer) (asked []*text, y []int8) {
	for _, t := range texts {
		if v := judge(t, answers); v >= 0 {
			asked, y = append(asked, t), append(y, v)
		}
	}
	return asked, y
}

func judge(t *text, answers []answer) int8 {
	for _, a := range answers {
		l := t.labels[a.col]
		if l < 0 {
			continue
		}
		if slices.Contains(a.yes, l) {
			return 1
		}
		if a.no == nil || slices.Contains(a.no, l) {
			return 0
		}
	}
	return -1
}

// inverse document frequencies over all texts of all corpora.
func (d *data) idf() []float64 {
	df := make([]float64, model.Buckets)
	for _, t := range d.texts {
		for _, b := range t.buckets {
			df[b]++
		}
	}
	n := float64(len(d.texts))
	for b := range df {
		df[b] = math.Log((n+1)/(df[b]+1)) + 1
	}
	return df
}

// ratios gives each feature the logarithm of how much more frequent it is in
// one class than in the other (naive Bayes), which leads the regression.
func ratios(texts []*text, y []int8) []float64 {
	var count [2][]float64
	var total [2]float64
	for c := range count {
		count[c] = make([]float64, model.Buckets)
		for b := range count[c] {
			count[c][b] = 1
		}
		total[c] = 1
	}
	for i, t := range texts {
		for _, b := range t.buckets {
			count[y[i]][b]++
		}
		total[y[i]]++
	}
	r := make([]float64, model.Buckets)
	for b := range r {
		r[b] = math.Log(count[1][b] / total[1] / (count[0][b] / total[0]))
	}
	return r
}

// balance gives both classes the same weight in sum; share below 1 goes only
// part of that way.
func balance(y []int8, c, share float64) []float64 {
	var n [2]float64
	for _, v := range y {
		n[v]++
	}
	cost := make([]float64, len(y))
	for i, v := range y {
		cost[i] = c * math.Pow(float64(len(y))/(2*n[v]), share)
	}
	return cost
}
