package cli

import (
	"context"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui/text"
)

// measureCommands are the acts on other people's texts. Each takes one item:
// nobody judges many texts at once.
func (c *call) measureCommands() []*cobra.Command {
	var out []*cobra.Command
	for _, m := range inbox.Measures() {
		if m == inbox.MeasureReport {
			continue // its command has another use as well
		}
		out = append(out, c.measureCommand(m))
	}
	return append(out, c.measuresCommand())
}

func (c *call) measureCommand(m inbox.Measure) *cobra.Command {
	o := inbox.Ordering{Measure: m}
	var milder string
	cmd := c.command(string(m), "ID", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		words, err := c.words(args)
		if err != nil {
			return err
		}
		s, err := c.session(ctx, channels)
		if err != nil {
			return err
		}
		ts, err := c.targets(ctx, s, words)
		if err != nil {
			return err
		}
		if len(ts) != 1 {
			return inbox.Fail(inbox.CodeBadID, "got", inbox.Quote(args[0]))
		}
		if milder != "" {
			if o.Milder, err = inbox.ParseMilder(milder); err != nil {
				return err
			}
		}
		order, err := s.Order(ctx, ts[0], o)
		if err != nil {
			return err
		}
		return c.orderNow(ctx, s, order.ID)
	})
	if m.Restricts() {
		cmd.Flags().StringVar(&o.Rule, "rule", "", c.flag("measure.rule"))
		cmd.Flags().StringVar(&milder, "milder", "", c.flag("measure.milder"))
		if m != inbox.MeasureReport { // whose word the figures share: the rules ask for them
			required(cmd, "rule", "milder")
		}
	}
	if m != inbox.MeasureLike {
		cmd.Flags().StringVar(&o.Reason, "reason", "", c.flag("measure.reason"))
		if m != inbox.MeasureReport {
			required(cmd, "reason")
		}
	}
	return cmd
}

// orReport lets "report ID --rule …" report a text to the platform, where the same
// word without a rule prints the figures: both are called so in the field.
func (c *call) orReport(figures *cobra.Command) *cobra.Command {
	measure := c.measureCommand(inbox.MeasureReport)
	figures.Flags().AddFlagSet(measure.Flags())
	count := figures.RunE
	figures.RunE = func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("rule") {
			return count(cmd, args)
		}
		if err := cobra.ExactArgs(1)(cmd, args); err != nil {
			return err
		}
		return measure.RunE(cmd, args)
	}
	return figures
}

// measuresCommand looks after what was ordered.
func (c *call) measuresCommand() *cobra.Command {
	cmd := c.command("measures", "", cobra.NoArgs, c.listOrders)
	agree := c.onOrder("measures agree", func(ctx context.Context, s *inbox.Session, o *inbox.Order) error {
		_, err := s.Agree(ctx, o.ID)
		return err
	})
	var note string
	cancel := c.onOrder("measures cancel", func(ctx context.Context, s *inbox.Session, o *inbox.Order) error {
		return s.CancelOrder(ctx, o.ID, note)
	})
	cancel.Flags().StringVar(&note, "note", "", c.flag("measures.note"))
	var done, undone bool
	settle := c.onOrder("measures settle", func(ctx context.Context, s *inbox.Session, o *inbox.Order) error {
		return s.SettleOrder(ctx, o.ID, done)
	})
	settle.Flags().BoolVar(&done, "done", false, c.flag("measures.done"))
	settle.Flags().BoolVar(&undone, "not-done", false, c.flag("measures.not-done"))
	settle.MarkFlagsMutuallyExclusive("done", "not-done")
	settle.MarkFlagsOneRequired("done", "not-done")
	cmd.AddCommand(agree, cancel, settle)
	return cmd
}

func (c *call) onOrder(path string, do func(context.Context, *inbox.Session, *inbox.Order) error) *cobra.Command {
	return c.command(path, "MEASURE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		o, err := s.FindOrder(ctx, args[0])
		if err != nil {
			return err
		}
		if err := do(ctx, s, &o); err != nil {
			return err
		}
		return c.orderNow(ctx, s, o.ID)
	})
}

// orderNow reports an order after an act: as JSON, else one sentence.
func (c *call) orderNow(ctx context.Context, s *inbox.Session, id inbox.OrderID) error {
	o, err := s.Store.Order(ctx, id)
	if err != nil {
		return err
	}
	if c.json {
		return c.object(o)
	}
	short := shortReply(inbox.ReplyID(id))
	switch o.State {
	case inbox.OrderQueued:
		c.note(c.say.MeasureQueued, c.lang.Measure(o.Measure), text.Duration(c.lang, max(o.UndoUntil.Sub(c.Clock.Now()), 0)), short)
	case inbox.OrderInReview:
		c.note(c.say.MeasureInReview, c.lang.Measure(o.Measure), short)
	default:
		c.note("%s: %s.", c.lang.Measure(o.Measure), c.lang.OrderState(o.State))
	}
	return nil
}

func (c *call) listOrders(ctx context.Context, _ []string) error {
	s, err := c.session(ctx, reads)
	if err != nil {
		return err
	}
	os, err := s.OpenOrders(ctx)
	if err != nil {
		return err
	}
	for i := range os {
		o := &os[i]
		if c.json {
			if err := c.object(o); err != nil {
				return err
			}
			continue
		}
		c.row(
			cell(shortReply(inbox.ReplyID(o.ID)), inbox.ShortLen), cell(c.lang.Measure(o.Measure), 20), cell(c.lang.OrderState(o.State), 30),
			cell(c.stamp(o.CreatedAt), 16), cell(o.Channel, 10), cell(o.Item.Short(), inbox.ShortLen), cell(c.lang.Rule(s.House, o.Rule), 0),
		)
	}
	if len(os) == 0 && !c.json {
		c.note("%s", c.say.NoMeasures)
	}
	return nil
}

func (c *call) offerRules() []string {
	house := &inbox.House{}
	if cfg, err := c.config(); err == nil {
		house = &cfg.House
	}
	var out []string
	for _, r := range house.NetRules() {
		out = append(out, described(r.ID, c.lang.Rule(house, r.ID)))
	}
	return out
}

func (c *call) offerMilder() []string {
	var out []string
	for _, m := range inbox.Milders() {
		out = append(out, described(string(m), c.lang.Milder(m)))
	}
	return out
}
