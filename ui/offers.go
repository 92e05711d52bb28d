package ui

import (
	"slices"
	"strings"

	"lotse/inbox"
)

// How well a word of the search fits a template: whoever types a key means that
// template, whatever other ones say about it in their notes.
const (
	fitsKey = iota
	fitsKeyStart
	fitsTitle
	fitsLabel
	fitsText
	fitsNot
)

// matching gives the offers that the search leaves, the best match first and
// among equal ones the best fit, with the way to free text at the end.
func (c *composer) matching(m *Model) []*inbox.Offer {
	words := strings.Fields(inbox.FoldText(c.search.Value()))
	type hit struct {
		offer *inbox.Offer
		worst int
	}
	var hits []hit
	for i := range c.offers {
		h := hit{offer: &c.offers[i]}
		for _, w := range words {
			h.worst = max(h.worst, m.fits(h.offer, w))
		}
		if h.worst < fitsNot {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.worst - b.worst })
	out := make([]*inbox.Offer, 0, len(hits)+1)
	for _, h := range hits {
		out = append(out, h.offer)
	}
	return append(out, nil)
}

// fits says where in a template a word stands.
func (m *Model) fits(o *inbox.Offer, word string) int {
	has := func(s string) bool { return strings.Contains(inbox.FoldText(s), word) }
	switch key := inbox.FoldText(o.Key); {
	case key == word:
		return fitsKey
	case strings.HasPrefix(key, word):
		return fitsKeyStart
	case has(o.Title):
		return fitsTitle
	case slices.ContainsFunc(o.Labels, func(l inbox.Label) bool { return has(m.lang.Label(l).Name) || has(string(l)) }),
		slices.ContainsFunc(o.Topics, has):
		return fitsLabel
	case has(o.Key), has(o.Note), slices.ContainsFunc(o.Variants, func(v inbox.Variant) bool { return has(v.Text) }):
		return fitsText
	}
	return fitsNot
}
