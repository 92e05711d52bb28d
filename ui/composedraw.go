package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

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
	rows := c.question(m, width, max(3, height/5))
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
	below := max(5, room/2)
	var list []frame.Row
	for i := range offers {
		list = append(list, c.offerRow(m, &offers[i], i == c.chosen, width))
	}
	above := max(3, min(room-below, len(list)))
	from := max(0, min(c.chosen-above/2, len(list)-above))
	for i := from; i < len(list) && i < from+above; i++ {
		p.spot(0, len(rows), width, 1, func(m *Model) tea.Cmd {
			return m.clickLine(c.chosen == i, func() { c.chosenBy(m, i-c.chosen) }, "pick")
		})
		rows = append(rows, list[i])
	}
	rows = append(rows, frame.Rule(width, m.opt.Plain))
	p.rows = append(rows, c.offerText(m, offers[c.chosen].offer, width, height-len(rows))...)
	return p
}

// barred says beside a choice that it cannot be made: why, where there is room for
// all of it, and else that it is so; the reason of the chosen one stands below.
func (c *composer) barred(m *Model, why string, room int) frame.Span {
	if lipgloss.Width(why)+3 > room {
		why = m.s.Reply.Barred
	}
	return frame.Own(" – "+why, frame.Dim)
}

func (c *composer) offerRow(m *Model, h *match, selected bool, width int) frame.Row {
	r := frame.Row{Spans: []frame.Span{m.bar(selected), frame.Own(" ", frame.Plain)}}
	if selected {
		r.Fill = frame.Select
	}
	o := h.offer
	if o == nil {
		r.Spans = append(r.Spans, frame.Own(m.s.FreeText, frame.Plain))
		if ok, why := c.mayWriteFreely(m); !ok {
			r.Spans = append(r.Spans, c.barred(m, why, width-r.Width()))
		}
		return r
	}
	st := frame.Plain
	if o.Why != nil {
		st = frame.Dim
	}
	r.Spans = append(r.Spans, lit(o.Key, h.key, frame.Dim)...)
	r.Spans = append(r.Spans, frame.OwnCell("", max(1, 5-len([]rune(o.Key))), frame.Plain))
	r.Spans = append(r.Spans, lit(o.Title, h.title, st)...)
	stands := 0
	for _, v := range o.Variants {
		if c.habit.Stands(o.Key, v.Name) {
			stands++
		}
	}
	switch {
	case o.Why != nil && o.State != inbox.TemplateApproved:
		r.Spans = append(r.Spans, frame.Own(" – "+m.lang.TemplateState(o.State), frame.Dim))
	case o.Why != nil:
		r.Spans = append(r.Spans, c.barred(m, m.sentence(o.Why), width-r.Width()))
	case stands > 0 && stands == len(o.Variants):
		r.Spans = append(r.Spans, frame.Own("  "+m.s.Reply.AllStand, frame.Warn))
	case c.fitWords(m, o) != "":
		r.Spans = append(r.Spans, frame.Own("  "+say(m.s.Reply.FitsBecause, c.fitWords(m, o)), frame.Good))
	case slices.Contains(c.habit.Templates, o.Key):
		r.Spans = append(r.Spans, frame.Own("  "+m.s.Reply.Lately, frame.Dim))
	}
	return r
}

// offerText shows the wordings of a family in the order they are offered, and what
// the family is for.
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
	order := c.variants(o)
	for i := range order {
		n := order[(c.wording+i)%len(order)]
		v := o.Variants[n]
		head := frame.Of(frame.Own(" "+say(m.s.Reply.VariantOf, n+1, len(o.Variants), v.Name), frame.Strong))
		if c.habit.Stands(o.Key, v.Name) {
			head.Spans = append(head.Spans, frame.Own(" – "+m.s.Reply.Stands, frame.Warn))
		}
		if i == 0 && len(order) > 1 {
			head.Spans = append(head.Spans, frame.Own("  "+m.s.Reply.OtherKey, frame.Dim))
		}
		rows = append(rows, head)
		rows = append(rows, frame.Indented(safetext.Clean(readable(o, v.Text)), width-1, 3, frame.Ours, nil)...)
		if i == 0 { // between the one that is taken and the others
			rows = append(rows, frame.Line(" "+say(m.s.OfferFacts, m.lang.Category(o.Category).Name, m.lang.Latitude(o.Latitude).Name, len(o.Variants)), frame.Dim))
			if o.Note != "" {
				rows = append(rows, frame.Indented(safetext.Clean(o.Note), width, 1, frame.Dim, nil)...)
			}
		}
	}
	if height = max(1, height); len(rows) > height {
		rows = append(rows[:height-1:height-1], frame.Line(" …", frame.Dim))
	}
	return rows
}

// readable is a wording with what its gaps ask for in place of their names, and
// its blocks as they stand by default.
func readable(o *inbox.Offer, wording string) string {
	var pairs []string
	for _, p := range o.Placeholders {
		pairs = append(pairs, "{"+p.Name+"}", "‹"+strings.TrimRight(p.Label, ":?")+"›")
	}
	for _, b := range o.Blocks {
		pairs = append(pairs, "["+b.Name+"]", b.Default)
	}
	return strings.NewReplacer(pairs...).Replace(wording)
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
		at := c.drawGap(m, g, width, max(2, min(8, height/3)))
		p.x, p.y = at.x, len(rows)+at.y
		rows = append(rows, at.rows...)
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
		rows = append(rows, m.lintRows(p.Lint, width, 1, len(p.Lint))...)
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
	where := c.about.Content.Channel
	rows := frame.Indented(safetext.Clean(c.whereTo(m)), width, 1, frame.Plain, nil)
	if p.NeedsPair && p.ByHand != nil {
		rows = append(rows, frame.Indented(safetext.Clean(m.sentence(p.ByHand)+" "+m.lang.ByHand()), width, 1, frame.Warn, nil)...)
	}
	if p.NeedsPair {
		names := make([]string, len(p.Releasers))
		for i, id := range p.Releasers {
			names[i] = m.ses.House.RoleName(id)
		}
		return append(rows, frame.Indented(safetext.Clean(say(m.s.AskSubmit, where, strings.Join(names, ", "))), width, 1, frame.Strong, nil)...)
	}
	if p.ByHand != nil {
		rows = append(rows, frame.Indented(safetext.Clean(m.sentence(p.ByHand)), width, 1, frame.Warn, nil)...)
		return append(rows, frame.Indented(safetext.Clean(m.s.ByHand.Will), width, 1, frame.Strong, nil)...)
	}
	return append(rows, frame.Indented(safetext.Clean(say(m.s.AskSend, where)), width, 1, frame.Strong, nil)...)
}

// whereTo names the channel and the account a reply goes out from: the desk has
// many, and a text on the wrong one cannot be taken back.
func (c *composer) whereTo(m *Model) string {
	where := c.about.Content.Channel
	who := c.as.Handle
	if who == "" {
		who = c.as.Name
	}
	as := say(m.s.Reply.NoAccount, where)
	if who != "" {
		as = say(m.s.Reply.Account, where, who)
	}
	return as + " " + say(m.s.Reply.Answering, safetext.Line(c.about.Content.Author.Name))
}
