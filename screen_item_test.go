package main_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
	"lotse/ui"
)

// said is a comment in a conversation: its own name, what it answers, who and what.
type said struct{ id, answers, who, words string }

// talk lets a conversation come in, a minute between its texts.
func (s *stage) talk(texts ...said) map[string]inbox.ItemID {
	s.Helper()
	var b inbox.Batch
	ids := map[string]inbox.ItemID{}
	for i, x := range texts {
		c := inbox.Content{
			Channel: "mastodon", RemoteID: x.id, Kind: inbox.KindComment, Text: x.words, Thread: "post1", Parent: x.answers,
			PostedAt: s.now.Add(-time.Duration(len(texts)-i)*time.Minute - time.Hour),
			Author:   inbox.Author{ID: x.who, Name: x.who, Handle: strings.ToLower(x.who)},
		}
		b.Observations = append(b.Observations, inbox.Observation{Content: c, Assessment: s.desk.Assessor.Assess(c.Text, inbox.AssessContext{})})
		ids[x.id] = c.ID()
	}
	if _, err := s.store.Ingest(s.Context(), "mastodon", b, s.now); err != nil {
		s.Fatal(err)
	}
	return ids
}

func TestScreenShowsAConversationAsATree(t *testing.T) {
	s := newStage(t)
	s.ownPost("Die Brücke bleibt gesperrt.")
	s.talk(
		said{"a", "post1", "Anna", "Wie lange denn noch?"},
		said{"b", "a", "Bert", "Bis März, steht doch da."},
		said{"c", "b", "Cem", "Im letzten Jahr hieß es Oktober."},
		said{"d", "post1", "Dora", "Danke für die Information!"},
		said{"e", "weg", "Emil", "Das sehe ich anders."},
	)
	s.start("ayse", 80, 40)
	s.press("j", "j", "enter")
	s.sees("Gesprächsverlauf", "Wir · heute 05:01", "├ Anna", "│ └ Bert", "► dieser Vorgang", "└ Dora", "antwortet auf etwas, das hier fehlt", "Emil")
	s.hides("Im letzten Jahr hieß es Oktober. Im letzten")
	// A text is chosen in its section and opened; the way back leads to the same place.
	s.press("enter")
	s.sees("Erst wählen")
	s.press("shift+tab", "shift+tab", "tab")
	for !strings.Contains(s.selected(), "Wir") {
		s.press("tab")
	}
	s.press("j", "j")
	if !strings.Contains(s.selected(), "Bert") {
		t.Errorf("chosen: %q", s.selected())
	}
	s.press("enter")
	s.sees("Bert · bert")
	s.press("esc")
	s.sees("Cem · cem")
	if !strings.Contains(s.selected(), "Bert") {
		t.Errorf("after the way back: %q", s.selected())
	}
	// Without lines the tree is told in words.
	s.start("ayse", 80, 40, func(o *ui.Options) { o.Plain = true })
	s.press("j", "j", "enter")
	s.sees("> dieser Vorgang · Antwort auf Bert")
	s.hides("├", "└", "│")
}

func TestScreenFoldsALongConversation(t *testing.T) {
	s := newStage(t)
	s.ownPost("Das Freibad öffnet.")
	texts := []said{{"a", "post1", "Anna", "Endlich!"}}
	for i := range 30 {
		texts = append(texts, said{fmt.Sprint("s", i), "post1", fmt.Sprintf("Nachbar %02d", i), fmt.Sprintf("Meinung Nummer %d", i)})
	}
	texts = append(texts, said{"f", "s20", "Frieda", "Wann genau?"})
	s.talk(texts...)
	s.start("ayse", 100, 60)
	s.press("enter") // Frieda
	s.sees("… 21 weitere Antworten", "Nachbar 20", "► dieser Vorgang", "… 9 weitere Antworten", "+ klappt auf und zu")
	s.hides("Nachbar 05")
	s.press("+")
	s.sees("Nachbar 05", "Anna")
	s.press("-")
	s.hides("Nachbar 05")
	// The folded row itself can be opened too, and the state of nothing changes.
	for !strings.Contains(s.selected(), "Wir") {
		s.press("tab")
	}
	s.press("j")
	if !strings.Contains(s.selected(), "21 weitere") {
		t.Errorf("chosen: %q", s.selected())
	}
	s.press("enter")
	s.sees("Nachbar 05")
}

// However long or deep a conversation is, a key is answered at once: what is drawn
// is bounded by what is read.
func TestScreenBearsAnyConversation(t *testing.T) {
	s := newStage(t)
	s.ownPost("Der Damm wird saniert.")
	var texts []said
	for i := range 100 {
		texts = append(texts, said{fmt.Sprint("t", i), map[bool]string{true: "post1", false: fmt.Sprint("t", i-1)}[i == 0], fmt.Sprintf("Tief %d", i), "Und noch eine Antwort."})
	}
	for i := range 900 {
		texts = append(texts, said{fmt.Sprint("b", i), "post1", fmt.Sprintf("Breit %d", i), "Auch das noch."})
	}
	ids := s.talk(texts...)
	for _, width := range []int{60, 80, 160} {
		s.start("ayse", width, 24)
		s.press("j", "j", "enter")
		s.sees("Breit")
		for range 12 {
			s.press("tab", "+", "j", "j")
		}
		s.press("G", "g")
	}
	around, err := s.as("ayse").Thread(t.Context(), ids["t99"], 50)
	if err != nil || len(around.Items) < 100 || len(around.Items) > 160 || around.More == 0 {
		t.Errorf("%d texts, %d more: %v", len(around.Items), around.More, err)
	}
	tree := around.Tree()
	if tree[0].Item.Content.Kind != inbox.KindOwnPost || tree[0].Depth != 0 {
		t.Error("the way up to our own post is missing")
	}
}

func TestScreenShowsOnlyWhatAPersonMayRead(t *testing.T) {
	s := newStage(t)
	s.ownPost("Die Brücke bleibt gesperrt.")
	ids := s.talk(
		said{"a", "post1", "Anna", "Geheim für das Amt"},
		said{"b", "a", "Bert", "Eine Frage an das Bauamt"},
		said{"c", "post1", "Bert", "Bert schrieb schon einmal"},
	)
	if _, err := s.as("ayse").Assign(t.Context(), inbox.Targets(ids["b"]), inbox.Assignment{Role: "office", Person: "falk", Question: "Wie lange?"}); err != nil {
		t.Fatal(err)
	}
	s.start("falk", 80, 50)
	s.press("3", "enter")
	s.sees("Eine Frage¹ an das Bauamt", "den Sie nicht lesen dürfen", "Wir")
	s.hides("Geheim", "Bert schrieb schon einmal")
}

func TestScreenJumpsFromSectionToSection(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("j", "enter")
	s.sees("Zu tun: Sichten", "Ihr Freiraum (Kritik): allein bis L2", "T05 Antwort mit Link · passt zu: Kritik")
	s.press("G")
	s.sees("Cem Kaya", "E2") // who and what stays in sight
	s.press("g", "tab", "tab")
	if !strings.Contains(s.selected(), "Warum markiert") {
		t.Errorf("the second section is %q", s.selected())
	}
	s.press("shift+tab", "shift+tab")
	s.sees("Zu tun")
}

func TestScreenShowsHiddenCharactersWhereTheyStand(t *testing.T) {
	s := newStage(t)
	s.post("Anna", "Das Rat\u200Bhaus\u202E hat\u00AD zu", "Bert", "Nichts versteckt")
	s.start("ayse", 80, 24)
	s.press("j", "enter")
	s.sees("Achtung: 2 unsichtbare Zeichen im Text", "b zeigt, wo")
	s.press("b")
	s.sees("Rat‹U+200B›haus‹U+202E› hat‹U+00AD› zu")
	s.press("N")
	s.sees("Hier ist nichts versteckt")
	s.press("b")
	s.hides("Zeichen für Zeichen")
	s = newStage(t)
	s.post("Stadt Neu\u200Bstadt", "Amtliche Mitteilung")
	s.start("ayse", 80, 24)
	s.press("enter")
	s.sees("Achtung: 1 unsichtbares Zeichen im Namen")
	s.press("b")
	s.sees("Stadt Neu‹U+200B›stadt")
	for _, evil := range poison.Strings() {
		s := newStage(t)
		s.post("Anna", evil+" 0176 12345678", evil+"x", "Gruß")
		s.start("ayse", 80, 24)
		s.press("b", "j", "enter", "tab", "tab", "b")
		s.hides("12345678")
	}
}

func TestScreenSaysWhatChangedSinceADecision(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Label(t.Context(), inbox.Targets(ids[0]), inbox.SetOf(inbox.LabelQuestion), 0, ""); err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		s.now = s.now.Add(time.Minute)
		s.edit(ids[0], fmt.Sprintf("Danke an das Team vom Bauhof, Nachtrag %d!", i))
	}
	s.start("ayse", 80, 60)
	s.press("3", "G", "enter")
	s.sees("Geändert seit Ihrer Entscheidung (Einstufung", "[+Nachtrag 5!+]", "Fassung 7", "… 3 ältere Fassungen")
	s.hides("Fassung 2, gesehen")
	for !strings.Contains(s.selected(), "ältere") {
		s.press("tab")
	}
	s.press("enter")
	s.sees("Fassung 2, gesehen", "Fassung 1, gesehen")
	s.start("clara", 80, 60)
	s.press("3", "G", "enter")
	s.sees("Geändert, seit hier entschieden wurde (Einstufung")
}

func TestScreenNamesWhoElseIsWriting(t *testing.T) {
	s, ids := monday(t)
	if err := s.as("clara").SaveDraft(t.Context(), inbox.Target{ID: ids[3], Version: 1}, inbox.Composition{Free: "streng geheim"}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 40)
	s.press("enter")
	s.sees("schreibt auch an einer Antwort")
	s.hides("streng geheim")
}
