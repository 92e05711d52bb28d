package cli

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

func (c *call) auditCommand() *cobra.Command {
	cmd := c.command("audit", "", cobra.NoArgs, nil)
	cmd.AddCommand(c.auditShow(), c.auditVerify())
	return cmd
}

func (c *call) auditShow() *cobra.Command {
	var n int
	var since string
	cmd := c.command("audit show", "[ID]", cobra.MaximumNArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		if err := s.May(inbox.RightAudit); err != nil {
			return err
		}
		var after time.Time
		if since != "" {
			if after, err = c.since(s, since); err != nil {
				return err
			}
		}
		es, err := c.auditEvents(ctx, s, args, n, after)
		if err != nil {
			return err
		}
		for i := range es {
			e := &es[i]
			if c.json {
				if err := c.object(c.eventJSON(e, s.House)); err != nil {
					return err
				}
				continue
			}
			item := ""
			if !e.Item.IsZero() {
				item = e.Item.Short()
			}
			c.row(cell(text.Number(c.lang, int(e.Seq)), 8), cell(c.stamp(e.At), 16), cell(item, inbox.ShortLen), cell(text.Event(c.lang, e, s.House), 0))
			if e.Text != "" {
				c.paragraph(safetext.Clean(e.Text))
			}
		}
		return nil
	})
	cmd.Flags().IntVarP(&n, "limit", "n", 50, c.flag("audit.limit"))
	cmd.Flags().StringVar(&since, "since", "", c.flag("audit.since"))
	return cmd
}

// auditEvents gives the latest entries, oldest first: of one item or of all.
func (c *call) auditEvents(ctx context.Context, s *inbox.Session, args []string, n int, after time.Time) ([]inbox.Event, error) {
	var es []inbox.Event
	if len(args) > 0 {
		id, err := s.Store.Resolve(ctx, args[0], 2)
		if err != nil {
			return nil, err
		}
		if len(id) != 1 {
			return nil, inbox.Fail(inbox.CodeNoItem, "item", inbox.Quote(args[0]))
		}
		if es, err = s.Store.History(ctx, id[0], historyLimit); err != nil {
			return nil, err
		}
	} else {
		var before inbox.EventID
		for n <= 0 || len(es) < n {
			page, err := s.Store.EventsBack(ctx, before, pageSize)
			if err != nil {
				return nil, err
			}
			if len(page) == 0 {
				break
			}
			es = append(es, page...)
			before = page[len(page)-1].ID
			if page[len(page)-1].At.Before(after) {
				break
			}
		}
	}
	es = slices.DeleteFunc(es, func(e inbox.Event) bool { return e.At.Before(after) })
	if n > 0 && len(es) > n {
		es = es[:n]
	}
	slices.Reverse(es)
	return es, nil
}

func (c *call) auditVerify() *cobra.Command {
	return c.command("audit verify", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		if err := s.May(inbox.RightAudit); err != nil {
			return err
		}
		r, err := c.Backend.VerifyAudit(ctx, s.Store)
		if err != nil {
			return err
		}
		if c.json {
			return c.object(struct {
				OK     bool `json:"ok"`
				Events int  `json:"events"`
				Nodes  int  `json:"nodes"`
				Erased int  `json:"erased"`
			}{true, r.Events, r.Nodes, r.Erased})
		}
		c.line(c.say.AuditFine, text.Count(c.lang, r.Events, text.NounEntry), r.Erased)
		return nil
	})
}

// since reads a moment in the past as the query language does: 2h, 3d, yesterday.
func (c *call) since(s *inbox.Session, word string) (time.Time, error) {
	f, _, err := c.query(s, []string{"since:" + word}, "")
	return f.From, err
}
