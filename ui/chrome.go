package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"lotse/ui/frame"
)

// say fills a sentence of the screen; the gaps are numbers and our own words.
func say(pattern string, args ...any) string { return fmt.Sprintf(pattern, args...) }

// head is the title line and, on the list, the views.
func (m *Model) head() panel {
	where := m.views[m.list.at].name
	if s := m.top(); s != nil {
		where = s.title(m)
	}
	left := []frame.Span{frame.Own(" Lotse ", frame.Title), frame.Own(m.ses.House.Town+" ", frame.Dim), frame.Own(where, frame.Strong)}
	if m.top() == nil { // in the title line, so that no row moves when something arrives
		if n := m.list.newer; n.N > 0 {
			left = append(left, frame.Own(" · "+say(m.s.Newer, m.number(n)), frame.Warn))
		}
		if n := len(m.list.marks); n > 0 {
			left = append(left, frame.Own(" · "+say(m.s.Marked, n), frame.Mark))
		}
	}
	if m.opt.ReadOnly {
		left = append(left, frame.Own(" "+m.s.ReadOnlyMark, frame.Warn))
	}
	right := m.s.Duty + " " + m.s.Nobody
	if m.status.duty != "" {
		right = m.s.Duty + " " + m.ses.House.PersonName(m.status.duty)
	}
	title := frame.Of(left...)
	if gap := m.width - title.Width() - lipgloss.Width(right) - 1; gap > 0 {
		title.Spans = append(title.Spans, frame.OwnCell("", gap, frame.Plain), frame.Own(right, frame.Dim))
	}
	if m.top() == nil && m.width < sidebarWidth {
		bar := m.viewBar()
		return panel{rows: append([]frame.Row{title}, bar.rows...), spots: bar.moved(0, 1, 1)}
	}
	return panel{rows: []frame.Row{title}}
}

// viewBar shows the views around the current one in one line.
func (m *Model) viewBar() panel {
	names := make([]string, len(m.views))
	for i := range m.views {
		names[i] = m.viewName(i)
	}
	from, width := m.list.at, lipgloss.Width(names[m.list.at])+6
	to := from + 1
	for grew := true; grew; {
		grew = false
		if to < len(names) && width+lipgloss.Width(names[to])+2 <= m.width {
			width += lipgloss.Width(names[to]) + 2
			to, grew = to+1, true
		}
		if from > 0 && width+lipgloss.Width(names[from-1])+2 <= m.width {
			from, grew = from-1, true
			width += lipgloss.Width(names[from]) + 2
		}
	}
	mark := func(more bool, sign string) frame.Span {
		if !more || m.opt.Plain {
			sign = " "
		}
		return frame.Own(sign, frame.Dim)
	}
	row := frame.Of(mark(from > 0, "‹"))
	var p panel
	if from > 0 {
		p.spot(0, 0, 1, 1, func(m *Model) tea.Cmd { return m.list.show(m, from-1) })
	}
	for i := from; i < to; i++ {
		st := frame.Dim
		if i == m.list.at {
			st = frame.Select
		}
		at := row.Width()
		row.Spans = append(row.Spans, frame.Own(" "+names[i]+" ", st))
		p.spot(at, 0, row.Width()-at, 1, func(m *Model) tea.Cmd { return m.list.show(m, i) })
	}
	if to < len(names) {
		p.spot(row.Width(), 0, 1, 1, func(m *Model) tea.Cmd { return m.list.show(m, to) })
	}
	row.Spans = append(row.Spans, mark(to < len(names), "›"))
	p.rows = []frame.Row{row}
	return p
}

// viewName is a view with its key and its number.
func (m *Model) viewName(i int) string {
	s := m.views[i].name
	if i < 9 {
		s = fmt.Sprintf("%d %s", i+1, s)
	}
	if n := m.counts[i]; n.N > 0 {
		s += " " + m.number(n)
	}
	return s
}

// hint is a key and what it does, for the foot of the screen.
type hint struct{ key, does string }

// footHeight is how many lines the foot has: the body never gives way to it.
const footHeight = 2

// foot is the status line and the hints, or the sentence that takes the place of
// one of them. It can be longer: what is too much lies over the body.
func (m *Model) foot() panel {
	toast := m.toastRows(m.width)
	_, counting := m.status.countdown(m.now)
	switch {
	case len(toast) == 0:
		p, hints := m.statusRow(), m.hintRow()
		p.rows = append(p.rows, hints.rows...)
		p.spots = append(p.spots, hints.moved(0, 1, 1)...)
		return p
	case len(toast) > 1: // it needs the room, and nobody reads two things at once
		return panel{rows: toast}
	case m.toast.bad || counting:
		p := m.statusRow()
		p.rows = append(p.rows, toast...)
		return p
	}
	hints := m.hintRow() // a success takes the place of what can wait
	return panel{rows: append(toast, hints.rows...), spots: hints.moved(0, 1, 1)}
}

func (m *Model) hintRow() panel {
	row := frame.Of(frame.Own(" ", frame.Plain))
	var p panel
	for i, h := range m.hints() {
		gap := ""
		if i > 0 {
			gap = "  "
		}
		piece := []frame.Span{frame.Own(gap, frame.Plain), frame.Own(h.key, frame.Key), frame.Own(" "+h.does, frame.Dim)}
		at, width := row.Width()+len(gap), frame.Of(piece...).Width()
		if at-len(gap)+width > m.width-1 {
			break
		}
		row.Spans = append(row.Spans, piece...)
		if key := m.keyNamed(h.key); key != "" {
			p.spot(at, 0, width-len(gap), 1, func(m *Model) tea.Cmd { return m.press(keyPress(key)) })
		}
	}
	p.rows = []frame.Row{row}
	return p
}

// hints are the keys of the dialog on top or the actions of the screen that name
// a place for themselves. What cannot be done now is left out here; the help
// lists it with its reason.
func (m *Model) hints() []hint {
	if n := len(m.dialogs); n > 0 {
		return m.dialogs[n-1].hints(m)
	}
	at := m.place()
	var out []hint
	for order := 1; order <= 20; order++ {
		for i := range m.actions {
			a := &m.actions[i]
			if a.Hint != order || a.Where&at == 0 || len(a.Keys) == 0 {
				continue
			}
			if a.ID == "next_item" && at == InList && m.list.filter.IsZero() { // there j says it all; among hits n does
				continue
			}
			if ok, _ := m.may(a); ok {
				does := m.s.Actions[a.ID].Short
				if a.ID == "quit" && m.top() != nil { // over the list it only closes what lies there
					does = m.s.HintClose
				}
				out = append(out, hint{m.keyName(a.Keys[0]), does})
			}
		}
	}
	if at&(inTyping|InConfirm) != 0 { // where no letter is a key the way back must be seen
		out = append(out, hint{m.keyName("esc"), m.s.Actions["back"].Short})
	}
	// Help stands first: it is the one key to know.
	if a := m.action("help"); a.Where&at != 0 && len(out) > 0 {
		out = append(out[:0:0], append([]hint{{m.keyName(a.Keys[0]), m.s.Actions["help"].Short}}, out...)...)
	}
	return out
}
