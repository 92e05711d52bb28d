package storetest

import (
	"bytes"
	"reflect"
	"slices"
	"time"

	"lotse/inbox"
)

func newText(x *fixture) {
	o := post(1, "Wann wird die Brücke endlich fertig?")
	o.Warning, o.Source, o.Language, o.Ref = "Ärger", "<p>…</p>", "de", "ref-1"
	o.Kind, o.Audience = inbox.KindMention, inbox.AudienceUnlisted
	o.Media = []inbox.Media{{Type: "image", URL: "https://media.example/1.jpg?sig=1", Alt: "Baustelle"}, {Type: "video"}}
	o.EditedAt, o.EditObserved = o.PostedAt.Add(90*time.Second+7), true
	o.Author.URL = "https://social.example/@kaethe"
	o.Assessment = inbox.Assessment{
		Language: "de", Topic: "07", Level: inbox.E1, RuleSet: "rules-1",
		Flags: []inbox.Flag{
			{Label: inbox.LabelCriticism, Score: 0.75, Spans: []inbox.Span{
				{Start: 0, End: 4, Rule: "criticism.lexicon", Weight: 0.5}, {Start: 5, End: 9},
			}},
			{Label: inbox.LabelQuestion, Score: 0.5},
		},
	}
	r := x.ingest(o)
	want := inbox.IngestResult{New: 1, IDs: []inbox.ItemID{o.ID()}}
	if !reflect.DeepEqual(r, want) {
		x.Errorf("ingest gave %+v, want %+v", r, want)
	}
	it := x.get(o.ID())
	if !reflect.DeepEqual(it.Content, o.Content) {
		x.Errorf("content came back as\n%+v, was\n%+v", it.Content, o.Content)
	}
	if !reflect.DeepEqual(it.Assessment, o.Assessment) {
		x.Errorf("assessment came back as\n%+v, was\n%+v", it.Assessment, o.Assessment)
	}
	if it.ID != o.ID() || it.Version != 1 || it.Hash != o.Hash() || !it.SeenAt.Equal(x.now) || !it.State.IsZero() {
		x.Errorf("item came back as %+v", it)
	}
	if es, err := x.Events(x.ctx, inbox.EventID{}, 10); err != nil || len(es) != 0 {
		x.Errorf("a new text logged %v, %v", es, err)
	}
}

func samePageTwice(x *fixture) {
	b := inbox.Batch{
		Observations: []inbox.Observation{post(2, "zwei"), post(1, "eins"), post(3, "drei", own), post(4, "vier", in(""))},
		Cursor:       []byte("c1"),
		Gap:          &inbox.Gap{From: start, To: start.Add(time.Hour), Reason: "window"},
	}
	if r := x.ingestPage(b); r.New != 3 || r.Own != 1 || r.Known != 0 {
		x.Errorf("first time: %+v", r)
	}
	before := x.list(inbox.Filter{}, 10)
	hints := x.Watch(x.ctx)
	if r := x.ingestPage(b); r.New != 0 || r.Own != 0 || r.Changed != 0 || r.Known != 4 || len(r.IDs) != 0 {
		x.Errorf("second time: %+v", r)
	}
	if !reflect.DeepEqual(before, x.list(inbox.Filter{}, 10)) {
		x.Error("the second time changed an item")
	}
	st, err := x.ChannelState(x.ctx, channel)
	x.ok(err)
	if string(st.Cursor) != "c1" || len(st.Gaps) != 1 || st.Gaps[0] != *b.Gap {
		x.Errorf("channel state is %+v", st)
	}
	select {
	case <-hints:
		x.Error("a page that changed nothing gave a hint")
	default:
	}
}

func cursorMoves(x *fixture) {
	x.ingestPage(inbox.Batch{Observations: []inbox.Observation{post(1, "eins")}, Cursor: []byte("c1")})
	x.ingestPage(inbox.Batch{Observations: []inbox.Observation{post(1, "eins")}, Cursor: []byte("c2")})
	x.ingestPage(inbox.Batch{Observations: []inbox.Observation{post(2, "zwei")}}) // no cursor: the old one stays
	_, err := x.Ingest(x.ctx, "bluesky", inbox.Batch{Cursor: []byte("b")}, x.tick())
	x.ok(err)
	for ch, want := range map[string]string{channel: "c2", "bluesky": "b", "facebook": ""} {
		st, err := x.ChannelState(x.ctx, ch)
		x.ok(err)
		if string(st.Cursor) != want {
			x.Errorf("cursor of %s is %q, want %q", ch, st.Cursor, want)
		}
	}
}

func watching(x *fixture) {
	a, b := x.Watch(x.ctx), x.Watch(x.ctx)
	x.ingest(post(1, "eins"))
	x.ingest(post(2, "zwei"))
	for _, c := range []<-chan struct{}{a, b} {
		select {
		case <-c:
		default:
			x.Error("no hint")
		}
	}
	x.ok(x.SaveDraft(x.ctx, inbox.Draft{Item: idOf(1), Person: "ayse"}))
	select {
	case <-a:
	default:
		x.Error("no hint for a draft")
	}
}

func editedText(x *fixture) {
	a := post(1, "Die Brücke ist zu.")
	first := x.item(a)
	b := post(1, "Die Brücke ist offen.", edited(5))
	b.Assessment.Level = inbox.E2
	r := x.ingest(b)
	if r.Changed != 1 || r.New != 0 || !slices.Equal(r.IDs, []inbox.ItemID{a.ID()}) {
		x.Errorf("ingest gave %+v", r)
	}
	it := x.get(a.ID())
	if it.Version != 2 || it.Content.Text != b.Text || it.Hash != b.Hash() || it.Level() != inbox.E2 || !it.SeenAt.Equal(x.now) {
		x.Errorf("item is %+v", it)
	}
	vs, err := x.Versions(x.ctx, a.ID())
	x.ok(err)
	if len(vs) != 2 || vs[0].N != 1 || vs[1].N != 2 || vs[0].Content.Text != a.Text || vs[1].Content.Text != b.Text ||
		vs[0].Hash != first.Hash || !vs[0].SeenAt.Equal(first.SeenAt) {
		x.Errorf("versions are %+v", vs)
	}
	es, err := x.History(x.ctx, a.ID(), 10)
	x.ok(err)
	if len(es) != 1 || es[0].Kind != inbox.DidEdit || es[0].Actor != inbox.System() || es[0].Base != 2 ||
		es[0].Args.Version != 2 || es[0].Args.Hash != it.Hash {
		x.Errorf("history is %+v", es)
	}
	// A new version leaves the person's word and the list in place.
	x.commit(did(inbox.DidEscalate, a.ID(), args(inbox.Args{Level: inbox.E3})))
	x.ingest(post(1, "Die Brücke ist halb offen.", edited(6)))
	f := inbox.Filter{Levels: 1 << inbox.E3, Must: inbox.FlagEdited}
	if got := x.list(f, 5); len(got) != 1 || got[0].Version != 3 {
		x.Errorf("edited and escalated: %+v", got)
	}
}

func editReopens(x *fixture) {
	it := x.item(post(1, "eins"))
	x.commit(did(inbox.DidClose, it.ID, args(inbox.Args{Reason: "filed"})))
	x.ingest(post(1, "eins, aber anders"))
	if got := x.get(it.ID); !got.State.Work.IsOpen() || got.State.Reopened != "edited" {
		x.Errorf("state is %+v", got.State)
	}
	if got := x.list(inbox.Filter{Work: inbox.OpenWork(), Must: inbox.FlagReopened}, 5); len(got) != 1 {
		x.Errorf("%d reopened", len(got))
	}
}

func latePage(x *fixture) {
	x.ingest(post(1, "alt"))
	x.ingest(post(1, "neuer", edited(5)))
	for _, late := range []inbox.Observation{post(1, "alt"), post(1, "dazwischen", edited(3))} {
		if r := x.ingest(late); r.Known != 1 || r.Changed != 0 {
			x.Errorf("ingest gave %+v", r)
		}
	}
	if it := x.get(idOf(1)); it.Version != 2 || it.Content.Text != "neuer" {
		x.Errorf("item is %+v", it)
	}
}

func twiceInPage(x *fixture) {
	page := []inbox.Observation{
		post(1, "eins, zweite Fassung", edited(5)), post(2, "zwei, erst so"), post(1, "eins"), post(2, "zwei, dann so"),
		post(3, "drei"), post(3, "", gone(inbox.DeletedByAuthor)),
	}
	for range 2 {
		x.ingest(page...)
		if it := x.get(idOf(1)); it.Version != 2 || it.Content.Text != "eins, zweite Fassung" {
			x.Errorf("item is %+v", it)
		}
		if it := x.get(idOf(2)); it.Version != 1 || it.Content.Text != "zwei, dann so" {
			x.Errorf("item is %+v", it)
		}
	}
	_, err := x.Item(x.ctx, idOf(3))
	x.refused(err, inbox.CodeNoItem)
}

func goneAndBack(x *fixture) {
	id := x.item(post(1, "eins")).ID
	if r := x.ingest(post(1, "", gone(inbox.DeletedByAuthor)), post(9, "", gone(inbox.DeletedByAuthor))); r.Gone != 1 || r.Known != 1 {
		x.Errorf("ingest gave %+v", r)
	}
	it := x.get(id)
	if it.State.Visibility != inbox.DeletedByAuthor || it.Content.Text != "eins" || it.Version != 1 {
		x.Errorf("item is %+v", it)
	}
	if got := x.list(inbox.Filter{Visibilities: 1 << inbox.DeletedByAuthor}, 5); len(got) != 1 {
		x.Errorf("%d gone", len(got))
	}
	if r := x.ingest(post(1, "", gone(inbox.DeletedByAuthor))); r.Gone != 0 || r.Known != 1 {
		x.Errorf("gone twice gave %+v", r)
	}
	x.ingest(post(1, "eins"))
	if it := x.get(id); it.State.Visibility != inbox.Public || it.Version != 1 {
		x.Errorf("item is %+v", it)
	}
	es, err := x.History(x.ctx, id, 10)
	x.ok(err)
	if len(es) != 2 || es[0].Kind != inbox.DidReappear || es[1].Kind != inbox.DidVanish || es[1].Args.Visible != inbox.DeletedByAuthor {
		x.Errorf("history is %+v", es)
	}
}

func addresses(x *fixture) {
	id := x.item(post(1, "eins")).ID
	o := post(1, "eins")
	o.Ref, o.URL, o.Thread, o.Parent = "r2", "https://social.example/neu", "0", "0"
	if r := x.ingest(o); r.Known != 1 || r.Changed != 0 {
		x.Errorf("ingest gave %+v", r)
	}
	it := x.get(id)
	if it.Version != 1 || it.Content.Ref != "r2" || it.Content.URL != o.URL || it.Content.Thread != "0" || it.Content.Parent != "0" {
		x.Errorf("item is %+v", it)
	}
	x.ingest(post(2, "zwei", under("0")))
	if got, err := x.Thread(x.ctx, id, 10); err != nil || len(got) != 2 {
		x.Errorf("thread is %v, %v", got, err)
	}
	if es, err := x.History(x.ctx, id, 10); err != nil || len(es) != 0 {
		x.Errorf("history is %v, %v", es, err)
	}
}

func ownPosts(x *fixture) {
	o := post(1, "Die Brücke öffnet am Montag.", own)
	if r := x.ingest(o, post(2, "Endlich!", under("1"))); r.Own != 1 || r.New != 1 || len(r.IDs) != 1 {
		x.Errorf("ingest gave %+v", r)
	}
	if it := x.get(o.ID()); it.Content.Kind != inbox.KindOwnPost {
		x.Errorf("item is %+v", it)
	}
	if got := x.list(inbox.Filter{}, 5); len(got) != 1 {
		x.Errorf("%d items in the list", len(got))
	}
	if c, err := x.Counts(x.ctx, []inbox.Filter{{}}, 10); err != nil || c[0].N != 1 {
		x.Errorf("counts are %v, %v", c, err)
	}
	if got, err := x.ByAuthor(x.ctx, channel, "7", 5); err != nil || len(got) != 1 {
		x.Errorf("by author: %v, %v", got, err)
	}
	_, err := x.Commit(x.ctx, []inbox.Decision{did(inbox.DidReveal, o.ID())}, x.tick())
	x.refused(err, inbox.CodeOwnPost)
	x.ingest(post(1, "Die Brücke öffnet am Dienstag.", own))
	if vs, err := x.Versions(x.ctx, o.ID()); err != nil || len(vs) != 2 {
		x.Errorf("versions are %v, %v", vs, err)
	}
	x.ingest(post(1, "", gone(inbox.DeletedByUs)))
	if es, err := x.Events(x.ctx, inbox.EventID{}, 5); err != nil || len(es) != 0 {
		x.Errorf("events are %v, %v", es, err)
	}
}

func brokenBytes(x *fixture) {
	broken := "Gr\xfc\xdfe \xf0\x9f aus \x00 dem \u202eArchiv\xc3"
	o := post(1, broken)
	o.Author.Name, o.URL, o.RemoteID = "J\xf6rg", "https://x.example/\xff", "id\xfe"
	it := x.item(o)
	if it.Content.Text != broken || it.Content.Author.Name != o.Author.Name || it.Content.URL != o.URL {
		x.Errorf("content is %+v", it.Content)
	}
	// What a channel says of a delivered reply gets into the log as an argument.
	es := x.commit(did(inbox.DidReveal, it.ID, args(inbox.Args{URL: o.URL, RemoteID: o.RemoteID}), text("Grund \xff")))
	back, err := x.Event(x.ctx, es[0].ID)
	x.ok(err)
	if back.ComputeHash() != back.Hash || back.Hash != es[0].Hash {
		x.Error("the entry does not hash to what it says")
	}
	if !bytes.HasPrefix([]byte(back.Text), []byte("Grund ")) {
		x.Errorf("text is %q", back.Text)
	}
}
