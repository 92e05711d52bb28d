package main_test

import (
	"strings"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/ui"
	"lotse/ui/text"
)

// Whoever types the key of a template gets that template, not one whose note or
// text speaks of it.
func TestScreenTakesTheTemplateWhoseKeyIsTyped(t *testing.T) {
	s, _ := monday(t)
	s.approved(inbox.Template{
		Key: "T12", Title: "Sperrung", Category: inbox.CategoryB, Latitude: inbox.L1, Owner: "editor", Approver: []string{"lead"},
		Validity: "12M", Language: "de", Labels: []inbox.Label{inbox.LabelQuestion, inbox.LabelCriticism, inbox.LabelDefect},
		Note: "Für Termine T05 nehmen.", Variants: []inbox.Variant{{Name: "a", Text: "Guten Tag, danke für die Frage. Es gibt noch keinen Link."}},
	})
	for search, want := range map[string]string{"t05": "T05", "T05": "T05", "t1": "T12", "link": "T05", "t05 link": "T05", "sperrung": "T12", "frage": "T12"} {
		s.start("ayse", 80, 30)
		s.press("j", "j", "r")
		s.write(search)
		for _, l := range strings.Split(s.frame(), "\n") {
			if strings.HasPrefix(l, " > ") && !strings.HasPrefix(l, " > "+want) {
				t.Errorf("%q finds first: %s", search, l)
			}
		}
		s.press("enter")
		s.sees("· " + want + " ")
	}
}

// A reply that the channel does not take waits for the channel, and the screen
// says so instead of promising its delivery.
func TestScreenSaysThatAReplyWaitsForItsChannel(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Submit(s.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 120, 24)
	s.press("B")
	s.sees("geht in", "bis die Bedenkzeit um ist")
	s.wait(time.Minute)
	s.sees("wird jetzt zugestellt")
	if err := s.store.SaveChannelState(s.Context(), inbox.ChannelState{Channel: "mastodon", Problem: inbox.ProblemUnreachable, Since: s.now}); err != nil {
		t.Fatal(err)
	}
	s.wait(20 * time.Second)
	s.sees("wartet auf den Kanal (nicht erreichbar)", "Wartet auf den Kanal: nicht erreichbar.")
	s.hides("wird jetzt zugestellt", "Bedenkzeit um ist")
}

// A reply that was tried and put off says what it waits for, and so do the others
// of its channel.
func TestScreenSaysWhyAReplyWasPutOff(t *testing.T) {
	s := newStage(t)
	ids := s.post("Anna Schmidt", "Danke an das Team vom Bauhof, super gemacht!", "Udo Roth", "Danke an die Bücherei, super gemacht!")
	ses := s.as("ayse")
	first, err := ses.Submit(s.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ses.Submit(s.Context(), inbox.Target{ID: ids[1]}, inbox.Composition{Free: "Bitte!"}); err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(2 * time.Minute)
	out := inbox.Outbox{Store: s.store, Clock: s.desk.Clock}
	in, err := out.Reserve(s.Context(), &first)
	if err != nil {
		t.Fatal(err)
	}
	later := inbox.Attempt{ID: in.Attempt, Outcome: inbox.OutcomeRefused, Problem: inbox.ProblemThrottled, RetryAt: s.now.Add(time.Hour)}
	if err := out.Settle(s.Context(), &first, later, inbox.Sent{}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 120, 24)
	s.sees("auf Kanal wartend: 2")
	s.hides("holt sie zurück") // that is said while there is time for second thoughts
	s.press("B")
	if n := strings.Count(s.flat(), "wartet auf den Kanal (gedrosselt)"); n != 2 {
		t.Errorf("%d replies say that they wait:\n%s", n, s.frame())
	}
}

// One word means one thing: undo is not called as the way back is, and q says
// whether it ends the program.
func TestScreenHintsTellUndoFromBackAndCloseFromQuit(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 230, 24)
	s.sees("z rückgängig", "q beenden")
	for _, screen := range []string{"F", "B", "H"} {
		s.press(screen)
		s.sees("q schließen")
		s.hides("q beenden", "z zurück")
		s.press("q")
		s.sees("q beenden")
	}
	s.press("j", "j", "j", "r")
	s.write("lob")
	s.press("enter", "tab")
	s.sees("Auf mastodon senden?", "q schließen", "Esc zurück")
	s.hides("q beenden")
}

// The handover's questions speak of sections by their letters, so the letters
// stand there, and an empty one among A to C says that it is.
func TestScreenNamesTheSectionsOfAHandover(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Escalate(s.Context(), inbox.Targets(ids[2]), inbox.E3, "Drohung?"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.as("ayse").PrepareHandover(s.Context(), "bernd", s.now.Add(8*time.Hour), "Bitte achten"); err != nil {
		t.Fatal(err)
	}
	s.start("bernd", 80, 40)
	s.press("H")
	s.sees("A Kritisch", "B Fällig vor Dienstende nichts", "C Unklare und gescheiterte Sendungen nichts", "I Hinweise", "A bis C")
}

// An age of four characters does not run into the name.
func TestScreenKeepsAgeAndNameApart(t *testing.T) {
	s, _ := monday(t)
	for _, width := range []int{60, 80, 100, 120, 160} {
		s.now = stageStart.Add(508 * 24 * time.Hour)
		s.start("ayse", width, 40)
		s.sees("508d Dora")
	}
}

// Looking at private data opens it for this person's session and no other.
func TestScreenCoversPrivateDataAgainForOthers(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 160, 40)
	s.press("i")
	s.sees("0151 23456789")
	for _, who := range []string{"ayse", "clara"} {
		s.start(who, 160, 40)
		if !s.item(ids[3]).State.Revealed {
			t.Fatal("the look is not in the log")
		}
		s.hides("23456789")
		s.press("enter")
		s.sees("Private Daten sind verdeckt")
		s.hides("23456789")
	}
}

// What is wrong with a query is said in the words one types it in.
func TestScreenNamesTheFieldsOfAQueryInItsLanguage(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 160, 40)
	s.press("/")
	s.write("kanall:x")
	s.press("enter")
	s.sees("Das Feld „kanall“ gibt es nicht. Möglich sind: ist, kanal, rolle,")
	s.press("esc", "/")
	s.write("ist:quatsch")
	s.press("enter")
	s.sees("passt nicht zum Feld ist", "offen")
	s.start("ayse", 160, 40, func(o *ui.Options) { o.Lang = text.EN })
	s.press("/")
	s.write("channell:x")
	s.press("enter")
	s.sees("is, channel, role,")
}

// What a field wants is never cut off: without it the field is refused.
func TestScreenShowsTheWholeHintOfAField(t *testing.T) {
	s, _ := monday(t)
	s.approved(inbox.Template{
		Key: "T18", Title: "In Prüfung", Category: inbox.CategoryB, Latitude: inbox.L1, Owner: "editor", Approver: []string{"lead"},
		Validity: "12M", Language: "de", Labels: []inbox.Label{inbox.LabelQuestion},
		Placeholders: []inbox.Placeholder{{Name: "zeit", Type: inbox.PlaceholderDateTime, Label: "Stand: Zeitpunkt, zu dem keine Bestätigung vorlag", Example: "23.11.2026, 10:00"}},
		Variants:     []inbox.Variant{{Name: "a", Text: "Stand {zeit} Uhr: Wir gehen dem nach."}},
	})
	s.start("ayse", 60, 20)
	s.press("j", "j", "r")
	s.write("t18")
	s.press("enter")
	s.sees("Datum und Uhrzeit · z. B. 23.11.2026, 10:00")
}

// A tall narrow screen has room for the item below the list.
func TestScreenShowsThePreviewBelowOnATallNarrowScreen(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 48)
	s.press("j", "j")
	s.sees("Dora Lenz", "Gesprächsverlauf", "Wir · heute 05:01")
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf("selected: %q", s.selected())
	}
	s.press("P")
	s.hides("Gesprächsverlauf")
	s.press("P")
	s.resize(80, 39) // too low to show it unasked; it was asked for
	s.sees("Bert Olk · bert")
	s.resize(80, 23)
	s.hides("Bert Olk · bert")
}
