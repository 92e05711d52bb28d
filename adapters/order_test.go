package adapters_test

import (
	"context"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/inbox"
)

// ordered is a desk with one comment read and one measure due on it.
func ordered(t *testing.T, m inbox.Measure) (*desk, *puppet, *adapters.Account, inbox.OrderID) {
	t.Helper()
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.caps.Measures = inbox.Measures()
	id := p.comment("Ihr Deppen")
	a := d.account(p)
	d.poll(a)
	return d, p, a, d.store.order(id, m, d.clock.Now())
}

func (d *desk) orderIs(id inbox.OrderID, want inbox.OrderState) *inbox.Order {
	d.t.Helper()
	d.store.mu.Lock()
	defer d.store.mu.Unlock()
	o := d.store.orders[id].Clone()
	if o.State != want {
		d.t.Errorf("order is %s, want %s: %+v", o.State, want, o.Attempts)
	}
	return o
}

func TestAMeasureIsCarriedOutOnceAndSeenOnTheItem(t *testing.T) {
	d, p, a, id := ordered(t, inbox.MeasureHide)
	if r := d.send(a); r.Done != 1 || len(r.Orders) != 1 {
		t.Errorf("report %+v", r)
	}
	d.send(a)
	o := d.orderIs(id, inbox.OrderDone)
	it, _ := d.store.Item(t.Context(), o.Item)
	if p.called("act") != 1 || it.State.Visibility != inbox.HiddenByUs || !it.State.Work.IsOpen() {
		t.Errorf("%d requests, item %v, %v", p.called("act"), it.State.Visibility, it.State.Work)
	}
}

func TestAChangedTextIsJudgedAnew(t *testing.T) {
	d, p, a, id := ordered(t, inbox.MeasureHide)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) {
		o.Text = "Entschuldigung, das war unfreundlich."
		return o, true
	}
	if r := d.send(a); r.Voided != 1 || p.called("act") != 0 {
		t.Errorf("report %+v, %d requests", r, p.called("act"))
	}
	if o := d.orderIs(id, inbox.OrderVoid); o.VoidReason != "item_edited" {
		t.Errorf("reason %q", o.VoidReason)
	}
}

func TestLostAnswersOfMeasures(t *testing.T) {
	lost := func(_ context.Context, op string) error {
		if op != "act" {
			return nil
		}
		return &inbox.ChannelError{Class: inbox.ProblemRetryable, Status: 500, Op: "act", SentMaybe: true}
	}
	d, p, a, id := ordered(t, inbox.MeasureHide)
	p.before = lost
	d.send(a)
	d.orderIs(id, inbox.OrderQueued)
	p.before = nil
	d.clock.Advance(time.Hour)
	d.send(a)
	d.orderIs(id, inbox.OrderDone)

	d, p, a, id = ordered(t, inbox.MeasureReport)
	p.before = lost
	d.send(a)
	d.orderIs(id, inbox.OrderUnclear)
	p.before = nil
	d.clock.Advance(time.Hour)
	d.send(a)
	d.orderIs(id, inbox.OrderUnclear) // a second report would be a second report
	if p.called("act") != 1 {
		t.Errorf("%d reports", p.called("act"))
	}
}

func TestAKillBetweenIntentAndAnswer(t *testing.T) {
	for m, want := range map[inbox.Measure]inbox.OrderState{inbox.MeasureHide: inbox.OrderDone, inbox.MeasureReport: inbox.OrderUnclear} {
		d, p, a, id := ordered(t, m)
		p.before = func(_ context.Context, op string) error {
			if op == "act" {
				d.store.fail = func(string) error { return errDisk } // the outcome is never written
			}
			return nil
		}
		if _, err := a.Sender.SendOnce(t.Context()); err == nil {
			t.Error("the store's fault is not told")
		}
		d.store.fail, p.before = nil, nil
		d.orderIs(id, inbox.OrderActing)
		d.send(d.account(p)) // another process
		d.orderIs(id, want)
	}
}

func TestWhatTheChannelRefuses(t *testing.T) {
	for class, want := range map[inbox.Problem]inbox.OrderState{
		inbox.ProblemPermission: inbox.OrderRefused, inbox.ProblemThrottled: inbox.OrderQueued, inbox.ProblemGone: inbox.OrderRefused,
	} {
		d, p, a, id := ordered(t, inbox.MeasureHide)
		p.before = func(_ context.Context, op string) error {
			if op == "act" {
				return refused(class, 400)
			}
			return nil
		}
		d.send(a)
		if o := d.orderIs(id, want); o.Attempt().Problem != class {
			t.Errorf("%s: attempt %+v", class, o.Attempt())
		}
	}
}
