package adapters_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/inbox"
)

// running is a desk whose accounts run in their goroutines.
type running struct {
	*desk
	reads chan adapters.Report
	sends chan adapters.SendReport
	end   func()
}

// run starts the loops; every round of every channel is told on the channels.
func (d *desk) run(ps ...inbox.Channel) *running {
	d.t.Helper()
	r := &running{desk: d, reads: make(chan adapters.Report, 10_000), sends: make(chan adapters.SendReport, 10_000)}
	var as []*adapters.Account
	for _, p := range ps {
		as = append(as, adapters.NewAccount(adapters.Options{
			ID: p.Kind(), Channel: p, Store: d.store, Clock: d.clock, Rand: func() float64 { return 0.5 },
			OnRead: func(x adapters.Report) { r.reads <- x },
			OnSent: func(x adapters.SendReport) { r.sends <- x },
		}))
	}
	ctx, cancel := context.WithCancel(d.t.Context())
	done := make(chan error)
	go func() { done <- adapters.Run(ctx, d.clock, as...) }()
	r.end = func() {
		cancel()
		if err := <-done; err != nil {
			d.t.Error(err)
		}
	}
	return r
}

// round waits for the next round of a channel, moving the clock on so long as
// nothing comes.
func (r *running) round(id string) adapters.Report {
	r.t.Helper()
	tick := time.NewTicker(time.Millisecond) // real time, only to notice that nobody moves
	defer tick.Stop()
	for range 20_000 {
		select {
		case x := <-r.reads:
			if x.Channel == id {
				return x
			}
		case <-tick.C:
			r.clock.Advance(10 * time.Second)
		}
	}
	r.t.Fatalf("no round of %s", id)
	return adapters.Report{}
}

// named gives a puppet its own kind, by which the tests tell channels apart.
type named struct{ *puppet }

func (n named) Kind() string { return n.id }

func TestAHangingChannelDelaysNoOther(t *testing.T) {
	d := newDesk(t)
	good, hangs, deaf, panics := newPuppet("good", d.clock), newPuppet("hangs", d.clock), newPuppet("deaf", d.clock), newPuppet("panics", d.clock)
	hangs.before = func(ctx context.Context, _ string) error { <-ctx.Done(); return ctx.Err() }
	wake := make(chan struct{})
	deaf.before = func(context.Context, string) error { <-wake; return nil } // does not even look at its context
	panics.before = func(context.Context, string) error { panic("broken") }
	r := d.run(named{good}, named{hangs}, named{deaf}, named{panics})
	for n := range 50 {
		good.comment("Text")
		if x := r.round("good"); x.Problem != "" {
			t.Fatalf("round %d: %+v", n, x)
		}
	}
	if x := r.round("hangs"); x.Problem != inbox.ProblemRetryable {
		t.Errorf("hanging: %+v", x)
	}
	if x := r.round("panics"); x.Problem != inbox.ProblemRetryable || x.Panics == 0 {
		t.Errorf("panicking: %+v", x)
	}
	if x := r.round("deaf"); x.Problem != inbox.ProblemRetryable {
		t.Errorf("deaf: %+v", x)
	}
	if n := deaf.called("poll"); n != 1 {
		t.Errorf("%d calls into a channel whose first has not come back", n)
	}
	if n := d.store.count(); n < 50 {
		t.Errorf("%d items of the good channel, want 50", n)
	}
	close(wake)
	r.end()
}

func TestAStormOf429LosesNothing(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.pageSize = 5
	storm := 0
	p.before = func(_ context.Context, op string) error {
		if op != "poll" {
			return nil
		}
		if storm++; storm%3 != 0 { // two of three requests are turned away, also between pages
			return &inbox.ChannelError{Class: inbox.ProblemThrottled, Status: 429, RetryAt: d.clock.Now().Add(time.Minute)}
		}
		return nil
	}
	r := d.run(named{p})
	const n = 200
	for i := range n {
		p.comment("Text")
		if i%10 == 0 {
			if x := r.round("town"); x.Open {
				t.Fatal("being asked to wait opened the circuit")
			}
		}
	}
	for range 400 {
		if r.round("town"); d.store.count() == n {
			break
		}
	}
	r.end()
	if got := d.store.count(); got != n {
		t.Errorf("%d items, want %d", got, n)
	}
}

func TestAfterASleepOneRoundFollows(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	r := d.run(named{p})
	r.round("town")
	before := p.called("poll")
	d.clock.Advance(9 * time.Hour) // the lid was closed
	if x := r.round("town"); x.At.Before(noon.Add(9 * time.Hour)) {
		t.Errorf("round at %s", x.At)
	}
	if n := p.called("poll") - before; n != 1 {
		t.Errorf("%d polls after the sleep, want 1", n)
	}
	r.end()
}

func TestTheRunningSenderSendsWhatIsDue(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	id := p.comment("Frage")
	r := d.run(named{p})
	r.round("town")
	reply := d.store.answer(id, "Antwort", d.clock.Now())
	d.store.hint()
	if x := <-r.sends; x.Delivered != 1 {
		t.Errorf("%+v", x)
	}
	d.is(reply, inbox.ReplyDelivered)
	r.end()
}

func TestClosingWaitsForTheRequestThatIsOut(t *testing.T) {
	d, p, _, reply := outbox(t)
	out, answer := make(chan struct{}), make(chan struct{})
	p.before = func(_ context.Context, op string) error {
		if op == "reply" {
			close(out)
			<-answer
		}
		return nil
	}
	r := d.run(named{p})
	<-out
	ended := make(chan struct{})
	go func() { r.end(); close(ended) }()
	close(answer)
	<-ended
	d.is(reply, inbox.ReplyDelivered)
}

func TestALoopThatPanicsBeginsAgain(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	p.comment("Text")
	var once atomic.Bool
	d.store.fail = func(call string) error {
		if call == "ingest" && once.CompareAndSwap(false, true) {
			panic("a fault of the store")
		}
		return nil
	}
	r := d.run(named{p})
	if x := r.round("town"); x.New != 1 || x.Panics != 1 {
		t.Errorf("%+v", x)
	}
	r.end()
}

func TestAnOpenCircuitStaysOpenOverARestart(t *testing.T) {
	d := newDesk(t)
	p := newPuppet("town", d.clock)
	until := noon.Add(5 * time.Minute)
	d.store.states["town"] = inbox.ChannelState{Channel: "town", Open: true, Failures: 5, Problem: inbox.ProblemRetryable, RetryAt: until}
	r := d.run(named{p})
	if x := r.round("town"); x.At.Before(until) || x.Open {
		t.Errorf("round at %s, open %t", x.At, x.Open)
	}
	r.end()
}
