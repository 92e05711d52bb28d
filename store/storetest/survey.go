package storetest

import (
	"reflect"
	"slices"
	"time"

	"lotse/inbox"
)

// surveying compares a survey with what the items themselves say.
func surveying(x *fixture) {
	all := town(x, 300)
	answered := answer(x, &all[0])
	all[0] = x.get(answered)
	hidden := hide(x, &all[1])
	all[1] = x.get(hidden)
	from, to := all[200].ID.Time(), all[50].ID.Time()
	for _, st := range []inbox.Stretch{
		{},
		{From: from},
		{To: to},
		{From: from, To: to},
		{From: to, To: from},
		{Channels: []string{all[0].Content.Channel}},
		{Channels: []string{"nirgends"}},
		{Channels: []string{}},
	} {
		f := st.Filter()
		var want, got []inbox.Tally
		for i := range all {
			if facts := all[i].Facts(); f.MatchFacts(&facts) {
				t := all[i].Tally()
				if all[i].ID == answered {
					t.Replies = []inbox.Category{inbox.CategoryA}
				}
				if all[i].ID == hidden {
					t.Measures = []inbox.Taken{{Measure: inbox.MeasureHide, Rule: "insult"}}
				}
				want = append(want, t)
			}
		}
		x.ok(x.Survey(x.ctx, st, func(ts []inbox.Tally) bool { got = append(got, ts...); return true }))
		for _, ts := range [][]inbox.Tally{want, got} {
			for i := range ts {
				ts[i].ReactedAt, ts[i].AnsweredAt = ts[i].ReactedAt.UTC(), ts[i].AnsweredAt.UTC()
			}
		}
		if !reflect.DeepEqual(got, want) {
			x.Fatalf("%+v: %d tallies, want %d", st, len(got), len(want))
		}
	}
	if !slices.ContainsFunc(all, func(it inbox.Item) bool { return !it.State.ReactedAt.IsZero() }) {
		x.Error("nobody reacted")
	}
	n := 0
	x.ok(x.Survey(x.ctx, inbox.Stretch{}, func([]inbox.Tally) bool { n++; return false }))
	if n != 1 {
		x.Errorf("%d slices after it was told to stop", n)
	}
}

// answer brings a reply to an item to its end.
func answer(x *fixture, it *inbox.Item) inbox.ItemID {
	x.commit(freeReply(it, "R9", "Danke.", false, ayse, x.now))
	attempt := func(o inbox.Outcome) inbox.Args { return inbox.Args{Attempt: &inbox.Attempt{ID: "A9", Outcome: o}} }
	for _, step := range []struct {
		kind inbox.Kind
		args inbox.Args
	}{{inbox.DidReserve, attempt("")}, {inbox.DidSettle, attempt(inbox.OutcomeDelivered)}} {
		x.commit(inbox.Decision{Kind: step.kind, Actor: inbox.System(), Item: it.ID, ReplyID: "R9", Args: step.args})
	}
	return it.ID
}

// hide brings a measure on an item to its end.
func hide(x *fixture, it *inbox.Item) inbox.ItemID {
	x.commit(ordered(it, "O9", inbox.MeasureHide, ayse, x.now))
	step := func(k inbox.Kind, o inbox.Outcome) {
		x.commit(inbox.Decision{Kind: k, Actor: inbox.System(), Item: it.ID, Order: "O9", Args: inbox.Args{Attempt: &inbox.Attempt{ID: "A8", Outcome: o}}})
	}
	step(inbox.DidOrderReserve, "")
	step(inbox.DidOrderSettle, inbox.OutcomeDelivered)
	return it.ID
}

// firstTimes: what a person did first and when we first answered stays, an undo
// takes back what it takes back.
func firstTimes(x *fixture) {
	it := x.item(post(1, "eins"))
	at := func(what string, got, want time.Time) {
		x.Helper()
		if !got.Equal(want) {
			x.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	x.commit(inbox.Decision{Kind: inbox.DidReveal, Actor: ayse, Item: it.ID})
	at("reacted", x.get(it.ID).State.ReactedAt, time.Time{})
	first := x.commit(inbox.Decision{Kind: inbox.DidNote, Actor: ayse, Item: it.ID, Text: "gesehen"})
	at("reacted", x.get(it.ID).State.ReactedAt, first[0].At)
	x.commit(inbox.Decision{Kind: inbox.DidUndo, Actor: ayse, Item: it.ID, Args: inbox.Args{Target: first[0].ID}})
	at("reacted", x.get(it.ID).State.ReactedAt, time.Time{})
	again := x.commit(inbox.Decision{Kind: inbox.DidTake, Actor: ayse, Item: it.ID, Args: inbox.Args{Until: x.now.Add(time.Hour)}})
	answer(x, new(x.get(it.ID)))
	got := x.get(it.ID).State
	at("reacted", got.ReactedAt, again[0].At)
	if !got.AnsweredAt.After(got.ReactedAt) {
		x.Errorf("answered %v", got.AnsweredAt)
	}
	was := got.AnsweredAt
	x.commit(inbox.Decision{Kind: inbox.DidAnswerElse, Actor: inbox.System(), Item: it.ID})
	at("answered", x.get(it.ID).State.AnsweredAt, was)
}
