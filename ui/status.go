package ui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// status is what the officer must not have to look for.
type status struct {
	loaded   bool
	replies  []inbox.Reply // on their way or stuck, oldest first
	channels []inbox.ChannelState
	duty     string // who is accountable
	waiting  *inbox.Handover
	deadline time.Time // the nearest one of an open item
}

// dueLook is how far ahead the nearest deadline is looked for.
const dueLook = 48 * time.Hour

// lively are the states of replies a desk keeps an eye on.
var lively = []inbox.ReplyState{
	inbox.ReplyInReview, inbox.ReplyReturned, inbox.ReplyReleased, inbox.ReplyQueued, inbox.ReplySending,
	inbox.ReplyUnclear, inbox.ReplyRefused, inbox.ReplyVoid,
}

// loadStatus reads what the status line shows.
func (m *Model) loadStatus() tea.Cmd {
	now := m.now
	return m.ask(slotStatus, func(ctx context.Context) (answer, error) {
		st := status{loaded: true}
		var err error
		if st.replies, err = m.ses.Store.Replies(ctx, lively...); err != nil {
			return nil, err
		}
		for _, id := range m.ses.House.Channels {
			if m.ses.Channels[id] != nil {
				if caps := m.ses.Channels[id].Capabilities(); !caps.Reply && caps.PollEvery == 0 {
					continue // files read in by hand: nothing to ask, so nothing to be late with
				}
			}
			c, err := m.ses.Store.ChannelState(ctx, id)
			if err != nil {
				return nil, err
			}
			c.Channel = id
			st.channels = append(st.channels, c)
		}
		if st.duty, st.waiting, err = m.ses.OnDuty(ctx); err != nil {
			return nil, err
		}
		due, err := m.ses.Page(ctx, inbox.Filter{Work: inbox.OpenWork(), HasDue: true, DueBefore: now.Add(dueLook)}, "", 200)
		if err != nil {
			return nil, err
		}
		for i := range due.Items {
			if at := due.Items[i].State.DueAt; st.deadline.IsZero() || at.Before(st.deadline) {
				st.deadline = at
			}
		}
		return func(m *Model) tea.Cmd {
			_, before := m.status.countdown(m.now)
			m.status = st
			if _, counting := st.countdown(m.now); counting && !before {
				return m.tick()
			}
			return nil
		}, nil
	})
}

// countdown gives the reply that leaves next and can still be pulled back.
func (s *status) countdown(now time.Time) (*inbox.Reply, bool) {
	var next *inbox.Reply
	for i := range s.replies {
		r := &s.replies[i]
		if r.State == inbox.ReplyQueued && r.UndoUntil.After(now) && deferred(r) == nil && (next == nil || r.UndoUntil.Before(next.UndoUntil)) {
			next = r
		}
	}
	return next, next != nil
}

// mine gives the queued reply of this person that z pulls back: the latest they
// sent or released.
func (s *status) mine(person string, now time.Time) *inbox.Reply {
	var last *inbox.Reply
	for i := range s.replies {
		r := &s.replies[i]
		own := r.Author.Person == person && r.Release == nil || r.Release != nil && r.Release.By.Person == person
		if own && r.State == inbox.ReplyQueued && r.UndoUntil.After(now) && deferred(r) == nil && (last == nil || r.UndoUntil.After(last.UndoUntil)) {
			last = r
		}
	}
	return last
}

func (s *status) count(states ...inbox.ReplyState) int {
	n := 0
	for i := range s.replies {
		if slices.Contains(states, s.replies[i].State) {
			n++
		}
	}
	return n
}

// heldBack counts the replies that wait for their channel.
func (m *Model) heldBack() int {
	n := 0
	for i := range m.status.replies {
		r := &m.status.replies[i]
		if r.State != inbox.ReplyQueued {
			continue
		}
		if _, held := m.held(r); held {
			n++
		}
	}
	return n
}

// statusRow is the line above the hints: what is urgent stands left, for it is
// cut at the right.
func (m *Model) statusRow() frame.Row {
	var parts []frame.Span
	add := func(s string, st frame.Style) {
		if len(parts) > 0 {
			parts = append(parts, frame.Own(" · ", frame.Dim))
		}
		parts = append(parts, frame.Own(s, st))
	}
	st := &m.status
	if r, counting := st.countdown(m.now); counting {
		secs := int(r.UndoUntil.Sub(m.now).Round(time.Second).Seconds())
		if mine := st.mine(m.ses.Person.ID, m.now); mine != nil {
			add(say(m.s.LeavesInYours, secs), frame.Warn)
		} else {
			add(say(m.s.LeavesIn, secs), frame.Warn)
		}
	}
	if n := st.count(inbox.ReplyUnclear); n > 0 {
		add(say(m.s.Unclear, n), frame.Bad)
	}
	if n := st.count(inbox.ReplyInReview); n > 0 {
		add(say(m.s.ToRelease, n), frame.Warn)
	}
	if n := m.heldBack(); n > 0 {
		add(say(m.s.WaitForChannel, n), frame.Warn)
	}
	if st.waiting != nil && st.waiting.To == m.ses.Person.ID {
		add(m.s.HandoverWaits, frame.Warn)
	}
	if !st.deadline.IsZero() {
		style := frame.Plain
		if st.deadline.Before(m.now.Add(time.Hour)) {
			style = frame.Warn
		}
		if st.deadline.Before(m.now) {
			style = frame.Bad
		}
		add(m.s.Deadline+" "+text.Until(m.lang, st.deadline, m.now), style)
	}
	// The channels that run are one word together; each other one is named.
	running := 0
	for i := range st.channels {
		word, bad := m.health(&st.channels[i])
		switch {
		case bad:
			add(st.channels[i].Channel+": "+word, frame.Warn)
		case st.channels[i].LastGood.IsZero():
			add(st.channels[i].Channel+": "+word, frame.Dim)
		default:
			running++
		}
	}
	switch {
	case running == 1 && len(st.channels) == 1:
		add(st.channels[0].Channel+": "+m.s.Healthy, frame.Dim)
	case running > 0:
		add(say(m.s.Running, running), frame.Dim)
	case len(parts) == 0:
		add(m.s.AllQuiet, frame.Dim)
	}
	return frame.Row{Spans: append([]frame.Span{frame.Own(" ", frame.Plain)}, parts...)}
}

// health gives a channel's state in a word or two.
func (m *Model) health(c *inbox.ChannelState) (word string, bad bool) {
	switch {
	case c.Problem != "":
		return m.lang.Problem(c.Problem), true
	case c.LastGood.IsZero():
		return m.s.NeverRead, false
	case len(c.Gaps) > 0:
		return m.s.HasGaps, true
	}
	return m.s.Healthy, false
}
