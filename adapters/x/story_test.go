package x

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters/secret"
	"lotse/adapters/x/xtest"
	"lotse/inbox"
)

func TestTextsAsAReaderSeesThem(t *testing.T) {
	for _, spelling := range []xtest.Spelling{xtest.Tweets, xtest.Posts} {
		w := newWorld(t)
		w.server.Spelling = spelling
		long := "@stadtlinden " + strings.Repeat("Ein langer Satz & noch einer. ", 30)
		a := w.server.Write("erika", "", "@stadtlinden 3 < 4 & https://linden.example/plan?a=1&b=2 ?")
		b := w.server.Write("jonas", "", "@stadtlinden kurz", func(p *xtest.Post) { p.Note, p.Media = long, "Ein Schlagloch" })
		broken := w.server.Write("lena", "", "@stadtlinden x", func(p *xtest.Post) { p.Broken = true })
		w.poll()
		if o := w.get(a); o.Text != "@stadtlinden 3 < 4 & https://linden.example/plan?a=1&b=2 ?" || o.Kind != inbox.KindMention || o.Language != "de" {
			t.Errorf("%+v", o.Content)
		}
		if o := w.get(b); o.Text != strings.TrimSpace(long) || len(o.Media) != 1 || o.Media[0].Alt != "Ein Schlagloch" {
			t.Errorf("%+v", o.Content)
		}
		if o := w.get(a); o.Author.Handle != "erika" || o.Author.Name != "Erika" || o.Author.URL != "https://x.com/erika" {
			t.Errorf("%+v", o.Author)
		}
		if o := w.get(broken); o.Kind != inbox.KindUnparsed || o.Source == "" {
			t.Errorf("%+v", o.Content)
		}
	}
}

// An edit has an id of its own and is the same item; after it the answer goes to
// the new version.
func TestAnEditIsTheSameItem(t *testing.T) {
	w := newWorld(t)
	id := w.server.Write("erika", w.server.Own("Markttag"), "Bis wann?")
	w.poll()
	old := w.get(id)
	w.turn(10 * time.Minute)
	w.server.Edit(id, "Bis wann genau?")
	w.poll()
	now := w.get(id)
	if now.ID() != old.ID() || now.Text != "Bis wann genau?" || now.EditedAt.IsZero() || now.Ref == old.Ref {
		t.Errorf("%+v", now.Content)
	}
	xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{inbox.RefOf(&old.Content)}) // by the old address
	if err != nil || !xs[0].Found || xs[0].Observation.Hash() != now.Hash() || xs[0].Observation.Ref != now.Ref || xs[0].Observation.Author != now.Author {
		t.Errorf("%+v, %v", xs, err)
	}
	if _, err := w.ch.Reply(t.Context(), w.intent(now, "Bis 13 Uhr.")); err != nil {
		t.Error(err)
	}
	w.poll()
	if o := w.get(w.server.Answers()[0].ID); o.Parent != id || o.Thread != old.Thread {
		t.Errorf("our answer hangs on %q in %q, want %q", o.Parent, o.Thread, id)
	}
}

// Only who mentioned or quoted us can be answered by a program; the rest is found
// by the search, and a person answers it.
func TestWhoMayBeAnswered(t *testing.T) {
	w := newWorld(t)
	post := w.server.Own("Neue Buslinie")
	asks := w.server.Write("erika", post, "Wann?")
	silent := w.server.Write("jonas", post, "Nie!", xtest.Silent)
	quotes := w.server.Write("lena", post, "Ha", xtest.Silent, func(p *xtest.Post) { p.Quotes = post })
	foreign := w.server.Write("paul", w.server.Write("ria", "", "Hallo Welt"), "Frag mal @stadtlinden")
	w.poll()
	for id, want := range map[string]bool{asks: true, silent: false, quotes: true, foreign: true} {
		o := w.get(id)
		to := inbox.RefOf(&o.Content)
		if err := w.ch.MayReply(to, ""); (err == nil) != want {
			t.Errorf("%q: %v", o.Text, err)
		}
		_, err := w.ch.Reply(t.Context(), w.intent(o, "Danke, "+o.Author.Name))
		if (err == nil) != want || !want && inbox.ProblemOf(err) != inbox.ProblemPolicy {
			t.Errorf("%q: %v", o.Text, err)
		}
		if page := w.ch.ByHand(to, "Danke & Gruß"); page != "https://x.com/intent/post?in_reply_to="+id+"&text=Danke+%26+Gru%C3%9F" {
			t.Error(page)
		}
	}
	if n := w.server.Calls("POST /2/tweets"); n != 3 {
		t.Errorf("%d requests, the refused one must not leave", n)
	}
	o := w.get(silent)
	if o.Kind != inbox.KindComment || o.Thread != post || o.Parent != post {
		t.Errorf("%+v", o.Content)
	}
	// A colleague answers it in the app: the next round brings the answer.
	reply := w.server.OwnReply(silent, "Doch, im März.")
	w.turn(15 * time.Minute)
	w.poll()
	if o := w.get(reply); o.Kind != inbox.KindOwnPost || o.Parent != silent {
		t.Errorf("%+v", o.Content)
	}
	o = w.get(asks)
	to := inbox.RefOf(&o.Content)
	if inbox.CodeOf(w.ch.MayReply(to, "Siehe linden.de/bus")) != inbox.CodeNoLinks || w.ch.MayReply(to, "z.B. am Mo.") != nil {
		t.Error("links")
	}
}

func TestHiding(t *testing.T) {
	w := newWorld(t)
	ours := w.server.Write("erika", w.server.Own("Neue Buslinie"), "Unsinn")
	foreign := w.server.Write("paul", w.server.Write("ria", "", "Hallo"), "@stadtlinden Unsinn")
	w.poll()
	a, b := w.get(ours), w.get(foreign)
	if err := w.ch.Act(t.Context(), inbox.RefOf(&a.Content), inbox.MeasureHide); err != nil || !w.server.Post(ours).Hidden {
		t.Error(err)
	}
	if err := w.ch.Act(t.Context(), inbox.RefOf(&a.Content), inbox.MeasureUnhide); err != nil || w.server.Post(ours).Hidden {
		t.Error(err)
	}
	if err := w.ch.Act(t.Context(), inbox.RefOf(&b.Content), inbox.MeasureHide); inbox.ProblemOf(err) != inbox.ProblemPolicy || w.server.Calls("PUT ") != 2 {
		t.Errorf("%v", err)
	}
}

// What is protected is not gone.
func TestProtectedIsNotGone(t *testing.T) {
	w := newWorld(t)
	a, b := w.server.Write("erika", "", "@stadtlinden eins"), w.server.Write("jonas", "", "@stadtlinden zwei")
	w.poll()
	w.server.Guard(a)
	w.server.Delete(b)
	x, y := w.get(a), w.get(b)
	got, err := w.ch.Refresh(t.Context(), []inbox.Ref{inbox.RefOf(&x.Content), inbox.RefOf(&y.Content)})
	if err != nil || !got[0].Forbidden || got[1].Found || got[1].Forbidden {
		t.Errorf("%+v, %v", got, err)
	}
}

// The platform shows the latest 800 mentions. Three weeks away with more of them
// leave a gap that says from when to when; with fewer they leave none.
func TestAGapIsTold(t *testing.T) {
	w := newWorld(t)
	w.server.Write("erika", "", "@stadtlinden vorher")
	if gaps := w.poll(); len(gaps) != 0 {
		t.Errorf("%v", gaps)
	}
	last := w.time()
	for i := range 850 {
		w.turn(30 * time.Minute)
		w.server.Write("jonas", "", fmt.Sprint("@stadtlinden ", i))
	}
	gaps := w.poll()
	if len(gaps) != 1 || gaps[0].Reason != "window" || gaps[0].From.Sub(last).Abs() > time.Second || len(w.seen) != 801 {
		t.Fatalf("%v, %d seen", gaps, len(w.seen))
	}
	if want := last.Add(51 * 30 * time.Minute); gaps[0].To.Sub(want).Abs() > time.Second {
		t.Errorf("until %s, want %s", gaps[0].To, want)
	}
	if gaps := w.poll(); len(gaps) != 0 {
		t.Errorf("told twice: %v", gaps)
	}
}

// The search ends after seven days: what may have been written before is a gap.
func TestTheSearchHasAGapAfterAWeek(t *testing.T) {
	w := newWorld(t)
	w.server.Own("Alt")
	w.poll()
	w.turn(9 * 24 * time.Hour)
	id := w.server.Write("erika", w.server.Own("Neu"), "Stimmt nicht", xtest.Silent)
	gaps := w.poll()
	if len(gaps) != 1 || gaps[0].Reason != "window" || gaps[0].To.Sub(w.time().Add(-7*24*time.Hour)).Abs() > 5*time.Minute {
		t.Errorf("%v", gaps)
	}
	w.get(id)
}

// Many conversations take several questions, and nothing between them is lost.
func TestManyConversations(t *testing.T) {
	w := newWorld(t)
	var posts, ids []string
	for i := range 30 {
		posts = append(posts, w.server.Own(fmt.Sprint("Meldung ", i)))
		w.turn(time.Minute)
	}
	w.poll()
	for round := range 3 {
		for i, p := range posts {
			ids = append(ids, w.server.Write("erika", p, fmt.Sprint("Nein ", round, i), xtest.Silent))
		}
		w.turn(15 * time.Minute)
		w.poll()
	}
	for _, id := range ids {
		w.get(id)
	}
	if n := w.server.Calls("GET /2/tweets/search"); n > 4*4+3 {
		t.Errorf("%d questions", n)
	}
}

// Another account's cursor starts afresh.
func TestAnotherAccountsCursor(t *testing.T) {
	w := newWorld(t)
	w.poll()
	b, err := w.ch.Poll(t.Context(), []byte(strings.Replace(string(w.cursor), `"self":"900"`, `"self":"901"`, 1)))
	if err != nil || !slices.ContainsFunc(b.Warnings, func(w inbox.Warning) bool { return w.Code == "cursor_unknown" }) {
		t.Errorf("%+v, %v", b.Warnings, err)
	}
}

func TestWeights(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "Guten Tag": 9, "Grüße": 5, "Gru\u0308ße": 5, "Привет": 6, "مرحبا": 5, "市役所": 6, "👍": 2, "👨‍👩‍👧‍👦": 2, "🇩🇪": 2, "☀️": 2, "„Ja“ – nein": 10 + 1,
		"https://linden.example/ein/sehr/langer/weg/der/kein/ende/nimmt": 23, "Siehe https://a.de.": 6 + 23 + 1, "Siehe linden.de/bus": 6 + 23,
		"z.B. am 3.5.": 12, "Bitte.Danke": 11, "(www.linden.de)": 25, "@erika Ja": 9, "a@linden.de": 11,
	} {
		if got := weigh(text); got != want {
			t.Errorf("%q weighs %d, want %d", text, got, want)
		}
	}
}

// After weeks away a search reaches none of our conversations, or not all that went
// on meanwhile: what could not be read is told, once. While the desk reads, a
// conversation that grows old is nothing to tell.
func TestConversationsThatWentOnUnread(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Spent = secret.Vault{} }) // the file is for other tests: it is synced each time
	w.server.Own("Alt")
	w.poll()
	for range 9 * 24 {
		w.turn(time.Hour)
		if gaps := w.poll(); len(gaps) > 0 {
			t.Fatalf("read all the time, and yet %+v", gaps)
		}
	}
	post := w.server.Own("Neu")
	w.turn(time.Hour)
	w.poll()
	left := w.time()
	w.turn(3 * 24 * time.Hour)
	w.server.Write("jonas", post, "Nie", xtest.Silent)
	w.turn(18 * 24 * time.Hour)
	gaps := w.poll()
	if len(gaps) != 1 || gaps[0].From.Sub(left).Abs() > 5*time.Minute || gaps[0].To.Sub(left.Add(7*24*time.Hour)).Abs() > 2*time.Hour {
		t.Errorf("%+v", gaps)
	}
	w.turn(time.Hour)
	if gaps := w.poll(); len(gaps) > 0 {
		t.Errorf("told twice: %+v", gaps)
	}
}
