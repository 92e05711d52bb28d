package main_test

import (
	"strings"
	"time"

	"lotse/inbox"
)

// column is where words begin on the screen, -1 when they are not there.
func (s *stage) column(words string) int {
	for _, line := range strings.Split(s.frame(), "\n") {
		if at := strings.Index(line, words); at >= 0 {
			return len([]rune(line[:at]))
		}
	}
	return -1
}

// stuck leaves a reply unclear, on a channel whose token is refused.
func (p *play) stuck() { unclear(p.stage, p.post("Erik Maas", "Danke an alle vom Bauhof!")[0]) }

func unclear(s *stage, id inbox.ItemID) {
	s.Helper()
	must := func(err error) {
		s.Helper()
		if err != nil {
			s.Fatal(err)
		}
	}
	r, err := s.as("ayse").Submit(s.Context(), inbox.Target{ID: id}, inbox.Composition{Free: "Danke!"})
	must(err)
	s.now = s.now.Add(time.Minute)
	out := inbox.Outbox{Store: s.store, Clock: s.desk.Clock}
	in, err := out.Reserve(s.Context(), &r)
	must(err)
	must(out.Settle(s.Context(), &r, inbox.Attempt{ID: in.Attempt, Outcome: inbox.OutcomeUnclear}, inbox.Sent{}))
	must(s.store.SaveChannelState(s.Context(), inbox.ChannelState{Channel: "mastodon", Problem: inbox.ProblemAuth}))
}

// submitted lets emma put a reply up for release.
func submitted(s *stage, id inbox.ItemID) {
	s.Helper()
	if _, err := s.as("emma").Submit(s.Context(), inbox.Target{ID: id}, inbox.Composition{Template: inbox.TemplateRef{Key: "T01"}, Blocks: map[string]string{"gruss": "Bis bald!"}}); err != nil {
		s.Fatal(err)
	}
}
