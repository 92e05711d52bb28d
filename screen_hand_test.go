package main_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/ui"
)

func TestScreenCountsBeforeAKey(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press(",", "2")
	s.sees("Anzahl 2")
	s.press("j")
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf("selected: %q", s.selected())
	}
	s.press("2") // without the comma a digit is a view
	s.sees("Hier liegt nichts")
	s.press("1", "g", ",", "1", "backspace", "3", "space")
	s.sees("3 markiert")
	s.press("esc", ",", "3", "d")
	s.sees("eine Anzahl gilt hier nicht")
	s.press(",", "3", "esc", "j")
	if s.item(ids[3]).State.Rev != 0 {
		t.Error("a count decided something")
	}
}

func TestScreenSetsTheLevelOnP(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("p", "1")
	if it := s.item(ids[3]); it.Level() != inbox.E1 {
		t.Errorf("level %v", it.Level())
	}
	s.press("z")
	if s.item(ids[3]).State.LevelSet {
		t.Error("not taken back")
	}
}

// Raising and handing on are one act: one question, one undo, one redo.
func TestScreenEscalatesInOneAct(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("3", "space", "space", "x")
	s.sees("Eskalieren: auf welche Stufe?")
	s.press("2")
	s.sees("Wer kümmert sich jetzt darum?", "für E2 vorgesehen")
	s.press("enter")
	s.write("Presse fragt nach")
	s.press("enter")
	s.sees("2 Vorgänge?")
	s.press("y")
	for _, id := range ids[2:] {
		if it := s.item(id); it.Level() != inbox.E2 || it.State.Role != "press" || it.State.Work != inbox.WorkAssigned {
			t.Errorf("%v %+v", it.Level(), it.State)
		}
	}
	s.press("z")
	s.sees("Zurückgenommen", "2 Vorgänge")
	for _, id := range ids[2:] {
		if it := s.item(id); it.State.LevelSet || it.State.Role != "" || it.State.Work != inbox.WorkNew {
			t.Errorf("one undo left %+v", it.State)
		}
	}
	s.press("Z")
	if it := s.item(ids[3]); it.Level() != inbox.E2 || it.State.Role != "press" {
		t.Errorf("redo gave %+v", it.State)
	}
}

func TestScreenRepeatsTheLatestDecision(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press(".")
	s.sees("noch keine Entscheidung")
	s.press("3", "d", "r", ".")
	for _, id := range ids[2:] {
		if st := s.item(id).State; st.Reason != inbox.ReasonOpinion {
			t.Errorf("not closed again: %+v", st)
		}
	}
	// A note is about one item; it is no decision to repeat.
	s.press("e")
	s.write("Bauhof weiß Bescheid")
	s.press("enter", "A", ".")
	s.sees("2 Vorgänge?", "reine Meinung")
	s.press("y")
	s.press("z")
	if s.item(ids[0]).State.Work == inbox.WorkClosed || s.item(ids[1]).State.Work == inbox.WorkClosed {
		t.Error("one undo does not take back a repeated decision about many")
	}
	s.press("7", ".") // what is closed is closed
	if n := s.item(ids[2]).State.Rev; n != 1 {
		t.Errorf("%d decisions", n)
	}
}

func TestScreenRunsCommandsWithArguments(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	command := func(line string) {
		t.Helper()
		s.press(":")
		s.write(line)
		s.press("enter")
	}
	command("3")
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf(":3 selects %q", s.selected())
	}
	command("-1")
	if !strings.Contains(s.selected(), "Cem Kaya") {
		t.Errorf(":-1 selects %q", s.selected())
	}
	command("ansicht offen")
	s.sees("Offen")
	command("2")
	command("label +frage -kritik")
	labelled := s.item(ids[2])
	if !labelled.Labels().Has(inbox.LabelQuestion) || labelled.Labels().Has(inbox.LabelCriticism) {
		t.Errorf("labels %v", labelled.Labels())
	}
	command("stufe E1")
	command("zuweisen press david 4h")
	it := s.item(ids[2])
	if it.Level() != inbox.E1 || it.State.Role != "press" || it.State.Person != "david" || it.State.DueAt.IsZero() {
		t.Errorf("%v %+v", it.Level(), it.State)
	}
	command("snooze 3d")
	if s.item(it.ID).State.SnoozedUntil.IsZero() {
		t.Error("not snoozed")
	}
	s.press("z", "z")
	if st := s.item(it.ID).State; st.Role != "" || !st.SnoozedUntil.IsZero() {
		t.Errorf("two undos left %+v", st)
	}
	command("erledigen Werbung")
	if st := s.item(it.ID).State; st.Reason != inbox.ReasonSpam {
		t.Errorf("%+v", st)
	}
	s.press("z")
	command("eskalieren E3 oncall Drohung gegen das Rathaus")
	if got := s.item(it.ID); got.Level() != inbox.E3 || got.State.Role != "oncall" {
		t.Errorf("%v %+v", got.Level(), got.State)
	}
	command("query ist:neu brücke")
	s.sees("Bert Olk", "Filter")
	command("undo")
	s.sees("Zurückgenommen")
}

// A mistake stays in the line, with the part that is wrong and what could stand
// there.
func TestScreenShowsWhatIsWrongInACommand(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press(":")
	s.write("zuweisen xyz")
	s.press("enter")
	s.sees("„xyz“ ist als Rolle nicht bekannt", ": zuweisen xyz")
	if raw := s.model.View().Content; !strings.Contains(underlined(raw), "xyz") {
		t.Errorf("the wrong word is not marked: %q", underlined(raw))
	}
	for range 3 {
		s.press("backspace")
	}
	s.write("pr")
	s.sees("press", "Pressestelle")
	s.press("tab")
	s.sees("zuweisen press ", "David")
	s.press("esc", ":")
	s.write("gibtesnicht")
	s.press("enter")
	s.sees("Diesen Befehl gibt es nicht")
	s.press("esc", ":")
	s.write("query farbe:rot x")
	s.press("enter")
	s.sees("Das Feld „farbe“ gibt es nicht")
	if got := underlined(s.model.View().Content); !strings.HasSuffix(got, "farbe:rot") {
		t.Errorf("underlined is %q", got)
	}
}

// underlined gives what is drawn underlined and bold.
func underlined(frame string) string {
	var out string
	for _, part := range strings.Split(frame, "\x1b[")[1:] {
		code, words, _ := strings.Cut(part, "m")
		if strings.HasPrefix(code, "1;") && slices.Contains(strings.Split(code, ";"), "4") {
			out += words
		}
	}
	return out
}

func TestScreenCommandLineRemembers(t *testing.T) {
	s, _ := monday(t)
	var kept []string
	s.start("ayse", 80, 24, func(o *ui.Options) {
		o.History = []string{"view Offen"}
		o.KeepHistory = func(_ context.Context, lines []string) error { kept = lines; return nil }
	})
	for _, line := range []string{"stufe E2 Anna Schmidt droht", "suche Schmidt", "goto r1", "12", "erledigen spam", "vermerk über Frau Schmidt"} {
		s.press(":")
		s.write(line)
		s.press("enter", "esc")
	}
	s.press(":", "up")
	s.sees(": vermerk über Frau Schmidt")
	s.press("up", "up", "down")
	s.sees(": erledigen spam")
	// What names a person, or may, does not outlive the session.
	if strings.Contains(strings.Join(kept, "\n"), "Schmidt") || !slices.Contains(kept, "erledigen spam") || !slices.Contains(kept, "12") || kept[0] != "view Offen" {
		t.Errorf("kept %q", kept)
	}
}

func TestScreenPaletteFindsRoughly(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("ctrl+p")
	s.sees("nach unten")
	s.write("wdervorl") // with a slip
	s.sees("Wiedervorlage")
	s.press("esc", "ctrl+p")
	s.write("rückfrage bean")
	s.sees("jetzt nicht", "Es ist keine Rückfrage offen")
	s.press("enter")
	s.sees("Rückfrage beantworten:")
	s.press("esc", "ctrl+p")
	s.write("stufe set")
	s.press("enter", "1")
	if it := s.item(ids[3]); it.Level() != inbox.E1 {
		t.Error("the palette did not run it")
	}
}

func TestScreenJumpsToWhatIsNamed(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press(":")
	s.write("gehe " + ids[1].Short())
	s.press("enter")
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf("selected %q", s.selected())
	}
	// Not in this view: on a screen of its own, and nothing is decided.
	s.press("2")
	s.send(pasted(ids[2].String()))
	s.sees("Vollidioten", "Vorgang")
	s.press("esc")
	s.send(pasted(" " + s.item(ids[0]).Content.RemoteID + "\n"))
	s.hides("Danke an das Team") // it has a space: no name of an item
	s.sees("weder eine Kennung noch eine Adresse")
	s.send(pasted("https://social.example/@stadt/1"))
	s.sees("passt auf mehrere")
	s.send(pasted("https://nirgends.example/@x/123456"))
	s.sees("Diesen Vorgang gibt es hier nicht")
	if s.item(ids[0]).State.Rev+s.item(ids[1]).State.Rev != 0 {
		t.Error("a jump decided something")
	}
	// An office sees what is its own, however it is named.
	s.start("falk", 80, 24)
	s.send(pasted(ids[2].String()))
	s.hides("Vollidioten")
}

func TestScreenSavesAFilterAsAView(t *testing.T) {
	s, _ := monday(t)
	var kept []ui.Saved
	s.start("ayse", 80, 24, func(o *ui.Options) {
		o.KeepViews = func(_ context.Context, vs []ui.Saved) error { kept = vs; return nil }
	})
	s.press("/")
	s.write("brücke")
	s.press("enter", "S")
	s.sees("Diese Ansicht speichern als")
	s.write("Eingang")
	s.press("enter")
	s.sees("gibt es schon")
	for range 7 {
		s.press("backspace")
	}
	s.write("Brücke am Markt")
	s.press("enter")
	s.sees("gespeichert", "Brücke am Markt", "Bert Olk")
	if len(kept) != 1 || kept[0].Query.String() != "is:new brücke" {
		t.Fatalf("kept %+v", kept)
	}
	again := func(o *ui.Options) {
		o.Kept, o.KeepViews = kept, func(_ context.Context, vs []ui.Saved) error { kept = vs; return nil }
	}
	s.start("ayse", 80, 24, again)
	s.press(":")
	s.write("ansicht brücke")
	s.press("enter")
	s.sees("Bert Olk")
	s.hides("Cem Kaya")
	s.press(":")
	s.write("vergessen brücke am markt")
	s.press("enter", "y")
	s.sees("vergessen")
	if len(kept) != 0 {
		t.Errorf("still kept: %+v", kept)
	}
}

func TestScreenMarksWhatWasSearchedFor(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("/")
	s.write("BRÜCKE")
	s.press("enter")
	reversed := func() bool { return strings.Contains(s.model.View().Content, "\x1b[7mBrücke") }
	if !reversed() {
		t.Errorf("no hit in the list:\n%q", s.model.View().Content)
	}
	s.press("enter")
	if !reversed() {
		t.Error("no hit in the text")
	}
	// What is covered is not shown because somebody looked for it.
	s.press("esc", "esc", "/")
	s.write("23456789")
	s.press("enter")
	s.sees("Dora Lenz")
	s.press("enter")
	if strings.Contains(s.frame()[strings.Index(s.frame(), "\n"):], "0151 23456789") {
		t.Error("the search uncovered a number")
	}
	s.press("esc", "esc", "/", "up")
	s.sees("23456789")
	s.press("up", "enter")
	s.sees("Bert Olk")
}

// More than a thousand marks are one act with one undo, though the list never holds
// as many rows.
func TestScreenDecidesAboutAThousand(t *testing.T) {
	s := newStage(t)
	pairs := make([]string, 0, 2400)
	for i := range 1200 {
		pairs = append(pairs, fmt.Sprintf("Person %d", i), "Wann öffnet das Freibad?")
	}
	ids := s.post(pairs...)
	s.start("ayse", 80, 24)
	s.press("v", ",", "1", "0", "9", "9", "j", "v")
	if n := markedOf(t, s); n != 1100 {
		t.Fatalf("%d are marked", n)
	}
	s.press("d", "r")
	s.sees("1.100 Vorgänge?")
	s.press("n")
	if s.item(ids[len(ids)-1]).State.Rev != 0 {
		t.Fatal("closed without a yes")
	}
	s.press("d", "r", "y")
	closed := 0
	for _, id := range ids {
		if s.item(id).State.Work == inbox.WorkClosed {
			closed++
		}
	}
	if closed != 1100 {
		t.Errorf("%d are closed", closed)
	}
	s.press("z")
	for _, id := range ids {
		if s.item(id).State.Work != inbox.WorkNew {
			t.Fatal("one undo does not bring all back")
		}
	}
}

var markCount = regexp.MustCompile(`([0-9.]+) markiert`)

func markedOf(t *testing.T, s *stage) int {
	t.Helper()
	m := markCount.FindStringSubmatch(s.flat())
	if m == nil {
		t.Fatalf("nothing is marked:\n%s", s.frame())
	}
	n, err := strconv.Atoi(strings.ReplaceAll(m[1], ".", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The help knows where it was opened: it lists what is valid there and says whole
// why something cannot be done now.
func TestScreenHelpIsForWhereOneIs(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("?")
	s.write("rückfrage bean")
	s.sees("Rückfrage beantworten", "jetzt nicht: Es ist keine Rückfrage offen")
	s.press("esc", "2", "?")
	s.write("erledigen")
	s.sees("ohne Antwort, mit Grund", "jetzt nicht: Es ist nichts ausgewählt")
	s.press("esc", "?")
	s.write("protokoll speichern")
	s.sees("Nichts gefunden")
	s.press("esc", "H", "?")
	s.write("protokoll speichern")
	s.sees("Protokoll speichern", "als Textdatei für die Dienstmappe", "jetzt nicht:")
}
