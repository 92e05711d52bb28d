package main_test

import (
	"strings"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/ui"
)

// An access that ends is said in words, the nearer the more urgent.
func TestScreenTellsOfAnEndingAccess(t *testing.T) {
	for days, want := range map[int]string{
		15: "mastodon: läuft", 14: "mastodon: Zugang endet in 14 Tagen", 7: "! mastodon: Zugang endet in 7 Tagen",
		3: "! mastodon: Zugang endet in 3 Tagen", 1: "! mastodon: Zugang endet in 1 Tag",
		0: "! mastodon: Zugang endet in weniger als einem Tag", -1: "! mastodon: Zugang ist abgelaufen",
	} {
		s, _ := monday(t)
		ends := s.now.Add(time.Duration(days)*24*time.Hour + time.Hour)
		if err := s.store.SaveChannelState(t.Context(), inbox.ChannelState{Channel: "mastodon", LastGood: s.now, TokenEnds: ends}); err != nil {
			t.Fatal(err)
		}
		s.start("ayse", 80, 24)
		s.sees(want)
		if strings.HasPrefix(want, "!") {
			s.press("!")
			s.sees("Kanäle", "Zugang bis", "Bitte vorher erneuern")
		} else if strings.Contains(s.frame(), " ! mastodon") {
			t.Errorf("that is not urgent yet:\n%s", s.frame())
		}
	}
}

func TestScreenShowsTheAllowancesOfAChannel(t *testing.T) {
	s, _ := monday(t)
	state := inbox.ChannelState{Channel: "mastodon", LastGood: s.now, TokenEnds: s.now.Add(60 * 24 * time.Hour), Budgets: []inbox.Budget{
		{Name: "calls", Used: 1250, Limit: 5000, Resets: s.now.Add(2 * time.Hour)},
		{Name: "usd", Used: 8, Limit: 10},
		{Name: "share", Used: 95, Limit: 100, Resets: s.now.Add(time.Hour)},
		{Name: "other", Used: 3},
	}}
	if err := s.store.SaveChannelState(t.Context(), state); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24)
	s.press("C")
	s.sees("Zugang bis", "Abrufe: 1.250 von 5.000 verbraucht (25 %), neu ab heute 12:0",
		"US-Dollar: 8 von 10 verbraucht (80 %) – es wird seltener gelesen.",
		"Kontingent: zu 95 % verbraucht, neu ab heute", "Antworten und Maßnahmen gehen weiter", "other: 3")
	s.hides("Bitte vorher erneuern")
}

// A measure that waits or went wrong is said, and reached by the key and by a click.
func TestScreenTellsOfMeasures(t *testing.T) {
	for _, c := range []struct {
		before func(p *play)
		want   string
	}{
		{(*play).toAgree, "1 Maßnahme wartet auf Zustimmung"},
		{func(p *play) { p.lost(p.measured("bernd", inbox.MeasureReport)) }, "1 Maßnahme unklar"},
	} {
		s, ids := monday(t)
		c.before(&play{stage: s, ids: ids})
		s.start("clara", 80, 24)
		x, y, width := s.place(c.want)
		s.press("!")
		if s.model.At() != ui.InMeasures {
			t.Fatalf("! leads to %s", s.model.At())
		}
		want := s.frame()
		for at := x; at < x+width; at++ {
			s.press("esc")
			s.click(at, y)
			if s.frame() != want {
				t.Fatalf("a click at %d:\n%s", at, s.frame())
			}
		}
	}
}

// What a platform wants read again within a time, and is not, is told.
func TestScreenTellsWhatCouldNotBeReadAgain(t *testing.T) {
	s, _ := monday(t)
	state := inbox.ChannelState{Channel: "mastodon", LastGood: s.now, Reread: inbox.Reread{
		Since: s.now.Add(-26 * 24 * time.Hour), Within: 25 * 24 * time.Hour, Kept: 3,
	}}
	if err := s.store.SaveChannelState(t.Context(), state); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24)
	s.press("C")
	s.sees("nur bis zum Stand von", "3 aufbewahrte Beiträge zeigt der Kanal nicht mehr")
}

// What we had hidden and the public sees again bears a mark and asks for a new
// decision.
func TestScreenMarksWhatIsVisibleAgain(t *testing.T) {
	s, ids := monday(t)
	it, err := s.store.Item(t.Context(), ids[2])
	if err != nil {
		t.Fatal(err)
	}
	hidden, shown := inbox.Observation{Content: it.Content, Gone: inbox.HiddenByUs}, inbox.Observation{Content: it.Content, Shown: true}
	for _, o := range []inbox.Observation{hidden, shown} {
		if _, err := s.store.Ingest(t.Context(), "mastodon", inbox.Batch{Observations: []inbox.Observation{o}}, s.now); err != nil {
			t.Fatal(err)
		}
	}
	s.start("ayse", 160, 50)
	s.sees("[wieder sichtbar")
	for range 4 {
		if !strings.Contains(s.selected(), "Cem Kaya") {
			s.press("j")
		}
	}
	s.press("enter")
	s.sees("Wir hatten den Beitrag verborgen; am Kanal ist er wieder zu sehen.")
}
