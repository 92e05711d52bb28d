package main

import "strconv"

// column is one question one corpus answers about its texts.
type column int

const (
	colToxic column = iota
	colEngaging
	colFact
	colOffence18
	colOffence19
	colFine // of both years
	colHasoc
	colGahd
	colIwg
	colAction
	colOrder
	colViolence
	colDefamation
	colSB10k
	colPotts
	colRail
	colPraise
	colInvented // sentences of our own and misspelt ones, see invent.go
	columnCount
)

// corpus is one file of the data folder. Corpora under non-commercial terms are
// not in this list, and nothing else is ever read.
type corpus struct {
	file   string
	terms  string // as found, for the model card
	stated bool   // whether an open licence is stated
	what   string
	read   func(r row, put func(column, int))
}

// row is one line of a file.
type row map[string]any

func (r row) text() string {
	s, _ := r["t"].(string)
	return s
}

// class gives the place of the value of a key in a list, -1 for others.
func (r row) class(key string, names ...string) int {
	v := ""
	switch x := r[key].(type) {
	case string:
		v = x
	case float64:
		v = strconv.Itoa(int(x))
	}
	for i, n := range names {
		if v == n {
			return i
		}
	}
	return -1
}

// one reads the only answer of a row.
func one(c column, names ...string) func(row, func(column, int)) {
	return func(r row, put func(column, int)) { put(c, r.class("y", names...)) }
}

var (
	binary    = []string{"0", "1"}
	sentiment = []string{"negative", "neutral", "positive"}
	fine      = []string{"OTHER", "ABUSE", "INSULT", "PROFANITY"}
	order     = []string{"nothing", "criticism", "agitation", "subversive"}
)

var corpora = []corpus{
	{"germeval2021_train.jsonl", "none stated", false, "comments under a talk show", func(r row, put func(column, int)) {
		put(colToxic, r.class("toxic", binary...))
		put(colEngaging, r.class("engaging", binary...))
		put(colFact, r.class("fact", binary...))
	}},
	{"germeval2018_train.jsonl", "CC BY 4.0", true, "tweets, offence", func(r row, put func(column, int)) {
		put(colOffence18, r.class("coarse", binary...))
		put(colFine, r.class("fine", fine...))
	}},
	{"germeval2019_train.jsonl", "none stated", false, "tweets, offence", func(r row, put func(column, int)) {
		put(colOffence19, r.class("coarse", binary...))
		put(colFine, r.class("fine", fine...))
	}},
	{"hasoc19_train.jsonl", "none stated", false, "tweets and posts, hate and offence", one(colHasoc, binary...)},
	{"gahd_train.jsonl", "CC BY 4.0", true, "adversarial sentences, hate", one(colGahd, binary...)},
	{"gahd_dev.jsonl", "CC BY 4.0", true, "adversarial sentences, hate", one(colGahd, binary...)},
	{"iwg.jsonl", "CC BY-SA 3.0", true, "tweets on refugees, hate", one(colIwg, binary...)},
	{"ge26_c2a_train.jsonl", "GPL-3.0", true, "tweets, calls to action", one(colAction, "FALSE", "TRUE")},
	{"ge26_dbo_train.jsonl", "GPL-3.0", true, "tweets, democratic order", one(colOrder, order...)},
	{"ge26_vio_train.jsonl", "GPL-3.0", true, "tweets, violence", func(r row, put func(column, int)) {
		y := 1
		if r.class("y", "nothing") == 0 {
			y = 0
		}
		put(colViolence, y)
	}},
	{"ge26_def_train.jsonl", "GPL-3.0", true, "tweets, defamation", one(colDefamation, binary...)},
	{"sb10k_train.jsonl", "none stated for the tweets", false, "tweets, sentiment", one(colSB10k, sentiment...)},
	{"sb10k_dev.jsonl", "none stated for the tweets", false, "tweets, sentiment", one(colSB10k, sentiment...)},
	{"potts_train.jsonl", "none stated for the tweets", false, "tweets, sentiment", one(colPotts, sentiment...)},
	{"potts_dev.jsonl", "none stated for the tweets", false, "tweets, sentiment", one(colPotts, sentiment...)},
	{"ge17_dev.jsonl", "none stated", false, "feedback to a railway, sentiment", one(colRail, sentiment...)},
	{"flausch_train.jsonl", "none stated", false, "comments under videos, praise", one(colPraise, binary...)},
	{"flausch_dev.jsonl", "none stated", false, "comments under videos, praise", one(colPraise, binary...)},
}
