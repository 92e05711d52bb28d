package bluesky

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters/bluesky/blueskytest"
	"lotse/inbox"
)

func TestKinds(t *testing.T) {
	w := newWorld(t)
	root := w.post("Das Freibad öffnet.")
	answer := w.comment(berta, root, "Wann?")
	below := w.comment("carl.bsky.example", answer, "Um acht, glaube ich.")
	named := w.server.Publish(berta, blueskytest.Draft{Text: "Frage an @" + ours, Names: ours})
	quote := w.server.Publish(berta, blueskytest.Draft{Text: "Seht euch das an", Quotes: root})
	nobody := w.server.Publish("handle.invalid", blueskytest.Draft{Text: "Hallo", Parent: root})
	w.poll()
	for uri, want := range map[string]struct {
		kind           inbox.ItemKind
		thread, parent string
	}{
		root: {inbox.KindOwnPost, "", ""}, answer: {inbox.KindComment, root, root}, below: {inbox.KindComment, root, answer},
		named: {inbox.KindMention, "", ""}, quote: {inbox.KindMention, "", ""}, nobody: {inbox.KindComment, root, root},
	} {
		o := w.get(uri)
		if o.Kind != want.kind || o.Thread != want.thread || o.Parent != want.parent {
			t.Errorf("%q: %s in %q below %q, want %+v", o.Text, o.Kind, o.Thread, o.Parent, want)
		}
	}
	if o := w.get(quote); len(o.Media) != 1 || o.Media[0].Type != "quote" || !strings.HasPrefix(o.Media[0].URL, "https://bsky.app/profile/"+w.did) {
		t.Errorf("quote: %+v", o.Media)
	}
	if o := w.get(nobody); o.Author.Handle != "" || o.Author.ID == "" || !strings.Contains(o.Author.URL, o.Author.ID) {
		t.Errorf("author without a handle: %+v", o.Author)
	}
	if o := w.get(answer); o.Author.Handle != berta || o.Language != "de" || !strings.HasPrefix(o.URL, "https://bsky.app/profile/did:plc:") {
		t.Errorf("%+v", o.Content)
	}
}

// One poll on a quiet day is one request; every ten minutes a second one.
func TestQuietDayCostsLittle(t *testing.T) {
	w := newWorld(t)
	w.comment(berta, w.post("Markttag"), "Schön")
	w.poll()
	w.turn(3 * time.Hour) // the thread is read again while the post is young
	w.poll()
	before := len(w.server.Calls())
	for range 6 {
		w.turn(90 * time.Second)
		w.poll()
	}
	if n := len(w.server.Calls()) - before; n > 6+1 {
		t.Errorf("%d requests for 6 polls", n)
	}
	if len(w.cursor) > 2<<10 {
		t.Errorf("the cursor takes %d bytes", len(w.cursor))
	}
}

// Who claims to have written long ago is sorted down there. The thread shows it.
func TestBackdatedCommentIsFound(t *testing.T) {
	for name, ago := range map[string]time.Duration{"hours": 5 * time.Hour, "a month": 30 * 24 * time.Hour, "years": 8 * 365 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			root := w.post("Baustelle")
			for i := range 130 {
				w.turn(time.Minute)
				w.comment(berta, root, fmt.Sprint("Wort ", i))
			}
			w.poll()
			w.turn(time.Minute)
			uri := w.server.Publish("carl.bsky.example", blueskytest.Draft{Text: "Rückdatiert", Parent: root, Claimed: w.time().Add(-ago)})
			for range 8 {
				w.turn(90 * time.Second)
				w.poll()
			}
			if o := w.get(uri); o.PostedAt.After(w.time().Add(-ago)) {
				t.Errorf("posted at %s", o.PostedAt)
			}
		})
	}
	t.Run("a mention, below nothing of ours", func(t *testing.T) {
		w := newWorld(t)
		w.server.Publish(berta, blueskytest.Draft{Text: "Moin", Names: ours})
		w.poll()
		uri := w.server.Publish(berta, blueskytest.Draft{Text: "Gestern", Names: ours, Claimed: w.time().Add(-24 * time.Hour)})
		w.turn(61 * time.Minute)
		w.poll()
		w.get(uri)
	})
}

// A claim to come is not believed, and the same at every sight.
func TestFutureClaim(t *testing.T) {
	w := newWorld(t)
	root := w.post("Baustelle")
	uri := w.server.Publish(berta, blueskytest.Draft{Text: "Morgen", Parent: root, Claimed: w.time().Add(24 * time.Hour)})
	w.poll()
	if o := w.get(uri); o.PostedAt.After(w.time()) || w.time().Sub(o.PostedAt) > time.Second {
		t.Errorf("posted at %s", o.PostedAt)
	}
	first := w.get(uri)
	w.ch = w.channel() // which remembers nothing
	w.turn(30 * time.Hour)
	w.cursor = nil
	w.poll()
	if again := w.get(uri); again.ID() != first.ID() {
		t.Error("it became another item")
	}
}

// More posts of one millisecond than a page has room for at its border.
func TestPagesEndBetweenEqualTimes(t *testing.T) {
	w := newWorld(t)
	root := w.post("Feuerwerk")
	const n = 250
	for i := range n {
		if i%7 == 0 {
			w.turn(time.Second)
		}
		w.comment(fmt.Sprintf("p%d.bsky.example", i%20), root, fmt.Sprint("Nummer ", i))
	}
	b, err := w.ch.Poll(t.Context(), nil)
	for err == nil {
		w.take(b)
		if c, _ := parseCursor(w.cursor); c.Walk == nil {
			break // before the threads are read, which would show them all
		}
		b, err = w.ch.Poll(t.Context(), w.cursor)
	}
	if err != nil || w.items() != n {
		t.Errorf("%d of %d by notifications alone, %v", w.items(), n, err)
	}
}

// Weeks away: everything comes, page by page.
func TestAfterWeeksAway(t *testing.T) {
	w := newWorld(t)
	w.server.Publish(berta, blueskytest.Draft{Text: "vorher", Names: ours})
	w.poll()
	const n = 700
	for i := range n {
		w.turn(45 * time.Minute)
		w.server.Publish(fmt.Sprintf("p%d.bsky.example", i%20), blueskytest.Draft{Text: fmt.Sprint("Nummer ", i), Names: ours})
	}
	before := w.server.Count("app.bsky.notification.listNotifications")
	if got := w.poll(); got != n {
		t.Errorf("%d of %d", got, n)
	}
	if calls := w.server.Count("app.bsky.notification.listNotifications") - before; calls > n/99+2 {
		t.Errorf("%d pages", calls)
	}
	if len(w.gaps) != 0 || len(w.notes) != 0 {
		t.Errorf("gaps %v, warnings %v", w.gaps, w.notes)
	}
}

// The first run looks back two weeks.
func TestFirstRunLooksBackTwoWeeks(t *testing.T) {
	w := newWorld(t)
	for i := range 30 {
		w.server.Publish(berta, blueskytest.Draft{Text: fmt.Sprint("Tag ", i), Names: ours})
		w.turn(24 * time.Hour)
	}
	w.poll()
	if w.items() != 14 {
		t.Errorf("%d items of fourteen days", w.items())
	}
}

// Short and empty pages with a cursor are normal, a page that repeats itself for
// ever is a gap.
func TestOddPages(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	for i := range 350 {
		w.turn(time.Second)
		w.comment(berta, root, fmt.Sprint(i))
	}
	w.server.Queue("app.bsky.notification.listNotifications", blueskytest.Pass(), blueskytest.Empty(), blueskytest.Repeated())
	w.poll()
	if w.items() != 350 || len(w.gaps) != 0 { // what the empty page hid, the thread shows
		t.Errorf("%d items, gaps %v", w.items(), w.gaps)
	}
	stuck := `{"notifications":[],"cursor":"2026-11-23T07:00:00.000Z"}`
	w.turn(2 * time.Hour)
	for range 4 {
		w.server.Queue("app.bsky.notification.listNotifications", blueskytest.Other(200, stuck))
	}
	w.poll()
	w.server.Heal()
	if len(w.gaps) != 1 || w.gaps[0].Reason != "window" || !slices.Contains(w.notes, "repeated_page") {
		t.Errorf("gaps %v, warnings %v", w.gaps, w.notes)
	}
}

// A cursor that begins early may not be taken: then it is used as it came.
func TestCursorAsItCame(t *testing.T) {
	w := newWorld(t)
	for i := range 150 {
		w.turn(time.Second)
		w.server.Publish(berta, blueskytest.Draft{Text: fmt.Sprint(i), Names: ours})
	}
	w.server.Queue("app.bsky.notification.listNotifications", blueskytest.Pass(), blueskytest.Refuse(502, "InternalServerError"))
	w.poll()
	if w.items() != 150 {
		t.Errorf("%d items", w.items())
	}
}

// Records that cannot be read hold up nothing.
func TestPoison(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	bad := map[string]map[string]any{
		"text": {"text": 7}, "createdAt": {"createdAt": "gestern"}, "embed": {"embed": map[string]any{"$type": "app.bsky.embed.images", "images": 7}},
		"facets": {"facets": []any{map[string]any{"index": "x"}}}, "langs": {"langs": 3}, "unknown": {"embed": map[string]any{"$type": "app.bsky.embed.hologram"}},
		"year 1": {"createdAt": "0001-01-01T00:00:00Z"},
	}
	uris := map[string]string{}
	for name, extra := range bad {
		w.turn(time.Second)
		uris[name] = w.server.Publish(berta, blueskytest.Draft{Text: "krank " + name, Parent: root, Extra: extra})
	}
	w.turn(time.Second)
	after := w.comment(berta, root, "danach")
	w.poll()
	w.get(after)
	for name, uri := range uris {
		o := w.get(uri)
		if (o.Kind == inbox.KindUnparsed) != (name == "text") {
			t.Errorf("%s came as %s", name, o.Kind)
		}
		if o.PostedAt.Year() != 2026 || o.Author.Handle != berta {
			t.Errorf("%s: %s by %q", name, o.PostedAt, o.Author.Handle)
		}
	}
	if n := w.poll(); n != 0 {
		t.Errorf("again: %d changes", n)
	}
}

// Labels are warnings, and one that comes later is a new version. An edit tells
// nothing but its cid, and may claim another time.
func TestEditsAndLabels(t *testing.T) {
	w := newWorld(t)
	uri := w.comment(berta, w.post("Hallo"), "Gut")
	w.poll()
	old := w.get(uri)
	w.server.Edit(uri, "Schlecht", map[string]any{"createdAt": "2026-11-22T00:00:00.000Z"})
	got, err := w.ch.Refresh(t.Context(), []inbox.Ref{inbox.RefOf(&old.Content)})
	if err != nil || !got[0].Found || got[0].Observation.Text != "Schlecht" || got[0].Observation.ID() != old.ID() || got[0].Observation.Ref == old.Ref {
		t.Errorf("%+v, %v", got, err)
	}
	w.server.Label(uri, "rude")
	w.poll()
	if o := w.get(uri); o.Warning != "rude" || o.Text != "Schlecht" || o.ID() != old.ID() {
		t.Errorf("%+v", o.Content)
	}
}

func TestRefreshTellsApart(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	var refs []inbox.Ref
	for i := range 60 {
		refs = append(refs, inbox.Ref{RemoteID: w.comment(berta, root, fmt.Sprint(i))})
	}
	w.server.Delete(refs[3].RemoteID)
	refs = append(refs, inbox.Ref{RemoteID: "at://did:plc:x/../y"}, inbox.Ref{RemoteID: "https://bsky.app/x"})
	got, err := w.ch.Refresh(t.Context(), refs)
	if err != nil || len(got) != len(refs) {
		t.Fatalf("%d, %v", len(got), err)
	}
	for i, r := range got {
		if r.Found != (i != 3 && i < 60) || r.Forbidden != (i >= 60) {
			t.Errorf("%d: %+v", i, r)
		}
	}
	if n := w.server.Count("app.bsky.feed.getPosts"); n != 4 {
		t.Errorf("%d calls for 60 posts and the one they answer", n)
	}
}

// What strangers say to each other in a thread that is not ours stays there.
func TestForeignThread(t *testing.T) {
	w := newWorld(t)
	root := w.server.Publish(berta, blueskytest.Draft{Text: "Mein Garten"})
	w.comment("carl.bsky.example", root, "Schön!")
	names := w.server.Publish("dora.bsky.example", blueskytest.Draft{Text: "Was sagt die Stadt?", Parent: root, Names: ours})
	more := w.comment("dora.bsky.example", names, "Und zwar bald.")
	w.comment("carl.bsky.example", names, "Genau!")
	reply := w.server.Publish(ours, blueskytest.Draft{Text: "Wir prüfen das.", Parent: names})
	thanks := w.comment("carl.bsky.example", reply, "Danke")
	w.poll()
	o := w.get(names)
	all, err := w.ch.Thread(t.Context(), inbox.RefOf(&o.Content))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range all {
		got = append(got, x.RemoteID)
	}
	want := []string{names, more, reply, thanks}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%d posts of the thread, want %d", len(got), len(want))
	}
}
