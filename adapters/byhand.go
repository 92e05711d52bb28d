package adapters

import (
	"context"
	"time"

	"lotse/adapters/markup"
	"lotse/inbox"
)

// earlier is how far the channel's clock may be behind ours.
const earlier = 2 * time.Minute

// byHand looks whether a post of ours under an item is the reply that a person was
// to post by hand. With the reply's words it is delivered; in other words it is an
// answer all the same, and nobody is to give a second one. exact asks for the
// first alone.
func (in *intake) byHand(ctx context.Context, it *inbox.Item, o *inbox.Observation, exact bool) error {
	replies, err := in.store.RepliesOf(ctx, it.ID)
	if err != nil {
		return err
	}
	var r *inbox.Reply
	for i := range replies {
		if replies[i].RemoteID == o.RemoteID {
			return nil // known already
		}
		if replies[i].ID == it.State.Reply && replies[i].ByHand {
			r = &replies[i]
		}
	}
	if r == nil {
		return nil // the program sends it, and settles it
	}
	since, shown := r.CreatedAt, r.State == inbox.ReplyUnclear && r.Attempt() != nil
	if shown {
		since = r.Attempts[0].At
	}
	if o.PostedAt.Before(since.Add(-earlier)) {
		return nil // it stood there before
	}
	d := inbox.Decision{
		Kind: inbox.DidAnswerElse, Actor: inbox.System(), Item: it.ID, ReplyID: r.ID,
		Args: inbox.Args{RemoteID: o.RemoteID, URL: o.URL},
	}
	switch {
	case shown && markup.SameWords(o.Text, r.Text):
		d.Kind, d.Args.Attempt = inbox.DidSettle, &inbox.Attempt{ID: r.Attempt().ID, Outcome: inbox.OutcomeDelivered}
	case exact:
		return nil
	}
	_, err = in.store.Commit(ctx, []inbox.Decision{d}, in.clock.Now())
	if inbox.CodeOf(err).IsRefusal() {
		return nil // settled meanwhile
	}
	return err
}
