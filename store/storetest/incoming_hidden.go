package storetest

import (
	"slices"

	"lotse/inbox"
)

// hiddenText plays a filter of the platform that hides comments before the desk
// has seen them: they are items all the same, and say so.
func hiddenText(x *fixture) {
	veiled := gone(inbox.HiddenByUs)
	o := post(1, "Ihr seid alle …", veiled)
	o.Assessment.Level = inbox.E2
	page := []inbox.Observation{o, post(2, "offen"), post(3, "", veiled), post(4, "unser Beitrag", own, veiled)}
	r := x.ingest(page...)
	if r.New != 2 || r.Own != 1 || r.Known != 1 || r.Gone != 0 || !slices.Equal(r.IDs, []inbox.ItemID{o.ID(), idOf(2)}) {
		x.Errorf("ingest gave %+v", r)
	}
	it := x.get(o.ID())
	if it.Content.Text != o.Text || it.Version != 1 || it.State.Visibility != inbox.HiddenByUs || it.Level() != inbox.E2 || it.State.Work != inbox.WorkNew {
		x.Errorf("item is %+v", it)
	}
	if got := x.list(inbox.Filter{Visibilities: 1 << inbox.HiddenByUs}, 5); len(got) != 1 {
		x.Errorf("%d hidden", len(got))
	}
	x.kinds(o.ID(), inbox.DidVanish)
	for range 2 {
		if r := x.ingest(page...); r.Known != 4 || r.New+r.Own+r.Gone+r.Changed > 0 {
			x.Errorf("the same page again gave %+v", r)
		}
	}
	x.kinds(o.ID(), inbox.DidVanish)

	// Changed while hidden: a new version, and hidden still.
	if r := x.ingest(post(1, "Ihr seid alle toll", veiled)); r.Changed != 1 || r.Gone != 0 {
		x.Errorf("ingest gave %+v", r)
	}
	if it := x.get(o.ID()); it.Version != 2 || it.Content.Text != "Ihr seid alle toll" || it.State.Visibility != inbox.HiddenByUs {
		x.Errorf("item is %+v", it)
	}
	x.kinds(o.ID(), inbox.DidEdit, inbox.DidVanish)

	// Hidden later: by a colleague in the platform's own app.
	if r := x.ingest(post(2, "offen", veiled)); r.Gone != 1 || r.Known != 0 {
		x.Errorf("ingest gave %+v", r)
	}
	x.ingest(post(2, "offen")) // a late page does not bring it back
	if it := x.get(idOf(2)); it.State.Visibility != inbox.HiddenByUs || it.Version != 1 {
		x.Errorf("item is %+v", it)
	}
	x.kinds(idOf(2), inbox.DidVanish)

	// Gone, and seen hidden again: it was not gone.
	x.ingest(post(2, "", gone(inbox.DeletedByAuthor)))
	x.ingest(post(2, "offen", veiled))
	if it := x.get(idOf(2)); it.State.Visibility != inbox.HiddenByUs {
		x.Errorf("item is %+v", it)
	}
	// What we deleted stays deleted.
	x.ingest(post(2, "", gone(inbox.DeletedByUs)))
	if r := x.ingest(post(2, "offen", veiled)); r.Known != 1 || r.Gone != 0 {
		x.Errorf("ingest gave %+v", r)
	}
	if it := x.get(idOf(2)); it.State.Visibility != inbox.DeletedByUs {
		x.Errorf("item is %+v", it)
	}
	if es, err := x.History(x.ctx, idOf(4), 5); err != nil || len(es) != 0 {
		x.Errorf("our own post has a history: %v, %v", es, err)
	}
}

// shownAgain plays a colleague, or the platform, showing what we had hidden: only
// a look for just that tells it, and nothing is hidden again by itself.
func shownAgain(x *fixture) {
	o := post(1, "Ihr seid alle …")
	x.ingest(o, post(2, "offen"))
	hide := func(order string) {
		it := x.get(o.ID())
		x.commit(ordered(&it, order, inbox.MeasureHide, ayse, x.now))
		at := &inbox.Attempt{ID: "A-" + order, Outcome: inbox.OutcomeDelivered}
		for _, k := range []inbox.Kind{inbox.DidOrderReserve, inbox.DidOrderSettle} {
			x.commit(inbox.Decision{Kind: k, Actor: inbox.System(), Item: it.ID, Order: inbox.OrderID(order), Args: inbox.Args{Attempt: at}})
		}
	}
	hide("O1")
	if st := x.get(o.ID()).State; st.Visibility != inbox.HiddenByUs {
		x.Errorf("state is %+v", st)
	}
	x.commit(inbox.Decision{Kind: inbox.DidClose, Actor: ayse, Item: o.ID(), Args: inbox.Args{Reason: string(inbox.ReasonFiled)}})

	x.ingest(o) // a late page
	if st := x.get(o.ID()).State; st.Visibility != inbox.HiddenByUs || st.Shown || st.Work.IsOpen() {
		x.Errorf("state is %+v", st)
	}
	shown := o
	shown.Shown = true
	for range 2 {
		x.ingest(shown, post(2, "offen"))
		st := x.get(o.ID()).State
		if st.Visibility != inbox.Public || !st.Shown || st.Reopened != "shown" || !st.Work.IsOpen() || st.OrderState != inbox.OrderDone {
			x.Errorf("state is %+v", st)
		}
	}
	es, err := x.History(x.ctx, o.ID(), 1)
	x.ok(err)
	if es[0].Kind != inbox.DidReappear || es[0].Actor != inbox.System() {
		x.Errorf("the history begins with %+v", es[0])
	}
	if st := x.get(idOf(2)).State; st.Shown || st.Rev != 0 {
		x.Errorf("the other one: %+v", st)
	}
	// It is a person's to hide it once more, and then the mark goes.
	hide("O2")
	if st := x.get(o.ID()).State; st.Visibility != inbox.HiddenByUs || st.Shown {
		x.Errorf("state is %+v", st)
	}
	x.ingest(post(1, "", gone(inbox.DeletedByAuthor)))
	x.ingest(shown)
	if st := x.get(o.ID()).State; st.Visibility != inbox.Public || st.Shown {
		x.Errorf("state is %+v", st)
	}
}

// kinds asserts what an item's history holds, newest first.
func (x *fixture) kinds(id inbox.ItemID, want ...inbox.Kind) {
	x.Helper()
	es, err := x.History(x.ctx, id, 10)
	x.ok(err)
	var got []inbox.Kind
	for i := range es {
		got = append(got, es[i].Kind)
	}
	if !slices.Equal(got, want) {
		x.Errorf("history holds %v, want %v", got, want)
	}
}
