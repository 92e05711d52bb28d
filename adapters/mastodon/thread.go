package mastodon

import (
	"context"

	api "github.com/mattn/go-mastodon"

	"lotse/inbox"
)

// Thread reads the conversation around a text, from its first text down. Of one
// that somebody else began it gives what concerns us, see [involved]: what
// strangers say to each other there is none of the town's business.
func (c *Channel) Thread(ctx context.Context, ref inbox.Ref) ([]inbox.Observation, error) {
	const op = "thread"
	self, err := c.selfID(ctx)
	if err != nil {
		return nil, err
	}
	asked, err := c.readOne(ctx, op, ref.Ref)
	if err != nil {
		return nil, err
	}
	v, err := c.readContext(ctx, op, ref.Ref)
	if err != nil {
		return nil, err
	}
	c.memory.settle(&v, &asked, self)
	all := append(append(v.above, asked), v.below...)
	ours := string(all[0].Account.ID) == self
	var out []inbox.Observation
	for i, concerns := range involved(all, asked.ID, api.ID(self)) {
		if ours || concerns {
			o := inbox.Observation{Content: c.content(&all[i], self)}
			c.memory.inThread(&o.Content, &all[i])
			out = append(out, o)
		}
	}
	for i := range v.broken {
		if o := c.unread(&v.broken[i], "", ref.PostedAt); ours && o.RemoteID != "" && !o.PostedAt.IsZero() {
			out = append(out, inbox.Observation{Content: o})
		}
	}
	return out, nil
}

// involved tells which texts of a conversation concern us wherever it began: the
// one that was asked for, our own, what names us, everything below a text of
// ours, and what an author adds to a text of theirs that concerns us. Parents
// stand before their answers.
func involved(all []status, asked, self api.ID) []bool {
	type line struct {
		author    api.ID
		belowOurs bool
	}
	in, out := map[api.ID]line{}, make([]bool, len(all))
	for i := range all {
		s := &all[i]
		parent, answers := in[s.InReplyToID]
		l := line{s.Account.ID, s.Account.ID == self || answers && parent.belowOurs}
		out[i] = l.belowOurs || s.ID == asked || answers && parent.author == s.Account.ID
		for _, m := range s.Mentions {
			out[i] = out[i] || m.ID == self
		}
		if out[i] {
			in[s.ID] = l
		}
	}
	return out
}
