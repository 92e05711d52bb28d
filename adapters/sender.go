package adapters

import (
	"context"
	"errors"
	"time"

	"lotse/inbox"
)

// Sender carries the replies and the measures of one channel out. Its methods must not run at once.
//
// Its rule is: one intent, one request. Between Reserve, which writes the intent
// and syncs it, and Settle there is exactly one call of Channel.Reply; whatever
// ends in between, the attempt is unclear and only reading the channel, or a
// person, decides what becomes of it.
type Sender struct {
	channel inbox.Channel
	in      *intake
	clock   Clock
	rand    randomly
	store   inbox.Store
	out     *inbox.Outbox
	tell    func(SendReport)
	guard   *guard
	nudge   chan struct{}

	recovered  bool
	failures   int
	pause      time.Time // nothing is sent before
	open       []settlement
	openOrders []orderSettlement
	tried      map[inbox.ReplyID]time.Time // unclear replies whose reading failed: next try
}

// SendReport says in codes and numbers what one round of sending did.
type SendReport struct {
	Channel   string
	At        time.Time
	Recovered int // attempts a dead process left open
	Delivered int
	Refused   int // for good, by the channel
	Retried   int // certainly not sent and queued again for later
	Unclear   int // attempts of this round whose outcome is unknown
	Voided    int // lost their ground before they left
	Found     int // unclear ones found on the channel
	Absent    int // read and not found, this time
	Left      int // unclear ones that wait for a person
	Problem   inbox.Problem
	RetryAt   time.Time
	Next      time.Time
	Panics    int
	Replies   []inbox.ReplyID // whose state changed
	Done      int             // measures the channel has done
	Orders    []inbox.OrderID // whose state changed
}

// Nudge lets a running sender look at once.
func (s *Sender) Nudge() {
	select {
	case s.nudge <- struct{}{}:
	default:
	}
}

// Run sends what becomes due until the context ends. A request that is out when
// it ends gets a few seconds to come back.
func (s *Sender) Run(ctx context.Context) error {
	watching, stop := context.WithCancel(ctx)
	defer stop()
	changed := s.store.Watch(watching)
	for {
		r, err := s.SendOnce(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case inbox.CodeOf(err) == inbox.CodeStoreClosed:
			return err
		}
		if !s.rest(ctx, changed, r.Next) {
			return nil
		}
	}
}

// rest waits for the next due time, a nudge, or a change of the store: a reply
// may have been queued or pulled back.
func (s *Sender) rest(ctx context.Context, changed <-chan struct{}, next time.Time) bool {
	now := s.clock.Now()
	if beat := now.Add(heartbeat); next.IsZero() || next.After(beat) {
		next = beat
	}
	ring, stop := s.clock.Until(next)
	defer stop()
	select {
	case <-ctx.Done():
		return false
	case <-ring:
	case <-s.nudge:
	case _, more := <-changed:
		if !more { // the store has closed; its next answer says so
			return sleepUntil(s.clock, ctx.Done(), s.nudge, next)
		}
	}
	return true
}

// SendOnce settles what is open, sends what is due and reads for what is unclear.
// The error is the store's; what the channel said is in the report.
func (s *Sender) SendOnce(ctx context.Context) (SendReport, error) {
	r := SendReport{Channel: s.in.channel, At: s.clock.Now()}
	err := s.work(ctx, &r)
	if next, nextErr := s.next(ctx); err == nil {
		r.Next, err = next, nextErr
	} else {
		r.Next = s.clock.Now().Add(s.rand.backoff(openAfter))
	}
	r.Panics = int(s.guard.panics.Load())
	if s.tell != nil && (len(r.Replies)+len(r.Orders) > 0 || r.Absent > 0 || r.Problem != "") {
		s.tell(r)
	}
	return r, err
}

func (s *Sender) work(ctx context.Context, r *SendReport) error {
	caps := s.channel.Capabilities()
	if !caps.Reply && len(caps.Measures) == 0 {
		return nil
	}
	if err := s.recover(ctx, r); err != nil {
		return err
	}
	if err := s.finish(ctx); err != nil {
		return err
	}
	// First what may already stand in public, then what protects somebody, then what
	// is new.
	if caps.Reply {
		if err := s.readUnclear(ctx, r); err != nil {
			return err
		}
	}
	if err := s.carryOut(ctx, r); err != nil || !caps.Reply {
		return err
	}
	return s.sendDue(ctx, r)
}

// recover takes over from a dead process: what it was sending is unclear. Only
// this channel's, for others may be sending right now.
func (s *Sender) recover(ctx context.Context, r *SendReport) error {
	if s.recovered {
		return nil
	}
	rs, err := s.store.Replies(ctx, inbox.ReplySending)
	if err != nil {
		return err
	}
	for i := range rs {
		if rs[i].Channel != s.in.channel || rs[i].Attempt() == nil {
			continue
		}
		a := inbox.Attempt{ID: rs[i].Attempt().ID, Outcome: inbox.OutcomeUnclear}
		if err := s.out.Settle(ctx, &rs[i], a, inbox.Sent{}); err != nil {
			return err
		}
		r.Recovered++
		r.Replies = append(r.Replies, rs[i].ID)
	}
	if err := s.recoverOrders(ctx, r); err != nil {
		return err
	}
	s.recovered = true
	return nil
}

// settlement is an outcome the store has not taken yet.
type settlement struct {
	reply   inbox.Reply
	attempt inbox.Attempt
	sent    inbox.Sent
}

// conclude writes an outcome, also while the desk is closing. When the store
// fails it is kept and written before anything else is done.
func (s *Sender) conclude(ctx context.Context, x settlement) error {
	err := s.out.Settle(context.WithoutCancel(ctx), &x.reply, x.attempt, x.sent)
	if err != nil && !inbox.CodeOf(err).IsRefusal() {
		s.open = append(s.open, x)
	}
	return err
}

// finish writes what could not be written before.
func (s *Sender) finish(ctx context.Context) error {
	for len(s.open) > 0 {
		x := s.open[0]
		if err := s.out.Settle(ctx, &x.reply, x.attempt, x.sent); err != nil && !inbox.CodeOf(err).IsRefusal() {
			return err
		}
		s.open = s.open[1:]
	}
	return s.finishOrders(ctx)
}

// next reckons when there is something to do; zero when nothing is planned.
func (s *Sender) next(ctx context.Context) (time.Time, error) {
	var next time.Time
	caps := s.channel.Capabilities()
	if len(caps.Measures) > 0 {
		var err error
		if next, err = s.nextOrder(ctx); err != nil {
			return next, err
		}
	}
	if !caps.Reply {
		return next, nil
	}
	rs, err := s.store.Replies(ctx, inbox.ReplyQueued, inbox.ReplyUnclear)
	if err != nil {
		return time.Time{}, err
	}
	for i := range rs {
		if rs[i].Channel != s.in.channel || rs[i].ByHand && rs[i].State == inbox.ReplyQueued {
			continue // what goes by hand waits for a person
		}
		at := rs[i].UndoUntil
		if rs[i].State == inbox.ReplyUnclear {
			at = s.readAt(&rs[i])
		} else if s.pause.After(at) {
			at = s.pause
		}
		if !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next, nil
}

// classified gives the channel's error, never nil.
func classified(err error) *inbox.ChannelError {
	var ce *inbox.ChannelError
	if errors.As(err, &ce) {
		return ce
	}
	return &inbox.ChannelError{Class: inbox.ProblemRetryable, SentMaybe: true, Err: err}
}
