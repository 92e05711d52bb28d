package main_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lotse/ui"
)

func (s *stage) click(x, y int) {
	s.Helper()
	s.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

func (s *stage) turn(x, y int, button tea.MouseButton) {
	s.Helper()
	s.send(tea.MouseWheelMsg{X: x, Y: y, Button: button})
}

// line finds the line and the cells where words stand.
func (s *stage) place(words string) (x, y, width int) {
	s.Helper()
	for y, line := range strings.Split(s.frame(), "\n") {
		if at := strings.Index(line, words); at >= 0 {
			return len([]rune(line[:at])), y, len([]rune(words))
		}
	}
	s.Fatalf("%q is not on the screen:\n%s", words, s.frame())
	return 0, 0, 0
}

// Each hint and each view, clicked at each of its cells, does what its key does.
func TestMouseDoesWhatTheKeyDoes(t *testing.T) {
	for _, c := range []struct {
		width, height int
		before        []string
		words, key    string
	}{
		{80, 24, nil, "? Hilfe", "?"},
		{80, 24, nil, "Enter öffnen", "enter"},
		{80, 24, nil, "r antworten", "r"},
		{80, 24, nil, "c einstufen", "c"},
		{80, 24, nil, " 3 Offen 4 ", "3"},
		{80, 24, nil, " 2 Mir zugewiesen ", "2"},
		{160, 50, nil, "2 Mir zugewiesen", "2"},
		{160, 50, nil, "▌1 Eingang                  4 ", "1"},
		{80, 24, []string{"enter"}, "d erledigen", "d"},
		{80, 24, []string{"c"}, "Leertaste an/aus", "space"},
		{80, 24, []string{"c"}, "Esc abbrechen", "esc"},
		{80, 24, []string{"c"}, "[ ] l  Lob", "l"},
		{80, 24, []string{"d"}, "Esc abbrechen", "esc"},
		{80, 24, []string{"o"}, "y ja", "y"},
		{80, 24, []string{"o"}, "andere Taste nein", "esc"},
		{80, 24, nil, "mastodon: noch nicht abgerufen", "C"},
	} {
		t.Run(c.words, func(t *testing.T) {
			s, _ := monday(t)
			s.start("ayse", c.width, c.height)
			s.press(c.before...)
			x, y, width := s.place(c.words)
			s.press(c.key)
			want := s.frame()
			for at := x; at < x+width; at++ {
				s, _ := monday(t)
				s.start("ayse", c.width, c.height)
				s.press(c.before...)
				s.click(at, y)
				if got := s.frame(); got != want {
					t.Fatalf("clicked at %d,%d:\n%s\n\npressed:\n%s", at, y, got, want)
				}
			}
		})
	}
}

// Every cell of a row selects its item, and only the second click opens it.
func TestMouseSelectsThenOpens(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {110, 30}, {160, 50}, {80, 48}} {
		s, ids := monday(t)
		s.start("ayse", size[0], size[1])
		x, y, _ := s.place("Bert Olk")
		for row := y; row <= y+1; row++ {
			for dx := -4; dx < 12; dx++ {
				s.press("g")
				s.click(x+dx, row)
				if !strings.Contains(s.selected(), "Bert Olk") || s.model.At() != ui.InList {
					t.Fatalf("%v: a click at %d,%d selects %q in %s", size, x+dx, row, s.selected(), s.model.At())
				}
			}
		}
		s.click(x, y)
		if s.model.At() != ui.InItem {
			t.Errorf("%v: the second click does not open", size)
		}
		if s.item(ids[1]).State.Rev != 0 {
			t.Error("a click changed the item")
		}
	}
}

func TestMouseWheelScrollsWhatIsUnderIt(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 110, 20)
	first := s.selected()
	x, y, _ := s.place("Bert Olk")
	s.turn(x, y, tea.MouseWheelDown)
	if s.selected() == first {
		t.Error("over the list the wheel moves nothing")
	}
	// What follows within a frame is added up and moves once.
	s.turn(x, y, tea.MouseWheelDown)
	s.turn(x, y, tea.MouseWheelDown)
	if !strings.Contains(s.selected(), "Cem Kaya") {
		t.Errorf("selected: %q", s.selected())
	}
	s.wait(20e6)
	if !strings.Contains(s.selected(), "Anna Schmidt") {
		t.Errorf("after the pause: %q", s.selected())
	}
	kept := s.selected()
	x, y, _ = s.place("Einstufung:")
	s.wait(1e9)
	s.turn(x, y, tea.MouseWheelDown)
	if s.selected()[:50] != kept[:50] {
		t.Error("over the preview the wheel moves the list")
	}
}

func TestMouseLeavesTheShiftKeyToTheTerminalAndCanBeOff(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	x, y, _ := s.place("Bert Olk")
	first := s.selected()
	s.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft, Mod: tea.ModShift})
	s.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseRight})
	if s.selected() != first {
		t.Error("a click that belongs to the terminal selected a row")
	}
	if s.model.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is not asked for")
	}
	s.start("ayse", 80, 24, func(o *ui.Options) { o.NoMouse = true })
	if s.model.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is asked for, and the config says no")
	}
}
