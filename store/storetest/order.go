package storetest

import (
	"time"

	"lotse/inbox"
)

// ordered is a decision that orders a measure on an item.
func ordered(it *inbox.Item, id string, m inbox.Measure, by inbox.Actor, undoUntil time.Time) inbox.Decision {
	o := &inbox.Order{
		ID: inbox.OrderID(id), Item: it.ID, ItemVersion: it.Version, ItemHash: it.Hash, Channel: it.Content.Channel,
		Measure: m, Rule: "insult", Milder: inbox.MilderUnfit, By: by,
	}
	return inbox.Decision{
		Kind: inbox.DidOrder, Actor: by, Item: it.ID, Order: o.ID, NewOrder: o, Text: "beleidigt die Kollegin",
		Args: inbox.Args{Measure: m, Rule: o.Rule, Milder: o.Milder, Until: undoUntil},
	}
}

func orderWay(x *fixture) {
	a, b := x.item(post(1, "eins")), x.item(post(2, "zwei"))
	lead := inbox.Actor{Person: "ben", Role: "lead"}
	states := func(want string, ss ...inbox.OrderState) {
		x.Helper()
		os, err := x.Orders(x.ctx, ss...)
		x.ok(err)
		got := ""
		for i := range os {
			got += string(os[i].ID) + " "
		}
		if got != want {
			x.Errorf("orders in %v are %q, want %q", ss, got, want)
		}
	}
	step := func(it inbox.ItemID, id inbox.OrderID, k inbox.Kind, by inbox.Actor, a inbox.Args) {
		x.Helper()
		x.commit(inbox.Decision{Kind: k, Actor: by, Item: it, Order: id, Args: a})
	}
	x.commit(ordered(&a, "O2", inbox.MeasureHide, ayse, x.now))
	given := x.commit(ordered(&b, "O1", inbox.MeasureDelete, ayse, x.now))[0]
	if given.Order != "O1" || given.Args.Rule != "insult" || given.Text == "" {
		x.Errorf("the log says %+v", given)
	}
	states("O2 ", inbox.OrderQueued)
	states("O2 O1 ", inbox.OrderInReview, inbox.OrderQueued) // oldest first
	states("")
	step(b.ID, "O1", inbox.DidOrderAgree, lead, inbox.Args{Until: x.now})
	for id, it := range map[inbox.OrderID]inbox.ItemID{"O2": a.ID, "O1": b.ID} {
		step(it, id, inbox.DidOrderReserve, inbox.System(), inbox.Args{Attempt: &inbox.Attempt{ID: "A-" + string(id)}})
	}
	states("O2 O1 ", inbox.OrderActing)
	step(a.ID, "O2", inbox.DidOrderSettle, inbox.System(), inbox.Args{Attempt: &inbox.Attempt{ID: "A-O2", Outcome: inbox.OutcomeDelivered}})
	step(b.ID, "O1", inbox.DidOrderSettle, inbox.System(), inbox.Args{Attempt: &inbox.Attempt{ID: "A-O1", Outcome: inbox.OutcomeRefused}})
	states("O2 ", inbox.OrderDone)
	states("O1 ", inbox.OrderRefused)
	states("", inbox.OrderActing)
	if st := x.get(a.ID).State; st.Visibility != inbox.HiddenByUs || st.OrderState != inbox.OrderDone || !st.Work.IsOpen() {
		x.Errorf("the hidden item is %+v", st)
	}
	if st := x.get(b.ID).State; st.Visibility != inbox.Public || st.OrderState != inbox.OrderRefused {
		x.Errorf("the other item is %+v", st)
	}
	o, err := x.Order(x.ctx, "O1")
	x.ok(err)
	if o.Approved != lead || len(o.Attempts) != 1 || o.Rule != "insult" {
		x.Errorf("the order is %+v", o)
	}
	// The way back is a measure of its own.
	hidden := x.get(a.ID)
	back := ordered(&hidden, "O3", inbox.MeasureUnhide, ayse, x.now)
	x.commit(back)
	os, err := x.OrdersOf(x.ctx, a.ID)
	x.ok(err)
	if len(os) != 2 || os[0].ID != "O2" || os[1].ID != "O3" {
		x.Errorf("orders are %+v", os)
	}
	// An edit takes the ground from what waits.
	x.ingest(post(1, "eins, ganz anders"))
	states("O3 ", inbox.OrderVoid)
	_, err = x.Order(x.ctx, "none")
	x.refused(err, inbox.CodeNoOrder)
	if es, err := x.Commit(x.ctx, []inbox.Decision{did(inbox.DidReveal, a.ID)}, x.tick()); err != nil || len(es) != 1 {
		x.Errorf("the item takes no more decisions: %v", err)
	}
}
