package adapters

import (
	"context"
	"errors"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

const (
	defaultEvery = 2 * time.Minute
	callLimit    = 2 * time.Minute // for one page; it may be several requests
	pageCap      = 60              // pages of one round; the next round goes on
	moreAfter    = 5 * time.Second
	saveEvery    = 5 * time.Minute
	skewWarn     = 2 * time.Minute
)

// Poller reads one channel into the store. Its methods must not run at once.
type Poller struct {
	channel inbox.Channel
	in      *intake
	clock   Clock
	rand    randomly
	every   time.Duration
	tell    func(Report)

	noThreads bool

	guard   *guard
	breaker breaker
	nudge   chan struct{}

	skew    time.Duration // as this round's warnings told it
	loaded  bool
	state   inbox.ChannelState
	saved   inbox.ChannelState
	savedAt time.Time
	due     time.Time
	recheck recheck
	threads threads
	dutyDue time.Time // a look at everything that failed is not tried again before
}

// Nudge lets a running poller start its next round at once.
func (p *Poller) Nudge() {
	select {
	case p.nudge <- struct{}{}:
	default:
	}
}

// Run reads the channel until the context ends. It comes back earlier only when
// the store fails for good.
func (p *Poller) Run(ctx context.Context) error {
	if err := p.load(ctx); err != nil {
		return err
	}
	p.due = p.clock.Now()
	if p.state.RetryAt.After(p.due) { // what a server asked for holds over a restart
		p.due = p.rand.hinted(p.state.RetryAt, p.clock.Now())
	}
	for sleepUntil(p.clock, ctx.Done(), p.nudge, p.due) {
		// However long the machine slept, one round follows: the due time is reckoned
		// from now and never from what was missed.
		_, err := p.round(ctx)
		if code := inbox.CodeOf(err); code == inbox.CodeStoreClosed {
			return err
		}
	}
	return nil
}

// PollOnce makes one round now, whatever the interval and the circuit say; only
// what the server itself asked for is kept. The error is a *inbox.ChannelError
// when the channel failed, else the store's. When the report says More, there is a
// backlog and another round gets more of it.
func (p *Poller) PollOnce(ctx context.Context) (Report, error) {
	if err := p.load(ctx); err != nil {
		return Report{Channel: p.in.channel}, err
	}
	if now := p.clock.Now(); p.state.RetryAt.After(now) && isHint(p.state.Problem) {
		r := Report{Channel: p.in.channel, At: now, Problem: p.state.Problem, Status: p.state.Status, RetryAt: p.state.RetryAt, Next: p.state.RetryAt}
		return r, &inbox.ChannelError{Class: p.state.Problem, Status: p.state.Status, Op: "poll", RetryAt: p.state.RetryAt}
	}
	p.breaker.force()
	return p.round(ctx)
}

// isHint tells problems that are no fault of the channel: it asked us to wait.
func isHint(class inbox.Problem) bool {
	return class == inbox.ProblemThrottled || class == inbox.ProblemBudget
}

func (p *Poller) load(ctx context.Context) error {
	if p.loaded {
		return nil
	}
	s, err := p.in.store.ChannelState(ctx, p.in.channel)
	if err != nil {
		return err
	}
	s.Channel = p.in.channel
	p.state, p.saved, p.loaded = s, s, true
	if s.Open {
		p.breaker.restore(s.RetryAt)
	}
	return nil
}

// round reads what is new, looks again at what is known, and notes how the
// channel is.
func (p *Poller) round(ctx context.Context) (Report, error) {
	now := p.clock.Now()
	r := Report{Channel: p.in.channel, At: now}
	if at := p.breaker.try(now); at.After(now) {
		p.due = at
		return r, nil
	}
	p.skew = 0
	err := p.read(ctx, &r)
	if ctx.Err() != nil && err != nil {
		return r, err // the desk closes: that says nothing about the channel
	}
	if err == nil {
		p.state.Recovered(now, p.interval())
		// These are extras: what they cannot do now is done in a later round.
		if err = errors.Join(p.readThreads(ctx, &r), p.lookAgain(ctx, &r), p.doDuty(ctx, &r)); err == nil {
			err = p.rereadOn(ctx, &r)
		}
	}
	p.settle(&r, err)
	if saveErr := p.save(ctx); err == nil {
		err = saveErr
	}
	if p.tell != nil {
		p.tell(r)
	}
	return r, err
}

// read takes pages until there are no more.
func (p *Poller) read(ctx context.Context, r *Report) error {
	cursor, err := p.in.position(ctx)
	if err != nil {
		return err
	}
	for r.Pages < pageCap {
		var b inbox.Batch
		err := p.guard.call(ctx, "poll", callLimit, 0, false, func(ctx context.Context) (err error) {
			b, err = p.channel.Poll(ctx, cursor)
			return err
		})
		if err != nil {
			return err
		}
		r.Pages++
		stuck := b.More && len(b.Observations) == 0 && string(b.Cursor) == string(cursor)
		if stuck && b.Gap == nil {
			// It promises more and moves nowhere: what lies behind cannot be read.
			b.More = false
			b.Gap = &inbox.Gap{From: p.since(), To: p.clock.Now(), Reason: "page_cap"}
			b.Warnings = append(b.Warnings, inbox.Warning{Code: "repeated_page"})
		}
		p.count(r, &b)
		res, err := p.in.page(ctx, b)
		if err != nil {
			return err
		}
		r.took(res)
		p.threads.note(b.Observations)
		cursor = b.Cursor
		if r.More = b.More; !r.More {
			break
		}
	}
	if !r.More {
		p.threads.capped = 0
		return nil
	}
	// A backlog is read on in the next round, so nothing is lost yet. A channel that
	// never ends is: it is told once and gets its rest.
	if p.threads.capped++; p.threads.capped == maxCapped {
		r.warn(inbox.Warning{Code: "page_cap"})
		return p.in.gap(ctx, inbox.Gap{From: p.since(), To: p.clock.Now(), Reason: "page_cap"})
	}
	return nil
}

// maxCapped is how many rounds in a row may end at the page cap before a gap is
// recorded.
const maxCapped = 20

// since is the start of what we do not know.
func (p *Poller) since() time.Time {
	if p.state.LastGood.IsZero() {
		return p.clock.Now()
	}
	return p.state.LastGood
}

func (p *Poller) count(r *Report, b *inbox.Batch) {
	r.warn(b.Warnings...)
	for _, w := range b.Warnings {
		if d, err := time.ParseDuration(w.Detail); err == nil && w.Code == "clock_skew" {
			p.skew = d
		}
	}
	for i := range b.Observations {
		if b.Observations[i].Kind == inbox.KindUnparsed {
			r.Unparsed++
		}
	}
	if b.Gap != nil {
		r.warn(inbox.Warning{Code: "gap"})
	}
}

// meter is what an adapter over package transport tells of its last answers.
type meter interface{ Stats() transport.Stats }
