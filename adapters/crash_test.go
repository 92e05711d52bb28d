package adapters_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/inbox"
)

var errDied = errors.New("the process is dead")

// mortal lets a process die at a random step: a call of the store or the channel,
// before or after its effect. From there on every call fails and nothing happens
// any more, until the next process takes over.
type mortal struct {
	*rand.Rand
	left int // steps to live
}

func (m *mortal) step() error {
	if m.left--; m.left < 0 {
		return errDied
	}
	return nil
}

func (m *mortal) reborn() { m.left = 1 + m.IntN(40) }

// weather is how the channel takes a reply.
type weather struct {
	*mortal
	p    *puppet
	late []lateReply
}

type lateReply struct {
	at time.Time
	in inbox.Intent
}

func (w *weather) before(_ context.Context, op string) error {
	if err := w.step(); err != nil {
		return err
	}
	switch op {
	case "reply":
		switch w.IntN(10) {
		case 0:
			return refused(inbox.ProblemInvalid, 422)
		case 1:
			return &inbox.ChannelError{Class: inbox.ProblemThrottled, Status: 429, RetryAt: w.p.clock.Now().Add(time.Minute)}
		case 2:
			return refused(inbox.ProblemUnreachable, 0)
		case 3:
			return &inbox.ChannelError{Class: inbox.ProblemRetryable, Status: 500, SentMaybe: true}
		case 4:
			w.late = append(w.late, lateReply{w.p.clock.Now().Add(time.Duration(w.IntN(8*60)) * time.Second), w.p.out})
			return &inbox.ChannelError{Class: inbox.ProblemRetryable, SentMaybe: true, Err: context.DeadlineExceeded}
		case 5:
			panic("something in the adapter")
		}
	case "refresh", "reconcile":
		if w.IntN(4) == 0 {
			return refused(inbox.ProblemRetryable, 502)
		}
	}
	return nil
}

func (w *weather) after(context.Context, string) error {
	if err := w.step(); err != nil {
		return err
	}
	if w.IntN(3) == 0 {
		return &inbox.ChannelError{Class: inbox.ProblemRetryable, Status: 500, SentMaybe: true}
	}
	return nil
}

// A thousand days on which everything that can end ends somewhere: nothing is
// posted twice, nothing is called delivered that does not stand, nothing is called
// refused that does, and what stays unclear is left to a person.
func TestNothingIsEverSentTwice(t *testing.T) {
	const runs = 1000
	final := map[inbox.ReplyState]int{}
	crashes := 0
	for seed := range uint64(runs) {
		n := crashRun(t, seed, final)
		crashes += n
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%d runs, %d crashes, outcomes %v", runs, crashes, final)
	if final[inbox.ReplyDelivered] == 0 || final[inbox.ReplyRefused] == 0 || crashes < runs {
		t.Error("the runs do not play what they should")
	}
}

func crashRun(t *testing.T, seed uint64, final map[inbox.ReplyState]int) (crashes int) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	m := &mortal{Rand: rand.New(rand.NewPCG(seed, 1)), left: 1 << 30}
	replies := map[inbox.ReplyID]string{} // to the remote id answered
	ids := make([]inbox.ItemID, 1+m.IntN(3))
	for i := range ids {
		ids[i] = p.comment("Frage")
	}
	a := d.account(p)
	d.poll(a)
	for _, id := range ids {
		replies[d.store.answer(id, "Antwort", d.clock.Now())] = d.store.items[id].Content.RemoteID
	}
	w := &weather{mortal: m, p: p}
	p.before, p.after = w.before, w.after
	d.store.fail = func(string) error { return m.step() }
	m.reborn()
	for end := d.clock.Now().Add(30 * time.Minute); d.clock.Now().Before(end); {
		_, err := a.Sender.SendOnce(t.Context())
		if m.left < 0 {
			crashes++
			m.reborn()
			a = d.account(p)
		} else if err != nil {
			t.Errorf("alive, and yet: %v", err)
		}
		d.clock.Advance(time.Duration(m.IntN(60)) * time.Second)
		w.settleLate(d)
	}
	p.before, p.after, d.store.fail = nil, nil, nil
	for range 200 {
		d.send(a)
		d.clock.Advance(time.Minute)
		w.settleLate(d)
	}
	check(t, d, p, a, replies, final)
	return crashes
}

// settleLate lets texts appear that the server took without saying so.
func (w *weather) settleLate(d *desk) {
	rest := w.late[:0]
	for _, l := range w.late {
		if d.clock.Now().Before(l.at) {
			rest = append(rest, l)
			continue
		}
		w.p.standing = append(w.p.standing, l.in)
	}
	w.late = rest
}

func check(t *testing.T, d *desk, p *puppet, a *adapters.Account, replies map[inbox.ReplyID]string, final map[inbox.ReplyState]int) {
	t.Helper()
	stands := map[string][]string{}
	for _, s := range p.standing {
		stands[s.To.RemoteID] = append(stands[s.To.RemoteID], "r-"+s.Attempt)
	}
	last := d.send(a)
	unclear := 0
	for id, to := range replies {
		r := d.store.reply(id)
		final[r.State]++
		got := stands[to]
		switch {
		case len(got) > 1:
			t.Errorf("%d replies stand under one comment: %v", len(got), got)
		case r.State == inbox.ReplyDelivered && (len(got) != 1 || got[0] != r.RemoteID):
			t.Errorf("delivered as %q, but %v stand", r.RemoteID, got)
		case r.State == inbox.ReplyRefused && len(got) != 0:
			t.Errorf("refused, but %v stand: %+v", got, r.Attempts)
		case r.State == inbox.ReplyUnclear:
			unclear++
		case r.State == inbox.ReplyQueued, r.State == inbox.ReplySending:
			t.Errorf("left %s: %+v", r.State, r.Attempts)
		}
	}
	if unclear > last.Left {
		t.Errorf("%d unclear, but only %d are known to wait for a person", unclear, last.Left)
	}
}
