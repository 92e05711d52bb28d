package main_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
	"lotse/ui"
	"lotse/ui/text"
)

// The pictures of the screen stand in ui/testdata, without colours, for people to
// read in a review. go test -run Golden -update . writes them anew.
func TestScreenGolden(t *testing.T) {
	busy := func(t *testing.T) *stage {
		s, ids := monday(t)
		ayse := s.as("ayse")
		must := func(_ any, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(ayse.Escalate(t.Context(), inbox.Targets(ids[2]), inbox.E3, "Drohung?"))
		must(ayse.Assign(t.Context(), inbox.Targets(ids[1]), inbox.Assignment{Role: "office", Person: "falk", Question: "Wie lange bleibt gesperrt?", Due: s.now.Add(3 * time.Hour)}))
		must(s.as("emma").Submit(t.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Template: inbox.TemplateRef{Key: "T01"}, Blocks: map[string]string{"gruss": "Bis bald!"}}))
		s.edit(ids[2], "Ihr Vollidioten im Rathaus könnt gar nichts. Wir kommen vorbei!")
		return s
	}
	for _, picture := range []struct {
		name          string
		width, height int
		who           string
		keys          []string
		change        func(*ui.Options)
		before        func(*testing.T, *stage)
	}{
		{name: "list_80", width: 80, height: 24, who: "ayse", keys: []string{"3"}},
		{name: "list_100", width: 100, height: 30, who: "ayse", keys: []string{"3", "j"}},
		{name: "list_160", width: 160, height: 50, who: "ayse", keys: []string{"3", "j"}},
		{name: "list_plain_en", width: 80, height: 24, who: "ayse", keys: []string{"3", "space"}, change: func(o *ui.Options) { o.Plain, o.Lang = true, text.EN }},
		{name: "item_80", width: 80, height: 24, who: "ayse", keys: []string{"3", "j", "enter"}},
		{name: "item_160", width: 160, height: 50, who: "ayse", keys: []string{"3", "j", "enter"}},
		{name: "labels_80", width: 80, height: 24, who: "ayse", keys: []string{"3", "c"}},
		{name: "pick_80", width: 80, height: 24, who: "ayse", keys: []string{"3", "j", "j", "r"}},
		{name: "fill_80", width: 80, height: 24, who: "ayse", keys: []string{"3", "j", "j", "r", "enter", "d", "i", "e", "tab"}},
		{name: "review_80", width: 80, height: 24, who: "clara", keys: []string{"F"}},
		{name: "outbox_80", width: 80, height: 24, who: "clara", keys: []string{"F", "y", "B"}},
		{name: "handover_80", width: 80, height: 24, who: "ayse", keys: []string{"H", "V", "b", "4", "h", "enter", "enter"}},
		{name: "accept_80", width: 80, height: 24, who: "bernd", keys: []string{"H", "space"}, before: func(t *testing.T, s *stage) {
			t.Helper()
			if _, err := s.as("ayse").PrepareHandover(t.Context(), "bernd", s.now.Add(4*time.Hour), "Bitte auf Cem achten."); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "held_80", width: 80, height: 24, who: "clara", keys: []string{"F", "y", "B", "later"}, before: func(t *testing.T, s *stage) {
			t.Helper()
			if err := s.store.SaveChannelState(t.Context(), inbox.ChannelState{Channel: "mastodon", Problem: inbox.ProblemUnreachable}); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "help_100", width: 100, height: 30, who: "ayse", keys: []string{"?"}},
		{name: "filter_80", width: 80, height: 24, who: "ayse", keys: []string{"/", "i", "s", "t", ":"}},
	} {
		t.Run(picture.name, func(t *testing.T) {
			s := busy(t)
			if picture.before != nil {
				picture.before(t, s)
			}
			var change []func(*ui.Options)
			if picture.change != nil {
				change = append(change, picture.change)
			}
			s.start(picture.who, picture.width, picture.height, change...)
			for _, k := range picture.keys {
				if k == "later" {
					s.wait(time.Minute)
					continue
				}
				s.press(k)
			}
			t.Chdir("ui")
			lines := strings.Split(s.frame(), "\n")
			for i := range lines {
				lines[i] = checksum.ReplaceAllString(strings.TrimRight(lines[i], " "), "Prüfsumme ________")
			}
			golden.RequireEqual(t, strings.Join(lines, "\n")+"\n")
		})
	}
}

// checksum is over ids made by chance.
var checksum = regexp.MustCompile("Prüfsumme [0-9a-f]{8}")

// Every evil text goes through every screen, as the words, the name and the
// handle of a comment, as our own post and as a server's address. The stage
// checks each frame on the way.
func TestScreenSurvivesPoison(t *testing.T) {
	walk := []string{
		"enter", "G", "g", "n", "N", "i", "esc", "c", "esc", "a", "esc", "x", "esc", "d", "esc", "s", "esc", "e", "esc", "/", "esc", "?", "esc", ":", "esc",
		"r", "enter", "tab", "esc", "esc", "esc", "F", "j", "K", "esc", "B", "esc", "H", "j", "j", "esc", "space", "v", "j", "A", "A", "o", "x", "P", "R", "h", "l",
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
