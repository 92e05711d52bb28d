package ui

import tea "charm.land/bubbletea/v2"

// From which size on there is room for more than the list.
const (
	previewWidth = 100 // columns for the item beside the list
	previewTall  = 40  // lines for it below, unasked
	previewLow   = 24  // lines for it below, when a person wants it there
	sidebarWidth = 140 // columns for the views at the left as well
)

// pane is where the item in view stands beside the list.
type pane uint8

const (
	paneFits pane = iota // as the size has it; what a person chose otherwise
	paneRight
	paneBelow
	paneOff
)

// room reports whether there is room for a pane.
func (m *Model) room(p pane) bool {
	switch p {
	case paneRight:
		return m.width >= previewWidth
	case paneBelow:
		return m.height >= previewLow
	case paneFits, paneOff:
	}
	return true
}

// pane is where the item stands now. What a person chose holds wherever there is
// room for it.
func (m *Model) pane() pane {
	switch want := m.list.pane; {
	case want != paneFits && m.room(want):
		return want
	case m.width >= previewWidth:
		return paneRight
	case m.height >= previewTall:
		return paneBelow
	}
	return paneOff
}

func (m *Model) hasPreview() bool { return m.pane() != paneOff }

// nextPane goes round: right, below, off.
func (m *Model) nextPane() tea.Cmd {
	next := m.pane()
	for range 3 {
		if next++; next > paneOff {
			next = paneRight
		}
		if m.room(next) {
			break
		}
	}
	m.list.pane = next
	if next == paneOff {
		m.list.focus = false
	}
	return nil
}

func (m *Model) mayPane() (bool, string) {
	return m.room(paneRight) || m.room(paneBelow), m.s.Calm.NoRoom
}
