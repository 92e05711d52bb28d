package mastodon

import (
	"context"
	"time"

	"lotse/adapters/markup"
	"lotse/inbox"
)

const (
	beforeIntent = 2 * time.Minute // clocks of laptop and server are never quite the same
	nearIntent   = 24 * time.Hour  // the same words so close before are for a person to judge
)

// Reconcile reads whether a reply stands. It is absent only when all we posted
// since the intent was read, and the conversation too, and neither shows it.
func (c *Channel) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	const op = "reconcile"
	self, err := c.selfID(ctx)
	if err != nil {
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	e := evidence{in: in, ids: map[string]bool{in.To.Ref: true}, self: self}
	gone := false
	parent, err := c.readOne(ctx, op, in.To.Ref)
	switch {
	case err == nil:
		e.ids[string(parent.ID)] = true // an edit may have changed it
	case inbox.ProblemOf(err) == inbox.ProblemGone:
		gone = true
	case inbox.ProblemOf(err) == inbox.ProblemDecode && parent.ID != "":
		e.ids[string(parent.ID)] = true
	default:
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	e.since = in.At.Add(c.link.stats().Skew - beforeIntent)
	covered, err := c.walkOwn(ctx, op, self, e.since.Add(-nearIntent), e.weigh)
	if err != nil {
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	covered = covered || e.reached
	if e.found == nil && !gone {
		v, err := c.readContext(ctx, op, in.To.Ref)
		if err != nil {
			return inbox.Sent{}, inbox.VerdictUndecidable, err
		}
		for i := range v.below {
			e.weigh(&v.below[i], true)
		}
		e.doubt = e.doubt || len(v.broken) > 0
	}
	switch {
	case e.found != nil:
		return sentOf(e.found), inbox.VerdictFound, nil
	case !covered, e.doubt:
		return inbox.Sent{}, inbox.VerdictUndecidable, nil
	}
	return inbox.Sent{}, inbox.VerdictAbsent, nil
}

// evidence is what the texts read say about one intent.
type evidence struct {
	in      inbox.Intent
	ids     map[string]bool // those of the text that is answered
	self    string
	since   time.Time
	found   *status
	doubt   bool // something may be it
	reached bool // one older than the intent came up
}

func (e *evidence) weigh(s *status, ok bool) {
	if !ok {
		e.doubt = true
		return
	}
	if string(s.Account.ID) != e.self {
		return
	}
	early := s.CreatedAt.Before(e.since)
	e.reached = e.reached || early
	if !markup.SameWords(markup.HTMLText(s.Content), e.in.Text) {
		return
	}
	answers := e.ids[string(s.InReplyToID)]
	// The text answered was deleted, or the server posted beside it.
	adrift := s.InReplyToID == ""
	author := e.in.To.Author.ID
	switch {
	case !answers && !adrift, s.CreatedAt.Before(e.since.Add(-nearIntent)):
	case early:
		e.doubt = true // unless a clock was wrong, it is an earlier one
	case answers, author != "" && string(s.InReplyToAccountID) == author:
		found := *s
		e.found = &found
	default:
		e.doubt = true
	}
}
