package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

func (c *call) approveCommand() *cobra.Command {
	var yes bool
	var hash string
	cmd := c.command("approve", "REPLY", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		r, err := s.FindReply(ctx, args[0])
		if err != nil {
			return err
		}
		if err := s.MayRelease(&r); err != nil {
			return err
		}
		it, err := s.Item(ctx, r.Item)
		if err != nil {
			return err
		}
		if !c.json {
			c.review(s, &it, &r)
		}
		if err := c.confirmed(ctx, r.Hash, hash, yes, c.say.ReleaseQuestion); err != nil {
			return err
		}
		r, err = s.Approve(ctx, r.ID, r.Hash)
		if err != nil {
			return err
		}
		if c.json {
			return c.object(r)
		}
		c.note(c.say.Released, shortReply(r.ID), c.window(&r))
		return nil
	})
	cmd.Flags().BoolVar(&yes, "yes", false, c.flag("approve.yes"))
	cmd.Flags().StringVar(&hash, "hash", "", c.flag("approve.hash"))
	return cmd
}

// confirmed asks for a yes to a text that was just shown. Without somebody to
// ask, the caller must say yes and name the text they read by the beginning of its
// hash: a script may not release what nobody has seen.
func (c *call) confirmed(ctx context.Context, h inbox.Hash, prefix string, yes bool, question string) error {
	if prefix != "" && (len(prefix) < 8 || !strings.HasPrefix(h.String(), strings.ToLower(prefix))) {
		return inbox.Fail(inbox.CodeHashMismatch)
	}
	if yes && prefix != "" {
		return nil
	}
	if !c.Terminal.In || c.json {
		return &plainError{c.say.NeedsYesAndHash, ExitUsage}
	}
	ok, err := c.agree(ctx, question)
	if err != nil {
		return err
	}
	if !ok {
		c.note("%s", c.say.NothingDone)
		return &quietError{ExitError}
	}
	return nil
}

// errText is a sentence that is an error already.
type errText string

func (e errText) Error() string { return string(e) }

// review shows a reply beside what it answers.
func (c *call) review(s *inbox.Session, it *inbox.Item, r *inbox.Reply) {
	c.line("%s  %s  %s", it.ID.Short(), clean(it.Content.Channel), clean(joinNonEmpty(" ", it.Content.Author.Name, it.Content.Author.Handle)))
	c.paragraph(c.masked(it, false))
	c.line("\n%s %s", c.say.Reply, r.ID)
	c.paragraph(safetext.Clean(r.Text))
	c.line("")
	c.field(c.say.Author, s.House.PersonName(r.Author.Person))
	c.field(c.say.Category, c.lang.Category(r.Category).Name)
	c.field(c.say.Latitude, c.lang.Latitude(r.Latitude).Name)
	c.field(c.say.Template, r.Composition.Template.String())
	c.field(c.say.Hash, r.Hash.Short())
}

func (c *call) returnCommand() *cobra.Command {
	var note string
	cmd := c.command("return", "REPLY", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		r, err := s.FindReply(ctx, args[0])
		if err != nil {
			return err
		}
		if err := s.Return(ctx, r.ID, note); err != nil {
			return err
		}
		return c.replyNow(ctx, s, r.ID, c.say.Returned)
	})
	cmd.Flags().StringVar(&note, "note", "", c.flag("return.note"))
	return required(cmd, "note")
}

// replyNow reports a reply after an act: as JSON, else one sentence.
func (c *call) replyNow(ctx context.Context, s *inbox.Session, id inbox.ReplyID, format string) error {
	if !c.json {
		c.note(format, shortReply(id))
		return nil
	}
	r, err := s.Store.Reply(ctx, id)
	if err != nil {
		return err
	}
	return c.object(r)
}
