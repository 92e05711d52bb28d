package main_test

import (
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

// monday is a small inbox: praise, a question, an insult, a phone number.
func monday(t *testing.T) (*stage, []inbox.ItemID) {
	t.Helper()
	return salted(t, unsalted)
}

// salted is monday with something put into all that strangers write.
func salted(t testing.TB, salt func(string) string) (*stage, []inbox.ItemID) {
	t.Helper()
	s := newStage(t)
	s.ownPost(salt("Die Brücke am Markt bleibt bis März gesperrt."))
	var pairs []string
	for _, w := range []string{
		"Anna Schmidt", "Danke an das Team vom Bauhof, super gemacht!",
		"Bert Olk", "Warum ist die Brücke am Markt seit Wochen gesperrt?",
		"Cem Kaya", "Ihr Vollidioten im Rathaus könnt gar nichts.",
		"Dora Lenz", "Herr Meier erreicht man unter 0151 23456789, ruft alle an!",
	} {
		pairs = append(pairs, salt(w))
	}
	return s, s.post(pairs...)
}

func TestScreenShowsTheInboxAndMovesByItem(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.sees("Eingang 4", "Dora Lenz", "Anna Schmidt", "Beleidigung", "neu")
	if !strings.Contains(s.selected(), "Dora Lenz") {
		t.Errorf("the newest is not selected: %q", s.selected())
	}
	s.press("j", "j")
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf("selected: %q", s.selected())
	}
	// What arrives is counted and moves nothing.
	s.post("Eva Neu", "Wann öffnet das Freibad?")
	s.wait(20 * time.Second)
	s.sees("1 neue – R laden")
	s.hides("Eva Neu")
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf("an arrival moved the selection: %q", s.selected())
	}
	s.press("enter")
	s.sees("Warum ist die Brücke", "Gesprächsverlauf", "Wir")
	if s.item(ids[1]).State.Rev != 0 {
		t.Error("opening an item changed it")
	}
	s.press("esc", "R")
	s.sees("Eva Neu")
	s.press("G")
	if !strings.Contains(s.selected(), "Anna Schmidt") {
		t.Errorf("the end is %q", s.selected())
	}
}

func TestScreenSaysWhyATextIsMarkedAndCoversPrivateData(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.hides("23456789")
	s.press("enter")
	s.sees("Warum markiert", "Private Daten sind verdeckt")
	s.hides("23456789")
	s.press("i")
	s.sees("0151 23456789", "Aufgedeckt")
	if !s.item(ids[3]).State.Revealed {
		t.Error("the look is not in the log")
	}
	s.press("n")
	s.sees("Vollidioten", "Warum markiert", "Beleidigung")
}

func TestScreenDecidesInAtMostThreeKeys(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("j", "d")
	s.sees("Ohne Antwort erledigen", "reine Meinung")
	s.press("r")
	if st := s.item(ids[2]).State; st.Work != inbox.WorkClosed || st.Reason != inbox.ReasonOpinion {
		t.Errorf("not closed: %v %q", st.Work, st.Reason)
	}
	s.hides("Cem Kaya") // it is no longer new, so it left the view …
	if !strings.Contains(s.selected(), "Bert Olk") {
		t.Errorf("… and the next one is selected, not %q", s.selected())
	}
	s.press("z")
	if s.item(ids[2]).State.Work != inbox.WorkNew {
		t.Error("undo did not take it back")
	}
	s.sees("Cem Kaya", "Zurückgenommen")
	s.press("Z")
	if s.item(ids[2]).State.Work != inbox.WorkClosed {
		t.Error("redo did not restore it")
	}
	s.press("p", "2")
	s.sees("Warum?")
	s.press("enter")
	s.sees("fehlt")
	s.write("Presse fragt nach")
	s.press("enter")
	if it := s.item(ids[1]); it.Level() != inbox.E2 {
		t.Errorf("level %v", it.Level())
	}
}

func TestScreenLabelsAssignsTakesNotesAndSnoozes(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("3", "j", "j")
	s.press("c")
	s.sees("[x]", "Frage")
	s.press("b", "enter") // Beleidigung
	if got := s.item(ids[1]); !got.Labels().Has(inbox.LabelInsult) || !got.Labels().Has(inbox.LabelQuestion) {
		t.Errorf("labels: %v", got.Labels())
	}
	s.press("a")
	s.sees("Wer ist zuständig?", "Fachamt")
	s.press("f")
	s.sees("niemand bestimmtes", "Falk Reimers")
	s.press("f")
	s.press("enter")
	s.sees("Rückfrage", "fehlt")
	s.write("Wie lange noch?")
	s.press("enter")
	s.write("bald")
	s.press("enter")
	s.sees("Bis wann?")
	for range 4 {
		s.press("backspace")
	}
	s.write("4h")
	s.press("enter")
	st := s.item(ids[1]).State
	if st.Role != "office" || st.Person != "falk" || st.Work != inbox.WorkWaitingInternal || st.DueAt.Sub(s.now).Round(time.Hour) != 4*time.Hour {
		t.Errorf("assigned: %+v", st)
	}
	s.press("m")
	if got := s.item(ids[1]).State.Lease.Person; got != "ayse" {
		t.Errorf("lease of %q", got)
	}
	s.press("e")
	s.write("Bauhof weiß Bescheid")
	s.press("enter", "enter")
	s.sees("Bauhof weiß Bescheid", "Wie lange noch?")
	s.press("G")
	s.sees("Verlauf")
	s.press("esc", "s")
	s.sees("Wiedervorlage", "morgen früh")
	s.press("m")
	if s.item(ids[1]).State.SnoozedUntil.IsZero() {
		t.Error("not snoozed")
	}
}

func TestScreenAsksOnceMoreForMany(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("space", "space", "space")
	s.sees("3 markiert")
	s.press("d", "g")
	s.sees("3 Vorgänge?")
	s.press("n")
	if s.item(ids[3]).State.Work != inbox.WorkNew {
		t.Fatal("closed without a yes")
	}
	s.press("d", "g", "y")
	for _, id := range ids[1:] {
		if s.item(id).State.Work != inbox.WorkClosed {
			t.Error("not closed")
		}
	}
	s.press("z")
	for _, id := range ids {
		if s.item(id).State.Work != inbox.WorkNew {
			t.Error("one undo does not bring all back")
		}
	}
	s.press("A")
	s.sees("4 markiert")
	s.press("A")
	s.hides("markiert")
}

func TestScreenFiltersAsOneTypes(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("/")
	s.write("brücke")
	s.wait(time.Second)
	s.sees("Bert Olk")
	s.hides("Cem Kaya")
	s.press("esc")
	s.sees("Cem Kaya")
	s.press("/")
	s.write("farbe:rot")
	s.sees("farbe")
	s.press("enter")
	s.sees("Enter weiter") // the question stays open until it can be understood
	s.press("esc", "/")
	s.write("ist:off")
	s.press("tab", "enter")
	s.sees("Filter: ist:offen", "Cem Kaya")
	s.press("esc")
	s.hides("Filter:")
}

func TestScreenRepliesFromATemplate(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("j", "j", "r")
	s.sees("Antwort mit Link", "passt", "Warum ist die Brücke")
	s.press("enter")
	s.sees("Thema", "der Brücke")
	s.write("der Brücke")
	s.press("enter", "enter")
	s.sees("Link", "https://stadt.example/bruecke") // an empty link is refused with its example
	s.write("rathaus")
	s.press("enter")
	if s.item(ids[1]).State.Reply != "" {
		t.Fatal("sent with a wrong link")
	}
	for range len("rathaus") {
		s.press("backspace")
	}
	s.write("https://stadt.example/b")
	s.wait(300 * time.Millisecond)
	s.sees("@bert Guten Tag, Aktuelles zu der Brücke", "/500")
	s.press("enter")
	s.sees("Auf mastodon senden?")
	s.press("ctrl+t")
	s.sees("Danke für die Frage. Zu der Brücke")
	s.press("y")
	s.sees("Vorgemerkt", "z holt sie zurück")
	it := s.item(ids[1])
	if it.State.ReplyState != inbox.ReplyQueued {
		t.Fatalf("reply %v", it.State.ReplyState)
	}
	s.wait(5 * time.Second)
	s.sees("15 s raus")
	s.press("z")
	if got := s.item(ids[1]).State.ReplyState; got != inbox.ReplyCancelled {
		t.Errorf("reply %v", got)
	}
	s.sees("ist wieder da", "▌ Thema", "https://stadt.example/b") // and can be changed at once
}

func TestScreenFindsADraftAgain(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("j", "j", "r", "enter")
	s.write("der Brücke")
	s.wait(2 * time.Second)
	s.start("ayse", 80, 24) // as after a crash: nothing was left in order
	s.press("j", "j", "enter")
	s.sees("Entwurf", "T05/1")
	s.press("r")
	s.sees("ist wieder da", "der Brücke")
	s.press("esc")
	s.sees("Entwurf gesichert")
}

func TestScreenSaysWhyATemplateCannotBeUsed(t *testing.T) {
	s, _ := monday(t)
	s.start("emma", 80, 24) // a trainee
	s.press("r")
	s.write("richtigstellung")
	s.sees("Richtigstellung –")
	s.press("enter")
	s.sees("T17: Ihr Freiraum reicht dafür nicht")
	s.hides("So wird es gepostet")
}

func TestScreenReleasesWithFourEyes(t *testing.T) {
	s, ids := monday(t)
	s.start("emma", 80, 24)
	s.press("j", "j", "r", "enter")
	s.write("der Brücke")
	s.press("enter")
	s.write("https://stadt.example/b")
	s.press("enter")
	s.sees("zur Freigabe geben")
	s.press("y")
	s.sees("Liegt zur Freigabe")
	s.press("F")
	s.sees("Vier-Augen") // her own
	s.press("y")
	if got := s.item(ids[1]).State.ReplyState; got != inbox.ReplyInReview {
		t.Fatalf("released her own: %v", got)
	}
	s.start("clara", 80, 24)
	s.sees("1 zur Freigabe")
	s.press("F")
	s.sees("Emma Lindqvist", "Guten Tag, Aktuelles", "Warum ist die Brücke", "y gibt frei")
	s.press("n")
	s.write("Bitte freundlicher")
	s.press("enter")
	if got := s.item(ids[1]).State.ReplyState; got != inbox.ReplyReturned {
		t.Errorf("not returned: %v", got)
	}
	s.press("z")
	s.press("y")
	s.sees("Freigegeben")
	if got := s.item(ids[1]).State.ReplyState; got != inbox.ReplyQueued {
		t.Errorf("not released: %v", got)
	}
}

func TestScreenShowsWhatWasEdited(t *testing.T) {
	s, ids := monday(t)
	s.edit(ids[1], "Warum ist die Brücke am Bahnhof seit Wochen gesperrt?")
	s.start("ayse", 80, 40)
	s.press("j", "j", "enter")
	s.sees("[-Markt-]", "[+Bahnhof+]", "Fassungen")
}

func TestScreenOutboxNamesProblems(t *testing.T) {
	s, ids := monday(t)
	ses := s.as("ayse")
	r, err := ses.Submit(s.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"})
	if err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(time.Minute)
	out := inbox.Outbox{Store: s.store, Clock: s.desk.Clock}
	in, err := out.Reserve(s.Context(), &r)
	if err != nil {
		t.Fatal(err)
	}
	if err := out.Settle(s.Context(), &r, inbox.Attempt{ID: in.Attempt, Outcome: inbox.OutcomeUnclear}, inbox.Sent{}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24)
	s.sees("1 unklar")
	s.press("B")
	s.sees("unklar", "Sehen Sie dort nach", "Danke!")
	s.press("w")
	s.sees("Erneut senden: Erst muss der Kanal zweimal gelesen sein") // not sent again blindly, and said before any question
	s.hides("erneut senden?")
	s.press("f", "j")
	if got := s.item(ids[0]).State.ReplyState; got != inbox.ReplyDelivered {
		t.Errorf("settled as %v", got)
	}
	s.sees("Ausgang ist leer")
}

func TestScreenHandsOverTheDuty(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Escalate(s.Context(), inbox.Targets(ids[2]), inbox.E3, "Drohung?"); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24)
	s.press("H")
	s.sees("V bereitet eine vor")
	s.press("V")
	s.sees("An wen übergeben Sie?", "Bernd Hallermann")
	s.press("b")
	s.write("morgen 8:00")
	s.press("enter")
	s.write("Bitte auf Cem achten")
	s.press("enter")
	s.sees("vorbereitet", "Bis zur Annahme bleibt Ayse Yilmaz")
	s.press("S")
	s.sees("Gespeichert")
	for _, sheet := range s.saved {
		if !strings.Contains(sheet, "Bernd Hallermann") || strings.Contains(sheet, "Vollidioten") {
			t.Errorf("sheet: %s", sheet)
		}
	}
	s.start("bernd", 80, 24)
	s.sees("Dienstübergabe wartet auf Sie")
	s.press("H")
	s.press("y")
	s.sees("zu bestätigen")
	for range 40 {
		s.press("space")
	}
	s.press("y")
	s.sees("Den Dienst von Ayse Yilmaz übernehmen?")
	s.press("y")
	s.sees("Dienst übernommen", "Dienst: Bernd Hallermann")
	if who, _, err := s.desk.OnDuty(s.Context()); err != nil || who != "bernd" {
		t.Errorf("on duty: %s %v", who, err)
	}
}

func TestScreenOpensLinksOnlyWhenAskedTwice(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("o")
	s.sees("social.example")
	s.press("x")
	if len(s.opened) != 0 {
		t.Fatal("opened without a yes")
	}
	s.press("o", "y")
	if len(s.opened) != 1 || s.opened[0] != "https://social.example/@stadt/1" {
		t.Errorf("opened %q", s.opened)
	}
	s.press("ctrl+r")
	if s.polls != 1 {
		t.Error("not polled")
	}
}

func TestScreenReadOnlyDecidesNothing(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24, func(o *ui.Options) { o.ReadOnly = true })
	for _, k := range []string{"d", "c", "a", "m", "e", "r", "x", "p", "s", "z", "i"} {
		s.press(k)
		s.sees("Diese Sitzung liest nur")
	}
	if s.item(ids[3]).State.Rev != 0 {
		t.Error("something was decided")
	}
	s.press("enter")
	s.sees("Herr Meier")
}

func TestScreenHelpAndPaletteFindActions(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("?")
	s.sees("Hilfe", "Bewegen")
	s.write("wiedervorlage")
	s.sees("Wiedervorlage")
	s.hides("Zuweisen")
	s.press("esc", ":")
	s.write("erled")
	s.press("enter")
	s.sees("Ohne Antwort erledigen")
	s.press("esc")
}

func TestScreenQuitsWithAQuestionOnlyWhenSomethingWouldWait(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("q")
	if !s.quit {
		t.Error("q does not quit")
	}
	if _, err := s.as("ayse").Submit(s.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24)
	s.press("q")
	s.sees("noch nicht raus")
	if s.quit {
		t.Fatal("quit at once")
	}
	s.press("ctrl+c", "ctrl+c")
	if !s.quit {
		t.Error("ctrl+c twice does not quit")
	}
}

func TestScreenTellsTheTooSmallWindow(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 50, 10)
	s.sees("zu klein")
	s.resize(80, 24)
	s.sees("Eingang")
}

func TestScreenShowsAnOfficeOnlyItsOwn(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Assign(t.Context(), inbox.Targets(ids[1]), inbox.Assignment{Role: "office", Question: "Bis wann?"}); err != nil {
		t.Fatal(err)
	}
	s.start("falk", 120, 30)
	s.press("3")
	s.sees("Bert Olk", "Bis wann?")
	s.hides("Cem Kaya neu", "Offen 4")
	s.press("c")
	s.sees("Einstufen:", "Fachamt")
	s.press("E")
	s.write("Bis Freitag")
	s.press("enter")
	if st := s.item(ids[1]).State; st.Asked || st.Work != inbox.WorkInProgress {
		t.Errorf("not answered: %+v", st)
	}
	s.sees("Antwort des Fachamts", "Bis Freitag")
}

// The whole program on a terminal that is none: it starts, draws, and quits.
func TestScreenRunsAndLeaves(t *testing.T) {
	s, _ := monday(t)
	in, keys := io.Pipe()
	var out lockedBuffer
	done := make(chan error, 1)
	go func() {
		done <- ui.Run(t.Context(), ui.Options{
			Session: s.as("ayse"), Input: in, Output: &out,
			Program: []tea.ProgramOption{tea.WithWindowSize(80, 24), tea.WithoutSignals(), tea.WithEnvironment([]string{"TERM=xterm"})},
		})
	}()
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(out.String(), "Eingang"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no frame was drawn")
		}
	}
	if _, err := io.WriteString(keys, "jjq"); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("q did not end the program")
	}
	_ = keys.Close() // the reader is gone; nothing is lost
}

type lockedBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// Events reach the list under a dialog, and pasted text is never a key.
func TestScreenRoutesMessagesPastTheDialog(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.send(pasted("d"))
	s.hides("Ohne Antwort erledigen")
	s.press("c")
	s.post("Eva Neu", "Wann öffnet das Freibad?")
	s.wait(20 * time.Second)
	s.sees("1 neue – R laden", "Einstufung")
	s.resize(100, 30)
	s.sees("Einstufung")
	s.send(pasted("k"))
	s.press("enter")
	if it := s.item(ids[3]); it.Labels().Has(inbox.LabelCriticism) {
		t.Error("pasted text ticked a label")
	}
}

// Keys from the config hold everywhere: on the keyboard, at the foot, in the help
// and in every sentence.
func TestScreenTakesOtherKeys(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24, func(o *ui.Options) { o.Keys = map[string][]string{"close": {"Q"}, "undo": {"ö"}} })
	s.sees("Q erledigen")
	s.press("d")
	s.hides("Ohne Antwort")
	s.press("Q", "r")
	s.sees("(ö nimmt zurück)")
	if s.item(ids[3]).State.Work != inbox.WorkClosed {
		t.Error("the other key does not close")
	}
	if _, err := ui.New(t.Context(), ui.Options{Session: s.as("ayse"), Keys: map[string][]string{"close": {"j"}}}); err == nil {
		t.Error("a key with two meanings passes")
	}
}

// An error stays until a key is pressed, a success fades.
func TestScreenKeepsErrorsUntilAKey(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("Z")
	s.wait(time.Minute)
	s.sees("nichts zurückzunehmen")
	s.press("j")
	s.hides("nichts zurückzunehmen")
	s.press("d", "r")
	s.sees("Erledigt: reine Meinung")
	s.wait(7 * time.Second)
	s.hides("Erledigt: reine Meinung")
}
