package adapters

import (
	"context"
	"errors"
	"time"

	"lotse/inbox"
)

const (
	replyLimit   = time.Minute
	closingGrace = 5 * time.Second // for a request that is out when the desk closes
)

// Reasons why a reply lost its ground at the last look.
const (
	reasonEdited = "item_edited"
	reasonGone   = "item_gone"
)

// sendDue sends every reply whose undo window has passed, oldest first.
func (s *Sender) sendDue(ctx context.Context, r *SendReport) error {
	due, err := s.out.Due(ctx, s.in.channel)
	if err != nil {
		return err
	}
	for i := range due {
		now := s.clock.Now()
		if ctx.Err() != nil || now.Before(s.pause) {
			return nil
		}
		stands, err := s.preflight(ctx, r, &due[i])
		if err != nil {
			var ce *inbox.ChannelError
			if errors.As(err, &ce) {
				s.hold(ce, r) // it stays queued: nothing was tried
				return nil
			}
			return err
		}
		if !stands {
			continue
		}
		if err := s.deliver(ctx, r, &due[i]); err != nil {
			return err
		}
	}
	return nil
}

// preflight looks once more whether the comment still stands as it was read.
func (s *Sender) preflight(ctx context.Context, r *SendReport, reply *inbox.Reply) (bool, error) {
	if !s.channel.Capabilities().Refresh {
		return true, nil
	}
	x, err := s.look(ctx, reply.Item)
	if err != nil {
		return false, err
	}
	if !x.Found {
		// One look does not prove a deletion, so nothing is noted of the item, but to
		// answer what cannot be seen is no use either.
		return false, s.void(ctx, r, reply, reasonGone)
	}
	o := x.Observation
	if o == nil || o.Gone.Answerable() && o.Hash() == reply.ItemHash {
		return true, nil
	}
	reason := reasonEdited
	if !o.Gone.Answerable() {
		reason = reasonGone
	}
	// The new version goes into the store first: the person who is asked sees it.
	if _, err := s.in.seen(ctx, []inbox.Observation{*o}); err != nil {
		return false, err
	}
	return false, s.void(ctx, r, reply, reason)
}

// look reads one text of the channel again.
func (s *Sender) look(ctx context.Context, id inbox.ItemID) (inbox.Refreshed, error) {
	it, err := s.store.Item(ctx, id)
	if err != nil {
		return inbox.Refreshed{}, err
	}
	var xs []inbox.Refreshed
	err = s.guard.call(ctx, "refresh", replyLimit, 0, false, func(ctx context.Context) (err error) {
		xs, err = s.channel.Refresh(ctx, []inbox.Ref{inbox.RefOf(&it.Content)})
		return err
	})
	if err != nil || len(xs) == 0 {
		return inbox.Refreshed{}, err
	}
	return xs[0], nil
}

// void takes the ground from a reply, unless taking the new version did already.
func (s *Sender) void(ctx context.Context, r *SendReport, reply *inbox.Reply, reason string) error {
	err := s.out.Void(ctx, reply, reason)
	if inbox.CodeOf(err) == inbox.CodeReplyState {
		err = nil
	}
	if err == nil {
		r.Voided++
		r.Replies = append(r.Replies, reply.ID)
	}
	return err
}

// deliver makes one attempt: intent, one request, outcome.
func (s *Sender) deliver(ctx context.Context, r *SendReport, reply *inbox.Reply) error {
	intent, err := s.out.Reserve(ctx, reply)
	if err != nil {
		switch code := inbox.CodeOf(err); {
		case code == inbox.CodeReplyState, code == inbox.CodeNotDue:
			return nil // pulled back or put off meanwhile
		case code.IsRefusal():
			r.Voided++
			r.Replies = append(r.Replies, reply.ID)
			return nil
		}
		return err
	}
	var sent inbox.Sent
	err = s.guard.call(ctx, "reply", replyLimit, closingGrace, true, func(ctx context.Context) (err error) {
		sent, err = s.channel.Reply(ctx, intent)
		return err
	})
	r.Replies = append(r.Replies, reply.ID)
	x := settlement{reply: *reply, attempt: inbox.Attempt{ID: intent.Attempt}}
	switch ce := classified(err); {
	case err == nil && sent.RemoteID != "":
		x.attempt.Outcome, x.sent = inbox.OutcomeDelivered, sent
		r.Delivered++
		s.failures = 0
	case err == nil: // accepted without a name: only reading tells which text it is
		x.attempt.Outcome = inbox.OutcomeUnclear
		r.Unclear++
	case ce.SentMaybe || ce.Class == inbox.ProblemDuplicate:
		x.attempt.Outcome, x.attempt.Problem, x.attempt.Status = inbox.OutcomeUnclear, ce.Class, ce.Status
		r.Unclear++
		s.hold(ce, r)
	default:
		x.attempt.Outcome, x.attempt.Problem, x.attempt.Status = inbox.OutcomeRefused, ce.Class, ce.Status
		s.hold(ce, r)
		if passing(ce.Class) && len(reply.Attempts)+1 < inbox.MaxAttempts {
			x.attempt.RetryAt = s.pause
			r.Retried++
		} else {
			r.Refused++
		}
	}
	return s.conclude(ctx, x)
}

// passing tells refusals that another time may not bring.
func passing(class inbox.Problem) bool {
	switch class { //nolint:exhaustive // the others are a clear no to this text
	case inbox.ProblemThrottled, inbox.ProblemBudget, inbox.ProblemRetryable, inbox.ProblemUnreachable:
		return true
	}
	return false
}

// hold keeps the channel's other replies back while it does not take any: each
// try of theirs would count against them.
func (s *Sender) hold(ce *inbox.ChannelError, r *SendReport) {
	now := s.clock.Now()
	r.Problem, r.RetryAt = ce.Class, ce.RetryAt
	switch {
	case ce.RetryAt.After(now):
		s.pause = s.rand.hinted(ce.RetryAt, now)
	case passing(ce.Class), ce.Class == inbox.ProblemAuth:
		s.failures++
		s.pause = now.Add(s.rand.backoff(s.failures + 3)) // from half a minute up, as a rule
	}
}
