package main_test

import (
	"image/color"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

// Nobody looks: a success does not fade, and the title counts what is urgent. When
// somebody looks again it has its time, and what came in meanwhile is read.
func TestScreenWaitsForEyes(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.send(tea.BlurMsg{})
	s.press("m")
	s.sees("Übernommen")
	s.wait(time.Minute)
	s.sees("Übernommen")
	unclear(s, ids[0])
	s.send(tea.FocusMsg{})
	if got := s.model.View().WindowTitle; got != "(2) Lotse" {
		t.Errorf("title: %q", got)
	}
	st := s.model.View().ProgramStatus
	if st == nil || st.State != tea.ProgramStateBlocked || !strings.Contains(st.Message, "unklar") {
		t.Errorf("status for the terminal: %+v", st)
	}
	s.sees("Übernommen")
	s.wait(7 * time.Second)
	s.hides("Übernommen")
	s.sees("! 1 unklar · mastodon: Zugang abgelehnt")
	s.press("q")
	if s.quit && s.model.View().ProgramStatus != nil {
		t.Error("the terminal still says that somebody is waited for")
	}
}

// A reply that was pulled back opens by itself: the second of two quick presses
// must not be typed into it.
func TestScreenSwallowsKeysThatWereMeantForSomethingElse(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Submit(t.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24)
	s.press("z")
	if s.model.At() != ui.InFill {
		t.Fatalf("this is %s:\n%s", s.model.At(), s.frame())
	}
	before := s.frame()
	for range 3 { // each key begins the quiet anew
		s.press("z")
		s.wait(400 * time.Millisecond)
	}
	s.click(40, 10)
	s.send(tea.PasteMsg{Content: "zz"})
	if s.frame() != before {
		t.Errorf("keys in flight were taken:\n%s", s.frame())
	}
	s.wait(500 * time.Millisecond)
	s.press("z")
	if s.frame() == before {
		t.Error("after the quiet a key is still swallowed")
	}
}

// Whoever keeps typing waits no longer than a second and a half.
func TestScreenSwallowsNoLongerThanItMust(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Submit(t.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24)
	s.press("z")
	for range 16 {
		s.press("x")
		s.wait(100 * time.Millisecond)
	}
	if !strings.Contains(s.frame(), "Danke!x") || strings.Contains(s.frame(), "Danke!xx") {
		t.Errorf("sixteen keys in 1.6 s:\n%s", s.frame())
	}
}

// A long error lies over the rows: none of them moves for it.
func TestScreenMovesNoRowForALongSentence(t *testing.T) {
	s, _ := monday(t)
	s.start("emma", 60, 15)
	before := strings.Split(s.frame(), "\n")
	s.press("R", "ctrl+r")
	after := strings.Split(s.frame(), "\n")
	for i := range 8 {
		if before[i] != after[i] {
			t.Errorf("line %d was %q and is %q", i, before[i], after[i])
		}
	}
}

// The terminal tells its background whenever it likes, or never.
func TestScreenDressesWhenTheTerminalAnswers(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	unknown := s.model.View().Content
	s.send(tea.BackgroundColorMsg{Color: color.White})
	light := s.model.View().Content
	s.send(tea.BackgroundColorMsg{Color: color.Black})
	dark := s.model.View().Content
	if unknown == light || light == dark || unknown == dark {
		t.Error("the looks do not follow the ground")
	}
	if strip := styling.ReplaceAllString; strip(light, "") != strip(dark, "") || strip(light, "") != strip(unknown, "") {
		t.Error("the words follow the ground")
	}
}
