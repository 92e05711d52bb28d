package main_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lotse/inbox"
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

// What was read ahead of a key never shows an old state: after any keys the item
// beside the list is drawn as a screen draws it that was opened just now.
func TestScreenReadsAheadAndShowsNoOldState(t *testing.T) {
	names := []string{"Anna Schmidt", "Bert Olk", "Cem Kaya", "Dora Lenz"}
	beside := func(s *stage) string {
		var b strings.Builder
		for _, line := range strings.Split(s.frame(), "\n")[2:26] {
			_, right, _ := strings.Cut(line, "│")
			b.WriteString(strings.TrimRight(right, " ") + "\n")
		}
		return b.String()
	}
	rapid.Check(t, func(r *rapid.T) {
		s, _ := monday(t)
		s.start("ayse", 120, 40)
		s.press("3")
		keys := rapid.SliceOfN(rapid.SampledFrom([]string{"j", "k", "space", "m", "d r", "z", "l", "h", "wait"}), 1, 20).Draw(r, "keys")
		for _, k := range keys {
			if k == "wait" {
				s.wait(time.Minute)
				continue
			}
			s.press(strings.Fields(k)...)
		}
		s.press("esc", "esc", "3") // no dialog, no marks, and a view that holds every open item
		s.wait(time.Minute)
		cached, selected := beside(s), s.selected()
		i := slices.IndexFunc(names, func(n string) bool { return strings.Contains(selected, n) })
		if i < 0 {
			return // nothing is left
		}
		s.start("ayse", 120, 40)
		s.press("3")
		for range names {
			if !strings.Contains(s.selected(), names[i]) {
				s.press("j")
			}
		}
		s.wait(time.Second)
		if fresh := beside(s); fresh != cached {
			r.Fatalf("the item is drawn as\n%s\nand fresh as\n%s", cached, fresh)
		}
	})
}

// Items arrive in every look for minutes: rows and selection stand
// still, the number rises and is right, and what is held does not grow.
func TestScreenStandsStillWhileThousandsArrive(t *testing.T) {
	s := newStage(t)
	s.crowd(300)
	s.start("ayse", 80, 24)
	s.press("j", "j")
	rows := func() string { return strings.Join(strings.Split(s.frame(), "\n")[2:20], "\n") }
	before, at := rows(), s.selected()
	for i := range 12 {
		s.now = s.now.Add(5 * time.Second)
		var pairs []string
		for j := range 40 {
			pairs = append(pairs, fmt.Sprintf("Neu %d.%d", i, j), "Wann öffnet das Freibad?")
		}
		s.postNow(pairs...)
		s.wait(15 * time.Second)
		if n := 40 * (i + 1); !strings.Contains(s.flat(), fmt.Sprintf("%d neue – R laden", n)) {
			t.Fatalf("not %d are counted:\n%s", n, s.frame())
		}
		if !strings.Contains(s.selected(), "Person 297.") {
			t.Fatalf("%q was selected, now %q", at, s.selected())
		}
	}
	if ages := regexp.MustCompile(`\d+(m|h|min|d|T)`); ages.ReplaceAllString(rows(), "") != ages.ReplaceAllString(before, "") {
		t.Errorf("rows moved:\n%s\nnow\n%s", before, rows())
	}
	s.press("R")
	s.selects("Neu 11.")
}

// postNow lets comments come in that were written this second.
func (s *stage) postNow(pairs ...string) {
	s.Helper()
	b := inbox.Batch{}
	for i := 0; i+1 < len(pairs); i += 2 {
		at := s.now.Add(time.Duration(i) * time.Millisecond)
		b.Observations = append(b.Observations, inbox.Observation{Content: inbox.Content{
			Channel: "mastodon", RemoteID: pairs[i], Kind: inbox.KindMention, Text: pairs[i+1], PostedAt: at,
			Author: inbox.Author{ID: pairs[i], Name: pairs[i]},
		}})
	}
	if _, err := s.store.Ingest(s.Context(), "mastodon", b, s.now); err != nil {
		s.Fatal(err)
	}
}
