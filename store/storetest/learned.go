package storetest

import (
	"reflect"
	"slices"

	"lotse/inbox"
)

// suggested gives a text labels of the machine.
func suggested(ls ...inbox.Label) func(*inbox.Observation) {
	return func(o *inbox.Observation) {
		for _, l := range ls {
			o.Assessment.Flags = append(o.Assessment.Flags, inbox.Flag{Label: l, Score: 0.75, Cue: "capitals", House: 0.25})
		}
		o.Assessment.RuleSet, o.Assessment.Lowered = "old", inbox.SetOf(inbox.LabelSpam)
	}
}

func (x *fixture) judgedIDs() (out []inbox.ItemID) {
	x.Helper()
	x.ok(x.Judged(x.ctx, func(items []inbox.Item) bool { out = append(out, ids(items)...); return true }))
	return out
}

// judged is what people said of labels, and what they had before them.
func judged(x *fixture) {
	for n := range 5 {
		x.ingest(post(n, "Text", suggested(inbox.LabelClaim)))
	}
	if got := x.judgedIDs(); len(got) != 0 {
		x.Errorf("before anybody decided: %v", got)
	}
	labelled := x.commit(did(inbox.DidLabel, idOf(0), args(inbox.Args{Set: inbox.SetOf(inbox.LabelInsult), Alone: true})))
	x.commit(did(inbox.DidLabel, idOf(1), args(inbox.Args{Clear: inbox.SetOf(inbox.LabelClaim)})))
	x.commit(did(inbox.DidClose, idOf(2), args(inbox.Args{Reason: "filed", Alone: true})))
	x.commit(did(inbox.DidClose, idOf(3), args(inbox.Args{Reason: "filed"}))) // with others: nobody looked
	if got, want := x.judgedIDs(), []inbox.ItemID{idOf(2), idOf(1), idOf(0)}; !slices.Equal(got, want) {
		x.Errorf("judged are %v, want %v", got, want)
	}
	for n, want := range []inbox.Look{
		{Version: 1, Shown: inbox.SetOf(inbox.LabelClaim), Labels: true},
		{Version: 1},
		{Version: 1, Shown: inbox.SetOf(inbox.LabelClaim)},
		{},
	} {
		got := x.get(idOf(n)).State.Look
		if got.At.IsZero() != (n == 3) {
			x.Errorf("%d: looked at %v", n, got.At)
		}
		if got.At = want.At; got != want {
			x.Errorf("%d: look is %+v, want %+v", n, got, want)
		}
	}
	if x.commit(did(inbox.DidUndo, idOf(0), args(inbox.Args{Target: labelled[0].ID}))); len(x.judgedIDs()) != 2 {
		x.Error("a label that was taken back still counts")
	}
	n := 0
	x.ok(x.Judged(x.ctx, func([]inbox.Item) bool { n++; return false }))
	if n != 1 {
		x.Errorf("%d slices after it was told to stop", n)
	}
}

// kept are bytes under a name, also by way of a decision.
func kept(x *fixture) {
	want := func(s string) {
		x.Helper()
		got, err := x.Kept(x.ctx, inbox.KeptLayer)
		x.ok(err)
		if string(got) != s {
			x.Errorf("kept is %q, want %q", got, s)
		}
	}
	want("")
	x.ok(x.Keep(x.ctx, inbox.Kept{Name: inbox.KeptLayer, Bytes: []byte("one")}))
	x.ok(x.Keep(x.ctx, inbox.Kept{Name: inbox.KeptPrior, Bytes: []byte("other")}))
	want("one")
	d := inbox.Decision{Kind: inbox.DidAdopt, Actor: ayse, Keeps: []inbox.Kept{{Name: inbox.KeptLayer, Bytes: []byte("two")}}}
	_, err := x.Commit(x.ctx, []inbox.Decision{d, did(inbox.DidClose, idOf(77))}, x.tick())
	x.refused(err, inbox.CodeNoItem)
	want("one")
	x.commit(d)
	want("two")
	x.ok(x.Keep(x.ctx, inbox.Kept{Name: inbox.KeptLayer}))
	want("")
}

// reassessing changes what the machine says and nothing that a person said.
func reassessing(x *fixture) {
	all := town(x, 60)
	x.ingest(post(100, "Text", suggested(inbox.LabelClaim)), post(101, "Anderer Text", suggested(inbox.LabelClaim)), post(102, "Unser Beitrag", own))
	x.commit(did(inbox.DidLabel, idOf(100), args(inbox.Args{Set: inbox.SetOf(inbox.LabelPraise), Clear: inbox.SetOf(inbox.LabelThreat)})))
	before := x.get(idOf(100))
	now := inbox.Assessment{Language: "de", Level: inbox.E3, RuleSet: "new", Flags: []inbox.Flag{{Label: inbox.LabelThreat, Score: 0.5}, {Label: inbox.LabelQuestion, Score: 0.5}}}
	as := []inbox.Reassessment{
		{ID: idOf(100), Hash: before.Hash, Assessment: now},
		{ID: idOf(101), Hash: before.Hash, Assessment: now}, // of a text it no longer has
		{ID: idOf(102), Hash: x.get(idOf(102)).Hash, Assessment: now},
		{ID: idOf(199), Assessment: now},
	}
	for i := range all {
		as = append(as, inbox.Reassessment{ID: all[i].ID, Hash: all[i].Hash, Assessment: now})
	}
	n, err := x.Reassess(x.ctx, as, inbox.Kept{Name: inbox.KeptRestore, Bytes: []byte("here")})
	x.ok(err)
	if n != 1+len(all) {
		x.Errorf("%d assessments were replaced, want %d", n, 1+len(all))
	}
	if got, _ := x.Kept(x.ctx, inbox.KeptRestore); string(got) != "here" {
		x.Errorf("the place kept is %q", got)
	}
	it := x.get(idOf(100))
	if want := inbox.SetOf(inbox.LabelPraise, inbox.LabelQuestion); it.Labels() != want || it.Level() != inbox.E3 {
		x.Errorf("labels are %v, level %v", it.Labels(), it.Level())
	}
	if !reflect.DeepEqual(it.State, before.State) || it.Version != before.Version {
		x.Error("a new assessment changed what people decided")
	}
	if x.get(idOf(101)).Assessment.RuleSet != "old" || x.get(idOf(102)).Assessment.RuleSet != "" {
		x.Error("a text that is another one was assessed")
	}
	cs, err := x.Counts(x.ctx, []inbox.Filter{{Levels: 1 << inbox.E3}}, 0)
	x.ok(err)
	if want := len(x.list(inbox.Filter{Levels: 1 << inbox.E3}, 50)); cs[0].N != want || !cs[0].Exact || want < len(all)/2 {
		x.Errorf("counted %+v of %d", cs[0], want)
	}
	if n, err = x.Reassess(x.ctx, as, inbox.Kept{Name: inbox.KeptRestore}); err != nil || n != 0 {
		x.Errorf("again: %d, %v", n, err)
	}
}
