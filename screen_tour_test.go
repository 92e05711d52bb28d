package main_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"lotse/adapters/demo"
	"lotse/inbox"
	"lotse/ui"
	"lotse/ui/text"
)

// onTour opens the desk as on the first start.
func onTour(t *testing.T, lang text.Lang) (*stage, *int) {
	t.Helper()
	s, _ := monday(t)
	seen := 0
	s.start("ayse", 80, 24, func(o *ui.Options) {
		o.Lang, o.Tour, o.Toured = lang, ui.OfferTour, func(context.Context) error { seen++; return nil }
	})
	return s, &seen
}

// The tour goes by Enter through what is on the screen, in both languages, and
// every step is to be read whole.
func TestTourByEnter(t *testing.T) {
	for lang, steps := range map[text.Lang][][]string{
		text.DE: {
			{"Willkommen bei Lotse", "Enter: beginnen"},
			{"Rundgang 1 von 6", "Ansichten mit ihren Zahlen", "3 zeigt alles, was offen ist", "wieder den Eingang."},
			{"Rundgang 2 von 6", "Dora Lenz", "Enter öffnet ihn; Lesen ändert nie etwas."},
			{"Rundgang 3 von 6", "Warum markiert", "Als Nächstes r: antworten."},
			{"Rundgang 4 von 6", "Textbaustein suchen", "nie mit Enter."},
			{"Rundgang 5 von 6", "z nimmt die letzte Entscheidung zurück", "Dora Lenz", "ohne Wirkung.)"},
			{"Rundgang 6 von 6", "? zeigt alle Tasten", "auch diesen Rundgang."},
			{"Das war der Rundgang."},
		},
		text.EN: {
			{"Welcome to Lotse", "Enter: begin"},
			{"Tour 1 of 6", "views with their numbers", "the inbox again."},
			{"Tour 2 of 6", "Dora Lenz", "reading never changes anything."},
			{"Tour 3 of 6", "Why it is flagged", "Next comes r: reply."},
			{"Tour 4 of 6", "never by Enter."},
			{"Tour 5 of 6", "z takes back the latest decision", "does nothing.)"},
			{"Tour 6 of 6", "? shows all keys", "this tour as well."},
			{"That was the tour."},
		},
	} {
		s, seen := onTour(t, lang)
		for _, words := range steps {
			s.sees(words...)
			s.press("enter")
		}
		if *seen != 1 {
			t.Errorf("%s: remembered %d times", lang, *seen)
		}
	}
}

// It goes on as well when its key is pressed, and that key does what it does.
func TestTourByDoing(t *testing.T) {
	s, seen := onTour(t, text.DE)
	s.press("enter", "3")
	s.sees("Rundgang 2 von 6", "3 Offen")
	s.press("j") // every other key does what it always does
	s.sees("Rundgang 2 von 6")
	if !strings.Contains(s.selected(), "Cem Kaya") {
		t.Errorf("selected: %s", s.selected())
	}
	s.press("enter")
	s.sees("Rundgang 3 von 6", "Vollidioten", "Warum markiert")
	s.press("r")
	s.sees("Rundgang 4 von 6", "Textbaustein suchen")
	s.write("t0")
	s.press("enter", "z")
	s.sees("Rundgang 6 von 6")
	s.press("?")
	s.sees("Hilfe: Tasten hier", "Das war der Rundgang.")
	s.hides("Rundgang 6")
	if *seen != 1 {
		t.Errorf("remembered %d times", *seen)
	}
	s.press("esc", ":")
	s.write("rundgang")
	s.press("enter")
	s.sees("Rundgang 1 von 6")
}

// Esc ends it at any step, for good; whoever begins to work instead is offered it
// again the next time.
func TestTourEndsAtAnyTime(t *testing.T) {
	for step := range 8 {
		s, seen := onTour(t, text.DE)
		for range step {
			s.press("enter")
		}
		s.press("esc")
		s.hides("Rundgang 1 von", "Rundgang 2 von", "Rundgang 3 von", "Rundgang 4 von", "Rundgang 5 von", "Rundgang 6 von", "Willkommen")
		if *seen != 1 {
			t.Errorf("step %d: remembered %d times", step, *seen)
		}
	}
	s, seen := onTour(t, text.DE)
	s.press("j")
	s.hides("Willkommen")
	if *seen != 0 || !strings.Contains(s.selected(), "Cem Kaya") {
		t.Errorf("remembered %d times, at %q", *seen, s.selected())
	}
}

// Where there is nothing yet, the steps about an item are passed over.
func TestTourOfAnEmptyDesk(t *testing.T) {
	s := newStage(t)
	s.start("ayse", 80, 24, func(o *ui.Options) { o.Tour = ui.BeginTour })
	s.sees("Rundgang 1 von 6")
	s.press("enter")
	s.sees("Rundgang 5 von 6")
	s.press("enter", "enter")
	s.sees("Das war der Rundgang.")
}

// The story tells each of its moments in two lines that are always there, and
// takes no key.
func TestStoryIsTold(t *testing.T) {
	play, _ := demo.Stage(inbox.ClockFunc(func() time.Time { return stageStart }), demo.StoryDay)
	for _, lang := range text.Langs() {
		s, _ := monday(t)
		done := 0
		var beats []ui.Beat
		for _, b := range play.Beats {
			beat := ui.Beat{At: b.At, ID: b.ID}
			if b.Reply {
				beat.Do = func(context.Context) error { done++; return nil }
			}
			beats = append(beats, beat)
		}
		s.start("ayse", 80, 24, func(o *ui.Options) { o.Lang, o.Story = lang, beats })
		row := s.model.View().Cursor.Y
		at := time.Duration(0)
		for _, b := range beats {
			s.wait(b.At - at)
			at = b.At
			words := text.ScreenIn(lang).Story.Beats[b.ID]
			if words == "" {
				t.Fatalf("%s: nothing is told of %q", lang, b.ID)
			}
			end := words[strings.LastIndex(words, "}")+1:]
			s.sees(strings.TrimSpace(end)) // its last word stands on the screen
		}
		if done != 1 || len(text.ScreenIn(lang).Story.Beats) != len(beats) {
			t.Errorf("%s: %d replies, %d moments told of %d", lang, done, len(text.ScreenIn(lang).Story.Beats), len(beats))
		}
		if s.model.View().Cursor.Y != row {
			t.Error("the list moved")
		}
	}
}
