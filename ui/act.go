package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// actTimeout bounds a decision. A commit waits for the disk, never for a network.
const actTimeout = 15 * time.Second

// act is a decision to carry out. Decisions run one after the other: whoever
// closes an item and presses undo at once takes back the closing and nothing
// older.
type act struct {
	do    func(ctx context.Context) error
	done  answer         // after it went well
	fail  answer         // besides the sentence, when it was refused
	items []inbox.ItemID // what it changed: read again, and gone from the list when it no longer belongs there
	all   bool           // it may have changed anything: read the list again
	quiet bool           // nothing on the screen follows from it
}

// actedMsg says that a decision was carried out or refused.
type actedMsg struct {
	act act
	err error
}

// decide queues a decision.
func (m *Model) decide(a act) tea.Cmd {
	m.queue = append(m.queue, a)
	return m.nextAct()
}

func (m *Model) nextAct() tea.Cmd {
	if m.acting || len(m.queue) == 0 {
		return nil
	}
	a := m.queue[0]
	m.queue, m.acting = m.queue[1:], true
	base := m.ctx
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(base, actTimeout)
		defer cancel()
		return actedMsg{act: a, err: a.do(ctx)}
	}
}

func (m *Model) acted(msg actedMsg) tea.Cmd {
	m.acting = false
	var cmds []tea.Cmd
	a := msg.act
	switch {
	case msg.err != nil && a.fail != nil:
		cmds = append(cmds, m.fail(msg.err), a.fail(m))
	case msg.err != nil:
		cmds = append(cmds, m.fail(msg.err))
	case a.done != nil:
		cmds = append(cmds, a.done(m))
	}
	if !a.quiet {
		cmds = append(cmds, m.lookAgain(a.items, a.all))
	}
	return tea.Batch(append(cmds, m.nextAct())...)
}

// saying gives an answer that only says something.
func saying(sentence string) answer {
	return func(m *Model) tea.Cmd { return m.say(sentence) }
}
