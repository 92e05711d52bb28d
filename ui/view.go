package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/ui/frame"
)

// The smallest screen the desk works on, and from where on there is room for more.
const (
	minWidth     = 60
	minHeight    = 15
	previewWidth = 100 // list and preview
	previewTall  = 40  // lines for both when there is no such width
	sidebarWidth = 140 // views at the left as well
)

// previewBeside and previewBelow tell where the item in view stands beside the
// list: at its right, or below it on a tall narrow screen.
func (m *Model) previewBeside() bool { return m.width >= previewWidth && !m.list.noPreview }

func (m *Model) previewBelow() bool {
	return m.width < previewWidth && m.height >= previewTall && !m.list.noPreview
}
func (m *Model) hasPreview() bool { return m.previewBeside() || m.previewBelow() }

// picture draws the frame.
func (m *Model) picture() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.WindowTitle = "Lotse"
	if m.width <= 0 || m.height <= 0 {
		return v
	}
	p := m.draw()
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
	foot := m.foot()
	head := m.head()
	height := m.height - len(head) - len(foot)
	body := m.body(height)
	if n := len(m.dialogs); n > 0 {
		// The dialog lies at the foot of the body, over what it is about.
		d := m.dialogs[n-1].draw(m, m.width, max(height-4, height*3/4))
		rows := make([]frame.Row, height)
		copy(rows, body.rows)
		from := max(0, height-len(d.rows)-1)
		rows[from] = frame.Rule(m.width, m.opt.Plain)
		copy(rows[from+1:], d.rows)
		body = panel{rows: rows, x: d.x, y: d.y + from + 1, cursor: d.cursor}
	}
	out := panel{x: body.x, y: body.y + len(head), cursor: body.cursor}
	out.rows = append(out.rows, head...)
	for i := range height {
		var r frame.Row
		if i < len(body.rows) {
			r = body.rows[i]
		}
		out.rows = append(out.rows, r)
	}
	out.rows = append(out.rows, foot...)
	return out
}

// body draws the screen on top.
func (m *Model) body(height int) panel {
	if s := m.top(); s != nil {
		return s.draw(m, m.width, height)
	}
	return m.list.draw(m, m.width, height)
}

// window cuts rows to a height from an offset and gives the offset that holds.
func window(rows []frame.Row, from, height int) ([]frame.Row, int) {
	from = max(0, min(from, len(rows)-height))
	return rows[from:min(len(rows), from+height)], from
}
