package storetest

import (
	"reflect"
	"slices"
	"time"

	"lotse/inbox"
)

func allOrNone(x *fixture) {
	a, b := x.item(post(1, "eins")), x.item(post(2, "zwei"))
	x.commit(did(inbox.DidClose, b.ID, args(inbox.Args{Reason: "filed"})))
	before := x.list(inbox.Filter{}, 5)
	es, err := x.Commit(x.ctx, []inbox.Decision{
		did(inbox.DidEscalate, a.ID, args(inbox.Args{Level: inbox.E3})),
		did(inbox.DidNote, a.ID, text("Notiz")),
		did(inbox.DidClose, b.ID, args(inbox.Args{Reason: "filed"})), // closed already
	}, x.tick())
	x.refused(err, inbox.CodeNotOpen)
	if len(es) != 0 || !reflect.DeepEqual(before, x.list(inbox.Filter{}, 5)) {
		x.Error("a refused commit changed something")
	}
	es = x.commit(did(inbox.DidReveal, a.ID), did(inbox.DidReveal, b.ID))
	if len(es) != 2 || es[0].Seq != 2 || es[1].Seq != 3 || es[0].Item != a.ID || es[1].PrevHash != es[0].Hash {
		x.Errorf("events are %+v", es)
	}
	if es, err := x.Commit(x.ctx, nil, x.tick()); err != nil || len(es) != 0 {
		x.Errorf("nothing to commit gave %v, %v", es, err)
	}
}

func inOneCommit(x *fixture) {
	it := x.item(post(1, "eins"))
	es := x.commit(
		did(inbox.DidTake, it.ID, args(inbox.Args{Until: x.now.Add(time.Hour)})),
		did(inbox.DidNote, it.ID, text("angerufen")),
		did(inbox.DidClose, it.ID, args(inbox.Args{Reason: "answered"})),
		did(inbox.DidReopen, it.ID),
	)
	st := x.get(it.ID).State
	if st.Rev != 4 || st.Notes != 1 || st.Last != es[3].ID || st.Reopened == "" || !st.Work.IsOpen() {
		x.Errorf("state is %+v", st)
	}
	for i, e := range es {
		var prev inbox.EventID
		if i > 0 {
			prev = es[i-1].ID
		}
		if e.PrevOfItem != prev || e.Before == nil || int(e.Before.Rev) != i || e.Before.Last != prev {
			x.Errorf("entry %d follows %v with %+v", i, e.PrevOfItem, e.Before)
		}
	}
	// And an undo finds an event of its own commit.
	_, err := x.Commit(x.ctx, []inbox.Decision{did(inbox.DidUndo, it.ID, args(inbox.Args{Target: es[3].ID}))}, x.tick())
	x.ok(err)
}

func oldVersion(x *fixture) {
	it := x.item(post(1, "eins"))
	x.ingest(post(1, "eins, geändert"))
	d := did(inbox.DidClose, it.ID, args(inbox.Args{Reason: "filed"}))
	d.Base = it.Version
	_, err := x.Commit(x.ctx, []inbox.Decision{d}, x.tick())
	x.refused(err, inbox.CodeItemChanged)
	d.Base = x.get(it.ID).Version
	x.commit(d)
}

func undoing(x *fixture) {
	it := x.item(post(1, "eins"))
	acts := []inbox.Decision{
		did(inbox.DidLabel, it.ID, args(inbox.Args{Set: inbox.SetOf(inbox.LabelClaim), Topic: "04"})),
		did(inbox.DidAssign, it.ID, args(inbox.Args{Role: "press", Person: "ben", Due: start.Add(time.Hour)}), text("Stimmt das?")),
		did(inbox.DidSnooze, it.ID, args(inbox.Args{Until: x.now.Add(time.Hour)})),
		did(inbox.DidClose, it.ID, args(inbox.Args{Reason: "filed"})),
	}
	var states []inbox.State
	var events []inbox.Event
	for _, d := range acts {
		states = append(states, x.get(it.ID).State)
		events = append(events, x.commit(d)...)
	}
	for i := len(acts) - 1; i >= 0; i-- {
		x.commit(did(inbox.DidUndo, it.ID, args(inbox.Args{Target: events[i].ID})))
		got, want := x.get(it.ID).State, states[i]
		want.Rev, want.Last = got.Rev, got.Last
		if !reflect.DeepEqual(got, want) {
			x.Errorf("taking back %s gave\n%+v, want\n%+v", acts[i].Kind, got, want)
		}
	}
	if got := x.list(inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkNew), Roles: []string{""}}, 5); len(got) != 1 {
		x.Error("the item is not where it was")
	}
	if due, err := x.WakeDue(x.ctx, x.now.Add(48*time.Hour), 5); err != nil || len(due) != 0 {
		x.Errorf("still to wake: %v, %v", due, err)
	}
}

func logReading(x *fixture) {
	a, b := x.item(post(1, "eins")), x.item(post(2, "zwei"))
	var want []inbox.EventID
	for i := range 10 {
		id := a.ID
		if i%3 == 0 {
			id = b.ID
		}
		want = append(want, x.commit(did(inbox.DidReveal, id))[0].ID)
	}
	// The clock stands still, and goes back: the order stays.
	for range 3 {
		es, err := x.Commit(x.ctx, []inbox.Decision{did(inbox.DidReveal, a.ID)}, start)
		x.ok(err)
		want = append(want, es[0].ID)
	}
	var got []inbox.EventID
	var at inbox.EventID
	for range 20 {
		es, err := x.Events(x.ctx, at, 4)
		x.ok(err)
		for i := range es {
			got = append(got, es[i].ID)
			at = es[i].ID
		}
	}
	if !slices.Equal(got, want) {
		x.Errorf("forwards %v, want %v", got, want)
	}
	got, at = nil, inbox.EventID{}
	for range 20 {
		es, err := x.EventsBack(x.ctx, at, 4)
		x.ok(err)
		for i := range es {
			got = append(got, es[i].ID)
			at = es[i].ID
		}
	}
	slices.Reverse(got)
	if !slices.Equal(got, want) {
		x.Errorf("backwards %v, want %v", got, want)
	}
	h, err := x.History(x.ctx, b.ID, 3)
	x.ok(err)
	if len(h) != 3 || h[0].ID != want[9] || h[1].ID != want[6] || h[2].ID != want[3] {
		x.Errorf("history is %+v", h)
	}
	var prev inbox.Hash
	es, err := x.Events(x.ctx, inbox.EventID{}, 100)
	x.ok(err)
	for i := range es {
		if es[i].Seq != uint64(i)+1 || es[i].PrevHash != prev || es[i].ComputeHash() != es[i].Hash {
			x.Errorf("entry %d breaks the chain: %+v", i, es[i])
		}
		prev = es[i].Hash
	}
}

func decisionTexts(x *fixture) {
	it := x.item(post(1, "eins"))
	e := x.commit(did(inbox.DidNote, it.ID, text("Frau Müller, Tel. 4711")))[0]
	if e.Text == "" || e.Commitment.IsZero() {
		x.Errorf("committed %+v", e)
	}
	f := x.commit(did(inbox.DidNote, it.ID, text("Frau Müller, Tel. 4711")))[0]
	if f.Commitment == e.Commitment {
		x.Error("the same text gives the same commitment: it can be guessed")
	}
	back, err := x.Event(x.ctx, e.ID)
	x.ok(err)
	if back.Text != e.Text || back.Erased || !reflect.DeepEqual(back, e) {
		x.Errorf("came back as\n%+v, was\n%+v", back, e)
	}
}

func resubmission(x *fixture) {
	var items []inbox.Item
	for i := range 4 {
		items = append(items, x.item(post(i, "später")))
	}
	at := x.now.Add(time.Hour).Truncate(time.Second)
	for i, d := range []time.Duration{3, 1, 2, 500} {
		x.commit(did(inbox.DidSnooze, items[i].ID, args(inbox.Args{Until: at.Add(d)}))) // nanoseconds
	}
	x.commit(did(inbox.DidSnooze, items[3].ID, args(inbox.Args{Until: at.Add(time.Hour)}))) // later after all
	due := func(when time.Time, n int) []inbox.ItemID {
		x.Helper()
		got, err := x.WakeDue(x.ctx, when, n)
		x.ok(err)
		return got
	}
	if got := due(at.Add(2), 10); !slices.Equal(got, []inbox.ItemID{items[1].ID, items[2].ID}) {
		x.Errorf("due are %v", got)
	}
	if got := due(at.Add(time.Minute), 2); len(got) != 2 {
		x.Errorf("%d due of at most two", len(got))
	}
	_, err := x.Commit(x.ctx, []inbox.Decision{did(inbox.DidWake, items[1].ID)}, at.Add(1))
	x.ok(err)
	if got := due(at.Add(time.Minute), 10); !slices.Equal(got, []inbox.ItemID{items[2].ID, items[0].ID}) {
		x.Errorf("due are %v", got)
	}
	if got := x.list(inbox.Filter{Must: inbox.FlagSnoozed}, 10); len(got) != 3 {
		x.Errorf("%d snoozed", len(got))
	}
}
