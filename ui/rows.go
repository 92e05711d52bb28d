package ui

import (
	"slices"

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
	left := 0
	var side []frame.Row
	if m.width >= sidebarWidth {
		side = l.sidebar(m, height)
		left = sidebar + 1
	}
	listWidth, right := width-left, 0
	if m.previewBelow() {
		return l.drawAbove(m, width, height)
	}
	if m.previewBeside() {
		listWidth = max(50, (width-left)*45/100)
		right = width - left - listWidth - 1
	}
	p := l.drawRows(m, listWidth, height)
	rule := "│"
	if m.opt.Plain {
		rule = " "
	}
	if right > 0 {
		rows := m.itemRows(right - 1)
		var shown []frame.Row
		shown, l.scroll = window(rows, l.scroll, height)
		shown = slices.Clone(shown) // the page keeps its rows
		for i := range shown {
			shown[i] = shown[i].Lead(frame.Own(" ", frame.Plain))
		}
		p.rows = frame.Beside(p.rows, listWidth, rule, shown, right, height)
	}
	if left > 0 {
		p.rows = frame.Beside(side, sidebar, rule, p.rows, width-left, height)
		p.x += left
	}
	return p
}

// drawAbove draws the list with the item in view below it.
func (l *listScreen) drawAbove(m *Model, width, height int) panel {
	upper := height * 45 / 100
	p := l.drawRows(m, width, upper)
	p.rows = append(p.rows[:min(len(p.rows), upper)], make([]frame.Row, max(0, upper-len(p.rows)))...)
	p.rows = append(p.rows, frame.Rule(width, m.opt.Plain))
	var shown []frame.Row
	shown, l.scroll = window(m.itemRows(width-2), l.scroll, height-upper-1)
	for _, r := range shown {
		p.rows = append(p.rows, r.Lead(frame.Own(" ", frame.Plain)))
	}
	return p
}

// sidebar is the width of the column of views.
const sidebar = 30

func (l *listScreen) sidebar(m *Model, height int) []frame.Row {
	var rows []frame.Row
	for i := range m.views {
		n := ""
		if c := m.counts[i]; c.N > 0 {
			n = m.number(c)
		}
		key := "  "
		if i < 9 {
			key = say("%d ", i+1)
		}
		r := frame.Of(m.bar(i == l.at), frame.Own(key, frame.Dim), frame.OwnCell(m.views[i].name, sidebar-12, frame.Plain), frame.Own(padLeft(n, 8), frame.Plain))
		if i == l.at {
			r.Fill = frame.Select
		}
		rows = append(rows, r)
	}
	return rows[:min(len(rows), height)]
}

// drawRows draws the rows of the view and puts the cursor on the selected one.
func (l *listScreen) drawRows(m *Model, width, height int) panel {
	var top []frame.Row
	if !l.filter.IsZero() {
		top = append(top, frame.Of(frame.Own(" "+m.s.Filter+": ", frame.Dim), frame.Own(l.filter.Format(string(m.lang)), frame.Strong), frame.Own(m.searching(), frame.Dim)))
	}
	w := l.window()
	l.rowsShown = max(1, (height-len(top))/rowsPerItem)
	items, first := w.Visible(l.rowsShown)
	p := panel{rows: top, y: len(top), cursor: true}
	switch {
	case !w.Loaded():
		p.rows = append(p.rows, frame.Line(" "+m.s.Loading, frame.Dim))
		return p
	case len(items) == 0:
		p.rows = append(p.rows, frame.Row{}, frame.Line(" "+m.s.Empty, frame.Dim))
		return p
	}
	for i := range items {
		selected := items[i].ID == w.Selected
		if selected {
			p.y = len(p.rows)
		}
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
	facts.Spans = append(facts.Spans, badges.Spans...)
	words := frame.Row{Fill: fill, Spans: []frame.Span{m.bar(selected && !m.opt.Plain), frame.Own("     ", frame.Plain)}}
	labels := m.shortLabels(it.Labels())
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

func (m *Model) shortLabels(ls inbox.LabelSet) string {
	s := ""
	for i, l := range ls.List() {
		if i > 0 {
			s += ", "
		}
		s += m.lang.Label(l).Short
	}
	return s
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
	add(st.Unclear(), m.s.BadgeUnclear, frame.Alarm)
	add(st.ReplyState == inbox.ReplyRefused || st.ReplyState == inbox.ReplyVoid, m.lang.Reply(st.ReplyState), frame.Bad)
	add(!st.DueAt.IsZero() && st.DueAt.Before(m.now) && st.Work.IsOpen(), m.s.BadgeOverdue, frame.Bad)
	add(st.Reopened != "", m.s.BadgeReopened, frame.Warn)
	add(it.Version > 1, m.s.BadgeEdited, frame.Warn)
	add(it.State.Visibility != inbox.Public, m.lang.Visibility(it.State.Visibility), frame.Warn)
	add(it.Content.Audience >= inbox.AudienceFollowers, m.lang.Audience(it.Content.Audience), frame.Warn)
	add(st.Lease.Held(m.ses.Person.ID, m.now), m.s.BadgeTaken, frame.Warn)
	return r
}
