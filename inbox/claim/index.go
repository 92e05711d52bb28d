// Package claim finds which known claims a text resembles, and shows why.
//
// Texts are compared by the pieces of four letters of their words (BM25), so that
// typing errors, inflections and compounds still meet. What counts is the share of
// the claim that the text covers, and how much there was to cover: few letters in
// common prove little, however large their share. A resemblance is a suggestion to
// a person and never more; it says nothing of whether the text is true, denies the
// claim or asks about it.
package claim

import (
	"cmp"
	"math"
	"slices"
)

// Doc is one known claim: its sentence first, then other wordings of it.
type Doc struct {
	Key   string
	Texts []string
}

// Span is a stretch of the text that was matched, in bytes, on rune borders.
type Span struct{ Start, End int }

// Match is one claim that a text resembles.
type Match struct {
	Key    string
	Share  float64 // of the claim that the text covers, 0..1
	Weight float64 // share and how much there was to cover; what Possible and Strong are about
	Strong bool
	Spans  []Span // the words of the text that are shared
}

// The borders, measured as doc says: at Strong about one in a hundred unrelated
// comments would be suggested, at Possible about one in thirty.
const (
	Possible = 2.1
	Strong   = 2.5
	// StrongWords is how many words with content a text needs before a resemblance
	// is more than possible: "Stimmt das mit dem Damm?" resembles a lot.
	StrongWords = 6
)

// The constants of BM25, and how many claims a small index pretends to know:
// without that a piece that stands in one claim of two would seem common.
const (
	saturation = 1.2
	lengthPull = 0.75
	atLeast    = 300
	gramLen    = 4
	mostCounts = 40 // pieces beyond this many make a share no surer
	leastWords = 2  // one word in common is no claim
)

// Index is a set of claims made ready to be matched. It does not change and is
// safe for concurrent use.
type Index struct {
	keys  []string
	docs  []wording
	grams map[uint64][]posting
	unit  float64 // weight of a piece that stands in one claim only
}

type wording struct {
	key  int32
	self float32 // what the wording gets for itself
	size float32 // its pieces in units
}

type posting struct {
	doc    int32
	weight float32
}

// New makes an index. Of two docs with one key the later counts as more wordings.
func New(docs []Doc) *Index {
	x := &Index{grams: map[uint64][]posting{}}
	at := map[string]int32{}
	var bags []map[uint64]int
	in := map[uint64]map[int32]bool{} // gram → keys
	total := 0
	for _, d := range docs {
		k, ok := at[d.Key]
		if !ok {
			k = int32(len(x.keys))
			at[d.Key] = k
			x.keys = append(x.keys, d.Key)
		}
		for _, t := range d.Texts {
			bag := bagOf(words(t))
			if len(bag) == 0 {
				continue
			}
			x.docs = append(x.docs, wording{key: k})
			bags = append(bags, bag)
			for g, n := range bag {
				if in[g] == nil {
					in[g] = map[int32]bool{}
				}
				in[g][k] = true
				total += n
			}
		}
	}
	n := float64(max(len(x.keys), atLeast))
	rare := func(df int) float64 { return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5)) }
	x.unit = rare(1)
	mean := float64(total) / float64(max(1, len(bags)))
	for i, bag := range bags {
		size := 0
		for _, n := range bag {
			size += n
		}
		for g, n := range bag {
			tf := float64(n)
			w := rare(len(in[g])) * tf * (saturation + 1) / (tf + saturation*(1-lengthPull+lengthPull*float64(size)/mean))
			x.docs[i].self += float32(w)
			x.docs[i].size += float32(rare(len(in[g])) / x.unit)
			x.grams[g] = append(x.grams[g], posting{doc: int32(i), weight: float32(w)})
		}
	}
	return x
}

// Len is how many claims there are.
func (x *Index) Len() int { return len(x.keys) }

// Find gives the claims that a text resembles, most first, at most n.
func (x *Index) Find(text string, n int) []Match {
	if len(x.keys) == 0 {
		return nil
	}
	ws := words(text)
	found := x.rank(ws, Possible)
	content := countContent(ws)
	out := found[:0]
	for _, m := range found {
		if len(out) == n {
			break
		}
		var shared int
		m.Spans, shared = x.shared(m.doc, ws)
		if shared < leastWords && content > 1 {
			continue
		}
		m.Strong = m.Weight >= Strong && content >= StrongWords
		out = append(out, m)
	}
	matches := make([]Match, len(out))
	for i := range out {
		matches[i] = out[i].Match
	}
	return matches
}

type ranked struct {
	Match
	doc int32
}

// rank gives the claims whose weight is at least so much, best first.
func (x *Index) rank(ws []word, least float64) []ranked {
	score := make([]float32, len(x.docs))
	for g := range bagOf(ws) {
		for _, p := range x.grams[g] {
			score[p.doc] += p.weight
		}
	}
	var out []ranked
	at := map[int32]int{} // key → place in out
	for d, s := range score {
		w := &x.docs[d]
		share := float64(s / w.self)
		weight := share * math.Sqrt(min(float64(w.size), mostCounts))
		if s == 0 || weight < least {
			continue
		}
		m := ranked{doc: int32(d), Match: Match{Key: x.keys[w.key], Share: min(share, 1), Weight: weight}}
		i, ok := at[w.key]
		if !ok {
			at[w.key] = len(out)
			out = append(out, m)
		} else if weight > out[i].Weight {
			out[i] = m
		}
	}
	slices.SortFunc(out, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.doc, b.doc))
	})
	return out
}

// shared gives the words of the text whose pieces stand in a wording, at least
// half of them, and how many different ones there are.
func (x *Index) shared(doc int32, ws []word) ([]Span, int) {
	var out []Span
	seen := map[string]bool{}
	for _, w := range ws {
		if !w.content {
			continue
		}
		all, hit := 0, 0
		eachGram(w.text, func(g uint64) {
			all++
			if slices.ContainsFunc(x.grams[g], func(p posting) bool { return p.doc == doc }) {
				hit++
			}
		})
		if 2*hit >= all && hit > 0 {
			out = append(out, Span{w.start, w.end})
			seen[w.text] = true
		}
	}
	return out, len(seen)
}

func countContent(ws []word) int {
	seen := map[string]bool{}
	for _, w := range ws {
		if w.content {
			seen[w.text] = true
		}
	}
	return len(seen)
}

// bagOf counts the pieces of the words with content.
func bagOf(ws []word) map[uint64]int {
	m := make(map[uint64]int, 8*len(ws))
	for _, w := range ws {
		if w.content {
			eachGram(w.text, func(g uint64) { m[g]++ })
		}
	}
	return m
}

// eachGram gives the pieces of a word, its borders among the letters. A shorter
// word is one piece.
func eachGram(w string, yield func(uint64)) {
	const border = '_'
	var rs [64]rune
	rs[0] = border
	n := 1
	for _, r := range w {
		if n == len(rs)-1 {
			break
		}
		rs[n] = r
		n++
	}
	rs[n] = border
	n++
	for i := 0; i+gramLen <= n; i++ {
		yield(hash(rs[i : i+gramLen]))
	}
	if n < gramLen {
		yield(hash(rs[:n]))
	}
}

// hash is FNV-1a over the letters.
func hash(rs []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range rs {
		h = (h ^ uint64(uint32(r))) * 1099511628211
	}
	return h
}
