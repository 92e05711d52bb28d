package ui

import (
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/ui/text"
)

// Whatever the spans of private data are, one inside another, overlapping or
// beyond the end, no letter of them is drawn, nor quoted as a reason for
// another label.
func TestNothingPrivateIsLeftOpen(t *testing.T) {
	const raw = "Familie Tesch, Am Anger 7, Telefon 0176 04069042, bitte melden"
	at := func(words string) inbox.Span {
		i := strings.Index(raw, words)
		return inbox.Span{Start: i, End: i + len(words)}
	}
	for _, spans := range [][]inbox.Span{
		{at("Am Anger 7"), at("0176 04069042")},
		{at("Am Anger 7, Telefon 0176 04069042"), at("Anger"), at("0176")},
		{at("0176 04069042"), at("Anger 7, Telefon 0176"), at("Am Anger")},
		{at("04069042"), at("Am Anger 7, Telefon 0176 04069042"), at("04069042")},
		{{Start: -3, End: 2}, at("Am Anger 7"), at("0176 04069042"), {Start: 60, End: 999}},
	} {
		it := inbox.Item{Content: inbox.Content{Text: raw}}
		for _, sp := range spans { // each from a rule of its own
			it.Assessment.Flags = append(it.Assessment.Flags, inbox.Flag{Label: inbox.LabelPrivateData, Score: 1, Spans: []inbox.Span{sp}})
		}
		it.Assessment.Flags = append(it.Assessment.Flags, inbox.Flag{Label: inbox.LabelInsult, Score: 1, Spans: []inbox.Span{at("7, Telefon 0176")}})
		m := &Model{s: text.ScreenIn(text.DE), lang: text.DE, revealed: map[inbox.ItemID]bool{}}
		shown := m.shown(&it)
		all := []string{shown.text.String(), m.coveredRaw(raw, &it, 0), m.coverSpans(raw, inbox.PrivateSpans(&it), it.ID).String(), m.snippet(&it).String()}
		for _, r := range shown.reasons {
			for _, w := range r.words {
				all = append(all, w.String())
			}
		}
		for _, s := range all {
			for _, secret := range []string{"Anger", "0176", "0406", "9042", " 7"} {
				if strings.Contains(s, secret) {
					t.Errorf("%v: %q is left open in %q", spans, secret, s)
				}
			}
		}
	}
}
