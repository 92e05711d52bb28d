package ui

import (
	"slices"
	"strings"

	"lotse/inbox"
	"lotse/ui/frame"
)

// How well a word of the search fits a template: whoever types a key means that
// template, whatever other ones say about it in their notes.
const (
	fitsKey = iota
	fitsKeyStart
	fitsTitleWord
	fitsTitle
	fitsLabel
	fitsText
	fitsLetters // the letters stand in the title in this order, close to each other
	fitsNot
)

// match is an offer that the search leaves, with the letters of its key and title
// that matched. Without an offer it is the way to free text.
type match struct {
	offer      *inbox.Offer
	worst      int
	key, title []int // runes
}

// sortOffers puts what the desk used lately before what fits as well.
func (c *composer) sortOffers() {
	latest := func(o *inbox.Offer) int {
		if i := slices.Index(c.habit.Templates, o.Key); i >= 0 {
			return i
		}
		return len(c.habit.Templates)
	}
	slices.SortStableFunc(c.offers, func(a, b inbox.Offer) int {
		if (a.Why == nil) != (b.Why == nil) || a.Rank != b.Rank {
			return 0 // the order they came in stands
		}
		return latest(&a) - latest(&b)
	})
}

// matching gives the offers that the search leaves, the best match first and
// among equal ones the best fit, with the way to free text at the end.
func (c *composer) matching(m *Model) []match {
	words := strings.Fields(plainFold(c.search.Value()))
	out := make([]match, 0, len(c.offers)+1)
	for i := range c.offers {
		h := match{offer: &c.offers[i]}
		for _, w := range words {
			h.worst = max(h.worst, m.fits(&h, w))
		}
		if h.worst < fitsNot {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b match) int { return a.worst - b.worst })
	return append(out, match{})
}

// fits says where in a template a word stands, and notes the letters.
func (m *Model) fits(h *match, word string) int {
	o := h.offer
	key, title := []rune(plainFold(o.Key)), []rune(plainFold(o.Title))
	rs := []rune(word)
	if at := runesIn(key, rs, 0); at == 0 {
		h.key = append(h.key, upTo(0, len(rs))...)
		if len(key) == len(rs) {
			return fitsKey
		}
		return fitsKeyStart
	}
	if at := runesIn(title, rs, 0); at >= 0 {
		best, how := at, fitsTitle
		for ; at >= 0; at = runesIn(title, rs, at+1) {
			if at == 0 || !isLetter(title[at-1]) {
				best, how = at, fitsTitleWord
				break
			}
		}
		h.title = append(h.title, upTo(best, best+len(rs))...)
		return how
	}
	has := func(s string) bool { return strings.Contains(plainFold(s), word) }
	switch {
	case slices.ContainsFunc(o.Labels, func(l inbox.Label) bool { return has(m.lang.Label(l).Name) || has(string(l)) }),
		slices.ContainsFunc(o.Topics, func(t string) bool { return has(t) || has(m.lang.Topic(t)) }):
		return fitsLabel
	case has(o.Key), has(o.Note), slices.ContainsFunc(o.Variants, func(v inbox.Variant) bool { return has(v.Text) }):
		return fitsText
	}
	if at := letters(title, rs); at != nil {
		h.title = append(h.title, at...)
		return fitsLetters
	}
	return fitsNot
}

// plainFold folds for finding: lower case, and umlauts as they are typed in haste.
// It keeps the number of letters.
func plainFold(s string) string { return umlauts.Replace(inbox.FoldText(s)) }

var umlauts = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "s")

func runesIn(s, word []rune, from int) int {
	for i := from; i+len(word) <= len(s); i++ {
		if slices.Equal(s[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

func upTo(from, to int) []int {
	out := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7F }

// letters finds letters in their order, from the beginning of a word and not
// scattered over the whole title; nil when they are not there.
func letters(title, word []rune) []int {
	const loose = 3 // letters skipped for each one found
	if len(word) < 3 {
		return nil
	}
	for start := range title {
		if title[start] != word[0] || start > 0 && isLetter(title[start-1]) {
			continue
		}
		at := make([]int, 0, len(word))
		for i, w := start, 0; i < len(title) && w < len(word); i++ {
			if title[i] == word[w] {
				at, w = append(at, i), w+1
			}
		}
		if len(at) == len(word) && at[len(at)-1]-start < len(word)*(1+loose) {
			return at
		}
	}
	return nil
}

// lit gives our own words with some of their letters made to stand out.
func lit(s string, at []int, base frame.Style) []frame.Span {
	var out []frame.Span
	rs := []rune(s)
	for i := 0; i < len(rs); {
		on := slices.Contains(at, i)
		j := i
		for j < len(rs) && slices.Contains(at, j) == on {
			j++
		}
		st := base
		if on {
			st = frame.Flag
		}
		out = append(out, frame.Own(string(rs[i:j]), st))
		i = j
	}
	return out
}

// fitWords says why a template is offered for an item: what of its labels and
// topics the item has.
func (c *composer) fitWords(m *Model, o *inbox.Offer) string {
	var names []string
	labels := c.about.Labels()
	for _, l := range o.Labels {
		if labels.Has(l) {
			names = append(names, m.lang.Label(l).Name)
		}
	}
	topic := c.about.Assessment.Topic
	if c.about.State.Topic != "" {
		topic = c.about.State.Topic
	}
	if topic != "" && slices.Contains(o.Topics, topic) {
		names = append(names, m.lang.Topic(topic))
	}
	return strings.Join(names, ", ")
}

// variants gives the order in which the wordings of a family are offered: those
// that do not stand in the conversation yet come first.
func (c *composer) variants(o *inbox.Offer) []int {
	var fresh, stale []int
	for i, v := range o.Variants {
		if c.habit.Stands(o.Key, v.Name) {
			stale = append(stale, i)
		} else {
			fresh = append(fresh, i)
		}
	}
	return append(fresh, stale...)
}

// shownVariant is the wording that the picker shows and takes.
func (c *composer) shownVariant(o *inbox.Offer) int {
	if o == nil || len(o.Variants) == 0 {
		return 0
	}
	order := c.variants(o)
	return order[c.wording%len(order)]
}
