package main_test

import (
	"fmt"
	"testing"
	"time"

	"lotse/inbox"
)

// A channel is quiet when nothing comes where most days brought something, working
// days beside working days.
func TestAChannelQuieterThanUsual(t *testing.T) {
	for _, c := range []struct {
		name   string
		days   func(back int, day time.Weekday) int // comments in the hours before ten
		at     time.Time
		latest time.Duration // since something came in
		polled bool
		want   bool
	}{
		{"silent for an hour", workdays(12), stageStart, time.Hour, true, true},
		{"silent for ten minutes", workdays(12), stageStart, 10 * time.Minute, true, false},
		{"never busy", workdays(2), stageStart, 3 * time.Hour, true, false},
		{"a Sunday", workdays(12), stageStart.AddDate(0, 0, -1), 3 * time.Hour, true, false},
		{"one loud day", func(back int, _ time.Weekday) int {
			if back == 3 {
				return 60
			}
			return 0
		}, stageStart, time.Hour, true, false},
		{"files that somebody reads in", workdays(12), stageStart, time.Hour, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			s.now = c.at
			var b inbox.Batch
			write := func(at time.Time) {
				b.Observations = append(b.Observations, inbox.Observation{Content: inbox.Content{
					Channel: "mastodon", RemoteID: fmt.Sprint(len(b.Observations)), Kind: inbox.KindComment, Text: "Hallo", PostedAt: at,
				}})
			}
			for back := 1; back <= 28; back++ {
				day := c.at.AddDate(0, 0, -back)
				n := c.days(back, day.Weekday())
				for i := range n {
					write(day.Add(-time.Duration(i) * time.Hour / time.Duration(n)))
				}
			}
			write(c.at.Add(-c.latest))
			if _, err := s.store.Ingest(t.Context(), "mastodon", b, c.at); err != nil {
				t.Fatal(err)
			}
			if c.polled {
				if err := s.store.SaveChannelState(t.Context(), inbox.ChannelState{Channel: "mastodon", LastGood: c.at}); err != nil {
					t.Fatal(err)
				}
			}
			q, quiet, err := s.desk.Quiet(t.Context(), "mastodon")
			if err != nil || quiet != c.want {
				t.Fatalf("%+v, %t, %v", q, quiet, err)
			}
			if quiet && (q.Usual < 10 || q.Usual > 12 || !q.Since.Equal(c.at.Add(-c.latest))) {
				t.Errorf("%+v", q)
			}
		})
	}
}

// workdays gives n comments on each working day.
func workdays(n int) func(int, time.Weekday) int {
	return func(_ int, day time.Weekday) int {
		if day == time.Saturday || day == time.Sunday {
			return 0
		}
		return n
	}
}
