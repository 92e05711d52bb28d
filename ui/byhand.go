package ui

import (
	"context"
	"net/url"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// A reply that the channel takes from no program is written, checked and released
// here as any other. A person posts it: the text goes to the clipboard, the
// channel's page is opened, and the next poll finds the reply there.

// onlyByHand says why an item can be answered by hand alone; "" where the program
// sends the reply, or where there is nothing to answer.
func (m *Model) onlyByHand(it *inbox.Item) string {
	ch := m.ses.Channels[it.Content.Channel]
	if ch == nil || it.Content.Kind == inbox.KindOwnPost || !it.State.Work.IsOpen() || it.State.ReplyState.IsActive() ||
		it.State.Visibility != inbox.Public || m.ses.May(inbox.RightDraft) != nil {
		return ""
	}
	if err := inbox.MayReply(ch, it, ""); err != nil && inbox.MayAnswer(ch, it) == nil {
		return say(m.s.ByHand.Only, m.sentence(err))
	}
	return ""
}

// soughtFor is how long a reply by hand is looked for before somebody should care.
const soughtFor = time.Hour

// sought reports whether a page was opened only a while ago.
func sought(r *inbox.Reply, now time.Time) bool {
	a := r.Attempt()
	return r.ByHand && r.State == inbox.ReplyUnclear && a != nil && now.Sub(a.At) < soughtFor
}

func (m *Model) opened(r *inbox.Reply) string {
	if a := r.Attempt(); a != nil {
		return text.Stamp(m.lang, a.At, m.now, m.ses.House.Zone)
	}
	return ""
}

func (m *Model) byHandWhy(r *inbox.Reply) (string, bool) {
	switch {
	case !r.ByHand:
	case r.State == inbox.ReplyQueued:
		return m.s.ByHand.Wait, true
	case r.State == inbox.ReplyUnclear:
		return say(m.s.ByHand.Opened, m.opened(r)), true
	}
	return "", false
}

func (m *Model) byHandAdvice(r *inbox.Reply) (string, bool) {
	switch {
	case !r.ByHand:
	case r.State == inbox.ReplyQueued:
		return m.s.ByHand.Advice, true
	case sought(r, m.now):
		return m.s.ByHand.Look, true
	case r.State == inbox.ReplyUnclear:
		return m.s.ByHand.Left, true
	}
	return "", false
}

func (m *Model) byHandTask(r *inbox.Reply, who string) string {
	if r.State == inbox.ReplyQueued {
		return say(m.s.ByHand.Task, who)
	}
	return say(m.s.ByHand.TaskLook, who)
}

// otherWords shows what stands on the channel in place of a reply by hand.
func (m *Model) otherWords(d *detail, r *inbox.Reply, width int) []frame.Row {
	if !r.ByHand || r.VoidReason != inbox.OtherWords {
		return nil
	}
	rows := frame.Indented(safetext.Line(m.lang.Void(r.VoidReason)), width, 4, frame.Warn, nil)
	for i := range d.thread.Items {
		c := &d.thread.Items[i].Content
		if c.RemoteID == r.RemoteID && c.Channel == r.Channel {
			rows = append(rows, frame.Indented(safetext.Line(m.s.ByHand.Stands), width, 4, frame.Dim, nil)...)
			return append(rows, difference(safetext.Clean(r.Text), safetext.Clean(c.Text), width, 4)...)
		}
	}
	return append(rows, frame.Indented(safetext.Clean(r.Text), width, 4, frame.Dim, nil)...)
}

// postByHand gives the person text and page; whoever opens the page once more is
// asked whether the reply stands there already.
func (m *Model) postByHand(r *inbox.Reply) tea.Cmd {
	id, item := r.ID, r.Item
	if r.State == inbox.ReplyUnclear {
		return m.open(&confirm{question: say(m.s.ByHand.Again, m.opened(r)), yes: func(m *Model) tea.Cmd { return m.handOut(id, item) }})
	}
	return m.handOut(id, item)
}

// handOut notes first that the reply may stand from now on, and then opens the page.
func (m *Model) handOut(id inbox.ReplyID, item inbox.ItemID) tea.Cmd {
	var h inbox.Handed
	var shut error
	return m.decide(act{
		items: []inbox.ItemID{item}, all: true,
		do: func(ctx context.Context) (err error) {
			if h, err = m.ses.PostByHand(ctx, id); err == nil && m.opt.Open != nil {
				shut = m.opt.Open(ctx, h.Page)
			}
			return err
		},
		done: func(m *Model) tea.Cmd {
			copied := tea.SetClipboard(h.Text)
			if m.opt.Open == nil || shut != nil {
				where := h.Page
				if _, address, ok := safetext.URL(h.Item); ok { // short enough to copy off a screen
					where = address
				}
				return tea.Batch(copied, m.warn(say(m.s.ByHand.NoOpener, safetext.Line(where))))
			}
			host := h.Page
			if u, err := url.Parse(h.Page); err == nil {
				host = u.Host
			}
			return tea.Batch(copied, m.say(say(m.s.ByHand.Copied, host)))
		},
	})
}

// byHand counts the replies in a state that a person posts.
func (s *status) byHand(state inbox.ReplyState) (n int) {
	for i := range s.replies {
		if s.replies[i].ByHand && s.replies[i].State == state {
			n++
		}
	}
	return n
}

func (s *status) firstByHand() inbox.ReplyID {
	for i := range s.replies {
		if s.replies[i].ByHand && s.replies[i].State == inbox.ReplyQueued {
			return s.replies[i].ID
		}
	}
	return ""
}

// lost counts the unclear replies that somebody has to look after, and names one.
func (s *status) lost(now time.Time) (n int, first inbox.ReplyID) {
	for i := range s.replies {
		if r := &s.replies[i]; r.State == inbox.ReplyUnclear && !sought(r, now) {
			if n++; first == "" {
				first = r.ID
			}
		}
	}
	return n, first
}
