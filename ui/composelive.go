package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// load follows what changed at the desk while a reply is being made: a template that
// was withdrawn, a verdict that no longer holds, a text that was edited. What was
// typed stays, and nothing moves in the picker; only what may no longer go is told.
func (c *composer) load(m *Model) tea.Cmd {
	if !c.loaded {
		return nil
	}
	about, comp, t, step := c.about, c.composition(), c.target, c.step
	return m.ask(slotPreview, func(ctx context.Context) (answer, error) {
		offers, err := m.ses.Offers(ctx, &about, true)
		if err != nil {
			return nil, err
		}
		if step == picking {
			return func(*Model) tea.Cmd {
				c.hear(offers)
				return nil
			}, nil
		}
		p, err := m.ses.Preview(ctx, t, comp)
		return func(m *Model) tea.Cmd {
			could := c.preview == nil || c.preview.Sendable()
			c.hear(offers)
			c.preview, c.problem = &p, err
			if err != nil {
				c.preview = nil
				return nil // a gap is still open, and the field says so
			}
			if could && !p.Sendable() {
				return m.warn(m.sentence(p.Problems[0]))
			}
			return nil
		}, nil
	})
}

// hear takes over whether the offers may still be used, each in its place.
func (c *composer) hear(offers []inbox.Offer) {
	for i := range c.offers {
		for j := range offers {
			if offers[j].Ref() == c.offers[i].Ref() {
				c.offers[i].Why = offers[j].Why
			}
		}
	}
}
