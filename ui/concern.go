package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// concern is one thing the status line says.
type concern struct {
	words string
	style frame.Style
	n     int                    // how many urgent things it stands for; 0: it is good to know and no more
	show  func(m *Model) tea.Cmd // goes to where it is dealt with; nil: nowhere
}

// dueSoon is how long before a deadline it becomes urgent.
const dueSoon = time.Hour

// concerns gives what the status line says, the most urgent first: the line is cut
// at the right.
func (m *Model) concerns() []concern {
	var out []concern
	st := &m.status
	add := func(c concern) { out = append(out, c) }
	if r, counting := st.countdown(m.now); counting {
		secs := int(r.UndoUntil.Sub(m.now).Round(time.Second).Seconds())
		words := say(m.s.LeavesIn, secs)
		if mine := st.mine(m.ses.Person.ID, m.now); mine != nil {
			words = say(m.s.LeavesInYours, secs)
		}
		add(concern{words: words, style: frame.Warn, show: inOutbox(r.ID)})
	}
	if n, first := st.lost(m.now); n > 0 {
		add(concern{words: say(m.s.Unclear, n), style: frame.Alarm, n: n, show: inOutbox(first)})
	}
	if n := st.byHand(inbox.ReplyQueued); n > 0 {
		add(concern{words: say(m.s.ByHand.ToSend, n), style: frame.Warn, n: n, show: inOutbox(st.firstByHand())})
	}
	m.measureConcerns(add)
	m.verdictConcerns(add)
	overdue := !st.deadline.IsZero() && st.deadline.Before(m.now)
	soon := !overdue && !st.deadline.IsZero() && st.deadline.Before(m.now.Add(dueSoon))
	due := concern{words: m.s.Deadline + " " + text.Until(m.lang, st.deadline, m.now), show: m.atItem(st.dueItem)}
	if overdue {
		due.style, due.n = frame.Bad, max(1, st.overdue)
		if st.overdue > 1 {
			due.words = say(m.s.Calm.Overdue, st.overdue)
		}
		add(due)
	}
	out = append(append(append(out, m.deadChannels()...), m.endingAccess()...), m.quietChannels()...)
	if st.waiting != nil && st.waiting.To == m.ses.Person.ID {
		add(concern{words: m.s.HandoverWaits, style: frame.Warn, n: 1, show: through("handover", InHandover)})
	}
	if soon {
		due.style, due.n = frame.Warn, 1
		add(due)
	}
	if n := st.count(inbox.ReplyInReview); n > 0 {
		add(concern{words: say(m.s.ToRelease, n), style: frame.Warn, n: n, show: through("reviews", InReview)})
	}
	if n := st.ordered(inbox.OrderInReview); n > 0 {
		add(concern{words: m.counted(n, m.s.Calm.OrderWaits, m.s.Calm.OrdersWait), style: frame.Warn, n: n, show: through("measures", InMeasures)})
	}
	m.waveConcern(add)
	if n := m.heldBack(); n > 0 {
		add(concern{words: say(m.s.WaitForChannel, n), style: frame.Warn, show: through("outbox", InOutbox)})
	}
	if !st.deadline.IsZero() && !overdue && !soon {
		due.style = frame.Plain
		add(due)
	}
	return append(out, m.runningChannels(len(out) == 0)...)
}

// measureConcerns are measures of which nobody knows whether they were carried out,
// and those that were not.
func (m *Model) measureConcerns(add func(concern)) {
	w, show := &m.s.Calm, through("measures", InMeasures)
	if n := m.status.ordered(inbox.OrderUnclear); n > 0 {
		add(concern{words: m.counted(n, w.OrderUnclear, w.OrdersUnclear), style: frame.Alarm, n: n, show: show})
	}
	if n := m.status.ordered(inbox.OrderRefused, inbox.OrderVoid); n > 0 {
		add(concern{words: m.counted(n, w.OrderFailed, w.OrdersFailed), style: frame.Bad, n: n, show: show})
	}
}

// counted says how many there are, one or several.
func (m *Model) counted(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return say(more, n)
}

// deadChannels names each channel that does not run.
func (m *Model) deadChannels() []concern {
	var out []concern
	for i := range m.status.channels {
		c := &m.status.channels[i]
		if word, bad := m.health(c); bad {
			st := frame.Warn
			if c.Problem == inbox.ProblemAuth || c.Problem == inbox.ProblemPermission { // it will not mend itself
				st = frame.Bad
			}
			out = append(out, concern{words: c.Channel + ": " + word, style: st, n: 1, show: (*Model).showChannels})
		}
	}
	return out
}

// runningChannels are one word together; those that were never read are named.
func (m *Model) runningChannels(alone bool) []concern {
	var out []concern
	running := 0
	name := ""
	for i := range m.status.channels {
		c := &m.status.channels[i]
		word, bad := m.health(c)
		switch {
		case bad:
		case c.LastGood.IsZero():
			out = append(out, concern{words: c.Channel + ": " + word, style: frame.Dim, show: (*Model).showChannels})
		default:
			running, name = running+1, c.Channel
		}
	}
	switch {
	case running == 1 && len(m.status.channels) == 1:
		out = append(out, concern{words: name + ": " + m.s.Healthy, style: frame.Dim, show: (*Model).showChannels})
	case running > 0:
		out = append(out, concern{words: say(m.s.Running, running), style: frame.Dim, show: (*Model).showChannels})
	case alone && len(out) == 0:
		out = append(out, concern{words: m.s.AllQuiet, style: frame.Dim})
	}
	return out
}

// urgentCount is how many things wait for somebody.
func (m *Model) urgentCount() int {
	n := 0
	for _, c := range m.concerns() {
		n += c.n
	}
	return n
}

// showUrgent goes to the most urgent thing, pressed again to the next one.
func (m *Model) showUrgent() tea.Cmd {
	var urgent []concern
	for _, c := range m.concerns() {
		if c.n > 0 && c.show != nil {
			urgent = append(urgent, c)
		}
	}
	if len(urgent) == 0 {
		return m.say(m.s.Calm.NothingUrgent)
	}
	at := m.jumped.before % len(urgent)
	if m.jumped.before > 0 && len(m.stack) > m.jumped.depth { // away from where the jump before led
		m.stack = m.stack[:m.jumped.depth]
	}
	m.jumped = jumped{now: at + 1, depth: len(m.stack)}
	return urgent[at].show(m)
}

// jumped counts the jumps to urgent things that follow each other.
type jumped struct {
	before, now int // with the latest key, with this one
	depth       int // screens that lay there before the first jump
}

// through goes to a screen by the action that opens it, from wherever one is.
func through(id string, to Place) func(m *Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		if m.place() == to {
			return m.reloadTop()
		}
		return m.run(m.action(id))
	}
}

// inOutbox shows a reply in the outbox.
func inOutbox(id inbox.ReplyID) func(m *Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		cmd := through("outbox", InOutbox)(m)
		if s, ok := m.top().(*outboxScreen); ok {
			s.selected = id
		}
		return cmd
	}
}

// atItem opens an item.
func (m *Model) atItem(id inbox.ItemID) func(m *Model) tea.Cmd {
	if id.IsZero() {
		return nil
	}
	return func(m *Model) tea.Cmd {
		if s, ok := m.top().(*itemScreen); !ok || s.id != id {
			m.push(&itemScreen{id: id})
		}
		return nil
	}
}
