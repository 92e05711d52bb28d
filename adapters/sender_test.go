package adapters_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/inbox"
)

// outbox is a desk with one comment read and one reply due.
func outbox(t *testing.T) (*desk, *puppet, *adapters.Account, inbox.ReplyID) {
	t.Helper()
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	id := p.comment("Wann öffnet das Freibad?")
	a := d.account(p)
	d.poll(a)
	return d, p, a, d.store.answer(id, "Am 1. Mai.", d.clock.Now())
}

func TestADueReplyIsDeliveredOnce(t *testing.T) {
	d, p, a, reply := outbox(t)
	if r := d.send(a); r.Delivered != 1 {
		t.Errorf("report %+v", r)
	}
	d.send(a)
	r := d.is(reply, inbox.ReplyDelivered)
	if p.called("reply") != 1 || r.RemoteID != "r-"+r.Attempt().ID || p.standing[0].Text != r.Text {
		t.Errorf("%d requests, remote id %q", p.called("reply"), r.RemoteID)
	}
}

func TestTheUndoWindowIsKept(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	id := p.comment("Frage")
	a := d.account(p)
	d.poll(a)
	reply := d.store.answer(id, "Antwort", d.clock.Now().Add(20*time.Second))
	if r := d.send(a); r.Delivered != 0 || !r.Next.Equal(d.clock.Now().Add(20*time.Second)) {
		t.Errorf("report %+v", r)
	}
	d.clock.Advance(20 * time.Second)
	d.send(a)
	d.is(reply, inbox.ReplyDelivered)
}

func TestAnEditedCommentIsNotAnswered(t *testing.T) {
	d, p, a, reply := outbox(t)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) {
		o.Text = "Wann schließt das Freibad endlich?"
		return o, true
	}
	if r := d.send(a); r.Voided != 1 || p.called("reply") != 0 {
		t.Errorf("report %+v, %d requests", r, p.called("reply"))
	}
	r := d.is(reply, inbox.ReplyVoid)
	it, _ := d.store.Item(t.Context(), r.Item)
	if r.VoidReason != "item_edited" || it.Version != 2 || it.Content.Text != "Wann schließt das Freibad endlich?" {
		t.Errorf("reason %q, version %d", r.VoidReason, it.Version)
	}
	if string(d.store.state("town").Cursor) != "1" {
		t.Errorf("the second look moved the cursor to %q", d.store.state("town").Cursor)
	}
}

func TestAMissingCommentIsNotAnswered(t *testing.T) {
	d, p, a, reply := outbox(t)
	p.adjust = func(o inbox.Observation) (inbox.Observation, bool) { return o, false }
	d.send(a)
	r := d.is(reply, inbox.ReplyVoid)
	it, _ := d.store.Item(t.Context(), r.Item)
	if r.VoidReason != "item_gone" || it.State.Visibility != inbox.Public || p.called("reply") != 0 {
		t.Errorf("reason %q, visibility %s: one look proves no deletion", r.VoidReason, it.State.Visibility)
	}
}

func TestWithoutASecondLookNothingIsSent(t *testing.T) {
	d, p, a, reply := outbox(t)
	p.before = func(_ context.Context, op string) error {
		if op == "refresh" {
			return refused(inbox.ProblemUnreachable, 0)
		}
		return nil
	}
	r := d.send(a)
	if r.Problem != inbox.ProblemUnreachable || p.called("reply") != 0 || !r.Next.After(d.clock.Now()) {
		t.Errorf("report %+v, %d requests", r, p.called("reply"))
	}
	if got := d.is(reply, inbox.ReplyQueued); len(got.Attempts) != 0 {
		t.Error("an attempt was counted, though nothing was tried")
	}
	p.before = nil
	d.clock.Advance(time.Hour)
	d.send(a)
	d.is(reply, inbox.ReplyDelivered)
}

func TestAClearRefusalStaysWithAPerson(t *testing.T) {
	for _, class := range []inbox.Problem{inbox.ProblemAuth, inbox.ProblemPermission, inbox.ProblemInvalid, inbox.ProblemGone, inbox.ProblemPolicy, inbox.ProblemUnsupported} {
		d, p, a, reply := outbox(t)
		p.before = func(_ context.Context, op string) error {
			if op == "reply" {
				return refused(class, 400)
			}
			return nil
		}
		for range 5 {
			d.send(a)
			d.clock.Advance(time.Hour)
		}
		r := d.is(reply, inbox.ReplyRefused)
		if p.called("reply") != 1 || r.Attempt().Problem != class || r.Attempt().Status != 400 {
			t.Errorf("%s: %d requests, attempt %+v", class, p.called("reply"), r.Attempt())
		}
	}
}

func TestAThrottledReplyComesBackWhenToldTo(t *testing.T) {
	d, p, a, reply := outbox(t)
	hint := d.clock.Now().Add(7 * time.Minute)
	p.before = func(_ context.Context, op string) error {
		if op == "reply" {
			return &inbox.ChannelError{Class: inbox.ProblemThrottled, Status: 429, RetryAt: hint}
		}
		return nil
	}
	other := d.store.answer(p.comment2(d, a), "Auch dies.", d.clock.Now())
	if r := d.send(a); r.Retried != 1 || p.called("reply") != 1 || r.Next.Before(hint) {
		t.Errorf("report %+v, %d requests: the second reply must wait as well", r, p.called("reply"))
	}
	d.is(reply, inbox.ReplyQueued)
	p.before = nil
	d.clock.Advance(6 * time.Minute)
	d.send(a)
	d.is(reply, inbox.ReplyQueued)
	d.clock.Advance(2 * time.Minute)
	d.send(a)
	d.is(reply, inbox.ReplyDelivered)
	d.is(other, inbox.ReplyDelivered)
}

// comment2 writes and reads another comment.
func (p *puppet) comment2(d *desk, a *adapters.Account) inbox.ItemID {
	id := p.comment("Noch eine Frage")
	d.poll(a)
	return id
}

func TestTriesAreBounded(t *testing.T) {
	d, p, a, reply := outbox(t)
	p.before = func(_ context.Context, op string) error {
		if op == "reply" {
			return refused(inbox.ProblemUnreachable, 0)
		}
		return nil
	}
	for range 20 {
		d.send(a)
		d.clock.Advance(time.Hour)
	}
	if d.is(reply, inbox.ReplyRefused); p.called("reply") != inbox.MaxAttempts {
		t.Errorf("%d requests, want %d", p.called("reply"), inbox.MaxAttempts)
	}
}

func TestAForeignErrorAndAPanicAreUnclear(t *testing.T) {
	for name, hook := range map[string]func(context.Context, string) error{
		"foreign error": func(_ context.Context, op string) error {
			if op == "reply" {
				return errors.New("something")
			}
			return nil
		},
		"panic": func(_ context.Context, op string) error {
			if op == "reply" {
				panic("a text of a citizen")
			}
			return nil
		},
		"duplicate": func(_ context.Context, op string) error {
			if op == "reply" {
				return refused(inbox.ProblemDuplicate, 403)
			}
			return nil
		},
	} {
		d, p, a, reply := outbox(t)
		p.before = hook
		r := d.send(a)
		if d.is(reply, inbox.ReplyUnclear); r.Unclear != 1 {
			t.Errorf("%s: report %+v", name, r)
		}
	}
}

func TestAStoreThatFailsAfterTheRequestLosesNothing(t *testing.T) {
	d, p, a, reply := outbox(t)
	d.store.fail = func(call string) error {
		if call == "commit settle" {
			return errDisk
		}
		return nil
	}
	if _, err := a.Sender.SendOnce(t.Context()); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
	d.is(reply, inbox.ReplySending)
	d.store.fail = nil
	d.send(a)
	if d.is(reply, inbox.ReplyDelivered); p.called("reply") != 1 {
		t.Errorf("%d requests", p.called("reply"))
	}
}

func TestUnclearIsReadForAndNeverSentAgain(t *testing.T) {
	d, p, a, reply := outbox(t)
	p.before = func(_ context.Context, op string) error {
		if op == "reply" {
			return &inbox.ChannelError{Class: inbox.ProblemRetryable, SentMaybe: true}
		}
		return nil
	}
	d.send(a)
	want := map[time.Duration]int{ // after so long: so many absences
		0: 0, 29 * time.Second: 0, 30 * time.Second: 1, 2 * time.Minute: 1, 9 * time.Minute: 2, time.Hour - time.Second: 3,
	}
	elapsed := time.Duration(0)
	for _, at := range []time.Duration{0, 29 * time.Second, 30 * time.Second, 2 * time.Minute, 9 * time.Minute, time.Hour - time.Second} {
		d.clock.Advance(at - elapsed)
		elapsed = at
		d.send(a)
		if r := d.is(reply, inbox.ReplyUnclear); r.Attempt().Absences != want[at] {
			t.Errorf("after %s: %d absences, want %d", at, r.Attempt().Absences, want[at])
		}
	}
	d.clock.Advance(time.Minute)
	d.send(a)
	d.is(reply, inbox.ReplyRefused)
	if p.called("reply") != 1 {
		t.Errorf("%d requests", p.called("reply"))
	}
}

func TestWhatCannotBeDecidedWaitsForAPerson(t *testing.T) {
	d, p, a, reply := outbox(t)
	p.before = func(_ context.Context, op string) error {
		switch op {
		case "reply":
			return &inbox.ChannelError{Class: inbox.ProblemRetryable, SentMaybe: true}
		case "reconcile":
			return refused(inbox.ProblemUnsupported, 0)
		}
		return nil
	}
	var last adapters.SendReport
	for range 60 {
		last = d.send(a)
		d.clock.Advance(time.Hour)
	}
	d.is(reply, inbox.ReplyUnclear)
	if last.Left != 1 || !last.Next.IsZero() || p.called("reply") != 1 || p.called("reconcile") > 6 {
		t.Errorf("report %+v, %d readings", last, p.called("reconcile"))
	}
}

// Scenario S7: the process dies between request and answer.
func TestCrashWhileSending(t *testing.T) {
	for name, c := range map[string]struct {
		stands  time.Duration // after which the reply stands; <0 never
		outcome inbox.ReplyState
	}{
		"a accepted":                     {0, inbox.ReplyDelivered},
		"b rejected":                     {-1, inbox.ReplyRefused},
		"c accepted but answered 500":    {0, inbox.ReplyDelivered},
		"d timed out and accepted later": {5 * time.Minute, inbox.ReplyDelivered},
	} {
		d, p, a, reply := outbox(t)
		died := errors.New("died")
		dead := false
		d.store.fail = func(string) error {
			if dead {
				return died
			}
			return nil
		}
		p.before = func(_ context.Context, op string) error {
			if op != "reply" || c.stands == 0 {
				return nil
			}
			dead = true
			return died
		}
		p.after = func(context.Context, string) error { dead = true; return refused(inbox.ProblemRetryable, 500) }
		if _, err := a.Sender.SendOnce(t.Context()); err == nil {
			t.Errorf("%s: it did not die", name)
		}
		dead, p.before, p.after = false, nil, nil
		intent := p.out

		a = d.account(p) // the next process
		if r := d.send(a); r.Recovered != 1 {
			t.Errorf("%s: report %+v", name, r)
		}
		d.is(reply, inbox.ReplyUnclear)
		for elapsed := time.Duration(0); elapsed < 2*time.Hour; elapsed += 30 * time.Second {
			if c.stands > 0 && elapsed == c.stands {
				p.standing = append(p.standing, intent)
			}
			d.send(a)
			d.clock.Advance(30 * time.Second)
		}
		r := d.is(reply, c.outcome)
		if c.outcome == inbox.ReplyDelivered && r.RemoteID == "" {
			t.Errorf("%s: no remote id", name)
		}
		if n := len(p.standing); n > 1 {
			t.Errorf("%s: %d replies stand", name, n)
		}
	}
}
