package main_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Every screen in every size is exactly as large as the window, shows the selected
// row, and looks the same again when the window had other sizes in between.
func TestScreenFitsEverySizeAndComesBack(t *testing.T) {
	sizes := func(yield func(width, height int) bool) {
		for width := 60; width <= 200; width++ {
			for _, height := range []int{15, 24, 15 + width*7%46} {
				if !yield(width, height) {
					return
				}
			}
		}
		for height := 60; height >= 15; height-- {
			for _, width := range []int{99, 140, 61} {
				if !yield(width, height) {
					return
				}
			}
		}
	}
	for _, screen := range []struct {
		who  string
		keys []string
	}{
		{"ayse", nil},
		{"ayse", []string{"3", "G", "k", "k", "k"}},
		{"ayse", []string{"3", "G", "P"}},
		{"ayse", []string{"3", "G", "c"}},
		{"ayse", []string{"3", "G", "d"}},
		{"ayse", []string{"/", "i", "s", "t", ":"}},
		{"ayse", []string{"3", "j", "enter"}},
		{"ayse", []string{"3", "j", "r"}},
		{"ayse", []string{"3", "j", "r", "enter"}},
		{"ayse", []string{"H"}},
		{"ayse", []string{"?"}},
		{"ayse", []string{"C"}},
		{"ayse", []string{"ctrl+p"}},
		{"clara", []string{"F"}},
	} {
		t.Run(strings.Join(screen.keys, " "), func(t *testing.T) {
			s, ids := monday(t)
			for i := range 20 {
				s.post(fmt.Sprintf("Person %d", i), fmt.Sprintf("Kommentar Nummer %d zur Brücke am Markt", i))
			}
			submitted(s, ids[0])
			s.start(screen.who, 80, 24)
			s.press(screen.keys...)
			seen := map[[2]int]string{}
			for width, height := range sizes {
				s.width, s.height = width, height
				s.model.Update(tea.WindowSizeMsg{Width: width, Height: height})
				s.check()
				got := s.frame()
				if before, again := seen[[2]int{width, height}]; again && before != got {
					t.Fatalf("at %d×%d again the screen is another one:\n%s\n\n%s", width, height, before, got)
				}
				seen[[2]int{width, height}] = got
				c := s.model.View().Cursor
				if c == nil || c.X >= width || c.Y >= height {
					t.Fatalf("%d×%d: the cursor stands at %+v", width, height, c)
				}
				if len(screen.keys) < 5 && (screen.keys == nil || screen.keys[len(screen.keys)-1] == "k") && !strings.Contains(s.selected(), "▌") {
					t.Fatalf("%d×%d: the selected row is out of sight:\n%s", width, height, got)
				}
				if t.Failed() {
					t.Fatalf("at %d×%d", width, height)
				}
			}
			s.resize(80, 24)
			if s.frame() != seen[[2]int{80, 24}] {
				t.Errorf("back at 80×24 the screen is another one:\n%s\n\n%s", seen[[2]int{80, 24}], s.frame())
			}
		})
	}
}

// A dialog lies over the rows and leaves the one that it is about in sight.
func TestScreenKeepsTheSelectedRowInSightUnderADialog(t *testing.T) {
	s, _ := monday(t)
	for i := range 20 {
		s.post(fmt.Sprintf("Person %d", i), "Noch ein Kommentar")
	}
	s.start("ayse", 80, 24)
	s.press("G")
	name := strings.Fields(s.selected())[5]
	s.press("d")
	s.sees(name)
	s.press("esc")
	s.press("c")
	s.sees(name)
}
