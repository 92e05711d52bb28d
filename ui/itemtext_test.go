package ui

import (
	"strings"
	"testing"
	"unicode/utf8"

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

// However many flags there are and however they overlap: the words stay what they
// are, each reason has its number in the text, and each marked stretch lies in it.
func TestManyFlagsThatOverlap(t *testing.T) {
	const raw = "Ihr Vollidioten im Rathaus, wann kommt ihr endlich und räumt den Müll weg? Ich warte seit Wochen!"
	labels := inbox.Labels()
	for _, plain := range []bool{false, true} {
		for seed := range 300 {
			it := inbox.Item{Content: inbox.Content{Text: raw}}
			for i := range 2 + seed%11 {
				label := labels[(seed+i)%len(labels)]
				if label == inbox.LabelPrivateData || it.Labels().Has(label) {
					continue
				}
				f := inbox.Flag{Label: label, Score: 0.5}
				for j := range 1 + (seed+i)%3 {
					start := (seed*7 + i*13 + j*29) % len(raw)
					f.Spans = append(f.Spans, inbox.Span{Start: start, End: start + 1 + (seed+j*5)%40})
				}
				it.Assessment.Flags = append(it.Assessment.Flags, f)
			}
			m := &Model{s: text.ScreenIn(text.DE), lang: text.DE, revealed: map[inbox.ItemID]bool{}}
			m.opt.Plain = plain
			shown := m.shown(&it)
			got := shown.text.String()
			for _, r := range shown.reasons {
				if !strings.Contains(got, r.sign) {
					t.Fatalf("%d: the reason %q is not in %q", seed, r.sign, got)
				}
			}
			for i := range len(shown.reasons) {
				got = strings.ReplaceAll(got, m.sign(i), "")
			}
			if utf8.ValidString(got) && strings.ReplaceAll(got, "\uFFFD", "") != raw && !strings.Contains(got, "\uFFFD") {
				t.Fatalf("%d: %q became %q", seed, raw, got)
			}
			for _, r := range shown.ranges {
				if r.Start < 0 || r.End > len(shown.text.String()) || r.Start > r.End {
					t.Fatalf("%d: a mark lies outside: %v", seed, r)
				}
			}
		}
	}
}
