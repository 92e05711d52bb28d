package main_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/demo"
	"lotse/inbox"
	"lotse/inbox/wave"
)

// festival is the town whose festival was cancelled: two comments an hour for five
// weeks, then 104 in five hours under one post. The desk stands where they begin.
func festival(t *testing.T) (s *stage, poll func()) {
	s = newStage(t)
	s.desk.House.Channels = []string{"facebook"}
	end := time.Date(2026, 11, 19, 16, 0, 0, 0, time.UTC)
	s.now = end
	play, _ := demo.Stage(s.desk.Clock, demo.StoryEvent)
	s.desk.Channels = map[string]inbox.Channel{"facebook": play.Channels[1]}
	s.now = end.Add(-5 * time.Hour)
	for day := 35; day > 0; day-- {
		var b inbox.Batch
		for half := range 28 { // from eight to ten in the evening, local time
			at := end.AddDate(0, 0, -day).Truncate(24 * time.Hour).Add(7*time.Hour + time.Duration(half)*30*time.Minute + 11*time.Minute)
			if at.After(s.now) {
				continue
			}
			n := fmt.Sprintf("h%d-%d", day, half)
			words := []string{"Wann hat das Bürgerbüro am Freitag offen?", "Am Spielplatz fehlt wieder die Schaukel.", "Schönes Foto vom Hafen!"}[half%3]
			c := inbox.Content{Channel: "facebook", RemoteID: n, Thread: "p" + n, Text: words, PostedAt: at, Author: inbox.Author{ID: n, Name: "Wer " + n}}
			b.Observations = append(b.Observations, inbox.Observation{Content: c, Assessment: s.desk.Assessor.Assess(words, inbox.AssessContext{})})
		}
		if _, err := s.store.Ingest(t.Context(), "facebook", b, s.now); err != nil {
			t.Fatal(err)
		}
	}
	s.desk.Spotter = wave.NewWatch(s.store, inbox.DefaultWaveRules(), s.desk.House.Zone, s.desk.Clock)
	account := adapters.NewAccount(adapters.Options{
		ID: "facebook", Channel: play.Channels[1], Store: s.store, Assessor: s.desk.Assessor, Spotter: s.desk.Spotter,
		Clock: storyClock{s}, Rand: func() float64 { return 0 },
	})
	return s, func() {
		t.Helper()
		s.now = s.now.Add(2 * time.Minute)
		if _, err := account.Poller.PollOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// storyClock holds the poller to the time of the stage.
type storyClock struct{ s *stage }

func (c storyClock) Now() time.Time { return c.s.now }

func (c storyClock) Until(time.Time) (<-chan time.Time, func()) { return nil, func() {} }

// A festival is cancelled: the wave opens, its items stand together, forty opinions
// are filed in one step and come back in one, and nothing is hidden.
func TestWaveOfACancelledFestival(t *testing.T) {
	s, poll := festival(t)
	end := s.now.Add(5*time.Hour + 2*time.Minute)
	var passed time.Time // the rate has passed five times the usual
	var w inbox.Wave
	for s.now.Before(end) {
		poll()
		in, err := s.store.Counts(t.Context(), []inbox.Filter{{From: s.now.Add(-time.Hour)}}, 1000)
		if err != nil {
			t.Fatal(err)
		}
		if passed.IsZero() && in[0].N >= 10 {
			passed = s.now
		}
		if ws, err := s.store.Waves(t.Context(), true); err != nil {
			t.Fatal(err)
		} else if len(ws) > 0 && w.ID == "" {
			w = ws[0]
			t.Logf("passed at %s, opened at %s: %+v", passed.Format("15:04"), w.OpenedAt.Format("15:04"), w)
		}
	}
	if w.ID == "" || w.Rule != inbox.WaveRate || w.OpenedAt.Sub(passed) > 15*time.Minute || w.Usual < 1 || w.Usual > 3 {
		t.Fatalf("passed at %s, the wave is %+v", passed.Format("15:04"), w)
	}
	look, err := s.as("ayse").Wave(t.Context(), w.ID)
	if err != nil || look.Items < 100 || look.Items > 110 || len(look.Words) == 0 || look.Thread == "" {
		t.Fatalf("%d items, words %q, %+v, %v", look.Items, look.Words, look.Wave, err)
	}
	t.Logf("%d items, %d authors, peak %d, words %q", look.Items, look.Authors, look.Peak, look.Words)

	s.start("ayse", 80, 24)
	s.press("3")
	s.sees("Welle", "[Welle]")
	s.press("0")
	s.sees("Welche Welle?")
	s.press("enter")
	s.sees("Welle "+string(w.ID), "Beiträge auf facebook seit", "Gemeinsame Wörter")
	before := s.open(w.ID)
	s.press(",", "4", "0", "space", "d")
	s.sees("Ohne Antwort erledigen")
	s.press("r")
	s.sees("40 Vorgänge?")
	s.press("y")
	if got := s.open(w.ID); got != before-40 {
		t.Errorf("%d open of the wave, want %d less than %d", got, 40, before)
	}
	s.press("z")
	if got := s.open(w.ID); got != before {
		t.Errorf("after one undo %d are open, want %d", got, before)
	}
	es, err := s.store.EventsBack(t.Context(), inbox.EventID{}, 80)
	if err != nil {
		t.Fatal(err)
	}
	batches := map[string]int{}
	for i := range es {
		batches[string(es[i].Kind)+es[i].Batch]++
	}
	if len(batches) != 2 {
		t.Errorf("filing and taking back are %v", batches)
	}
	hidden := inbox.Filter{Visibilities: 1<<inbox.HiddenByUs | 1<<inbox.DeletedByUs}
	if c, err := s.store.Counts(t.Context(), []inbox.Filter{hidden}, 10); err != nil || c[0].N != 0 {
		t.Errorf("%d are hidden, %v", c[0].N, err)
	}
	s.press("0")
	s.sees("was soll mit ihr geschehen")
	s.press("down", "enter")
	s.sees("Welle abgeschlossen: abgearbeitet")
	if ws, err := s.store.Waves(t.Context(), true); err != nil || len(ws) != 0 {
		t.Errorf("still open: %+v, %v", ws, err)
	}
}

// open counts the items of a wave that still ask for work.
func (s *stage) open(id inbox.WaveID) int {
	s.Helper()
	c, err := s.store.Counts(s.Context(), []inbox.Filter{{Waves: []inbox.WaveID{id}, Work: inbox.OpenWork()}}, 1000)
	if err != nil {
		s.Fatal(err)
	}
	return c[0].N
}

// After a restart the waves are there, grow on, and do not open twice.
func TestWaveSurvivesARestart(t *testing.T) {
	s, poll := festival(t)
	for range 90 {
		poll()
	}
	before, err := s.as("ayse").OpenWaves(t.Context())
	if err != nil || len(before) != 1 {
		t.Fatalf("%+v, %v", before, err)
	}
	s.desk.Spotter = wave.NewWatch(s.store, inbox.DefaultWaveRules(), s.desk.House.Zone, s.desk.Clock)
	account := adapters.NewAccount(adapters.Options{
		ID: "facebook", Channel: s.desk.Channels["facebook"], Store: s.store, Assessor: s.desk.Assessor, Spotter: s.desk.Spotter, Clock: storyClock{s},
		Rand: func() float64 { return 0 },
	})
	for range 60 {
		s.now = s.now.Add(2 * time.Minute)
		if _, err := account.Poller.PollOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	after, err := s.as("ayse").OpenWaves(t.Context())
	if err != nil || len(after) != 1 || after[0].ID != before[0].ID || after[0].Items <= before[0].Items || after[0].Authors <= before[0].Authors {
		t.Fatalf("%+v, %v", after, err)
	}
	for _, w := range after {
		if strings.Join(w.Channels, "") != "facebook" || len(w.In) != w.Items {
			t.Errorf("%+v has %d items", w.Wave, len(w.In))
		}
	}
}
