package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// rowsPerItem is how many lines an item takes in the list: one for the facts,
// one for its words.
const rowsPerItem = 2

// draw draws the list, with what there is room for beside it.
func (l *listScreen) draw(m *Model, width, height int) panel {
	if m.width < sidebarWidth {
		return l.drawPanes(m, width, height)
	}
	rest := width - sidebar - 1
	side, p := l.sidebar(m, height), l.drawPanes(m, rest, height)
	p.rows = frame.Beside(side.rows, sidebar, m.divider(), p.rows, rest, height)
	p.x += sidebar + 1
	p.spots = append(side.spots, p.moved(sidebar+1, 0, height)...)
	return p
}

func (m *Model) divider() string {
	if m.opt.Plain {
		return " "
	}
	return "│"
}

// drawPanes draws the list and the item in view.
func (l *listScreen) drawPanes(m *Model, width, height int) panel {
	switch m.pane() {
	case paneRight:
		left := max(50, width*45/100)
		right := width - left - 1
		p, item := l.drawRows(m, left, height), l.drawItem(m, right, height)
		p.rows = frame.Beside(p.rows, left, m.divider(), item.rows, right, height)
		p.spots = append(p.spots, item.moved(left+1, 0, height)...)
		return p
	case paneBelow:
		upper := height * 45 / 100
		p, item := l.drawRows(m, width, upper), l.drawItem(m, width, height-upper-1)
		rows := make([]frame.Row, height)
		copy(rows[:upper], p.rows)
		rows[upper] = frame.Rule(width, m.opt.Plain)
		copy(rows[upper+1:], item.rows)
		p.rows, p.spots = rows, append(p.moved(0, 0, upper), item.moved(0, upper+1, height)...)
		return p
	case paneFits, paneOff:
	}
	return l.drawRows(m, width, height)
}

// drawItem draws the item in view beside or below the list.
func (l *listScreen) drawItem(m *Model, width, height int) panel {
	rows := m.itemRows(width - 1)
	shown, _ := window(rows, l.scroll, height)
	var p panel
	for _, r := range shown {
		p.rows = append(p.rows, r.Lead(frame.Own(" ", frame.Plain)))
	}
	p.spot(0, 0, width, height, func(m *Model) tea.Cmd { l.focus = true; return nil })
	most := max(0, len(rows)-height)
	l.scrollMost = most
	p.spots[0].wheel = func(m *Model, by int) tea.Cmd { return m.scrollBy(by * lineScroll) }
	return p
}

// scrollItem scrolls the item beside the list, from where it stands on the screen.
func (l *listScreen) scrollItem(lines int) {
	l.scroll = max(0, min(min(l.scroll, l.scrollMost)+lines, l.scrollMost))
}

// sidebar is the width of the column of views.
const sidebar = 30

func (l *listScreen) sidebar(m *Model, height int) panel {
	var p panel
	from := max(0, min(l.at-height/2, len(m.views)-height))
	for i := from; i < len(m.views) && i < from+height; i++ {
		n := ""
		if c := m.counts[i]; c.N > 0 {
			n = m.number(c)
		}
		key := "  "
		if i < 9 {
			key = say("%d ", i+1)
		}
		r := frame.Of(m.bar(i == l.at), frame.Own(key, frame.Key), frame.OwnCell(m.views[i].name, sidebar-12, frame.Plain), frame.Own(padLeft(n, 8), frame.Plain))
		if i == l.at {
			r.Fill = frame.Select
		}
		p.spot(0, len(p.rows), sidebar, 1, func(m *Model) tea.Cmd { return l.show(m, i) })
		p.rows = append(p.rows, r)
	}
	return p
}

// drawRows draws the rows of the view and puts the cursor on the selected one.
func (l *listScreen) drawRows(m *Model, width, height int) panel {
	var top []frame.Row
	if !l.filter.IsZero() {
		top = append(top, frame.Of(frame.Own(" "+m.s.Filter+": ", frame.Dim), frame.Own(l.filter.Format(string(m.lang)), frame.Strong), frame.Own(m.found(), frame.Dim)))
	}
	top = append(top, m.waveRows(width)...)
	w := l.window()
	l.rowsShown = max(1, (height-len(top))/rowsPerItem)
	items, first := w.Visible(l.rowsShown)
	p := panel{rows: top, y: len(top), cursor: true}
	p.roll(width, height, func(m *Model, by int) tea.Cmd {
		l.focus = false
		return l.move(m, by)
	})
	switch {
	case !w.Loaded():
		p.rows = append(p.rows, frame.Line(" "+m.s.Loading, frame.Dim))
		return p
	case len(items) == 0:
		p.rows = append(p.rows, frame.Row{}, frame.Line(" "+m.nothing(), frame.Dim))
		return p
	}
	for i := range items {
		selected := items[i].ID == w.Selected
		if selected {
			p.y = len(p.rows)
		}
		id := items[i].ID
		p.spot(0, len(p.rows), width, rowsPerItem, func(m *Model) tea.Cmd { return l.clickItem(m, id) })
		p.rows = append(p.rows, m.itemRow(&items[i], width, selected, l.marked(items[i].ID))...)
	}
	if last := first + len(items); last == len(w.Rows()) && !w.AtEnd() && len(p.rows) < height {
		p.rows = append(p.rows, frame.Line(" "+m.s.More, frame.Dim))
	}
	return p
}

// itemRow is an item in the list: level, state, channel, age, author and labels,
// and below them its words.
func (m *Model) itemRow(it *inbox.Item, width int, selected, marked bool) []frame.Row {
	fill := frame.Plain
	switch {
	case selected:
		fill = frame.Select
	case marked:
		fill = frame.Mark
	}
	mark := " "
	if marked {
		mark = "*"
	}
	level, levelStyle := m.levelSign(it.Level())
	who := frame.Plain
	work := frame.Dim
	if it.State.Work == inbox.WorkNew { // as in every mail program: bold is what nobody has read
		who, work = frame.Strong, frame.New
	}
	badges := m.badges(it)
	narrow := width < 72
	nameWidth := 16
	if narrow {
		nameWidth = min(20, max(8, width-35-badges.Width()))
	}
	facts := frame.Row{Fill: fill, Spans: []frame.Span{
		m.bar(selected), frame.Own(mark, frame.Mark),
		frame.Own(level, levelStyle), frame.Own(" ", frame.Plain),
		frame.Own(m.workSign(it.State.Work), work), frame.OwnCell(m.s.ShortWork[it.State.Work], 10, work),
		frame.OwnCell(it.Content.Channel, 9, frame.Dim), frame.Own(" ", frame.Plain),
		frame.Own(padLeft(text.Age(it.ID.Time(), m.now), 3), frame.Dim), frame.Own(" ", frame.Plain),
		frame.Cell(m.authorName(it), nameWidth, who), frame.Own(" ", frame.Plain),
	}}
	words := frame.Row{Fill: fill, Spans: []frame.Span{m.bar(selected && !m.opt.Plain), frame.Own("     ", frame.Plain)}}
	facts.Spans = append(facts.Spans, badges.Spans...)
	room := width - facts.Width()
	if narrow {
		room = width / 2
	}
	labels := m.shortLabels(it.Labels(), room)
	switch {
	case !narrow:
		facts.Spans = append(facts.Spans, frame.Own(labels, frame.Plain))
	case labels != "": // beside the preview there is no room for them above
		words.Spans = append(words.Spans, frame.Own(labels+": ", frame.Strong))
	}
	words.Spans = append(words.Spans, m.hitPieces(m.snippet(it), width-words.Width())...)
	return []frame.Row{facts, words}
}

func (m *Model) authorName(it *inbox.Item) safetext.Text {
	for _, s := range []string{it.Content.Author.Name, it.Content.Author.Handle, m.s.NoName} {
		if name := safetext.Line(s); !name.IsEmpty() {
			return name
		}
	}
	return safetext.Text{}
}

func (m *Model) shortLabels(ls inbox.LabelSet, width int) string {
	var words []string
	for _, l := range ls.List() {
		words = append(words, m.lang.Label(l).Short)
	}
	return whole(words, ", ", width)
}

// badges are the facts that change what an officer does next, in words.
func (m *Model) badges(it *inbox.Item) frame.Row {
	var r frame.Row
	add := func(on bool, word string, st frame.Style) {
		if on {
			r.Spans = append(r.Spans, frame.Own("["+word+"]", st), frame.Own(" ", frame.Plain))
		}
	}
	st := &it.State
	if word, style := m.claimBadge(it); word != "" && st.Work.IsOpen() {
		add(true, word, style)
	}
	add(st.Unclear(), m.s.BadgeUnclear, frame.Alarm)
	add(st.ReplyState == inbox.ReplyRefused || st.ReplyState == inbox.ReplyVoid, m.lang.Reply(st.ReplyState), frame.Bad)
	due := m.ses.House.DueAt(it)
	add(!due.IsZero() && due.Before(m.now) && st.Work.IsOpen(), m.s.BadgeOverdue, frame.Bad)
	add(st.Shown, m.s.BadgeShown, frame.Warn)
	add(st.Reopened != "" && !st.Shown, m.s.BadgeReopened, frame.Warn)
	add(m.waves.in[it.ID], m.s.Wave.Badge, frame.Plain)
	add(it.Version > 1, m.s.BadgeEdited, frame.Warn)
	add(it.State.Visibility != inbox.Public, m.lang.Visibility(it.State.Visibility), frame.Warn)
	add(it.Content.Audience >= inbox.AudienceFollowers, m.lang.Audience(it.Content.Audience), frame.Warn)
	add(st.Lease.Held(m.ses.Person.ID, m.now), m.s.BadgeTaken, frame.Warn)
	return r
}
