package ui

import (
	"charm.land/lipgloss/v2"

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
		listWidth = (width - left) * 45 / 100
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
		for i := range shown {
			shown[i].Spans = append([]frame.Span{frame.Own(" ", frame.Plain)}, shown[i].Spans...)
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
		r.Spans = append([]frame.Span{frame.Own(" ", frame.Plain)}, r.Spans...)
		p.rows = append(p.rows, r)
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
		r := frame.Of(frame.Own(" ", frame.Plain), frame.Own(key, frame.Dim), frame.OwnCell(m.views[i].name, sidebar-12, frame.Plain), frame.OwnCell(say("%8s", n), 8, frame.Plain))
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
		top = append(top, frame.Of(frame.Own(" "+m.s.Filter+": ", frame.Dim), frame.Own(l.filter.Format(string(m.lang)), frame.Strong)))
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
	lead, fill := " ", frame.Plain
	if marked {
		lead, fill = "*", frame.Mark
	}
	if selected {
		lead, fill = ">"+lead, frame.Select
	} else {
		lead = " " + lead
	}
	level := it.Level()
	st := frame.Plain
	if level >= inbox.E3 {
		st = frame.Bad
	} else if level == inbox.E2 {
		st = frame.Warn
	}
	name := safetext.Line(it.Content.Author.Name)
	if name.IsEmpty() {
		name = safetext.Line(it.Content.Author.Handle)
	}
	if name.IsEmpty() {
		name = safetext.Line(m.s.NoName)
	}
	badges := m.badges(it)
	channel, who, narrow := 9, 16, width < 72
	if narrow {
		channel, who = 9, min(20, max(8, width-32-lipgloss.Width(badges)-1))
	}
	facts := frame.Row{Fill: fill, Spans: []frame.Span{
		frame.Own(lead, frame.Plain),
		frame.OwnCell(level.String(), 3, st),
		frame.OwnCell(m.s.ShortWork[it.State.Work], 10, frame.Plain),
		frame.OwnCell(it.Content.Channel, channel, frame.Dim), frame.Own(" ", frame.Plain),
		frame.OwnCell(text.Age(it.ID.Time(), m.now), 4, frame.Plain), frame.Own(" ", frame.Plain),
		frame.Cell(name, who, frame.Strong), frame.Own(" ", frame.Plain),
	}}
	if badges != "" {
		facts.Spans = append(facts.Spans, frame.Own(badges+" ", frame.Warn))
	}
	words := frame.Row{Fill: fill, Spans: []frame.Span{frame.Own("     ", frame.Plain)}}
	labels := m.shortLabels(it.Labels())
	switch {
	case !narrow:
		facts.Spans = append(facts.Spans, frame.Own(labels, frame.Plain))
	case labels != "": // beside the preview there is no room for them above
		words.Spans = append(words.Spans, frame.Own(labels+": ", frame.Strong))
	}
	words.Spans = append(words.Spans, frame.Span{Text: m.snippet(it), Style: frame.Plain})
	return []frame.Row{facts, words}
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
func (m *Model) badges(it *inbox.Item) string {
	s := ""
	add := func(on bool, word string) {
		if on {
			s += "[" + word + "]"
		}
	}
	st := &it.State
	add(st.Unclear(), m.s.BadgeUnclear)
	add(st.ReplyState == inbox.ReplyRefused || st.ReplyState == inbox.ReplyVoid, m.lang.Reply(st.ReplyState))
	add(!st.DueAt.IsZero() && st.DueAt.Before(m.now) && st.Work.IsOpen(), m.s.BadgeOverdue)
	add(st.Reopened != "", m.s.BadgeReopened)
	add(it.Version > 1, m.s.BadgeEdited)
	add(it.State.Visibility != inbox.Public, m.lang.Visibility(it.State.Visibility))
	add(it.Content.Audience >= inbox.AudienceFollowers, m.lang.Audience(it.Content.Audience))
	add(st.Lease.Held(m.ses.Person.ID, m.now), m.s.BadgeTaken)
	return s
}
