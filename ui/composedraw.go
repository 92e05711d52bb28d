package ui

import (
	"strings"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

func (c *composer) draw(m *Model, width, height int) panel {
	switch c.step {
	case picking:
		return c.drawPick(m, width, height)
	case filling:
		return c.drawFill(m, width, height)
	case looking:
	}
	return c.drawLook(m, width, height)
}

// question shows what is answered, in a few lines: nobody should answer from
// memory.
func (c *composer) question(m *Model, width, height int) []frame.Row {
	if m.detail.id != c.target.ID || !m.detail.loaded {
		return nil
	}
	it := &m.detail.item
	shown := m.shown(it)
	rows := []frame.Row{frame.Of(frame.Own(" "+it.Content.Channel+" · ", frame.Dim),
		frame.Span{Text: safetext.Line(it.Content.Author.Name), Style: frame.Strong},
		frame.Own(" "+text.Ago(m.lang, it.ID.Time(), m.now), frame.Dim))}
	body := frame.Indented(shown.text, width-1, 3, frame.Plain, shown.ranges)
	if len(body) > height-1 {
		body = append(body[:max(0, height-2):max(0, height-2)], frame.Line("   …", frame.Dim))
	}
	rows = append(rows, body...)
	return append(rows, frame.Rule(width, m.opt.Plain))
}

func (c *composer) drawPick(m *Model, width, height int) panel {
	rows := c.question(m, width, max(3, height/4))
	v := c.search.Draw(width-20, 1)
	label := " " + m.s.SearchTemplate + ": "
	p := panel{x: frame.Line(label, frame.Dim).Width() + v.X, y: len(rows), cursor: true}
	row := frame.Of(frame.Own(label, frame.Key))
	for _, l := range v.Lines {
		row.Spans = append(row.Spans, frame.Span{Text: l, Style: frame.Plain})
	}
	rows = append(rows, row)
	if !c.loaded {
		p.rows = append(rows, frame.Line(" "+m.s.Loading, frame.Dim))
		return p
	}
	offers := c.matching(m)
	room := height - len(rows)
	below := max(4, room/3)
	var list []frame.Row
	for i, o := range offers {
		list = append(list, c.offerRow(m, o, i == c.chosen))
	}
	from := max(0, min(c.chosen-(room-below)/2, len(list)-(room-below)))
	for i := from; i < len(list) && i < from+room-below; i++ {
		rows = append(rows, list[i])
	}
	rows = append(rows, frame.Rule(width, m.opt.Plain))
	p.rows = append(rows, c.offerText(m, offers[c.chosen], width, below-1)...)
	return p
}

func (c *composer) offerRow(m *Model, o *inbox.Offer, selected bool) frame.Row {
	lead, fill := "   ", frame.Plain
	if selected {
		lead, fill = " > ", frame.Select
	}
	if o == nil {
		r := frame.Row{Fill: fill, Spans: []frame.Span{frame.Own(lead+m.s.FreeText, frame.Plain)}}
		if ok, why := c.mayWriteFreely(m); !ok {
			r.Spans = append(r.Spans, frame.Own(" – "+why, frame.Dim))
		}
		return r
	}
	r := frame.Row{Fill: fill, Spans: []frame.Span{
		frame.Own(lead, frame.Plain), frame.OwnCell(o.Key, 5, frame.Dim), frame.Own(o.Title, frame.Plain),
	}}
	switch {
	case o.Why != nil && o.State != inbox.TemplateApproved:
		r.Spans = append(r.Spans, frame.Own(" – "+m.lang.TemplateState(o.State), frame.Dim))
	case o.Why != nil:
		r.Spans = append(r.Spans, frame.Own(" – "+m.sentence(o.Why), frame.Dim))
	case o.Rank > 0:
		r.Spans = append(r.Spans, frame.Own("  "+m.s.Fits, frame.Good))
	}
	return r
}

// offerText shows a wording and what it is for.
func (c *composer) offerText(m *Model, o *inbox.Offer, width, height int) []frame.Row {
	if o == nil {
		if ok, why := c.mayWriteFreely(m); !ok {
			return frame.Indented(safetext.Clean(why), width, 1, frame.Warn, nil)
		}
		return frame.Indented(safetext.Clean(m.s.FreeHint), width, 1, frame.Dim, nil)
	}
	var rows []frame.Row
	if o.Why != nil { // in the line above there is seldom room for all of it
		rows = frame.Indented(safetext.Clean(m.sentence(o.Why)), width, 1, frame.Warn, nil)
	}
	rows = append(rows, frame.Line(" "+say(m.s.OfferFacts, m.lang.Category(o.Category).Name, m.lang.Latitude(o.Latitude).Name, len(o.Variants)), frame.Dim))
	if len(o.Variants) > 0 {
		rows = append(rows, frame.Indented(safetext.Clean(o.Variants[0].Text), width, 1, frame.Plain, nil)...)
	}
	return rows[:min(len(rows), max(1, height))]
}

func (c *composer) drawFill(m *Model, width, height int) panel {
	rows := c.question(m, width, max(3, height/4))
	p := panel{cursor: true}
	for i := range c.gaps {
		g := &c.gaps[i]
		st := frame.Dim
		if i == c.at {
			st = frame.Strong
		}
		if i != c.at {
			value := strings.TrimSpace(g.field.Value())
			if value == "" {
				value = "…"
			}
			rows = append(rows, frame.Of(frame.Own("   "+strings.TrimSuffix(g.label, ":")+"  ", st), frame.Own(value, frame.Plain)))
			continue
		}
		head := frame.Of(frame.Own(" > "+g.label, st), frame.Own("  "+g.hint, frame.Dim))
		if head.Width() <= width {
			rows = append(rows, head)
		} else { // the example is at the end of the hint, and the field is refused without it
			rows = append(rows, frame.Of(head.Spans[0]))
			rows = append(rows, frame.Indented(safetext.Line(g.hint), width, 4, frame.Dim, nil)...)
		}
		lines := 1
		if g.field.Multi {
			lines = max(2, min(8, height/3))
		}
		v := g.field.Draw(width-6, lines)
		p.x, p.y = v.X+4, len(rows)+v.Y
		for _, l := range v.Lines {
			rows = append(rows, frame.Of(frame.Own("    ", frame.Plain), frame.Span{Text: l, Style: frame.Plain}))
		}
		if g.problem != "" {
			rows = append(rows, frame.Indented(safetext.Clean(g.problem), width, 4, frame.Bad, nil)...)
		}
	}
	rows = append(rows, frame.Rule(width, m.opt.Plain))
	room := height - len(rows)
	if room < 3 && p.y > 2 { // the field matters more than the question above it
		cut := min(p.y-2, 3-room)
		rows, p.y, room = rows[cut:], p.y-cut, room+cut
	}
	var preview []frame.Row
	preview, c.scroll = window(c.previewRows(m, width), c.scroll, max(0, room))
	p.rows = append(rows, preview...)
	return p
}

// previewRows show the text exactly as it will be posted, with its counter.
func (c *composer) previewRows(m *Model, width int) []frame.Row {
	if c.preview == nil {
		if c.step == looking && c.problem != nil {
			return frame.Indented(safetext.Clean(m.s.Prevents+" "+m.sentence(c.problem)), width, 1, frame.Bad, nil)
		}
		rows := []frame.Row{frame.Line(" "+m.s.PreviewLater, frame.Dim)}
		return append(rows, frame.Indented(safetext.Clean(c.sketch()), width-1, 3, frame.Dim, nil)...)
	}
	p := c.preview
	count, st := text.Number(m.lang, p.Length), frame.Dim
	if p.Max > 0 {
		count += "/" + text.Number(m.lang, p.Max)
		if p.Length > p.Max {
			st = frame.Bad
		}
	}
	rows := []frame.Row{frame.Of(frame.Own(" "+m.s.AsPosted+" ", frame.Dim), frame.Own(count+" "+m.s.Characters, st))}
	return append(rows, frame.Indented(safetext.Clean(p.Posted), width-1, 3, frame.Ours, nil)...)
}

// sketch is the wording with what is filled in so far, to read along while
// typing. It is never sent: what is sent comes from Preview.
func (c *composer) sketch() string {
	if c.offer == nil || c.variant >= len(c.offer.Variants) {
		return ""
	}
	var pairs []string
	for i := range c.gaps {
		g := &c.gaps[i]
		v := strings.TrimSpace(g.field.Value())
		if v == "" {
			v = "‹" + g.label + "›"
		}
		pairs = append(pairs, "{"+g.name+"}", v, "["+g.name+"]", v)
	}
	for _, b := range c.offer.Blocks {
		pairs = append(pairs, "["+b.Name+"]", b.Default)
	}
	return strings.NewReplacer(pairs...).Replace(c.offer.Variants[c.variant].Text)
}

func (c *composer) drawLook(m *Model, width, height int) panel {
	rows := c.question(m, width, max(4, height/3))
	rows = append(rows, c.previewRows(m, width)...)
	if p := c.preview; p != nil {
		rows = append(rows, frame.Row{})
		for _, err := range p.Problems {
			rows = append(rows, frame.Indented(safetext.Clean(m.s.Prevents+" "+m.sentence(err)), width, 1, frame.Bad, nil)...)
		}
		for _, err := range p.Warnings {
			rows = append(rows, frame.Indented(safetext.Clean(m.s.Consider+" "+m.sentence(err)), width, 1, frame.Warn, nil)...)
		}
		rows = append(rows, c.consequence(m, width)...)
	}
	shown, from := window(rows, c.scroll, height)
	c.scroll = from
	return panel{rows: shown, cursor: true, y: len(shown) - 1, x: 1}
}

// consequence says in words what y will do: where the text goes, as whom, and
// who must agree.
func (c *composer) consequence(m *Model, width int) []frame.Row {
	p := c.preview
	if !p.Sendable() {
		return []frame.Row{frame.Line(" "+m.s.CannotSend, frame.Strong)}
	}
	where := ""
	if m.detail.loaded {
		where = m.detail.item.Content.Channel
	}
	if p.NeedsPair {
		names := make([]string, len(p.Releasers))
		for i, id := range p.Releasers {
			names[i] = m.ses.House.RoleName(id)
		}
		return frame.Indented(safetext.Clean(say(m.s.AskSubmit, where, strings.Join(names, ", "))), width, 1, frame.Strong, nil)
	}
	return frame.Indented(safetext.Clean(say(m.s.AskSend, where)), width, 1, frame.Strong, nil)
}
