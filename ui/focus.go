package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// focused follows the terminal's word that somebody looks again: what faded
// unseen is shown for its time, and everything is read again without a row moving.
func (m *Model) focused() tea.Cmd {
	m.blurred = false
	cmds := []tea.Cmd{m.changed(), m.askGround()}
	if m.toast.words != "" && !m.toast.bad {
		cmds = append(cmds, m.opt.After(toastFor, toastGoneMsg{m.toast.id}))
	}
	return tea.Batch(cmds...)
}

// windowTitle counts what is urgent, for whoever looks at another window.
func (m *Model) windowTitle() string {
	if n := m.urgentCount(); n > 0 {
		return "(" + strconv.Itoa(n) + ") Lotse"
	}
	return "Lotse"
}

// programStatus tells the terminal whether the desk waits for its person. Without
// anything urgent there is nothing to tell, and the record is taken back.
func (m *Model) programStatus() *tea.ProgramStatus {
	if m.leaving {
		return nil
	}
	for _, c := range m.concerns() {
		if c.n > 0 {
			return &tea.ProgramStatus{
				State: tea.ProgramStateBlocked, Kind: tea.ProgramStatusKindQuestion, App: "lotse", Title: "Lotse", Message: c.words,
			}
		}
	}
	return nil
}
