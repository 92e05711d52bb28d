package cli

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/templatefile"
	"lotse/ui"
)

// demoCommand opens the made-up city; with a command behind it, that command runs
// on the made-up desk instead of the screen.
func (c *call) demoCommand() *cobra.Command {
	var story string
	var quiet bool
	cmd := c.command("demo", "[COMMAND...]", cobra.ArbitraryArgs, func(ctx context.Context, args []string) error {
		if len(args) == 0 && (!c.Terminal.In || !c.Terminal.Out) {
			return &usageError{errText(c.say.ScreenNeedsTerminal)}
		}
		name := story
		switch stories := c.Backend.Stories; {
		case name == "" && len(args) == 0:
			name = stories[0]
		case name == "":
			name = stories[len(stories)-1] // a command looks at a city in which nothing goes on
		case !slices.Contains(stories, name):
			return c.usage(c.say.FlagBadValue, clean(name), "story")
		}
		d, err := c.enterDemo(ctx, name)
		if err != nil {
			return err
		}
		if len(args) == 0 {
			s, err := c.desk.As(c.person())
			if err != nil {
				return err
			}
			return c.display(ctx, s, func(o *ui.Options) {
				o.Quiet, o.Tour = quiet, ui.OfferTour
				switch {
				case quiet:
					o.Tour = ui.NoTour
				case story == c.Backend.Stories[len(c.Backend.Stories)-1]:
					o.Tour = ui.BeginTour
				}
				o.Story = c.beats(d)
			})
		}
		root := c.root()
		root.SetArgs(guard(root, args))
		root.SetIn(c.In)
		root.SetOut(c.Out)
		root.SetErr(c.Err)
		c.outcome = nil
		if err := root.ExecuteContext(ctx); err != nil {
			return c.commandLine(err)
		}
		return c.outcome
	})
	cmd.Flags().SetInterspersed(false)
	cmd.Flags().StringVar(&story, "story", "", c.flag("story"))
	cmd.Flags().BoolVar(&quiet, "quiet", false, c.flag("quiet"))
	return minus(cmd)
}

// enterDemo puts the made-up desk where the command's own would be: comments read
// from every channel, templates approved by those whose office it is.
func (c *call) enterDemo(ctx context.Context, story string) (*Demo, error) {
	d, err := c.Backend.Demo(ctx, c.Clock, story)
	if err != nil {
		return nil, err
	}
	c.closers = append(c.closers, d.Close)
	c.desk, c.cfg, c.home = d.Desk, d.Config, d.Home
	if c.as == "" {
		c.as = d.Person
	}
	for _, id := range d.Desk.House.Channels {
		if _, err := c.Backend.Poll(ctx, d.Desk, id, func(int) {}); err != nil {
			return nil, err
		}
	}
	if err := approveStarters(ctx, d.Desk, d.Person); err != nil {
		return nil, err
	}
	return d, c.learns(ctx)
}

// colleague is who sits at the next desk of the city.
const colleague = "bernd"

// beats makes a story one that the screen can tell. What the colleague does in it,
// they do as everybody does.
func (c *call) beats(d *Demo) []ui.Beat {
	out := make([]ui.Beat, len(d.Beats))
	for i, b := range d.Beats {
		out[i] = ui.Beat{At: b.At, ID: b.ID}
		if b.Reply {
			out[i].Do = func(ctx context.Context) error {
				s, err := d.Desk.As(colleague)
				if err != nil {
					return err
				}
				_, err = s.Submit(ctx, inbox.Target{ID: d.Thanks}, inbox.Composition{
					Template: inbox.TemplateRef{Key: "T01", N: 1}, Variant: "kurz", Values: map[string]string{"team": "das Team des Kulturamts"},
				})
				return err
			}
		}
	}
	return out
}

// approveStarters makes the templates a new desk starts with usable, by the same
// acts as in a real house. One whose office nobody holds stays submitted.
func approveStarters(ctx context.Context, d *inbox.Desk, author string) error {
	s, err := d.As(author)
	if err != nil {
		return err
	}
	ts, err := templatefile.Starter()
	if err == nil {
		_, err = d.AddStarter(ctx, ts)
	}
	if err != nil {
		return err
	}
	for i := range ts {
		ref, hash := inbox.TemplateRef{Key: ts[i].Key, N: 1}, ts[i].ContentHash()
		if err := s.Propose(ctx, ref); err != nil {
			return err
		}
		for _, role := range ts[i].Approver {
			if by := holder(d, role); by != nil {
				if err := by.Consent(ctx, ref, hash, time.Time{}, time.Time{}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// holder finds somebody who holds a role.
func holder(d *inbox.Desk, role string) *inbox.Session {
	for _, p := range d.House.Persons {
		if slices.Contains(p.Roles, role) {
			if s, err := d.As(p.ID); err == nil {
				return s
			}
		}
	}
	return nil
}
