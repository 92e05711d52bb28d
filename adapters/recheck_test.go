package adapters_test

import (
	"fmt"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/inbox"
)

// pass lets time go by in rounds of five minutes.
func (d *desk) pass(a *adapters.Account, span time.Duration) (all adapters.Report) {
	d.t.Helper()
	for end := d.clock.Now().Add(span); d.clock.Now().Before(end); {
		d.clock.Advance(5 * time.Minute)
		r := d.poll(a)
		all.Changed += r.Changed
		all.Gone += r.Gone
		all.Rechecked += r.Rechecked
		all.Missing += r.Missing
		all.Warnings = append(all.Warnings, r.Warnings...)
	}
	return all
}

func TestOpenItemsAreLookedAtAgainByTheirAge(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.comment("Text")
	a := d.account(p)
	d.poll(a)
	for _, step := range []struct {
		span time.Duration
		want int
	}{{5 * time.Minute, 0}, {10 * time.Minute, 1}, {40 * time.Minute, 0}, {10 * time.Minute, 1}, {5 * time.Hour, 1}, {18 * time.Hour, 1}, {5 * 24 * time.Hour, 0}, {24 * time.Hour, 1}, {7 * 24 * time.Hour, 1}} {
		before := p.called("refresh")
		d.pass(a, step.span)
		if got := p.called("refresh") - before; got != step.want {
			t.Errorf("within %s until %s: %d looks, want %d", step.span, d.clock.Now().Sub(noon), got, step.want)
		}
	}
}

func TestALookCatchesUpAfterASleep(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.comment("Text")
	d.poll(d.account(p))
	d.clock.Advance(30 * time.Hour)
	d.poll(d.account(p))
	if n := p.called("refresh"); n != 1 {
		t.Errorf("%d looks after a day's sleep, want a single one", n)
	}
}

func TestAnEditIsFound(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	id := p.comment("Gut so")
	a := d.account(p)
	d.poll(a)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { o.Text = "Schlecht so"; return o, true }
	if r := d.pass(a, 30*time.Minute); r.Changed != 1 || d.store.items[id].Version != 2 {
		t.Errorf("%+v", r)
	}
}

func TestADeletionTakesTwoStrikes(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	gone := p.comment("Weg")
	p.comment("Bleibt")
	a := d.account(p)
	d.poll(a)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { return o, o.Text != "Weg" }
	r := d.pass(a, 10*time.Minute)
	if r.Missing != 1 || r.Gone != 0 || len(d.store.state("town").Suspects) != 1 {
		t.Errorf("first strike: %+v", r)
	}
	a = d.account(p) // a restart remembers the first
	if r := d.pass(a, 10*time.Minute); r.Gone != 0 {
		t.Errorf("too early: %+v", r)
	}
	if r := d.pass(a, 10*time.Minute); r.Gone != 1 {
		t.Errorf("second strike: %+v", r)
	}
	if v := d.store.items[gone].State.Visibility; v != inbox.DeletedByAuthor || len(d.store.state("town").Suspects) != 0 {
		t.Errorf("visibility %s, suspects %v", v, d.store.state("town").Suspects)
	}
}

func TestAMissingTextThatComesBackIsNoSuspect(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.comment("Flackert")
	a := d.account(p)
	d.poll(a)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { return o, false }
	d.pass(a, 10*time.Minute)
	p.adjust = nil
	if r := d.pass(a, 8*24*time.Hour); r.Gone != 0 || len(d.store.state("town").Suspects) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestWithoutAControlNothingIsDeleted(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	for i := range 4 { // fewer than a mass, and all of them
		p.comment(fmt.Sprint("Text ", i))
	}
	a := d.account(p)
	d.poll(a)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { return o, false }
	d.store.fail = nil
	before := p.called("whoami")
	r := d.pass(a, time.Hour)
	if p.called("whoami") == before && r.Gone != 0 {
		t.Errorf("deleted without making sure that the account sees anything: %+v", r)
	}
}

func TestManyMissingAtOnceMeanSomethingElse(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	for i := range 20 {
		p.comment(fmt.Sprint("Text ", i))
	}
	a := d.account(p)
	d.poll(a)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { return o, len(o.RemoteID) == 1 }
	r := d.pass(a, 26*time.Hour)
	if r.Gone != 0 || len(d.store.state("town").Suspects) != 0 || len(r.Warnings) == 0 || r.Warnings[0].Code != "mass_missing" {
		t.Errorf("%+v", r)
	}
}

func TestAWindowProvesNoDeletion(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.caps.ProvableGone = false
	p.comment("Fällt aus dem Fenster")
	p.comment("Bleibt")
	a := d.account(p)
	d.poll(a)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { return o, o.Text == "Bleibt" }
	if r := d.pass(a, 26*time.Hour); r.Gone != 0 {
		t.Errorf("%+v", r)
	}
}

func TestConversationsAreReadAgain(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.caps.Threads = true
	p.comment("Text")
	a := d.account(p)
	d.poll(a)
	first := p.called("thread")
	d.pass(a, time.Hour)
	hour := p.called("thread") - first
	if first != 1 || hour < 6 || hour > 12 {
		t.Errorf("%d reads at once, %d in an hour", first, hour)
	}
	again := d.account(p) // a new process knows the thread from the store
	before := p.called("thread")
	d.poll(again)
	if p.called("thread") != before+1 {
		t.Error("after a restart the conversation is forgotten")
	}
	before = p.called("thread")
	d.poll(d.account(p, func(o *adapters.Options) { o.NoThreads = true }))
	if p.called("thread") != before {
		t.Error("read, although the channel does so itself")
	}
	d.clock.Advance(8 * 24 * time.Hour)
	before = p.called("thread")
	d.poll(again)
	if p.called("thread") != before {
		t.Error("an old conversation is still read")
	}
}
