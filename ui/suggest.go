package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// suggestions are values for a gap that go on from what was typed, the likeliest
// first: the choices there are, the date that was meant, what the desk filled in
// before, and the offices of the house.
func (c *composer) suggestions(m *Model, g *gap) []string {
	if g.block || g.free {
		return nil
	}
	typed := strings.TrimSpace(g.field.Value())
	if g.picked > 0 {
		typed = g.typed
	}
	p := g.placeholder
	var out []string
	switch p.Type {
	case inbox.PlaceholderDate, inbox.PlaceholderTime, inbox.PlaceholderDateTime:
		as := text.Fill(p, typed, m.now, m.ses.House.Zone)
		if typed == "" && p.Type != inbox.PlaceholderDate { // a "Stand" is nearly always now
			as = inbox.FormatWhen(p.Type, m.now, m.ses.House.Zone)
		}
		if as != "" && (as != typed || g.picked > 0) {
			out = append(out, as)
		}
		return out
	case inbox.PlaceholderChoice:
		out = p.Choices
	case inbox.PlaceholderOffice:
		out = c.habit.Values(c.offer.Key, p)
		for i := range m.ses.House.Roles {
			if name := m.ses.House.Roles[i].Name; !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	case inbox.PlaceholderText, inbox.PlaceholderPlace, inbox.PlaceholderLink, inbox.PlaceholderContact, inbox.PlaceholderAmount:
		out = c.habit.Values(c.offer.Key, p)
	}
	return fitting(out, typed)
}

// fitting keeps what contains what was typed; what begins with it comes first.
func fitting(values []string, typed string) []string {
	folded := plainFold(typed)
	var begins, contains []string
	for _, v := range values {
		switch f := plainFold(v); {
		case strings.HasPrefix(f, folded):
			begins = append(begins, v)
		case strings.Contains(f, folded):
			contains = append(contains, v)
		}
	}
	return append(begins, contains...)
}

// ghost is what Tab would make of the gap and how that is shown behind the cursor.
func (c *composer) ghost(m *Model, g *gap) (value, shown string) {
	typed := g.field.Value()
	if g.picked > 0 || g.field.Cursor() != len(typed) {
		return "", ""
	}
	all := c.suggestions(m, g)
	if len(all) == 0 || all[0] == strings.TrimSpace(typed) {
		return "", ""
	}
	value = all[0]
	if n := len(typed); len(value) > n && strings.EqualFold(value[:n], typed) {
		return value, value[n:]
	}
	return value, " → " + value
}

// complete takes what is suggested, and goes on where nothing is.
func (c *composer) complete(m *Model) tea.Cmd {
	if c.at < len(c.gaps) {
		g := &c.gaps[c.at]
		if value, _ := c.ghost(m, g); value != "" {
			g.field.Change(value)
			return c.typed(m)
		}
	}
	return c.next(m)
}

// choose goes through the suggestions for the gap; beyond the first stands again
// what was typed.
func (c *composer) choose(m *Model, by int) tea.Cmd {
	if c.at >= len(c.gaps) {
		return nil
	}
	g := &c.gaps[c.at]
	all := c.suggestions(m, g)
	if len(all) == 0 {
		c.scroll = max(0, c.scroll+by)
		return nil
	}
	if g.picked == 0 {
		g.typed = g.field.Value()
	}
	at := (g.picked + by + len(all) + 1) % (len(all) + 1)
	value := g.typed
	if at > 0 {
		value = all[at-1]
	}
	g.field.Change(value)
	cmd := c.typed(m)
	g.picked = at
	return cmd
}

// suggestRow names what can be taken, in one line.
func (c *composer) suggestRow(m *Model, g *gap, width int) (frame.Row, bool) {
	all := c.suggestions(m, g)
	if len(all) < 2 && g.picked == 0 {
		return frame.Row{}, false
	}
	row := frame.Of(frame.Own("    "+m.keyName("down")+" ", frame.Key))
	for i := max(0, g.picked-2); i < len(all); i++ {
		st := frame.Dim
		if i == g.picked-1 {
			st = frame.Strong
		}
		if row.Width() >= width {
			break
		}
		row.Spans = append(row.Spans, frame.Own(all[i], st))
		if i+1 < len(all) {
			row.Spans = append(row.Spans, frame.Own(" · ", frame.Dim))
		}
	}
	return row, true
}
