package main_test

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/inbox/learn"
	"lotse/inbox/triage"
	"lotse/store/bolt"
)

// learningDesk is a desk on a real store with n comments; what they say goes round.
type learningDesk struct {
	*testing.T
	store *bolt.Store
	desk  *inbox.Desk
	ses   *inbox.Session
	now   time.Time
}

func newLearningDesk(t *testing.T, n int, text func(i int) string) *learningDesk {
	x := &learningDesk{T: t, now: time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC)}
	clock := inbox.ClockFunc(func() time.Time { x.now = x.now.Add(time.Second); return x.now })
	store, err := bolt.Open(t.Context(), bolt.Options{Path: filepath.Join(t.TempDir(), "inbox.db"), Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	house := killHouse()
	house.Roles = append(house.Roles, inbox.DefaultRole("lead", "Leitung"))
	house.Persons = []inbox.Person{{ID: "ayse", Name: "Ayse", Roles: []string{"lead"}}}
	x.store, x.desk = store, &inbox.Desk{Store: store, House: house, Clock: clock, Assessor: triage.New()}
	if x.ses, err = x.desk.As("ayse"); err != nil {
		t.Fatal(err)
	}
	var b inbox.Batch
	for i := range n {
		o := inbox.Observation{Content: inbox.Content{
			Channel: "mastodon", RemoteID: fmt.Sprint(i), Text: text(i), Author: inbox.Author{ID: fmt.Sprint(i % 7)},
			PostedAt: x.now.Add(time.Duration(i-n) * time.Minute),
		}}
		o.Assessment = x.desk.Assessor.Assess(o.Text, inbox.AssessContext{})
		b.Observations = append(b.Observations, o)
	}
	_, err = store.Ingest(t.Context(), "mastodon", b, x.now)
	x.must(err)
	return x
}

func (x *learningDesk) must(err error) {
	x.Helper()
	if err != nil {
		x.Fatal(err)
	}
}

func (x *learningDesk) items() []inbox.Item {
	x.Helper()
	p, err := x.store.Page(x.Context(), inbox.Filter{}, "", 10_000)
	x.must(err)
	return p.Items
}

// The house takes "Träumer" for an insult, which no rule and no head does.
func dreamers(i int) string {
	return fmt.Sprintf([]string{
		"Diese Träumer im Rathaus, Nummer %d.", "Die Brücke am Markt ist gesperrt, Nummer %d.",
		"Seit Jahren regieren uns Träumer, Nummer %d.", "Diese Leute im Rathaus arbeiten viel, Nummer %d.",
	}[i%4], i)
}

func TestADeskLearnsFromItsLabels(t *testing.T) {
	x := newLearningDesk(t, 160, dreamers)
	own, err := learn.Open(t.Context(), triage.New(), x.store)
	x.must(err)
	const fresh = "Diese Träumer im Rathaus schon wieder."
	insult := inbox.SetOf(inbox.LabelInsult)
	says := func() inbox.Assessment { return own.Assess(fresh, inbox.AssessContext{}) }
	if a := says(); a.Labels().Has(inbox.LabelInsult) {
		t.Fatalf("it is an insult without the house: %+v", a)
	}

	for _, it := range x.items() {
		set, cleared := inbox.LabelSet(0), insult
		if strings.Contains(it.Content.Text, "Träumer") {
			set, cleared = insult, 0
		}
		_, err = x.ses.Label(t.Context(), inbox.Targets(it.ID), set, cleared, "")
		x.must(err)
	}
	x.must(own.CatchUp(t.Context()))
	a := says()
	if !a.Labels().Has(inbox.LabelInsult) {
		t.Fatalf("it has not learned: %+v", a)
	}
	for _, f := range a.Flags {
		if f.Label == inbox.LabelInsult && (f.House <= 0 || len(f.Spans) == 0) {
			t.Errorf("it does not say why: %+v", f)
		}
		if f.Label == inbox.LabelInsult {
			less := []byte(fresh)
			for _, s := range f.Spans[:min(2, len(f.Spans))] {
				copy(less[s.Start:s.End], "                    ")
			}
			if b := own.Assess(string(less), inbox.AssessContext{}); b.Labels().Has(inbox.LabelInsult) {
				t.Errorf("its reasons are none: %q is still an insult", less)
			}
		}
		for _, s := range f.Spans {
			if s.Start < 0 || s.End > len(fresh) || s.Start >= s.End {
				t.Errorf("span %+v", s)
			}
		}
	}
	if p := own.Layer().Part(inbox.LabelInsult); p.Evidence() != 160 || p.Stats.House.Agreement() <= p.Stats.Shipped.Agreement() {
		t.Errorf("%v labels, agreement %.2f, shipped %.2f", p.Evidence(), p.Stats.House.Agreement(), p.Stats.Shipped.Agreement())
	}
	x.must(own.Keep(t.Context()))
	again, err := learn.Open(t.Context(), triage.New(), x.store)
	x.must(err)
	if b := again.Assess(fresh, inbox.AssessContext{}); !b.Labels().Has(inbox.LabelInsult) {
		t.Error("it did not survive a restart")
	}
	_, err = x.ses.Undo(t.Context())
	x.must(err)
	x.must(own.CatchUp(t.Context()))
	if p := own.Layer().Part(inbox.LabelInsult); p.Evidence() != 159 {
		t.Errorf("after an undo %v labels count", p.Evidence())
	}
	keeps, err := learn.Forgetting(x.desk.Clock.Now())
	x.must(err)
	x.must(x.ses.Forget(t.Context(), keeps, false))
	x.must(own.CatchUp(t.Context()))
	if a := says(); a.Labels().Has(inbox.LabelInsult) {
		t.Error("it has not forgotten")
	}
	x.must(x.store.Check(t.Context()))
}

// renamed is a triage of another version.
type renamed struct{ inbox.Assessor }

func (r renamed) Assess(text string, c inbox.AssessContext) inbox.Assessment {
	a := r.Assessor.Assess(text, c)
	a.RuleSet += "-new"
	a.Level = inbox.E3
	return a
}

func TestAStoreIsAssessedAnew(t *testing.T) {
	x := newLearningDesk(t, 900, dreamers)
	first := x.items()[0]
	_, err := x.ses.Label(t.Context(), inbox.Targets(first.ID), inbox.SetOf(inbox.LabelSpam), inbox.SetOf(inbox.LabelQuestion), "")
	x.must(err)
	before, err := x.store.Item(t.Context(), first.ID)
	x.must(err)
	if old, looked, err := x.desk.Outdated(t.Context()); err != nil || old != 0 || looked == 0 {
		t.Errorf("outdated before: %d of %d, %v", old, looked, err)
	}
	x.desk.Assessor = renamed{x.desk.Assessor}
	if old, _, _ := x.desk.Outdated(t.Context()); old == 0 {
		t.Error("nothing is outdated after a change")
	}
	// Killed in the middle: what was done stays done, the next call goes on.
	ctx, kill := context.WithCancel(t.Context())
	r, err := x.ses.Restore(ctx, func(r inbox.Restoring) {
		if r.Done >= 400 {
			kill()
		}
	})
	if err == nil || r.Done != 400 || r.Finished {
		t.Fatalf("killed: %+v, %v", r, err)
	}
	r, err = x.ses.Restore(t.Context(), nil)
	x.must(err)
	if !r.Resumed || !r.Finished || r.Done != 900 {
		t.Errorf("resumed: %+v", r)
	}
	for _, it := range x.items() {
		if it.Assessment.RuleSet != x.desk.RuleSet() {
			t.Fatalf("%s was left out: %s", it.ID.Short(), it.Assessment.RuleSet)
		}
	}
	after, err := x.store.Item(t.Context(), first.ID)
	x.must(err)
	if !reflect.DeepEqual(after.State, before.State) || !after.Labels().Has(inbox.LabelSpam) || after.Labels().Has(inbox.LabelQuestion) {
		t.Error("what a person decided changed")
	}
	es, err := x.store.Events(t.Context(), inbox.EventID{}, 100)
	x.must(err)
	named := 0
	for _, e := range es {
		if e.Kind == inbox.DidReassess {
			named++
		}
	}
	if named != 1 {
		t.Errorf("the log names it %d times", named)
	}
	cs, err := x.store.Counts(t.Context(), []inbox.Filter{{Levels: 1 << inbox.E3}}, 0)
	if err != nil || cs[0].N != 900 {
		t.Errorf("counted %+v, %v", cs, err)
	}
	x.must(x.store.Check(t.Context()))
	if old, _, _ := x.desk.Outdated(t.Context()); old != 0 {
		t.Errorf("%d are outdated afterwards", old)
	}
}
