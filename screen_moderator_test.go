package main_test

import (
	"testing"

	"lotse/inbox"
)

// threadChannel hides only in the town's own conversations, and knows no other
// measure where few is set.
type threadChannel struct {
	*stubChannel
	few bool
}

func (c *threadChannel) MayMeasure(about *inbox.Content, m inbox.Measure) error {
	switch {
	case (m == inbox.MeasureHide || m == inbox.MeasureUnhide) && about.Thread != "post1":
		return inbox.Fail(inbox.CodeOnlyOwnThread, "measure", string(m), "channel", "mastodon")
	case c.few && m != inbox.MeasureHide && m != inbox.MeasureUnhide:
		return inbox.Fail(inbox.CodeNoMeasure, "measure", string(m), "channel", "mastodon")
	}
	return nil
}

// mention lets a comment come in that stands in no conversation of the town's.
func (s *stage) mention(words string) inbox.ItemID {
	s.Helper()
	c := inbox.Content{
		Channel: "mastodon", RemoteID: "far", Kind: inbox.KindMention, Text: words, PostedAt: s.now,
		Author: inbox.Author{ID: "karl", Name: "Karl Wild", Handle: "karl"},
	}
	_, err := s.store.Ingest(s.Context(), "mastodon", inbox.Batch{Observations: []inbox.Observation{{Content: c}}}, s.now)
	if err != nil {
		s.Fatal(err)
	}
	return c.ID()
}

// What the channel does not allow on this very text is barred, with the reason,
// while another text of the channel has it.
func TestScreenMeasureIsBarredByTheItem(t *testing.T) {
	for _, few := range []bool{false, true} {
		s, ids := monday(t)
		s.desk.Channels["mastodon"] = &threadChannel{s.channel, few}
		far := s.mention("Ihr Vollidioten!")
		s.start("clara", 80, 24)
		s.press("3")
		if s.press("X"); few {
			s.sees("Maßnahme: „verbergen“ geht am Kanal mastodon nur in Gesprächen, die Sie begonnen haben")
		} else {
			s.sees("Was soll mit diesem Beitrag am Kanal geschehen?", "nur in Gesprächen, die Sie begonnen haben")
			s.press("esc")
		}
		s.press("down", "X")
		s.sees("Was soll mit diesem Beitrag am Kanal geschehen?")
		s.hides("die Sie begonnen haben")
		// What the screen says the command says too: both ask the session.
		clara := s.as("clara")
		for _, id := range []inbox.ItemID{far, ids[3]} {
			it := s.item(id)
			for _, m := range inbox.Measures() {
				why := clara.MayMeasure(&it, m)
				_, err := clara.Order(s.Context(), inbox.Target{ID: id}, inbox.Ordering{Measure: m, Rule: "insult", Milder: inbox.MilderUnfit, Reason: "Beleidigung"})
				if inbox.CodeOf(err) != inbox.CodeOf(why) {
					t.Errorf("%s on %s: %v, ordered: %v", m, id.Short(), why, err)
				}
				if err == nil {
					if _, err := clara.Undo(s.Context()); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}
