package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// underWay are the states of replies that still ask for attention.
var underWay = []inbox.ReplyState{
	inbox.ReplyInReview, inbox.ReplyReturned, inbox.ReplyReleased, inbox.ReplyQueued,
	inbox.ReplySending, inbox.ReplyUnclear, inbox.ReplyRefused, inbox.ReplyVoid,
}

func (c *call) outboxCommand() *cobra.Command {
	cmd := c.command("outbox", "[STATE]", cobra.MaximumNArgs(1), c.listOutbox)
	list := c.command("outbox list", "[STATE]", cobra.MaximumNArgs(1), c.listOutbox)
	cancel := c.onReplies("outbox cancel", func(ctx context.Context, s *inbox.Session, id inbox.ReplyID) error { return s.Cancel(ctx, id) })
	retry := c.onReplies("outbox retry", func(ctx context.Context, s *inbox.Session, id inbox.ReplyID) error { return s.Retry(ctx, id) })
	var stands, absent bool
	var url string
	settle := c.onReplies("outbox settle", func(ctx context.Context, s *inbox.Session, id inbox.ReplyID) error {
		return s.SettleByHand(ctx, id, stands, url)
	})
	settle.Flags().BoolVar(&stands, "stands", false, c.flag("settle.stands"))
	settle.Flags().BoolVar(&absent, "absent", false, c.flag("settle.absent"))
	settle.Flags().StringVar(&url, "url", "", c.flag("settle.url"))
	settle.MarkFlagsMutuallyExclusive("stands", "absent")
	settle.MarkFlagsOneRequired("stands", "absent")
	cmd.AddCommand(list, cancel, retry, settle, c.postCommand())
	return cmd
}

// postCommand gives a person what they post by hand. The text stands alone on the
// output, for a pipe to the clipboard; where it goes is a note.
func (c *call) postCommand() *cobra.Command {
	return c.command("outbox post", "REPLY", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, channels)
		if err != nil {
			return err
		}
		r, err := s.FindReply(ctx, args[0])
		if err != nil {
			return err
		}
		c.warnChannel(r.Channel)
		h, err := s.PostByHand(ctx, r.ID)
		if err != nil {
			return err
		}
		if c.json {
			return c.object(postJSON{Reply: string(r.ID), Text: h.Text, Page: h.Page})
		}
		fmt.Fprintln(c.Out, safetext.Clean(h.Text).String())
		c.note(c.say.PostHere, clean(h.Page), shortReply(r.ID))
		return nil
	})
}

type postJSON struct {
	Reply string `json:"reply"`
	Text  string `json:"text"`
	Page  string `json:"page"`
}

func (c *call) onReplies(path string, do func(context.Context, *inbox.Session, inbox.ReplyID) error) *cobra.Command {
	return c.command(path, "REPLY...", cobra.MinimumNArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		for _, a := range args {
			r, err := s.FindReply(ctx, a)
			if err != nil {
				return err
			}
			if err := do(ctx, s, r.ID); err != nil {
				return err
			}
			if err := c.replyNow(ctx, s, r.ID, c.say.ReplyDone[path]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *call) listOutbox(ctx context.Context, args []string) error {
	states := underWay
	if len(args) > 0 {
		st, err := inbox.ParseReplyState(args[0])
		if err != nil {
			return err
		}
		states = []inbox.ReplyState{st}
	}
	s, err := c.session(ctx, reads)
	if err != nil {
		return err
	}
	rs, err := s.Store.Replies(ctx, states...)
	if err != nil {
		return err
	}
	shown := 0
	for i := range rs {
		r := &rs[i]
		it, err := s.Item(ctx, r.Item)
		if inbox.CodeOf(err) == inbox.CodeNotResponsible {
			continue
		}
		if err != nil {
			return err
		}
		shown++
		if c.json {
			if err := c.object(r); err != nil {
				return err
			}
			continue
		}
		c.row(
			cell(shortReply(r.ID), inbox.ShortLen), cell(c.lang.ReplyIs(r), 14), cell(c.replyTime(r), 16), cell(r.Channel, 10),
			cell(it.ID.Short(), inbox.ShortLen), cell(s.House.PersonName(r.Author.Person), 16), cell(r.Text, 0),
		)
	}
	if shown == 0 && !c.json {
		c.note("%s", c.say.OutboxEmpty)
	}
	return nil
}

// replyTime is the moment that matters in a reply's state.
func (c *call) replyTime(r *inbox.Reply) string {
	switch {
	case r.State == inbox.ReplyQueued:
		if left := r.UndoUntil.Sub(c.Clock.Now()); left > 0 { // seconds are what is left to think again
			return fmt.Sprintf(c.say.OutboxLeaves, text.Duration(c.lang, left))
		}
		return c.stamp(r.UndoUntil)
	case r.State == inbox.ReplyDelivered:
		return c.stamp(r.DeliveredAt)
	case r.Attempt() != nil:
		return c.stamp(r.Attempt().At)
	}
	return c.stamp(r.CreatedAt)
}
