package cli

import (
	"context"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui"
	"lotse/ui/text"
)

// pageSize is how many items are read at a time.
const pageSize = 200

func (c *call) listCommand() *cobra.Command {
	var limit int
	var cmd *cobra.Command
	cmd = c.command("list", "[QUERY]", cobra.ArbitraryArgs, func(ctx context.Context, args []string) error {
		a := reads
		if c.reveal {
			a = decides // the log says who looked
		}
		s, err := c.session(ctx, a)
		if err != nil {
			return err
		}
		f, _, err := c.query(s, args, "is:open")
		if err != nil {
			return err
		}
		most := limit
		if !cmd.Flags().Changed("limit") && !c.json {
			most = 50
		}
		return c.listItems(ctx, s, f, most)
	})
	cmd.Flags().IntVarP(&limit, "limit", "n", 0, c.flag("list.limit"))
	cmd.Flags().BoolVar(&c.reveal, "reveal", false, c.flag("show.reveal"))
	return minus(cmd)
}

// minus lets arguments of a command begin with a minus.
func minus(cmd *cobra.Command) *cobra.Command {
	cmd.Annotations = map[string]string{"minus": "yes"}
	return cmd
}

func (c *call) listItems(ctx context.Context, s *inbox.Session, f inbox.Filter, most int) error {
	shown := 0
	more, err := eachItem(ctx, s, f, most, func(it *inbox.Item) error {
		shown++
		if err := c.uncover(ctx, s, it); err != nil {
			return err
		}
		if c.json {
			return c.object(c.itemJSON(it))
		}
		c.itemRow(it)
		return nil
	})
	if err != nil || c.json {
		return err
	}
	switch {
	case shown == 0:
		c.note("%s", c.say.NothingFound)
	case more:
		c.note(c.say.MoreItems, text.Count(c.lang, shown, text.NounItem))
	}
	return nil
}

// eachItem walks a filter page by page, at most most items (0: all), and says
// whether there are more.
func eachItem(ctx context.Context, s *inbox.Session, f inbox.Filter, most int, do func(*inbox.Item) error) (more bool, err error) {
	var token inbox.Token
	for n := 0; ; {
		size := pageSize
		if most > 0 {
			size = min(size, most-n)
		}
		p, err := s.Page(ctx, f, token, size)
		if err != nil {
			return false, err
		}
		for i := range p.Items {
			if err := do(&p.Items[i]); err != nil {
				return false, err
			}
		}
		n += len(p.Items)
		token = p.Next
		if p.Done || token == "" {
			return false, nil
		}
		if most > 0 && n >= most {
			return true, nil
		}
	}
}

func (c *call) itemRow(it *inbox.Item) {
	who := it.Content.Author.Handle
	if who == "" {
		who = it.Content.Author.Name
	}
	c.row(
		cell(it.ID.Short(), inbox.ShortLen), cell(it.Level().String(), 2), cell(c.lang.Work(it.State.Work), 14),
		cell(text.Age(it.Content.PostedAt, c.Clock.Now()), 4), cell(it.Content.Channel, 10), cell(who, 18),
		column{text: c.masked(it, true)},
	)
}

// masked gives an item's text as it may be shown: private data in it is covered
// until somebody asks to see it.
func (c *call) masked(it *inbox.Item, oneLine bool) safetext.Text {
	m := c.maskItem(it)
	raw := m.text
	if it.Content.Warning != "" && !oneLine {
		raw = "[" + it.Content.Warning + "] " + raw
	}
	if it.Content.Kind == inbox.KindUnparsed && raw == "" {
		raw = c.lang.Kind(it.Content.Kind)
	}
	if oneLine {
		return safetext.Line(raw)
	}
	return safetext.Clean(raw)
}

func (c *call) countsCommand() *cobra.Command {
	return c.command("counts", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		views := ui.ReadyViews(c.lang) // as on the screen: then the config's own, and those saved there
		for _, v := range c.cfg.Views {
			views = append(views, ui.ReadyView{Name: v.Name, Query: v.Query})
		}
		kept, err := c.keptViews()
		if err != nil {
			return err
		}
		for _, v := range kept {
			views = append(views, ui.ReadyView{Name: v.Name, Query: v.Query})
		}
		var fs []inbox.Filter
		for _, v := range views {
			f, err := v.Query.Bind(c.Clock.Now(), c.zone(), s.Person)
			if err != nil {
				return err
			}
			fs = append(fs, f)
		}
		counts, err := s.Counts(ctx, fs, inbox.MaxLook)
		if err != nil {
			return err
		}
		for i, v := range views {
			if c.json {
				err := c.object(struct {
					ID    string `json:"id,omitempty"`
					Name  string `json:"name"`
					Query string `json:"query"`
					Count int    `json:"count"`
					Exact bool   `json:"exact"`
				}{v.ID, v.Name, v.Query.String(), counts[i].N, counts[i].Exact})
				if err != nil {
					return err
				}
				continue
			}
			n := text.Number(c.lang, counts[i].N)
			if !counts[i].Exact {
				n += "+"
			}
			c.row(cell(v.Name, 28), cell(n, 0))
		}
		return nil
	})
}
