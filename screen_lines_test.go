package main_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode"

	"lotse/inbox"
	"lotse/ui"
	"lotse/ui/text"
)

// A listener hears the line mode: what was written since it last listened.
type listener struct {
	*stage
	out bytes.Buffer
}

func listening(s *stage, person string, change ...func(*ui.Options)) *listener {
	l := &listener{stage: s}
	s.start(person, 0, 0, append(change, func(o *ui.Options) { o.Lines, o.Output = true, &l.out })...)
	return l
}

// heard gives the lines since the last time; what a long one goes on with belongs
// to it.
func (l *listener) heard() []string {
	l.Helper()
	s := l.out.String()
	l.out.Reset()
	for _, r := range s {
		if r >= 0x2500 && r <= 0x25FF || r >= 0x2800 && r <= 0x28FF || unicode.Is(unicode.Co, r) || r == 0x1B {
			l.Errorf("%U in %q", r, s)
		}
	}
	s = strings.ReplaceAll(s, "\r\n  ", " ")
	return strings.Split(strings.TrimPrefix(s, "\r\n"), "\r\n")
}

// hears presses keys and holds what is said after the last of them against words.
func (l *listener) hears(keys []string, words ...string) {
	l.Helper()
	l.heard()
	l.press(keys...)
	said := strings.Join(l.heard(), "\n")
	for _, w := range words {
		if !strings.Contains(said, w) {
			l.Errorf("after %v it does not say %q:\n%s", keys, w, said)
		}
	}
}

func keys(ks ...string) []string { return ks }

func TestLinesTellWhatChanged(t *testing.T) {
	s, ids := monday(t)
	l := listening(s, "ayse")
	hello := l.heard()
	if len(hello) != 1 || !strings.Contains(hello[0], "Zeilenmodus") || !strings.Contains(hello[0], "Ansicht Eingang, 4 Vorgänge. 1 von 4: Dora Lenz, E2 Heikel") ||
		!strings.Contains(hello[0], "[verdeckt]") {
		t.Errorf("at the start: %q", hello)
	}
	l.hears(keys("j"), "2 von 4: Cem Kaya, E2 Heikel, neu, Kritik, Beleidigung, mastodon, vor 40 min. Ihr Vollidioten")
	l.hears(keys("G", "j"), "Hier endet die Liste.")
	l.hears(keys("g", "j", "enter"), "Vorgang", "Vollidioten(1)", "weitere Zeilen, j liest weiter")
	l.hears(keys("pgdown"), "Einstufung: Kritik, Beleidigung", "Warum markiert. (1) Beleidigung 85 %")
	l.hears(keys("esc"), "2 von 4: Cem Kaya")
	l.hears(keys("Q"), "Die Taste Q hat hier keine Wirkung.")
	l.hears(keys("c"), "Einstufung. 1 von 21: Kritik, angekreuzt, Taste k")
	l.hears(keys("esc"), "2 von 4: Cem Kaya")
	l.hears(keys("d"), "Ohne Antwort erledigen", "1 von 8: reine Meinung")
	l.hears(keys("r"), "Erledigt: reine Meinung", "2 von 3: Bert Olk")
	if s.item(ids[2]).State.Work != inbox.WorkClosed {
		t.Error("not closed")
	}
	l.hears(keys("z"), "Zurückgenommen: Erledigung")
	l.hears(keys("space"), "1 markiert")
	l.hears(keys("esc"), "0 markiert")
	l.hears(keys("ctrl+l"), "Sie sind hier: ", "Tasten: ? Hilfe")
	l.hears(keys("?", "down", "down"), "Pfeil runter")
	l.hears(keys("esc", ":", "v"), "v. ")
	l.hears(keys("esc", "x", "2", "enter", "enter"), "Es fehlt der Grund")
	l.press("esc")
	// What arrives is counted; what needs somebody is said by itself.
	l.heard()
	s.post("Eva Neu", "Wann öffnet das Freibad?")
	s.wait(20 * time.Second)
	if got := strings.Join(l.heard(), "\n"); !strings.Contains(got, "1 neue") {
		t.Errorf("an arrival is not told: %q", got)
	}
	s.wait(10 * time.Minute)
	if got := l.out.String(); got != "" {
		t.Errorf("it talks by itself: %q", got)
	}
}

// A reply goes its whole way in lines, with what is typed echoed behind its
// question.
func TestLinesSendAReply(t *testing.T) {
	s, ids := monday(t)
	l := listening(s, "ayse", func(o *ui.Options) { o.Lang = text.EN })
	l.press("j", "j")
	l.hears(keys("r"), "T05", "Antwort mit Link")
	s.write("t05")
	l.hears(keys("enter"), "Thema")
	l.out.Reset()
	s.write("der Brüx")
	s.press("backspace")
	s.write("cke")
	if got := l.out.String(); got != "der Brüx\b \bcke" {
		t.Errorf("echo: %q", got)
	}
	l.hears(keys("tab"), "Link")
	l.hears(keys("enter"), "still empty")
	if r, _ := s.store.RepliesOf(t.Context(), ids[1]); len(r) != 0 {
		t.Fatal("sent without a link")
	}
	s.write("https://stadt.example/bruecke")
	l.hears(keys("tab"), "Guten Tag, Aktuelles zu der Brücke steht hier: https", "Send on mastodon?")
	l.hears(keys("y"), "Queued")
	if r, _ := s.store.RepliesOf(t.Context(), ids[1]); len(r) != 1 {
		t.Fatal("not sent")
	}
}

// A picture of figures is heard as its title, its time and its lines; a choice that
// cannot be made says why.
func TestLinesTellFiguresAndChoices(t *testing.T) {
	s, _ := monday(t)
	l := listening(s, "ayse")
	l.hears(keys("T"), "Zahlen: Eingang im Verlauf", "Bild 1 von")
	l.hears(keys("tab"), "Zahlen: Nach Kanal", "Bild 2 von", "mastodon 4 100 %")
	l.hears(keys("+"), "Quartal")
	l.press("esc")
	l.hears(keys("X"), "1 von 6: gefällt mir, Taste g")
	l.hears(keys("down"), "2 von 6: wieder einblenden, Taste w. ", "„wieder einblenden“ passt hier nicht")
}
