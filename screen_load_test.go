package main_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// crowd lets n comments come in, one a minute; the last is the newest.
func (s *stage) crowd(n int) {
	s.Helper()
	var pairs []string
	for i := range n {
		pairs = append(pairs, fmt.Sprintf("Person %d.", i), fmt.Sprintf("Warum ist die Brücke gesperrt? Frage %d.", i))
	}
	s.post(pairs...)
}

func (s *stage) selects(words string) {
	s.Helper()
	if !strings.Contains(s.selected(), words) {
		s.Errorf("not %q is selected: %q", words, s.selected())
	}
}

// The end of a long view is there at once, and the way up from it leads to the
// start that was shown before, whatever came in meanwhile.
func TestScreenJumpsToTheEndOfALongViewAndBack(t *testing.T) {
	s := newStage(t)
	s.crowd(1300)
	s.start("ayse", 80, 24)
	s.selects("Person 1299.")
	s.press("G")
	s.selects("Person 0.")
	s.press("k")
	s.selects("Person 1.")
	s.now = s.now.Add(time.Minute)
	s.post("Eva Neu", "Wann öffnet das Freibad?")
	s.wait(20 * time.Second)
	s.sees("1 neue – R laden")
	for range 200 {
		s.press("pgup")
	}
	s.selects("Person 1299.")
	s.hides("Eva Neu")
	s.press("G", "g")
	s.selects("Eva Neu") // g reads the view again, as R does
	s.press("pgdown", "pgdown", "G", "d", "r")
	s.hides("Person 0.")
	s.selects("Person 1.")
}

// A key held at the end of what was read moves on by as much as was pressed.
func TestScreenOwesNoLineToAHeldKey(t *testing.T) {
	s := newStage(t)
	s.crowd(600)
	s.start("ayse", 80, 24)
	for i := 598; i > 60; i-- {
		s.press("j")
		s.selects(fmt.Sprintf("Person %d.", i))
	}
	for i := 62; i < 600; i++ {
		s.press("k")
		s.selects(fmt.Sprintf("Person %d.", i))
	}
}

// An empty view counts what arrives too, and a rare filter fills the screen by
// itself.
func TestScreenCountsArrivalsInAnEmptyView(t *testing.T) {
	s := newStage(t)
	s.start("ayse", 80, 24)
	s.post("Eva Neu", "Wann öffnet das Freibad?")
	s.wait(20 * time.Second)
	s.sees("1 neue – R laden")
	s.hides("Eva Neu")
	s.press("R")
	s.sees("Eva Neu")
	s.hides("neue –")
}
