package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// counting is a number that is typed for the next key. Digits alone choose views,
// so a number begins with a key of its own; guessing from pauses would make the
// same two keys mean two things.
type counting struct {
	on bool
	n  int
}

// maxCount bounds a typed number: more rows than that nobody counts.
const maxCount = 9999

// times is how often a counted action is to be done.
func (m *Model) times() int { return max(1, m.counting.n) }

func (m *Model) beginCount() tea.Cmd {
	m.counting = counting{on: true}
	return m.sayCount()
}

func (m *Model) sayCount() tea.Cmd {
	n := ""
	if m.counting.n > 0 {
		n = strconv.Itoa(m.counting.n)
	}
	return m.say(say(m.s.Hand.Counting, n))
}

// pressCounting takes the keys of a number and the one it is for.
func (m *Model) pressCounting(k tea.KeyPressMsg) tea.Cmd {
	digit := len(k.Text) == 1 && k.Text[0] >= '0' && k.Text[0] <= '9'
	switch {
	case digit:
		m.counting.n = min(m.counting.n*10+int(k.Text[0]-'0'), maxCount)
		return m.sayCount()
	case k.String() == "backspace" && m.counting.n > 0:
		m.counting.n /= 10
		return m.sayCount()
	}
	m.counting.on = false
	defer func() { m.counting = counting{} }()
	m.toast.words = ""
	a := m.actionFor(k, m.place())
	switch {
	case k.String() == "esc" || a == nil:
		return m.say(m.s.NothingDone)
	case !a.Counted:
		return m.warn(say(m.s.Hand.NoCount, m.title(a)))
	}
	return m.run(a)
}
