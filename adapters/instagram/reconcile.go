package instagram

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"lotse/adapters/graph"
	"lotse/adapters/markup"
	"lotse/inbox"
)

const (
	beforeIntent       = 2 * time.Minute // clocks of laptop and server are never quite the same
	nearIntent         = 24 * time.Hour  // the same words so close before are for a person to judge
	reconcileMostPages = 20
)

// Reconcile reads whether a reply stands in the row of the comment it answers.
func (c *Channel) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	const op = "reconcile"
	ctx = graph.Urgent(ctx)
	if err := c.knowSelf(ctx); err != nil {
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	first := row(&in.To)
	if !graph.UsableID(first) {
		return inbox.Sent{}, inbox.VerdictUndecidable, nil
	}
	e := evidence{c: c, in: in, since: in.At.Add(c.graph.Stats().Skew - beforeIntent)}
	switch err := e.read(ctx, op, first); {
	case inbox.ProblemOf(err) == inbox.ProblemGone:
		return inbox.Sent{}, inbox.VerdictUndecidable, nil // its answers cannot be seen either
	case err != nil:
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	case e.found != nil && !e.more:
		return inbox.Sent{RemoteID: e.found.ID, At: e.found.Time.Time}, inbox.VerdictFound, nil
	case e.found != nil, e.doubt:
		return inbox.Sent{}, inbox.VerdictUndecidable, nil
	}
	return inbox.Sent{}, inbox.VerdictAbsent, nil
}

// evidence is what the answers read say about one intent.
type evidence struct {
	c     *Channel
	in    inbox.Intent
	since time.Time
	found *comment
	more  bool
	doubt bool
}

// read weighs all answers of a row: the API does not say in which order they come.
func (e *evidence) read(ctx context.Context, op, id string) error {
	after := ""
	for range reconcileMostPages {
		q := url.Values{"fields": {answerFields}, "limit": {strconv.Itoa(perPage)}}
		p, err := e.c.graph.List(ctx, op, id+"/replies", q, after)
		if err != nil {
			return err
		}
		for _, raw := range p.Items {
			m, err := graph.Object[comment](raw)
			if err != nil || m.ID == "" || m.Time.IsZero() {
				e.doubt = true
				continue
			}
			e.weigh(&m)
		}
		if !p.More {
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
	named, meant := mention(m.Text), mention(e.in.Text)
	if !markup.SameWords(m.Text, e.in.Text) || !strings.EqualFold(named, meant) || m.Time.Before(e.since.Add(-nearIntent)) {
		return
	}
	author := inbox.Author{Handle: m.Username}
	if m.From != nil {
		author.ID = m.From.ID
	}
	switch {
	case e.c.sent.Other(m.ID, e.in.Attempt): // another reply of ours in the same words
	case author == (inbox.Author{}):
		e.doubt = true
	case !e.c.ours(&author):
	case m.Time.Before(e.since):
		e.doubt = true // unless a clock was wrong, it is an earlier one
	case e.found != nil && e.found.ID != m.ID:
		e.more = true
	default:
		found := *m
		e.found = &found
	}
}
