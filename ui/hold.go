package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// holdFor is how long the screen may wait for what a key asked for. Nobody sees so
// short a time, and in nearly every case the answer comes in it: then there is one
// frame with everything, and none before it that says only that something loads.
const holdFor = 50 * time.Millisecond

// held keeps the latest frame on the screen.
type held struct {
	n             int
	on            bool
	frame         tea.View
	width, height int
}

type holdMsg struct{ n int }

// hold keeps the frame until an answer has come, and no longer than holdFor.
func (m *Model) hold(read tea.Cmd) tea.Cmd {
	m.holding.n++
	m.holding.on = true
	return tea.Batch(read, m.opt.After(holdFor, holdMsg{m.holding.n}))
}

// letGo shows again what there is.
func (m *Model) letGo(msg tea.Msg) {
	switch msg := msg.(type) {
	case answerMsg:
		m.holding.on = m.holding.on && m.asking(slotPage)
	case holdMsg:
		m.holding.on = m.holding.on && msg.n != m.holding.n
	}
}

// View draws the frame.
func (m *Model) View() tea.View {
	h := &m.holding
	if !h.on || h.width != m.width || h.height != m.height {
		h.frame, h.width, h.height = m.picture(), m.width, m.height
	}
	return h.frame
}
