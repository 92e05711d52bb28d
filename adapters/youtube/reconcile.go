package youtube

import (
	"context"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"lotse/inbox"
)

const (
	beforeIntent = 2 * time.Minute // clocks of laptop and server are never quite the same
	nearIntent   = 24 * time.Hour  // the same words so close before are for a person to judge
	mostPages    = 50              // of one thread's replies: five thousand
)

// Reconcile reads whether a reply stands, among all that stands below the thread's
// first comment. Absent means that all of it was read.
func (c *Channel) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	const op = "reconcile"
	self, err := c.account(ctx, op)
	if err != nil {
		return inbox.Sent{}, inbox.VerdictUndecidable, err
	}
	e := evidence{c: c, in: in, self: self.ID}
	token := ""
	for range mostPages {
		p, err := c.replies(ctx, op, topOf(in.To.RemoteID), token, urgent)
		if inbox.ProblemOf(err) == inbox.ProblemGone {
			return inbox.Sent{}, inbox.VerdictUndecidable, nil // with it all that stood below
		}
		if err != nil {
			return inbox.Sent{}, inbox.VerdictUndecidable, err
		}
		e.since = in.At.Add(c.link.stats().Skew - beforeIntent)
		for _, raw := range p.Items {
			m, ok := readComment(raw)
			e.weigh(&m, ok)
		}
		if p.Next == "" {
			return e.verdict(true)
		}
		if p.Next == token {
			break
		}
		token = p.Next
	}
	return e.verdict(false)
}

// evidence is what the texts read say about one intent.
type evidence struct {
	c     *Channel
	in    inbox.Intent
	self  string
	since time.Time
	found []comment
	doubt bool
}

func (e *evidence) weigh(m *comment, ok bool) {
	if !ok || m.broken {
		e.doubt = true
		return
	}
	if m.Snippet.AuthorChannelId.Value != e.self || !e.says(m) {
		return
	}
	e.c.mu.Lock()
	attempt, ours := e.c.sent[m.Id]
	e.c.mu.Unlock()
	switch {
	case ours && attempt != e.in.Attempt, m.posted.Before(e.since.Add(-nearIntent)):
		// another reply of ours, which came back with its own name
	case m.posted.Before(e.since):
		e.doubt = true
	default:
		e.found = append(e.found, *m)
	}
}

// says compares words, the name a reply begins with among them: two people in one
// thread may get the same answer.
func (e *evidence) says(m *comment) bool {
	want := bare(e.in.Text)
	return bare(m.Snippet.TextOriginal) == want || bare(m.Snippet.TextDisplay) == want
}

func bare(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(norm.NFC.String(s), "\u200b", "")), " ")
}

func (e *evidence) verdict(whole bool) (inbox.Sent, inbox.Verdict, error) {
	switch {
	case len(e.found) == 1:
		return e.c.sentOf(&e.found[0], e.in), inbox.VerdictFound, nil
	case len(e.found) > 1, e.doubt, !whole:
		return inbox.Sent{}, inbox.VerdictUndecidable, nil
	}
	return inbox.Sent{}, inbox.VerdictAbsent, nil
}
