package ui

import (
	"strings"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

// gap is one thing a reply still asks for: a placeholder, a free block, or the
// whole text.
type gap struct {
	name, label, hint string
	block, free       bool
	placeholder       inbox.Placeholder
	standard          string // a block's approved words
	most              int    // characters a block takes
	field             edit.Field
	problem           string
	rules             inbox.LintRules
	typed             string // what stood there before the person went through the suggestions
	picked            int    // which suggestion they are at, from 1
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
		g := gap{
			name: "free", label: m.s.FreeText, hint: m.s.FreeHint, free: true,
			field: edit.Field{Multi: true, Limit: mostTyped}, rules: m.ses.LintFree(&c.about),
		}
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
		g := gap{name: p.Name, label: p.Label, hint: m.lang.Input(p.Type), placeholder: p, field: edit.Field{Limit: mostTyped}, rules: m.ses.LintGap(p)}
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
		g := gap{name: b.Name, label: b.Label, hint: say(m.s.BlockHint, b.Max), block: true, standard: b.Default, most: b.Max, field: edit.Field{Multi: true, Limit: mostTyped}, rules: m.ses.LintBlock(b)}
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

// mostTyped bounds a field. It is far more than any gap takes: who pastes too much
// sees all of it, counted and underlined, and nothing is cut off behind their back.
const mostTyped = 10_000

// check holds one gap's value against its rule.
func (c *composer) check(m *Model, i int) bool {
	g := &c.gaps[i]
	g.problem = ""
	if g.block || g.free {
		return true
	}
	value := strings.TrimSpace(g.field.Value())
	if as := text.Fill(g.placeholder, value, m.now, m.ses.House.Zone); as != value {
		g.field.Change(as)
		value = as
	}
	if err := g.placeholder.Validate(value, m.now, m.ses.House.Zone); err != nil {
		g.problem = m.sentence(err)
		if ex := g.placeholder.Example; ex != "" && !strings.Contains(g.problem, ex) {
			g.problem += " " + m.s.Example + " " + ex
		}
	}
	return g.problem == ""
}
