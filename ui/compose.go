package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

// step is how far a reply has come on its composing screen.
type step uint8

const (
	picking step = iota
	filling
	looking
)

// composer is a reply being made: pick a template, fill its gaps, look at it as
// it will be posted, send.
type composer struct {
	target inbox.Target
	about  inbox.Item // as it was when the reply was begun
	step   step
	habit  inbox.Habit
	as     inbox.Account // who we are there; empty until the channel has said

	search edit.Field
	offers []inbox.Offer
	chosen int // among what the search leaves
	loaded bool

	offer   *inbox.Offer // nil: free text
	variant int
	wording int // which variant the picker shows, counted on from the one offered first
	gaps    []gap
	at      int

	preview *inbox.Preview
	problem error // why there is no preview
	scroll  int
	changes int // numbers what was typed, for the pause
	saved   int // the number that stands in the store
}

func (c *composer) item(*Model) inbox.ItemID { return c.target.ID }

func (c *composer) place() Place {
	switch c.step {
	case picking:
		return InPick
	case filling:
		return InFill
	case looking:
	}
	return InConfirm
}

func (c *composer) title(m *Model) string {
	s := m.s.ReplyTo + " " + c.target.ID.Short()
	if c.offer != nil && c.step != picking {
		s += " · " + c.offer.Key + " " + c.offer.Title
	}
	return s
}

// startReply answers the item in view.
func (m *Model) startReply() tea.Cmd {
	it, _ := m.subject()
	return m.compose(it)
}

// resume opens the composer again on a reply that was pulled back: whoever does
// that wants to change it.
func (m *Model) resume(id inbox.ItemID) tea.Cmd {
	return m.ask(slotOpen, func(ctx context.Context) (answer, error) {
		it, err := m.ses.Item(ctx, id)
		return func(m *Model) tea.Cmd {
			if _, busy := m.top().(*composer); busy || len(m.dialogs) > 0 {
				return m.say(m.s.PulledBack)
			}
			m.beginGrace()
			return m.compose(it)
		}, err
	})
}

// compose opens the composer, with the draft where there is one.
func (m *Model) compose(it inbox.Item) tea.Cmd {
	c := &composer{target: inbox.Target{ID: it.ID, Version: it.Version}, about: it}
	m.push(c)
	return tea.Batch(c.meet(m), m.ask(slotOffers, func(ctx context.Context) (answer, error) {
		offers, err := m.ses.Offers(ctx, &it, true)
		if err != nil {
			return nil, err
		}
		habit, err := m.ses.Habit(ctx, &it, offers)
		if err != nil {
			return nil, err
		}
		draft, err := m.ses.Store.Draft(ctx, it.ID, m.ses.Person.ID)
		return func(m *Model) tea.Cmd {
			c.offers, c.habit, c.loaded = offers, habit, true
			c.sortOffers()
			if draft == nil {
				return nil
			}
			return c.restore(m, draft)
		}, err
	}))
}

// meet asks the channel who we are there: the last look names the account, and the
// channel learns its server's limits. Without an answer the reply goes on.
func (c *composer) meet(m *Model) tea.Cmd {
	ch := m.ses.Channels[c.about.Content.Channel]
	if ch == nil {
		return nil
	}
	return m.ask(slotAccount, func(ctx context.Context) (answer, error) {
		as, err := ch.Whoami(ctx)
		if err != nil {
			return nil, nil //nolint:nilerr // the status line says how the channel is
		}
		return func(*Model) tea.Cmd {
			c.as = as
			return nil
		}, nil
	})
}

// restore goes on with unsent work.
func (c *composer) restore(m *Model, d *inbox.Draft) tea.Cmd {
	comp := d.Composition
	c.offer = nil
	for i := range c.offers {
		if c.offers[i].Key == comp.Template.Key {
			c.offer = &c.offers[i]
		}
	}
	if c.offer == nil && comp.Template.Key != "" {
		return m.warn(say(m.s.DraftWithout, comp.Template.String()))
	}
	if c.offer != nil {
		for i, v := range c.offer.Variants {
			if v.Name == comp.Variant {
				c.variant = i
			}
		}
	}
	c.begin(m, &comp)
	c.goOn(d.At)
	at := text.Stamp(m.lang, d.SavedAt, m.now, m.ses.House.Zone)
	if d.ItemVersion != c.target.Version {
		return tea.Batch(c.render(m), m.warn(say(m.s.DraftOld, at)))
	}
	return tea.Batch(c.render(m), m.say(say(m.s.DraftBack, at)))
}

func (c *composer) variantName() string {
	if c.offer == nil || c.variant >= len(c.offer.Variants) {
		return ""
	}
	return c.offer.Variants[c.variant].Name
}

// composition is what the fields come to.
func (c *composer) composition() inbox.Composition {
	var out inbox.Composition
	if c.offer == nil {
		if len(c.gaps) > 0 {
			out.Free = c.gaps[0].field.Value()
		}
		return out
	}
	out.Template, out.Variant = c.offer.Ref(), c.variantName()
	for i := range c.gaps {
		g := &c.gaps[i]
		v := g.field.Value()
		switch {
		case g.block && inbox.Canonical(v) != inbox.Canonical(g.standard):
			if out.Blocks == nil {
				out.Blocks = map[string]string{}
			}
			out.Blocks[g.name] = v
		case !g.block && strings.TrimSpace(v) != "":
			if out.Values == nil {
				out.Values = map[string]string{}
			}
			out.Values[g.name] = strings.TrimSpace(v)
		}
	}
	return out
}

// goOn puts the person where they were, else at the first empty gap.
func (c *composer) goOn(at string) {
	for i := range c.gaps {
		if c.gaps[i].name == at {
			c.at = i
			return
		}
	}
	for i := range c.gaps {
		if strings.TrimSpace(c.gaps[i].field.Value()) == "" {
			c.at = i
			return
		}
	}
}

// blank reports whether nothing was typed.
func (c *composer) blank() bool {
	comp := c.composition()
	return strings.TrimSpace(comp.Free) == "" && len(comp.Values) == 0 && len(comp.Blocks) == 0
}

// empty reports whether there is nothing worth keeping as a draft: the choice of a
// wording is worth it.
func (c *composer) empty() bool { return c.step == picking || c.offer == nil && c.blank() }

// render asks for the text as it would be posted.
func (c *composer) render(m *Model) tea.Cmd {
	comp, t := c.composition(), c.target
	return m.ask(slotPreview, func(ctx context.Context) (answer, error) {
		p, err := m.ses.Preview(ctx, t, comp)
		return func(*Model) tea.Cmd {
			c.preview, c.problem = &p, err
			if err != nil {
				c.preview = nil
			}
			return nil
		}, nil
	})
}

// pause is how long somebody must not type before their draft is saved.
const (
	pausePreview = 150 * time.Millisecond
	pauseDraft   = time.Second
)

// composeMsg says that the typing has paused.
type composeMsg struct {
	of   *composer
	n    int
	save bool
}

func (c *composer) touched(m *Model) tea.Cmd {
	c.changes++
	return tea.Batch(m.opt.After(pausePreview, composeMsg{c, c.changes, false}), m.opt.After(pauseDraft, composeMsg{c, c.changes, true}))
}

func (m *Model) composePaused(msg composeMsg) tea.Cmd {
	c := msg.of
	if msg.n != c.changes || m.top() != screen(c) {
		return nil
	}
	if msg.save {
		return c.save(m)
	}
	return c.render(m)
}

// save keeps the draft. Saves run among the decisions, so a later one never
// overtakes and none comes after the reply was submitted.
func (c *composer) save(m *Model) tea.Cmd {
	if c.saved == c.changes || m.opt.ReadOnly {
		return nil
	}
	n, comp, t, at := c.changes, c.composition(), c.target, ""
	if c.at < len(c.gaps) {
		at = c.gaps[c.at].name
	}
	drop := c.empty()
	c.saved = n
	return m.decide(act{quiet: true, do: func(ctx context.Context) error {
		if drop {
			return m.ses.Store.DropDraft(ctx, t.ID, m.ses.Person.ID)
		}
		return m.ses.SaveDraftAt(ctx, t, comp, at)
	}, fail: func(*Model) tea.Cmd { c.saved = -1; return nil }})
}
