package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/ui/frame"
)

// The smallest screen the desk works on.
const (
	minWidth  = 60
	minHeight = 15
)

// picture draws the frame.
func (m *Model) picture() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.ReportFocus = true
	v.WindowTitle = m.windowTitle()
	v.ProgramStatus = m.programStatus()
	if !m.opt.NoMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.width <= 0 || m.height <= 0 {
		return v
	}
	p := m.draw()
	m.spots = p.spots
	v.Content = frame.Render(p.rows, m.width, m.height, &m.theme)
	if p.cursor {
		v.Cursor = tea.NewCursor(min(max(p.x, 0), m.width-1), min(max(p.y, 0), m.height-1))
	}
	return v
}

func (m *Model) draw() panel {
	if m.width < minWidth || m.height < minHeight {
		return panel{rows: frame.Para(m.s.TooSmall, m.width, frame.Plain)}
	}
	head, foot, guide := m.head(), m.foot(), m.guide()
	height := m.height - len(head.rows) - len(guide) - footHeight
	body := m.body(height)
	if n := len(m.dialogs); n > 0 {
		body = m.under(body, m.dialogs[n-1].draw(m, m.width, max(height-4, height*3/4)), height)
		head.spots = nil // the dialog is asked first
	}
	body = m.lay(body, foot.rows[:len(foot.rows)-footHeight], height)
	foot.rows = foot.rows[len(foot.rows)-footHeight:]
	top := len(head.rows)
	out := panel{rows: head.rows, x: body.x, y: body.y + top, cursor: body.cursor}
	for i := range height {
		var r frame.Row
		if i < len(body.rows) {
			r = body.rows[i]
		}
		out.rows = append(out.rows, r)
	}
	out.rows = append(append(out.rows, guide...), foot.rows...)
	out.spots = append(head.spots, body.moved(0, top, height)...)
	out.spots = append(out.spots, foot.moved(0, top+height+len(guide), footHeight)...)
	return out
}

// under lays a dialog over the foot of the body. What it is about stays in sight:
// where the dialog would lie on the selected row, the body moves up.
func (m *Model) under(body, d panel, height int) panel {
	from := max(0, height-len(d.rows)-1)
	rows := make([]frame.Row, height)
	up := 0
	if body.cursor && body.y+rowsPerItem > from && m.top() == nil && from >= rowsPerItem {
		up = min(body.y+rowsPerItem-from, max(0, len(body.rows)-from))
	}
	copy(rows, body.rows[min(up, len(body.rows)):])
	rows[from] = frame.Rule(m.width, m.opt.Plain)
	copy(rows[from+1:], d.rows)
	return panel{rows: rows, x: d.x, y: d.y + from + 1, cursor: d.cursor, spots: d.moved(0, from+1, height)}
}

// lay puts the lines of a long sentence over the body, so that no row moves for
// it: at the foot, or at the head when the selected row is at the foot.
func (m *Model) lay(body panel, lines []frame.Row, height int) panel {
	n := len(lines)
	if n == 0 {
		return body
	}
	rows := make([]frame.Row, height)
	copy(rows, body.rows)
	at := height - n
	if body.cursor && body.y+rowsPerItem > at && body.y >= n {
		at = 0
	}
	copy(rows[at:], lines)
	body.rows = rows
	body.spot(0, at, m.width, n, func(*Model) tea.Cmd { return nil }) // what lies below is not seen
	return body
}

// body draws the screen on top.
func (m *Model) body(height int) panel {
	s := m.top()
	if s == nil {
		return m.list.draw(m, m.width, height)
	}
	p := s.draw(m, m.width, height)
	p.roll(m.width, height, func(m *Model, by int) tea.Cmd {
		if _, ok := s.(chooser); ok {
			return m.moveBy(by)
		}
		return m.scrollBy(by * lineScroll)
	})
	return p
}

// window cuts rows to a height from an offset and gives the offset that holds.
func window(rows []frame.Row, from, height int) ([]frame.Row, int) {
	from = max(0, min(from, len(rows)-height))
	return rows[from:min(len(rows), from+height)], from
}
