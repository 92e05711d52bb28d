package ui

import (
	"lotse/inbox"
	"lotse/ui/frame"
)

// itemScreen shows one item with all that belongs to it.
type itemScreen struct {
	id     inbox.ItemID
	scroll int
	height int
}

func (s *itemScreen) place() Place             { return InItem }
func (s *itemScreen) item(*Model) inbox.ItemID { return s.id }
func (s *itemScreen) title(m *Model) string    { return m.s.ItemTitle + " " + s.id.Short() }

func (s *itemScreen) draw(m *Model, width, height int) panel {
	s.height = height
	rows := m.itemRows(width - 2)
	var shown []frame.Row
	shown, s.scroll = window(rows, s.scroll, height)
	for i := range shown {
		shown[i].Spans = append([]frame.Span{frame.Own(" ", frame.Plain)}, shown[i].Spans...)
	}
	if more := len(rows) - s.scroll - height; more > 0 && height > 3 {
		shown = append(shown[:height-1:height-1], frame.Line(" "+say(m.s.MoreLines, more+1), frame.Dim))
	}
	return panel{rows: shown, cursor: true}
}

// itemRows draws the item in view: the same on its own screen and beside the
// list.
func (m *Model) itemRows(width int) []frame.Row {
	d := &m.detail
	if id, ok := m.inView(); !ok || id != d.id || !d.loaded {
		if id.IsZero() {
			return nil
		}
		return []frame.Row{frame.Line(m.s.Loading, frame.Dim)}
	}
	it := &d.item
	shown := m.shown(it)
	var rows []frame.Row
	rows = append(rows, m.factRows(it, width)...)
	rows = append(rows, frame.Row{})
	rows = append(rows, m.textRows(it, &shown, width)...)
	rows = append(rows, m.reasonRows(&shown, width)...)
	rows = append(rows, m.draftRows(d, width)...)
	rows = append(rows, m.replyRows(d, width)...)
	rows = append(rows, m.noteRows(d, width)...)
	rows = append(rows, m.threadRows(d, width)...)
	rows = append(rows, m.versionRows(d, width)...)
	rows = append(rows, m.earlierRows(d, width)...)
	return append(rows, m.historyRows(d, width)...)
}

// heading opens a section.
func heading(s string) []frame.Row {
	return []frame.Row{{}, frame.Line(s, frame.Strong)}
}
