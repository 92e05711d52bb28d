package facebook

import (
	"context"
	"net/url"
	"time"

	"lotse/adapters/graph"
	"lotse/adapters/markup"
	"lotse/inbox"
)

const (
	beforeIntent      = 2 * time.Minute // clocks of laptop and server are never quite the same
	nearIntent        = 24 * time.Hour  // the same words so close before are for a person to judge
	reconcileMostPage = 5
)

// Reconcile reads whether a reply stands under the comment it answers. Answers to
// an answer stand under the first comment of their row, so that is read as well.
func (c *Channel) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	const op = "reconcile"
	ctx = graph.Urgent(ctx)
	self, err := c.whoami(ctx)
	if err != nil {
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	under := []string{in.To.RemoteID}
	var m comment
	if in.To.Ref != ofPost {
		m, err = c.comment(ctx, op, in.To.RemoteID)
	}
	switch {
	case inbox.ProblemOf(err) == inbox.ProblemGone:
		return inbox.Sent{}, inbox.VerdictUndecidable, nil // its answers cannot be seen either
	case err != nil:
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	case m.Parent != nil && m.Parent.ID != "":
		under = append(under, m.Parent.ID)
	}
	e := evidence{c: c, in: in, self: self.ID, since: in.At.Add(c.graph.Stats().Skew - beforeIntent)}
	for _, id := range under {
		if err := e.read(ctx, op, id); err != nil {
			return inbox.Sent{}, inbox.VerdictUndecidable, err
		}
	}
	switch {
	case e.found != nil && e.more:
		return inbox.Sent{}, inbox.VerdictUndecidable, nil // two of them: which is which a person must say
	case e.found != nil:
		return inbox.Sent{RemoteID: e.found.ID, URL: e.found.Permalink, At: e.found.Created.Time}, inbox.VerdictFound, nil
	case e.doubt:
		return inbox.Sent{}, inbox.VerdictUndecidable, nil
	}
	return inbox.Sent{}, inbox.VerdictAbsent, nil
}

// evidence is what the answers read say about one intent.
type evidence struct {
	c     *Channel
	in    inbox.Intent
	self  string
	since time.Time
	found *comment
	more  bool
	doubt bool
}

// read weighs the answers under a comment, back to well before the intent.
func (e *evidence) read(ctx context.Context, op, id string) error {
	after := ""
	for range reconcileMostPage {
		q := url.Values{
			"order": {"reverse_chronological"}, "filter": {"stream"}, "limit": {itoa(commentsPerPage)}, "fields": {commentFields},
		}
		if !graph.UsableID(id) {
			return graph.Refused(op, inbox.ProblemInvalid, "unusable id")
		}
		p, err := e.c.graph.List(ctx, op, id+"/comments", q, after)
		if err != nil {
			return err
		}
		reached := false
		for _, raw := range p.Items {
			m, err := graph.Object[comment](raw)
			if err != nil || m.ID == "" || m.Created.IsZero() {
				e.doubt = true
				continue
			}
			reached = reached || m.Created.Before(e.since.Add(-nearIntent))
			e.weigh(&m)
		}
		if !p.More || reached {
			return nil
		}
		if p.After == after {
			break
		}
		after = p.After
	}
	e.doubt = true // not read to its end
	return nil
}

func (e *evidence) weigh(m *comment) {
	if !markup.SameWords(m.Message, e.in.Text) || m.Created.Before(e.since.Add(-nearIntent)) {
		return
	}
	switch {
	case e.c.sent.Other(m.ID, e.in.Attempt): // another reply of ours in the same words
	case m.From == nil:
		e.doubt = true // ours are never without a name, unless something is wrong
	case m.From.ID != e.self:
	case m.Created.Before(e.since):
		e.doubt = true // unless a clock was wrong, it is an earlier one
	case e.found != nil && e.found.ID != m.ID:
		e.more = true
	default:
		found := *m
		e.found = &found
	}
}
