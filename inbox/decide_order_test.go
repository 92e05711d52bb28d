package inbox

import (
	"testing"
	"time"
)

var (
	editorA = Actor{Person: "ayse", Role: "editor"}
	leadC   = Actor{Person: "clara", Role: "lead"}
)

// insulted is a world with one item that somebody might hide.
func insulted(t *testing.T) (*world, *Item) {
	w := newWorld(t)
	c := Content{Channel: "facebook", RemoteID: "1", Text: "Ihr Deppen", PostedAt: w.now.Add(-time.Hour)}
	it := &Item{ID: c.ID(), Content: c, Version: 1, Hash: c.Hash()}
	w.items[it.ID] = it
	return w, it
}

func orderOn(it *Item, id OrderID, m Measure, by Actor, until time.Time) Decision {
	o := &Order{
		ID: id, Item: it.ID, ItemVersion: it.Version, ItemHash: it.Hash, Channel: it.Content.Channel,
		Measure: m, Rule: "insult", Milder: MilderUnfit, By: by,
	}
	return Decision{Kind: DidOrder, Actor: by, Item: it.ID, Order: id, NewOrder: o, Text: "Beleidigung", Args: Args{Until: until}}
}

func refusedWith(t *testing.T, w *world, d Decision, want Code) {
	t.Helper()
	if _, err := w.try(d); CodeOf(err) != want {
		t.Errorf("%s: got %v, want %s", d.Kind, err, want)
	}
}

func TestMeasuresNeedPersonRuleReasonAndMilderMeans(t *testing.T) {
	w, it := insulted(t)
	change := func(f func(*Decision)) Decision {
		d := orderOn(it, "o1", MeasureHide, editorA, w.now)
		f(&d)
		return d
	}
	for want, f := range map[Code]func(*Decision){
		CodeNeedsPerson:  func(d *Decision) { d.Actor = System(); d.NewOrder.By = System() },
		CodeEmptyText:    func(d *Decision) { d.Text = "" },
		CodeUnknownName:  func(d *Decision) { d.NewOrder.Milder = "" },
		CodeWrongChannel: func(d *Decision) { d.NewOrder.Channel = "x" },
		CodeItemChanged:  func(d *Decision) { d.NewOrder.ItemHash = HashOf("other") },
		CodeNoOrder:      func(d *Decision) { d.NewOrder = nil },
		CodeMeasureUnfit: func(d *Decision) { d.NewOrder.Measure = MeasureUnhide },
	} {
		refusedWith(t, w, change(f), want)
	}
	refusedWith(t, w, change(func(d *Decision) { d.NewOrder.Rule = "" }), CodeEmptyText)
	refusedWith(t, w, change(func(d *Decision) { d.NewOrder.By = leadC }), CodeNeedsPerson)
	if len(w.orders) != 0 || w.items[it.ID].State.Rev != 0 {
		t.Error("a refused order left a trace")
	}
	like := orderOn(it, "o1", MeasureLike, editorA, w.now)
	like.NewOrder.Rule, like.NewOrder.Milder, like.Text = "", "", "" // nothing is taken from anybody
	w.must(like)
	refusedWith(t, w, orderOn(it, "o2", MeasureHide, editorA, w.now), CodeOrderActive)
}

func TestDeletionTakesTwoPersons(t *testing.T) {
	for _, m := range []Measure{MeasureDelete, MeasureBlock} {
		w, it := insulted(t)
		w.must(orderOn(it, "o1", m, editorA, w.now))
		step := func(k Kind, by Actor) Decision {
			return Decision{Kind: k, Actor: by, Item: it.ID, Order: "o1", Args: Args{Until: w.now, Attempt: &Attempt{ID: "a"}}}
		}
		refusedWith(t, w, step(DidOrderReserve, System()), CodeOrderState)
		refusedWith(t, w, step(DidOrderAgree, editorA), CodeOwnRelease)
		refusedWith(t, w, step(DidOrderAgree, System()), CodeNeedsPerson)
		w.must(step(DidOrderAgree, leadC))
		if o := w.orders["o1"]; o.State != OrderQueued || o.Approved != leadC {
			t.Errorf("after agreement: %+v", o)
		}
		w.must(step(DidOrderReserve, System()))
	}
}

func TestAnOrderGoesOnlyWhileItsGroundHolds(t *testing.T) {
	w, it := insulted(t)
	w.must(orderOn(it, "o1", MeasureHide, editorA, w.now.Add(time.Minute)))
	reserve := Decision{Kind: DidOrderReserve, Actor: System(), Item: it.ID, Order: "o1", Args: Args{Attempt: &Attempt{ID: "a"}}}
	refusedWith(t, w, reserve, CodeNotDue)
	w.now = w.now.Add(2 * time.Minute)
	w.items[it.ID].Version, w.items[it.ID].Hash = 2, HashOf("x")
	refusedWith(t, w, reserve, CodeItemChanged)
	w.must(Decision{Kind: DidEdit, Actor: System(), Item: it.ID})
	if o := w.orders["o1"]; o.State != OrderVoid || o.VoidReason != "item_edited" {
		t.Errorf("after an edit: %+v", o)
	}
	refusedWith(t, w, reserve, CodeOrderState)
}

// A measure that was done is taken back by another measure, never by undo; one
// that waits is.
func TestUndoOfAnOrder(t *testing.T) {
	w, it := insulted(t)
	e := w.must(orderOn(it, "o1", MeasureHide, editorA, w.now))
	w.must(Decision{Kind: DidUndo, Actor: editorA, Item: it.ID, Order: "o1", Args: Args{Target: e.ID}})
	if o := w.orders["o1"]; o.State != OrderCancelled || w.items[it.ID].State.OrderState != OrderNone {
		t.Errorf("after undo: %v, item %v", o.State, w.items[it.ID].State.OrderState)
	}
	e = w.must(orderOn(it, "o2", MeasureHide, editorA, w.now))
	w.must(Decision{Kind: DidOrderReserve, Actor: System(), Item: it.ID, Order: "o2", Args: Args{Attempt: &Attempt{ID: "a"}}})
	undo := Decision{Kind: DidUndo, Actor: editorA, Item: it.ID, Order: "o2", Args: Args{Target: e.ID}}
	refusedWith(t, w, undo, CodeOrderState)
	settle := func(o Outcome, by Actor) Decision {
		return Decision{Kind: DidOrderSettle, Actor: by, Item: it.ID, Order: "o2", Args: Args{Attempt: &Attempt{ID: "a", Outcome: o}}}
	}
	w.must(settle(OutcomeDelivered, System()))
	if w.items[it.ID].State.Visibility != HiddenByUs {
		t.Error("not hidden")
	}
	refusedWith(t, w, undo, CodeOrderState)
	refusedWith(t, w, settle(OutcomeDelivered, System()), CodeOrderState)
}

// An answer that was lost: what can be repeated is tried again, at most
// MaxAttempts times; a report is not, a person looks.
func TestLostAnswersOfMeasures(t *testing.T) {
	for _, m := range []Measure{MeasureHide, MeasureReport} {
		w, it := insulted(t)
		w.must(orderOn(it, "o1", m, editorA, w.now))
		for n := 0; w.orders["o1"].State == OrderQueued; n++ {
			if n == MaxAttempts {
				t.Fatal("tried for ever")
			}
			a := &Attempt{ID: itoa(n)}
			w.must(Decision{Kind: DidOrderReserve, Actor: System(), Item: it.ID, Order: "o1", Args: Args{Attempt: a}})
			w.must(Decision{Kind: DidOrderSettle, Actor: System(), Item: it.ID, Order: "o1", Args: Args{Attempt: &Attempt{ID: a.ID, Outcome: OutcomeUnclear}}})
		}
		o := w.orders["o1"]
		if m.Repeatable() && (o.State != OrderRefused || len(o.Attempts) != MaxAttempts) || !m.Repeatable() && (o.State != OrderUnclear || len(o.Attempts) != 1) {
			t.Errorf("%s: %v after %d attempts", m, o.State, len(o.Attempts))
		}
		if o.State != OrderUnclear {
			continue
		}
		byHand := Decision{Kind: DidOrderSettle, Actor: System(), Item: it.ID, Order: "o1", Args: Args{Attempt: &Attempt{ID: "0", Outcome: OutcomeDelivered}}}
		refusedWith(t, w, byHand, CodeNeedsPerson)
		byHand.Actor = editorA
		w.must(byHand)
	}
}
