package bluesky

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters/bluesky/blueskytest"
	"lotse/inbox"
)

func (w *world) act(uri string, m inbox.Measure) error {
	o := w.seen[uri]
	ref := inbox.RefOf(&o.Content)
	ref.RemoteID = uri
	return w.ch.Act(w.Context(), ref, m)
}

// hide is what a colleague does in the app to the only one below the post.
func (w *world) hide(uri string, hidden bool) {
	xs, err := w.ch.Refresh(w.Context(), []inbox.Ref{{RemoteID: uri}})
	if err != nil || xs[0].Observation == nil {
		w.Fatalf("%+v, %v", xs, err)
	}
	list, root := []any{}, xs[0].Observation.Thread
	if hidden {
		list = append(list, uri)
	}
	at, _ := parseAddress(root)
	w.server.Put(w.did, gates, at.rkey, map[string]any{
		"$type": gates, "post": root, "createdAt": "2026-11-23T08:00:00.000Z", "hiddenReplies": list,
	})
}

func (w *world) hidden(root string) (list []any) {
	list, _ = w.server.Record(strings.Replace(root, posts, gates, 1))["hiddenReplies"].([]any)
	return list
}

// What a colleague hides in the app is seen hidden, by a second look and in the
// thread, and so is what is shown again.
func TestHiddenInTheApp(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	one, two := w.comment(berta, root, "Eins"), w.comment(berta, root, "Zwei")
	w.poll()
	at, _ := parseAddress(root)
	put := func(hidden ...any) {
		w.server.Put(w.did, gates, at.rkey, map[string]any{
			"$type": gates, "post": root, "createdAt": "2026-11-23T08:00:00.000Z", "hiddenReplies": hidden,
		})
	}
	look := func() (gone []inbox.Visibility) {
		got, err := w.ch.Refresh(t.Context(), []inbox.Ref{{RemoteID: one}, {RemoteID: two}})
		if err != nil || !got[0].Found || !got[1].Found {
			t.Fatalf("%+v, %v", got, err)
		}
		return []inbox.Visibility{got[0].Observation.Gone, got[1].Observation.Gone}
	}
	put(two)
	if got := look(); got[0] != inbox.Public || got[1] != inbox.HiddenByUs {
		t.Errorf("%v", got)
	}
	w.turn(2 * time.Hour)
	w.poll()
	if w.get(two).Gone != inbox.HiddenByUs || w.get(one).Gone != inbox.Public {
		t.Errorf("in the thread: %s, %s", w.get(one).Gone, w.get(two).Gone)
	}
	put()
	if got := look(); got[1] != inbox.Public {
		t.Errorf("shown again: %v", got)
	}
}

// Hiding keeps what others have set, works twice, and gives way to who is faster.
func TestHide(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	first, second := w.comment(berta, root, "Eins"), w.comment(berta, root, "Zwei")
	deep := w.comment("carl.bsky.example", second, "Drei")
	w.poll()
	at, _ := parseAddress(root)
	w.server.Put(w.did, gates, at.rkey, map[string]any{
		"$type": gates, "post": root, "createdAt": "2026-11-23T08:00:00.000Z", "unheard": "of",
		"allow": []any{map[string]any{"$type": gates + "#mentionRule"}}, "hiddenReplies": []any{"at://did:plc:x/app.bsky.feed.post/old"},
	})
	for _, uri := range []string{first, first, deep} {
		if err := w.act(uri, inbox.MeasureHide); err != nil {
			t.Fatal(err)
		}
	}
	gate := w.server.Record(strings.Replace(root, posts, gates, 1))
	if len(w.hidden(root)) != 3 || gate["unheard"] != "of" || gate["allow"] == nil || gate["createdAt"] != "2026-11-23T08:00:00.000Z" {
		t.Errorf("%v", gate)
	}
	if n := w.server.Count(put); n != 2 {
		t.Errorf("%d writes for two hidden ones", n)
	}
	w.server.Queue(put, blueskytest.Refuse(400, "InvalidSwap"), blueskytest.Refuse(400, "InvalidSwap"))
	if err := w.act(first, inbox.MeasureUnhide); err != nil || slices.Contains(w.hidden(root), any(first)) {
		t.Errorf("%v, %v", err, w.hidden(root))
	}
	w.server.Queue(put, blueskytest.Refuse(400, "InvalidSwap"), blueskytest.Refuse(400, "InvalidSwap"), blueskytest.Refuse(400, "InvalidSwap"))
	if err := w.act(deep, inbox.MeasureUnhide); inbox.ProblemOf(err) != inbox.ProblemRetryable {
		t.Errorf("never first: %v", err)
	}
}

func TestHideWithoutGate(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	uri := w.comment(berta, root, "Eins")
	w.poll()
	if err := w.act(uri, inbox.MeasureUnhide); err != nil || w.server.Count(put) != 0 {
		t.Errorf("nothing to show again: %v", err)
	}
	if err := w.act(uri, inbox.MeasureHide); err != nil || len(w.hidden(root)) != 1 {
		t.Errorf("%v, %v", err, w.hidden(root))
	}
}

func TestWhatCannotBeHidden(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	mention := w.server.Publish(berta, blueskytest.Draft{Text: "Hallo", Names: ours})
	elsewhere := w.server.Publish("carl.bsky.example", blueskytest.Draft{Text: "Und ihr?", Names: ours, Parent: mention})
	gone := w.comment(berta, root, "weg")
	w.poll()
	w.server.Delete(gone)
	for uri, want := range map[string]inbox.Problem{
		mention: inbox.ProblemPolicy, elsewhere: inbox.ProblemPolicy, gone: inbox.ProblemGone,
		"at://x/y": inbox.ProblemInvalid,
	} {
		if err := w.act(uri, inbox.MeasureHide); inbox.ProblemOf(err) != want {
			t.Errorf("%s: %v, want %s", uri, err, want)
		}
	}
	at, _ := parseAddress(root)
	full := make([]any, mostHidden)
	for i := range full {
		full[i] = fmt.Sprint("at://did:plc:x/app.bsky.feed.post/", i)
	}
	w.server.Put(w.did, gates, at.rkey, map[string]any{"$type": gates, "post": root, "createdAt": "2026-11-23T08:00:00.000Z", "hiddenReplies": full})
	if err := w.act(w.comment(berta, root, "Nr. 301"), inbox.MeasureHide); inbox.ProblemOf(err) != inbox.ProblemInvalid {
		t.Errorf("%v", err)
	}
	if w.server.Count(put) != 0 {
		t.Error("something was written")
	}
}

// Doing it twice leaves one record; what a colleague did in the app stands.
func TestRecordsOfMeasures(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	one, two := w.comment(berta, root, "Eins"), w.comment(berta, root, "Zwei")
	w.poll()
	for _, m := range []inbox.Measure{inbox.MeasureLike, inbox.MeasureBlock, inbox.MeasureReport} {
		for _, uri := range []string{one, one, two} {
			if err := w.act(uri, m); err != nil {
				t.Errorf("%s: %v", m, err)
			}
			w.turn(time.Minute)
		}
	}
	if l, b := w.server.Records(w.did, likes), w.server.Records(w.did, blocks); len(l) != 2 || len(b) != 1 {
		t.Errorf("%v, %v", l, b)
	}
	if r := w.server.Reports(); len(r) != 3 {
		t.Errorf("%v", r)
	}
}

func TestReplyBecomesThisRecord(t *testing.T) {
	w := newWorld(t)
	w.server.Publish(berta, blueskytest.Draft{Text: "Ich"})
	root := w.post("Hallo")
	uri := w.comment("carl.bsky.example", w.comment(berta, root, "Eins"), "Zwei")
	w.poll()
	in := w.intent(w.get(uri), "Öffnung: (https://linden.example/bäder?x=1). @"+berta+" und @niemand.example, #Freibad! 50 % #1 mail@linden.example")
	sent, err := w.ch.Reply(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := json.Marshal(w.server.Record(sent.RemoteID))
	var rec struct {
		CreatedAt string
		Langs     []string
		Reply     struct{ Root, Parent struct{ URI, CID string } }
		Facets    []struct {
			Index    struct{ ByteStart, ByteEnd int }
			Features []map[string]string
		}
	}
	if err := json.Unmarshal(raw, &rec); err != nil {
		t.Fatal(err)
	}
	if rec.Reply.Root.URI != root || rec.Reply.Parent.URI != uri || rec.Reply.Root.CID == "" || rec.CreatedAt != stamp(in.At) || fmt.Sprint(rec.Langs) != "[de]" {
		t.Errorf("%s", raw)
	}
	var got []string
	for _, f := range rec.Facets {
		got = append(got, in.Text[f.Index.ByteStart:f.Index.ByteEnd])
	}
	if want := []string{"https://linden.example/bäder?x=1", "@" + berta, "#Freibad"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestReplyLooksFirst(t *testing.T) {
	w := newWorld(t)
	root := w.post("Hallo")
	gone, edited := w.comment(berta, root, "weg"), w.comment(berta, root, "alt")
	closed := w.server.Publish("carl.bsky.example", blueskytest.Draft{Text: "Nur Freunde"})
	at, _ := parseAddress(closed)
	named := w.server.Publish("carl.bsky.example", blueskytest.Draft{Text: "Hört her", Names: ours, Parent: closed})
	w.poll()
	w.server.Put(at.did, gates, at.rkey, map[string]any{"$type": gates, "post": closed, "createdAt": "2026-11-23T08:00:00.000Z", "allow": []any{}})
	w.server.Delete(gone)
	w.server.Edit(edited, "neu")
	for uri, want := range map[string]inbox.Problem{gone: inbox.ProblemGone, named: inbox.ProblemPolicy, edited: ""} {
		if _, err := w.ch.Reply(t.Context(), w.intent(w.get(uri), "Antwort")); inbox.ProblemOf(err) != want {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := w.ch.Reply(t.Context(), w.intent(w.get(edited), strings.Repeat("ä", 301))); inbox.ProblemOf(err) != inbox.ProblemInvalid {
		t.Errorf("too long: %v", err)
	}
}

func TestLength(t *testing.T) {
	w := newWorld(t)
	for text, want := range map[string]int{
		"": 0, "Grüße": 5, "👩‍👩‍👧": 2, "🏳️‍🌈": 2, "e\u0301": 1, strings.Repeat("a", 300): 300, strings.Repeat("👩‍👩‍👧", 167): 301,
	} {
		if got := w.ch.Length(inbox.Ref{}, text); got != want {
			t.Errorf("%d of %.12q, want %d", got, text, want)
		}
	}
}

func TestKeys(t *testing.T) {
	at := time.Date(2026, 11, 23, 8, 0, 0, 123e6, time.UTC)
	key := tid(at, "reply:a")
	if key != tid(at, "reply:a") || key == tid(at, "reply:b") || tidTime(key).Truncate(time.Millisecond) != at {
		t.Errorf("%s is %s", key, tidTime(key))
	}
	seen := map[string]bool{}
	for i := range 1000 {
		seen[tid(at, fmt.Sprint(i))] = true
	}
	if len(seen) < 999 {
		t.Errorf("%d keys of 1000 within a millisecond", len(seen))
	}
}
