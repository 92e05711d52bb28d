package ui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"lotse/inbox"
	"lotse/ui/frame"
)

// status is what the officer must not have to look for.
type status struct {
	loaded   bool
	replies  []inbox.Reply // on their way or stuck, oldest first
	orders   []inbox.Order // measures that are not done with
	channels []inbox.ChannelState
	duty     string // who is accountable
	waiting  *inbox.Handover
	deadline time.Time // the nearest one of an open item
	dueItem  inbox.ItemID
	quiet    map[string]inbox.Quiet // channels on which less came in than usual
	verdicts []time.Time            // when the verdicts in force end
	claims   []inbox.Named          // the open ones, as a query names them
	overdue  int                    // how many have passed, of those that were looked at
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
		st := status{loaded: true, quiet: map[string]inbox.Quiet{}}
		var err error
		if st.replies, err = m.ses.Store.Replies(ctx, lively...); err != nil {
			return nil, err
		}
		if st.orders, err = m.ses.OpenOrders(ctx); err != nil {
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
			if q, quiet, err := m.ses.Quiet(ctx, id); err != nil {
				return nil, err
			} else if quiet {
				st.quiet[id] = q
			}
		}
		if st.verdicts, err = m.ses.VerdictEnds(ctx); err != nil {
			return nil, err
		}
		if st.claims, err = m.ses.ClaimNames(ctx); err != nil {
			return nil, err
		}
		if st.duty, st.waiting, err = m.ses.OnDuty(ctx); err != nil {
			return nil, err
		}
		// The oldest: what was posted first is due first, but for deadlines that a
		// person set.
		due, err := m.ses.PageBack(ctx, inbox.Filter{Work: inbox.OpenWork(), HasDue: true, DueBefore: now.Add(dueLook)}, "", 200)
		if err != nil {
			return nil, err
		}
		for i := range due.Items {
			at := m.ses.House.DueAt(&due.Items[i])
			if st.deadline.IsZero() || at.Before(st.deadline) {
				st.deadline, st.dueItem = at, due.Items[i].ID
			}
			if at.Before(now) {
				st.overdue++
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

// ordered counts the measures in a state.
func (s *status) ordered(states ...inbox.OrderState) int {
	n := 0
	for i := range s.orders {
		if slices.Contains(states, s.orders[i].State) {
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
		if r.State != inbox.ReplyQueued || r.ByHand {
			continue
		}
		if _, held := m.held(r); held {
			n++
		}
	}
	return n
}

// statusRow is the line above the hints: what is urgent stands left, for it is
// cut at the right. A click goes where the key does.
func (m *Model) statusRow() panel {
	cs := m.concerns()
	row := frame.Of(frame.Own(" ", frame.Plain))
	var p panel
	if len(cs) > 0 && m.urgentCount() > 0 {
		if a := m.action("urgent"); len(a.Keys) > 0 && a.Where&m.place() != 0 && len(m.dialogs) == 0 && m.lines == nil {
			row.Spans = append(row.Spans, frame.Own(m.keyName(a.Keys[0]), frame.Key), frame.Own(" ", frame.Plain))
			p.spot(1, 0, row.Width()-1, 1, func(m *Model) tea.Cmd { return m.run(a) })
		}
	}
	for i, c := range cs {
		rest := 0 // what follows is counted where there is no room for it
		if i < len(cs)-1 {
			rest = lipgloss.Width(say(" · +%d", len(cs)-1-i))
		}
		if i > 0 && m.lines == nil && row.Width()+3+lipgloss.Width(c.words)+rest > m.width {
			row.Spans = append(row.Spans, frame.Own(say(" · +%d", len(cs)-i), frame.Dim))
			break
		}
		if i > 0 {
			row.Spans = append(row.Spans, frame.Own(" · ", frame.Dim))
		}
		at := row.Width()
		row.Spans = append(row.Spans, frame.Own(c.words, c.style))
		if c.show != nil {
			p.spot(at, 0, min(row.Width(), m.width)-at, 1, c.show)
		}
	}
	p.rows = []frame.Row{row}
	return p
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
