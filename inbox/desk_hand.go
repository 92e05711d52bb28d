package inbox

import (
	"context"
	"time"
)

// Handed is what a person needs to post a reply themselves.
type Handed struct {
	Text string // for the clipboard
	Page string // the channel's own, to be opened
	Item string // address of what is answered, short enough to type; may be empty
}

// MayPost reports why a person cannot post a reply by hand now; nil when they can.
func (s *Session) MayPost(r *Reply) error {
	switch {
	case !r.ByHand:
		return Fail(CodeNotByHand)
	case r.State != ReplyQueued && r.State != ReplyUnclear:
		return Fail(CodeReplyState, "state", r.State.String())
	}
	return s.May(RightDraft)
}

const lookLimit = 10 * time.Second

// PostByHand writes down that the person posts a reply now, and then gives them
// the text and the page. Before that the comment is looked at once more: what was
// changed or deleted since is not answered. From then on the reply is unclear
// until it is seen on the channel.
func (s *Session) PostByHand(ctx context.Context, id ReplyID) (Handed, error) {
	r, actor, err := s.own(ctx, id)
	if err != nil {
		return Handed{}, err
	}
	if err := s.MayPost(&r); err != nil {
		return Handed{}, err
	}
	it, err := s.Item(ctx, r.Item)
	if err != nil {
		return Handed{}, err
	}
	ch := s.Channels[r.Channel]
	if ch == nil {
		return Handed{}, Fail(CodeNoChannel, "channel", r.Channel)
	}
	h := Handed{Text: r.Text, Page: HandPage(ch, &it, r.Text), Item: it.Content.URL}
	if h.Page == "" {
		return Handed{}, Fail(CodeNoReplies, "channel", r.Channel)
	}
	if err := s.lookOnce(ctx, ch, &it); err != nil {
		return Handed{}, err
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidReserve, Actor: actor, Item: r.Item, ReplyID: id, Args: Args{Attempt: &Attempt{ID: NewULID(s.Clock.Now())}},
	})
	if err != nil {
		return Handed{}, err
	}
	return h, nil
}

// lookOnce looks at a comment on its channel. An edited one is taken in, so that
// the person sees what they would have answered. A channel that does not answer
// holds nobody up: the page shows the comment too.
func (s *Session) lookOnce(ctx context.Context, ch Channel, it *Item) error {
	if !ch.Capabilities().Refresh {
		return nil
	}
	looking, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	xs, err := ch.Refresh(looking, []Ref{RefOf(&it.Content)})
	if err != nil || len(xs) == 0 || xs[0].Forbidden {
		return ctx.Err()
	}
	x := &xs[0]
	if !x.Found {
		return Fail(CodeItemGone, "item", it.ID.Short())
	}
	o := x.Observation
	if o == nil || o.Gone.Answerable() && o.Hash() == it.Hash {
		return nil
	}
	if s.Assessor != nil && o.Gone == Public {
		o.Assessment = s.Assessor.Assess(o.Text, AssessContext{Language: o.Language})
	}
	if _, err := s.Store.Ingest(ctx, it.Content.Channel, Batch{Observations: []Observation{*o}}, s.Clock.Now()); err != nil {
		return err
	}
	if !o.Gone.Answerable() {
		return Fail(CodeItemGone, "item", it.ID.Short())
	}
	return Fail(CodeItemChanged, "item", it.ID.Short(), "read", itoa(int(it.Version)), "now", itoa(int(it.Version)+1))
}
