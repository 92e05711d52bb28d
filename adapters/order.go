package adapters

import (
	"context"
	"errors"
	"time"

	"lotse/inbox"
)

const orderLimit = replyLimit

// carryOut does what persons ordered: measures whose undo window has passed,
// oldest first. Each is one intent and one request. What may be repeated is tried
// again after a lost answer; what may not waits for a person.
func (s *Sender) carryOut(ctx context.Context, r *SendReport) error {
	due, err := s.out.DueOrders(ctx, s.in.channel)
	if err != nil {
		return err
	}
	for i := range due {
		if ctx.Err() != nil || s.clock.Now().Before(s.pause) {
			return nil
		}
		holds, err := s.stillMeant(ctx, &due[i])
		var ce *inbox.ChannelError
		switch {
		case errors.As(err, &ce):
			s.hold(ce, r) // it stays queued: nothing was tried
			return nil
		case err != nil:
			return err
		case !holds:
			r.Voided++
			r.Orders = append(r.Orders, due[i].ID)
			continue
		}
		if err := s.act(ctx, r, &due[i]); err != nil {
			return err
		}
	}
	return nil
}

// stillMeant looks once more whether the text is the one that was judged: what
// was changed since has to be judged anew. Taking the new version in voids the
// order. A text that is not to be seen is left to the channel's own answer.
func (s *Sender) stillMeant(ctx context.Context, o *inbox.Order) (bool, error) {
	if !o.Measure.Restricts() || o.Measure == inbox.MeasureBlock || !s.channel.Capabilities().Refresh {
		return true, nil
	}
	x, err := s.look(ctx, o.Item)
	if err != nil {
		return false, err
	}
	if !x.Found || x.Observation == nil || x.Observation.Hash() == o.ItemHash {
		return true, nil
	}
	_, err = s.in.seen(ctx, []inbox.Observation{*x.Observation})
	return false, err
}

// act makes one attempt at an order.
func (s *Sender) act(ctx context.Context, r *SendReport, o *inbox.Order) error {
	attempt, to, err := s.out.ReserveOrder(ctx, o)
	if err != nil {
		switch code := inbox.CodeOf(err); {
		case code == inbox.CodeOrderState, code == inbox.CodeNotDue:
			return nil // pulled back or put off meanwhile
		case code.IsRefusal():
			r.Voided++
			r.Orders = append(r.Orders, o.ID)
			return nil
		}
		return err
	}
	err = s.guard.call(ctx, "act", orderLimit, closingGrace, true, func(ctx context.Context) error {
		return s.channel.Act(ctx, to, o.Measure)
	})
	r.Orders = append(r.Orders, o.ID)
	a := inbox.Attempt{ID: attempt, Outcome: inbox.OutcomeDelivered}
	if err != nil {
		a = s.failed(classified(err), o, attempt, r)
	} else {
		r.Done++
		s.failures = 0
		// Before the order is settled: whatever ends the program in between, it is
		// carried out once more and this with it.
		if err := s.removed(ctx, o, to); err != nil {
			return err
		}
	}
	return s.concludeOrder(ctx, orderSettlement{*o, a})
}

// removed notes that a block took the text away too, where the channel does so.
func (s *Sender) removed(ctx context.Context, o *inbox.Order, to inbox.Ref) error {
	if o.Measure != inbox.MeasureBlock || !s.channel.Capabilities().BlockRemoves {
		return nil
	}
	gone := inbox.Observation{Gone: inbox.DeletedByUs, Content: inbox.Content{
		Channel: s.in.channel, RemoteID: to.RemoteID, PostedAt: to.PostedAt,
	}}
	_, err := s.in.seen(context.WithoutCancel(ctx), []inbox.Observation{gone})
	return err
}

// nextOrder is when the next order is due; zero when none is.
func (s *Sender) nextOrder(ctx context.Context) (next time.Time, err error) {
	os, err := s.store.Orders(ctx, inbox.OrderQueued)
	for i := range os {
		at := os[i].UndoUntil
		if s.pause.After(at) {
			at = s.pause
		}
		if os[i].Channel == s.in.channel && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next, err
}

// failed judges what the channel said instead of doing it.
func (s *Sender) failed(ce *inbox.ChannelError, o *inbox.Order, attempt string, r *SendReport) inbox.Attempt {
	a := inbox.Attempt{ID: attempt, Outcome: inbox.OutcomeRefused, Problem: ce.Class, Status: ce.Status}
	switch {
	case ce.Class == inbox.ProblemGone && o.Measure == inbox.MeasureDelete:
		a.Outcome = inbox.OutcomeDelivered // it is not there any more: that was wanted
		r.Done++
	case ce.SentMaybe && !o.Measure.Repeatable():
		a.Outcome = inbox.OutcomeUnclear
		r.Unclear++
		s.hold(ce, r)
	default:
		s.hold(ce, r)
		if (ce.SentMaybe || passing(ce.Class)) && len(o.Attempts)+1 < inbox.MaxAttempts {
			a.RetryAt = s.pause
			r.Retried++
		} else {
			r.Refused++
		}
	}
	return a
}

// orderSettlement is an outcome the store has not taken yet.
type orderSettlement struct {
	order   inbox.Order
	attempt inbox.Attempt
}

// concludeOrder writes an outcome, also while the desk is closing.
func (s *Sender) concludeOrder(ctx context.Context, x orderSettlement) error {
	err := s.out.SettleOrder(context.WithoutCancel(ctx), &x.order, x.attempt)
	if err != nil && !inbox.CodeOf(err).IsRefusal() {
		s.openOrders = append(s.openOrders, x)
	}
	return err
}

// finishOrders writes what could not be written before.
func (s *Sender) finishOrders(ctx context.Context) error {
	for len(s.openOrders) > 0 {
		x := s.openOrders[0]
		if err := s.out.SettleOrder(ctx, &x.order, x.attempt); err != nil && !inbox.CodeOf(err).IsRefusal() {
			return err
		}
		s.openOrders = s.openOrders[1:]
	}
	return nil
}

// recoverOrders takes over from a dead process what it was doing: the store
// queues it again where that is harmless.
func (s *Sender) recoverOrders(ctx context.Context, r *SendReport) error {
	os, err := s.store.Orders(ctx, inbox.OrderActing)
	if err != nil {
		return err
	}
	for i := range os {
		if os[i].Channel != s.in.channel || os[i].Attempt() == nil {
			continue
		}
		a := inbox.Attempt{ID: os[i].Attempt().ID, Outcome: inbox.OutcomeUnclear}
		if err := s.out.SettleOrder(ctx, &os[i], a); err != nil {
			return err
		}
		r.Recovered++
		r.Orders = append(r.Orders, os[i].ID)
	}
	return nil
}
