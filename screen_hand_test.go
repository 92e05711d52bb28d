package main_test

import (
	"strings"
	"testing"

	"lotse/inbox"
)

func TestScreenCountsBeforeAKey(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press(",", "2")
	s.sees("Anzahl 2")
	s.press("j")
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf("selected: %q", s.selected())
	}
	s.press("2") // without the comma a digit is a view
	s.sees("Hier liegt nichts")
	s.press("1", "g", ",", "1", "backspace", "3", "space")
	s.sees("3 markiert")
	s.press("esc", ",", "3", "d")
	s.sees("eine Anzahl gilt hier nicht")
	s.press(",", "3", "esc", "j")
	if s.item(ids[3]).State.Rev != 0 {
		t.Error("a count decided something")
	}
}

func TestScreenSetsTheLevelOnP(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("p", "1")
	if it := s.item(ids[3]); it.Level() != inbox.E1 {
		t.Errorf("level %v", it.Level())
	}
	s.press("z")
	if s.item(ids[3]).State.LevelSet {
		t.Error("not taken back")
	}
}

// Raising and handing on are one act: one question, one undo, one redo.
func TestScreenEscalatesInOneAct(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("3", "space", "space", "x")
	s.sees("Eskalieren: auf welche Stufe?")
	s.press("2")
	s.sees("Wer kümmert sich jetzt darum?", "für E2 vorgesehen")
	s.press("enter")
	s.write("Presse fragt nach")
	s.press("enter")
	s.sees("2 Vorgänge?")
	s.press("y")
	for _, id := range ids[2:] {
		if it := s.item(id); it.Level() != inbox.E2 || it.State.Role != "press" || it.State.Work != inbox.WorkAssigned {
			t.Errorf("%v %+v", it.Level(), it.State)
		}
	}
	s.press("z")
	s.sees("Zurückgenommen", "2 Vorgänge")
	for _, id := range ids[2:] {
		if it := s.item(id); it.State.LevelSet || it.State.Role != "" || it.State.Work != inbox.WorkNew {
			t.Errorf("one undo left %+v", it.State)
		}
	}
	s.press("Z")
	if it := s.item(ids[3]); it.Level() != inbox.E2 || it.State.Role != "press" {
		t.Errorf("redo gave %+v", it.State)
	}
}

func TestScreenRepeatsTheLatestDecision(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press(".")
	s.sees("noch keine Entscheidung")
	s.press("3", "d", "r", ".")
	for _, id := range ids[2:] {
		if st := s.item(id).State; st.Reason != inbox.ReasonOpinion {
			t.Errorf("not closed again: %+v", st)
		}
	}
	// A note is about one item; it is no decision to repeat.
	s.press("e")
	s.write("Bauhof weiß Bescheid")
	s.press("enter", "A", ".")
	s.sees("2 Vorgänge?", "reine Meinung")
	s.press("y")
	s.press("z")
	if s.item(ids[0]).State.Work == inbox.WorkClosed || s.item(ids[1]).State.Work == inbox.WorkClosed {
		t.Error("one undo does not take back a repeated decision about many")
	}
	s.press("7", ".") // what is closed is closed
	if n := s.item(ids[2]).State.Rev; n != 1 {
		t.Errorf("%d decisions", n)
	}
}
