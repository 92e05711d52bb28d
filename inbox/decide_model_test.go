package inbox

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestNothingForbiddenEverLeaves lets random people do random things and looks,
// at every moment something may leave, whether it may.
func TestNothingForbiddenEverLeaves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		v := w.approved(defectTemplate())
		items := []*Item{w.comment("eins"), w.comment("zwei"), w.comment("drei")}
		people := []Actor{editor, press, {"lea", "press"}}
		posted := map[ReplyID]int{} // requests that may have taken effect and were not read as absent
		for range rapid.IntRange(10, 120).Draw(rt, "steps") {
			it := rapid.SampledFrom(items).Draw(rt, "item")
			who := rapid.SampledFrom(people).Draw(rt, "who")
			r := w.replies[it.State.Reply]
			switch rapid.IntRange(0, 15).Draw(rt, "act") {
			case 0, 1, 2:
				n := w.compose(it, v, rapid.Bool().Draw(rt, "pair"))
				n.Author = who
				_, _ = w.try(submit(n, w.now.Add(20*time.Second)))
			case 3, 4:
				if r != nil {
					_, _ = w.try(step(DidApprove, who, r, Args{Hash: r.Hash, ValidTill: w.now.Add(time.Hour), Until: w.now}))
				}
			case 5:
				if r != nil {
					_, _ = w.try(step(DidReturn, who, r, Args{}))
				}
			case 6:
				if r != nil {
					_, _ = w.try(step(DidCancel, who, r, Args{}))
				}
			case 7, 8, 9:
				if r != nil {
					w.tryReserve(rt, r, posted)
				}
			case 10, 11:
				if r != nil && r.State == ReplySending {
					out := rapid.SampledFrom([]Outcome{OutcomeDelivered, OutcomeRefused, OutcomeUnclear}).Draw(rt, "outcome")
					w.must(step(DidSettle, System(), r, Args{Attempt: &Attempt{ID: r.Attempt().ID, Outcome: out}}))
					if out == OutcomeRefused {
						posted[r.ID]--
					}
				}
			case 12:
				if r != nil && r.State == ReplyUnclear {
					a := *r.Attempt()
					w.must(step(DidRead, System(), r, Args{Attempt: &a, Count: a.Absences + 1}))
					if a.Absences+1 == 2 {
						posted[r.ID]--
					}
				}
			case 13:
				if r != nil {
					_, _ = w.try(step(DidRetry, who, r, Args{Until: w.now}))
				}
			case 14:
				switch rapid.IntRange(0, 3).Draw(rt, "world") {
				case 0:
					w.edit(it, it.Content.Text+".")
				case 1:
					w.now = w.now.Add(time.Duration(rapid.IntRange(1, 90).Draw(rt, "minutes")) * time.Minute)
				case 2:
					_, _ = w.try(Decision{Kind: DidWithdraw, Actor: press, Template: v.Ref(), Text: "x"})
				case 3:
					next := defectTemplate()
					next.Variants[0].Text = "Neu " + itoa(len(w.templates["T05"])) + ": {link}"
					v = w.approved(next)
				}
			case 15:
				w.tryUndo(rt, it, who)
			}
		}
	})
}

// tryReserve reserves and, when that was allowed, checks every rule again by other
// means.
func (w *world) tryReserve(t *rapid.T, r *Reply, posted map[ReplyID]int) {
	before := r.Clone()
	if _, err := w.try(step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: NewULID(w.now)}})); err != nil {
		return
	}
	posted[r.ID]++
	if posted[r.ID] > 1 {
		t.Fatalf("%s may stand twice: %+v", r.ID, w.replies[r.ID].Attempts)
	}
	it := w.items[r.Item]
	v, err := w.Template(before.Composition.Template)
	switch {
	case err != nil || v.State != TemplateApproved || w.now.Before(v.ValidFrom) || !w.now.Before(v.ValidUntil):
		t.Fatalf("left with template %+v", v)
	case before.ItemVersion != it.Version:
		t.Fatal("left for a text nobody read")
	case w.now.Before(before.UndoUntil):
		t.Fatal("left inside its undo window")
	case before.NeedsPair && (before.Release == nil || before.Release.By.Person == before.Author.Person ||
		before.Release.Hash != TextHash(before.Text) || w.now.After(before.Release.Until)):
		t.Fatalf("left without a second pair of eyes: %+v", before.Release)
	}
}

// tryUndo takes back a person's latest act on an item: either nothing happens, or
// the item is exactly as it was.
func (w *world) tryUndo(t *rapid.T, it *Item, who Actor) {
	i := slices.IndexFunc(w.events, func(e Event) bool { return e.ID == it.State.Top })
	if i < 0 {
		return
	}
	e := w.events[i]
	if _, err := w.try(Decision{Kind: DidUndo, Actor: who, Item: it.ID, ReplyID: e.ReplyID, Args: Args{Target: e.ID}}); err != nil {
		return
	}
	got, want := it.State, *e.Before
	got.Rev, got.Last, want.Rev, want.Last = 0, EventID{}, 0, EventID{}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("after undoing %s:\n%+v\nwant\n%+v", e.Kind, got, want)
	}
}
