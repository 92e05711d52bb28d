package adapters

import (
	"context"
	"sync"
	"time"

	"lotse/inbox"
)

// Options is what an account needs.
type Options struct {
	ID       string // of the channel in the config
	Channel  inbox.Channel
	Store    inbox.Store
	Assessor inbox.Assessor // nil leaves texts unjudged
	Spotter  inbox.Spotter  // is told what came in; nil: nobody looks for waves
	Clock    Clock          // nil takes the system's

	Every time.Duration // between polls; 0 takes the channel's own default
	// NoThreads is for a channel whose Poll reads the conversations under our posts
	// by itself, as Mastodon's does.
	NoThreads bool
	Rand      func() float64 // in [0,1); nil takes a real one

	// OnRead is told after each round of reading, OnSent after each round of sending
	// that did or met something, in the goroutine of the poller and of the sender.
	// They must not block.
	OnRead func(Report)
	OnSent func(SendReport)
}

// Account is one channel with its poller and its sender.
type Account struct {
	ID      string
	Channel inbox.Channel
	Poller  *Poller
	Sender  *Sender
}

// NewAccount makes an account. Nothing runs before Run, PollOnce or SendOnce.
func NewAccount(o Options) *Account {
	if o.Clock == nil {
		o.Clock = Wall{}
	}
	in := &intake{channel: o.ID, store: o.Store, assessor: o.Assessor, spotter: o.Spotter, clock: o.Clock}
	return &Account{
		ID: o.ID, Channel: o.Channel,
		Poller: &Poller{
			channel: o.Channel, in: in, clock: o.Clock, rand: orRandom(o.Rand), every: o.Every,
			noThreads: o.NoThreads, tell: o.OnRead, guard: &guard{clock: o.Clock}, nudge: make(chan struct{}, 1),
		},
		Sender: &Sender{
			channel: o.Channel, in: in, clock: o.Clock, rand: orRandom(o.Rand), store: o.Store,
			out: &inbox.Outbox{Store: o.Store, Clock: o.Clock}, tell: o.OnSent,
			guard: &guard{clock: o.Clock}, nudge: make(chan struct{}, 1), tried: map[inbox.ReplyID]time.Time{},
		},
	}
}

// Run polls and sends for all accounts until the context ends, each poller and
// each sender in a goroutine of its own. A panic in one of them ends neither the
// program nor the others: it begins again after a pause. Run gives the first
// error that ended one for good.
func Run(ctx context.Context, clock Clock, accounts ...*Account) error {
	if clock == nil {
		clock = Wall{}
	}
	var all sync.WaitGroup
	var once sync.Once
	var first error
	for _, a := range accounts {
		for _, l := range []loop{{a.Poller.Run, a.Poller.guard}, {a.Sender.Run, a.Sender.guard}} {
			all.Go(func() {
				if err := l.again(ctx, clock); err != nil {
					once.Do(func() { first = err })
				}
			})
		}
	}
	all.Wait()
	return first
}

// loop is a poller or a sender at work, with the guard that counts its panics.
type loop struct {
	run   func(context.Context) error
	guard *guard
}

// again runs the loop, and once more after a pause when it panicked.
func (l loop) again(ctx context.Context, clock Clock) error {
	for {
		err, panicked := l.attempt(ctx)
		if !panicked {
			return err
		}
		if !sleepUntil(clock, ctx.Done(), nil, clock.Now().Add(heartbeat)) {
			return nil
		}
	}
}

func (l loop) attempt(ctx context.Context) (err error, panicked bool) {
	defer func() {
		if recover() != nil {
			l.guard.panics.Add(1)
			panicked = true
		}
	}()
	return l.run(ctx), false
}
