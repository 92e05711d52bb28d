package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lotse/inbox"
)

// model runs random sequences of pages, decisions and undos against a store and
// against Memory, which keeps nothing but what is obvious. After each sequence:
//
//   - both hold the same items, versions, replies and log,
//   - every list, count and search of a random filter gives what looking at each
//     item gives,
//   - the entries of an item lead from the zero state to the stored one,
//   - the log has only grown and its chain holds.
func model(t *testing.T, open func(t *testing.T) inbox.Store) {
	rapid.Check(t, func(rt *rapid.T) {
		s, m := open(t), NewMemory()
		defer s.Close() //nolint:errcheck // the fixture's tests look at Close
		w := &modelWorld{T: rt, s: s, m: m, now: start.Add(24 * time.Hour), ctx: t}
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			w.act()
		}
		w.same()
		w.chain()
		for i := range 4 {
			w.filter(fmt.Sprint("filter", i))
		}
		if v, ok := s.(verifier); ok {
			if err := v.Check(t.Context()); err != nil {
				rt.Fatalf("check: %v", err)
			}
		}
	})
}

type modelWorld struct {
	*rapid.T
	s      inbox.Store
	m      *Memory
	now    time.Time
	ctx    *testing.T
	events []inbox.Event // of the store, as Commit gave them
	known  []inbox.ItemID
}

var modelTexts = []string{"Brücke zu", "BRÜCKE auf", "Müll", "Danke!", "\xff\u212a", ""}

func (w *modelWorld) act() {
	w.now = w.now.Add(time.Duration(rapid.IntRange(0, 3).Draw(w.T, "wait")) * 20 * time.Minute)
	if len(w.known) == 0 || rapid.IntRange(0, 2).Draw(w.T, "what") == 0 {
		w.ingest()
		return
	}
	w.commit()
}

func (w *modelWorld) ingest() {
	gen := rapid.Custom(func(t *rapid.T) inbox.Observation {
		n := rapid.IntRange(0, 9).Draw(t, "number")
		o := post(n, rapid.SampledFrom(modelTexts).Draw(t, "text"), in([]string{channel, "bluesky"}[n%2]))
		if n == 9 {
			o.Kind = inbox.KindOwnPost
		}
		if n%3 == 0 {
			o.Thread = "0"
		}
		if e := rapid.IntRange(0, 3).Draw(t, "edited"); e > 0 {
			o.EditedAt = start.Add(time.Duration(e) * time.Hour)
		}
		o.Gone = rapid.SampledFrom([]inbox.Visibility{0, 0, 0, 0, inbox.DeletedByAuthor, inbox.HiddenByUs}).Draw(t, "gone")
		o.Assessment.Level = inbox.Level(rapid.Uint8Range(0, 3).Draw(t, "level"))
		o.Assessment.Language = rapid.SampledFrom([]string{"de", "en", ""}).Draw(t, "language")
		if l := rapid.Uint8Range(0, 5).Draw(t, "label"); l > 0 {
			o.Assessment.Flags = []inbox.Flag{{Label: inbox.Label(l), Score: 0.5}}
		}
		return o
	})
	b := inbox.Batch{Observations: rapid.SliceOfN(gen, 0, 6).Draw(w.T, "page"), Cursor: []byte{rapid.Uint8Range(1, 3).Draw(w.T, "cursor")}}
	for twice := range 2 {
		got, err := w.s.Ingest(w.ctx.Context(), channel, b, w.now)
		want, err2 := w.m.Ingest(w.ctx.Context(), channel, b, w.now)
		if err != nil || err2 != nil || !reflect.DeepEqual(got, want) {
			w.Fatalf("ingest gave %+v, %v; want %+v, %v", got, err, want, err2)
		}
		if twice == 1 && got.New+got.Changed+got.Own+got.Gone > 0 {
			w.Fatalf("the same page twice gave %+v", got)
		}
	}
	for i := range b.Observations {
		id := b.Observations[i].ID()
		if _, err := w.s.Item(w.ctx.Context(), id); err == nil && !slices.Contains(w.known, id) {
			w.known = append(w.known, id)
		}
	}
}

// commit tries one to three decisions; both stores must allow or refuse them
// alike.
func (w *modelWorld) commit() {
	var ds []inbox.Decision
	for range rapid.IntRange(1, 3).Draw(w.T, "decisions") {
		ds = append(ds, w.decision())
	}
	got, err := w.s.Commit(w.ctx.Context(), ds, w.now)
	// The same decisions in the words of the other store: its node made its entries.
	for i := range ds {
		if t := &ds[i].Args.Target; !t.IsZero() {
			*t = inbox.NewEventID(t.HLC(), w.m.node)
		}
	}
	want, err2 := w.m.Commit(w.ctx.Context(), ds, w.now)
	if inbox.CodeOf(err) != inbox.CodeOf(err2) || (err == nil) != (err2 == nil) {
		w.Fatalf("%s gave %v, want %v", ds[0].Kind, err, err2)
	}
	if len(got) != len(want) {
		w.Fatalf("%d entries, want %d", len(got), len(want))
	}
	w.events = append(w.events, got...)
}

func (w *modelWorld) decision() inbox.Decision {
	id := rapid.SampledFrom(w.known).Draw(w.T, "item")
	it, err := w.s.Item(w.ctx.Context(), id)
	if err != nil {
		w.Fatal(err)
	}
	by := rapid.SampledFrom([]inbox.Actor{ayse, {Person: "ben", Role: "lead"}}).Draw(w.T, "by")
	d := inbox.Decision{Actor: by, Item: id, Base: rapid.SampledFrom([]uint32{0, it.Version, 1}).Draw(w.T, "base")}
	d.Kind = rapid.SampledFrom([]inbox.Kind{
		inbox.DidLabel, inbox.DidEscalate, inbox.DidAssign, inbox.DidTake, inbox.DidRelease, inbox.DidNote,
		inbox.DidClose, inbox.DidSnooze, inbox.DidWake, inbox.DidReopen, inbox.DidWait, inbox.DidUndo, inbox.DidUndo,
		inbox.DidSubmit, inbox.DidApprove, inbox.DidQueue, inbox.DidReserve, inbox.DidSettle, inbox.DidCancel,
		inbox.DidRetry, inbox.DidAnswerElse,
	}).Draw(w.T, "kind")
	later := w.now.Add(time.Duration(rapid.IntRange(0, 90).Draw(w.T, "later")) * time.Minute)
	d.Args = inbox.Args{
		Set: inbox.LabelSet(rapid.Uint32Range(0, 15).Draw(w.T, "set")), Level: inbox.Level(rapid.Uint8Range(0, 3).Draw(w.T, "to")),
		Role: rapid.SampledFrom([]string{"press", "lead", ""}).Draw(w.T, "role"), Person: rapid.SampledFrom([]string{"", "ben"}).Draw(w.T, "person"),
		Due: later, Until: later, Reason: "filed",
	}
	switch d.Kind { //nolint:exhaustive // the others need no more
	case inbox.DidNote, inbox.DidAssign:
		d.Text = rapid.SampledFrom([]string{"", "Stimmt das?"}).Draw(w.T, "words")
	case inbox.DidUndo:
		d.Args.Target = it.State.Top
	case inbox.DidSubmit:
		n := rapid.IntRange(0, 1<<30).Draw(w.T, "reply")
		d = freeReply(&it, fmt.Sprintf("R%010d", n), "Danke.", n%2 == 0, by, w.now)
		d.NewReply.ByHand = n%3 == 0 // a person posts it, and not the sender
		return d
	case inbox.DidApprove:
		d.ReplyID, d.Args.Hash, d.Args.ValidTill = it.State.Reply, inbox.TextHash("Danke."), w.now.Add(time.Hour)
	case inbox.DidQueue, inbox.DidCancel, inbox.DidRetry:
		d.ReplyID = it.State.Reply
	case inbox.DidAnswerElse:
		d.Actor, d.ReplyID, d.Args.RemoteID = inbox.System(), it.State.Reply, "77"
	case inbox.DidReserve:
		d.Actor = rapid.SampledFrom([]inbox.Actor{by, inbox.System()}).Draw(w.T, "who posts")
		d.ReplyID, d.Args.Attempt = it.State.Reply, &inbox.Attempt{ID: "A"}
	case inbox.DidSettle:
		o := rapid.SampledFrom([]inbox.Outcome{inbox.OutcomeDelivered, inbox.OutcomeUnclear, inbox.OutcomeRefused}).Draw(w.T, "outcome")
		d.ReplyID, d.Args.Attempt = it.State.Reply, &inbox.Attempt{ID: "A", Outcome: o}
	}
	return d
}
