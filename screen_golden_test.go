package main_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
)

// Every evil text goes through every screen, as the words, the name and the
// handle of a comment, as our own post and as a server's address. The stage
// checks each frame on the way.
func TestScreenSurvivesPoison(t *testing.T) {
	walk := []string{
		"enter", "G", "g", "n", "N", "i", "esc", "c", "esc", "a", "esc", "x", "esc", "d", "esc", "s", "esc", "e", "esc", "/", "esc", "?", "esc", ":", "esc",
		"r", "enter", "tab", "esc", "esc", "esc", "F", "j", "K", "esc", "B", "esc", "T", "tab", "tab", "+", "esc", "H", "j", "j", "esc", "space", "v", "j", "A", "A", "o", "x", "P", "R", "h", "l",
	}
	evil := poison.Strings()
	for _, size := range [][2]int{{80, 24}, {160, 50}} {
		s := newStage(t)
		s.ownPost(poison.All())
		var pairs []string
		for i, e := range evil {
			pairs = append(pairs, e, evil[(i+7)%len(evil)])
		}
		ids := s.post(pairs...)
		s.post("Vollidiot\x1b[2J", "Ihr \u202EVollidioten\x1b]52;c;QQ==\x07 ruft 0151 23456789 an \x9b2J")
		s.edit(ids[3], poison.All())
		ses := s.as("ayse")
		if _, err := ses.Note(t.Context(), inbox.Targets(ids[3]), poison.All(), false); err != nil {
			t.Fatal(err)
		}
		if _, err := ses.Submit(t.Context(), inbox.Target{ID: ids[3]}, inbox.Composition{Free: "\x1b[2J\u202E Danke"}); err != nil {
			t.Logf("free text: %v", err)
		}
		if _, err := ses.PrepareHandover(t.Context(), "bernd", s.now.Add(time.Hour), poison.All()); err != nil {
			t.Fatal(err)
		}
		s.start("ayse", size[0], size[1])
		for range len(ids) + 1 {
			s.press("enter", "esc", "j")
		}
		s.press("g", "3")
		s.press(walk...)
		for _, e := range evil {
			s.press("/")
			s.send(pasted(e))
			s.wait(time.Second)
			s.press("esc")
		}
		s.press("r", "enter")
		for _, e := range evil {
			s.send(pasted(e))
		}
		s.wait(2 * time.Second)
		if t.Failed() {
			return
		}
	}
}

// Nothing that is drawn depends on the size being one of the usual ones.
func TestScreenFitsEverySize(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	for _, keys := range [][]string{{"3"}, {"enter"}, {"esc", "r"}, {"enter"}, {"esc", "esc", "esc", "c"}, {"esc", "F"}, {"esc", "B"}, {"esc", "H"}, {"esc", "?"}, {"esc", ":"}, {"esc", "/"}} {
		s.press(keys...)
		for width := 1; width < 200; width += 13 {
			for height := 1; height < 60; height += 7 {
				s.resize(width, height)
			}
		}
		s.resize(80, 24)
		if t.Failed() {
			t.Fatal("after " + strconv.Quote(strings.Join(keys, " ")))
		}
	}
}
