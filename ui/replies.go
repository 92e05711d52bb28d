package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// replyList is what the two screens about replies share: replies, the selected
// one by its id, and the items they answer.
type replyList struct {
	shelf[inbox.Reply, inbox.ReplyID]
	states []inbox.ReplyState
	items  map[inbox.ItemID]inbox.Item
	odd    map[inbox.ReplyID][]inbox.LintFinding // of those that wait for a second person
}

func newReplyList(states ...inbox.ReplyState) replyList {
	l := replyList{states: states}
	l.id = func(r *inbox.Reply) inbox.ReplyID { return r.ID }
	return l
}

// read loads the replies in the list's states that still stand for their item: a
// refused one that was followed by another is history.
func (l *replyList) read(m *Model) tea.Cmd {
	states := l.states
	return m.ask(slotReplies, func(ctx context.Context) (answer, error) {
		rs, err := m.ses.Store.Replies(ctx, states...)
		if err != nil {
			return nil, err
		}
		items, odd := map[inbox.ItemID]inbox.Item{}, map[inbox.ReplyID][]inbox.LintFinding{}
		var kept []inbox.Reply
		for i := range rs {
			it, err := m.ses.Item(ctx, rs[i].Item)
			if err != nil || it.State.Reply != rs[i].ID {
				continue // not for this person, or not the item's reply any more
			}
			items[it.ID] = it
			kept = append(kept, rs[i])
			if rs[i].State != inbox.ReplyInReview {
				continue
			}
			if odd[rs[i].ID], err = m.ses.LintReply(ctx, &it, &rs[i]); err != nil {
				return nil, err
			}
		}
		return func(*Model) tea.Cmd {
			l.put(kept)
			l.items, l.odd = items, odd
			return nil
		}, nil
	})
}

// item lets the details of the answered item be read.
func (l *replyList) item(*Model) inbox.ItemID {
	if r := l.chosen(); r != nil {
		return r.Item
	}
	return inbox.ItemID{}
}

func (l *replyList) load(m *Model) tea.Cmd { return l.read(m) }
