package demo

import (
	"context"
	"slices"
	"time"

	"lotse/inbox"
)

// Reply posts, and now and then loses its confirmation.
func (c *Channel) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	if !c.caps.Reply {
		return inbox.Sent{}, unsupported("reply")
	}
	if err := begin(ctx, "reply"); err != nil {
		return inbox.Sent{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advance()
	lost, err := c.badWrite()
	if err != nil {
		return inbox.Sent{}, err
	}
	if in.To.RemoteID == c.loseTo {
		c.loseTo, lost = "", lostWord()
	}
	switch to := c.entries[in.To.RemoteID]; {
	case to == nil || to.gone != inbox.Public:
		return inbox.Sent{}, missing("reply")
	case in.Text == "" || c.caps.MaxChars > 0 && c.Length(in.To, in.Text) > c.caps.MaxChars:
		return inbox.Sent{}, &inbox.ChannelError{Class: inbox.ProblemInvalid, Status: 422, Op: "reply"}
	}
	e := c.posted(in)
	if e == nil {
		e = c.publish(c.newID(), in.To.RemoteID, "", in.Text, in.Language, c.clock.Now(), inbox.KindOwnPost)
		e.attempt = in.Attempt
		c.react(e)
	}
	if lost != nil {
		return inbox.Sent{}, lost
	}
	return sent(e), nil
}

func sent(e *entry) inbox.Sent {
	return inbox.Sent{RemoteID: e.content.RemoteID, URL: e.content.URL, At: e.content.PostedAt}
}

// posted finds what an intent has posted before, on the channel that knows keys.
func (c *Channel) posted(in inbox.Intent) *entry {
	if !c.caps.Idempotent {
		return nil
	}
	for _, id := range c.order {
		if e := c.entries[id]; e.attempt == in.Attempt && c.clock.Now().Sub(e.content.PostedAt) < time.Hour {
			return e
		}
	}
	return nil
}

// Reconcile reads our own replies under the text that was answered.
func (c *Channel) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	if !c.caps.Reply {
		return inbox.Sent{}, inbox.VerdictUndecidable, unsupported("reconcile")
	}
	if err := begin(ctx, "reconcile"); err != nil {
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advance()
	for _, id := range c.order {
		e := c.entries[id]
		if e.content.Kind == inbox.KindOwnPost && e.content.Parent == in.To.RemoteID &&
			inbox.TextHash(e.content.Text) == inbox.TextHash(in.Text) && !e.content.PostedAt.Before(in.At.Add(-2*time.Minute)) {
			return sent(e), inbox.VerdictFound, nil
		}
	}
	return inbox.Sent{}, inbox.VerdictAbsent, nil
}

// Act carries out a person's measure.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	if !slices.Contains(c.caps.Measures, m) {
		return unsupported("act")
	}
	if err := begin(ctx, "act"); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advance()
	e := c.entries[ref.RemoteID]
	if e == nil || e.gone != inbox.Public && e.gone != inbox.HiddenByUs {
		return missing("act")
	}
	switch m {
	case inbox.MeasureHide:
		c.remove(ref.RemoteID, inbox.HiddenByUs)
	case inbox.MeasureUnhide:
		c.remove(ref.RemoteID, inbox.Public)
	case inbox.MeasureDelete:
		c.remove(ref.RemoteID, inbox.DeletedByUs)
	case inbox.MeasureBlock, inbox.MeasureReport, inbox.MeasureLike: // nothing to be seen here
	}
	return nil
}
