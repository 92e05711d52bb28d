package youtube

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
)

func ref(o inbox.Observation) inbox.Ref { return inbox.RefOf(&o.Content) }

// A comment stands below its video, a reply below the first comment; both in one
// conversation, and a browser finds both.
func TestPlaces(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Haushaltsdebatte")
	a := w.server.Comment("erika", v, "Ab wann?")
	b := w.server.Comment("jonas", a, "Morgen, hieß es.")
	w.poll()
	first, second, post := w.seen[a], w.seen[b], w.seen[v]
	if first.Parent != v || second.Parent != a || first.ThreadKey() != v || second.ThreadKey() != v || post.Kind != inbox.KindOwnPost {
		t.Errorf("%+v\n%+v\n%+v", first.Content, second.Content, post.Content)
	}
	if !strings.HasSuffix(first.URL, "watch?v="+v+"&lc="+a) || first.Author.Handle != "erika" || first.Author.ID != "UCerika" || post.Text != "Haushaltsdebatte" {
		t.Errorf("%+v %q", first.Content, post.Text)
	}
	// Looked at by id, it stands where it stood.
	xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{ref(first), ref(second)})
	if err != nil || xs[0].Observation.Thread != first.Thread || xs[1].Observation.Parent != a || xs[1].Observation.URL != second.URL {
		t.Errorf("%+v, %v", xs, err)
	}
}

// More replies than a list of threads shows are read one by one, once, and again
// only when their number changes.
func TestRepliesBeyondTheList(t *testing.T) {
	w := newWorld(t)
	a := w.server.Comment("erika", w.server.Publish("Markt"), "Fragen bitte hier")
	for i := range 230 {
		w.server.Comment("jonas", a, fmt.Sprint("Frage ", i))
	}
	w.poll()
	if len(w.seen) != 232 {
		t.Errorf("%d texts", len(w.seen))
	}
	before := w.server.Calls("GET comments")
	w.turn(15 * time.Minute)
	w.poll()
	if n := w.server.Calls("GET comments"); before != 3 || n != before {
		t.Errorf("%d calls, then %d", before, n)
	}
	late := w.server.Comment("karl", a, "Noch eine")
	w.turn(15 * time.Minute)
	w.poll()
	if _, ok := w.seen[late]; !ok || w.server.Calls("GET comments") == before {
		t.Error("a new reply was not found")
	}
}

// A reply to an old thread brings nothing up: it is found within a day, and below
// one that is months old within a week.
func TestRepliesToOldThreads(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Freibad")
	ancient := w.server.Comment("erika", v, "Uralt", func(c *youtubetest.Comment) { c.Posted = c.Posted.AddDate(0, -3, 0) })
	a := w.server.Comment("erika", v, "Alt")
	w.poll()
	if _, there := w.seen[ancient]; there {
		t.Error("the first poll took in what is three months old")
	}
	w.turn(3 * 24 * time.Hour)
	w.server.Comment("karl", v, "Neu")
	w.poll()
	w.turn(26 * time.Hour)
	b := w.server.Comment("jonas", a, "Später Einwurf")
	old := w.server.Comment("jonas", ancient, "Noch späterer Einwurf")
	w.poll()
	if _, ok := w.seen[b]; !ok {
		t.Error("not found within a day")
	}
	w.turn(8 * 24 * time.Hour)
	w.poll()
	if _, ok := w.seen[old]; !ok {
		t.Error("not found within a week")
	}
	if _, there := w.seen[ancient]; there {
		t.Error("what was too old at first became an item later")
	}
}

// Weeks offline: the walk goes back to what is known, over many pages, whatever
// page a process dies behind.
func TestWeeksOffline(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Bürgerhaushalt")
	w.server.Comment("erika", v, "Anfang")
	w.poll()
	for i := range 450 {
		w.turn(time.Hour)
		w.server.Comment("jonas", v, fmt.Sprint("Wort ", i))
	}
	w.ch = w.channel()
	w.poll()
	if len(w.seen) != 452 || len(w.gaps) != 0 {
		t.Errorf("%d texts, gaps %v", len(w.seen), w.gaps)
	}
}

// A place in the list that is lost is no loss.
func TestALostPlace(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Markt")
	for i := range 250 {
		w.server.Comment("jonas", v, fmt.Sprint("Wort ", i))
	}
	w.server.Queue(youtubetest.Read, youtubetest.Fault{}, youtubetest.Fault{}, youtubetest.Fault{}, youtubetest.Fault{Kind: youtubetest.NoToken})
	w.poll()
	if len(w.seen) != 251 || w.notes["repeated_page"] != 1 {
		t.Errorf("%d texts, %v", len(w.seen), w.notes)
	}
	w.server.Queue(youtubetest.Read, youtubetest.Fault{Kind: youtubetest.NoItems})
	w.poll()
}

// What the filter holds back is an item, hidden; what a colleague hides in Studio
// becomes one.
func TestHeldComments(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Markt")
	held := w.server.Comment("erika", v, "Ihr …", func(c *youtubetest.Comment) { c.Status = youtubetest.Held })
	spam := w.server.Comment("werbung", v, "Billig", func(c *youtubetest.Comment) { c.Status = youtubetest.Spam })
	open := w.server.Comment("jonas", v, "Offen")
	w.poll()
	for id, want := range map[string]inbox.Visibility{held: inbox.HiddenByUs, spam: inbox.HiddenByUs, open: inbox.Public} {
		if o := w.seen[id]; o.Gone != want || o.Text == "" {
			t.Errorf("%s: %s %q", id, o.Gone, o.Text)
		}
	}
	w.server.Moderate(open, youtubetest.Held)
	w.poll()
	if w.seen[open].Gone != inbox.HiddenByUs {
		t.Error("hidden in Studio, and not noticed")
	}
}

// A new video is read all the time: what has not changed there costs one unit.
func TestReadingAVideoIsCheap(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Markt")
	a := w.server.Comment("erika", v, "Fragen bitte hier")
	for i := range 30 {
		w.server.Comment("jonas", a, fmt.Sprint("Frage ", i))
	}
	w.poll()
	read := func(id string) (units, texts int) {
		before := w.server.Units()
		obs, err := w.ch.Thread(t.Context(), ref(w.seen[id]))
		if err != nil {
			t.Fatal(err)
		}
		return w.server.Units() - before, len(obs)
	}
	for _, step := range []struct {
		id           string
		units, texts int
	}{{v, 2, 32}, {v, 1, 7}, {a, 2, 32}} {
		if u, n := read(step.id); u != step.units || n != step.texts {
			t.Errorf("%d units, %d texts, want %d and %d", u, n, step.units, step.texts)
		}
	}
	w.server.Comment("karl", a, "Noch eine")
	if u, n := read(v); u != 2 || n != 33 {
		t.Errorf("%d units, %d texts after a new reply", u, n)
	}
}

// An account that may not see what is held back still gets what is public, and a
// lost place in a long conversation costs none of it.
func TestListsThatFail(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Markt")
	a := w.server.Comment("erika", v, "Fragen bitte hier")
	for i := range 230 {
		w.server.Comment("jonas", a, fmt.Sprint("Frage ", i))
	}
	forbidden := youtubetest.Fault{Kind: youtubetest.Forbidden}
	//           who we are, threads, video, two pages of replies
	w.server.Queue(youtubetest.Read, youtubetest.Fault{}, youtubetest.Fault{}, youtubetest.Fault{},
		youtubetest.Fault{}, youtubetest.Fault{Kind: youtubetest.NoToken}, youtubetest.Fault{}, youtubetest.Fault{}, youtubetest.Fault{}, forbidden, forbidden)
	w.poll()
	if len(w.seen) != 232 || w.notes["repeated_page"] != 1 || w.notes["thread_unread"] != 2 {
		t.Errorf("%d texts, %v", len(w.seen), w.notes)
	}
}

func TestMeasures(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Markt")
	a, b := w.server.Comment("erika", v, "Eins"), w.server.Comment("troll", v, "Zwei")
	w.poll()
	for _, step := range []struct {
		id   string
		m    inbox.Measure
		want youtubetest.Status
	}{
		{a, inbox.MeasureHide, youtubetest.Held},
		{a, inbox.MeasureUnhide, youtubetest.Published},
		{a, inbox.MeasureDelete, youtubetest.Rejected},
		{b, inbox.MeasureBlock, youtubetest.Rejected},
	} {
		if err := w.ch.Act(t.Context(), ref(w.seen[step.id]), step.m); err != nil {
			t.Fatal(err)
		}
		if c, _ := w.server.Get(step.id); c.Status != step.want {
			t.Errorf("%s: %s", step.m, c.Status)
		}
	}
	if !w.server.Banned("troll") || w.server.Banned("erika") {
		t.Error("the wrong person is banned")
	}
	if !w.ch.Capabilities().BlockRemoves {
		t.Error("who is blocked loses the comment with it")
	}
	err := w.ch.Act(t.Context(), ref(w.seen[a]), inbox.MeasureReport)
	if inbox.ProblemOf(err) != inbox.ProblemUnsupported {
		t.Error(err)
	}
}

// An answer to one of several people names them, and is known again as theirs.
func TestAnswersInsideAThread(t *testing.T) {
	w := newWorld(t)
	a := w.server.Comment("erika", w.server.Publish("Markt"), "Wann?")
	b, c := w.server.Comment("jonas", a, "Und wo?"), w.server.Comment("karl", a, "Und wie?")
	w.poll()
	text := "Am Rathaus."
	if got := w.ch.Compose(ref(w.seen[a]), text); got != text {
		t.Errorf("to the first: %q", got)
	}
	first := inbox.Intent{Attempt: "1", At: w.time(), To: ref(w.seen[b]), Text: w.ch.Compose(ref(w.seen[b]), text)}
	other := inbox.Intent{Attempt: "2", At: w.time(), To: ref(w.seen[c]), Text: w.ch.Compose(ref(w.seen[c]), text)}
	if first.Text != "@jonas Am Rathaus." || w.ch.Compose(first.To, first.Text) != first.Text {
		t.Errorf("%q", first.Text)
	}
	sent, err := w.ch.Reply(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	if _, v, err := w.ch.Reconcile(t.Context(), other); v != inbox.VerdictAbsent || err != nil {
		t.Errorf("the same words to somebody else are called %s, %v", v, err)
	}
	w.poll()
	if got := w.seen[sent.RemoteID]; got.Parent != b || got.Kind != inbox.KindOwnPost {
		t.Errorf("it answers %q", got.Parent)
	}
	obs, err := w.ch.Thread(t.Context(), ref(w.seen[b]))
	if err != nil || len(obs) != 5 {
		t.Errorf("%d texts, %v", len(obs), err)
	}
	w.server.Comment(youtubetest.Handle, a, "@niemand Gern.")
	w.server.Comment(youtubetest.Handle, a, "Allen vielen Dank.")
	w.poll()
	for _, o := range w.seen {
		if want := map[string]string{"@niemand Gern.": "", "Allen vielen Dank.": a}; o.Kind == inbox.KindOwnPost && o.Ref == a {
			if p, ok := want[o.Text]; ok && o.Parent != p {
				t.Errorf("%q answers %q, want %q", o.Text, o.Parent, p)
			}
		}
	}
}

// One broken comment costs nobody else, and is kept as it came.
func TestBrokenEntries(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Markt")
	odd := w.server.Comment("erika", v, "Gut", func(c *youtubetest.Comment) { c.Odd = true })
	w.server.Comment("jonas", v, "Schlecht", func(c *youtubetest.Comment) { c.Broken = true })
	last := w.server.Comment("karl", v, "Auch gut")
	w.poll()
	if w.seen[odd].Text != "Gut" || w.seen[odd].Kind != inbox.KindComment || w.seen[last].Text == "" || w.notes["unparsed"] == 0 {
		t.Errorf("%+v %v", w.seen[odd].Content, w.notes)
	}
}

// A video whose comments were closed is no fault of the channel.
func TestClosedComments(t *testing.T) {
	w := newWorld(t)
	a := w.server.Comment("erika", w.server.Publish("Markt"), "Wann?")
	w.poll()
	w.server.Break(youtubetest.Read, youtubetest.Fault{Kind: youtubetest.Closed})
	if _, err := w.ch.Thread(t.Context(), ref(w.seen[a])); inbox.ProblemOf(err) != inbox.ProblemPermission {
		t.Error(err)
	}
	w.server.Heal()
	w.server.Break(youtubetest.Write, youtubetest.Fault{Kind: youtubetest.Closed})
	_, err := w.ch.Reply(t.Context(), inbox.Intent{Attempt: "1", At: w.time(), To: ref(w.seen[a]), Text: "Hallo"})
	var ce *inbox.ChannelError
	if !errors.As(err, &ce) || ce.Class != inbox.ProblemPolicy || ce.SentMaybe {
		t.Error(err)
	}
}
