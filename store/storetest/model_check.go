package storetest

import (
	"reflect"
	"slices"
	"time"

	"pgregory.net/rapid"

	"lotse/inbox"
)

// same compares everything both stores hold. Event ids differ by the node that
// made them, so they are made alike first.
func (w *modelWorld) same() {
	ctx := w.ctx.Context()
	for _, id := range w.known {
		a, err := w.s.Item(ctx, id)
		b, err2 := w.m.Item(ctx, id)
		if err != nil || err2 != nil {
			w.Fatalf("item: %v, %v", err, err2)
		}
		w.folded(&a)
		oneNode(&a.State)
		oneNode(&b.State)
		if !reflect.DeepEqual(a, b) {
			w.Fatalf("item is\n%+v, want\n%+v", a, b)
		}
		va, err := w.s.Versions(ctx, id)
		vb, err2 := w.m.Versions(ctx, id)
		if err != nil || err2 != nil || !reflect.DeepEqual(va, vb) {
			w.Fatalf("versions are\n%+v, %v, want\n%+v, %v", va, err, vb, err2)
		}
		ra, err := w.s.RepliesOf(ctx, id)
		rb, err2 := w.m.RepliesOf(ctx, id)
		if err != nil || err2 != nil || !reflect.DeepEqual(ra, rb) {
			w.Fatalf("replies are\n%+v, %v, want\n%+v, %v", ra, err, rb, err2)
		}
		w.posted(ra)
	}
	sa, err := w.s.ChannelState(ctx, channel)
	sb, err2 := w.m.ChannelState(ctx, channel)
	if err != nil || err2 != nil || !reflect.DeepEqual(sa, sb) {
		w.Fatalf("channel is %+v, want %+v", sa, sb)
	}
	da, err := w.s.WakeDue(ctx, w.now, 100)
	db, err2 := w.m.WakeDue(ctx, w.now, 100)
	if err != nil || err2 != nil || !slices.Equal(da, db) {
		w.Fatalf("due are %v, want %v", da, db)
	}
}

// posted looks at who has reserved what: the sender nothing that goes by hand, a
// person nothing else.
func (w *modelWorld) posted(rs []inbox.Reply) {
	for i := range rs {
		r := &rs[i]
		es, err := w.s.History(w.ctx.Context(), r.Item, 1000)
		if err != nil {
			w.Fatal(err)
		}
		for k := range es {
			if es[k].Kind == inbox.DidReserve && es[k].ReplyID == r.ID && (es[k].Actor.Person != "") != r.ByHand {
				w.Fatalf("%+v was reserved by %+v", r, es[k].Actor)
			}
		}
		if r.ByHand && r.State == inbox.ReplySending || r.VoidReason == inbox.OtherWords && (!r.ByHand || r.State != inbox.ReplyCancelled) {
			w.Fatalf("reply is %+v", r)
		}
	}
}

func oneNode(st *inbox.State) {
	for _, e := range []*inbox.EventID{&st.Last, &st.Top} {
		if !e.IsZero() {
			*e = inbox.NewEventID(e.HLC(), 0)
		}
	}
}

// folded follows an item's entries from the zero state to the stored one.
func (w *modelWorld) folded(it *inbox.Item) {
	es, err := w.s.History(w.ctx.Context(), it.ID, 1000)
	if err != nil {
		w.Fatal(err)
	}
	if len(es) != int(it.State.Rev) {
		w.Fatalf("%d entries, revision %d", len(es), it.State.Rev)
	}
	for i, e := range es {
		if e.Item != it.ID || e.Before == nil || int(e.Before.Rev) != len(es)-1-i {
			w.Fatalf("entry %d of %d is %+v", i, len(es), e)
		}
		var prev inbox.EventID
		if i+1 < len(es) {
			prev = es[i+1].ID
		}
		if e.PrevOfItem != prev || e.Before.Last != prev {
			w.Fatalf("entry %d follows %v, not %v", i, e.PrevOfItem, prev)
		}
		if e.Kind != inbox.DidUndo {
			continue
		}
		// Undo after do is the identity, save for revision and last entry.
		undone := slices.IndexFunc(es, func(o inbox.Event) bool { return o.ID == e.Args.Target })
		after := it.State
		if i > 0 {
			after = *es[i-1].Before
		}
		want := *es[undone].Before
		want.Rev, want.Last = after.Rev, after.Last
		if !reflect.DeepEqual(normal(after), normal(want)) {
			w.Fatalf("undo gave\n%+v, want\n%+v", after, want)
		}
	}
}

// normal reads all times in one zone.
func normal(st inbox.State) inbox.State {
	for _, t := range []*time.Time{&st.DueAt, &st.SnoozedUntil, &st.Lease.Until, &st.PromisedBy, &st.ReactedAt, &st.AnsweredAt, &st.Look.At} {
		*t = t.UTC()
	}
	return st
}

// chain reads the whole log and compares it with what the commits gave.
func (w *modelWorld) chain() {
	es, err := w.s.Events(w.ctx.Context(), inbox.EventID{}, 10_000)
	if err != nil {
		w.Fatal(err)
	}
	var prev inbox.Hash
	at := 0
	for i := range es {
		e := &es[i]
		if e.Seq != uint64(i)+1 || e.PrevHash != prev || e.ComputeHash() != e.Hash {
			w.Fatalf("entry %d breaks the chain: %+v", i, e)
		}
		prev = e.Hash
		if at < len(w.events) && w.events[at].ID == e.ID {
			if w.events[at].Hash != e.Hash || w.events[at].Text != e.Text {
				w.Fatalf("entry %d is\n%+v, was\n%+v", i, e, w.events[at])
			}
			at++
		}
	}
	if at != len(w.events) {
		w.Fatalf("%d of %d entries are in the log", at, len(w.events))
	}
}

// filter draws a filter and compares every way of asking it with looking at each
// item.
func (w *modelWorld) filter(label string) {
	ctx := w.ctx.Context()
	f := rapid.Custom(drawFilter).Draw(w.T, label)
	all, err := listAll(ctx, w.m, inbox.Filter{}, 1000)
	if err != nil {
		w.Fatal(err)
	}
	want := naive(all, &f)
	size := rapid.IntRange(1, 6).Draw(w.T, "size")
	items, err := listAll(ctx, w.s, f, size)
	if err != nil || !slices.Equal(ids(items), want) {
		w.Fatalf("a list of %v, %v; want %v", ids(items), err, want)
	}
	var found []inbox.ItemID
	err = w.s.Search(ctx, f, func(is []inbox.Item) bool { found = append(found, ids(is)...); return true })
	if err != nil || !slices.Equal(found, want) {
		w.Fatalf("a search found %v, %v; want %v", found, err, want)
	}
	cs, err := w.s.Counts(ctx, []inbox.Filter{f}, 1000)
	if err != nil || cs[0] != (inbox.Count{N: len(want), Exact: true}) {
		w.Fatalf("counted %+v, %v; want %d", cs, err, len(want))
	}
	if len(all) > 0 {
		at := rapid.IntRange(0, len(all)-1).Draw(w.T, "than")
		c, err := w.s.Newer(ctx, f, all[at].ID, 1000)
		if n := len(naive(all[:at], &f)); err != nil || c != (inbox.Count{N: n, Exact: true}) {
			w.Fatalf("newer are %+v, %v; want %d", c, err, n)
		}
	}
}

func drawFilter(t *rapid.T) (f inbox.Filter) {
	some := func(label string) bool { return rapid.IntRange(0, 3).Draw(t, label) == 0 }
	words := func(label string, all ...string) []string {
		return rapid.SliceOfN(rapid.SampledFrom(all), 0, 2).Draw(t, label)
	}
	if some("work") {
		f.Work = inbox.WorkSet(rapid.Uint32Range(0, 1<<13-1).Draw(t, "states"))
	}
	if some("level") {
		f.Levels = rapid.Uint8Range(0, 15).Draw(t, "levels")
	}
	if some("visible") {
		f.Visibilities = rapid.Uint8Range(0, 63).Draw(t, "visibilities")
	}
	if some("flag") {
		f.Must = inbox.Flags(1) << rapid.IntRange(0, 8).Draw(t, "must")
		f.MustNot = inbox.Flags(1) << rapid.IntRange(0, 8).Draw(t, "must not")
	}
	if some("label") {
		f.LabelsAny = []inbox.LabelSet{inbox.LabelSet(rapid.Uint32Range(0, 63).Draw(t, "any"))}
		f.LabelsNone = inbox.LabelSet(rapid.Uint32Range(0, 63).Draw(t, "none"))
	}
	if some("channel") {
		f.Channels = words("channels", channel, "bluesky", "nowhere")
	}
	if some("role") {
		f.NotRoles = words("not roles", "press", "", "nobody")
	}
	if some("person") {
		f.Persons = words("persons", "ayse", "", "ben")
	}
	if some("language") {
		f.Languages = words("languages", "de", "", "en")
	}
	if some("time") {
		f.From = start.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "from")) * time.Minute)
		f.To = f.From.Add(time.Duration(rapid.IntRange(0, 9*60).Draw(t, "long")) * time.Second)
	}
	if some("due") {
		f.DueBefore = start.Add(24*time.Hour + time.Duration(rapid.IntRange(0, 300).Draw(t, "due before"))*time.Minute)
	}
	if some("author") {
		f.Authors = words("authors", "käthe", "öztürk", "x")
	}
	if some("thread") {
		f.Thread = rapid.SampledFrom([]string{"0", "1"}).Draw(t, "root")
	}
	if some("text") {
		f.Text = []inbox.TextTerm{{
			Text: rapid.SampledFrom([]string{"brücke", "k", "\xff", "müll", "!", "kaethe"}).Draw(t, "term"),
			Not:  rapid.Bool().Draw(t, "not"),
		}}
	}
	return f
}
