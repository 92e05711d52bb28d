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

// gap is one thing a reply still asks for: a placeholder, a free block, or the
// whole text.
type gap struct {
	name, label, hint string
	block, free       bool
	placeholder       inbox.Placeholder
	standard          string // a block's approved words
	field             edit.Field
	problem           string
}

// composer is a reply being made: pick a template, fill its gaps, look at it as
// it will be posted, send.
type composer struct {
	target inbox.Target
	step   step

	search edit.Field
	offers []inbox.Offer
	chosen int // among what the search leaves
	loaded bool

	offer   *inbox.Offer // nil: free text
	variant int
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
			return m.compose(it)
		}, err
	})
}

// compose opens the composer, with the draft where there is one.
func (m *Model) compose(it inbox.Item) tea.Cmd {
	c := &composer{target: inbox.Target{ID: it.ID, Version: it.Version}}
	m.push(c)
	return m.ask(slotOffers, func(ctx context.Context) (answer, error) {
		offers, err := m.ses.Offers(ctx, &it, true)
		if err != nil {
			return nil, err
		}
		draft, err := m.ses.Store.Draft(ctx, it.ID, m.ses.Person.ID)
		return func(m *Model) tea.Cmd {
			c.offers, c.loaded = offers, true
			if draft == nil {
				return nil
			}
			return c.restore(m, draft)
		}, err
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
	for i := range c.gaps { // go on where the work stopped
		if strings.TrimSpace(c.gaps[i].field.Value()) == "" {
			c.at = i
			break
		}
	}
	at := text.Stamp(m.lang, d.SavedAt, m.now, m.ses.House.Zone)
	if d.ItemVersion != c.target.Version {
		return tea.Batch(c.render(m), m.warn(say(m.s.DraftOld, at)))
	}
	return tea.Batch(c.render(m), m.say(say(m.s.DraftBack, at)))
}

// begin lays out what the chosen wording asks for, with the values there are.
func (c *composer) begin(m *Model, have *inbox.Composition) {
	c.step, c.at, c.preview, c.problem = filling, 0, nil, nil
	old := map[string]string{}
	for i := range c.gaps {
		old[c.gaps[i].name] = c.gaps[i].field.Value()
	}
	c.gaps = nil
	if c.offer == nil {
		g := gap{name: "free", label: m.s.FreeText, hint: m.s.FreeHint, free: true, field: edit.Field{Multi: true, Limit: 10_000}}
		if have != nil {
			g.field.Set(have.Free)
		}
		c.gaps = []gap{g}
		return
	}
	name := c.variantName()
	placeholders, err := c.offer.Gaps(name)
	if err != nil {
		c.problem = err
		return
	}
	for _, p := range placeholders {
		g := gap{name: p.Name, label: p.Label, hint: m.lang.Input(p.Type), placeholder: p, field: edit.Field{Limit: limitOf(p.Max)}}
		if p.Example != "" {
			g.hint += " · " + m.s.Example + " " + p.Example
		}
		if len(p.Choices) > 0 {
			g.hint = m.s.OneOf + " " + strings.Join(p.Choices, " / ")
		}
		g.field.Set(old[p.Name])
		if have != nil {
			g.field.Set(have.Values[p.Name])
		}
		c.gaps = append(c.gaps, g)
	}
	c.blocks(m, name, have, old)
	if len(c.gaps) == 0 {
		c.step = looking
	}
}

// blocks adds the free blocks, where the person's latitude lets them be edited.
func (c *composer) blocks(m *Model, variant string, have *inbox.Composition, old map[string]string) {
	if ok, _ := c.offer.Grant.Allows(inbox.L2); !ok || c.offer.Latitude < inbox.L2 {
		return
	}
	blocks, err := c.offer.FreeBlocks(variant)
	if err != nil {
		c.problem = err
		return
	}
	for _, b := range blocks {
		g := gap{name: b.Name, label: b.Label, hint: say(m.s.BlockHint, b.Max), block: true, standard: b.Default, field: edit.Field{Multi: true, Limit: b.Max}}
		g.field.Set(b.Default)
		if s, ok := old[b.Name]; ok {
			g.field.Set(s)
		}
		if have != nil {
			if s, ok := have.Blocks[b.Name]; ok {
				g.field.Set(s)
			}
		}
		c.gaps = append(c.gaps, g)
	}
}

func limitOf(n int) int {
	if n == 0 {
		return 200
	}
	return n
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

// empty reports whether there is nothing worth keeping as a draft.
func (c *composer) empty() bool {
	comp := c.composition()
	return c.step == picking || strings.TrimSpace(comp.Free) == "" && len(comp.Values) == 0 && len(comp.Blocks) == 0
}

// check holds one gap's value against its rule.
func (c *composer) check(m *Model, i int) bool {
	g := &c.gaps[i]
	g.problem = ""
	if g.block || g.free {
		return true
	}
	if err := g.placeholder.Validate(strings.TrimSpace(g.field.Value()), m.now, m.ses.House.Zone); err != nil {
		g.problem = m.sentence(err)
	}
	return g.problem == ""
}

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
	n, comp, t := c.changes, c.composition(), c.target
	drop := c.empty()
	c.saved = n
	return m.decide(act{quiet: true, do: func(ctx context.Context) error {
		if drop {
			return m.ses.Store.DropDraft(ctx, t.ID, m.ses.Person.ID)
		}
		return m.ses.SaveDraft(ctx, t, comp)
	}, fail: func(*Model) tea.Cmd { c.saved = -1; return nil }})
}
