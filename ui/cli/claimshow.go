package cli

import (
	"strings"

	"lotse/inbox"
)

// alikeJSON is a known claim that a text resembles. It is a question, no finding.
type alikeJSON struct {
	ID       string   `json:"id"`
	Sentence string   `json:"sentence"`
	Share    float64  `json:"share"` // of the claim that the text covers
	Strong   bool     `json:"strong"`
	Words    []string `json:"words"`
}

func (c *call) alikeJSON(s *inbox.Session, f *facts) []alikeJSON {
	out := []alikeJSON{}
	for i := range f.alike {
		a := &f.alike[i]
		out = append(out, alikeJSON{
			ID: string(a.Claim.ID), Sentence: a.Claim.Sentence, Share: a.Share, Strong: a.Strong, Words: c.sharedWords(s, f, a),
		})
	}
	return out
}

// sharedWords gives the words that caused a suggestion, those aside that are covered.
func (c *call) sharedWords(s *inbox.Session, f *facts, a *inbox.Suggestion) []string {
	out := []string{}
	var private []inbox.Span
	if n := len(f.versions); n > 0 && !c.reveal {
		private = s.PrivateIn(&f.item, &f.versions[n-1])
	}
	for _, sp := range a.Spans {
		covered := sp.End > len(f.item.Content.Text)
		for _, p := range private {
			covered = covered || p.Start < sp.End && sp.Start < p.End
		}
		if !covered {
			out = append(out, f.item.Content.Text[sp.Start:sp.End])
		}
	}
	return out
}

// alike prints the claim an item repeats, or those it resembles.
func (c *call) alike(s *inbox.Session, f *facts) {
	w := c.claimSay()
	if k := f.claim; k != nil {
		c.line("\n%s", w.Confirmed)
		c.row(cell("", 2), cell(k.ID.Short(), inbox.ShortLen), cell(c.standing(k), 44), cell(k.Sentence, 0))
	}
	if len(f.alike) > 0 {
		c.line("\n%s", w.Suggested)
	}
	for i := range f.alike {
		a := &f.alike[i]
		word := w.Possible
		if a.Strong {
			word = w.Strong
		}
		c.row(cell("", 2), cell(a.Claim.ID.Short(), inbox.ShortLen), cell(word, 12), cell(a.Claim.Sentence, 40), cell(strings.Join(c.sharedWords(s, f, a), ", "), 0))
	}
}
