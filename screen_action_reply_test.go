package main_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

// stubEditor stands for the person's editor: it makes of the text what a test wants.
type stubEditor struct {
	text string
	to   string
	err  error
}

func (e *stubEditor) Run() error {
	if e.err == nil {
		e.text = e.to
	}
	return e.err
}
func (e *stubEditor) SetStdin(io.Reader)  {}
func (e *stubEditor) SetStdout(io.Writer) {}
func (e *stubEditor) SetStderr(io.Writer) {}
func (e *stubEditor) Text() string        { return e.text }

// withEditor sets an editor up that gives a text back, or fails.
func withEditor(to string, fails error) func(o *ui.Options) {
	return func(o *ui.Options) {
		o.Edit = func(_ context.Context, text string) (ui.EditJob, error) {
			return &stubEditor{text: text, to: to, err: fails}, nil
		}
		o.Exec = func(job tea.ExecCommand, done tea.ExecCallback) tea.Cmd {
			return func() tea.Msg { return done(job.Run()) }
		}
	}
}

func fillScenes() []scene {
	sentBefore := func(p *play) { // and answered, so that the desk knows a link
		p.did(p.as("ayse").Submit(p.Context(), inbox.Target{ID: p.ids[2]}, inbox.Composition{
			Template: inbox.TemplateRef{Key: "T05"},
			Values:   map[string]string{"thema": "dem Rathaus", "link": "https://stadt.example/rathaus"},
		}))
	}
	atLink := func(p *play) {
		p.write("der Brücke")
		p.do("next_gap")
	}
	return []scene{
		{action: "complete", at: ui.InFill, before: sentBefore, then: func(p *play) {
			atLink(p)
			p.write("https://stadt")
			p.sees("https://stadt.example/rathaus Tab")
			p.act()
			p.is(ui.InFill)
			p.act()
			p.is(ui.InConfirm)
			p.sees("u der Brücke", "stadt.example/rathaus")
		}},
		{action: "choose_down", at: ui.InFill, before: sentBefore, then: func(p *play) {
			atLink(p)
			p.act()
			p.do("next_gap")
			p.sees("stadt.example/rathaus")
			p.is(ui.InConfirm)
		}},
		{action: "choose_up", at: ui.InFill, before: sentBefore, then: func(p *play) {
			atLink(p)
			p.act()
			p.do("next_gap")
			p.is(ui.InConfirm)
		}},
		{action: "variant", at: ui.InPick, then: func(p *play) {
			p.write("t05")
			p.act()
			p.do("pick")
			p.wait(time.Second)
			p.sees("Danke für die Frage")
		}},
		{action: "external_editor", at: ui.InFill, refused: "nur Freitext und Freiraum"},
		{
			action: "external_editor", at: ui.InFill, change: withEditor("Herzliche Grüße!", nil),
			before: func(p *play) { p.wording = "t01" },
			then: func(p *play) {
				p.act()
				p.sees("Herzliche Grüße!", "Text übernommen")
			},
		},
	}
}

func TestScreenEditorThatFailsTakesNothing(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24, withEditor("", errors.New("exit status 1")))
	s.press("r")
	s.write("t01")
	s.press("enter", "ctrl+u")
	s.write("Bis bald auf dem Markt")
	s.press("ctrl+g")
	s.sees("Das Textprogramm ist gescheitert", "Bis bald auf dem Markt")
	d, err := s.store.Draft(s.Context(), ids[3], "ayse")
	if err != nil || d == nil || d.Composition.Blocks["gruss"] != "Bis bald auf dem Markt" || d.At != "gruss" {
		t.Errorf("the draft is %+v, %v", d, err)
	}
}

func TestScreenEditorTextThatIsTooLongIsShownAndNotCut(t *testing.T) {
	s, _ := monday(t)
	long := strings.Repeat("sehr lang ", 8)
	s.start("ayse", 80, 24, withEditor(long, nil))
	s.press("r")
	s.write("t01")
	s.press("enter", "ctrl+g")
	s.sees("79/40", "Fehler: Zu lang ab", strings.TrimSpace(long))
	s.press("tab")
	s.sees("79 Zeichen, höchstens 40")
	s.press("y")
	s.hides("geht in")
}

func TestScreenWithoutAnEditorSaysWhichVariable(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("r")
	s.write("t01")
	s.press("enter", "ctrl+g")
	s.sees("VISUAL oder EDITOR")
}

func TestScreenReadsADateAsItIsSaid(t *testing.T) {
	s, _ := monday(t)
	s.approved(inbox.Template{
		Key: "T18", Title: "Stand der Dinge", Category: inbox.CategoryA, Latitude: inbox.L1, Owner: "editor", Approver: []string{"lead"},
		Validity: "12M", Language: "de",
		Placeholders: []inbox.Placeholder{{Name: "stand", Type: inbox.PlaceholderDateTime, Label: "Stand", Example: "23.11.2026, 10:00 Uhr"}},
		Variants:     []inbox.Variant{{Name: "a", Text: "Es geht voran (Stand: {stand})."}},
	})
	s.now = s.now.Add(time.Minute)
	s.start("ayse", 80, 24)
	s.press("r")
	s.write("t18")
	s.press("enter")
	s.sees("23.11.2026, 10:02 Uhr Tab") // the "Stand" is nearly always now
	s.write("morgen 14 uhr")
	s.sees("→ 24.11.2026, 14:00 Uhr")
	s.press("enter")
	s.sees("(Stand: 24.11.2026, 14:00 Uhr)")
}

func TestScreenSaysWhatIsWrongWithAFieldInPlace(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("j", "j", "r")
	s.write("t05")
	s.press("enter")
	s.write("der Brücke")
	s.press("enter")
	s.write("auf unserer Seite")
	s.press("enter")
	s.sees("passt nicht", "https://stadt.example/bruecke")
}

func TestScreenUnderlinesWhatIsOddWhileOneTypes(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("r")
	s.write("t01")
	s.press("enter", "ctrl+u")
	s.write("Ruf dich selbst an!!")
	s.sees("Achtung: „dich“ passt nicht", "Achtung: „!!“", "20/40")
	s.press("tab")
	s.sees("Achtung: „dich“", "Kanal mastodon, Konto @stadt@social.example", "Dora Lenz")
	s.press("enter") // the default is no
	s.sees("Konto @stadt@social.example")
	if r, err := s.store.Replies(s.Context(), inbox.ReplyQueued); err != nil || len(r) != 0 {
		t.Errorf("Enter sent: %v %v", r, err)
	}
}

func TestScreenOffersAnotherWordingThanTheOneThatStands(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("ayse").Submit(s.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Template: inbox.TemplateRef{Key: "T01"}}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 40)
	s.press("r")
	s.write("t01")
	s.sees("Variante 2 von 2: b", "Herzlichen Dank! Schönen Tag!", "Variante 1 von 2: a – steht so schon in diesem Gespräch")
	s.press("enter", "tab")
	s.sees("@dora Herzlichen Dank!")
	s.hides("derselbe Wortlaut")
	s.press("ctrl+t")
	s.sees("Vielen Dank, das freut uns sehr", "Wortlaut")
}

func TestScreenFindsATemplateByItsLetters(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 40)
	s.press("r")
	for _, c := range []struct{ typed, first string }{
		{"t17", "T17"}, {"dafulo", "T01"}, {"lob", "T01"}, {"richtig", "T17"}, {"link", "T05"}, {"frage", "T05"}, {"steht hier", "T05"}, {"herzlichen", "T01"},
	} {
		s.write(c.typed)
		flat := s.frame()
		at := len(flat)
		first := ""
		for _, key := range []string{"T01", "T05", "T17"} {
			if i := strings.Index(flat, key+"  "); i >= 0 && i < at {
				at, first = i, key
			}
		}
		if first != c.first {
			t.Errorf("%q finds %s first, not %s:\n%s", c.typed, first, c.first, s.frame())
		}
		s.press("ctrl+u")
	}
}

func TestScreenComesBackToTheFieldOneWasAt(t *testing.T) {
	s, ids := monday(t)
	s.start("ayse", 80, 24)
	s.press("j", "j", "r")
	s.write("t05")
	s.press("enter", "ctrl+t")
	s.wait(2 * time.Second) // the choice alone is kept
	s.start("ayse", 80, 24)
	s.press("j", "j", "r")
	s.wait(time.Second)
	s.sees("Danke für die Frage", "▌ Thema")
	s.write("der Brücke")
	s.press("enter")
	s.wait(2 * time.Second)
	s.start("ayse", 80, 24)
	s.press("j", "j", "r")
	s.sees("▌ Link", "der Brücke")
	s.press("shift+tab", "ctrl+u", "esc", "esc") // back to the picker, and out: nothing is left of it
	s.wait(2 * time.Second)
	if d, err := s.store.Draft(s.Context(), ids[1], "ayse"); err != nil || d != nil {
		t.Errorf("a draft was left: %+v %v", d, err)
	}
}

func TestScreenReviewNamesWhatIsOddAndWhatWaitsBesides(t *testing.T) {
	s, ids := monday(t)
	for i, words := range []string{"Bis bald!!", "Bis dann"} {
		s.now = s.now.Add(time.Second)
		if _, err := s.as("emma").Submit(s.Context(), inbox.Target{ID: ids[i]}, inbox.Composition{
			Template: inbox.TemplateRef{Key: "T01"}, Blocks: map[string]string{"gruss": words},
		}); err != nil {
			t.Fatal(err)
		}
	}
	s.start("clara", 80, 30)
	s.press("F")
	s.sees("Achtung: „!!“", "Im selben Gespräch wartet auch eine Antwort auf: Bert Olk")
	s.press("j")
	s.hides("Achtung: „!!“")
}

func TestScreenOutboxSaysWhereWhyAndWhatCanBeDone(t *testing.T) {
	s, ids := monday(t)
	if _, err := s.as("bernd").Submit(s.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"}); err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 30)
	s.press("B")
	s.sees("Kanal mastodon, Antwort auf den Kommentar von Anna Schmidt", "Geht hinaus in 20 s", "Sie können: b Zurückholen")
}
