package main_test

import (
	"testing"

	"lotse/inbox"
)

// What somebody stumbles over who knows only the README: each has its test here.

// An address is typed without https://, and the field before and after it is left by
// the same key.
func TestTrialAddressWithoutItsBeginning(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("j", "j", "r")
	s.write("t05")
	s.press("enter")
	s.write("der Brücke")
	s.press("enter")
	s.write("stadt.example/bruecke")
	s.press("enter")
	s.sees("https://stadt.example/bruecke", "Auf mastodon senden?")
}

// A link goes somewhere else in nearly every template: one from another template is
// not offered, for Tab would take it.
func TestTrialLinkOfAnotherTemplateIsNotOffered(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Submit(s.Context(), inbox.Target{ID: ids[2]}, inbox.Composition{
		Template: inbox.TemplateRef{Key: "T05"},
		Values:   map[string]string{"thema": "dem Rathaus", "link": "https://stadt.example/rathaus"},
	}); err != nil {
		t.Fatal(err)
	}
	s.approved(inbox.Template{
		Key: "T19", Title: "Mängelmelder", Category: inbox.CategoryA, Latitude: inbox.L1, Owner: "editor", Approver: []string{"lead"},
		Validity: "12M", Language: "de",
		Placeholders: []inbox.Placeholder{{Name: "link", Type: inbox.PlaceholderLink, Label: "Adresse des Mängelmelders", Example: "https://stadt.example/melden"}},
		Variants:     []inbox.Variant{{Name: "a", Text: "Bitte hier eintragen: {link}"}},
	})
	s.start("ayse", 80, 24)
	s.press("r")
	s.write("t19")
	s.press("enter")
	s.sees("Adresse des Mängelmelders")
	s.hides("https://stadt.example/rathaus")
	s.press("enter")
	s.sees("noch leer")
}

// Enter goes on in a text of many lines too, as in every dialog.
func TestTrialEnterGoesOnInEveryField(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("r")
	s.write("t01")
	s.press("enter")
	s.sees("Enter weiter")
	s.press("alt+enter")
	s.write("Bis bald.")
	s.press("enter")
	s.sees("Auf mastodon senden?", "Bis bald.")
}

// What was flagged names the measure, the rule that fits is chosen beforehand, and
// what goes on record is not answered by Enter.
func TestTrialMeasureIsFoundAndJudged(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("enter")
	s.sees("Zu prüfen mit X: verbergen (private Daten Dritter)")
	s.press("X", "v")
	s.sees("> p private Daten Dritter")
	s.press("enter", "enter")
	s.sees("Bitte mit einem Buchstaben wählen")
	s.press("up", "enter")
	s.sees("Warum?")
	s.press("esc", "esc", "j", "j", "enter") // criticism is never a reason to hide
	s.hides("Zu prüfen mit X")
}
