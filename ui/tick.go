package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// tickMsg is the screen's clock: it moves ages and countdowns on.
type tickMsg struct{ n int }

// How often the clock ticks: while a reply counts down, and otherwise.
const (
	tickFast = time.Second
	tickSlow = 15 * time.Second
)

// tick starts the clock anew; one that runs already stops by its number.
func (m *Model) tick() tea.Cmd {
	m.ticking++
	d := tickSlow
	if _, counting := m.status.countdown(m.now); counting {
		d = tickFast
	}
	return m.opt.After(d, tickMsg{m.ticking})
}

func (m *Model) ticked(msg tickMsg) tea.Cmd {
	if msg.n != m.ticking {
		return nil
	}
	if _, counting := m.status.countdown(m.now); counting {
		return m.tick()
	}
	wake := act{quiet: true, do: func(ctx context.Context) error {
		_, err := m.ses.Wake(ctx)
		return err
	}}
	if m.opt.ReadOnly {
		return tea.Batch(m.tick(), m.look(), m.reread())
	}
	return tea.Batch(m.tick(), m.look(), m.reread(), m.decide(wake))
}

// reread takes over the town's own rules for triage when they were saved anew.
func (m *Model) reread() tea.Cmd {
	if m.opt.Reread == nil {
		return nil
	}
	return m.ask(slotRules, func(ctx context.Context) (answer, error) {
		file, err := m.opt.Reread(ctx)
		if err != nil || file == "" {
			return nil, err
		}
		return saying(say(m.s.RulesReread, file)), nil
	})
}
