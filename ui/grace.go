package ui

import "time"

// What opens by itself opens under somebody's hands: keys pressed for what was
// there before must not answer it. They are swallowed until the hands rest for
// graceQuiet, but no longer than graceMost.
const (
	graceQuiet = 425 * time.Millisecond
	graceMost  = 1500 * time.Millisecond
)

// ownAnswer is how soon after a key something may open and still pass for what the
// key asked for.
const ownAnswer = 150 * time.Millisecond

// grace is the time in which keys are swallowed.
type grace struct {
	quiet, most time.Time
	key         time.Time // when the latest key came
}

// beginGrace swallows what is in flight: something opened that nobody asked for.
func (m *Model) beginGrace() {
	m.grace.quiet, m.grace.most = m.now.Add(graceQuiet), m.now.Add(graceMost)
}

// swallows reports whether a key or click that comes now was meant for something
// else.
func (m *Model) swallows() bool {
	g := &m.grace
	g.key = m.now
	if !m.now.Before(g.quiet) || !m.now.Before(g.most) {
		return false
	}
	g.quiet = m.now.Add(graceQuiet)
	return true
}

// opening is what lies on top, to see whether something opened.
type opening struct{ screens, dialogs int }

func (m *Model) opening() opening { return opening{len(m.stack), len(m.dialogs)} }

// watchOpening begins the grace when a message that is no key opened something
// long after the latest key.
func (m *Model) watchOpening(before opening) {
	now := m.opening()
	if (now.screens > before.screens || now.dialogs > before.dialogs) && m.now.Sub(m.grace.key) > ownAnswer {
		m.beginGrace()
	}
}
