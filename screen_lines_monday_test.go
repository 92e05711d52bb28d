package main_test

import (
	"strings"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/demo"
	"lotse/inbox"
	"lotse/inbox/templatefile"
	"lotse/inbox/triage"
	"lotse/store/storetest"
)

// quietWeekend is the desk on Monday morning: 14 comments, all templates approved.
func quietWeekend(t *testing.T) *stage {
	t.Helper()
	s := &stage{TB: t, store: storetest.NewMemory(), now: stageStart, saved: map[string]string{}}
	house := demo.Config().House
	house.Zone = time.FixedZone("MEZ", 3600)
	clock := inbox.ClockFunc(func() time.Time { return s.now })
	s.desk = &inbox.Desk{Store: s.store, House: &house, Assessor: triage.New(), Clock: clock, Channels: map[string]inbox.Channel{}}
	story, _ := demo.Stage(clock, demo.StoryMonday)
	for i, ch := range story.Channels {
		id := demo.Config().Channels[i].ID
		s.desk.Channels[id] = ch
		a := adapters.NewAccount(adapters.Options{ID: id, Channel: ch, Store: s.store, Assessor: s.desk.Assessor, Clock: stillClock{clock}})
		if _, err := a.Poller.PollOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	ts, err := templatefile.Starter()
	if err != nil {
		t.Fatal(err)
	}
	for i := range ts {
		s.consented(ts[i])
	}
	return s
}

// onKey presses one key and gives what is said, which must be little: one line for
// what a key changed, and where it decided something one more that says so.
func (l *listener) onKey(k string, most int) string {
	l.Helper()
	l.heard()
	l.press(k)
	said := l.heard()
	if len(said) > most || len(said) == 1 && said[0] == "" {
		l.Errorf("after %q it says %d lines, at most %d are wanted:\n%s", k, len(said), most, strings.Join(said, "\n"))
	}
	return strings.Join(said, "\n")
}

// A quiet weekend is worked off by ear: every item is read and decided, one is
// answered from a template, one decision is taken back. Every key says something,
// a key that moves or opens one line, a key that decides one more; never a frame,
// a picture sign, or a sequence for a terminal (the listener holds that).
func TestLinesWorkOffAQuietWeekend(t *testing.T) {
	s := quietWeekend(t)
	page, err := s.store.Page(t.Context(), inbox.Filter{Work: inbox.OpenWork()}, "", 100)
	if err != nil || len(page.Items) != 14 {
		t.Fatalf("%d items, %v", len(page.Items), err)
	}
	l := listening(s, "ayse")
	if hello := l.heard(); len(hello) != 1 || !strings.Contains(hello[0], "14 Vorgänge. 1 von 14") {
		t.Errorf("at the start: %q", hello)
	}
	decided := 0
	for _, it := range page.Items {
		whole := l.onKey("enter", 1)
		if words := strings.Fields(it.Content.Text); !strings.Contains(whole, words[1]) {
			t.Errorf("the item is not read: %q\n%s", it.Content.Text, whole)
		}
		if strings.Contains(it.Content.Text, "0171") && (strings.Contains(whole, "39200457") || !strings.Contains(whole, "E2 Heikel")) {
			t.Errorf("the phone number is read out: %s", whole)
		}
		l.onKey("pgdown", 1) // why it is marked, what fits, the talk
		l.onKey("esc", 1)
		l.decide(it.Content.Text)
		now := s.item(it.ID).State
		if now.Rev == 0 || now.Work == inbox.WorkNew && now.SnoozedUntil.IsZero() {
			t.Errorf("not decided: %q: %+v", it.Content.Text, now)
			break
		}
		if decided++; decided == 4 {
			if said := l.onKey("z", 2); !strings.Contains(said, "Zurückgenommen: Erledigung") || s.item(it.ID).State.Work != inbox.WorkNew {
				t.Errorf("undo: %s", said)
			}
			if said := l.onKey("Z", 2); !strings.Contains(said, "Wiederhergestellt") || s.item(it.ID).State.Work == inbox.WorkNew {
				t.Errorf("redo: %s", said)
			}
		}
	}
	if said := l.onKey("ctrl+l", 1); decided != 14 || !strings.Contains(said, "Ansicht Eingang, 0 Vorgänge") {
		t.Errorf("%d decided: %s", decided, said)
	}
	rs, err := s.store.Replies(t.Context(), inbox.ReplyQueued)
	if err != nil || len(rs) != 1 || !strings.Contains(rs[0].Text, "Stadtbücherei: So 11") {
		t.Errorf("replies %v, %v", rs, err)
	}
}

// decide decides the selected item by what it says. Each key is given with the most
// lines it may say.
func (l *listener) decide(words string) {
	l.Helper()
	in := func(ks ...string) {
		l.Helper()
		for i, k := range ks {
			most := 1
			if i == len(ks)-1 {
				most = 2
			}
			l.onKey(k, most)
		}
	}
	switch {
	case strings.Contains(words, "Weihnachtsferien"): // an answer from a template
		l.onKey("r", 1)
		l.write("t02")
		l.onKey("enter", 1)
		l.write("Stadtbücherei")
		l.onKey("enter", 1)
		l.write("So 11–16 Uhr")
		l.onKey("enter", 1)
		if said := l.onKey("enter", 1); !strings.Contains(said, "leer") { // and not without its link
			l.Errorf("an empty link: %s", said)
		}
		l.write("https://stadt.example/buecherei")
		if said := l.onKey("enter", 1); !strings.Contains(said, "Stadtbücherei: So 11–16 Uhr. ") {
			l.Errorf("the reply is not read out before it is sent: %s", said)
		}
		in("y")
		l.wait(time.Minute) // from here on z is for what comes after it
	case strings.Contains(words, "Straßenlaterne"): // to the office whose it is, with a question
		in("a", "f")
		in("enter")
		l.write("Wann wird sie repariert?")
		in("enter")
		in("enter")
	case strings.Contains(words, "private Nummer"):
		in("x", "2")
		in("enter")
		l.write("Nummer eines Dritten")
		in("enter")
	case strings.Contains(words, "Aufzug"):
		in("m")
	default:
		in("d", "r")
	}
}
