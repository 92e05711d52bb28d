package x

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	"lotse/adapters/markup"
	"lotse/inbox"
)

const (
	beforeIntent = 2 * time.Minute // clocks of laptop and server are never quite the same
	nearIntent   = 24 * time.Hour  // the same words so close before are for a person to judge
)

// Reconcile reads our own posts since the intent. It is absent only when they
// were read to the end and all could be read.
func (c *Channel) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	const op = "reconcile"
	none := inbox.Sent{}
	self, err := c.self(ctx)
	if err != nil {
		return none, inbox.VerdictUndecidable, err
	}
	at, ok := readPlace(in.To.Ref)
	if !ok {
		return none, inbox.VerdictUndecidable, nil
	}
	ev := evidence{in: in, c: c, to: at.id, since: in.At.Add(c.stack.Stats().Skew - beforeIntent)}
	q := url.Values{
		"tweet.fields": {postFields}, "exclude": {"retweets"},
		"start_time": {ev.since.Add(-nearIntent).UTC().Format(time.RFC3339)},
	}
	price := c.prices.owned
	for range 10 {
		e, err := c.get(ctx, op, "/2/users/"+self.ID+"/tweets", q, cost{
			each: price, most: nextPage, least: leastPage, paged: true, urgent: true,
			charge: func(e *envelope) micros { return price * micros(len(listOf(e.Data))) },
		})
		if err != nil {
			return none, inbox.VerdictUndecidable, err
		}
		for _, raw := range listOf(e.Data) {
			ev.weigh(raw)
		}
		var meta struct {
			Count int    `json:"result_count"`
			Next  string `json:"next_token"`
		}
		if json.Unmarshal(e.Meta, &meta) != nil || meta.Count > len(listOf(e.Data)) {
			ev.doubt = true
		}
		switch {
		case ev.found != "":
			return inbox.Sent{RemoteID: ev.found, URL: "https://x.com/i/status/" + ev.found, At: idTime(ev.found)}, inbox.VerdictFound, nil
		case meta.Next != "" && meta.Next != q.Get("pagination_token"):
			q.Set("pagination_token", meta.Next)
			continue
		case meta.Next == "" && !ev.doubt:
			return none, inbox.VerdictAbsent, nil
		}
		break
	}
	return none, inbox.VerdictUndecidable, nil
}

// evidence is what our own posts say about one intent.
type evidence struct {
	in    inbox.Intent
	c     *Channel
	to    string
	since time.Time
	found string
	doubt bool
}

func (e *evidence) weigh(raw json.RawMessage) {
	p, ok := readPost(raw)
	if !ok {
		e.doubt = true
		return
	}
	e.c.note(&p)
	parent := p.refs("replied_to")
	if !markup.SameWords(p.words(nil), e.in.Text) {
		return
	}
	switch answers := parent != "" && (parent == e.to || e.c.firstOf(parent) == e.in.To.RemoteID); {
	case !answers && parent != "": // the same words to somebody else
	case !answers, idTime(p.first()).Before(e.since):
		e.doubt = true
	default:
		e.found = p.first()
	}
}
